"""Des mots qui savent où ils sont : clé sans accents, étiquettes du lexique, citation."""

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, count, pairwise

from coach.analyse.donnees import ensemble
from coach.analyse.graphie import MOT, aplatir, cle_fine, suffixe, temps
from coach.analyse.lexique import Lexique, avec, lexique

_AUCUNE: frozenset[str] = frozenset()
_INCLUSIF = re.compile(r"[·•.(]")
_INVARIABLES = {"à": frozenset({"prep"}), "là": frozenset({"adv"}), "où": _AUCUNE}
_OUVRANTS, _FERMANTS = "«“„", "»”"
_GUILLEMETS = re.compile('[«“„»”"]')
_ELIDES = frozenset({"j", "c", "l", "d", "s", "n", "m", "t", "qu", "jusqu", "lorsqu", "puisqu"})
_A_PART = _ELIDES | {"-", "."}
_ESPACES = frozenset(" \u00a0\u202f")
_CHIFFRE, _SIGNE = frozenset({"chiffre"}), frozenset({"signe"})
_SUITES_DE_NOM = ensemble("suites_de_nom")
_MAJUSCULE, _A_VOIR, _ABREGE = 1, 2, 4
"""Ce qu'un mot écrit a de remarquable ; à voir : ce qui l'entoure peut en changer la lecture."""
_LUS_AU_PLUS = 8192
"""Mots gardés ; au-delà, on recommence."""


@dataclass(slots=True)
class Jeton:
    """Un mot, une locution ou un signe ; `debut` et `fin` en points de code du texte lu.

    `pense` : rapporté, mais de la personne elle-même (« je pense que… »).
    """

    debut: int
    fin: int
    cle: str
    etiquettes: frozenset[str]
    cite: bool = field(default=False, init=False)
    rapporte: bool = field(default=False, init=False)
    pense: bool = field(default=False, init=False)


def jetons(texte: str) -> list[Jeton]:
    """Découpe et étiquette un texte NFC ; les locutions du lexique deviennent un seul jeton."""
    lex = lexique()
    bruts = _bruts(texte, lex)
    if _GUILLEMETS.search(texte):
        _citer(bruts)
    return _locutionner(bruts, lex)


def _bruts(texte: str, lex: Lexique) -> list[Jeton]:
    lus = _lus(not texte.isascii())
    rendu: list[Jeton] = []
    majuscules: list[int] = []
    for m in MOT.finditer(texte):
        debut, fin = m.span()
        cle, etiquettes, autres, remarque = lus[m.group()]
        if not remarque:
            rendu.append(Jeton(debut, fin, cle, etiquettes))
            continue
        if remarque & _A_VOIR:
            ecrit = aplatir(m.group())
            if ecrit == "-" or (ecrit == "." and rendu and _abrege(texte, rendu[-1], debut)):
                continue
            if ecrit in _ELIDES and _elide(texte, fin, rendu):
                cle, etiquettes, autres, remarque = lus.lire(ecrit + "'", m.group())
        if remarque & _MAJUSCULE:
            majuscules += range(len(rendu), len(rendu) + 1 + len(autres))
        rendu.append(Jeton(debut, fin, cle, etiquettes))
        rendu += [Jeton(debut, fin, *autre) for autre in autres]
    if majuscules:
        _noms_propres(rendu, majuscules, texte, lex)
    return rendu


_Lu = tuple[str, frozenset[str], tuple[tuple[str, frozenset[str]], ...], int]
"""Un mot écrit : sa clé, ses étiquettes, les mots qui suivent si la graphie est abrégée, et ce
qu'il a de remarquable : rien s'il est seul, sans majuscule, et que rien autour n'y change rien."""


class _Lus(dict[str, _Lu]):
    """Ce que sont les mots déjà lus, tels qu'écrits ; `accentue` : le texte porte des accents."""

    def __init__(self, accentue: bool) -> None:
        self._accentue = accentue

    def __missing__(self, brut: str) -> _Lu:
        if len(self) >= _LUS_AU_PLUS:
            self.clear()
        rendu = self[brut] = self.lire(aplatir(brut), brut)
        return rendu

    def lire(self, cle: str, brut: str) -> _Lu:
        """Lit un mot, de clé connue, sans le garder."""
        remarque = _A_VOIR if cle in _A_PART else 0
        if not cle[0].isalpha():
            return cle, _CHIFFRE if cle[0].isdigit() else _SIGNE, (), remarque
        if brut[0].isupper():
            remarque |= _MAJUSCULE
        lex = lexique()
        if cle in lex.graphies:
            premier, *autres = [(mot, lex.mots.get(mot, _AUCUNE)) for mot in lex.graphies[cle]]
            return *premier, tuple(autres), remarque | _ABREGE
        tete = _tete(cle)
        return tete, _etiquettes(tete, brut.lower(), self._accentue), (), remarque


@cache
def _lus(accentue: bool) -> _Lus:
    return _Lus(accentue)


def _abrege(texte: str, avant: Jeton, point: int) -> bool:
    """« Mme D. était » : le point d'une initiale, que la phrase continue, n'arrête rien."""
    initiale = avant.fin == point == avant.debut + 1 and texte[avant.debut].isupper()
    return initiale and texte[point + 1 :].lstrip()[:1].islower()


def _elide(texte: str, fin: int, avant: list[Jeton]) -> bool:
    """« j ai », « c est » : l'apostrophe oubliée d'une note rapide."""
    if texte[fin : fin + 1] not in _ESPACES or not texte[fin + 1 : fin + 2].isalpha():
        return False
    return not avant or "chiffre" not in avant[-1].etiquettes


def _etiquettes(cle: str, bas: str, accentue: bool) -> frozenset[str]:
    """Étiquettes d'un mot : lexique, forme verbale, et les homographes que l'accent départage."""
    lex = lexique()
    if bas in _INVARIABLES:
        return _INVARIABLES[bas]
    tete = _tete(bas)
    fine = cle_fine(tete)
    tags = lex.mots.get(fine, _AUCUNE)
    if not accentue and not tags and tete[-1:] in "es":
        tags |= lex.mots.get(_avec_accent(fine), _AUCUNE)
    forme = temps(cle, tete)
    if forme is None:
        forme = "inf" if fine in lex.infinitifs else None if tags else suffixe(cle, fine)
    return avec(tags, forme) if forme else tags


def _tete(mot: str) -> str:
    """Le mot sans ses marques inclusives."""
    return mot if mot.isalpha() else _INCLUSIF.split(mot, maxsplit=1)[0]


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
    locutions, tailles = lex.locutions, lex.tailles
    rendu: list[Jeton] = []
    fait = 0
    for i in compress(count(), map(tailles.__contains__, pairwise(cles))):
        if i < fait:
            continue
        for taille in tailles[cles[i], cles[i + 1]]:
            cle = " ".join(cles[i : i + taille])
            tags = locutions.get(cle)
            if tags is not None:
                j = bruts[i]
                rendu += bruts[fait:i]
                fait = min(i + taille, len(bruts))
                locution = Jeton(j.debut, bruts[fait - 1].fin, cle, tags)
                locution.cite = j.cite
                rendu.append(locution)
                break
    return rendu + bruts[fait:] if fait else bruts
