"""La phrase où se lit un passage."""

from dataclasses import dataclass

_FINS = ".!?…\n"


@dataclass(frozen=True)
class Contexte:
    """Un passage dans sa phrase (points de code de `texte`)."""

    texte: str
    debut: int
    fin: int


def autour(texte: str, debut: int, fin: int) -> Contexte:
    """La phrase autour de [debut, fin), et où celui-ci s'y trouve."""
    gauche = max(texte.rfind(signe, 0, debut) for signe in _FINS) + 1
    fins = [place for signe in _FINS if (place := texte.find(signe, fin)) >= 0]
    droite = min(fins) + 1 if fins else len(texte)
    while gauche < debut and texte[gauche].isspace():
        gauche += 1
    phrase = texte[gauche:droite].rstrip()
    return Contexte(phrase, debut - gauche, fin - gauche)
