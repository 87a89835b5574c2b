"""Ce que l'atelier refuse : une phrase à montrer telle quelle, et rien n'est écrit."""

from coach.erreurs import ErreurEnClair
from coach.livret.paroles import dire


class ErreurDeLivret(ErreurEnClair):
    """Un geste impossible ; `raison` : sa clé dans messages.toml."""

    def __init__(self, raison: str, /, **valeurs: object) -> None:
        super().__init__(dire(f"refus.{raison}", **valeurs), raison)
