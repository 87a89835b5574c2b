"""Lire un texte entier, phrase par phrase, en ne relisant que ce qui a changé."""

from collections.abc import Iterable, Sequence
from operator import add

from coach.analyse.corrections import appliquer
from coach.analyse.lecture_de_phrase import lu, segment
from coach.analyse.memoire import Correction, Memoire
from coach.analyse.modele import NATURES
from coach.analyse.morceaux import Morceau, Morceaux, morceler
from coach.analyse.phrases import phrases
from coach.modeles.lecture import Decision, Lecture, Nature, Repartition, Segment
from coach.modeles.texte import nfc


class Fiche:
    """Une phrase lue : l'étendue et la nature de ses morceaux, et le reste si on le demande."""

    def __init__(
        self, phrase: str, morceaux: Morceaux, attendue: Nature | None, memoire: Memoire
    ) -> None:
        self._phrase = phrase
        self._lus = [lu(phrase, m, attendue, memoire=memoire) for m in morceaux]
        self._comptes: list[int] = []
        self._position = 0
        self._places: tuple[Segment, ...] = ()

    def natures(self, position: int) -> list[tuple[int, int, Nature]]:
        """Rend (debut, fin, nature) de chaque morceau, la phrase mise à cette position."""
        return [(position + m.debut, position + m.fin, NATURES[m.rang]) for m in self._lus]

    def comptes(self) -> list[int]:
        """Caractères non blancs de chaque nature, dans l'ordre de NATURES."""
        if not self._comptes:
            self._comptes = _compter([(m.rang, self._phrase[m.debut : m.fin]) for m in self._lus])
        return self._comptes

    def places(self, position: int) -> tuple[Segment, ...]:
        """Les segments, la phrase mise à cette position ; deux fois de suite, les mêmes objets."""
        if not self._places or self._position != position:
            self._places = tuple([m.segment(position) for m in self._lus])
            self._position = position
        return self._places


class Lecteur:
    """Lecture incrémentale : garde les phrases de la dernière lecture, ne relit que les autres.

    Rend exactement ce que rend `lire` sur le même texte. Les `corrections` du carnet, de la plus
    ancienne à la plus récente, inclinent la lecture des phrases qui leur ressemblent ; leur
    `Memoire`, préparée une fois, peut servir à plusieurs lecteurs.
    """

    def __init__(self, corrections: Iterable[Correction] | Memoire = ()) -> None:
        connues = corrections if isinstance(corrections, Memoire) else Memoire(corrections)
        self._memoire = connues
        self._fiches: dict[tuple[str, Nature | None], Fiche] = {}

    def lire(
        self,
        texte: str,
        decisions: Sequence[Decision] = (),
        attendue: Nature | None = None,
    ) -> Lecture:
        """Lit un texte quelconque, mis en NFC d'abord ; les positions valent dans ce NFC."""
        texte = nfc(texte)
        segments: list[Segment] = []
        comptes = [0, 0, 0]
        for debut, fiche in self._lire(texte, attendue):
            segments += fiche.places(debut)
            comptes = list(map(add, comptes, fiche.comptes()))
        if decisions:
            segments = appliquer(texte, segments, decisions)
            comptes = _compter((NATURES.index(s.nature), s.texte) for s in segments)
        return Lecture.model_construct(
            version=1, segments=tuple(segments), repartition=_repartition(comptes)
        )

    def colorer(self, texte: str, attendue: Nature | None = None) -> list[tuple[int, int, Nature]]:
        """Rend (debut, fin, nature) de chaque segment de `lire` : de quoi colorer la frappe.

        Moins cher que `lire` : ni sous-type ni indice n'est cherché.
        """
        texte = nfc(texte)
        rendu: list[tuple[int, int, Nature]] = []
        for debut, fiche in self._lire(texte, attendue):
            rendu += fiche.natures(debut)
        return rendu

    def _lire(self, texte: str, attendue: Nature | None) -> list[tuple[int, Fiche]]:
        """Chaque phrase : où elle commence, et sa fiche ; seules les neuves se lisent."""
        places = phrases(texte)
        cles = [(texte[debut:fin], attendue) for debut, fin in places]
        connues = self._fiches
        neuves = [phrase for phrase, _ in dict.fromkeys(cles) if (phrase, attendue) not in connues]
        for phrase, morceaux in zip(neuves, morceler(neuves, attendue), strict=True):
            connues[phrase, attendue] = Fiche(phrase, morceaux, attendue, self._memoire)
        self._fiches = {cle: connues[cle] for cle in cles}
        return [(debut, connues[cle]) for (debut, _), cle in zip(places, cles, strict=True)]


def _compter(passages: Iterable[tuple[int, str]]) -> list[int]:
    """Caractères non blancs de chaque nature, dans l'ordre de NATURES ; un rang, un texte."""
    comptes = [0, 0, 0]
    for rang, texte in passages:
        comptes[rang] += sum(map(len, texte.split()))
    return comptes


def _repartition(comptes: Sequence[int]) -> Repartition:
    total = sum(comptes)
    if not total:
        return Repartition()
    fait, opinion, emotion = (n / total for n in comptes)
    return Repartition(fait=fait, opinion=opinion, emotion=emotion)


def lire(
    texte: str,
    decisions: Sequence[Decision] = (),
    attendue: Nature | None = None,
    corrections: Iterable[Correction] = (),
) -> Lecture:
    """Lit un texte, d'un récit entier à une réponse de trois mots.

    Le texte est mis en NFC ; les positions sont des points de code de ce NFC. `attendue` est la
    nature qu'attend l'étape : un a priori faible. Les `decisions` l'emportent sur leur étendue ;
    les `corrections` du carnet inclinent la lecture de ce qui leur ressemble.
    """
    return Lecteur(corrections).lire(texte, decisions, attendue)


def lire_segment(texte: str) -> Segment:
    """Lit un segment déjà découpé, sans contexte ; l'étendue exclut les blancs des bords.

    Lève ValueError si le texte est vide ou blanc.
    """
    texte = nfc(texte)
    contenu = texte.strip()
    if not contenu:
        raise ValueError("segment vide")
    debut = texte.index(contenu)
    return segment(texte, Morceau(debut, debut + len(contenu), 0))
