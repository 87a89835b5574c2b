"""Où sauter : les zones visibles d'un écran, une lettre chacune."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from coach.modeles.texte import cle
from coach.tui.aides import piece_de, titre_de


@dataclass(frozen=True)
class Zone:
    """Une zone, la lettre qui y mène, son nom."""

    lettre: str
    nom: str
    piece: Widget


def zones(ecran: Screen[Any]) -> list[Zone]:
    """Les zones où mettre le curseur, en lecture de gauche à droite puis de haut en bas."""
    visibles = [w for w in ecran.focus_chain if w.region and piece_de(w)]
    visibles.sort(key=lambda w: (w.region.y, w.region.x))
    noms = [_nom(w) for w in visibles]
    lettres = attribuer(noms)
    return [Zone(*trio) for trio in zip(lettres, noms, visibles, strict=False)]


def _nom(widget: Widget) -> str:
    libelle = getattr(widget, "label", None)
    return str(libelle) if libelle else titre_de(piece_de(widget))


def attribuer(noms: Iterable[str]) -> list[str]:
    """Une lettre par nom, sans accent : une des siennes si elle est libre, sinon la suivante."""
    prises: list[str] = []
    for nom in noms:
        mots = [mot for mot in cle(nom).replace("'", " ").split() if mot not in _ARTICLES]
        siennes = [mot[0] for mot in mots] + [c for mot in mots for c in mot]
        candidates = [*siennes, *ascii_lowercase]
        libre = (c for c in candidates if c in ascii_lowercase and c not in prises)
        if (lettre := next(libre, None)) is None:
            break
        prises.append(lettre)
    return prises


_ARTICLES = {"la", "le", "les", "un", "une", "l", "ce", "que", "j", "votre", "vos"}
