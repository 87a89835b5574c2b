"""Un document à remettre : ce qu'il dit (`modele`), puis ses quatre formes, de même contenu."""
