"""Ce que la personne a déjà montré : ses preuves, et de quelle réponse elles viennent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coach.carnet import Carnet, Preuve
from coach.modeles.repli import plier
from coach.scoring.lignes import PreuveLue
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


class Endroit(NamedTuple):
    """Un passage d'une séance : sa réponse, et ses bornes en points de code ; vides, le début."""

    seance: str
    reponse: str = ""
    debut: int = 0
    fin: int = 0


def endroit_de(carnet: Carnet, seance: str, preuve: str) -> Endroit:
    """Le passage d'où vient l'extrait de cette preuve. Lève `ErreurDeCarnet`."""
    liens = plier(seance, carnet.evenements(seance)).liens
    ancre = next((lien.ancre for lien in liens if lien.id == preuve), None)
    return Endroit(seance, ancre.evenement, ancre.debut, ancre.fin) if ancre else Endroit(seance)


def relire(coach: "CoachApp", quoi: Preuve | PreuveLue | Endroit) -> None:
    """Ouvre la séance de la preuve, à la phrase d'où elle vient ; apportée, rien à relire."""
    ou = coach.tenter(lambda: quoi if isinstance(quoi, Endroit) else _endroit(coach.carnet, quoi))
    if ou is not None:
        coach.lire_seance(ou.seance, reponse=ou.reponse or None, passage=(ou.debut, ou.fin))


def _endroit(carnet: Carnet, preuve: Preuve | PreuveLue) -> Endroit | None:
    seance = preuve.journal if isinstance(preuve, PreuveLue) else preuve.seance
    return endroit_de(carnet, seance, preuve.id) if seance else None
