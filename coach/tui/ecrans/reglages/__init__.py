"""Les écrans des réglages : la liste, une valeur, les touches."""
