"""Chercher des formes dans un texte, et les remplacer selon des règles."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coach.modeles.remplacement import Coupe, Remplace

_APOSTROPHES = "'’ʼ‘"
_ESPACES = re.compile(r"\s+")


Ecrire = Callable[[str, int, int], Coupe]
"""Ce qui s'écrit à la place de [debut, fin) dans un texte, raccords compris."""


Ici = Callable[[str, int, int], bool]
"""Vrai si [debut, fin) d'un texte est à remplacer."""


def _partout(_texte: str, _debut: int, _fin: int) -> bool:
    return True


@dataclass(frozen=True)
class Regle:
    """Ce qui se cherche, comment cela se remplace, et où."""

    motif: re.Pattern[str]
    ecrire: Ecrire
    ici: Ici = _partout


def remplacer(texte: str, regles: Sequence[Regle], deja: Iterable[Coupe] = ()) -> Remplace:
    """Applique les règles, les premières d'abord, hors de ce qui est `deja` coupé."""
    coupes = sorted(deja)
    for regle in regles:
        for trouve in regle.motif.finditer(texte):
            if not regle.ici(texte, trouve.start(), trouve.end()):
                continue
            coupe = regle.ecrire(texte, trouve.start(), trouve.end())
            coupe = _sans_empieter(coupe, trouve.start(), coupes, texte)
            if all(coupe.fin <= c.debut or c.fin <= coupe.debut for c in coupes):
                coupes.append(coupe)
    return Remplace(texte, tuple(sorted(coupes)))


def _sans_empieter(coupe: Coupe, debut: int, coupes: Sequence[Coupe], texte: str) -> Coupe:
    """Rend à gauche ce qu'une autre coupe a déjà pris."""
    if coupe.debut < debut and any(c.debut < debut and coupe.debut < c.fin for c in coupes):
        repris = texte[coupe.debut : debut]
        neuf = coupe.neuf.removeprefix(repris) if coupe.neuf.startswith(repris) else coupe.neuf
        return Coupe(debut, coupe.fin, neuf)
    return coupe


def motif_de(formes: Iterable[str], *, casse: bool) -> re.Pattern[str]:
    """Ces formes en mots entiers, les plus longues d'abord ; espaces et apostrophes de toute sorte.

    `casse` : telles qu'écrites ou tout en capitales ; sinon, de n'importe quelle casse.
    """
    ecrites = set(formes)
    if casse:
        ecrites |= {f.upper() for f in ecrites}
    choix = "|".join(_souple(f) for f in sorted(ecrites, key=lambda f: (-len(f), f)))
    return re.compile(f"(?:{choix})", 0 if casse else re.IGNORECASE)


def _souple(forme: str) -> str:
    gauche = r"(?<!\w)" if forme[:1].isalnum() else ""
    droite = r"(?!\w)" if forme[-1:].isalnum() else ""
    milieu = "".join(
        f"[{_APOSTROPHES}]" if c in _APOSTROPHES else (r"\s+" if c.isspace() else re.escape(c))
        for c in _ESPACES.sub(" ", forme)
    )
    return f"{gauche}{milieu}{droite}"
