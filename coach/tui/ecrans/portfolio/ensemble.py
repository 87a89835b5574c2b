"""Mon portfolio : ce que des mois de séances ont montré, à côté de ce que l'on dit de soi."""

from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList, Static

from coach.carnet import ErreurDeCarnet
from coach.carnet.demande import Connus
from coach.portfolio import CompetenceVue, Portfolio, portfolio
from coach.positionnement.portee import Depart
from coach.scoring.lignes import PreuveLue
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.competences.fiches import Adresse, Bloc
from coach.tui.competences.preuves import relire
from coach.tui.ecran import largeurs
from coach.tui.journaux import filtrage
from coach.tui.paroles import dire
from coach.tui.partage import remise
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.portfolio import enseigne
from coach.tui.portfolio.angle import Angle, Vue
from coach.tui.portfolio.demande import Voulu, comprendre
from coach.tui.portfolio.fiche import fiche, titres_des_seances
from coach.tui.portfolio.mains import AvecApports
from coach.tui.styles import feuilles
from coach.tui.widgets.competences.montrees import Montrees
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.peint import texte_montre
from coach.tui.widgets.pied import Pied

_DELAI = 0.06
"""Secondes sur une ligne, ou sans frappe, avant de montrer ce qu'elle ouvre."""


class EcranPortfolio(AvecApports):
    """Les compétences et ce qui les montre ; `d_abord` : la fiche à ouvrir aussitôt."""

    CSS_PATH = feuilles("journaux", "portfolio")
    GESTES = gestes.PORTFOLIO
    HORIZONTAL_BREAKPOINTS = largeurs(110)
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, d_abord: Adresse | None = None) -> None:
        super().__init__()
        self._d_abord = d_abord
        self._angle = Angle(referentiel=d_abord.referentiel if d_abord else "")
        self._connus = Connus()
        self._voulu = Voulu()
        self._vu: Portfolio | None = None

    @property
    def _liste(self) -> Montrees:
        return self.query_one(Montrees)

    @property
    def _fiche(self) -> Fiche:
        return self.query_one(Fiche)

    def compose(self) -> ComposeResult:
        """Ce que l'on regarde, de quoi le resserrer, la liste, la fiche."""
        with Horizontal():
            with Vertical(classes="liste"):
                yield Static(id="titre", classes="titre", markup=False)
                yield Input(placeholder=dire("portfolio.filtrer"), id="filtre", compact=True)
                yield Static(id="etat", classes="etat", markup=False)
                yield Montrees(id="montrees")
            yield Fiche(id="fiche")
        yield Pied()

    def on_mount(self) -> None:
        """La liste d'abord : on y est tout de suite."""
        self._attente = self.set_timer(_DELAI, self._montrer_la_fiche, pause=True)
        self._frappe = self.set_timer(_DELAI, self.relire, pause=True)
        self._liste.focus()

    def on_screen_resume(self) -> None:
        """Une séance, un positionnement, une preuve : tout peut avoir changé."""
        connus = self.coach.tenter(lambda: filtrage.connus(self.coach.carnet))
        self._connus = connus or self._connus
        self.relire()
        if self._d_abord is not None:
            self._liste.choisir(*self._d_abord)
            self._d_abord = None
            self._entrer()

    # --- Ce qui se montre ------------------------------------------------------------------------

    def relire(self) -> None:
        """Relit le portfolio tel qu'il est demandé, et le montre."""
        aujourd_hui = self.coach.horloge().date()
        self._voulu = comprendre(self.query_one(Input).value, aujourd_hui, self._connus)
        suivis = self.coach.reglages.referentiels
        try:
            self._vu = portfolio(
                self.coach.carnet, self._voulu.filtres, suivis=suivis, au=aujourd_hui
            )
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            return
        self._regarder(self._angle.parmi(self._presents))

    @property
    def _presents(self) -> list[str]:
        return [r.id for r in self._vu.referentiels] if self._vu else []

    def _regarder(self, angle: Angle) -> None:
        self._angle = angle
        self._lister()

    def _lister(self) -> None:
        """La liste, sous l'angle choisi ; un carnet neuf y trouve comment elle se remplit."""
        if self._vu is None:
            return
        self._angle = replace(self._angle, mots=self._voulu.mots)
        combien = self._liste.montrer(self._vu, self._angle, self.coach.horloge().date())
        touches = noms_des_touches(self.app)
        if not combien or (enseigne.neuf(self._vu) and not self._voulu.mots):
            self._liste.enseigner(enseigne.rien(self._vu, self._angle, self._voulu, touches))
        self.query_one("#titre", Static).update(enseigne.titre(self._vu, self._angle))
        compte = enseigne.compte(self._vu, self._angle, combien)
        etat = [compte, self._voulu.dit, *self._voulu.avis]
        self.query_one("#etat", Static).update(Paragraphe("\n".join(filter(None, etat))))
        self._montrer_la_fiche()

    @on(OptionList.OptionHighlighted)
    def choisie(self) -> None:
        """La fiche suit la ligne choisie, dès que l'on s'y arrête."""
        self._attente.stop()
        self._attente = self.set_timer(_DELAI, self._montrer_la_fiche)

    def _montrer_la_fiche(self) -> None:
        self._attente.stop()
        competence = self.competence()
        if self.has_class("-large") or self.has_class("-fiche"):
            self._fiche.montrer(self._blocs(competence) if competence else [])
        self.refresh_bindings()

    def competence(self) -> CompetenceVue | None:
        """La compétence de la ligne choisie."""
        entree = self._liste.entree
        return entree.competence if entree else None

    def _blocs(self, competence: CompetenceVue) -> list[Bloc]:
        siens = self._vu.referentiels if self._vu else ()
        referentiel = next(r for r in siens if r.id == competence.referentiel)
        titres = self.coach.tenter(lambda: titres_des_seances(self.coach.carnet, competence))
        jour = self.coach.horloge().date()
        return fiche(competence, referentiel, titres or {}, jour, noms_des_touches(self.app))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire là où l'on est."""
        if not self.is_mounted:
            return True
        match action:
            case "regrouper" | "voir":
                return not self.has_class("-fiche") or self.has_class("-large")
            case "autre_referentiel":
                return self._angle.par_referentiel and len(self._presents) > 1
            case "apporter" | "positionner":
                return self.competence() is not None
            case "deplacer" | "retirer":
                return self.preuve() is not None
            case "defaire":
                return bool(self.touchees)
        return True

    def nommer(self, action: str) -> str:
        """Une vue déjà montrée se quitte par la même touche."""
        return dire("geste_ici.revenir") if action == f"voir('{self._angle.vue}')" else ""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Quand il n'y a de place que pour un volet, c'est celui où l'on est."""
        self.set_class(event.widget is self._fiche, "-fiche")
        self.refresh_bindings()

    # --- Descendre : compétence, preuve, phrase --------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Ouvre la fiche, la séance d'un moment de la frise, ou un pli."""
        entree = self._liste.entree
        if entree is None:
            return
        if entree.sorte == "pli":
            self._regarder(self._angle.plie(entree.cle[1]))
        elif entree.jalon and entree.jalon.journal and entree.competence:
            id_ = entree.jalon.id
            relire(self.coach, next(p for p in entree.competence.preuves if p.id == id_))
        else:
            self._entrer()

    def _entrer(self) -> None:
        self.add_class("-fiche")
        self._montrer_la_fiche()
        self._fiche.lire()

    @on(Fiche.Suivi)
    def suivre(self, suivi: Fiche.Suivi) -> None:
        """Relit la séance, à la phrase ; un document apporté ne se relit pas ici."""
        if isinstance(suivi.vers, PreuveLue):
            if suivi.vers.journal:
                relire(self.coach, suivi.vers)
            else:
                self.notify(dire("portfolio.hors_du_carnet"), markup=False)

    def preuve(self) -> PreuveLue | None:
        """La preuve choisie dans la fiche."""
        vers = self._fiche.vers if self._fiche.has_focus else None
        return vers if isinstance(vers, PreuveLue) else None

    # --- Regarder autrement ----------------------------------------------------------------------

    def action_regrouper(self) -> None:
        """Range par groupe, par thème, par référentiel."""
        self._regarder(self._angle.range_autrement())

    def action_autre_referentiel(self) -> None:
        """Passe au référentiel suivant ; après le dernier, au premier."""
        if presents := self._presents:
            self._regarder(self._angle.au_suivant(presents))

    def action_voir(self, vue: Vue) -> None:
        """Montre la frise, ce qui manque ou ce qui étonne ; à nouveau, revient aux compétences."""
        self._regarder(self._angle.vers(vue))

    def action_graphes(self) -> None:
        """Ouvre les graphes de ce que laissent les filtres."""
        from coach.tui.ecrans.portfolio.graphes import EcranGraphes

        if self._vu is not None:
            self.app.push_screen(EcranGraphes(self._vu, self._angle.referentiel))

    def action_chercher(self) -> None:
        """Va au champ qui resserre."""
        self.remove_class("-fiche")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def cherche(self) -> None:
        """La liste suit la frappe."""
        self._frappe.stop()
        self._frappe = self.set_timer(_DELAI, self.relire)

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Entrée mène à la liste."""
        self._liste.focus()

    def action_filtrer(self) -> None:
        """Choisit de quoi filtrer ; le champ s'écrit à mesure."""
        from coach.tui.ecrans.portfolio.filtres import EcranFiltresDuPortfolio

        def ecrire(texte: str | None) -> None:
            if texte is not None:
                self.query_one(Input).value = texte

        self.app.push_screen(EcranFiltresDuPortfolio(self.query_one(Input).value), ecrire)

    def action_positionner(self) -> None:
        """Se positionne sur la compétence choisie."""
        if competence := self.competence():
            self.coach.se_positionner(Depart(competence.referentiel, competence.code, None))

    def action_copier(self) -> None:
        """Copie la fiche, en texte."""
        self.app.copy_to_clipboard(texte_montre(self._fiche))

    def action_remettre(self) -> None:
        """Revoit les noms, puis écrit en document ce que laissent les filtres."""
        if self._vu is not None:
            remise.remettre_le_portfolio(self.coach, self._vu)

    def action_retour(self) -> None:
        """La liste, tout sans filtre, les compétences, l'écran d'avant."""
        champ = self.query_one(Input)
        if self._fiche.has_focus:
            self.remove_class("-fiche")
            self._liste.focus()
        elif champ.value or champ.has_focus:
            champ.value = ""
            self._liste.focus()
        elif self._angle.vue != "competences":
            self.action_voir(self._angle.vue)
        else:
            self.dismiss()
