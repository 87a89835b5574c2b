"""Une ligne à écrire, qui n'est pas une recherche : son aide dit ce qu'Entrée en fait."""

from textual.widgets import Input


class LigneAEcrire(Input):
    """Un nom, un titre, des étiquettes : Entrée garde."""

    AIDE = "a_ecrire"


class Phrase(Input):
    """Ce qui amène la personne : Entrée propose un protocole."""

    AIDE = "phrase"


class LigneSecrete(Input):
    """Une phrase secrète : masquée, et jamais copiée d'ici."""

    AIDE = "secrete"

    def __init__(self) -> None:
        super().__init__(password=True, compact=True)

    def action_copy(self) -> None:
        """Rien ne va au presse-papiers."""

    def action_cut(self) -> None:
        """Rien ne va au presse-papiers."""
