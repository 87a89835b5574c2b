"""Les pièces dont les écrans sont faits."""
