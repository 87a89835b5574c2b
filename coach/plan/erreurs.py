"""Les erreurs du plan d'action : chacune se dit en une phrase, suivie de quoi faire."""

from pathlib import Path

from coach.erreurs import ErreurExpliquee


class ErreurDePlan(ErreurExpliquee):
    """Le plan ne peut pas faire ce qu'on lui demande ; rien n'a changé. `raison` dit pourquoi."""

    catalogue = Path(__file__).with_name("messages.toml")
