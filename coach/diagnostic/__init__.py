"""Le diagnostic : de quoi comprendre ce qui ne va pas, sans rien de ce que la personne écrit."""

from coach.diagnostic.releve import Releve, relever

__all__ = ["Releve", "relever"]
