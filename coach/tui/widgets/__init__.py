"""Les pièces dont les écrans sont faits ; à plat, celles qui servent à toutes les activités."""
