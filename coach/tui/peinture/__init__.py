"""Peindre un texte : les thèmes, une lecture, et où se coupe une ligne."""
