"""Les gestes de ce qui fut écrit : les journaux, la relecture, ce qui se donne, le plan."""

from coach.tui.gestes.geste import Geste

JOURNAUX = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("chercher", "slash,ctrl+f", pied=True),
    Geste("filtrer", "f", pied=True),
    Geste("calendrier", "c", pied=True, secondaire=True),
    Geste("reprendre", "r"),
    Geste("rejouer", "j"),
    Geste("rejouer_la_liste", "s"),
    Geste("etiqueter", "e"),
    Geste("titrer", "t"),
    Geste("supprimer", "delete"),
    Geste("retour", "escape", pied=True),
)
"""La liste des séances."""

FILTRES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Ce par quoi filtrer les journaux."""

CALENDRIER = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("mois_avant", "pageup", pied=True),
    Geste("mois_apres", "pagedown", pied=True, secondaire=True),
    Geste("annee", "a", pied=True),
    Geste("ce_mois", "m"),
    Geste("retour", "escape,q", pied=True),
)
"""Le calendrier des séances."""

LECTURE = (
    Geste("reprendre", "r", pied=True),
    Geste("passage_apres", "right", action="passage(1)"),
    Geste("passage_avant", "left", action="passage(-1)"),
    Geste("expliquer_passage", "p", action="expliquer", pied=True),
    Geste("natures", "n"),
    Geste("rejouer", "j"),
    Geste("groupe", "g", action="app.groupe"),
    Geste("etiqueter", "e", pied=True, secondaire=True),
    Geste("titrer", "t"),
    Geste("exporter", "x"),
    Geste("donner", "d"),
    Geste("recevoir", "i"),
    Geste("retenir_piste", "l", action="retenir"),
    Geste("copier_seance", "c", action="copier"),
    Geste("supprimer", "delete", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Une séance relue."""

REJOUER = (
    Geste("moment_apres", "right,enter,pagedown", action="avancer", pied=True),
    Geste("moment_avant", "left,backspace,pageup", action="reculer"),
    Geste("jouer", "space", pied=True),
    Geste("plus_vite", "plus", action="vitesse(1)"),
    Geste("plus_lentement", "minus", action="vitesse(-1)"),
    Geste("choisir_etape", "e", action="etapes", pied=True),
    Geste("etape_apres", "shift+right", action="etape(1)"),
    Geste("etape_avant", "shift+left", action="etape(-1)"),
    Geste("revenir_au_debut", "home", action="debut"),
    Geste("voir_la_suite", "v", action="suite"),
    Geste("natures", "n"),
    Geste("passage_suivant", "tab", action="passage(1)"),
    Geste("passage_precedent", "shift+tab", action="passage(-1)"),
    Geste("expliquer_moment", "p", action="expliquer"),
    Geste("salle", "g", pied=True, secondaire=True),
    Geste("copier_moment", "c", action="copier"),
    Geste("retour", "escape,q", pied=True),
)
"""Une séance que l'on rejoue."""

PARTAGER = (
    Geste("don_accepter", "enter,space", action="accepter", pied=True, palette=False),
    Geste("don_changer", "c", action="changer", pied=True),
    Geste("don_refuser", "r", action="refuser", pied=True),
    Geste("don_tout_accepter", "a", action="tout_accepter"),
    Geste("don_separer", "s", action="separer"),
    Geste("don_ajouter", "n", action="ajouter", pied=True, secondaire=True),
    Geste("don_apercu", "f2", action="apercu", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Ce qui se revoit avant de donner une séance."""

OCCURRENCES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le choix d'une occurrence à séparer."""

APERCU = (
    Geste("don_ecrire", "f2", action="ecrire", pied=True),
    Geste("don_fermer", "c", action="fermer", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Le fichier à donner, avant de l'écrire."""

PLAN = (
    Geste("ouvrir_seance", "enter", action="ouvrir", pied=True, palette=False),
    Geste("deplier_histoire", "space", action="deplier", pied=True),
    Geste("ajustement_fait", "f", action="clore('fait')", pied=True),
    Geste("ajustement_en_cours", "e", action="commencer"),
    Geste("ajustement_abandonne", "a", action="clore('abandonne')"),
    Geste("ajustement_plus_tard", "s", action="plus_tard"),
    Geste("ajustement_reporter", "r", action="reporter", pied=True, secondaire=True),
    Geste("defaire", "u"),
    Geste("filtrer_le_plan", "slash,ctrl+f"),
    Geste("agenda", "x"),
    Geste("retour", "escape", pied=True),
)
"""Le plan d'action."""
