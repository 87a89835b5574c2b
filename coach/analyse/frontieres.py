"""Où une phrase peut changer de nature : ce qu'on voit à chaque jointure de deux mots."""

from bisect import bisect_left
from itertools import pairwise

from coach.analyse.decoupage import propositions
from coach.analyse.donnees import donnees
from coach.analyse.jetons import Jeton

_CLASSES: dict[str, str] = {
    mot: classe for classe, mots in donnees("jointures")["classes"].items() for mot in mots.split()
}
_SIGNES = frozenset({",", ";", ":", "—", "–", "(", ")", ".", "!", "?", "…", "»", "/", "=", "+"})
_OUVRANTS = frozenset({"«", "“", "„", "("})
_PEU_DE_SIGNES = 12
"""Au-delà de tant de mots sans un signe, la phrase est une note : tout peut y changer."""

Jointure = tuple[str, ...]


_DEPARTS_DE_NOTE = frozenset({"je", "il", "on", "chose", "mais", "suite", "cause"})
_JAMAIS_AVANT = frozenset({"relatif", "et", "mais", "suite", "cause", "quand", "ou", "ne", "de"})


def unites(phrase: str, mots: list[Jeton]) -> list[tuple[int, int]]:
    """Les propositions d'une phrase, en rangs de jetons ; une note sans signe se coupe plus fin."""
    debuts = [m.debut for m in mots]
    bornes = {bisect_left(debuts, a) for a, _ in propositions(phrase)} | {0, len(mots)}
    if _note(mots):
        classes = [_classe(m) for m in mots]
        bornes |= {
            k
            for k in range(2, len(mots) - 1)
            if classes[k] in _DEPARTS_DE_NOTE and classes[k - 1] not in _JAMAIS_AVANT
        }
    return list(pairwise(sorted(bornes)))


def _note(mots: list[Jeton]) -> bool:
    """Beaucoup de mots et pas un signe : des notes prises au vol."""
    pleins = sum("signe" not in m.etiquettes for m in mots)
    return pleins > _PEU_DE_SIGNES and not any(m.cle in _SIGNES for m in mots)


def jointures(mots: list[Jeton], texte: str) -> list[Jointure | None]:
    """Rend, pour chaque mot, ce que montre la jointure qui le précède ; rien : on ne coupe pas.

    `texte` est celui des jetons. On ne coupe ni dans un mot, ni dans une citation ou une
    parenthèse, ni avant un signe.
    """
    note = _note(mots)
    rendu: list[Jointure | None] = []
    profondeur = 0
    for k, mot in enumerate(mots):
        ferme = mot.cle == ")"
        dedans = profondeur > 0 or (mot.cite and k > 0 and mots[k - 1].cite)
        profondeur = max(0, profondeur + (mot.cle == "(") - ferme)
        signe = "signe" in mot.etiquettes and mot.cle not in _OUVRANTS and mot.cle not in "—–"
        colle = k == 0 or not texte[mot.debut - 1].isspace() or mot.debut < mots[k - 1].fin
        rendu.append(None if colle or dedans or signe else _jointure(mots, k, note))
    return rendu


def _jointure(mots: list[Jeton], k: int, note: bool) -> Jointure:
    avant, apres = mots[k - 1], mots[k]
    signe = avant.cle if avant.cle in _SIGNES else "-"
    gauche, droite = _classe(avant), _classe(apres)
    rendu = [f"s{signe}", f"d{droite}", f"s{signe} d{droite}", f"g{gauche}"]
    if signe == "-":
        rendu.append(f"g{gauche} d{droite}")
    if note:
        rendu += ["note", f"note d{droite}"]
    if apres.rapporte:
        rendu.append("rapporte")
    if k + 1 < len(mots) and droite in ("et", "mais", "suite", "cause", "opposition"):
        rendu.append(f"d{droite} {_classe(mots[k + 1])}")
    return tuple(rendu)


def _classe(mot: Jeton) -> str:
    """La famille grammaticale d'un mot, vue de la jointure."""
    connue = _CLASSES.get(mot.cle)
    if connue:
        return connue
    tags = mot.etiquettes
    for etiquette in ("signe", "generalite", "doute", "avis", "temps", "chiffre", "propre"):
        if etiquette in tags:
            return etiquette
    if any(t.startswith("emo") for t in tags):
        return "emo"
    for etiquette in ("aux", "pp", "acte", "qualif", "prep", "det", "adv", "autrui", "inf", "imp"):
        if etiquette in tags:
            return etiquette
    return "mot"
