"""Les gestes d’une rencontre à plusieurs."""

from coach.tui.gestes.geste import Geste

METHODES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le choix de la méthode d'un groupe."""

GROUPE = (
    Geste("contribuer", "enter", palette=False),
    Geste("genre_suivant", "f3", action="genre", pied=True),
    Geste("donner_la_parole", "f4", action="parole", pied=True, secondaire=True),
    Geste("signer", "f5", action="noms"),
    Geste("phase_suivante", "f6", action="phase", pied=True),
    Geste("lire_ensemble", "f7", pied=True),
    Geste("defaire_la_contribution", "f8", action="annuler"),
    Geste("seance_apres", "pagedown", action="moment(1)"),
    Geste("seance_avant", "pageup", action="moment(-1)"),
    Geste("apres_la_rencontre", "f9", action="apres", pied=True, secondaire=True),
    Geste("pause", "escape,f10", pied=True),
)
"""Une rencontre de groupe."""

APRES = (
    Geste("ajouter_annotations", "n", action="ajouter", pied=True),
    Geste("ecarter_annotations", "delete", action="ecarter"),
    Geste("nommer_les_membres", "o", action="noms"),
    Geste("ecrire_le_compte_rendu", "f2", action="rediger", pied=True),
    Geste("reunir_les_annotations", "r", action="reunir", pied=True),
    Geste("rendre_a_la_seance", "i", action="rendre", pied=True, secondaire=True),
    Geste("retour", "escape,q", pied=True),
)
"""Après une rencontre : réunir, rédiger, rendre."""

PISTES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le choix de ce que l'on retient d'un groupe."""

LIRE_ENSEMBLE = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("se_dire_pret", "space", action="suite"),
    Geste("dire_fait", "f", action="classer('fait')", pied=True),
    Geste("dire_opinion", "o", action="classer('opinion')", pied=True),
    Geste("dire_emotion", "e,é", action="classer('emotion')", pied=True),
    Geste("laisser_la_phrase", "l", action="laisser", pied=True, secondaire=True),
    Geste("retour", "escape", pied=True),
)
"""Un extrait lu par chacun, puis comparé."""
