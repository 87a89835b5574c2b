"""Les erreurs de l'échange : chacune se dit en une phrase, suivie de quoi faire."""

from pathlib import Path

from coach.erreurs import ErreurExpliquee


class ErreurDEchange(ErreurExpliquee):
    """Rien n'a pu entrer, ou sortir ; rien n'est à moitié fait. `raison` dit pourquoi."""

    catalogue = Path(__file__).with_name("messages.toml")
