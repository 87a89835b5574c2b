"""Couper un texte français en phrases sans casser citations, abréviations ni initiales."""

import re
from functools import lru_cache

from coach.analyse.donnees import ensemble

_LIGNE = re.compile(r"[^\n]+")
_PROTEGES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]{0,300}\)")
_FIN = re.compile(  # le premier caractère d'abord : la recherche va dix fois plus vite
    r"[.!?…][.!?…]*(?:[»”\")\]]*(?=\s|$)|(?=[«“—]))"
)
_TITRES = ensemble("titres")
_ABREVIATIONS = ensemble("abreviations")
_CONTEXTE = 16
_DERNIER_MOT = re.compile(r"[\s(«\"'’-]")
_INITIALE = re.compile(r"[A-ZÀ-Ý](?:\.-?[A-ZÀ-Ý])*$")
_DEBUT_DE_PHRASE = re.compile(
    r"(?:Il|Elle|Ils|Elles|On|Je|J|Nous|Vous|Tu|Le|La|Les|L|Un|Une|Des|Du|De|D|Ce|Cet|Cette|Ces|C|Ça|"
    r"Mais|Et|Puis|Alors|Donc|Or|Car|Au|Aux|À|En|Dans|Sur|Pour|Par|Avec|Sans|Après|Avant|Quand|Si|"
    r"Mon|Ma|Mes|Son|Sa|Ses|Moi|Là|Ensuite|Enfin|Depuis|Pendant|Hier|Demain|Lundi|Mardi|Mercredi|"
    r"Jeudi|Vendredi|Samedi|Dimanche|Pas|Ni|Rien|Personne|Aucun|Aucune|Tout|Tous|Voilà|Bref)\b"
)


def phrases(texte: str) -> list[tuple[int, int]]:
    """Rend les étendues des phrases, blancs exclus, dans l'ordre (points de code).

    Jamais de coupe dans « … » ni entre guillemets ou parenthèses d'un même paragraphe, ni après
    une abréviation, une initiale, un nombre décimal, des points de suspension au milieu.
    """
    return [
        (ligne.start() + debut, ligne.start() + fin)
        for ligne in _LIGNE.finditer(texte)
        for debut, fin in _phrases_d_une_ligne(ligne.group())
    ]


@lru_cache(maxsize=512)
def _phrases_d_une_ligne(texte: str) -> tuple[tuple[int, int], ...]:
    proteges = [m.span() for m in _PROTEGES.finditer(texte)]
    rendu: list[tuple[int, int]] = []
    depart = rang = 0
    for m in _FIN.finditer(texte):
        position = m.start()
        while rang < len(proteges) and proteges[rang][1] <= position:
            rang += 1
        fin = m.end()
        if rang < len(proteges) and proteges[rang][0] < position:
            fin = proteges[rang][1]
            if not _citation_finale(texte, m.end(), fin):
                continue
        elif not _finit(texte, depart, m):
            continue
        _ajouter(rendu, texte, depart, fin)
        depart = fin
    _ajouter(rendu, texte, depart, len(texte))
    return tuple(rendu)


def _citation_finale(texte: str, fin_du_signe: int, fin: int) -> bool:
    """La ponctuation clôt la citation, et rien ne la prolonge (« ! » m'a-t-il dit)."""
    if texte[fin_du_signe:fin].strip(' \u00a0\u202f»”")'):
        return False
    suite = texte[fin : fin + _CONTEXTE].lstrip(" \u00a0\u202f")[:1]
    return not suite or suite.isupper() or suite in '«“"—–•'


def _finit(texte: str, depart: int, m: re.Match[str]) -> bool:
    avant = texte[max(depart, m.start() - _CONTEXTE) : m.start()]
    suite = texte[m.end() : m.end() + _CONTEXTE].lstrip(" \u00a0\u202f\t")
    signe = m.group().rstrip('»”")]')
    if signe == "." and (avant.strip().isdigit() or avant.lower().endswith("c.-à-d")):
        return False  # « 1. » en tête de liste
    if signe == ".":
        mot = _DERNIER_MOT.split(avant)[-1]
        if mot in _TITRES:
            return False
        if mot.lower() in _ABREVIATIONS:
            return not suite or suite[0].isupper()
        if len(mot) < 6 and _INITIALE.match(mot):
            return not suite or bool(_DEBUT_DE_PHRASE.match(suite))
    if suite[:1].islower():
        return signe == m.group() and "…" not in signe and ".." not in signe
    return True


def _ajouter(rendu: list[tuple[int, int]], texte: str, debut: int, fin: int) -> None:
    contenu = texte[debut:fin].rstrip()
    fin = debut + len(contenu)
    contenu = contenu.lstrip()
    debut = fin - len(contenu)
    if not contenu:
        return
    isole = len(contenu) < 4 and not any(c.isalnum() for c in contenu)
    if rendu and isole:
        rendu[-1] = (rendu[-1][0], fin)
    else:
        rendu.append((debut, fin))
