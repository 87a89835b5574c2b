"""Ce que montre un portfolio : des vues figées, dont chaque chiffre s'ouvre sur sa matière."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coach.modeles.calendrier import decaler_les_mois
from coach.modeles.referentiel import Groupe
from coach.portfolio.filtres import Filtres
from coach.scoring.competences import Bilan
from coach.scoring.ecarts import Ecart
from coach.scoring.lignes import PositionnementLu, PreuveLue

SANS_PREUVE = 6
"""Mois sans rien qui la montre après lesquels une compétence se rappelle."""


class Apparentee(NamedTuple):
    """Une compétence d'un autre référentiel dont les preuves comptent aussi ici.

    `degre` : `equivalente` ou `proche` ; `raison` : en quoi elles le sont.
    """

    referentiel: str
    code: str
    titre: str
    degre: str
    raison: str
    preuves: tuple[PreuveLue, ...]


@dataclass(frozen=True, slots=True)
class CompetenceVue:
    """Une compétence, ses preuves et les regards portés sur elle, côte à côte.

    `preuves` (les siennes), `apparentees`, `positionnements` (de la compétence même) et `items` (de
    ses énoncés) sont ce que laissent les filtres, par date. `bilan` et `ecarts` portent sur tout le
    carnet jusqu'au jour regardé : un filtre ne fait pas croire à un manque. `titre` est vide si le
    coach ne connaît pas, ou plus, cette compétence ; `montree_le` : la dernière preuve, parentes
    comprises.
    """

    referentiel: str
    code: str
    titre: str
    groupe: str
    themes: tuple[str, ...]
    millesime: str
    preuves: tuple[PreuveLue, ...]
    apparentees: tuple[Apparentee, ...]
    positionnements: tuple[PositionnementLu, ...]
    items: tuple[PositionnementLu, ...]
    bilan: Bilan
    ecarts: tuple[Ecart, ...]
    montree_le: date | None

    @property
    def par_correspondance(self) -> tuple[tuple[PreuveLue, Apparentee], ...]:
        """Les preuves qui comptent ici par correspondance, et depuis laquelle ; par date.

        Un même extrait d'une même séance ne compte qu'une fois, et jamais s'il est déjà une preuve
        directe ; les équivalentes passent avant les proches.
        """
        vues = {_extrait(p) for p in self.preuves}
        trouvees: list[tuple[PreuveLue, Apparentee]] = []
        for parente in self.apparentees:
            for preuve in parente.preuves:
                if _extrait(preuve) not in vues:
                    vues.add(_extrait(preuve))
                    trouvees.append((preuve, parente))
        return tuple(sorted(trouvees, key=lambda trouvee: (trouvee[0].jour, trouvee[0].id)))

    @property
    def derniere(self) -> date | None:
        """Le jour de sa dernière preuve ; à défaut d'une à elle, de celles par correspondance."""
        siennes = self.preuves or [preuve for preuve, _ in self.par_correspondance]
        return siennes[-1].date if siennes else None

    @property
    def vide(self) -> bool:
        """Vrai si rien, dans ce que laissent les filtres, ne s'y rapporte."""
        return not (self.preuves or self.apparentees or self.positionnements or self.items)

    def d_une_autre_edition(self) -> tuple[PreuveLue, ...]:
        """Ses preuves faites pour une autre édition du référentiel."""
        if not self.millesime:
            return ()
        return tuple(p for p in self.preuves if p.millesime != self.millesime)


def _extrait(preuve: PreuveLue) -> tuple[str, str]:
    return (preuve.journal or preuve.id, preuve.extrait)


@dataclass(frozen=True, slots=True)
class ReferentielVu:
    """Un référentiel et ses compétences, dans l'ordre de la source ; puis celles qu'il n'a plus."""

    id: str
    titre: str
    millesime: str
    groupes: tuple[Groupe, ...]
    competences: tuple[CompetenceVue, ...]

    def par_groupe(self) -> Iterator[tuple[Groupe | None, tuple[CompetenceVue, ...]]]:
        """Chaque groupe qui a des compétences, et les siennes ; sans groupe, à la fin."""
        rangees: dict[str, list[CompetenceVue]] = {}
        for competence in self.competences:
            rangees.setdefault(competence.groupe, []).append(competence)
        for groupe in self.groupes:
            if groupe.code in rangees:
                yield groupe, tuple(rangees.pop(groupe.code))
        for reste in rangees.values():
            yield None, tuple(reste)


class Jalon(NamedTuple):
    """Un moment de la frise ; `sorte` : preuve, positionnement, ou regard d'un tiers.

    `texte` : l'extrait, ou le mot de justification ; `niveau` : vide pour une preuve.
    """

    jour: str
    sorte: str
    referentiel: str
    code: str
    id: str
    journal: str | None
    texte: str
    niveau: str = ""
    par: str = ""

    @property
    def date(self) -> date:
        """Le jour de ce moment."""
        return date.fromisoformat(self.jour)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Le portfolio au jour `au`, tel que le laissent les filtres."""

    au: date
    filtres: Filtres
    referentiels: tuple[ReferentielVu, ...]

    @property
    def competences(self) -> tuple[CompetenceVue, ...]:
        """Toutes les compétences, référentiel après référentiel."""
        return tuple(c for r in self.referentiels for c in r.competences)

    def competence(self, referentiel: str, code: str) -> CompetenceVue | None:
        """La compétence de cette adresse (casse du code indifférente), ou rien."""
        voulue = (referentiel, code.casefold())
        return next(
            (c for c in self.competences if (c.referentiel, c.code.casefold()) == voulue), None
        )

    def par_theme(self) -> dict[str, tuple[CompetenceVue, ...]]:
        """Les compétences de chaque thème, dans l'ordre où ils viennent."""
        rangees: dict[str, list[CompetenceVue]] = {}
        for competence in self.competences:
            for theme in competence.themes:
                rangees.setdefault(theme, []).append(competence)
        return {theme: tuple(siennes) for theme, siennes in rangees.items()}

    def sans_preuve(self, mois: int = SANS_PREUVE) -> tuple[CompetenceVue, ...]:
        """Celles que rien ne montre depuis tant de mois, parentes comprises ; ou jamais.

        Celles que la personne a dites sans objet n'y sont pas.
        """
        limite = decaler_les_mois(self.au, -mois)
        return tuple(
            c
            for c in self.competences
            if (c.montree_le is None or c.montree_le < limite)
            and not (c.bilan.mien and c.bilan.mien.niveau == "sans_objet")
        )

    def avec_ecart(self) -> tuple[CompetenceVue, ...]:
        """Celles où ce que l'on dit et ce qui se voit ne vont pas ensemble."""
        return tuple(c for c in self.competences if c.ecarts)

    def frise(self) -> tuple[Jalon, ...]:
        """Preuves directes et regards, du plus ancien au plus récent."""
        return tuple(sorted(self._jalons(), key=lambda j: (j.jour, j.id)))

    def _jalons(self) -> Iterator[Jalon]:
        for c in self.competences:
            for p in c.preuves:
                yield Jalon(p.jour, "preuve", c.referentiel, c.code, p.id, p.journal, p.extrait)
            for lu in c.positionnements:
                sorte = "positionnement" if lu.mien else "regard"
                ou = (lu.jour, sorte, c.referentiel, c.code, lu.id, None)
                yield Jalon(*ou, lu.justification, lu.niveau, lu.par)
