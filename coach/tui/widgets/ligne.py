"""Une ligne à écrire, qui n'est pas une recherche : son aide dit ce qu'Entrée en fait."""

from textual.widgets import Input


class LigneAEcrire(Input):
    """Un nom, un titre, des étiquettes : Entrée garde."""

    AIDE = "a_ecrire"


class Phrase(Input):
    """Ce qui amène la personne : Entrée propose un protocole."""

    AIDE = "phrase"
