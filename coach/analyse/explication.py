"""Répondre à « pourquoi ? » : la nature, les mots en cause, la règle."""

from functools import cache
from itertools import groupby

from coach.analyse.donnees import donnees
from coach.analyse.regles import jeu
from coach.modeles.lecture import Nature, Segment


@cache
def _textes() -> dict[str, dict[str, str]]:
    return donnees("explications")


def expliquer(segment: Segment, *, a_qui_ecrit: bool = True) -> str:
    """Rend une phrase qui dit la nature d'un segment, les mots en cause et la règle du guide.

    Ce que la personne a décidé n'a pas d'autre raison qu'elle. `a_qui_ecrit` : c'est à elle qu'on
    répond, non à un groupe qui la relit.
    """
    textes = _textes()
    phrases = textes["phrases"]
    nature = textes["natures"][segment.nature]
    if segment.corrige:
        return phrases["corrige" if a_qui_ecrit else "corrige_par_l_auteur"].format(nature=nature)
    suite = phrases["hesite"] if segment.incertain else ""
    if any(indice.raison == textes["correction"]["raison"] for indice in segment.indices):
        return phrases["semblable"].format(nature=nature) + suite
    regle = textes["regles"].get(_sujet_de_la_regle(segment), "")
    mots = phrases["liaison"].join(_mots(segment, phrases))
    modele = phrases["avec_indices" if mots else "sans_indices"]
    return modele.format(mots=mots, nature=nature, regle=regle).strip() + suite


def _sujet_de_la_regle(segment: Segment) -> str:
    """Le sous-type dont dire la règle : pour un fait, un de ceux que disent les mots montrés."""
    if segment.nature is Nature.EMOTION:
        return "emotion"
    dits = [_sous_types()[i.raison] for i in segment.indices if i.raison in _sous_types()]
    if segment.nature is not Nature.FAIT or not dits or any(segment.sous_type in d for d in dits):
        return segment.sous_type
    return min(dits[0])


@cache
def _sous_types() -> dict[str, set[str]]:
    """Les sous-types pour lesquels plaide chaque raison."""
    rendu: dict[str, set[str]] = {}
    for regle in jeu().regles.values():
        for raison in (regle.raison, *regle.selon.values()):
            if regle.sous_type:
                rendu.setdefault(raison, set()).add(regle.sous_type)
    return rendu


def _mots(segment: Segment, phrases: dict[str, str]) -> list[str]:
    """Les mots cités et leur raison, dite une fois pour tous ceux qui la partagent."""
    rendu = []
    for raison, groupe in groupby(segment.indices, key=lambda indice: indice.raison):
        extraits = [segment.texte[i.debut - segment.debut : i.fin - segment.debut] for i in groupe]
        cites = [phrases["mot"].format(mot=" ".join(extrait.split())) for extrait in extraits]
        mots = phrases["liaison_de_mots"].join(cites)
        rendu.append(phrases["dit"].format(mots=mots, raison=raison))
    return rendu
