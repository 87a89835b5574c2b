"""L'aide : d'abord la pièce qui a le curseur, puis l'écran, puis ce qui sert partout."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from coach.modeles.lecture import Nature
from coach.tui import aides, gestes
from coach.tui.clavier.francais import touches_du_geste
from coach.tui.clavier.touches import nom_de_touche, noms_des_touches, personnelles, touches_de
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import style_de
from coach.tui.peinture.paragraphe import Pile, Rangee
from coach.tui.styles import feuilles
from coach.tui.widgets.peint import Peint, Phrase
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.suite import Suite

_NATURES = {"seance", "lecture", "accueil"}
"""Les écrans dont l'aide rappelle les trois natures."""

_TOUCHES = 14
"""Cellules de la colonne des touches."""


class EcranAide(Ecran[None]):
    """L'aide de `ecran`, où le curseur était sur `piece`."""

    CSS_PATH = feuilles("aide")
    GESTES = gestes.AIDE
    AUTO_FOCUS: ClassVar[str | None] = "*"
    BINDINGS: ClassVar[list[BindingType]] = [
        *gestes.liaisons(GESTES),
        Binding("ctrl+g,f1,question_mark", "retour", show=False, id="aide"),
    ]

    def __init__(self, ecran: Screen[Any], piece: Widget | None = None) -> None:
        super().__init__()
        self._ecran = ecran
        self._piece = aides.piece_de(piece)
        self._gestes: tuple[gestes.Geste, ...] = getattr(ecran, "GESTES", ())

    def compose(self) -> ComposeResult:
        """De la pièce au général."""
        self._noms = noms_des_touches(self.app)
        yield Suite(self._pieces())
        yield Pied()

    def _pieces(self) -> Iterator[Widget]:
        if self._piece:
            yield from self._ici()
        yield from self._page()
        if aides.nom_de_l_ecran(self._ecran) in _NATURES:
            yield from self._natures()
        if self._gestes:
            yield _titre(dire("aide.touches"))
            yield self._lignes(self._gestes)
        yield _titre(dire("aide.partout"))
        yield self._lignes(gestes.GENERAUX)
        yield _corps(self._ouvrir())

    def _ici(self) -> Iterator[Widget]:
        """Ce que l'on peut faire là où est le curseur."""
        yield _titre(dire("aide.ici", zone=aides.titre_de(self._piece)))
        yield _corps(dire(f"aide_ici.{self._piece}", **self._noms))
        if siens := aides.gestes_de_la_piece(self._ecran, self._piece):
            yield self._lignes(siens)

    def _page(self) -> Iterator[Widget]:
        if paragraphes := aides.page_de(self._ecran):
            yield _titre(dire("aide.ecran"))
            yield _corps("\n".join(paragraphes))

    def _natures(self) -> Iterator[Widget]:
        couleurs = self.app.theme_variables
        natures = [
            (Text.assemble((f"{n.marque}  {n.nom}", style_de(n, couleurs))), dire(f"aide.{n}"))
            for n in Nature
        ]
        yield _titre(dire("aide.natures"))
        yield Tableau(natures)
        yield _corps(dire("aide.hesite", **self._noms))

    def _lignes(self, siens: Sequence[gestes.Geste]) -> "Tableau":
        return Tableau([self._ligne(geste) for geste in siens])

    def _ligne(self, geste: gestes.Geste) -> tuple[Text, str]:
        touches = touches_du_geste(geste, personnelles(self.app))
        nom = touches or dire("aide.palette", **self._noms)
        return Text(nom, style="bold"), f"{geste.libelle} : {geste.aide}"

    def _ouvrir(self) -> str:
        """Par quelle touche, toujours transmise, l'aide s'ouvre."""
        aide = next(g for g in gestes.GENERAUX if g.nom == "aide")
        siennes = touches_de(aide, personnelles(self.app))
        sure = next((t for t in siennes if t.startswith("ctrl+")), siennes[0])
        return dire("aide.ouvrir", aide=nom_de_touche(sure))

    def action_retour(self) -> None:
        """Revient d'où l'on vient."""
        self.dismiss()


def _titre(titre: str) -> Phrase:
    return Phrase(titre, classes="titre")


def _corps(texte: str) -> Phrase:
    return Phrase(texte, classes="corps")


class Tableau(Peint):
    """Une touche, ce qu'elle fait ; une ligne par touche."""

    def __init__(self, lignes: Sequence[tuple[Text, str]]) -> None:
        super().__init__(classes="lignes")
        self._lignes = lignes

    @property
    def texte_nu(self) -> str:
        """Ses lignes, les deux colonnes à la suite."""
        return "\n".join(f"{gauche.plain}  {droite}" for gauche, droite in self._lignes)

    def render(self) -> Pile:
        """Deux colonnes, chacune repliée sous elle-même."""
        return Pile(*(Rangee(gauche, Text(droite), _TOUCHES) for gauche, droite in self._lignes))
