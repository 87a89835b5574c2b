"""Exposer le portfolio : les phrases et les graphes que disent l'écran et la commande.

Au-dessus du portfolio et de l'échelle des niveaux ; rien ici ne dessine ni n'écrit.
"""
