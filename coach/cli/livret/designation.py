"""Le livret que désigne une commande, et de quoi le lire."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli.ecran import exiger_un_ecran
from coach.cli.entree import texte_de_la_commande
from coach.cli.ouverture import carnet_existant, dossier_du_carnet

if TYPE_CHECKING:
    from coach.livret import Atelier, Livret


@contextmanager
def atelier(identifiant: str | None) -> "Iterator[Atelier]":
    """L'atelier de ce livret ; sans identifiant, celui qui fut touché en dernier.

    Lève `ErreurDeLivret` ou `ErreurDeCarnet`.
    """
    from coach.carnet.horloge import maintenant
    from coach.livret import Atelier, designer

    prefixe = texte_de_la_commande(identifiant) if identifiant is not None else None
    with carnet_existant() as carnet:
        livret = designer(carnet, prefixe)
        yield Atelier(carnet, livret.id, maintenant().date())


def dans_l_interface(
    identifiant: str | None, *, partie: str | None = None, oral: bool = False, minutes: int = 0
) -> None:
    """Ouvre l'interface sur ce livret : l'atelier, à sa partie, ou l'oral.

    Lève `Refus` sans terminal, et les erreurs du livret avant que rien ne s'ouvre.
    """
    exiger_un_ecran("livret_sans_terminal")
    from coach.tui.livret.depart import Entree
    from coach.tui.ouverture import ouvrir, rediger

    with atelier(identifiant) as designe:
        voulue = designe.partie(partie).id if partie is not None else ""
        entree = Entree(designe.livret.id, voulue, oral, minutes)
    ouvrir(dossier_du_carnet(), rediger(entree))


def resume(livret: "Livret") -> dict[str, object]:
    """Un livret en quelques champs, comme `lister --json` les dit."""
    return {
        "id": livret.id,
        "titre": livret.titre,
        "genre": livret.genre,
        "ouvert_le": livret.ouvert_le.isoformat(),
        "modifie_le": livret.modifie_le.isoformat(),
        "mots": livret.mots,
        "versions": [v.nom for v in livret.versions],
    }
