"""L'accueil : ce qui est dû, reprendre, commencer, relire ; une phrase pour être orienté·e.

Tout vient d'un aperçu du carnet, lu sans l'ouvrir : rien de lourd ne se charge ici.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static

from coach.carnet.resumes import Action, Apercu
from coach.modeles.calendrier import decaler
from coach.tui import gestes
from coach.tui.accueil import sommaire
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.dates import jour_complet
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.plan.suivis import Suivis
from coach.tui.widgets.ligne import Phrase
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.modeles.base import EtatAjustement
    from coach.tui.accueil.sommaire import Piste

_AUTOUR = 8
"""Lignes de l'écran qui ne sont pas à la liste."""

_SOIR = 18


class EcranAccueil(Ecran[None]):
    """Le premier écran ; vide, il dit ce que c'est."""

    GESTES = gestes.ACCUEIL
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self._apercu = Apercu()
        self._pistes: Sequence[Piste] = ()
        self._suivis = Suivis(self._rafraichir)

    def compose(self) -> ComposeResult:
        """La date, une phrase à taper, une liste, ce que fait la ligne choisie."""
        with Vertical():
            yield Static(id="nom", markup=False)
            yield Static(id="salut", markup=False)
            yield Phrase(placeholder=dire("accueil.phrase"), id="phrase", compact=True)
            yield Liste(id="choses")
            yield Static(id="rappel", markup=False)
        yield Pied()

    def on_screen_resume(self) -> None:
        """Tout peut avoir changé depuis la dernière fois que l'accueil s'est montré."""
        if not self.is_current:  # un écran le quitte pour un autre : il ne se verra pas
            return
        maintenant = self.coach.horloge()
        nom, jour = dire("application.titre"), jour_complet(maintenant.date())
        self.query_one("#nom", Static).update(Text.assemble((nom, "bold"), f" · {jour}"))
        self.query_one("#salut", Static).update(f"{self._salut()} {dire('accueil.que_faire')}")
        self._rafraichir()
        if self.focused is None:
            self.query_one("#choses").focus()
        self.coach.preparation.la_suite()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        if action == "reprendre":
            return bool(self._apercu.a_reprendre)
        if action == "suivre":
            return self._ajustement() is not None
        if action == "defaire":
            return bool(self._suivis)
        return action != "journaux" or bool(self._apercu.seances)

    def nommer(self, action: str) -> str:
        """Entrée reprend une séance ; au champ, Échap efface d'abord, ou revient à la liste."""
        if action == "ouvrir" and self._choisie("seance"):
            return dire("geste.reprendre")
        if action == "journaux":
            return dire("geste_ici.journaux")
        if action != "sortir" or not self.query(Input):
            return ""
        if self._pistes or self.query_one(Input).value:
            return dire("geste_ici.effacer_phrase")
        return dire("geste_ici.liste") if self.query_one(Input).has_focus else ""

    def on_descendant_focus(self) -> None:
        """Selon le curseur, la même touche ne fait pas la même chose."""
        self.refresh_bindings()

    @on(Input.Changed)
    def ecrite(self) -> None:
        """Une phrase commencée change ce que fait la sortie."""
        self.refresh_bindings()

    def _salut(self) -> str:
        soir = self.coach.horloge().hour >= _SOIR
        salut = dire("accueil.bonsoir" if soir else "accueil.bonjour")
        nom = self.coach.preferences.apparence.nom
        return dire("accueil.salut_nomme", salut=salut, nom=nom) if nom else f"{salut}."

    # --- La liste ----------------------------------------------------------------------------

    def _rafraichir(self) -> None:
        """Relit l'aperçu et refait la liste, le curseur sur la même ligne si elle y est encore."""
        apercu = self.coach.tenter(lambda: self.coach.porte.apercu(self.coach.horloge()))
        self._apercu = apercu or Apercu()
        liste = self.query_one(Liste)
        couleurs, dossier = self.app.theme_variables, self.coach.porte.dossier
        ici = sommaire.Ici(self.coach.horloge(), couleurs["discret"], couleurs["coach"], dossier)
        options = sommaire.options(self._apercu, self._pistes, ici, self.app.size.height - _AUTOUR)
        liste.remplir(options)
        liste.scroll_home(animate=False)
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def rappeler(self) -> None:
        """Dit ce que les touches font de la ligne choisie."""
        rappel = self.query_one("#rappel", Static)
        if self._ajustement() is not None:
            rappel.update(self._dire("rappel_du"))
        else:
            rappel.update(self._dire("rappel_defaire") if self._suivis else "")
        self.refresh_bindings()

    def _choisie(self, sorte: str) -> str | None:
        """L'identifiant de la ligne choisie si elle est de cette sorte."""
        option = self.query_one("#choses", OptionList).highlighted_option
        nom, _, identifiant = (option.id or "").partition("-") if option else ("", "", "")
        return identifiant if nom == sorte and identifiant else None

    def _ajustement(self) -> Action | None:
        voulu = self._choisie("du")
        return next((a for a in self._apercu.dus if a.id == voulu), None)

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """Ouvre la ligne choisie."""
        quoi, _, identifiant = str(choix.option_id).partition("-")
        match quoi:
            case "seance":
                self.coach.ouvrir_seance(identifiant)
            case "lire":
                self.coach.lire_seance(identifiant)
            case "du":
                if action := self._ajustement():
                    self.coach.lire_seance(action.seance)
            case "piste":
                self.coach.ouvrir_seance(protocole=identifiant)
            case _:
                getattr(self, f"action_{quoi}")()

    @on(Input.Submitted)
    def lire_la_phrase(self) -> None:
        """Propose deux protocoles pour la phrase tapée, ou une aide humaine."""
        phrase = self.query_one(Input).value.strip()
        if not phrase:
            self.query_one("#choses").focus()
            return
        from coach.tui.accueil.orientation import orienter

        regles = self.coach.preferences.reglages
        orientation = orienter(phrase, regles.accord)
        if orientation.danger is None:
            self._proposer(orientation.pistes)
            return
        from coach.tui.ecrans.secours import EcranSecours

        def suite(choix: str | None) -> None:
            if choix == "continuer":
                self._proposer(orientation.pistes)
            else:
                self._oublier_la_phrase()

        ecran = EcranSecours(regles.pays, orientation.danger, regles.accord, en_seance=False)
        self.app.push_screen(ecran, suite)

    def _proposer(self, pistes: "Sequence[Piste]") -> None:
        self._pistes = pistes
        self._rafraichir()
        liste = self.query_one("#choses", OptionList)
        liste.highlighted = 1 if pistes else liste.highlighted
        liste.focus()

    def _oublier_la_phrase(self) -> None:
        self._pistes = ()
        self.query_one(Input).value = ""
        self._rafraichir()
        self.query_one("#choses").focus()

    def action_suivre(self, etat: "EtatAjustement", jours: int = 0) -> None:
        """Dit où en est l'ajustement choisi ; `jours` le repousse d'autant."""
        action = self._ajustement()
        if action is None:
            return
        dit = self._dire("repousse" if jours else f"suivi_{etat}")
        echeance = decaler(self.coach.horloge().date(), jours) if jours else None
        tenu = action.etat if jours else etat
        self._suivis.ecrire(
            self.coach,
            lambda: self.coach.carnet.suivre(action.id, tenu, echeance=echeance),
            dit,
        )

    def _dire(self, nom: str) -> str:
        """Une phrase qui nomme les touches telles que la personne les a."""
        return dire(f"accueil.{nom}", **noms_des_touches(self.app))

    def action_defaire(self) -> None:
        """Revient sur ce qui vient d'être dit d'un ajustement."""
        self._suivis.defaire(self.coach)

    def action_phrase(self) -> None:
        """Va à la phrase."""
        self.query_one(Input).focus()

    def action_nouvelle(self) -> None:
        """Commence une séance."""
        self.coach.ouvrir_seance()

    def action_protocoles(self) -> None:
        """Choisit d'abord le protocole."""
        from coach.tui.ecrans.seance.protocoles import EcranProtocoles

        def commencer(choisi: str | None) -> None:
            if choisi is not None:
                self.coach.ouvrir_seance(protocole=choisi)

        self.app.push_screen(EcranProtocoles(), commencer)

    def action_reprendre(self) -> None:
        """Reprend la séance inachevée choisie, ou la plus récente."""
        if self._apercu.a_reprendre:
            self.coach.ouvrir_seance(self._choisie("seance") or self._apercu.a_reprendre[0].id)

    def action_journaux(self) -> None:
        """Ouvre les journaux."""
        from coach.tui.ecrans.journaux.liste import EcranJournaux

        self.app.push_screen(EcranJournaux())

    def action_plan(self) -> None:
        """Ouvre le plan d'action, sur l'ajustement choisi s'il y en a un."""
        from coach.tui.ecrans.plan import EcranPlan

        self.app.push_screen(EcranPlan(self._choisie("du") or ""))

    def action_portfolio(self) -> None:
        """Ouvre le portfolio."""
        from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio

        self.app.push_screen(EcranPortfolio())

    def action_livret(self) -> None:
        """Ouvre l'atelier du livret."""
        from coach.tui.livret.entree import entrer

        entrer(self.coach)

    def action_referentiels(self) -> None:
        """Ouvre les référentiels."""
        self.coach.action_referentiels()

    def action_positionner(self) -> None:
        """Choisit quoi regarder de ses compétences."""
        self.coach.se_positionner()

    def action_ouvrir(self) -> None:
        """Ouvre la ligne choisie, où que soit le curseur."""
        self.query_one("#choses", OptionList).action_select()

    def action_sortir(self) -> None:
        """Oublie la phrase tapée d'abord, puis ferme le coach."""
        if self._pistes or self.query_one(Input).value:
            self._oublier_la_phrase()
        elif self.query_one(Input).has_focus:
            self.query_one("#choses").focus()
        else:
            self.app.exit()
