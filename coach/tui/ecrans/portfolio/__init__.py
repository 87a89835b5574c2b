"""Les écrans du portfolio : l'ensemble, les graphes, et leur matière."""
