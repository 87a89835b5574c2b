"""Un geste, une seule source : sa touche, sa place au pied, dans la palette et dans l'aide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from coach.tui.messages import dire


@dataclass(frozen=True)
class Geste:
    """Ce que la personne peut faire sur un écran, ou sur une de ses pièces.

    `nom` désigne ses phrases dans `messages.toml` et son identifiant public ; `touches` : clés
    Textual séparées par des virgules ; `action` : celle de l'écran (par défaut, `nom`) ; `pied` :
    montré en bas de l'écran ; `secondaire` : le premier à céder sa place quand l'écran est étroit.
    """

    nom: str
    touches: str
    action: str = ""
    pied: bool = False
    secondaire: bool = False
    palette: bool = True

    @property
    def appel(self) -> str:
        """L'action à exécuter."""
        return self.action or self.nom

    @property
    def libelle(self) -> str:
        """Le nom affiché."""
        return dire(f"geste.{self.nom}")

    @property
    def aide(self) -> str:
        """La ligne d'aide."""
        return dire(f"geste_aide.{self.nom}")


def liaisons(gestes: Sequence[Geste]) -> list[BindingType]:
    """Les liaisons de touches de ces gestes ; sans touche, de quoi en recevoir une des réglages."""
    return [
        Binding(
            avec_majuscules(geste.touches) or f"{_AUCUNE}{geste.nom}",
            geste.appel,
            geste.libelle,
            show=geste.pied,
            id=geste.nom,
        )
        for geste in gestes
    ]


def avec_majuscules(touches: str) -> str:
    """Les mêmes touches, et la majuscule de chaque lettre : Verr. Maj ne gêne pas."""
    siennes = [t for t in touches.split(",") if t]
    return ",".join(siennes + [t.upper() for t in siennes if len(t) == 1 and t.isalpha()])


_AUCUNE = "sans_touche_"
"""Début d'une touche qu'aucun clavier n'a."""


def aide_d_une_fenetre() -> Binding:
    """L'aide, dans une fenêtre de passage : les touches de l'application n'y arrivent pas."""
    return Binding("ctrl+g,f1", "app.aide", show=False, id="aide")


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
    Geste("portfolio", "o"),
    Geste("ajustement_fait", "f", action="suivre('fait')"),
    Geste("ajustement_en_cours", "e", action="suivre('en_cours')"),
    Geste("ajustement_abandonne", "a", action="suivre('abandonne')"),
    Geste("ajustement_plus_tard", "s", action="suivre('a_faire', 7)"),
    Geste("defaire", "u"),
    Geste("sortir", "escape,q", pied=True, palette=False),
)
"""L'accueil."""

JOURNAUX = (
    Geste("ouvrir", "", pied=False, palette=False),
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
    Geste("copier_seance", "c", action="copier"),
    Geste("supprimer", "delete", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Une séance relue."""

PARTAGER = (
    Geste("don_accepter", "enter,space", action="accepter", pied=True, palette=False),
    Geste("don_changer", "c", action="changer", pied=True),
    Geste("don_refuser", "r", action="refuser", pied=True),
    Geste("don_tout_accepter", "a", action="tout_accepter"),
    Geste("don_ajouter", "n", action="ajouter", pied=True, secondaire=True),
    Geste("don_apercu", "f2", action="apercu", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Ce qui se revoit avant de donner une séance."""

APERCU = (
    Geste("don_ecrire", "f2", action="ecrire", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Le fichier à donner, avant de l'écrire."""

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

PROTOCOLES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le choix d'un protocole."""

FILTRES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Ce par quoi filtrer les journaux."""

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

CALENDRIER = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("mois_avant", "pageup", pied=True),
    Geste("mois_apres", "pagedown", pied=True, secondaire=True),
    Geste("annee", "a", pied=True),
    Geste("ce_mois", "m"),
    Geste("retour", "escape,q", pied=True),
)
"""Le calendrier des séances."""

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
    Geste("pause", "escape,f10", pied=True),
)
"""Une rencontre de groupe."""

LIRE_ENSEMBLE = (
    Geste("ouvrir", "enter", palette=False),
    Geste("se_dire_pret", "space", action="suite"),
    Geste("dire_fait", "f", action="classer('fait')", pied=True),
    Geste("dire_opinion", "o", action="classer('opinion')", pied=True),
    Geste("dire_emotion", "e,é", action="classer('emotion')", pied=True),
    Geste("laisser_la_phrase", "l", action="laisser", pied=True, secondaire=True),
    Geste("retour", "escape", pied=True),
)
"""Un extrait lu par chacun, puis comparé."""

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

AIDE = (Geste("retour", "escape,q", pied=True),)
"""L'aide."""

ECRANS: Mapping[str, tuple[Geste, ...]] = {
    "accueil": ACCUEIL,
    "journaux": JOURNAUX,
    "lecture": LECTURE,
    "rejouer": REJOUER,
    "protocoles": PROTOCOLES,
    "filtres": FILTRES,
    "plan": PLAN,
    "portfolio": PORTFOLIO,
    "graphes": GRAPHES,
    "matiere": MATIERE,
    "calendrier": CALENDRIER,
    "diagnostic": DIAGNOSTIC,
    "corrections": CORRECTIONS,
    "partager": PARTAGER,
    "apercu": APERCU,
    "referentiel": REFERENTIEL,
    "positionner": POSITIONNER,
    "positionnement": POSITIONNEMENT,
    "questions": QUESTIONS,
    "historique": HISTORIQUE,
    "seance": SEANCE,
    "methodes": METHODES,
    "groupe": GROUPE,
    "lireensemble": LIRE_ENSEMBLE,
    "reglages": REGLAGES,
    "touches": TOUCHES,
    "bienvenue": BIENVENUE,
    "aide": AIDE,
}
"""Chaque écran et ses gestes ; une page d'aide porte le même nom."""

# --- Les pièces d'un écran, quand elles ont le curseur --------------------------------------------

CONVERSATION = (
    Geste("reponse_avant", "up", action="choisir(-1)"),
    Geste("reponse_apres", "down", action="choisir(1)"),
    Geste("modifier", "enter"),
    Geste("copier_reponse", "c", action="copier"),
    Geste("expliquer_reponse", "p", action="expliquer"),
)
"""La conversation d'une séance."""

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

PIECES: Mapping[str, Mapping[str, tuple[Geste, ...]]] = {
    "seance": {"conversation": CONVERSATION, "ecoute": ECOUTE, "choix": CHOIX},
}
"""Par écran, ses pièces et leurs gestes."""
