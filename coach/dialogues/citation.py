"""Citer la personne : ses mots exacts, ou rien. Un écho faux est pire qu'une question nue."""

import re
from dataclasses import dataclass

from coach.modeles.base import Ancre
from coach.modeles.lecture import Segment
from coach.modeles.seance import Reponse

LONGUEUR_CITEE = 110
"""Points de code au plus ; au-delà, on cite le début, coupé entre deux mots."""

_BORDS = " \t\n.,;:!?…-–—•*\u00a0\u202f"
_GUILLEMETS = re.compile('[«»“”"„]')


@dataclass(frozen=True)
class Citation:
    """Un passage prêt à dire : entre guillemets dans `texte`, situé par `ancre`."""

    texte: str
    ancre: Ancre


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
    return Citation(f"«\u00a0{passage}{coupe}\u00a0»", ancre)


def citer_segment(reponse: Reponse, segment: Segment) -> Citation | None:
    """Le segment d'une réponse, cité."""
    return citer(reponse, segment.debut, segment.fin)


def citer_debut(reponse: Reponse) -> Citation | None:
    """Le début de la réponse, cité."""
    return citer(reponse, 0, len(reponse.texte))
