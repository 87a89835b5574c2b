"""Les séances gardées : les filtrer, les ranger, les supprimer."""
