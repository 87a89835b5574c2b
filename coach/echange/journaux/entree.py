"""Une entrée d'un journal venu d'ailleurs : son texte, son jour, ses étiquettes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from coach.echange.erreurs import ErreurDEchange
from coach.echange.paroles import dire
from coach.echange.textes import abrege, assaini, en_une_ligne
from coach.modeles.base import LONGUEUR_MAXIMALE

TITRE_AU_PLUS = 180
"""Points de code d'un titre, et d'une étiquette ci-dessous : ce que le carnet en accepte."""

ETIQUETTE_AU_PLUS = 60
ETIQUETTES_AU_PLUS = 50

ANNEES = range(1900, 2200)
"""Les années vraisemblables d'une entrée."""


@dataclass(frozen=True)
class Entree:
    """Une entrée prête à entrer : `quand` porte un décalage horaire, `texte` n'est pas vide."""

    quand: datetime
    titre: str
    texte: str
    etiquettes: tuple[str, ...] = ()


def nommer(rang: int, titre: str) -> str:
    """Comment désigner une entrée à la personne : son rang (de 1), et son titre s'il y en a un."""
    net = abrege(en_une_ligne(titre), 40)
    return dire("entree.nommee", rang=rang, titre=net) if net else dire("entree.numero", rang=rang)


def former(
    nom: str, quand: datetime, titre: str, texte: str, etiquettes: Iterable[object] = ()
) -> Entree | None:
    """L'entrée assainie, ou rien si elle ne dit rien.

    `nom` la désigne dans l'erreur. Lève `ErreurDEchange` si sa date est hors de toute
    vraisemblance, ou son texte trop long.
    """
    corps = "\n".join(ligne.rstrip() for ligne in assaini(texte).strip("\n").split("\n")).strip()
    net = abrege(en_une_ligne(titre), TITRE_AU_PLUS)
    if not (corps or net):
        return None
    if len(corps) > LONGUEUR_MAXIMALE:
        raise ErreurDEchange("entree_trop_longue", entree=nom, limite=LONGUEUR_MAXIMALE)
    if quand.year not in ANNEES:
        raise ErreurDEchange("date", entree=nom, valeur=quand.date().isoformat())
    noms = (etiquette_nette(e) for e in etiquettes if isinstance(e, str))
    uniques = {e.casefold(): e for e in noms if e}
    gardees = tuple(uniques.values())[:ETIQUETTES_AU_PLUS]
    return Entree(quand, net, corps or net, gardees)


def situer(nom: str, quand: datetime, zone: tzinfo | None) -> datetime:
    """L'instant avec son décalage ; sans fuseau, l'heure est celle de `zone`, sinon d'ici.

    Lève `ErreurDEchange` si le système ne sait pas situer cette date.
    """
    if quand.year not in ANNEES:
        raise ErreurDEchange("date", entree=nom, valeur=quand.date().isoformat())
    try:
        if quand.tzinfo is not None:
            return _au_fuseau(quand, zone)
        return quand.replace(tzinfo=zone) if zone else quand.astimezone()
    except (OSError, OverflowError, ValueError):
        return quand.replace(tzinfo=UTC)


def _au_fuseau(quand: datetime, zone: tzinfo | None) -> datetime:
    """L'instant tel qu'il se disait là : le fuseau voulu, sinon celui qui l'accompagnait."""
    return quand.astimezone(zone) if zone else quand


def etiquette_nette(brute: str) -> str:
    """L'étiquette sur une ligne, sans son signe (« # », « @ ») ; vide si elle ne dit rien."""
    return abrege(en_une_ligne(brute.strip().lstrip("#@+")), ETIQUETTE_AU_PLUS).strip()
