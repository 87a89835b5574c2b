"""`coach portfolio` : ce qui est montré, à côté de ce que l'on dit de soi."""

from coach.cli.portfolio.verbe import commande

__all__ = ["commande"]
