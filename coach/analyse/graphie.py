"""La surface des mots : lettres sans accents, découpe en mots, terminaisons verbales."""

import re

from coach.analyse.donnees import ensemble

_ACCENTUEES = {
    "a": "àâäáã",
    "c": "ç",
    "e": "éèêë",
    "i": "íìîï",
    "n": "ñ",
    "o": "óòôöõ",
    "u": "úùûü",
    "y": "ÿ",
    "oe": "œ",
    "ae": "æ",
}
_SIGNES = {"'": "’ʼ‘", "-": "‐‑"}
_SANS_ACCENT = str.maketrans(
    {c: plat for table in (_ACCENTUEES, _SIGNES) for plat, tous in table.items() for c in tous}
)
_BASSES = "a-z" + "".join(_ACCENTUEES.values())
_LETTRE = f"[{_BASSES}{_BASSES.upper()}]"
MOT = re.compile(
    rf"{_LETTRE}++(?:(?=[·•.(])"  # un mot ; ses marques inclusives ne se cherchent que s'il en suit
    rf"(?:[·•]{_LETTRE}+)*(?i:(?:\.(?:e|es|ne|ve|se)s?\b)?(?:\((?:e|ne|ve|se)\)s?)?))?['’ʼ‘]?"
    r"|\d+(?:[.,:hH/]\d+)*"  # 14, 2,5, 9h15
    r"|[^\w\s]"
)
_FINS_DE_PARTICIPE = ("ées", "ée", "és", "é")
_HOMOGRAPHES = frozenset({"dû", "sûr"})
_SANS_SUFFIXE = ensemble("sans_suffixe")
_PAS_IMPARFAIT = ensemble("pas_imparfait")
_CONDITIONNEL = re.compile(r"(?:e|au|ur|er|i|d|tt|ev|oi)r(?:ais|ait|aient|ions|iez)$")
_IMPARFAIT_EN_R = re.compile(
    r"(?:(?:\bt|\bv|\bm|att|\bét|ret|resp|soup|des|dés|adm|asp|insp|transp|emp|déch|dech)ir"
    r"|ér|èr|(?:esp|pref|consid|gen|tol|exag|sugg|op|lib)er|\bs?err|enterr|cadr)(?:ais|ait|aient)$"
)
_FINS_DE_FUTUR = ("rai", "ras", "ra", "rons", "rez", "ront")
_FUTUR = re.compile(rf"(?:e|au|ur|er|i|d|tt|ev|oi)(?:{'|'.join(_FINS_DE_FUTUR)})$")


def aplatir(mot: str) -> str:
    """Rend un mot en minuscules, sans accents ni ligatures, l'apostrophe et le trait droits."""
    plat = mot.lower()
    return plat if plat.isascii() else plat.translate(_SANS_ACCENT)


def cles(texte: str) -> tuple[str, ...]:
    """Rend les clés des mots d'une entrée de lexique, dans l'ordre, sans traits d'union."""
    return tuple(cle for cle in map(aplatir, MOT.findall(texte)) if cle != "-")


def cle_fine(mot: str) -> str:
    """Clé d'un mot seul : sans accents, sauf l'é final (« lâché ») et « sûr », « dû »."""
    bas = mot.lower()
    if bas.isascii() or bas in _HOMOGRAPHES:
        return bas
    plat = aplatir(bas)
    for fin in _FINS_DE_PARTICIPE:
        if bas.endswith(fin):
            return plat[: -len(fin)] + fin
    return plat


def suffixe(cle: str, fine: str) -> str | None:
    """Devine à sa terminaison un adjectif d'évaluation ou une notion abstraite, hors lexique."""
    if len(cle) < 6 or cle in _SANS_SUFFIXE:
        return None
    singulier = cle.removesuffix("s")
    if singulier.endswith(("able", "ible", "eux", "euse", "esque", "issime")):
        return "adj_suffixe"
    if singulier.endswith(("isme", "itude", "esse", "ance", "ence")) or fine.endswith(
        ("ité", "eté")
    ):
        return "nom_suffixe"
    return None


def temps(cle: str, brut: str) -> str | None:
    """Devine la forme verbale à la terminaison : pp, cond, imp, ppr, fut ou rien."""
    if brut.endswith(_FINS_DE_PARTICIPE) and len(cle) > 2:
        return "pp"
    if len(cle) < 4 or cle in _PAS_IMPARFAIT:
        return None
    if cle.endswith(("ais", "ait", "aient", "ions", "iez")):
        if _CONDITIONNEL.search(cle) and not _IMPARFAIT_EN_R.search(brut.lower()):
            return "cond"
        return "imp" if cle.endswith(("ais", "ait", "aient")) else None
    if cle.endswith(_FINS_DE_FUTUR) and _FUTUR.search(cle):
        return "fut"
    return "ppr" if cle.endswith("ant") and len(cle) > 5 else None
