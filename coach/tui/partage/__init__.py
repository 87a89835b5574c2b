"""Donner, remettre et recevoir : la revue des noms, le coffre, le fichier."""
