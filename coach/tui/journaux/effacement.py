"""Supprimer une séance depuis un écran : dire ce que l'effacement atteint, puis le faire."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from coach.carnet import Citation
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


def confirmer_la_suppression(
    coach: "CoachApp", flux: str, titre: str, ensuite: Callable[[], None]
) -> None:
    """Demande confirmation, supprime, puis appelle `ensuite` ; un refus du carnet se dit."""
    from coach.tui.ecrans.confirmation import EcranConfirmation

    citations = coach.tenter(lambda: coach.carnet.citations(flux))
    if citations is None:
        return

    def issue(choisie: str | None) -> None:
        if choisie in ("supprimer", "emporter"):
            emportees = [c.evenement for c in citations] if choisie == "emporter" else []
            _supprimer(coach, flux, emportees)
            ensuite()

    issues = {
        "garder": dire("confirmation.garder"),
        "supprimer": dire("confirmation.oui_supprimer"),
    }
    if citations:
        issues["emporter"] = dire("confirmation.emporter")
    titre_dit = dire("confirmation.supprimer", titre=titre)
    coach.push_screen(EcranConfirmation(titre_dit, list(_phrases(citations)), issues), issue)


def _phrases(citations: list[Citation]) -> Iterator[str]:
    yield dire("confirmation.supprimer_portee")
    if citations:
        yield dire("confirmation.supprimer_citations")
        yield from (dire("confirmation.citation", extrait=c.extrait) for c in citations)
    yield dire("confirmation.supprimer_retour")


def _supprimer(coach: "CoachApp", flux: str, emportees: Sequence[str]) -> None:
    effacement = coach.tenter(lambda: coach.carnet.supprimer(flux, emporter=emportees))
    if effacement is None:
        return
    if effacement.sauvegardes_retirees:
        noms = ", ".join(effacement.sauvegardes_retirees)
        coach.notify(dire("journaux.efface_sauvegardes", noms=noms), markup=False)
    else:
        coach.notify(dire("journaux.efface"), markup=False)
