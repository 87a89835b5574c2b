"""Ce que la personne a corrigé : la lecture des phrases qui ressemblent en tient compte."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from coach.analyse.jetons import Jeton
from coach.analyse.modele import NATURES
from coach.analyse.regles import preparer
from coach.analyse.traits import lisible, tournures
from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc

_RACINE = 6
_MOT_PLEIN = 3
_POIDS_DU_MOT, _POIDS_DE_TOURNURE = 3.0, 1.0
_SEMBLABLE = 0.5
"""Sous cette ressemblance (cosinus), une correction ne dit rien de la phrase."""
_FORCE = 8.0
"""Ce qu'ajoute en logit une correction de la même phrase, mot pour mot."""

Profil = dict[str, float]


@dataclass(frozen=True, slots=True)
class Correction:
    """Un passage que la personne a lu autrement que le coach."""

    texte: str
    nature: Nature
    sous_type: str | None = None


class Memoire:
    """Les corrections d'un carnet, prêtes à être comparées ; la plus récente l'emporte."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        par_texte = {" ".join(nfc(c.texte).split()): c for c in corrections}
        self._connues = [
            (_profil(preparer(texte)[0]), c) for texte, c in par_texte.items() if texte
        ]

    def __bool__(self) -> bool:
        return bool(self._connues)

    def avis(self, mots: list[Jeton]) -> tuple[tuple[float, float, float], Correction | None]:
        """Rend ce qu'ajoute la correction la plus proche à chaque nature, et cette correction."""
        profil = _profil(mots)
        proche, meilleure = _SEMBLABLE, None
        for connu, correction in self._connues:
            ressemblance = _cosinus(profil, connu)
            if ressemblance >= proche:
                proche, meilleure = ressemblance, correction
        if meilleure is None:
            return (0.0, 0.0, 0.0), None
        force = _FORCE * (proche - _SEMBLABLE) / (1 - _SEMBLABLE)
        fait, opinion, emotion = (force * (meilleure.nature == n) for n in NATURES)
        return (fait, opinion, emotion), meilleure


def _profil(mots: list[Jeton]) -> Profil:
    """Les mots pleins par leur racine, et les tournures : de quoi comparer deux phrases."""
    rendu = {nom: _POIDS_DE_TOURNURE for nom, _, _ in tournures(mots)}
    for mot in mots:
        if lisible(mot) and len(mot.cle) > _MOT_PLEIN and "clitique" not in mot.etiquettes:
            rendu["m:" + mot.cle[:_RACINE]] = _POIDS_DU_MOT
    return rendu


def _cosinus(a: Profil, b: Profil) -> float:
    commun = sum(v * b.get(nom, 0.0) for nom, v in a.items())
    normes = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return commun / normes if normes else 0.0
