"""Couper une phrase en propositions : là où la nature peut changer."""

import re
from itertools import pairwise

from coach.analyse.phrases import phrases

_PROTEGES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_SUJET = (
    r"(?:je|j['’]|jai|jsuis|jme|il|elle|ils|elles|iel|on|nous|moi|ça|ca|c['’]|cela|ce|lui|eux|y a|"
    r"le|la|les|l['’]|un|une|mon|ma|mes|son|sa|ses|cette|ces|aucun|personne|tout|rien|là|pas)"
)
_LIAISON = (
    r"et|mais|puis|car|alors que|parce que|parce qu['’]|pcq|tandis que|sauf que|du coup|donc|pis"
)
_INCISE = r"m['’]a|a-t|a dit|dit|dis|me |répond|lance|qu"
_COUPURES = re.compile(  # le premier caractère d'abord : la recherche va deux fois plus vite
    r"[;:,\s](?:"
    r"(?P<fort>(?<=[;:])(?=\s)|(?<=\s)[—–](?=\s))"
    r"|(?P<virgule>(?<=,)(?=\s))"
    rf"|(?P<et>(?<=\s)(?=(?:{_LIAISON})\s+"
    rf"(?:puis |là |moi,? |du coup |pourtant |en même temps )?{_SUJET}))"
    rf"|(?P<cite>(?:(?<=[.!?…][\s\u00a0\u202f]»\s)|(?<=[.!?…]»\s))(?!{_INCISE})))",
    re.IGNORECASE,
)
_VERBE = re.compile(
    r"\b(?:je|j['’]|jai|javais|jsuis|il|elle|ils|elles|on|nous|c['’]|ça|ca|a|ai|as|est|suis|sont|"
    r"ont|avons|avait|était|etait|\w+(?:ait|aient|ais|èrent|ont))\b|\b(?:j|c|n|s)['’]",
    re.IGNORECASE,
)
_SUBORDONNEE = re.compile(
    r"\s*(?:et |mais )?(?:quand|qd|lorsque|lorsqu['’]|si|s['’]il|comme|puisque|après|apres|avant|"
    r"dès|des que|pendant|depuis|en \w+ant|à force|a force|tandis|alors que|chaque fois|une fois|"
    r"à mesure|tant que|bien que|même si|meme si|le temps|pour que|au moment|malgré)\b",
    re.IGNORECASE,
)
_DEBUT_PAR_SUJET = re.compile(rf"\s*(?:et |mais |là,? )?{_SUJET}\s*\b", re.IGNORECASE)
_DEUX_MOTS = re.compile(r"\w+\W+\w+")
_ENUMERATION = re.compile(r"\s*\w+(?:\s+\w+)?\s*(?:,|et\b|ou\b|$)", re.IGNORECASE)
_REGARD = 60


def decouper(texte: str) -> list[tuple[int, int]]:
    """Rend les étendues des propositions d'un texte NFC, blancs exclus, dans l'ordre."""
    return [
        (debut + a, debut + b)
        for debut, fin in phrases(texte)
        for a, b in propositions(texte[debut:fin])
    ]


def propositions(phrase: str) -> list[tuple[int, int]]:
    """Rend les propositions d'une phrase : jamais de coupe dans une citation ou une parenthèse."""
    proteges = [m.span() for m in _PROTEGES.finditer(phrase)]
    coupes = [0]
    for m in _COUPURES.finditer(phrase):
        position = m.start() if m.lastgroup == "et" else m.end()
        if any(a < m.start() < b for a, b in proteges):
            continue
        if _coupe(phrase, coupes[-1], position, m):
            coupes.append(position)
    coupes.append(len(phrase))
    return [_rogner(phrase, a, b) for a, b in pairwise(coupes)]


def _coupe(phrase: str, depart: int, position: int, m: re.Match[str]) -> bool:
    if not _DEUX_MOTS.search(phrase, depart, position) or not _DEUX_MOTS.search(phrase, position):
        return False
    avant, suite = phrase[depart:position], phrase[position : position + _REGARD]
    if m.lastgroup == "fort":
        return not (m.group() == ":" and suite.lstrip()[:1] in '«“"')
    if m.lastgroup == "virgule" and _ENUMERATION.match(suite):
        return False
    if m.lastgroup in ("virgule", "et") and _en_attente(avant):
        return not _DEBUT_PAR_SUJET.match(suite)
    return True


def _en_attente(avant: str) -> bool:
    """Ce qui précède attend la suite : ni verbe, ou une subordonnée en tête."""
    if not _VERBE.search(avant):
        return True
    return "," not in avant[:-1] and bool(_SUBORDONNEE.match(avant))


def _rogner(phrase: str, debut: int, fin: int) -> tuple[int, int]:
    while debut < fin and phrase[debut].isspace():
        debut += 1
    while fin > debut and phrase[fin - 1].isspace():
        fin -= 1
    return debut, fin
