"""Un texte tel que la recherche d'un danger le lit : plié, en toutes lettres, sans idiome."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coach.confidentialite.detresse.motifs import Motifs
from coach.confidentialite.detresse.pliage import Plie, plier
from coach.confidentialite.detresse.voix import Voix
from coach.modeles.texte import nfc

_INITIALE = re.compile(r"(?<=\b[A-ZÀ-Þ])\.(?=[ \u00a0]+[a-zß-ÿ])")
"""Le point de « Madame D. n'est pas rentrée » ne finit pas la phrase."""
_LIGNE = re.compile(r"[^\n]+")
_PHRASE = re.compile(r"[^.!?…]+[.!?…]*")
"""Aucun motif ne passe d'une phrase à l'autre ; beaucoup passent à la ligne."""


class Texte(NamedTuple):
    """Le texte lu (`lu`), d'où viennent ses caractères (`plie`), et qui y parle (`voix`)."""

    lu: str
    plie: Plie
    voix: Voix

    def phrases(self) -> Iterator[re.Match[str]]:
        """Les phrases, ponctuation comprise."""
        return _PHRASE.finditer(self.lu)

    def etendues(self, phrase: re.Match[str]) -> Iterator[tuple[int, int]]:
        """La phrase d'un seul tenant (elle peut passer à la ligne), puis chacune de ses lignes :
        ni la ligne d'avant ni celle d'après n'excusent ce qu'une ligne dit seule.
        """
        yield phrase.span()
        if "\n" in phrase[0]:
            yield from (ligne.span() for ligne in _LIGNE.finditer(self.lu, *phrase.span()))


def lire(texte: str, reglages: Motifs) -> Texte:
    """Le texte prêt pour la recherche."""
    plie = _en_toutes_lettres(plier(_INITIALE.sub("·", nfc(texte))), reglages)
    lu = _LIGNE.sub(lambda ligne: _sans_idiome(ligne[0], reglages), plie.texte)
    return Texte(lu, plie, Voix(lu, reglages))


def _en_toutes_lettres(plie: Plie, reglages: Motifs) -> Plie:
    """Le texte, ses abréviations écrites en entier (« plu envi » : « plus envie »)."""
    lettres: list[str] = []
    origines: list[int] = []
    suite = 0
    for trouve in reglages.graphie.finditer(plie.texte):
        entier = reglages.graphies[trouve[0]]
        lettres += (plie.texte[suite : trouve.start()], entier)
        origines += plie.origines[suite : trouve.start()]
        origines += [plie.origines[trouve.start()]] * (len(entier) - 1)
        origines.append(plie.origines[trouve.end() - 1])
        suite = trouve.end()
    lettres.append(plie.texte[suite:])
    origines += plie.origines[suite:]
    return Plie("".join(lettres), tuple(origines))


def _sans_idiome(ligne: str, reglages: Motifs) -> str:
    """La ligne, ses façons de parler masquées sans que rien ne se décale."""
    for idiome in reglages.idiomes.appeles(ligne):
        ligne = idiome.compilee.sub(_masque, ligne)
    return ligne


def _masque(trouve: re.Match[str]) -> str:
    return "·" * len(trouve[0])
