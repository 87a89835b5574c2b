"""Les scores : des fonctions pures, chacune avec sa définition (docs/scores.md).

Aucun n'est une note de la personne. Chaque chiffre rend avec lui ce dont il est fait : des
identifiants, des extraits, des jours. Positionnements et preuves se montrent côte à côte et ne se
moyennent jamais : ce que l'on dit de soi et ce que l'on sait faire ne vont ensemble qu'à peu près
(r = 0,32 dans la méta-analyse que cite docs/scores.md).
"""
