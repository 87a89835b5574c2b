"""Des mots qui savent où ils sont : clé sans accents, étiquettes du lexique, citation."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from coach.analyse.donnees import ensemble
from coach.analyse.graphie import MOT, aplatir, cle_fine, suffixe, temps
from coach.analyse.lexique import Lexique, Locution, lexique

_AUCUNE: frozenset[str] = frozenset()
_INCLUSIF = re.compile(r"[·•.(]")
_INVARIABLES = {"à": frozenset({"prep"}), "là": frozenset({"adv"}), "où": _AUCUNE}
_OUVRANTS, _FERMANTS = "«“„", "»”"
_GUILLEMETS = re.compile('[«“„»”"]')
_ELIDES = frozenset({"j", "c", "l", "d", "s", "n", "m", "t", "qu", "jusqu", "lorsqu", "puisqu"})
_A_PART = _ELIDES | {"-", "."}
_CHIFFRE, _SIGNE = frozenset({"chiffre"}), frozenset({"signe"})
_SUITES_DE_NOM = ensemble("suites_de_nom")


@dataclass(slots=True)
class Jeton:
    """Un mot, une locution ou un signe ; `debut` et `fin` en points de code du texte lu."""

    debut: int
    fin: int
    cle: str
    etiquettes: frozenset[str]
    cite: bool = False
    rapporte: bool = False


def jetons(texte: str) -> list[Jeton]:
    """Découpe et étiquette un texte NFC ; les locutions du lexique deviennent un seul jeton."""
    lex = lexique()
    bruts = _bruts(texte, lex)
    if _GUILLEMETS.search(texte):
        _citer(bruts)
    return _locutionner(bruts, lex)


def _bruts(texte: str, lex: Lexique) -> list[Jeton]:
    plat, positions = aplatir(texte)
    accentue = not texte.isascii()
    rendu: list[Jeton] = []
    majuscules: list[int] = []
    for m in MOT.finditer(plat):
        cle = m.group()
        debut, fin = m.span()
        if positions:
            debut, fin = positions[debut], positions[fin]
        brut = texte[debut:fin]
        if cle in _A_PART:
            if cle == "-" or (cle == "." and rendu and _abrege(texte, rendu[-1], debut)):
                continue
            if cle in _ELIDES and _elide(plat, m.end(), rendu):
                cle += "'"
        majuscule = brut[:1].isupper() and cle[0].isalpha()
        for tete, etiquettes in _lire(cle, brut, accentue):
            if majuscule:
                majuscules.append(len(rendu))
            rendu.append(Jeton(debut, fin, tete, etiquettes))
    if majuscules:
        _noms_propres(rendu, majuscules, texte, lex)
    return rendu


@lru_cache(maxsize=8192)
def _lire(cle: str, brut: str, accentue: bool) -> tuple[tuple[str, frozenset[str]], ...]:
    """Un mot écrit, et ce qu'il est : un mot étiqueté, ou plusieurs pour une graphie abrégée."""
    lex = lexique()
    if not cle[0].isalpha():
        return ((cle, _CHIFFRE if cle[0].isdigit() else _SIGNE),)
    if cle in lex.graphies:
        return tuple((mot, lex.mots.get(mot, _AUCUNE)) for mot in lex.graphies[cle])
    tete = _INCLUSIF.split(cle, maxsplit=1)[0]
    return ((tete, _etiquettes(tete, brut.lower(), accentue)),)


def _abrege(texte: str, avant: Jeton, point: int) -> bool:
    """« Mme D. était » : le point d'une initiale, que la phrase continue, n'arrête rien."""
    initiale = avant.fin == point == avant.debut + 1 and texte[avant.debut].isupper()
    return initiale and texte[point + 1 :].lstrip()[:1].islower()


def _elide(plat: str, fin: int, avant: list[Jeton]) -> bool:
    """« j ai », « c est » : l'apostrophe oubliée d'une note rapide."""
    if plat[fin : fin + 1] != " " or not plat[fin + 1 : fin + 2].isalpha():
        return False
    return not avant or "chiffre" not in avant[-1].etiquettes


def _etiquettes(cle: str, bas: str, accentue: bool) -> frozenset[str]:
    """Étiquettes d'un mot : lexique, forme verbale, et les homographes que l'accent départage."""
    lex = lexique()
    if bas in _INVARIABLES:
        return _INVARIABLES[bas]
    tete = _INCLUSIF.split(bas, maxsplit=1)[0]
    fine = cle_fine(tete)
    tags = lex.mots.get(fine, _AUCUNE)
    if not accentue and not tags and tete[-1:] in "es":
        tags |= lex.mots.get(_avec_accent(fine), _AUCUNE)
    forme = temps(cle, tete)
    if forme is None:
        forme = "inf" if fine in lex.infinitifs else None if tags else suffixe(cle, fine)
    return tags | {forme} if forme else tags


def _avec_accent(cle: str) -> str:
    """Le participe possible d'un mot écrit sans accents : « decue » non, « posee » → « posée »."""
    for fin in ("ees", "ee", "es", "e"):
        if cle.endswith(fin):
            return cle[: -len(fin)] + "é" + fin[1:]
    return cle


def _noms_propres(jetons_: list[Jeton], majuscules: list[int], texte: str, lex: Lexique) -> None:
    for i in majuscules:
        j = jetons_[i]
        brut = texte[j.debut : j.fin]
        if len(brut) > 1 and brut.isalpha() and brut.isupper():
            j.etiquettes = j.etiquettes | {"sigle"}
            continue
        initial = i == 0 or jetons_[i - 1].cle in (".", "!", "?", "«", '"', ":", "…", "—", "•")
        if not initial and not j.etiquettes & {"institution", "je", "temps"}:
            j.etiquettes = j.etiquettes | {"propre", "autrui"}
        elif initial and len(brut) > 2 and not lex.mots.get(j.cle):
            suite = jetons_[i + 1].cle if i + 1 < len(jetons_) else ""
            if suite in _SUITES_DE_NOM:
                j.etiquettes = j.etiquettes | {"propre", "autrui"}


def _citer(jetons_: list[Jeton]) -> None:
    """Marque ce qui est entre guillemets : ce sont les mots de quelqu'un."""
    dedans = False
    for j in jetons_:
        if j.cle in _OUVRANTS or (j.cle == '"' and not dedans):
            dedans, j.cite = True, True
        elif j.cle in _FERMANTS or j.cle == '"':
            dedans, j.cite = False, True
        else:
            j.cite = dedans


def _locutionner(bruts: list[Jeton], lex: Lexique) -> list[Jeton]:
    cles = [j.cle for j in bruts]
    debuts = [i for i, paire in enumerate(pairwise(cles)) if paire in lex.locutions]
    if not debuts:
        return bruts
    rendu: list[Jeton] = []
    fait = 0
    for i in debuts:
        trouve = _locution(cles, i, lex) if i >= fait else None
        if trouve is not None:
            mots, tags = trouve
            j, fin = bruts[i], bruts[i + len(mots) - 1]
            rendu += bruts[fait:i]
            rendu.append(Jeton(j.debut, fin.fin, " ".join(mots), tags, j.cite))
            fait = i + len(mots)
    return rendu + bruts[fait:]


def _locution(cles: list[str], i: int, lex: Lexique) -> Locution | None:
    for mots, tags in lex.locutions[cles[i], cles[i + 1]]:
        if tuple(cles[i : i + len(mots)]) == mots:
            return mots, tags
    return None
