"""La relecture avant de donner : ce par quoi une personne se reconnaîtrait encore.

Pseudonymisé n'est pas anonyme (RGPD, considérant 26) : un métier rare, un âge, un diagnostic
désignent aussi bien qu'un nom. Rien n'est interdit : chaque réserve se garde ou se reformule.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from coach.confidentialite.entites import TEXTES_GARDES
from coach.confidentialite.entites.lexique import lexique_des_entites
from coach.confidentialite.mots import mots
from coach.modeles.lecture import Segment
from coach.partage.phrases import autour

GenreDeReserve = Literal["jugement", "sante", "origine", "religion", "delits", "unique"]

_SUR_QUELQU_UN = re.compile(
    r"(?<!\w)(?:(?i:il|elle|ils|elles|lui|leur|celui-ci|celle-ci"
    r"|ce (?:type|gars|jeune|monsieur|mec)|cette (?:dame|femme|fille|jeune)"
    r"|le (?:patron|chef|directeur|père|mari|jeune|monsieur)"
    r"|la (?:mère|patronne|cheffe|directrice|dame|jeune)|les gens)|(?:M|Mme)\.? ?[A-Z]\.|[A-Z]\.)"
    r"(?!\w)"
)
_JUGEMENTS = frozenset({"jugement", "faux_sentiment", "generalisation", "interpretation"})


@dataclass(frozen=True, order=True)
class Reserve:
    """Un passage à revoir (points de code d'un texte à partager) ; `phrase` : où il se trouve."""

    debut: int
    fin: int
    texte: str
    genre: GenreDeReserve
    phrase: str

    @property
    def titre(self) -> str:
        """Ce que c'est, en deux mots."""
        return str(_donnees()[self.genre]["titre"])

    @property
    def conseil(self) -> str:
        """Comment le dire autrement."""
        return str(_donnees()[self.genre]["conseil"])


def relever(texte: str, lecture: Sequence[Segment] = ()) -> tuple[Reserve, ...]:
    """Les réserves d'un texte déjà pseudonymisé, en ordre, une par passage.

    `lecture` : ses segments, pour y voir les jugements sur des personnes.
    """
    trouvees = [*_des_mots(texte), *_jugements(texte, lecture)]
    return tuple(sorted(trouvees))


@lru_cache(maxsize=TEXTES_GARDES)
def _des_mots(texte: str) -> tuple[Reserve, ...]:
    """Celles qui tiennent aux mots : chaque décision d'une revue redemande les mêmes textes."""
    return tuple(_par_les_mots(texte))


def _par_les_mots(texte: str) -> Iterator[Reserve]:
    for genre, motifs in _motifs().items():
        vus: list[tuple[int, int]] = []
        for motif in motifs:
            for trouve in motif.finditer(texte):
                if all(trouve.end() <= d or f <= trouve.start() for d, f in vus):
                    vus.append(trouve.span())
                    yield _reserve(texte, trouve.start(), trouve.end(), genre)
        if genre == "origine":
            yield from _origines(texte)


def _origines(texte: str) -> Iterator[Reserve]:
    """Pays et nationalités, accents et accords compris."""
    listes = lexique_des_entites()
    for mot in mots(texte):
        if (mot.capital and mot.cle in listes.pays) or mot.cle in listes.nationalites:
            yield _reserve(texte, mot.debut, mot.fin, "origine")


def _jugements(texte: str, lecture: Sequence[Segment]) -> Iterator[Reserve]:
    for segment in lecture:
        juge = segment.nature == "opinion" and segment.sous_type in _JUGEMENTS
        if juge and _SUR_QUELQU_UN.search(segment.texte):
            yield _reserve(texte, segment.debut, segment.fin, "jugement")


def _reserve(texte: str, debut: int, fin: int, genre: GenreDeReserve) -> Reserve:
    return Reserve(debut, fin, texte[debut:fin], genre, autour(texte, debut, fin).texte)


@lru_cache(maxsize=1)
def _donnees() -> dict[GenreDeReserve, dict[str, object]]:
    source = Path(__file__).with_name("reserves.toml").read_text("utf-8")
    lues: dict[GenreDeReserve, dict[str, object]] = tomllib.loads(source)  # type: ignore[assignment]
    return lues


@lru_cache(maxsize=1)
def _motifs() -> dict[GenreDeReserve, tuple[re.Pattern[str], ...]]:
    return {
        genre: tuple(re.compile(m, re.IGNORECASE) for m in _liste(donnee["motifs"]))
        for genre, donnee in _donnees().items()
    }


def _liste(brut: object) -> list[str]:
    return [str(motif) for motif in brut] if isinstance(brut, list) else []
