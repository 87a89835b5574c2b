"""Ce que les commandes refusent, ou ne peuvent pas faire : une phrase, et un code de sortie."""

from coach.cli.paroles import dire

ECHEC = 1
MAUVAIS_USAGE = 2


class Refus(Exception):
    """Une phrase à montrer telle quelle ; `code` : 2 pour une demande à corriger, 1 sinon."""

    def __init__(self, cle: str, /, *, code: int = MAUVAIS_USAGE, **valeurs: object) -> None:
        super().__init__(dire(f"refus.{cle}", **valeurs))
        self.code = code
