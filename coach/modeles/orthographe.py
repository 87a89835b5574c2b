"""Corriger les mots du calendrier mal tapés, sans jamais choisir entre deux."""

from coach.modeles.calendrier import JOURS, NOMBRES, RANG_DES_MOIS

_LONGUEUR = 4
"""Lettres au-dessous desquelles un mot n'est pas corrigé : « mai » n'est pas « mais »."""

_AUTRES = """
hier avant-hier aujourd'hui cette matin semaine semaines annee trimestre semestre jours quinzaine
depuis dernier derniere derniers dernieres passe passee avant apres entre jusqu'au jusqu'a
debut premiere deuxieme seconde week-end
"""
_MOTS = frozenset(
    [mot for mot in (*JOURS, *RANG_DES_MOIS, *NOMBRES) if len(mot) > _LONGUEUR] + _AUTRES.split()
)


def corriger(texte: str) -> str:
    """Le texte replié, chaque mot à une faute d'un mot du calendrier remplacé par lui."""
    return " ".join(_corriger(mot) for mot in texte.split())


def _corriger(mot: str) -> str:
    if mot in _MOTS or len(mot) < _LONGUEUR or not mot[:1].isalpha():
        return mot
    proches = [connu for connu in _MOTS if a_une_faute(mot, connu)]
    return proches[0] if len(proches) == 1 else mot


def a_une_faute(mot: str, autre: str) -> bool:
    """Vrai si une lettre ajoutée, oubliée, changée, ou deux voisines inversées, les séparent."""
    if mot == autre or abs(len(mot) - len(autre)) > 1:
        return False
    debut = 0
    while debut < min(len(mot), len(autre)) and mot[debut] == autre[debut]:
        debut += 1
    reste, attendu = mot[debut:], autre[debut:]
    if len(reste) == len(attendu):
        inversees = reste[:2] == attendu[:2][::-1] and reste[2:] == attendu[2:]
        return reste[1:] == attendu[1:] or inversees
    return reste[1:] == attendu if len(reste) > len(attendu) else reste == attendu[1:]
