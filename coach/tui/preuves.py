"""Ce que la personne a déjà montré : ses preuves, et de quelle réponse elles viennent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach.carnet import Carnet, ErreurDeCarnet, Preuve
from coach.modeles.seance import plier
from coach.tui.lignes import titre_de

if TYPE_CHECKING:
    from coach.tui.application import CoachApp


@dataclass(frozen=True)
class Montre:
    """Les preuves du carnet, par date ; le titre de chaque séance, par identifiant ; le jour."""

    preuves: Sequence[Preuve]
    titres: Mapping[str, str]
    aujourdhui: date

    @classmethod
    def lire(cls, carnet: Carnet, aujourdhui: date) -> "Montre":
        """Ce que dit le carnet. Lève `ErreurDeCarnet`."""
        titres = {resume.id: titre_de(resume) for resume in carnet.lister()}
        return cls(carnet.preuves(), titres, aujourdhui)

    def pour(self, referentiel: str, code: str) -> list[Preuve]:
        """Les preuves de cette compétence, la plus récente d'abord."""
        cherchee = (referentiel, code.casefold())
        siennes = [p for p in self.preuves if (p.referentiel, p.code.casefold()) == cherchee]
        return siennes[::-1]


def reponse_de(carnet: Carnet, seance: str, preuve: str) -> str | None:
    """La réponse d'où vient l'extrait de cette preuve, ou rien. Lève `ErreurDeCarnet`."""
    liens = plier(seance, carnet.evenements(seance)).liens
    ancre = next((lien.ancre for lien in liens if lien.id == preuve), None)
    return ancre.evenement if ancre else None


def relire(coach: "CoachApp", preuve: Preuve) -> None:
    """Ouvre la séance de la preuve, à la réponse d'où vient l'extrait ; apportée, rien à relire."""
    if preuve.seance is None:
        return
    try:
        reponse = reponse_de(coach.carnet, preuve.seance, preuve.id)
    except ErreurDeCarnet as erreur:
        coach.signaler(erreur)
    else:
        coach.lire_seance(preuve.seance, reponse=reponse)
