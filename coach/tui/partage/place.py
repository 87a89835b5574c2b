"""Demander où écrire un fichier : une place prise ne se reprend que si la personne le dit."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.erreurs import ErreurEnClair
from coach.modeles.texte import sans_commandes
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

Ecrire = Callable[[str, bool], object]
"""Écrit dans le fichier de ce nom ; vrai : il peut prendre la place d'un autre."""


def demander_ou_ecrire(coach: "CoachApp", titre: str, propose: str, ecrire: Ecrire) -> None:
    """Demande le fichier et l'écrit ; s'il est déjà là, un autre nom ou le remplacer."""

    def recevoir(nom: str) -> None:
        try:
            ecrire(nom.strip(), False)
        except ErreurEnClair as erreur:
            if erreur.raison != "existe":
                raise
            _proposer_de_remplacer(coach, titre, nom.strip(), ecrire)

    coach.demander(titre, propose, recevoir)


def _proposer_de_remplacer(coach: "CoachApp", titre: str, nom: str, ecrire: Ecrire) -> None:
    from coach.tui.ecrans.confirmation import EcranConfirmation

    def choisie(issue: str | None) -> None:
        if issue == "remplacer":
            coach.tenter(lambda: ecrire(nom, True))
        else:
            demander_ou_ecrire(coach, titre, nom, ecrire)

    issues = {cle: dire(f"place.{cle}") for cle in ("autre_nom", "remplacer")}
    conseil = dire("place.conseil", fichier=sans_commandes(nom))
    coach.push_screen(EcranConfirmation(dire("place.prise"), [conseil], issues), choisie)
