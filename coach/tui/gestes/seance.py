"""Les gestes d’une séance, et de ses pièces quand elles ont le curseur."""

from coach.tui.gestes.geste import Geste

PROTOCOLES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le choix d'un protocole."""

SEANCE = (
    Geste("envoyer", "f2", pied=True),
    Geste("initiale", "f3"),
    Geste("entendu", "f4", action="volet('ecoute')", pied=True),
    Geste("etapes", "f5", action="volet('etapes')"),
    Geste("passer", "f6", pied=True),
    Geste("avant", "f7", pied=True, secondaire=True),
    Geste("annuler", "f8"),
    Geste("retablir", "f9"),
    Geste("effacer", "ctrl+l"),
    Geste("rediger", "ctrl+r"),
    Geste("conversation", "", action="volet('conversation')"),
    Geste("copier_seance", "", action="copier"),
    Geste("referentiels", "", action="app.referentiels"),
    Geste("terminer", ""),
    Geste("pause", "escape,f10", pied=True),
)
"""La séance."""

CONVERSATION = (
    Geste("reponse_avant", "up", action="choisir(-1)"),
    Geste("reponse_apres", "down", action="choisir(1)"),
    Geste("modifier", "enter"),
    Geste("copier_reponse", "c", action="copier"),
    Geste("expliquer_reponse", "p", action="expliquer"),
)
"""La conversation d'une séance."""

ETAPES = (Geste("aller_a_l_etape", "enter", action="select", pied=True, palette=False),)
"""La colonne des étapes."""

ECOUTE = (
    Geste("corriger_fait", "f", action="corriger('fait')"),
    Geste("corriger_opinion", "o", action="corriger('opinion')"),
    Geste("corriger_emotion", "e,é", action="corriger('emotion')"),
    Geste("expliquer", "p,enter"),
)
"""« Ce que j'entends »."""

CHOIX = (
    Geste("cocher", "space", action="select"),
    Geste("valider", "enter"),
)
"""Une liste à cocher."""
