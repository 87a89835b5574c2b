"""Où une phrase peut changer de nature : ce qu'on voit à chaque jointure de deux mots."""

from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from coach.analyse.decoupage import propositions
from coach.analyse.donnees import donnees
from coach.analyse.jetons import Jeton

_CLASSES: dict[str, str] = {
    mot: classe for classe, mots in donnees("jointures")["classes"].items() for mot in mots.split()
}
_SIGNES = frozenset({",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "…", "»", "/", "=", "+"})
_OUVRANTS = frozenset({"«", "“", "„", "("})
_PARENTHESES = frozenset({"(", ")"})
_SUIVIES = frozenset({"et", "mais", "suite", "cause", "opposition", "quand", "relatif"}) | {
    *("je", "il", "on", "chose", "ce", "me")
}
"""Après ces mots, celui qui suit compte aussi."""
_PEU_DE_SIGNES = 12
"""Au-delà de tant de mots sans un signe, la phrase est une note : tout peut y changer."""

Jointure = tuple[str, ...]


_MOTS_PAR_SIGNE = 25
_NOTE_LONGUE = 40
_DEPARTS_DE_NOTE = frozenset({"je", "il", "on", "chose", "mais", "suite", "cause"})
_JAMAIS_AVANT = frozenset({"relatif", "et", "mais", "suite", "cause", "quand", "ou", "ne", "de"})


def unites(phrase: str, mots: list[Jeton]) -> list[tuple[int, int]]:
    """Les propositions d'une phrase, en rangs de jetons ; une note sans signe se coupe plus fin."""
    debuts = [m.debut for m in mots]
    bornes = {bisect_left(debuts, a) for a, _ in propositions(phrase)} | {0, len(mots)}
    if _note(mots):
        classes = [_classe(m.cle, m.etiquettes) for m in mots]
        bornes |= {
            k
            for k in range(2, len(mots) - 1)
            if classes[k] in _DEPARTS_DE_NOTE and classes[k - 1] not in _JAMAIS_AVANT
        }
    return list(pairwise(sorted(bornes)))


def _note(mots: list[Jeton]) -> bool:
    """Beaucoup de mots et pas un signe, ou presque : des notes prises au vol."""
    if len(mots) <= _PEU_DE_SIGNES:
        return False
    signes = sum(m.cle in _SIGNES for m in mots)
    compte = sum("signe" not in m.etiquettes for m in mots)
    return compte > max(_PEU_DE_SIGNES, signes * _MOTS_PAR_SIGNE)


def jointures(mots: list[Jeton], texte: str) -> list[Jointure | None]:
    """Rend, pour chaque mot, ce que montre la jointure qui le précède ; rien : on ne coupe pas.

    `texte` est celui des jetons. On ne coupe ni dans un mot, ni dans une citation ou une
    parenthèse, ni avant un signe.
    """
    note = (1 + (len(mots) > _NOTE_LONGUE)) * _note(mots)
    classes = [_classe(m.cle, m.etiquettes) for m in mots]
    rendu: list[Jointure | None] = []
    profondeur = fin = 0
    cite = False
    for k, mot in enumerate(mots):
        cle, debut = mot.cle, mot.debut
        dedans = profondeur > 0 or (cite and mot.cite)
        if cle in _PARENTHESES:
            profondeur = max(0, profondeur + (1 if cle == "(" else -1))
        signe = classes[k] == "signe" and cle not in _OUVRANTS and cle not in "—–"
        colle = k == 0 or debut < fin or not texte[debut - 1].isspace()
        cite, fin = mot.cite, mot.fin
        if colle or dedans or signe:
            rendu.append(None)
            continue
        avant = mots[k - 1].cle
        compte = note or classes[k] in _SUIVIES
        suivante = classes[k + 1] if compte and k + 1 < len(mots) else ""
        rendu.append(
            _jointure(
                avant if avant in _SIGNES else "-",
                classes[k - 1],
                classes[k],
                suivante,
                note,
                mot.rapporte,
            )
        )
    return rendu


@lru_cache(maxsize=4096)
def _jointure(
    signe: str, gauche: str, droite: str, suivante: str, note: int, rapporte: bool
) -> Jointure:
    """Ce que montre une jointure ; `suivante`, la classe du mot d'après si elle compte.

    `note` : une note prise au vol (1), et longue (2).
    """
    rendu = [f"s{signe}", f"d{droite}", f"s{signe} d{droite}", f"g{gauche}"]
    if signe == "-":
        rendu.append(f"g{gauche} d{droite}")
    if note:
        rendu += ["note", f"note d{droite}", f"note g{gauche} d{droite}"]
        rendu += [f"note d{droite} {suivante}"] * bool(suivante) + ["note longue"] * (note > 1)
    if rapporte:
        rendu.append("rapporte")
    if suivante and droite in _SUIVIES:
        rendu.append(f"d{droite} {suivante}")
    return tuple(rendu)


@lru_cache(maxsize=4096)
def _classe(cle: str, tags: frozenset[str]) -> str:
    """La famille grammaticale d'un mot, vue de la jointure."""
    connue = _CLASSES.get(cle)
    if connue:
        return connue
    for etiquette in ("signe", "generalite", "doute", "avis", "temps", "chiffre", "propre"):
        if etiquette in tags:
            return etiquette
    if any(t.startswith("emo") for t in tags):
        return "emo"
    for etiquette in ("aux", "pp", "acte", "qualif", "prep", "det", "adv", "autrui", "inf", "imp"):
        if etiquette in tags:
            return etiquette
    return "mot"
