"""Relire une version figée du livret, et voir ce qui a changé depuis."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.livret import Atelier
from coach.livret.longueurs import mots_dits
from coach.modeles.texte import sans_commandes
from coach.tui import gestes
from coach.tui.dates import jour_relatif
from coach.tui.lignes import ligne
from coach.tui.livret import fiches
from coach.tui.livret.atelier import EcranDAtelier
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranVersions(EcranDAtelier):
    """Les versions, la dernière figée d'abord ; la fiche compare, puis redonne le texte."""

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.VERSIONS
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, atelier: Atelier) -> None:
        super().__init__(atelier)
        self._versions = tuple(reversed(atelier.livret.versions))

    def compose(self) -> ComposeResult:
        """Le titre, une ligne par version, la fiche de la version choisie."""
        with Horizontal():
            with Vertical(classes="liste"):
                yield Static(dire("versions.titre"), classes="titre", markup=False)
                yield Static(Paragraphe(dire("versions.conseil")), classes="etat")
                yield Liste(id="versions")
            yield Fiche(id="fiche")
        yield Pied()

    def on_mount(self) -> None:
        """La dernière version est choisie."""
        liste = self.query_one(Liste)
        liste.set_options(self._options())
        liste.highlighted = 0
        liste.focus()

    def repeindre(self) -> None:
        """Les mêmes versions, aux couleurs du thème."""
        self.query_one(Liste).refaire(self._options())

    def _options(self) -> Iterator[Option]:
        jour, discret = self.coach.horloge().date(), self.app.theme_variables["discret"]
        for version in self._versions:
            quand = jour_relatif(version.figee_le.date(), jour)
            detail = dire("versions.detail", quand=quand, mots=mots_dits(version.mots))
            yield Option(ligne(sans_commandes(version.nom), detail, discret))

    @on(OptionList.OptionHighlighted)
    def _montrer(self) -> None:
        if self.has_class("-large") or self.has_class("-fiche"):
            self._remplir()

    def _remplir(self) -> None:
        rang = self.query_one(Liste).highlighted
        if rang is not None:
            version = self._versions[rang]
            blocs = self.coach.tenter(lambda: fiches.de_la_version(self.atelier, version))
            self.query_one(Fiche).montrer(blocs or [])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Quand il n'y a de place que pour un volet, c'est celui où l'on est."""
        self.set_class(isinstance(event.widget, Fiche), "-fiche")

    def on_resize(self, event: events.Resize) -> None:
        """Plus large, la fiche apparaît : elle se remplit."""
        self.call_after_refresh(self._montrer)

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Lit la version choisie."""
        self.add_class("-fiche")
        self._remplir()
        self.query_one(Fiche).lire()

    def action_retour(self) -> None:
        """De la fiche à la liste, puis à l'atelier."""
        if self.query_one(Fiche).has_focus:
            self.query_one(Liste).focus()
        else:
            self.dismiss()
