"""Ce qui se colle n'est que du texte : aucune touche, aucun geste n'en part.

Textual lit un échappement collé comme une touche pressée : un texte copié d'un terminal coloré
changerait d'ordre, ou ouvrirait l'aide. Il est ôté avant d'arriver à lui.
"""

import re
from collections.abc import Iterable

from textual import _parser, _xterm_parser
from textual._xterm_parser import BRACKETED_PASTE_END as FIN
from textual._xterm_parser import BRACKETED_PASTE_START as DEBUT
from textual.message import Message

_SEQUENCE = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"  # couleurs, curseur
    "|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)"  # titre de fenêtre, presse-papiers
)
_REMPLACANT = "\ufffd"


class Collages:
    """Suit ce qu'envoie le terminal, morceau après morceau, et nettoie ce qui s'y colle."""

    def __init__(self) -> None:
        self._dedans = False
        self._vu = ""
        self._retenu = ""

    def nettoyer(self, recu: str) -> str:
        """Ce morceau, sans échappement dans ce qui est collé ; ce qui est frappé ne change pas."""
        reste, rendu = self._retenu + recu, []
        self._retenu = ""
        while reste:
            morceau, reste = self._dans(reste) if self._dedans else self._hors(reste)
            rendu.append(morceau)
        return "".join(rendu)

    def _hors(self, recu: str) -> tuple[str, str]:
        vu = self._vu + recu
        avant, debut, apres = vu.partition(DEBUT)
        self._dedans = bool(debut)
        self._vu = "" if debut else avant[-len(DEBUT) + 1 :]
        return recu[: len(recu) - len(apres)], apres

    def _dans(self, recu: str) -> tuple[str, str]:
        colle, fin, apres = recu.partition(FIN)
        self._dedans = not fin
        if not fin:
            coupes = (n for n in range(len(FIN) - 1, 0, -1) if colle.endswith(FIN[:n]))
            gardes = next(coupes, 0)
            self._retenu = colle[len(colle) - gardes :]
            colle = colle[: len(colle) - gardes]
        return _SEQUENCE.sub("", colle).replace("\x1b", _REMPLACANT) + fin, apres


def proteger() -> None:
    """Nettoie dès maintenant tout ce qui se colle dans un terminal."""
    _xterm_parser.XTermParser.feed = _lire  # type: ignore[method-assign]


def _lire(self: _xterm_parser.XTermParser, data: str) -> Iterable[Message]:
    collages: Collages = self.__dict__.setdefault("_collages", Collages())
    propre = collages.nettoyer(data)
    if propre or not data:  # rien, pour Textual, c'est la fin
        yield from _parser.Parser.feed(self, propre)
