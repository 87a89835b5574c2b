"""Se positionner : une compétence ou un énoncé à la fois, six réponses, ce qui la montre à côté."""

from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from coach.carnet import ErreurDeCarnet, Preuve
from coach.modeles.base import Niveau
from coach.modeles.progression import Cible
from coach.positionnement import Activite, Fait, MotRequis, Question, RienAFaire
from coach.positionnement import presentation as dits
from coach.positionnement.paroles import dire as dire_du_positionnement
from coach.tui import gestes
from coach.tui.competences.preuves import relire
from coach.tui.ecran import Ecran, hauteurs, largeurs
from coach.tui.paroles import dire
from coach.tui.positionnement import regards
from coach.tui.styles import feuilles
from coach.tui.widgets.competences.positionnement import Demande, Tete
from coach.tui.widgets.competences.reponses import Reponses
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.pied import Pied


class EcranPositionnement(Ecran[None]):
    """Mène une activité de positionnement."""

    CSS_PATH = feuilles("positionnement")
    GESTES = gestes.POSITIONNEMENT
    HORIZONTAL_BREAKPOINTS = largeurs(104)
    VERTICAL_BREAKPOINTS = hauteurs()
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    AUTO_FOCUS: ClassVar[str | None] = "Niveaux"

    def __init__(self, activite: Activite) -> None:
        super().__init__()
        self.activite = activite
        self._garde_a: datetime | None = None
        self._avis: list[str] = []

    @property
    def reponses(self) -> Reponses:
        """Là où l'on répond."""
        return self.query_one(Reponses)

    def compose(self) -> ComposeResult:
        """La tête, la question et ses réponses, ce qui est à côté."""
        yield Tete(id="tete")
        with Horizontal(id="corps"):
            with Vertical(id="milieu"):
                yield Demande(id="demande")
                yield Reponses(id="reponses")
            yield Fiche(id="acote")
        yield Pied()

    def on_mount(self) -> None:
        """La première question, et le mot commencé s'il y en a un."""
        self._montrer()

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _montrer(self) -> None:
        """Toute la question, d'un coup."""
        question = self.activite.question
        self.set_class(question is None, "-fini")
        self.query_one(Tete).montrer(self.activite, self._garde_a)
        self.query_one(Demande).montrer(self.activite)
        self.reponses.dire(self._avis)
        self._montrer_a_cote(question)
        if question is None:
            self.query_one(Demande).focus()
        else:
            dernier = question.dernier.niveau if question.dernier else None
            invite = dire_du_positionnement("mot.facultatif" if self.activite.mien else "mot.tiers")
            self.reponses.preparer(dernier, self.activite.mot_commence, invite)
            if not self.query_one(Fiche).has_focus:
                self.reponses.niveaux.focus()
        self.refresh_bindings()

    def _montrer_a_cote(self, question: Question | None) -> None:
        fiche = self.query_one(Fiche)
        if question is None:
            fiche.montrer([])
            return
        try:
            noms = regards.titres(self.coach.carnet, question.preuves)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            noms = {}
        fiche.montrer(regards.a_cote(self.activite, question, noms))

    # --- Répondre --------------------------------------------------------------------------------

    def action_repondre(self, niveau: Niveau) -> None:
        """Le chiffre d'une réponse la donne."""
        self._repondre(niveau, self.reponses.mot.value)

    @on(Reponses.Donnee)
    def donnee(self, donnee: Reponses.Donnee) -> None:
        """Entrée, ou un clic, sur une réponse."""
        self._repondre(donnee.niveau, donnee.mot)

    def _repondre(self, niveau: Niveau, mot: str) -> None:
        """Garde cette réponse ; s'il y faut un mot, le demande d'abord."""
        if self.activite.question is None:
            return
        try:
            fait = self.activite.repondre(niveau, mot)
        except MotRequis as requis:
            self.reponses.demander(niveau, str(requis))
            self.refresh_bindings()
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        else:
            self._garder(fait)

    @on(Reponses.Renoncee)
    def renoncee(self) -> None:
        """Sans un mot, rien n'est gardé, et cela se dit."""
        cle = "mot.sans" if self.activite.mien else "mot.sans_tiers"
        self._avis = [dire_du_positionnement(cle)]
        self._montrer()

    def _garder(self, fait: Fait) -> None:
        """Dit ce qui est gardé, ce qui étonne, l'autre regard ; puis la question suivante."""
        self._garde_a = self.coach.horloge()
        self._avis = [dits.garde(fait), *dits.etonnement(fait, self.activite.aujourd_hui)]
        if not self.activite.mien:
            self._avis += dits.cote_a_cote(fait)
        self._montrer()
        if fait.alerte is not None:
            self._secourir(fait.alerte.aide)

    def _secourir(self, genre: str) -> None:
        from coach.tui.ecrans.secours import EcranSecours

        def suite(choix: str | None) -> None:
            if choix == "arreter":
                self.dismiss()

        regles = self.coach.reglages
        ecran = EcranSecours(regles.pays, genre, regles.accord, en_seance=False)
        self.app.push_screen(ecran, suite)

    @on(Reponses.MotCommence)
    def mot_commence(self) -> None:
        """Le mot commencé se met à l'abri."""
        self._abriter()

    def _abriter(self) -> None:
        mot = self.reponses.mot.value
        if self.activite.question is None or mot == self.activite.mot_commence:
            return
        try:
            self.activite.commencer_un_mot(mot)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)

    # --- Aller d'une question à l'autre ----------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        if action in ("passer", "mot", "repondre", "historique"):
            return self.activite.question is not None
        if action == "question_avant":
            return self.activite.peut_revenir
        if action == "annuler":
            return self.activite.peut_annuler
        if action == "retablir":
            return self.activite.peut_retablir
        return True

    def nommer(self, action: str) -> str:
        """Échap referme d'abord ce qui est ouvert."""
        if action != "pause":
            return ""
        if self.has_class("-acote") or self.reponses.mot.has_focus:
            return dire("geste_ici.revenir")
        return dire("geste_ici.refermer") if self.activite.question is None else ""

    def _faire(self, geste: str, avis: str = "") -> bool:
        """Fait ce geste de l'activité ; faux, et une phrase, s'il n'a pas de sens ici."""
        try:
            getattr(self.activite, geste)()
        except RienAFaire as rien:
            self.notify(str(rien), markup=False)
            return False
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            return False
        self._avis = [avis] if avis else []
        self._montrer()
        return True

    def action_passer(self) -> None:
        """Laisse cette question pour une autre fois."""
        self._faire("passer")

    def action_question_avant(self) -> None:
        """Revient à la question d'avant."""
        self._abriter()
        self._faire("revenir")

    def action_annuler(self) -> None:
        """Défait la dernière réponse ; son mot revient dans le champ."""
        faits = self.activite.faits
        mot = faits[-1].regard.justification if faits else ""
        if self._faire("annuler", dire("seance.annule")):
            self._garde_a = self.coach.horloge()
            self.query_one(Tete).montrer(self.activite, self._garde_a)
            self.reponses.ecrire(mot)

    def action_retablir(self) -> None:
        """Refait la réponse annulée."""
        self._faire("retablir", dire("seance.retabli"))

    def action_choisir_question(self) -> None:
        """Choisit soi-même ce que l'on regarde."""
        from coach.tui.ecrans.positionnement.questions import EcranQuestions

        def aller(cible: Cible | None) -> None:
            if cible is not None:
                self.activite.choisir(cible)
                self._avis = []
                self._montrer()

        self.app.push_screen(EcranQuestions(self.activite), aller)

    # --- À côté ----------------------------------------------------------------------------------

    def action_mot(self) -> None:
        """Va au champ du mot."""
        self.remove_class("-acote")
        self.reponses.mot.focus()

    def action_a_cote(self) -> None:
        """Montre ce qui est à côté, ou y met le curseur ; une seconde fois, revient."""
        fiche = self.query_one(Fiche)
        if fiche.has_focus:
            self._revenir()
        else:
            self.add_class("-acote")
            fiche.focus()

    def action_historique(self) -> None:
        """Toute l'histoire de la compétence."""
        from coach.tui.ecrans.positionnement.historique import EcranHistorique

        question = self.activite.question
        if question is None:
            return
        if not self.activite.mien and question.dernier is None:
            self.notify(dire("positionnement.d_abord"), markup=False)
            return
        self.app.push_screen(EcranHistorique(self.activite, question.competence))

    @on(Fiche.Suivi)
    def suivre(self, suivi: Fiche.Suivi) -> None:
        """Ouvre la séance de la preuve, à la réponse d'où vient l'extrait."""
        if isinstance(suivi.vers, Preuve):
            relire(self.coach, suivi.vers)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Le pied suit le curseur : Échap n'y dit pas la même chose."""
        self.refresh_bindings()

    def _revenir(self) -> None:
        self.remove_class("-acote")
        (self.reponses.niveaux if self.activite.question else self.query_one(Demande)).focus()

    def action_pause(self) -> None:
        """Referme ce qui est ouvert, puis l'écran ; tout est gardé."""
        if self.query_one(Fiche).has_focus:
            self._revenir()
        elif self.reponses.mot.has_focus:
            self._abriter()
            self.reponses.quitter_le_mot()
        else:
            self._abriter()
            self.dismiss()
