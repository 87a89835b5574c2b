"""Une fiche à lire : ↓ avance, et s'arrête aux liens à mesure qu'ils se montrent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from coach.modeles.texte import sans_commandes
from coach.tui.competences.fiches import Bloc, Ligne, Repere, Vers
from coach.tui.peinture.paragraphe import Paragraphe, Pile
from coach.tui.widgets.peint import Peint


class Morceau(Peint):
    """Un bloc de la fiche, tel quel : rien n'y est interprété."""

    def __init__(self, bloc: Bloc) -> None:
        super().__init__(classes=f"-{bloc.sorte}")
        self.bloc = bloc

    @property
    def texte_nu(self) -> str:
        """Ses lignes, chacune après sa tête."""
        return "\n".join(f"{li.tete}{sans_commandes(li.texte)}" for li in self.bloc.lignes)

    def render(self) -> Pile:
        """Ses lignes, chacune repliée sous elle-même."""
        return Pile(*(self._peinte(ligne) for ligne in self.bloc.lignes))

    def _peinte(self, ligne: Ligne) -> Paragraphe:
        discret = self.app.theme_variables["discret"] if ligne.discrete else ""
        return Paragraphe(Text(sans_commandes(ligne.texte), discret), tete=ligne.tete)


class Fiche(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Une fiche. Entrée suit le lien choisi ; il n'y en a un que s'il se voit."""

    AIDE = "fiche"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "avancer(-1)", show=False),
        Binding("down", "avancer(1)", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown,space", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("enter", "suivre", show=False),
    ]

    @dataclass
    class Suivi(Message):
        """La personne suit un lien."""

        vers: Vers

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self._blocs: tuple[Bloc, ...] = ()
        self._choisi: Morceau | None = None
        self._vise: tuple[int, int | None] | None = None

    def compose(self) -> ComposeResult:
        """Les blocs, en ordre."""
        yield from map(Morceau, self._blocs)

    def on_mount(self) -> None:
        """Repeint quand le thème change."""
        self.watch(self.app, "theme", self._repeindre, init=False)

    def _repeindre(self) -> None:
        for morceau in self.query(Morceau):
            morceau.refresh()

    async def recompose(self) -> None:
        """Refait la fiche, puis va où l'on a demandé entre-temps."""
        await super().recompose()
        self.call_after_refresh(self._atteindre)

    def on_show(self) -> None:
        """Cachée jusqu'ici, elle va où l'on a demandé entre-temps."""
        self.call_after_refresh(self._atteindre)

    def montrer(self, blocs: Sequence[Bloc]) -> None:
        """Montre ces blocs depuis le début ; les mêmes restent où ils en étaient."""
        if tuple(blocs) == self._blocs:
            return
        self._blocs = tuple(blocs)
        self._choisi, self._vise = None, None
        self.scroll_home(animate=False, immediate=True)
        self.refresh(recompose=True)

    @property
    def choisi(self) -> int | None:
        """Le rang du lien choisi."""
        return self._blocs.index(self._choisi.bloc) if self._choisi else None

    @property
    def vers(self) -> Vers | None:
        """Où mène le lien choisi."""
        return self._choisi.bloc.vers if self._choisi else None

    def aller(self, repere: Repere) -> None:
        """Va à cette section, son premier lien choisi."""
        rangs = range(len(self._blocs))
        debut = next((n for n in rangs if self._blocs[n].repere == repere), None)
        if debut is not None:
            self.viser(debut, next((n for n in rangs[debut:] if self._blocs[n].vers), None))

    def viser(self, montre: int, choisi: int | None) -> None:
        """Fait voir le bloc de rang `montre`, et choisit le lien de rang `choisi` s'il se voit.

        Ce qui se voit ne se sait qu'une fois la fiche refaite, montrée et disposée : on attend.
        """
        self._vise = (montre, choisi)
        self.call_after_refresh(self._atteindre)

    def _atteindre(self) -> None:
        """Va où l'on vise, si la fiche est là."""
        morceaux = self._morceaux()
        if self._vise is None or not morceaux or not self.is_on_screen:
            return
        (montre, choisi), self._vise = self._vise, None
        self.scroll_to_widget(morceaux[montre], animate=False, top=montre != choisi, immediate=True)
        lien = morceaux[choisi] if choisi is not None else None
        self._choisir(lien if lien and self._se_voit(lien) else None)

    def lire(self) -> None:
        """Met le curseur dans la fiche, au début, sur son premier lien s'il se voit."""
        self.focus()
        self.viser(0, next((n for n, bloc in enumerate(self._blocs) if bloc.vers), None))

    # --- Avancer et choisir --------------------------------------------------------------------

    def _morceaux(self) -> list[Morceau]:
        """Ceux de la fiche demandée ; rien tant qu'elle n'est pas refaite."""
        morceaux = list(self.query(Morceau))
        return morceaux if tuple(m.bloc for m in morceaux) == self._blocs else []

    def _choisir(self, morceau: Morceau | None) -> None:
        if self._choisi is not morceau:
            self.screen.refresh_bindings()
        self._choisi = morceau
        for autre in self.query(Morceau):
            autre.set_class(autre is morceau, "-choisi")

    def _se_voit(self, morceau: Morceau) -> bool:
        """Il se voit en entier, ou occupe tout l'écran."""
        haut, bas = self.scroll_offset.y, self.scroll_offset.y + self.scrollable_size.height
        region = morceau.virtual_region
        return haut <= region.y and min(region.bottom, region.y + bas - haut) <= bas

    def action_avancer(self, sens: int) -> None:
        """Choisit le lien suivant s'il se voit ; sinon, avance d'une ligne."""
        liens = [m for m in self._morceaux() if m.bloc.vers][::sens]
        apres = liens
        if self._choisi in liens:
            apres = liens[liens.index(self._choisi) + 1 :]
        if suivant := next((m for m in apres if self._se_voit(m)), None):
            self._choisir(suivant)
        else:
            self.scroll_relative(y=sens, animate=False, immediate=True)
        if self._choisi and not self._se_voit(self._choisi):
            self._choisir(None)

    def action_suivre(self) -> None:
        """Suit le lien choisi, s'il se voit."""
        if self._choisi and self._choisi.bloc.vers and self._se_voit(self._choisi):
            self.post_message(self.Suivi(self._choisi.bloc.vers))

    def on_click(self, event: events.Click) -> None:
        """Un clic suit un lien."""
        if self.screen.selections:
            return
        if isinstance(event.widget, Morceau) and event.widget.bloc.vers:
            self._choisir(event.widget)
            self.post_message(self.Suivi(event.widget.bloc.vers))
