"""Le pied de l'écran : six touches au plus, et ce que la largeur permet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from coach.tui.clavier.francais import gestes_de

AU_PLUS = 6
"""Touches montrées, quelle que soit la largeur."""

_ETROIT = 72


@dataclass(frozen=True, slots=True)
class Touche:
    """Une touche au pied : celle à simuler, son nom, ce qu'elle fait, l'action appelée."""

    cle: str
    nom: str
    libelle: str
    action: str
    possible: bool


class Pied(Widget, can_focus=False):
    """Les touches de l'écran ; les gestes secondaires cèdent d'abord leur place.

    Une seule pièce les peint toutes : en monter une par touche coûtait la moitié d'une ouverture.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    montrees: reactive[tuple[Touche, ...]] = reactive(())
    """Les touches peintes, de gauche à droite."""

    survolee: reactive[Touche | None] = reactive(None)
    """La touche sous la souris."""

    def __init__(self) -> None:
        super().__init__()
        self._a_relever = False

    def on_mount(self) -> None:
        """Suit ce que l'écran permet, et le thème."""
        self.screen.bindings_updated_signal.subscribe(self, self._suivre)
        self.watch(self.app, "theme", self._repeindre, init=False)

    def _repeindre(self) -> None:
        self.refresh()

    def _suivre(self, ecran: Screen[object]) -> None:
        """L'écran permet autre chose ; il le dit souvent en s'ouvrant, et se relève une fois."""
        if not self._a_relever:
            self._a_relever = True
            ecran.call_later(self._relever)

    def _relever(self) -> None:
        self._a_relever = False
        if self.is_attached and self.app.app_focus:
            self.montrees = self._tenir(list(self._permises()))

    def on_resize(self, event: events.Resize) -> None:
        """Une autre largeur : d'autres touches tiennent."""
        self._suivre(self.screen)

    def _permises(self) -> Iterator[Touche]:
        """Une touche par geste que l'écran permet et qui se montre."""
        deja: set[str] = set()
        for active in self.screen.active_bindings.values():
            liaison = active.binding
            if liaison.show and liaison.action not in deja:
                deja.add(liaison.action)
                libelle = self._nommer(liaison.action) or liaison.description
                nom = self.app.get_key_display(liaison)
                yield Touche(liaison.key, nom, libelle, liaison.action, active.enabled)

    def _nommer(self, action: str) -> str:
        """Ce que l'écran dit de ce geste en ce moment (`nommer`) ; vide s'il n'en dit rien."""
        nommer: Callable[[str], str] | None = getattr(self.screen, "nommer", None)
        return nommer(action) if nommer else ""

    def _tenir(self, touches: Sequence[Touche]) -> tuple[Touche, ...]:
        """Celles qui tiennent dans la largeur ; la sortie et l'aide restent."""
        secondaires = {g.appel for g in gestes_de(self.screen) if g.secondaire}
        ceder = [t for t in touches if t.action in secondaires]
        ceder += [t for t in reversed(touches[1:-2]) if t not in ceder]
        gardees = list(touches)
        while ceder and (
            len(gardees) > AU_PLUS or sum(self.largeurs(gardees)) > self.app.size.width
        ):
            gardees.remove(ceder.pop(0))
        return tuple(gardees)

    def largeurs(self, touches: Iterable[Touche]) -> list[int]:
        """Les cellules que prend chacune."""
        return [sum(map(cell_len, self._morceaux(touche))) for touche in touches]

    def _morceaux(self, touche: Touche) -> tuple[str, str]:
        apres = "" if self.app.size.width < _ETROIT else " "
        return f" {touche.nom}", f" {touche.libelle}{apres}"

    def render(self) -> Text:
        """Chaque touche, puis, plus discret, ce qu'elle fait."""
        couleurs = self.app.theme_variables
        ligne = Text(no_wrap=True, end="")
        for touche in self.montrees:
            fond = Style(
                bgcolor=couleurs["page" if touche is self.survolee else "fond"],
                dim=None if touche.possible else True,
            )
            nom, libelle = self._morceaux(touche)
            ligne.append(nom, Style(color=couleurs["texte"], bold=True) + fond)
            ligne.append(libelle, Style(color=couleurs["discret"]) + fond)
        return ligne

    # --- La souris -------------------------------------------------------------------------------

    def _sous(self, x: int) -> Touche | None:
        """La touche sous cette cellule, ou rien."""
        fins = accumulate(self.largeurs(self.montrees))
        return next((t for t, fin in zip(self.montrees, fins, strict=True) if x < fin), None)

    def on_mouse_move(self, souris: events.MouseMove) -> None:
        """La touche survolée se voit."""
        self.survolee = self._sous(souris.x)

    def on_leave(self) -> None:
        """Plus rien n'est survolé."""
        self.survolee = None

    def on_mouse_down(self, souris: events.MouseDown) -> None:
        """Cliquer une touche, c'est la presser."""
        touche = self._sous(souris.x)
        if touche is None:
            return
        if touche.possible:
            self.app.simulate_key(touche.cle)
        else:
            self.app.bell()
