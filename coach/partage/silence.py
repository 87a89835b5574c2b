"""Ce que le coach citait et qui n'est pas donné : ses phrases restent, la citation se troue."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coach.modeles.retrait import EFFACE, en_une_phrase, suites, trouer
from coach.modeles.texte import cle

_MORCEAU = re.compile(r"\w*\[…\]\w*(?:[^\w«»\[\]]{1,2}\[…\]\w*)*")
_CITATION = re.compile(r"(«[ \u00a0\u202f]?)([^«»]*?)([ \u00a0\u202f]?»)")


@lru_cache(maxsize=1)
def _du_coach(phrases: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """Les suites de ses phrases, et leur clé : des protocoles entiers, toujours les mêmes."""
    return frozenset(suites(phrases)), cle("\n".join(phrases))


class Silence:
    """Tait, dans les phrases du coach, ce qui n'est pas donné.

    `tus` : les textes qui ne sortent pas ; `montres` : ceux qui sortent ; `coach` : ses phrases.
    """

    def __init__(self, tus: Iterable[str], montres: Sequence[str], coach: Sequence[str]) -> None:
        connues, self._coach = _du_coach(tuple(coach))
        self._secrets = suites(tus) - suites(montres) - connues
        self._montres = cle("\n".join(montres))

    def taire(self, texte: str) -> str:
        """Le texte, « […] » à la place de ce qui n'a pas à sortir."""
        troue = en_une_phrase(_MORCEAU.sub(EFFACE, trouer(texte, self._secrets)))
        return _CITATION.sub(
            lambda cite: cite[0] if self._se_montre(cite[2]) else f"{cite[1]}{EFFACE}{cite[3]}",
            troue,
        )

    def _se_montre(self, cite: str) -> bool:
        """Vrai si ces mots sont du coach, ou dans ce qui est donné."""
        if EFFACE in cite:
            return False
        dits = [cle(p).strip() for p in cite.split("…") if any(c.isalnum() for c in p)]
        return all(dit in self._montres or dit in self._coach for dit in dits)
