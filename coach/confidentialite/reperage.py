"""Ce qui identifie quelqu'un, avant d'être une mention : étendue, genre, remplacement offert."""

from typing import Literal, NamedTuple

Genre = Literal["nom", "telephone", "courriel", "compte", "adresse", "numero", "naissance"]


class Reperage(NamedTuple):
    """Une étendue du texte NFC qui identifie quelqu'un."""

    debut: int
    fin: int
    genre: Genre
    proposition: str
