"""Répondre à « pourquoi ? » : la nature, les mots en cause, la règle."""

from functools import cache

from coach.analyse.donnees import donnees
from coach.modeles.lecture import Nature, Segment


@cache
def _textes() -> dict[str, dict[str, str]]:
    return donnees("explications")


def expliquer(segment: Segment) -> str:
    """Rend une phrase qui dit la nature d'un segment, les mots en cause et la règle du guide."""
    textes = _textes()
    phrases = textes["phrases"]
    cle = "emotion" if segment.nature is Nature.EMOTION else segment.sous_type
    regle = textes["regles"].get(cle, "")
    champs = {"nature": textes["natures"][segment.nature], "regle": regle}
    if segment.corrige:
        return phrases["corrige"].format(**champs).strip()
    mots = phrases["liaison"].join(_mots(segment, phrases["mot"]))
    modele = phrases["avec_indices" if mots else "sans_indices"]
    suite = phrases["hesite"] if segment.incertain else ""
    return modele.format(mots=mots, **champs).strip() + suite


def _mots(segment: Segment, modele: str) -> list[str]:
    rendu = []
    for indice in segment.indices:
        mot = segment.texte[indice.debut - segment.debut : indice.fin - segment.debut]
        rendu.append(modele.format(mot=" ".join(mot.split()), raison=indice.raison))
    return rendu
