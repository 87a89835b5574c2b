"""De ce que la personne demande à regarder, l'écran qui le montre."""

from typing import TYPE_CHECKING, Any

from coach.carnet import Carnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.progression import MOI, Regards
from coach.positionnement import Activite, Depart, Portee
from coach.positionnement.ecarts import par_competence
from coach.referentiels import charger

if TYPE_CHECKING:
    from textual.screen import Screen

    from coach.tui.application import CoachApp


def regards_de(carnet: Carnet) -> Regards:
    """Tous les regards du carnet. Lève `ErreurDeCarnet`."""
    return Regards.plier(carnet.evenements(FLUX_DU_CARNET))


def ouvrir_activite(coach: "CoachApp", portee: Portee, par: str = MOI) -> Activite:
    """L'activité sur cette portée, reprise où elle en est. Lève `ErreurDeCarnet`."""
    from coach.confidentialite import detecter

    return Activite(
        portee=portee,
        depot=coach.carnet,
        preuves=par_competence(coach.carnet.preuves()),
        aujourd_hui=coach.horloge().date(),
        par=par,
        detecter=detecter,
    )


def ecran_pour(coach: "CoachApp", depart: Depart | None) -> "Screen[Any] | None":
    """L'écran de ce qui est demandé, ou de quoi choisir ; rien, et une phrase, à défaut."""
    from coach.tui.ecrans.positionnement.activite import EcranPositionnement
    from coach.tui.ecrans.positionnement.depart import EcranPositionner

    if depart is None or depart.referentiel is None:
        return EcranPositionner(depart.par if depart else MOI)
    return coach.tenter(
        lambda: EcranPositionnement(ouvrir_activite(coach, _portee(coach, depart), depart.par))
    )


def _portee(coach: "CoachApp", depart: Depart) -> Portee:
    referentiel = charger(depart.referentiel or "")
    if depart.code is None and depart.groupe is None:
        return Portee.par_defaut(referentiel, regards_de(coach.carnet), depart.par)
    return Portee.de(referentiel, code=depart.code, groupe=depart.groupe)
