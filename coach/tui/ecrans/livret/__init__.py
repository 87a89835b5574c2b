"""Les écrans du livret : l'atelier, un passage, ce qui manque, l'oral."""
