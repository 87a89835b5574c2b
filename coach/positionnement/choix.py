"""Quelle question proposer, et pourquoi : celle qui apprend le plus.

Une compétence jamais regardée, une autre regardée il y a longtemps, un niveau que les preuves
contredisent ; les énoncés viennent par grappes, une compétence après l'autre. Le choix se refait
après chaque réponse : rien n'est mis en file, et la reprise est simplement ce qui manque.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from coach.carnet.vues import Preuve
from coach.modeles.progression import MOI, Cible, Regard, Regards, meme_personne
from coach.modeles.referentiel import Competence
from coach.positionnement.ecarts import Preuves, ecart
from coach.positionnement.portee import Portee

Raison = Literal[
    "choisie",  # la personne l'a choisie elle-même
    "brouillon",  # un mot y était commencé
    "revenue",  # elle y revient
    "fin",  # les énoncés de la compétence sont faits
    "preuves_niveau_bas",  # beaucoup de preuves depuis, niveau bas
    "haut_sans_preuve",  # niveau haut, aucune preuve, et du temps a passé
    "jamais",
    "pour_savoir",  # un énoncé d'une compétence dont elle ne sait pas encore le niveau
    "longtemps",
]

LONGTEMPS = timedelta(days=90)
"""Au bout de ce temps, une réponse se redemande."""

RECUL = timedelta(days=30)
"""Le temps laissé aux preuves de venir, avant de revenir sur un niveau haut."""

GRAPPE = 3
"""Énoncés d'une même compétence à la suite, avant d'en changer."""

ASSEZ_D_ENONCES = 3
"""Énoncés dits depuis son niveau pour qu'une compétence se repropose à la fin."""


@dataclass(frozen=True)
class Proposition:
    """La question proposée, et pourquoi elle."""

    cible: Cible
    raison: Raison


@dataclass(frozen=True)
class Choix:
    """De quoi choisir la question suivante ; ne retient rien.

    `vues` : ce qui fut répondu ou passé depuis l'ouverture ; `repondues` en est une part.
    """

    portee: Portee
    regards: Regards
    preuves: Preuves
    aujourd_hui: date
    par: str = MOI
    vues: frozenset[Cible] = field(default_factory=frozenset)
    repondues: frozenset[Cible] = field(default_factory=frozenset)

    def proposer(self) -> Proposition | None:
        """La question qui apprend le plus, ou rien : tout est regardé pour le moment."""
        return next(self._candidates(), None)

    def raison_de(self, cible: Cible) -> Raison | None:
        """Pourquoi cette cible est à regarder ; rien si ce qui fut dit tient encore."""
        dernier = self.regards.dernier(cible, self.par)
        if dernier is None:
            return self._jamais(cible)
        if cible.item is None and self._mien and (contredit := self._contredit(dernier)):
            return contredit
        if self.aujourd_hui - dernier.quand.date() >= LONGTEMPS:
            return "longtemps"
        return None

    @property
    def avancement(self) -> tuple[int, int]:
        """Combien est regardé, sur combien : ce que la portée demande."""
        if not self._mien:
            attendues = [self.portee.niveau(c) for c in self.portee.competences]
        elif self.portee.genre == "premier_regard":
            return self._avancement_du_premier_regard()
        else:
            attendues = [c for c in self.portee.cibles() if not self._hors_sujet(c)]
        return sum(self._faite(c) for c in attendues), len(attendues)

    def _avancement_du_premier_regard(self) -> tuple[int, int]:
        total = len(self.portee.competences) + self.portee.enonces_du_premier_regard
        return total - self.portee.manquantes(self.regards), total

    # --- Pourquoi --------------------------------------------------------------------------------

    @property
    def _mien(self) -> bool:
        return meme_personne(self.par, MOI)

    def _jamais(self, cible: Cible) -> Raison:
        if cible.item is not None and self._mien:
            niveau = self.regards.dernier(cible.competence)
            if niveau is not None and niveau.niveau == "ne_sait_pas":
                return "pour_savoir"
        return "jamais"

    def _contredit(self, dernier: Regard) -> Raison | None:
        """Ce que les preuves disent contre ce niveau, s'il y a du neuf ou du temps passé."""
        competence = self.portee.competence(dernier.cible)
        trouve = ecart(dernier, competence, self.preuves) if competence else None
        dit_le = dernier.quand.date()
        if trouve == "preuves_niveau_bas" and self._preuves(dernier.cible)[-1].date > dit_le:
            return "preuves_niveau_bas"
        if trouve == "haut_sans_preuve" and self.aujourd_hui - dit_le >= RECUL:
            return "haut_sans_preuve"
        return None

    def _preuves(self, cible: Cible) -> Sequence[Preuve]:
        return self.preuves.get((cible.referentiel, cible.code.casefold()), ())

    def _faite(self, cible: Cible) -> bool:
        return cible in self.repondues or self.raison_de(cible) is None

    def _hors_sujet(self, cible: Cible) -> bool:
        """Un énoncé d'une compétence dite sans objet ; demandée elle-même, elle se regarde."""
        if cible.item is None or self.portee.genre == "competence":
            return False
        niveau = self.regards.dernier(cible.competence)
        return niveau is not None and niveau.niveau == "sans_objet"

    # --- Dans quel ordre -------------------------------------------------------------------------

    def _candidates(self) -> Iterator[Proposition]:
        """Les questions à poser, la plus utile d'abord."""
        if not self._mien:
            yield from self._niveaux("jamais", "longtemps")
        elif self.portee.genre == "competence":
            yield from self._enonces("jamais", "pour_savoir", "longtemps")
            yield from self._a_conclure()
            yield from self._niveaux(
                "jamais", "preuves_niveau_bas", "haut_sans_preuve", "longtemps"
            )
        else:
            yield from self._a_conclure()
            yield from self._niveaux("preuves_niveau_bas", "haut_sans_preuve")
            yield from self._niveaux("jamais")
            yield from self._enonces_permis()
            yield from self._niveaux("longtemps")
            yield from self._enonces("longtemps")

    def _niveaux(self, *raisons: Raison) -> Iterator[Proposition]:
        for competence in self.portee.competences:
            yield from self._si(self.portee.niveau(competence), raisons)

    def _enonces_permis(self) -> Iterator[Proposition]:
        """Un premier regard s'arrête de lui-même à ce que dix minutes permettent."""
        if self.portee.genre != "premier_regard" or self.portee.manquantes(self.regards):
            yield from self._enonces("jamais", "pour_savoir")

    def _enonces(self, *raisons: Raison) -> Iterator[Proposition]:
        for competence in sorted(self.portee.competences, key=self._tour):
            for cible in self.portee.enonces(competence):
                if not self._hors_sujet(cible):
                    yield from self._si(cible, raisons)

    def _si(self, cible: Cible, raisons: Sequence[Raison]) -> Iterator[Proposition]:
        if cible not in self.vues:
            raison = self.raison_de(cible)
            if raison is not None and raison in raisons:
                yield Proposition(cible, raison)

    def _tour(self, competence: Competence) -> tuple[int, bool, int]:
        """La grappe en cours ; puis la moins vue, celle qu'elle ne sait pas, la mieux montrée."""
        niveau = self.portee.niveau(competence)
        vues = sum(c in self.vues for c in self.portee.enonces(competence))
        dernier = self.regards.dernier(niveau)
        su = dernier is None or dernier.niveau != "ne_sait_pas"
        tour = -1 if vues % GRAPPE else vues // GRAPPE
        return tour, su, -len(self._preuves(niveau))

    def _a_conclure(self) -> Iterator[Proposition]:
        """Une compétence dont les énoncés sont faits : à la personne d'en choisir le niveau."""
        for competence in self.portee.competences:
            niveau, enonces = self.portee.niveau(competence), self.portee.enonces(competence)
            if niveau in self.vues or not self.repondues.intersection(enonces):
                continue
            if all(c in self.vues or self._faite(c) for c in enonces) and self._du_neuf(niveau):
                yield Proposition(niveau, "fin")

    def _du_neuf(self, niveau: Cible) -> bool:
        """Vrai si assez d'énoncés furent dits depuis le niveau, ou s'il ne le fut jamais."""
        dernier = self.regards.dernier(niveau)
        if dernier is None:
            return True
        depuis = (
            self.regards.dernier(c)
            for c in self.regards.cibles
            if c.item is not None and c.competence == niveau
        )
        return sum(r is not None and r.rang > dernier.rang for r in depuis) >= ASSEZ_D_ENONCES
