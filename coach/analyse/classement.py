"""Classer un segment : règles reconnues, scores, probabilités."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from coach.analyse.enonce import preparer
from coach.analyse.jetons import Jeton
from coach.analyse.modele import NATURES, Ecart, Trio, logits, softmax
from coach.analyse.pesage import Pesee, peser
from coach.analyse.reperage import Reconnue
from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc


@dataclass
class Classement:
    """La lecture de jetons d'un seul tenant : `probabilites` suit l'ordre de NATURES."""

    texte: str
    """Du premier au dernier jeton."""
    probabilites: list[float]
    mots: list[Jeton]
    pesee: Pesee
    depuis: int
    """Le rang, dans la phrase des règles reconnues, du premier de ces jetons."""
    apports: list[Ecart]
    scores: list[float]

    @cached_property
    def reconnues(self) -> list[Reconnue]:
        """Les règles reconnues, en rangs de la phrase ; cherchées une fois, si on les demande."""
        return self.pesee.reconnues

    @property
    def rang(self) -> int:
        """Rang de la nature la plus probable."""
        return max(range(3), key=self.probabilites.__getitem__)


def conclure(
    texte: str, mots: list[Jeton], depuis: int, pesee: Pesee, attendue: Nature | None
) -> Classement:
    """Des jetons pesés à leur lecture d'un seul tenant ; `texte` est celui dont ils viennent.

    `depuis` : le rang, dans la phrase, du premier de ces jetons.
    """
    compte = len(mots) if attendue is None else sum("signe" not in m.etiquettes for m in mots)
    scores = logits(pesee.apports, attendue, compte)
    extrait = texte[mots[0].debut : mots[-1].fin] if mots else texte
    return Classement(extrait, softmax(scores), mots, pesee, depuis, pesee.apports, scores)


def incliner(classe: Classement, ajout: Trio) -> Classement:
    """La même lecture, une fois ajouté ce que disent les corrections de la personne."""
    scores = [s + a for s, a in zip(classe.scores, ajout, strict=True)]
    return replace(classe, scores=scores, probabilites=softmax(scores))


@lru_cache(maxsize=2048)
def classer(texte: str, attendue: Nature | None = None) -> Classement:
    """Classe un segment NFC, lu sans contexte."""
    enonce = preparer(texte)
    return conclure(texte, enonce.mots, 0, peser(enonce), attendue)


def probabilites(texte: str, attendue: Nature | None = None) -> dict[Nature, float]:
    """Rend la probabilité de chaque nature pour un segment déjà découpé, lu sans contexte."""
    return dict(zip(NATURES, classer(nfc(texte), attendue).probabilites, strict=True))
