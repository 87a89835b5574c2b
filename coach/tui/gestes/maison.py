"""Les gestes de tous les écrans, de l’accueil et de ce qui se règle."""

from coach.tui.gestes.geste import Geste

GENERAUX = (
    Geste("aide", "ctrl+g,f1,question_mark", action="app.aide", pied=True),
    Geste("commandes", "ctrl+p", action="app.command_palette", palette=False),
    Geste("saut", "ctrl+t", action="app.sauter"),
    Geste("reglages", "", action="app.reglages"),
    Geste("corrections", "", action="app.corrections"),
    Geste("theme", "", action="app.changer_de_theme"),
    Geste("diagnostic", "", action="app.diagnostic"),
    Geste("quitter", "ctrl+q", action="app.quit"),
)
"""Les gestes de tous les écrans."""

ACCUEIL = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("nouvelle", "n", pied=True),
    Geste("reprendre", "r", pied=True, secondaire=True),
    Geste("journaux", "j", pied=True),
    Geste("phrase", "slash"),
    Geste("protocoles", "p"),
    Geste("referentiels", "c"),
    Geste("positionner", "v"),
    Geste("plan", "l"),
    Geste("groupe", "g", action="app.groupe"),
    Geste("apres_une_rencontre", "", action="app.apres_une_rencontre"),
    Geste("fichier_recu", "", action="app.fichier_recu"),
    Geste("portfolio", "o"),
    Geste("livret", "d"),
    Geste("ajustement_fait", "f", action="suivre('fait')"),
    Geste("ajustement_en_cours", "e", action="suivre('en_cours')"),
    Geste("ajustement_abandonne", "a", action="suivre('abandonne')"),
    Geste("ajustement_plus_tard", "s", action="suivre('a_faire', 7)"),
    Geste("defaire", "u"),
    Geste("sortir", "escape,q", pied=True, palette=False),
)
"""L'accueil."""

REGLAGES = (
    Geste("ouvrir_reglage", "enter", action="ouvrir", pied=True, palette=False),
    Geste("valeur_avant", "left", action="varier(-1)"),
    Geste("valeur_apres", "right", action="varier(1)", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Les réglages."""

TOUCHES = (
    Geste("changer_touche", "enter", action="changer", pied=True, palette=False),
    Geste("touche_d_origine", "delete", action="rendre", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Les touches de chaque geste."""

BIENVENUE = (
    Geste("continuer", "f2", pied=True),
    Geste("revenir", "f7", pied=True),
    Geste("plus_tard", "escape", pied=True),
)
"""Le premier démarrage."""

DIAGNOSTIC = (
    Geste("copier_diagnostic", "c", action="copier", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Le diagnostic."""

CORRECTIONS = (
    Geste("ouvrir_seance", "enter", action="ouvrir", pied=True, palette=False),
    Geste("oublier", "delete,o", pied=True),
    Geste("revenir_sur_l_oubli", "u", action="defaire", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Ce que la personne a appris au coach."""

AIDE = (Geste("retour", "escape,q", pied=True),)
"""L'aide."""
