"""Couper une phrase en propositions : des exemples plus courts qu'elle, où la nature est nette."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from coach.analyse.frontieres import Allure, est_une_note
from coach.analyse.jetons import Jeton

_PROTEGES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_OUVRANT = re.compile('[«“"(]')
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
    rf"|(?P<cite>(?:(?<=[.!?…][\s\u00a0\u202f]»\s)|(?<=[.!?…]»\s))(?!{_INCISE})))"
)
_VERBE = re.compile(
    r"\b(?:je|j['’]|jai|javais|jsuis|il|elle|ils|elles|on|nous|c['’]|ça|ca|a|ai|as|est|suis|sont|"
    r"ont|avons|avait|était|etait|\w+(?:ait|aient|ais|èrent|ont))\b|\b(?:j|c|n|s)['’]"
)
_SUBORDONNEE = re.compile(
    r"\s*(?:et |mais )?(?:quand|qd|lorsque|lorsqu['’]|si|s['’]il|comme|puisque|après|apres|avant|"
    r"dès|des que|pendant|depuis|en \w+ant|à force|a force|tandis|alors que|chaque fois|une fois|"
    r"à mesure|tant que|bien que|même si|meme si|le temps|pour que|au moment|malgré)\b"
)
_DEBUT_PAR_SUJET = re.compile(rf"\s*(?:et |mais |là,? )?{_SUJET}\s*\b")
_DEUX_MOTS = re.compile(r"\w+\W+\w+")
_ENUMERATION = re.compile(r"\s*\w+(?:\s+\w+)?\s*(?:,|et\b|ou\b|$)")
_REGARD = 60
_DEPARTS_DE_NOTE = frozenset({"je", "il", "on", "chose", "mais", "suite", "cause"})
_JAMAIS_AVANT = frozenset({"relatif", "et", "mais", "suite", "cause", "quand", "ou", "ne", "de"})


def unites(phrase: str, mots: list[Jeton], allures: Sequence[Allure]) -> list[tuple[int, int]]:
    """Les propositions d'une phrase, en rangs de jetons ; une note sans signe se coupe plus fin."""
    bornes = {0, len(mots)}
    etendues = propositions(phrase)
    if len(etendues) > 1:
        debuts = [m.debut for m in mots]
        bornes |= {bisect_left(debuts, a) for a, _ in etendues}
    if est_une_note(mots):
        classes = [allure.classe for allure in allures]
        bornes |= {
            k
            for k in range(2, len(mots) - 1)
            if classes[k] in _DEPARTS_DE_NOTE and classes[k - 1] not in _JAMAIS_AVANT
        }
    return list(pairwise(sorted(bornes)))


def propositions(phrase: str) -> list[tuple[int, int]]:
    """Rend les propositions d'une phrase : jamais de coupe dans une citation ou une parenthèse."""
    bas = _en_minuscules(phrase)
    proteges = [m.span() for m in _PROTEGES.finditer(bas)] if _OUVRANT.search(bas) else ()
    coupes = [0]
    for m in _COUPURES.finditer(bas):
        debut = m.start()
        if proteges and any(a < debut < b for a, b in proteges):
            continue
        position = debut if m.lastgroup == "et" else m.end()
        if _coupe(bas, coupes[-1], position, m):
            coupes.append(position)
    coupes.append(len(phrase))
    return [_rogner(phrase, a, b) for a, b in pairwise(coupes)]


def _en_minuscules(phrase: str) -> str:
    """La phrase en minuscules, sans que rien n'y change de place : tout se cherche là."""
    bas = phrase.lower()
    return bas if len(bas) == len(phrase) else "".join([c.lower()[0] for c in phrase])


def _coupe(phrase: str, depart: int, position: int, m: re.Match[str]) -> bool:
    if not _DEUX_MOTS.search(phrase, depart, position) or not _DEUX_MOTS.search(phrase, position):
        return False
    sorte = m.lastgroup
    suite = phrase[position : position + _REGARD]
    if sorte == "fort":
        return not (m.group() == ":" and suite.lstrip()[:1] in '«“"')
    if sorte == "cite":
        return True
    if sorte == "virgule" and _ENUMERATION.match(suite):
        return False
    return not (_DEBUT_PAR_SUJET.match(suite) and _en_attente(phrase[depart:position]))


def _en_attente(avant: str) -> bool:
    """Ce qui précède attend la suite : ni verbe, ou une subordonnée en tête."""
    if not _VERBE.search(avant):
        return True
    return "," not in avant[:-1] and bool(_SUBORDONNEE.match(avant))


def _rogner(phrase: str, debut: int, fin: int) -> tuple[int, int]:
    contenu = phrase[debut:fin].rstrip()
    return debut + len(contenu) - len(contenu.lstrip()), debut + len(contenu)
