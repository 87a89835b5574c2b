"""La lecture pendant la frappe : hors du fil de l'écran, une à la fois."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.analyse import Lecteur, Memoire, lire
from coach.analyse.phrases import phrases
from coach.confidentialite import Mention
from coach.modeles.lecture import Nature, Segment

_PHRASE_D_ESSAI = "Je prépare."


@dataclass(frozen=True)
class Apercu:
    """Ce qu'un texte en cours donne à voir : sa lecture, et les noms remarqués."""

    texte: str
    segments: tuple[Segment, ...] = ()
    mentions: tuple[Mention, ...] = ()


class LectureVive:
    """Lit un texte qui s'écrit, en ne relisant que les phrases qui changent.

    `memoire` rend ce que la personne a appris au coach : changée, tout se relit.
    """

    def __init__(
        self, remarquer: Callable[[str], Sequence[Mention]], memoire: Callable[[], Memoire]
    ) -> None:
        self._memoire = memoire
        self._sue = memoire()
        self._lecteur = Lecteur(self._sue)
        self._remarquer = lru_cache(maxsize=1024)(remarquer)

    def preparer(self) -> None:
        """Charge ce qu'il faut pour lire, avant la première frappe."""
        lire(_PHRASE_D_ESSAI)
        self._remarquer(_PHRASE_D_ESSAI)

    def apercu(self, texte: str, *, lire: bool, attendue: Nature | None) -> Apercu:
        """L'aperçu d'un texte (à n'appeler que d'un fil à la fois)."""
        sue = self._memoire()
        if sue is not self._sue:
            self._sue, self._lecteur = sue, Lecteur(sue)
        segments = self._lecteur.lire(texte, (), attendue).segments if lire else ()
        return Apercu(texte, segments, tuple(self._mentions(texte)))

    def _mentions(self, texte: str) -> Iterator[Mention]:
        """Les noms, phrase par phrase : seules celles qui changent sont cherchées à nouveau."""
        for debut, fin in phrases(texte):
            for mention in self._remarquer(texte[debut:fin]):
                place = {"debut": mention.debut + debut, "fin": mention.fin + debut}
                yield mention.model_copy(update=place)
