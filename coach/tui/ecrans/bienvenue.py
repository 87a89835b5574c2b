"""Le premier démarrage : où vivent les écrits, quels référentiels, comment parler à la personne."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, ContentSwitcher, Input, Static

from coach.reglages.apparence import NOM_MAXIMAL
from coach.reglages.champs import champ
from coach.reglages.paroles import donnees
from coach.reglages.suivis import proposes
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran, hauteurs
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.preferences import abrege
from coach.tui.styles import feuilles
from coach.tui.widgets.cases import Cases
from coach.tui.widgets.ligne import LigneAEcrire
from coach.tui.widgets.pied import Pied

_PAGES = ("pays", "referentiels", "nom")


class EcranBienvenue(Ecran[None]):
    """Trois pages ; ce qui est choisi se garde, même si la suite est remise à plus tard.

    Le fichier des réglages naît ici, dans tous les cas : on n'y revient pas.
    """

    CSS_PATH = feuilles("bienvenue")
    GESTES = gestes.BIENVENUE
    VERTICAL_BREAKPOINTS = hauteurs()
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self._rang = 0
        self._choisis: dict[str, Any] = {}

    def compose(self) -> ComposeResult:
        """Le titre, les trois pages, les boutons."""
        yield Static(id="titre", markup=False)
        with ContentSwitcher(initial=_PAGES[0]):
            with VerticalScroll(id="pays", can_focus=False):
                for phrase in donnees(abrege(self.coach.porte.dossier)):
                    yield Static(Paragraphe(phrase), classes="phrase")
                yield Static(Paragraphe(dire("bienvenue.question_1")), classes="question")
                yield Cases(id="choix-pays")
            with VerticalScroll(id="referentiels", can_focus=False):
                yield Static(Paragraphe(dire("bienvenue.question_2")), classes="question")
                yield Cases(multiple=True, id="choix-referentiels")
            with VerticalScroll(id="nom", can_focus=False):
                yield Static(dire("bienvenue.question_nom"), classes="question", markup=False)
                invite = dire("bienvenue.invite_nom")
                yield LigneAEcrire(placeholder=invite, max_length=NOM_MAXIMAL, compact=True)
                yield Static(dire("bienvenue.question_accord"), classes="question", markup=False)
                yield Cases(id="choix-accord")
        yield Static(id="rappel", markup=False)
        with Horizontal():
            yield Button(dire("bienvenue.continuer"), id="continuer", compact=True)
            yield Button(dire("bienvenue.revenir"), id="revenir", compact=True)
            yield Button(dire("bienvenue.plus_tard"), id="plus_tard", compact=True)
        yield Pied()

    def on_mount(self) -> None:
        """La première page."""
        reglages = self.coach.reglages
        self._cases("pays").proposer(champ("pays").choix(), champ("pays").ecrite(reglages))
        self._cases("accord").proposer(champ("accord").choix(), champ("accord").ecrite(reglages))
        self._aller(0)

    def _cases(self, nom: str) -> Cases:
        return self.query_one(f"#choix-{nom}", Cases)

    def _aller(self, rang: int) -> None:
        """Montre une page, le curseur là où l'on répond."""
        self._rang = rang
        page, numero = _PAGES[rang], rang + 1
        titre = dire(f"bienvenue.titre_{numero}")
        texte = dire("bienvenue.rang", rang=numero, total=len(_PAGES), titre=titre)
        self.query_one("#titre", Static).update(texte)
        self._rappeler(dire(f"bienvenue.rappel_{numero}"))
        self.query_one(ContentSwitcher).current = page
        derniere = rang == len(_PAGES) - 1
        suite = dire("bienvenue.commencer" if derniere else "bienvenue.continuer")
        self.query_one("#continuer", Button).label = suite
        self.query_one("#revenir").display = rang > 0
        ici: Widget = self.query_one(Input) if derniere else self._cases(page)
        ici.focus()
        self.call_after_refresh(ici.scroll_visible, animate=False)
        self.refresh_bindings()

    def _rappeler(self, phrase: str, *, souci: bool = False) -> None:
        """Dit comment répondre, ou ce qui manque."""
        rappel = self.query_one("#rappel", Static)
        rappel.update(phrase)
        rappel.set_class(souci, "-souci")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On ne revient pas avant la première page."""
        return action != "revenir" or self._rang > 0

    def nommer(self, action: str) -> str:
        """À la dernière page, continuer, c'est commencer."""
        fin = action == "continuer" and self._rang == len(_PAGES) - 1
        return dire("geste_ici.commencer") if fin else ""

    # --- Avancer -------------------------------------------------------------------------------

    @on(Button.Pressed)
    def presser(self, bouton: Button.Pressed) -> None:
        """Un bouton fait le geste de son nom."""
        getattr(self, f"action_{bouton.button.id}")()

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Du nom à l'accord."""
        self._cases("accord").focus()

    @on(Cases.Valide)
    def action_continuer(self) -> None:
        """Retient ce qui est choisi, et passe à la suite."""
        if self._rang == 0:
            (pays,) = self._cases("pays").cochees
            self._choisis["pays"] = champ("pays").lire([pays])
            suivis = self._choisis.get("referentiels") or proposes(self._choisis["pays"])
            choix = champ("referentiels").choix(self._choisis["pays"])
            self._cases("referentiels").proposer(choix, suivis)
            self._aller(1)
        elif self._rang == 1:
            if not (coches := self._cases("referentiels").cochees):
                self._rappeler(dire("reglages.rien_coche"), souci=True)
                return
            self._choisis["referentiels"] = coches
            self._aller(2)
        else:
            nom = self.query_one(Input).value
            self._choisis["nom"] = champ("nom").lire([nom] if nom.strip() else [])
            self._choisis["accord"] = champ("accord").lire(self._cases("accord").cochees)
            self._finir("fini")

    def action_revenir(self) -> None:
        """Revient à la page d'avant ; ce qui fut choisi y est encore."""
        self._aller(self._rang - 1)

    def action_plus_tard(self) -> None:
        """Passe la suite ; ce qui est déjà choisi se garde."""
        self._finir("passe")

    def _finir(self, phrase: str) -> None:
        self.coach.preferences.changer(**self._choisis)
        if not self.coach.preferences.souci:
            touches = noms_des_touches(self.app)
            self.app.notify(dire(f"bienvenue.{phrase}", **touches), markup=False)
        self.dismiss()
