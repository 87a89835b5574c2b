"""Les gestes des compétences : les référentiels, le portfolio, se positionner."""

from coach.tui.gestes.geste import Geste

REFERENTIEL = (
    Geste("ouvrir", "enter", palette=False),
    Geste("chercher_competence", "slash,ctrl+f", action="chercher", pied=True),
    Geste("autre_referentiel", "r", pied=True),
    Geste("parentes", "p", action="aller('parentes')", pied=True, secondaire=True),
    Geste("montre", "m", action="aller('preuves')"),
    Geste("suivante", "right", action="voisine(1)"),
    Geste("precedente", "left", action="voisine(-1)"),
    Geste("deplier", "d"),
    Geste("positionner", "v"),
    Geste("copier_fiche", "c", action="copier"),
    Geste("retour", "escape", pied=True),
)
"""Les référentiels."""

PORTFOLIO = (
    Geste("ouvrir_fiche", "enter", action="ouvrir", palette=False),
    Geste("resserrer", "slash,ctrl+f", action="chercher", pied=True),
    Geste("filtrer_portfolio", "f", action="filtrer"),
    Geste("regrouper", "g", pied=True),
    Geste("autre_referentiel", "r"),
    Geste("frise", "t", action="voir('frise')", pied=True, secondaire=True),
    Geste("manques", "s", action="voir('manques')"),
    Geste("ecarts", "e", action="voir('ecarts')"),
    Geste("graphes", "d", pied=True),
    Geste("apporter", "a"),
    Geste("deplacer_preuve", "m", action="deplacer", pied=True),
    Geste("retirer_preuve", "delete", action="retirer", pied=True),
    Geste("defaire_preuve", "u", action="defaire"),
    Geste("positionner", "v"),
    Geste("remettre_portfolio", "x", action="remettre"),
    Geste("copier_fiche", "c", action="copier"),
    Geste("retour", "escape", pied=True),
)
"""Le portfolio."""

GRAPHES = (
    Geste("ouvrir_point", "enter", action="ouvrir", pied=True, palette=False),
    Geste("graphe_avant", "left", action="tourner(-1)"),
    Geste("graphe_apres", "right", action="tourner(1)", pied=True),
    Geste("tableau", "t", pied=True),
    Geste("copier_graphe", "c", action="copier"),
    Geste("retour", "escape,q", pied=True),
)
"""Les graphes du portfolio."""

MATIERE = (
    Geste("copier_fiche", "c", action="copier", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Ce dont un chiffre est fait."""

POSITIONNER = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("chercher_portee", "slash,ctrl+f", action="chercher", pied=True),
    Geste("autre_regard", "t", pied=True),
    Geste("retour", "escape", pied=True),
)
"""Le choix de ce que l'on regarde de ses compétences."""

POSITIONNEMENT = (
    Geste("niveau_a_decouvrir", "1", action="repondre('a_decouvrir')"),
    Geste("niveau_en_construction", "2", action="repondre('en_construction')"),
    Geste("niveau_maitrisee", "3", action="repondre('maitrisee')"),
    Geste("niveau_transmise", "4", action="repondre('transmise')"),
    Geste("niveau_ne_sait_pas", "5", action="repondre('ne_sait_pas')"),
    Geste("niveau_sans_objet", "0", action="repondre('sans_objet')"),
    Geste("mot", "m", pied=True),
    Geste("a_cote", "p", pied=True),
    Geste("passer_question", "f6", action="passer", pied=True),
    Geste("question_avant", "f7", pied=True, secondaire=True),
    Geste("annuler", "f8"),
    Geste("retablir", "f9"),
    Geste("choisir_question", "c"),
    Geste("historique", "h"),
    Geste("pause", "escape,f10", pied=True),
)
"""Une compétence ou un énoncé à la fois."""

QUESTIONS = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le choix de la question."""

HISTORIQUE = (
    Geste("copier_fiche", "c", action="copier", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""L'histoire d'une compétence."""
