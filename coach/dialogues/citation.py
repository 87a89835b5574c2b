"""Citer la personne : ses mots exacts, ou rien. Un écho faux est pire qu'une question nue."""

import re
from dataclasses import dataclass

from coach.modeles.base import Ancre
from coach.modeles.lecture import Segment
from coach.modeles.seance import Reponse

LONGUEUR_CITEE = 110
"""Points de code au plus ; au-delà, on cite le début, coupé entre deux mots."""

LONGUEUR_AISEE = 60
"""Points de code qu'une phrase du coach porte sans peine ; au-delà, on resserre la citation."""

_COUPES = re.compile(r"[;!?…]\s|(?<!\b[A-ZÉÈ])\.\s|\s[:–—]\s")
_BORDS = " \t\n.,;:!?…-–—•*\u00a0\u202f"
_GUILLEMETS = re.compile('[«»“”"„]')


@dataclass(frozen=True)
class Citation:
    """Un passage prêt à dire : entre guillemets dans `texte`, situé par `ancre`."""

    texte: str
    ancre: Ancre


def citer_mots(mots: str) -> str:
    """Des mots entre guillemets français, espaces insécables compris."""
    return f"«\u00a0{mots}\u00a0»"


def citer(reponse: Reponse, debut: int, fin: int) -> Citation | None:
    """Le passage [debut, fin[ de la réponse, entre guillemets, ou rien s'il se cite mal.

    Rien aussi quand le passage contient déjà des guillemets : on ne saurait plus qui parle.
    """
    brut = reponse.texte[debut:fin]
    debut += len(brut) - len(brut.lstrip(_BORDS))
    passage = brut.strip(_BORDS)
    coupe = ""
    if len(passage) > LONGUEUR_CITEE:
        passage = passage[:LONGUEUR_CITEE].rsplit(" ", 1)[0].rstrip(_BORDS)
        coupe = "…"
    passage = passage.split("\n")[0].rstrip(_BORDS)
    if len(passage) < 2 or _GUILLEMETS.search(passage):
        return None
    ancre = Ancre(evenement=reponse.id, debut=debut, fin=debut + len(passage), texte=passage)
    return Citation(citer_mots(passage + coupe), ancre)


def citer_segment(reponse: Reponse, segment: Segment) -> Citation | None:
    """Le segment d'une réponse, cité ; s'il est long, la seule proposition qui porte l'indice."""
    debut, fin = segment.debut, segment.fin
    if segment.indices and fin - debut > LONGUEUR_AISEE:
        place = segment.indices[0].debut
        for coupe in _COUPES.finditer(reponse.texte, debut, fin):
            if coupe.end() <= place:
                debut = coupe.end()
            elif coupe.start() > place:
                fin = coupe.start()
                break
    return citer(reponse, debut, fin)


def citer_debut(reponse: Reponse) -> Citation | None:
    """Le début de la réponse, cité."""
    return citer(reponse, 0, len(reponse.texte))
