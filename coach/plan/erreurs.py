"""Les erreurs du plan d'action : chacune se dit en une phrase, suivie de quoi faire."""

from pathlib import Path

from coach.carnet.erreurs import ErreurEnClair


class ErreurDePlan(ErreurEnClair):
    """Le plan ne peut pas faire ce qu'on lui demande ; rien n'a changé. `raison` dit pourquoi."""

    catalogue = Path(__file__).with_name("messages.toml")
