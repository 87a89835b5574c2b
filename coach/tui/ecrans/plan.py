"""Mon plan d'action : les ajustements de toutes les séances, et ce qu'ils deviennent."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.modeles.calendrier import SEMAINE, decaler, en_clair
from coach.plan import gestes as suivis
from coach.plan.demande import comprendre_la_demande
from coach.plan.lecture import filtrer, lire
from coach.plan.vues import Engagement, Groupe, Plan
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.plan import agenda
from coach.tui.plan.engagement import ligne_du_plan
from coach.tui.plan.suivis import Suivis
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.modeles.evenements import AjustementSuivi

_CLOS_MONTRES = 40
"""Ajustements clos listés dans chaque groupe ; un mot ou une période retrouve les autres."""

_CLOS: tuple[Groupe, ...] = ("faits", "abandonnes")

Clos = Literal["fait", "abandonne"]


class EcranPlan(Ecran[None]):
    """Le plan, groupe par groupe ; `choisi` : l'ajustement où mettre le curseur d'abord."""

    CSS_PATH = feuilles("journaux", "plan")
    GESTES = gestes.PLAN
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, choisi: str = "") -> None:
        super().__init__()
        self._entier: Plan | None = None
        self._plan: Plan | None = None
        self._d_abord = choisi
        self._deplies: set[str] = set()
        self._suivis = Suivis(self._relire)

    def compose(self) -> ComposeResult:
        """Ce qu'on veut en voir, combien, la liste, ce que font les touches."""
        with Vertical(classes="liste"):
            yield Static(dire("plan.titre"), classes="titre", markup=False)
            yield Input(placeholder=dire("plan.filtrer"), id="filtre", compact=True)
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="engagements")
            yield Static(id="rappel", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """La liste d'abord : on y est tout de suite."""
        self.query_one("#engagements").focus()

    def on_screen_resume(self) -> None:
        """Une séance relue, un ajustement suivi ailleurs : tout peut avoir changé."""
        self._relire()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        if action == "defaire":
            return bool(self._suivis)
        if action in ("ouvrir", "deplier", "clore", "commencer", "reporter", "plus_tard"):
            return self._choisi() is not None
        return True

    def nommer(self, action: str) -> str:
        """Au pied, « fait » suffit : on est au plan."""
        return dire("geste_ici.fait") if action == "clore('fait')" else ""

    # --- La liste ----------------------------------------------------------------------------

    def _relire(self) -> None:
        """Relit le plan, puis le montre."""
        aujourd_hui = self.coach.horloge().date()
        lu = self.coach.tenter(lambda: lire(self.coach.carnet, aujourd_hui))
        self._entier = lu or Plan(aujourd_hui)
        self._lister()

    @on(Input.Changed)
    def _lister(self) -> None:
        """Refait la liste, le curseur sur le même ajustement s'il y est encore."""
        if self._entier is None:
            return
        demande = comprendre_la_demande(self.query_one(Input).value, self._entier.jour)
        self._plan = filtrer(self._entier, demande)
        etat = Paragraphe(self._compte(demande.periode.libelle if demande.periode else ""))
        self.query_one("#etat", Static).update(etat)
        self.query_one(Liste).remplir(list(self._options(self._plan)), self._d_abord)
        self._rappeler()

    def _options(self, plan: Plan) -> Iterator[Option]:
        couleurs = self.app.theme_variables
        for rang, (groupe, siens) in enumerate(plan.groupes().items()):
            if rang:
                yield Option("", disabled=True)
            titre = Text(dire(f"plan.{groupe}", nombre=len(siens)), f"bold {couleurs['coach']}")
            yield Option(titre, disabled=True)
            montres = siens[:_CLOS_MONTRES] if groupe in _CLOS else siens
            for engagement in montres:
                deplie = engagement.id in self._deplies
                ligne = ligne_du_plan(engagement, plan.jour, couleurs["discret"], deplie=deplie)
                yield Option(ligne, id=engagement.id)
            if reste := len(siens) - len(montres):
                phrase = Text("  " + dire("plan.plus_anciens", nombre=reste), couleurs["discret"])
                yield Option(phrase, disabled=True)

    def _compte(self, periode: str) -> str:
        """Combien de chaque ; sans rien, ce qu'est un ajustement et d'où il viendra."""
        if self._plan is None or not self._plan.engagements:
            return dire("plan.rien_filtre" if self.query_one(Input).value.strip() else "plan.vide")
        groupes = self._plan.groupes().items()
        compte = ", ".join(
            dire(f"plan.un_{groupe}" if len(siens) == 1 else f"plan.des_{groupe}", n=len(siens))
            for groupe, siens in groupes
        )
        return dire("plan.compte_periode", compte=compte, periode=periode) if periode else compte

    def _choisi(self) -> Engagement | None:
        option = self.query_one("#engagements", OptionList).highlighted_option
        siens = self._plan.engagements if self._plan and option else ()
        return next((e for e in siens if option and e.id == option.id), None)

    @on(OptionList.OptionHighlighted)
    def _rappeler(self) -> None:
        """Dit ce que les touches font de l'ajustement choisi."""
        choisi, noms = self._choisi(), noms_des_touches(self.app)
        phrases = []
        if choisi is not None:
            cle = "plan.rappel" if choisi.ouvert else "plan.rappel_clos"
            phrases.append(dire(cle, **noms))
        if self._suivis:
            phrases.append(dire("plan.rappel_defaire", **noms))
        self.query_one("#rappel", Static).update(Paragraphe(" · ".join(phrases)))
        self.refresh_bindings()

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Relit la séance d'où vient l'ajustement choisi."""
        if choisi := self._choisi():
            self.coach.lire_seance(choisi.journal)

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Entrée mène à la liste."""
        self.query_one("#engagements").focus()

    def action_filtrer_le_plan(self) -> None:
        """Va au filtre."""
        self.query_one(Input).focus()

    def action_deplier(self) -> None:
        """Montre l'histoire de l'ajustement choisi, ou la referme."""
        if choisi := self._choisi():
            self._deplies ^= {choisi.id}
            self._lister()

    def action_clore(self, etat: Clos) -> None:
        """Demande ce qui en fut appris, puis dit l'ajustement fait ou abandonné."""
        choisi = self._choisi()
        if choisi is None:
            return
        avant = choisi.appris if not choisi.ouvert else ""

        def clore(appris: str) -> None:
            if (choisi.etat, avant) != (etat, appris.strip()):
                self._suivre(lambda: suivis.clore(self.coach.carnet, choisi, etat, appris), etat)

        self.coach.demander(dire(f"plan.question_{etat}"), avant, clore)

    def action_commencer(self) -> None:
        """Dit l'ajustement en cours."""
        if choisi := self._choisi():
            self._suivre(lambda: suivis.commencer(self.coach.carnet, choisi), "en_cours")

    def action_plus_tard(self) -> None:
        """Repousse l'ajustement d'une semaine."""
        self._reporter(decaler(self.coach.horloge().date(), SEMAINE).isoformat())

    def action_reporter(self) -> None:
        """Demande une autre date."""
        if self._choisi():
            self.coach.demander(dire("plan.question_date"), "", self._reporter)

    def _reporter(self, dite: str) -> None:
        choisi, aujourd_hui = self._choisi(), self.coach.horloge().date()
        if choisi is None or not dite.strip():
            return
        echeance = suivis.comprendre_la_date(dite, aujourd_hui)
        self._suivre(
            lambda: suivis.reporter(self.coach.carnet, choisi, echeance, aujourd_hui),
            "reporte",
            jour=en_clair(echeance, semaine=True),
        )

    def _suivre(self, dire_le: "Callable[[], AjustementSuivi]", cle: str, **valeurs: str) -> None:
        """Écrit le suivi, de quoi le défaire, et le dit."""
        dit = dire(f"plan.note_{cle}", **noms_des_touches(self.app), **valeurs)
        self._suivis.ecrire(self.coach, dire_le, dit)

    def action_defaire(self) -> None:
        """Revient sur le dernier suivi dit ici ; encore, sur celui d'avant."""
        self._suivis.defaire(self.coach)

    def action_agenda(self) -> None:
        """Écrit le fichier pour l'agenda."""
        agenda.exporter(self.coach)

    def action_retour(self) -> None:
        """Oublie le filtre d'abord, puis revient d'où l'on vient."""
        filtre = self.query_one(Input)
        if filtre.value or filtre.has_focus:
            filtre.value = ""
            self.query_one("#engagements").focus()
        else:
            self.dismiss()
