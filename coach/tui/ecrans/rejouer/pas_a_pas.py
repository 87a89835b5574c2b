"""Rejouer une séance : un moment, puis le suivant ; à son rythme, ou d'elle-même."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from coach.modeles.lecture import Segment
from coach.supervision import dits, rythme
from coach.supervision.serie import Place, Serie
from coach.tui import gestes
from coach.tui.ecrans.rejouer.scene import Rejouee
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.peinture.themes import CONTRASTE
from coach.tui.styles import feuilles
from coach.tui.widgets.relecture.rejoue import Parole


class EcranRejouer(Rejouee):
    """Une série qui se déroule ; rien ne s'écrit, rien n'est retenu."""

    CSS_PATH = feuilles("rejouer")
    GESTES = gestes.REJOUER
    BINDINGS: ClassVar[list[BindingType]] = [
        *gestes.liaisons(GESTES),
        Binding("down", "defiler(1)", show=False),
        Binding("up", "defiler(-1)", show=False),
    ]

    def __init__(self, serie: Serie) -> None:
        super().__init__(serie)
        self.vitesse = rythme.HABITUELLE
        self._minuteur: Timer | None = None
        self._theme = ""

    def on_unmount(self) -> None:
        """Le thème d'avant la salle revient."""
        self._rendre_le_theme()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        if action in ("avancer", "jouer"):
            return self.place != self.serie.derniere or self.joue
        if action in ("reculer", "debut"):
            return self.place != Place()
        if action in ("expliquer", "passage"):
            return bool(self._passages())
        if action == "copier":
            return self.moment is not None
        return action != "vitesse" or self.joue

    def nommer(self, action: str) -> str:
        """La touche qui joue met aussi en pause ; celle de la salle en fait sortir."""
        if action == "jouer" and self.joue:
            return dire("geste_ici.mettre_en_pause")
        return dire("geste_ici.sortir_de_la_salle") if action == "salle" and self.salle else ""

    # --- Avancer, reculer, sauter ----------------------------------------------------------------

    async def aller(self, place: Place) -> None:
        """Va à cette place ; si la séance se joue, elle repart de là."""
        self.place = place
        if self.joue:
            self._armer()
        await self.montrer()

    async def action_avancer(self) -> None:
        """Le moment d'après."""
        await self.aller(self.serie.apres(self.place))

    async def action_reculer(self) -> None:
        """Le moment d'avant."""
        await self.aller(self.serie.avant(self.place))

    async def action_etape(self, sens: int) -> None:
        """L'étape d'après, ou celle d'avant."""
        await self.aller(self.serie.etape_voisine(self.place, sens))

    async def action_debut(self) -> None:
        """Revient au début, et s'y arrête."""
        self._arreter()
        await self.aller(Place())

    def action_etapes(self) -> None:
        """Choisit une étape, ou une séance, dans la liste."""
        from coach.tui.ecrans.rejouer.reperes import EcranReperes

        async def y_aller(place: Place | None) -> None:
            if place is not None:
                await self.aller(place)

        self._arreter()
        self.app.push_screen(EcranReperes(self.serie, self.place), y_aller)

    def action_defiler(self, sens: int) -> None:
        """Fait défiler un moment plus haut que l'écran."""
        scene = self.query_one("#scene", VerticalScroll)
        scene.scroll_relative(y=sens * 2, animate=False)

    # --- D'elle-même -----------------------------------------------------------------------------

    @property
    def joue(self) -> bool:
        """Vrai quand la séance avance d'elle-même."""
        return self._minuteur is not None

    @property
    def mots_par_minute(self) -> int:
        """La vitesse choisie."""
        return rythme.MOTS_PAR_MINUTE[self.vitesse]

    async def action_jouer(self) -> None:
        """Avance d'elle-même, ou s'arrête là."""
        if self.joue:
            self._arreter()
        elif self.place != self.serie.derniere:
            self._armer()
        self._dire_ou()
        self.refresh_bindings()

    def action_vitesse(self, sens: int) -> None:
        """Plus vite, ou plus lentement."""
        self.vitesse = rythme.vitesse_voisine(self.vitesse, sens)
        if self.joue:
            self._armer()
        self._dire_ou()

    def _armer(self) -> None:
        """Laisse au moment qui se voit le temps d'être lu ; au bout, tout s'arrête."""
        self._arreter()
        if self.place != self.serie.derniere:
            attente = rythme.duree(self.moment, self.vitesse)
            self._minuteur = self.set_timer(attente, self.action_avancer)

    def _arreter(self) -> None:
        if self._minuteur is not None:
            self._minuteur.stop()
            self._minuteur = None

    # --- Ce qui se voit --------------------------------------------------------------------------

    async def action_natures(self) -> None:
        """Montre ou cache ce que le coach lit."""
        self.natures = not self.natures
        await self.montrer()

    async def action_suite(self) -> None:
        """Montre ou cache ce qui vient ensuite dans l'étape."""
        self.suite = not self.suite
        self.notify(dire("rejouer.suite" if self.suite else "rejouer.sans_suite"), markup=False)
        await self.montrer()

    async def action_salle(self) -> None:
        """Passe en grand pour une salle, au thème le plus contrasté ; ou en revient."""
        self.salle = not self.salle
        if self.salle:
            self._theme, self.app.theme = self.app.theme, CONTRASTE
        else:
            self._rendre_le_theme()
        await self.montrer()

    def _rendre_le_theme(self) -> None:
        if self._theme:
            self.app.theme, self._theme = self._theme, ""

    # --- Les passages ----------------------------------------------------------------------------

    def _passages(self) -> list[tuple[Parole, Segment]]:
        return [(p, s) for p in self.query(Parole) for s in p.lus]

    def action_passage(self, sens: int) -> None:
        """Choisit le passage d'après, ou d'avant."""
        passages = self._passages()
        if not passages:
            return
        rang = next((n for n, p in enumerate(passages) if p == self.passage), None)
        if rang is None:
            rang = -1 if sens > 0 else 0
        self._choisir(passages[(rang + sens) % len(passages)])

    def _choisir(self, passage: tuple[Parole, Segment]) -> None:
        for parole in self.query(Parole):
            parole.choisir(passage[1] if parole is passage[0] else None)
        self.passage = passage
        if self.query_one("#pourquoi").display:
            self._expliquer(passage[1])

    def action_expliquer(self) -> None:
        """Dit pourquoi le passage choisi est lu ainsi ; le referme si c'est déjà dit."""
        pourquoi = self.query_one("#pourquoi")
        if pourquoi.display:
            pourquoi.display = False
            return
        self._arreter()
        if self.passage is None:
            self.action_passage(1)
        if self.passage is not None:
            self._expliquer(self.passage[1])

    def _expliquer(self, segment: Segment) -> None:
        from coach.analyse import expliquer

        texte = segment.texte.replace("\n", " ")
        raison = expliquer(segment, a_qui_ecrit=False)
        dit = dire("lecture.pourquoi", texte=texte, raison=raison)
        pourquoi = self.query_one("#pourquoi", Static)
        pourquoi.update(Paragraphe(dit))
        pourquoi.display = True

    # --- Copier, partir --------------------------------------------------------------------------

    def action_copier(self) -> None:
        """Copie le moment où l'on est, en texte."""
        if self.moment is not None:
            self.app.copy_to_clipboard(dits.corps(self.moment))

    def action_retour(self) -> None:
        """Referme l'explication, puis la salle se quitte, puis l'écran."""
        pourquoi = self.query_one("#pourquoi")
        if pourquoi.display:
            pourquoi.display = False
        else:
            self._arreter()
            self.dismiss()
