"""Un écran d'où les preuves s'apportent, se déplacent et se retirent à la main."""

from coach.portfolio import CompetenceVue
from coach.scoring.lignes import PreuveLue
from coach.tui.ecran import Ecran
from coach.tui.portfolio import apports


class AvecApports(Ecran[None]):
    """Ses gestes sur les preuves, et de quoi revenir dessus, du dernier au premier."""

    def __init__(self) -> None:
        super().__init__()
        self.touchees: list[str] = []

    def competence(self) -> CompetenceVue | None:
        """La compétence choisie."""
        raise NotImplementedError

    def preuve(self) -> PreuveLue | None:
        """La preuve choisie."""
        raise NotImplementedError

    def relire(self) -> None:
        """Relit et montre ce qui vient de changer."""
        raise NotImplementedError

    def action_apporter(self) -> None:
        """Apporte une preuve à la compétence choisie."""
        if competence := self.competence():
            apports.apporter(self.coach, competence, self._ecrite)

    def action_deplacer(self) -> None:
        """Range la preuve choisie sous une autre compétence."""
        if preuve := self.preuve():
            apports.deplacer(self.coach, preuve, self._ecrite)

    def action_retirer(self) -> None:
        """Retire la preuve choisie, avec sa raison."""
        if preuve := self.preuve():
            apports.retirer(self.coach, preuve, self._ecrite)

    def _ecrite(self, preuve: str) -> None:
        self.touchees.append(preuve)
        self.relire()

    def action_defaire(self) -> None:
        """Revient sur le dernier geste fait ici ; encore, sur celui d'avant."""
        if self.touchees and apports.defaire(self.coach, self.touchees[-1]):
            self.touchees.pop()
            self.relire()
