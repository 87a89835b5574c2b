"""La conversation : les paroles du coach, les réponses, et celle que l'on choisit de modifier."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from coach.modeles.texte import sans_commandes
from coach.tui import gestes
from coach.tui.peinture.lecture import MARGE, Paragraphe, TexteLu
from coach.tui.peinture.paragraphe import EnLignes
from coach.tui.seance.recit import Bloc
from coach.tui.widgets.peint import Peint

_BORDS = 8
"""Cellules que prennent les marges d'un bloc : une ligne n'est jamais plus large."""

_AUTOUR = 5
"""Lignes que prennent toujours la tête, la réponse et le pied."""

_MARGES = {"but": 0, "passee": 2, "fait": 2}
"""Lignes blanches autour d'un bloc, quand ce n'est pas une."""

_A_LA_FOIS = 6
"""Blocs montés ensuite, à chaque fois."""

_RESPIRATION = 0.03
"""Secondes laissées aux frappes entre deux fois."""


class Dite(Peint):
    """Un bloc de la conversation."""

    def __init__(self, bloc: Bloc) -> None:
        super().__init__(classes=f"-{bloc.sorte}")
        self.bloc = bloc
        self.set_class(bloc.attend, "-attend")

    @property
    def texte_nu(self) -> str:
        """Le texte du bloc."""
        return sans_commandes(self.bloc.texte)

    @property
    def muettes(self) -> int:
        """La marge des lettres, quand il y a une lecture."""
        return MARGE if self.bloc.segments else 0

    def render(self) -> EnLignes:
        """Le texte tel quel ; une réponse porte sa lecture."""
        if self.bloc.segments:
            return TexteLu(self.bloc.texte, self.bloc.segments, self.app.theme_variables)
        return Paragraphe(self.bloc.texte)

    def montrer(self, bloc: Bloc) -> None:
        """Montre la nouvelle version de ce bloc."""
        if bloc != self.bloc:
            self.bloc = bloc
            self.set_class(bloc.attend, "-attend")
            self.refresh(layout=True)


class Conversation(VerticalScroll, can_focus=True):
    """Les blocs en ordre ; ↑ et ↓ y choisissent une réponse, Entrée la modifie."""

    AIDE = "conversation"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(gestes.CONVERSATION)

    @dataclass
    class Modifier(Message):
        """La personne veut récrire cette réponse."""

        reponse: str

    @dataclass
    class Expliquer(Message):
        """La personne demande ce que le coach a lu dans cette réponse."""

        reponse: str

    class Quittee(Message):
        """La personne redescend vers le champ."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self.choisie: str | None = None
        self._avant: list[Bloc] = []

    def on_mount(self) -> None:
        """Suit la fin de la conversation ; repeint les lectures quand le thème change."""
        self.anchor()
        self.watch(self.app, "theme", self._repeindre, init=False)

    def on_resize(self) -> None:
        """La barre suit la fin : Textual la déplace alors sans la repeindre."""
        if self.show_vertical_scrollbar:
            self.call_after_refresh(self.vertical_scrollbar.refresh)

    def _repeindre(self) -> None:
        for dite in self.query(Dite):
            dite.refresh()

    async def montrer(self, blocs: Sequence[Bloc]) -> None:
        """Met la conversation à jour ; ce qui n'a pas changé reste en place.

        D'une longue conversation que l'on reprend, la fin vient d'abord, le reste une fois peinte.
        """
        dites = list(self.query(Dite))
        d_abord = len(blocs) if dites else self._a_l_ecran(blocs)
        if d_abord < len(blocs):
            self._avant, blocs = list(blocs[:-d_abord]), blocs[-d_abord:]
            self.set_timer(_RESPIRATION * 4, self._monter_le_debut)
        elif self._avant:
            await self._monter_avant(len(self._avant))
            dites = list(self.query(Dite))
        communs = 0
        for dite, bloc in zip(dites, blocs, strict=False):
            if dite.bloc.cle != bloc.cle or dite.bloc.sorte != bloc.sorte:
                break
            dite.montrer(bloc)
            communs += 1
        async with self.batch():
            for dite in dites[communs:]:
                await dite.remove()
            await self.mount_all(Dite(bloc) for bloc in blocs[communs:])
        self.descendre()

    def _a_l_ecran(self, blocs: Sequence[Bloc]) -> int:
        """Combien de blocs, au moins, remplissent l'écran depuis le bas."""
        largeur, vide = max(8, self.app.size.width - _BORDS), self.app.size.height - _AUTOUR
        for rang, bloc in enumerate(reversed(blocs)):
            if vide <= 0:
                return rang
            vide -= _MARGES.get(bloc.sorte, 1) + sum(
                1 + len(ligne) // largeur for ligne in bloc.texte.split("\n")
            )
        return len(blocs)

    async def _monter_le_debut(self) -> None:
        """Monte quelques blocs de plus au-dessus des autres, puis laisse la main."""
        if self._avant:
            await self._monter_avant(_A_LA_FOIS)
            self.set_timer(_RESPIRATION, self._monter_le_debut)

    async def _monter_avant(self, nombre: int) -> None:
        morceau = self._avant[-nombre:]
        del self._avant[-nombre:]
        await self.mount_all((Dite(bloc) for bloc in morceau), before=0)

    def descendre(self) -> None:
        """Fait voir la fin : la question qui attend."""
        self._choisir(None)
        self.anchor()
        self.call_after_refresh(self.scroll_end, animate=False)

    # --- Choisir une réponse -----------------------------------------------------------------

    def _reponses(self) -> list[Dite]:
        return [d for d in self.query(Dite) if d.bloc.reponse]

    def _choisir(self, dite: Dite | None) -> None:
        self.choisie = dite.bloc.reponse if dite else None
        for autre in self._reponses():
            autre.set_class(autre is dite, "-choisie")
        if dite:
            self.scroll_to_widget(dite, animate=False)

    def action_choisir(self, sens: int) -> None:
        """Choisit la réponse d'avant ou d'après ; après la dernière, redescend au champ."""
        reponses = self._reponses()
        rangs = [n for n, d in enumerate(reponses) if d.bloc.reponse == self.choisie]
        rang = (rangs[0] if rangs else len(reponses)) + sens
        if rang >= len(reponses):
            self._choisir(None)
            self.scroll_end(animate=False)
            self.post_message(self.Quittee())
        elif rang >= 0:
            self._choisir(reponses[rang])

    def action_modifier(self) -> None:
        """Demande à récrire la réponse choisie."""
        if self.choisie:
            self.post_message(self.Modifier(self.choisie))

    def action_copier(self) -> None:
        """Copie la réponse choisie."""
        choisie = next((d for d in self._reponses() if d.bloc.reponse == self.choisie), None)
        self.app.copy_to_clipboard(choisie.texte_nu if choisie else "")

    def action_expliquer(self) -> None:
        """Demande ce que le coach a lu dans la réponse choisie."""
        if self.choisie:
            self.post_message(self.Expliquer(self.choisie))

    def on_click(self, event: events.Click) -> None:
        """Un clic choisit une réponse ; un clic sur celle qui l'est déjà la modifie."""
        if self.screen.selections:
            return
        if isinstance(event.widget, Dite) and event.widget.bloc.reponse:
            if event.widget.bloc.reponse == self.choisie:
                self.action_modifier()
            else:
                self._choisir(event.widget)
