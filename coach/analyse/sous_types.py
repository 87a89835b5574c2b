"""Préciser une nature : sous-type, et pour une émotion sa famille, son intensité, son mode."""

from dataclasses import dataclass

from coach.analyse.classement import Classement
from coach.analyse.familles_dites import TROUBLE, familles_dites, mots_dits
from coach.analyse.lexique import lexique
from coach.analyse.modele import NATURES
from coach.analyse.nuances import choisir, traits_d_emotion, traits_de_forme
from coach.modeles.lecture import Nature

_DEGRES = ("faible", "moyenne", "forte")
_CORPS_VECU = frozenset({"corps", "sensation", "symptome", "image"})
_NOMME_DANS_UNE_IMAGE = frozenset({"emo_nom", "emo_etat", "emo_flou"})
_CORPS = frozenset({"corps", "sensation", "symptome", "manifeste"})
_MONTREES = frozenset({"emo_exclame", "f_exclamation", "quel_emo"})
_ASSEZ_SUR = 0.5
"""En deçà, une famille que rien ne nomme est plus souvent fausse que juste."""
_TRES_SUR = 0.8
"""En deçà, une famille que rien ne nomme ne l'emporte pas sur celle qu'un mot nomme."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Ce qui précise la nature d'un segment."""

    sous_type: str
    intensite: str | None = None
    corporel: bool | None = None
    mode: str | None = None


def preciser(classe: Classement, rang: int, texte: str) -> Precision:
    """Rend le sous-type de la nature de ce rang, d'après les règles et les mots reconnus."""
    if NATURES[rang] is Nature.EMOTION:
        return _emotion(classe, texte)
    traits = traits_de_forme(classe.mots, classe.reconnues)
    return Precision(choisir(NATURES[rang].value, traits)[0])


def _emotion(classe: Classement, texte: str) -> Precision:
    tags = frozenset().union(*(m.etiquettes for m in classe.mots if not m.cite))
    famille, intensite = _famille(classe)
    intensite = _moduler(intensite, tags, texte)
    corporel = _corporel(classe, tags)
    return Precision(famille, intensite, corporel, _mode(classe, tags, corporel))


def _famille(classe: Classement) -> tuple[str, str]:
    """La famille la plus vraisemblable et son intensité.

    Peu vraisemblable, elle laisse la place à celle qu'un mot nomme, ou à `trouble`.
    """
    dits = mots_dits(classe.mots)
    dites = familles_dites(dits)
    traits = traits_d_emotion(dits, classe.reconnues, dites)
    famille, vraisemblance = choisir(Nature.EMOTION.value, traits)
    if famille not in {d.famille for d in dites if not d.niee}:
        nettes = [d.famille for d in dites if not (d.niee or d.floue)]
        if nettes and vraisemblance < _TRES_SUR:
            famille = nettes[0]
        elif vraisemblance < _ASSEZ_SUR:
            famille = TROUBLE
    return famille, next((d.intensite for d in dites if d.famille == famille), "moyenne")


def _nomme(classe: Classement, tags: frozenset[str]) -> bool:
    """Un mot nomme l'émotion, seul ou dans une locution (« en colère », « mort de peur »)."""
    if tags & {"emo_etat", "emo_nom"} or (tags & {"emo_je", "emo_me"} and not tags & _CORPS_VECU):
        return True
    mots = lexique().mots
    images = [m for m in classe.mots if "emo_image" in m.etiquettes and not m.cite]
    cles = [cle for m in images for cle in m.cle.split()]
    return any(mots.get(cle, frozenset()) & _NOMME_DANS_UNE_IMAGE for cle in cles)


def _moduler(intensite: str, tags: frozenset[str], texte: str) -> str:
    degre = _DEGRES.index(intensite)
    if "leger" in tags:
        degre -= 1
    elif "fort" in tags or "!!" in texte or "++" in texte:
        degre += 1
    return _DEGRES[min(2, max(0, degre))]


def _corporel(classe: Classement, tags: frozenset[str]) -> bool:
    """Le corps est dit : un organe, une sensation, un geste, ou une image qui en contient."""
    if tags & _CORPS:
        return True
    mots = lexique().mots
    images = [m for m in classe.mots if m.etiquettes & {"emo_image", "image"} and not m.cite]
    return any("corps" in mots.get(cle, frozenset()) for m in images for cle in m.cle.split())


def _mode(classe: Classement, tags: frozenset[str], corporel: bool) -> str:
    """Nommée, comportementale, montrée ou suggérée (les quatre modes d'expression)."""
    if "manifeste" not in tags and _nomme(classe, tags):
        return "nommee"
    if corporel:
        return "comportementale"
    if {regle for regle, _, _ in classe.reconnues} & _MONTREES:
        return "montree"
    return "nommee" if "emo_flou" in tags else "suggeree"
