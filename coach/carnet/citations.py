"""Ce qui cite une séance ailleurs dans le carnet : par un identifiant, ou par ses mots."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from coach.carnet.vues import Citation
from coach.modeles.base import FLUX_DU_CARNET, Geste
from coach.modeles.evenements import (
    ADAPTATEUR,
    PARTIE_DES_PREUVES,
    AjustementDecide,
    CompetenceLiee,
    CorrectionApprise,
    EmotionChoisie,
    Evenement,
    PartageFait,
    PassageRedige,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceSupprimee,
    TexteExpurge,
)
from coach.modeles.expurgation import CHAMPS_DE_TEXTE

PASSAGE = 20
"""Points de code d'un passage commun à partir duquel il y a citation, et non rencontre."""

_MOITIE = PASSAGE // 2

_EXTRAIT = 120
_SANS_TEXTE = (SeanceSupprimee, TexteExpurge, PartageFait)
_DE_LA_PERSONNE = (Geste, AjustementDecide, CompetenceLiee, EmotionChoisie)


def citations(base: Database, flux: str, evenements: Sequence[Evenement]) -> list[Citation]:
    """Ce qui, hors de cette séance, la cite ; les événements sans texte n'en sont pas.

    Ni les corrections apprises d'elle : elles en font partie, et partent toujours avec elle.
    """
    if not evenements:
        return []
    siennes = {e.id for e in corrections_apprises(base, flux, evenements)}
    passages = Passages.de(mots_de_la_seance(evenements))
    return [
        Citation(evenement.id, evenement.flux, evenement.type, _extrait(evenement))
        for evenement in (
            *_dans_le_carnet(base, evenements, passages),
            *_dans_les_seances(base, flux, evenements, passages),
        )
        if not isinstance(evenement, _SANS_TEXTE) and evenement.id not in siennes
    ]


def _dans_le_carnet(
    base: Database, evenements: Sequence[Evenement], passages: "Passages"
) -> Iterator[Evenement]:
    """Suivis, preuves, passages… qui nomment un événement de la séance ou en redisent les mots."""
    noms = _motif(evenements)
    for (corps,) in base.execute(
        "SELECT corps FROM evenements WHERE flux = ? ORDER BY rang, auteur, id", [FLUX_DU_CARNET]
    ):
        if noms.search(corps) or any(map(passages.dans, _parcourir(json.loads(corps), ""))):
            yield ADAPTATEUR.validate_json(corps)


def _dans_les_seances(
    base: Database, flux: str, evenements: Sequence[Evenement], passages: "Passages"
) -> Iterator[Evenement]:
    """Ce que le coach a rappelé dans une autre séance ; un même texte ne se relit qu'une fois."""
    noms = _motif(evenements)
    vus: dict[str, bool] = {}
    for texte, corps in base.execute(
        "SELECT json_extract(corps, '$.texte'), corps FROM evenements"
        " WHERE type IN ('question_posee', 'relance_posee') AND flux NOT IN (?, ?)"
        " ORDER BY flux, rang, auteur, id",
        [flux, FLUX_DU_CARNET],
    ):
        if texte not in vus:
            vus[texte] = passages.dans(texte)
        if vus[texte] or noms.search(corps):
            yield ADAPTATEUR.validate_json(corps)


def corrections_apprises(
    base: Database, flux: str, evenements: Sequence[Evenement]
) -> list[CorrectionApprise]:
    """Les corrections retenues de cette séance, ou qui, sans source, en reprennent les mots."""
    ecrits = list(mots_de_la_seance(evenements))
    ids = {e.id for e in evenements}
    lignes = base.execute(
        "SELECT corps FROM evenements WHERE flux = ? AND type = 'correction_apprise'",
        [FLUX_DU_CARNET],
    )
    lues = [ADAPTATEUR.validate_json(corps) for (corps,) in lignes]
    return [
        e
        for e in lues
        if isinstance(e, CorrectionApprise)
        and (e.source in ids if e.source else any(e.texte in ecrit for ecrit in ecrits))
    ]


def mots_de_la_seance(evenements: Sequence[Evenement]) -> Iterator[str]:
    """Les textes que la personne a écrits dans cette séance ; ceux du coach n'en sont pas.

    Ni les libellés qu'elle a pris dans une liste (l'intitulé d'une compétence, par exemple), sauf
    ceux qui citent ses propres mots.
    """
    questions = [e for e in evenements if isinstance(e, QuestionPosee)]
    offerts = {o.libelle for q in questions for o in q.options if o.ancre is None}
    choix = {e.id for e in evenements if isinstance(e, ReponseDonnee) and e.choix}
    libelles = "|".join(map(re.escape, sorted(offerts - {""}, key=len, reverse=True)))
    for evenement in evenements:
        if not isinstance(evenement, _DE_LA_PERSONNE):
            continue
        cible = evenement.cible if isinstance(evenement, ReponseModifiee) else evenement.id
        choisie = cible in choix and libelles
        for texte in textes(evenement):
            yield from re.split(libelles, texte) if choisie else (texte,)


def textes(evenement: Evenement) -> Iterator[str]:
    """Tous les textes d'un événement."""
    yield from _parcourir(evenement.model_dump(mode="json"), "")


def _parcourir(brut: object, champ: str) -> Iterator[str]:
    if isinstance(brut, dict):
        for nom, valeur in brut.items():
            yield from _parcourir(valeur, nom)
    elif isinstance(brut, list):
        for valeur in brut:
            yield from _parcourir(valeur, champ)
    elif isinstance(brut, str) and champ in CHAMPS_DE_TEXTE:
        yield brut


def _motif(evenements: Sequence[Evenement]) -> re.Pattern[str]:
    return re.compile("|".join(e.id for e in evenements))


@dataclass(frozen=True, slots=True)
class Passages:
    """Toutes les suites de `PASSAGE` points de code de quelques textes, et leurs moitiés."""

    suites: set[str]
    moities: set[str]

    @classmethod
    def de(cls, cites: Iterable[str]) -> "Passages":
        """Ceux de ces textes."""
        lus = list(cites)
        suites, moities = ({s for t in lus for s in _suites(t, n)} for n in (PASSAGE, _MOITIE))
        return cls(suites, moities)

    def dans(self, texte: str) -> bool:
        """Vrai si ce texte en redit un.

        Un passage redit contient toujours en entier une moitié posée sur un multiple de sa
        longueur : sans elle, rien d'autre n'est à chercher.
        """
        if self.moities.isdisjoint(_suites(texte, _MOITIE, pas=_MOITIE)):
            return False
        return not self.suites.isdisjoint(_suites(texte, PASSAGE))


def _suites(texte: str, longueur: int, pas: int = 1) -> list[str]:
    return [texte[i : i + longueur] for i in range(0, len(texte) - longueur + 1, pas)]


def _extrait(evenement: Evenement) -> str:
    dits = [t for t in textes(evenement) if t.strip()]
    if isinstance(evenement, PassageRedige) and evenement.partie == PARTIE_DES_PREUVES:
        dits = [evenement.texte.partition("\n")[2] or evenement.texte]
    return next(iter(dits), "")[:_EXTRAIT]
