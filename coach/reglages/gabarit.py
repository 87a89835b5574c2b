"""Le fichier de réglages d'origine : chaque réglage, son aide et ses valeurs en commentaire."""

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from coach.reglages.champs import Champ, champs
from coach.reglages.modele import AUCUN, Reglages
from coach.reglages.paroles import dire

_LARGEUR = 92
"""Cellules d'une ligne de commentaire."""


def gabarit() -> str:
    """Le texte d'un fichier neuf ; il se lit, et dit les valeurs d'habitude."""
    habituels = Reglages()
    lignes = [*_commentaire(dire("gabarit.tete")), ""]
    for champ in champs():
        lignes += _commentaire(f"{champ.titre}. {champ.aide}")
        if champ.sorte == "touches":
            lignes += _commentaire(dire("gabarit.touches"))
            lignes += [f"[{champ.nom}]", f"# {dire('gabarit.exemple')}", ""]
        else:
            lignes += _choix(champ)
            lignes += [f"{champ.nom} = {en_toml(getattr(habituels, champ.nom))}", ""]
    return "\n".join(lignes).rstrip("\n") + "\n"


def _choix(champ: Champ) -> Iterator[str]:
    """Une ligne par valeur possible."""
    if champ.sorte in ("choix", "plusieurs"):
        offertes = champ.choix()
        large = max((len(c.valeur) for c in offertes), default=0)
        for choix in offertes:
            yield from _commentaire(choix.libelle, tete=f"  {choix.valeur:<{large}}  ")


def _commentaire(texte: str, tete: str = "") -> list[str]:
    retrait = " " * len(tete)
    return textwrap.wrap(
        texte,
        _LARGEUR,
        initial_indent=f"# {tete}",
        subsequent_indent=f"# {retrait}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def en_toml(valeur: Any) -> str:
    """Une valeur de réglage, comme elle s'écrit en TOML."""
    if valeur is None:
        valeur = AUCUN
    if isinstance(valeur, dict):
        return "{" + ", ".join(f"{cle} = {en_toml(v)}" for cle, v in valeur.items()) + "}"
    if isinstance(valeur, list | tuple):
        return "[" + ", ".join(map(en_toml, valeur)) + "]"
    return json.dumps(valeur, ensure_ascii=False)
