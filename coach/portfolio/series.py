"""Les séries d'un portfolio, pour des graphes : des données simples, mois par mois, sans dessin.

Un mois sans rien y est aussi : un silence se voit. Chaque point garde sa matière.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coach.carnet import Carnet
from coach.carnet.progression import EmotionLue
from coach.dialogues.protocole import ErreurDeProtocole, charger, identifiants
from coach.dialogues.reprises import lire_note
from coach.modeles.base import Niveau
from coach.modeles.calendrier import decaler_les_mois
from coach.modeles.lecture import Nature
from coach.modeles.referentiel import Groupe
from coach.portfolio.filtres import Filtres
from coach.portfolio.seances import SeanceLue
from coach.portfolio.vues import CompetenceVue, Portfolio, ReferentielVu
from coach.scoring.lignes import PositionnementLu, PreuveLue
from coach.scoring.separation import part_commune, poids


class Mois(NamedTuple):
    """Un mois (AAAA-MM) de progression.

    `preuves` : celles de ce mois ; `cumul` : toutes depuis le début ; `montrees` : compétences qui
    ont au moins une preuve à la fin du mois ; `niveaux` : combien de compétences la personne dit à
    chaque niveau, à la fin du mois.
    """

    mois: str
    preuves: tuple[PreuveLue, ...]
    cumul: int
    montrees: int
    niveaux: Mapping[Niveau, int]


class PartDeGroupe(NamedTuple):
    """Un groupe d'un référentiel : ses compétences, celles qui sont montrées, leurs niveaux.

    `groupe` : rien pour celles que le référentiel ne connaît plus ; `preuves` : les directes.
    """

    groupe: Groupe | None
    competences: tuple[CompetenceVue, ...]
    montrees: tuple[CompetenceVue, ...]
    preuves: int
    niveaux: Mapping[Niveau, int]


class Energie(NamedTuple):
    """Une note d'énergie, de 0 à 10, dite en séance ; `question` : avant ou après, par son nom."""

    jour: str
    journal: str
    question: str
    note: float


class Equilibre(NamedTuple):
    """Un mois de textes : la part de chaque nature, et celle du texte à sa place, dans [0, 1].

    Rien pour une part dont il n'y a pas de texte.
    """

    mois: str
    seances: tuple[str, ...]
    parts: Mapping[Nature, float | None]
    a_sa_place: float | None


def progression(vu: Portfolio) -> tuple[Mois, ...]:
    """Mois par mois, du premier où il y a quelque chose à celui d'où l'on regarde."""
    preuves: dict[str, list[PreuveLue]] = {}
    regards: dict[str, list[tuple[CompetenceVue, PositionnementLu]]] = {}
    for competence in vu.competences:
        for preuve in competence.preuves:
            preuves.setdefault(preuve.jour[:7], []).append(preuve)
        for regard in competence.positionnements:
            if regard.mien:
                regards.setdefault(regard.jour[:7], []).append((competence, regard))
    points: list[Mois] = []
    cumul = 0
    montrees: set[tuple[str, str]] = set()
    niveaux: dict[tuple[str, str], Niveau] = {}
    for mois in _mois((*preuves, *regards), vu.au):
        siennes = sorted(preuves.get(mois, ()), key=lambda p: (p.jour, p.id))
        cumul += len(siennes)
        montrees |= {(p.referentiel, p.code.casefold()) for p in siennes}
        niveaux |= {(c.referentiel, c.code): r.niveau for c, r in regards.get(mois, ())}
        points.append(Mois(mois, tuple(siennes), cumul, len(montrees), Counter(niveaux.values())))
    return tuple(points)


def par_groupe(referentiel: ReferentielVu) -> tuple[PartDeGroupe, ...]:
    """Ce qu'il en est de chaque groupe, dans l'ordre du référentiel."""
    return tuple(
        PartDeGroupe(
            groupe,
            competences,
            tuple(c for c in competences if c.preuves or c.apparentees),
            sum(len(c.preuves) for c in competences),
            Counter(c.bilan.mien.niveau for c in competences if c.bilan.mien),
        )
        for groupe, competences in referentiel.par_groupe()
    )


def calendrier(carnet: Carnet, filtres: Filtres | None = None) -> dict[date, int]:
    """Combien de séances chaque jour, les jours qui en ont. Lève les erreurs du carnet."""
    return carnet.jours((filtres or Filtres()).des_seances())


def emotions(carnet: Carnet, filtres: Filtres | None = None) -> tuple[EmotionLue, ...]:
    """Les émotions choisies dans la roue, la plus ancienne d'abord. Lève les erreurs du carnet.

    Celles que le coach lit dans les textes sont dans `coach.portfolio.seances`.
    """
    voulues = _seances_voulues(carnet, filtres)
    return tuple(e for e in carnet.emotions() if voulues is None or e.journal in voulues)


def energies(carnet: Carnet, filtres: Filtres | None = None) -> tuple[Energie, ...]:
    """Les notes d'énergie des séances qui la demandent, la plus ancienne d'abord.

    Lève les erreurs du carnet.
    """
    questions = {(p, q) for p, _, q in _echelles()}
    protocoles = sorted({p for p, _, _ in _echelles()})
    etapes = sorted({e for _, e, _ in _echelles()})
    voulues = _seances_voulues(carnet, filtres)
    return tuple(
        Energie(dite.jour, dite.journal, dite.question, float(note.replace(",", ".")))
        for dite in carnet.reponses(protocoles, etapes)
        if (dite.protocole, dite.question) in questions
        and (voulues is None or dite.journal in voulues)
        and (note := lire_note(dite.texte))
    )


def equilibre(lues: Iterable[SeanceLue]) -> tuple[Equilibre, ...]:
    """Mois par mois, l'équilibre des textes de ces séances : les mêmes sommes, jamais des moyennes.

    Seuls les mois qui ont des séances y sont.
    """
    par_mois: dict[str, list[SeanceLue]] = {}
    for lue in lues:
        par_mois.setdefault(lue.jour[:7], []).append(lue)
    return tuple(_un_mois(mois, par_mois[mois]) for mois in sorted(par_mois))


def _un_mois(mois: str, lues: Sequence[SeanceLue]) -> Equilibre:
    sommes = {n: sum(poids(lue.passages[n]) for lue in lues) for n in Nature}
    total = sum(sommes.values())
    return Equilibre(
        mois,
        tuple(lue.id for lue in lues),
        {n: somme / total if total else None for n, somme in sommes.items()},
        part_commune(purete for lue in lues for purete in lue.purete),
    )


def _mois(connus: Iterable[str], au: date) -> Iterator[str]:
    """Tous les mois, du premier connu à celui de `au`, ou au dernier connu s'il est plus tard."""
    ranges = sorted(connus)
    if not ranges:
        return
    jour = date.fromisoformat(f"{ranges[0]}-01")
    while (mois := jour.isoformat()[:7]) <= max(ranges[-1], au.isoformat()[:7]):
        yield mois
        jour = decaler_les_mois(jour, 1)


def _echelles() -> Iterator[tuple[str, str, str]]:
    """Protocole, étape et nom de chaque question dont la réponse est une note."""
    for identifiant in identifiants():
        try:
            protocole = charger(identifiant)
        except ErreurDeProtocole:
            continue
        for etape in protocole.etapes:
            for question in etape.questions:
                if question.echelle:
                    yield identifiant, etape.id, question.id


def _seances_voulues(carnet: Carnet, filtres: Filtres | None) -> frozenset[str] | None:
    """Les séances que laissent les filtres ; rien quand toutes vont."""
    filtre = (filtres or Filtres()).des_seances()
    return frozenset(r.id for r in carnet.lister(filtre)) if filtre else None
