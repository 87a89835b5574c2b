"""L'aide d'un écran : ses touches, et les trois natures."""

from collections.abc import Iterator
from typing import ClassVar

from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from coach.modeles.lecture import Nature
from coach.tui import gestes
from coach.tui.francais import touches_du_geste
from coach.tui.messages import dire
from coach.tui.peinture import Paragraphe, style_de
from coach.tui.widgets.pied import Pied


class EcranAide(Screen[None]):
    """L'aide de `ecran`."""

    CSS_PATH = "../styles/aide.tcss"
    GESTES = gestes.AIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        *gestes.liaisons(GESTES),
        Binding("f1,question_mark", "retour", show=False),
    ]

    def __init__(self, ecran: object) -> None:
        super().__init__()
        self._gestes: tuple[gestes.Geste, ...] = getattr(ecran, "GESTES", ())
        self._champ = any(g.nom == "envoyer" for g in self._gestes)

    def compose(self) -> ComposeResult:
        """Les touches, le champ s'il y en a un, les natures."""
        with VerticalScroll():
            for titre, lignes in self._sections():
                yield Static(dire(f"aide.{titre}"), classes="titre", markup=False)
                yield Static(_tableau(lignes), classes="lignes")
                if titre == "natures":
                    yield Static(Paragraphe(dire("aide.hesite")), classes="lignes")
        yield Pied()

    def _sections(self) -> Iterator[tuple[str, list[tuple[Text, str]]]]:
        couleurs = self.app.theme_variables
        natures = [
            (Text.assemble((f"{n.marque}  {n.nom}", style_de(n, couleurs))), n.value)
            for n in Nature
        ]
        yield "natures", [(nom, dire(f"aide.{nature}")) for nom, nature in natures]
        if self._champ:
            yield "champ", [(Text(), dire("aide.champ_courte")), (Text(), dire("aide.champ_garde"))]
        yield "touches", [_ligne(g) for g in self._gestes]
        yield "partout", [_ligne(g) for g in gestes.GENERAUX]

    def action_retour(self) -> None:
        """Revient d'où l'on vient."""
        self.dismiss()


def _ligne(geste: gestes.Geste) -> tuple[Text, str]:
    touches = touches_du_geste(geste) or dire("aide.palette")
    return Text(touches, style="bold"), f"{geste.libelle} : {geste.aide}"


def _tableau(lignes: list[tuple[Text, str]]) -> Padding:
    """Deux colonnes, la seconde repliée sous elle-même."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    if any(gauche.plain for gauche, _ in lignes):
        table.add_column(width=14)
    table.add_column(ratio=1)
    for gauche, droite in lignes:
        table.add_row(*([gauche] if gauche.plain else []), Text(droite))
    return Padding(table, 0)
