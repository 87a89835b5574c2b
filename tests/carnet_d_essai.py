"""Un carnet de quelques séances, pour les essais de l'accueil et des journaux."""

from datetime import date, timedelta

from fabriques import Seance, ulid

from coach.carnet import Carnet
from coach.modeles.evenements import AjustementDecide, EtiquettePosee

RECIT = (
    "Elle est arrivée avec vingt minutes de retard. J’avais la boule au ventre. "
    "Elle était de mauvaise foi."
)
TITRES = (
    "L’entretien interrompu",
    "La première réunion d’équipe",
    "Le stage écourté",
    "Un silence au téléphone",
    "L’atelier du jeudi",
    "La visite chez l’employeur",
)
JOURS = (0, 1, 5, 9, 33, 200)
"""Il y a combien de jours chaque séance fut menée."""


def remplir(carnet: Carnet, maintenant: object) -> None:
    """Six séances, la première inachevée ; trois ajustements, deux étiquettes."""
    for rang, (titre, jours) in enumerate(zip(TITRES, JOURS, strict=True)):
        depart = maintenant - timedelta(days=jours, hours=3)  # type: ignore[operator]
        seance = Seance(ulid(rang + 1), depart=depart)
        seance.titrer(titre)
        reponse = seance.repondre(RECIT)
        _detail(seance, rang, reponse)
        if rang:
            seance.finir()
        carnet.ajouter(*seance.evenements)


def _detail(seance: Seance, rang: int, reponse: object) -> None:
    match rang:
        case 1:
            seance.dire(EtiquettePosee, etiquette="équipe")
            seance.relier(reponse, "vingt minutes de retard", code="CP1")  # type: ignore[arg-type]
        case 2:
            seance.dire(
                AjustementDecide,
                texte="Appeler la mission locale",
                moment="vendredi",
                echeance=date(2026, 11, 20),
                indicateur="Elle aura une date.",
            )
        case 3:
            seance.dire(EtiquettePosee, etiquette="à reprendre en supervision")
            seance.dire(AjustementDecide, texte="Le dire à l’équipe", echeance=date(2026, 11, 23))
        case 4:
            seance.dire(AjustementDecide, texte="Préparer deux questions", moment="un jour")
