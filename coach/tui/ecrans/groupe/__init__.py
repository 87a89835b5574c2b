"""Les écrans d'une rencontre : la méthode, le tour, la lecture à plusieurs, l'après."""
