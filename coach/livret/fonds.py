"""Ce que le carnet a déjà, lu une fois : la matière où puisent les offres et la vérification."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coach.carnet import Action, Carnet, Resume
from coach.carnet.progression import Matiere
from coach.modeles.lecture import Segment
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance
from coach.plan.lecture import lire as lire_le_plan
from coach.plan.vues import Engagement
from coach.referentiels import ErreurDeReferentiel, charger
from coach.scoring.lignes import PreuveLue


@dataclass
class Fonds:
    """Un carnet, vu du jour `aujourd_hui` ; chaque chose ne s'y lit que si elle sert.

    Lève les erreurs du carnet. À refaire quand le carnet change.
    """

    carnet: Carnet
    aujourd_hui: date
    _etats: dict[str, EtatSeance] = field(default_factory=dict, init=False)
    _segments: dict[str, dict[str, tuple[Segment, ...]]] = field(default_factory=dict, init=False)

    @cached_property
    def matiere(self) -> Matiere:
        """Les preuves et les positionnements qui tiennent."""
        return self.carnet.matiere()

    @cached_property
    def preuves(self) -> dict[str, PreuveLue]:
        """Les preuves, par identifiant."""
        return {p.id: p for p in self.matiere.preuves}

    @cached_property
    def seances(self) -> dict[str, Resume]:
        """Les séances, de la plus récente à la plus ancienne, par identifiant."""
        return {r.id: r for r in self.carnet.lister()}

    @cached_property
    def engagements(self) -> dict[str, Engagement]:
        """Les ajustements et ce qu'ils sont devenus, par identifiant."""
        return {e.id: e for e in lire_le_plan(self.carnet, self.aujourd_hui).engagements}

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Les ajustements qui tiennent, par identifiant."""
        return {a.id: a for a in self.carnet.actions()}

    def titre(self, journal: str | None) -> str:
        """Le titre d'une séance, ou rien."""
        resume = self.seances.get(journal or "")
        return resume.titre if resume else ""

    def jour(self, journal: str) -> str:
        """Le jour d'une séance (AAAA-MM-JJ), ou rien."""
        resume = self.seances.get(journal)
        return resume.cree_le.date().isoformat() if resume else ""

    def etat(self, journal: str) -> EtatSeance:
        """La séance repliée."""
        if journal not in self._etats:
            self._etats[journal] = plier(journal, self.carnet.evenements(journal))
        return self._etats[journal]

    def segments(self, journal: str) -> dict[str, tuple[Segment, ...]]:
        """La lecture de chaque réponse d'une séance."""
        if journal not in self._segments:
            self._segments[journal] = self.carnet.segments(journal)
        return self._segments[journal]

    def themes(self, referentiel: str, code: str) -> tuple[str, ...]:
        """Les thèmes d'une compétence ; aucun si elle a disparu."""
        try:
            competence = charger(referentiel).competence(code)
        except ErreurDeReferentiel:
            return ()
        return competence.themes if competence else ()
