"""Le danger dans un texte : ce que disent les motifs écrits, puis ce que l'appris y ajoute."""

from coach.confidentialite.detresse.detection import Aide, Alerte, detecter, entendre_les_motifs

__all__ = ["Aide", "Alerte", "detecter", "entendre_les_motifs"]
