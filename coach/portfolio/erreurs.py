"""Ce que le portfolio refuse : une phrase à montrer telle quelle, et rien n'est écrit."""

from coach.erreurs import ErreurEnClair
from coach.portfolio.paroles import dire


class ErreurDePortfolio(ErreurEnClair):
    """Un geste impossible ; `raison` : sa clé dans messages.toml."""

    def __init__(self, raison: str, /, **valeurs: object) -> None:
        super().__init__(dire(f"refus.{raison}", **valeurs), raison)
