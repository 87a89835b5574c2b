"""Un segment entrevu : sa nature se dit tout de suite, le reste quand on le demande."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from coach.modeles.lecture import Segment

_CHAMPS = tuple(Segment.model_fields)
_POSES = set(_CHAMPS)
_RESTE = "_reste"
_VALEURS = vars(BaseModel)["__dict__"]
"""Là où un modèle garde ses valeurs, sous la propriété qui les complète."""
_poser = object.__setattr__


class SegmentEntrevu(Segment):
    """Un segment dont certains champs se calculent quand on les demande, puis se gardent.

    Le regarder entier (le comparer, le copier, l'écrire) les calcule tous. Deux fils qui le font à
    la fois trouvent la même chose. Tant qu'il en manque, le segment retient de quoi les calculer ;
    regardé entier, rien de plus qu'un autre.
    """

    def __getattr__(self, nom: str) -> Any:
        if nom not in _POSES:
            raise AttributeError(nom)
        valeurs: dict[str, Any] = _VALEURS.__get__(self)
        if nom not in valeurs:
            valeurs[nom] = valeurs[_RESTE](nom)
        return valeurs[nom]

    @property
    def __dict__(self) -> dict[str, Any]:
        valeurs: dict[str, Any] = _VALEURS.__get__(self)
        if _RESTE in valeurs:
            valeurs = {champ: getattr(self, champ) for champ in _CHAMPS}
            _VALEURS.__set__(self, valeurs)
        return valeurs

    @__dict__.setter
    def __dict__(self, valeurs: dict[str, Any]) -> None:
        _VALEURS.__set__(self, valeurs)

    def __eq__(self, autre: object) -> bool:
        return isinstance(autre, Segment) and self.__dict__ == autre.__dict__


def entrevoir(connus: dict[str, Any], reste: Callable[[str], Any]) -> Segment:
    """Un segment aux champs `connus`, déjà valides ; `reste` rendra chacun des autres, par son nom.

    Ce qu'il rend pour un nom est toujours pareil, et valide. Le segment garde `connus` pour lui.
    """
    rendu = SegmentEntrevu.__new__(SegmentEntrevu)
    connus[_RESTE] = reste
    _VALEURS.__set__(rendu, connus)
    _poser(rendu, "__pydantic_fields_set__", _POSES)
    _poser(rendu, "__pydantic_extra__", None)
    _poser(rendu, "__pydantic_private__", None)
    return rendu
