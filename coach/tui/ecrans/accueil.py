"""L'accueil : reprendre, commencer, relire."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.carnet import ErreurDeCarnet, Resume
from coach.tui import gestes, lignes
from coach.tui.dates import jour_complet
from coach.tui.messages import dire
from coach.tui.peinture import Paragraphe
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

MONTREES = 4
"""Séances à reprendre montrées à l'accueil ; les autres sont dans les journaux."""

_AUTOUR = 6
"""Lignes de l'écran qui ne sont pas à la liste ; si le reste ne suffit pas, elle se resserre."""

_SOIR = 18


class EcranAccueil(Screen[None]):
    """Le premier écran ; vide, il dit ce que c'est."""

    GESTES = gestes.ACCUEIL
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]
        self._resumes: list[Resume] = []

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """La date, une phrase, une liste."""
        with VerticalScroll(can_focus=False):
            yield Static(id="nom", markup=False)
            yield Static(id="salut", markup=False)
            yield Static(id="presentation", markup=False)
            yield OptionList(id="choses", markup=False)
        yield Pied()

    def on_screen_resume(self) -> None:
        """Tout peut avoir changé depuis la dernière fois que l'accueil s'est montré."""
        try:
            self._resumes = self.coach.carnet.lister()
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            self._resumes = []
        maintenant = self.coach.horloge()
        nom, jour = dire("application.titre"), jour_complet(maintenant.date())
        self.query_one("#nom", Static).update(Text.assemble((nom, "bold"), f" · {jour}"))
        salut = dire("accueil.bonsoir" if maintenant.hour >= _SOIR else "accueil.bonjour")
        self.query_one("#salut", Static).update(f"{salut} {dire('accueil.que_faire')}")
        presentation = self.query_one("#presentation", Static)
        presentation.display = not self._resumes
        presentation.update(Paragraphe(_presentation(self.coach.carnet.dossier)))
        self._lister()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose de reprendre ou de relire que s'il y a de quoi."""
        if action == "reprendre":
            return bool(lignes.reprendre(self._resumes))
        return action != "journaux" or bool(self._resumes)

    def _lister(self) -> None:
        liste = self.query_one("#choses", OptionList)
        options = list(self._options())
        if 3 * len(options) + _AUTOUR <= self.app.size.height:
            options = list(_aerer(options))
        liste.set_options(options)
        liste.highlighted = 0
        liste.focus()

    def _options(self) -> Iterator[Option]:
        discret = self.app.theme_variables["discret"]
        ici = self.coach.horloge()
        a_reprendre = lignes.reprendre(self._resumes)
        for resume in a_reprendre[:MONTREES]:
            quand, titre = lignes.quand(resume, ici), lignes.titre_de(resume)
            if resume.protocole:
                nom = dire("accueil.reprendre", titre=titre)
                ou = lignes.nom_du_protocole(resume.protocole)
                detail = dire("accueil.ou", quand=quand, ou=ou)
            else:
                nom = dire("accueil.note", titre=titre)
                detail = dire("accueil.ou_note", quand=quand)
            yield Option(lignes.ligne(nom, detail, discret), id=f"seance-{resume.id}")
        if len(a_reprendre) > MONTREES:
            autres = dire("accueil.autres", nombre=len(a_reprendre) - MONTREES)
            yield Option(Text("  " + autres, discret), id="autres", disabled=True)
        nouvelle = lignes.ligne(dire("accueil.nouvelle"), dire("accueil.nouvelle_detail"), discret)
        yield Option(nouvelle, id="nouvelle")
        if self._resumes:
            nombre = lignes.compter(len(self._resumes))
            detail = dire("accueil.journaux_detail", nombre=nombre)
            yield Option(lignes.ligne(dire("accueil.journaux"), detail, discret), id="journaux")
        nom, detail = dire("accueil.referentiels"), dire("accueil.referentiels_detail")
        yield Option(lignes.ligne(nom, detail, discret), id="referentiels")

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """Ouvre la ligne choisie."""
        quoi = str(choix.option_id)
        if quoi.startswith("seance-"):
            self.coach.ouvrir_seance(quoi.removeprefix("seance-"))
        else:
            getattr(self, f"action_{quoi}")()

    def action_nouvelle(self) -> None:
        """Commence une séance."""
        self.coach.ouvrir_seance()

    def action_reprendre(self) -> None:
        """Reprend la séance inachevée la plus récente."""
        if a_reprendre := lignes.reprendre(self._resumes):
            self.coach.ouvrir_seance(a_reprendre[0].id)

    def action_journaux(self) -> None:
        """Ouvre les journaux."""
        from coach.tui.ecrans.journaux import EcranJournaux

        self.app.push_screen(EcranJournaux())

    def action_referentiels(self) -> None:
        """Ouvre les référentiels."""
        from coach.tui.ecrans.referentiel import EcranReferentiel

        self.app.push_screen(EcranReferentiel())

    def action_ouvrir(self) -> None:
        """Ouvre la ligne choisie, où que soit le curseur."""
        self.query_one("#choses", OptionList).action_select()

    def action_sortir(self) -> None:
        """Ferme le coach."""
        self.app.exit()


def _aerer(options: Iterable[Option]) -> Iterator[Option]:
    """Les mêmes, une ligne vide après chacune."""
    for option in options:
        yield option
        yield Option("", disabled=True)


def _presentation(dossier: Path) -> str:
    """Ce que c'est, combien de temps, où vivent les données."""
    phrases = (
        dire("accueil.vide_1"),
        dire("accueil.vide_2"),
        dire("accueil.vide_3", dossier=dossier),
    )
    return "\n\n".join(phrases)
