"""Ce que la personne a corrigé : la lecture des phrases qui ressemblent en tient compte."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from coach.analyse.enonce import preparer
from coach.analyse.jetons import Jeton
from coach.analyse.modele import NATURES
from coach.analyse.traits import lisible, tournures
from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc

_RACINE = 6
_MOT_PLEIN = 3
_POIDS_DU_MOT, _POIDS_DE_TOURNURE = 3.0, 1.0
_SEMBLABLE = 0.5
"""Sous cette ressemblance (cosinus), une correction ne dit rien de la phrase."""
_FORCE = 12.0
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
        self._connues = [c for texte, c in par_texte.items() if texte]
        self._carres: list[float] = []
        self._par_trait: dict[str, list[tuple[int, float]]] = {}
        for rang, texte in enumerate(texte for texte in par_texte if texte):
            connu = _profil_du_texte(texte)
            self._carres.append(_carre(connu))
            for nom, poids in connu.items():
                self._par_trait.setdefault(nom, []).append((rang, poids))

    def __bool__(self) -> bool:
        return bool(self._connues)

    def avis(self, mots: list[Jeton]) -> tuple[tuple[float, float, float], Correction | None]:
        """Rend ce qu'ajoute la correction la plus proche à chaque nature, et cette correction."""
        proche, meilleure = self._plus_proche(_profil(mots))
        if meilleure is None:
            return (0.0, 0.0, 0.0), None
        force = _FORCE * (proche - _SEMBLABLE) / (1 - _SEMBLABLE)
        fait, opinion, emotion = (force * (meilleure.nature == n) for n in NATURES)
        return (fait, opinion, emotion), meilleure

    def _plus_proche(self, profil: Profil) -> tuple[float, Correction | None]:
        """La ressemblance (cosinus) de la plus proche, et elle ; rien si aucune ne ressemble."""
        communs: dict[int, float] = {}
        for nom, poids in profil.items():
            for rang, connu in self._par_trait.get(nom, ()):
                communs[rang] = communs.get(rang, 0.0) + poids * connu
        carre = _carre(profil)
        proche, meilleure = _SEMBLABLE, None
        for rang in sorted(communs):
            ressemblance = communs[rang] / math.sqrt(carre * self._carres[rang])
            if ressemblance >= proche:
                proche, meilleure = ressemblance, self._connues[rang]
        return proche, meilleure


def _profil(mots: list[Jeton]) -> Profil:
    """Les mots pleins par leur racine, et les tournures : de quoi comparer deux phrases."""
    rendu = {nom: _POIDS_DE_TOURNURE for nom, _, _ in tournures(mots)}
    for mot in mots:
        if lisible(mot) and len(mot.cle) > _MOT_PLEIN and "clitique" not in mot.etiquettes:
            rendu["m:" + mot.cle[:_RACINE]] = _POIDS_DU_MOT
    return rendu


@lru_cache(maxsize=4096)
def _profil_du_texte(texte: str) -> Profil:
    """Le profil d'une correction, gardé : en apprendre une de plus ne refait pas les autres."""
    return _profil(preparer(texte).mots)


def _carre(profil: Profil) -> float:
    return sum(v * v for v in profil.values())
