"""Ce qui désigne quelqu'un, un lieu ou un organisme dans un texte à partager."""

from coach.confidentialite.entites.identification import (
    TEXTES_GARDES,
    GenreDEntite,
    Identifiant,
    identifier,
)

__all__ = ["TEXTES_GARDES", "GenreDEntite", "Identifiant", "identifier"]
