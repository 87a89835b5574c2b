"""Ce que montre une séance que l'on rejoue ; ce qu'on y fait est à côté."""

from collections.abc import Iterator

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from coach.modeles.lecture import Segment
from coach.supervision import dits
from coach.supervision.relecture import Moment
from coach.supervision.serie import Place, Serie
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.rejeu import vues
from coach.tui.widgets.peint import Phrase
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.relecture.rejoue import MomentRejoue, Parole, Vue, barre

_AUTOUR = 14
"""Lignes que l'écran de salle garde pour le reste, quand un texte s'aère."""

_MARGES = {False: 8, True: 20}
"""Cellules à droite et à gauche de la barre ; vrai pour la salle."""


class Rejouee(Ecran[None]):
    """Une série à la place où l'on en est.

    `natures` : elles se voient ; `salle` : grand et aéré, un moment à la fois ; `suite` : ce qui
    vient ensuite dans l'étape se voit aussi.
    """

    def __init__(self, serie: Serie) -> None:
        super().__init__()
        self.serie = serie
        self.place = Place()
        self.natures = True
        self.salle = False
        self.suite = False
        self.passage: tuple[Parole, Segment] | None = None
        self._taille: Size | None = None

    @property
    def moment(self) -> Moment | None:
        """Le dernier moment vu ; rien sur un intercalaire."""
        moments = self.serie.relecture(self.place).moments
        return moments[self.place.pas - 1] if self.place.pas else None

    def compose(self) -> ComposeResult:
        """Où l'on en est, ce qui se voit, pourquoi, et les touches."""
        yield Static(id="ou", markup=False)
        yield Static(id="progression", markup=False)
        yield Static(id="etape", markup=False)
        yield VerticalScroll(id="scene", can_focus=False)
        yield Static(id="pourquoi", markup=False)
        yield Pied()

    async def on_mount(self) -> None:
        """L'intercalaire de la première séance."""
        self.watch(self.app, "theme", self._repeindre, init=False)
        await self.montrer()

    async def on_resize(self) -> None:
        """La barre et l'air entre les lignes suivent la taille."""
        if self._taille not in (None, self.app.size):
            await self.montrer()

    async def montrer(self) -> None:
        """Montre la place où l'on est ; ce qui s'y voyait déjà reste."""
        self.passage, self._taille = None, self.app.size
        self.set_class(self.salle, "-salle")
        self.query_one("#pourquoi").display = False
        self._dire_ou()
        scene = self.query_one("#scene", VerticalScroll)
        neuves = [self._piece(vue) for vue in self._vues()]
        memes = _communes(list(scene.query(MomentRejoue)), neuves)
        async with scene.batch():
            await scene.query(".annonce").remove()
            for ancienne in list(scene.query(MomentRejoue))[memes:]:
                await ancienne.remove()
            await scene.mount_all(neuves[memes:])
            if not self.place.pas:
                await scene.mount_all(self._annonce())
        self.refresh_bindings()
        self.call_after_refresh(self._faire_voir)

    def _vues(self) -> list[Vue]:
        if not self.place.pas:
            return []
        relecture = self.serie.relecture(self.place)
        return vues(relecture, self.place.pas, seul=self.salle, suite=self.suite)

    def _piece(self, vue: Vue) -> MomentRejoue:
        aere = max(1, self.app.size.height - _AUTOUR) if self.salle else 0
        return MomentRejoue(vue, natures=self.natures, aere=aere)

    def _annonce(self) -> Iterator[Phrase]:
        """Le titre de la séance, son jour, ce qu'il faut en savoir, et comment commencer."""
        relecture = self.serie.relecture(self.place)
        titre, quand = dits.annonce(relecture)
        if len(self.serie.relectures) > 1:
            rang, total = self.place.seance + 1, len(self.serie.relectures)
            yield Phrase(dire("rejouer.seance", rang=rang, total=total), classes="annonce discret")
        yield Phrase(titre, classes="annonce titre")
        yield Phrase(quand, classes="annonce discret")
        for phrase in (dits.reserve(relecture), dire("rejouer.legende")):
            if phrase:
                yield Phrase(phrase, classes="annonce note")

    def _faire_voir(self) -> None:
        """Le dernier moment vécu, entier si l'écran y suffit, dès sa première ligne sinon."""
        scene = self.query_one("#scene", VerticalScroll)
        scene.scroll_home(animate=False, immediate=True)
        vecus = [m for m in scene.query(MomentRejoue) if not m.vue.a_venir]
        if len(vecus) > 1:
            haut = vecus[-1].outer_size.height > scene.size.height
            scene.scroll_to_widget(vecus[-1], animate=False, immediate=True, top=haut)
        # une barre cachée quand l'écran défile garde son ancienne place
        scene.vertical_scrollbar.position = scene.scroll_y

    # --- Où l'on en est --------------------------------------------------------------------------

    def _dire_ou(self) -> None:
        relecture = self.serie.relecture(self.place)
        titre = dits.annonce(relecture)[0]
        vus, total = self.place.pas, len(relecture.moments)
        ou = Text(dire("rejouer.ou", titre=titre, vus=vus, total=total), overflow="ellipsis")
        if self.joue:
            ou.append(dire("rejouer.joue", mots=self.mots_par_minute))
        self.query_one("#ou", Static).update(ou)
        couleurs = self.app.theme_variables
        largeur = max(8, self.app.size.width - _MARGES[self.salle])
        progression = barre(vus, total, largeur, couleurs["coach"], couleurs["filet"])
        self.query_one("#progression", Static).update(progression)
        self.query_one("#etape", Static).update(self._titre_de_l_etape())

    def _titre_de_l_etape(self) -> Text:
        """« Étape 2 sur 11 · Les faits » ; en salle, en capitales espacées."""
        relecture = self.serie.relecture(self.place)
        etape = relecture.etape(self.place.pas)
        if etape is None:
            return Text("")
        if self.salle:
            return Text(espacer(etape.titre), overflow="ellipsis", no_wrap=True)
        rang, total = relecture.etapes.index(etape) + 1, len(relecture.etapes)
        dit = dire("rejouer.etape", rang=rang, total=total, titre=etape.titre)
        return Text(dit, overflow="ellipsis", no_wrap=True)

    @property
    def joue(self) -> bool:
        """Vrai quand la séance avance d'elle-même."""
        return False

    @property
    def mots_par_minute(self) -> int:
        """La vitesse choisie."""
        raise NotImplementedError

    def _repeindre(self) -> None:
        self._dire_ou()
        for parole in self.query(Parole):
            parole.refresh()


def espacer(titre: str) -> str:
    """« Les faits » → « L E S   F A I T S », pour qui lit du fond de la salle."""
    return "   ".join(" ".join(mot) for mot in titre.upper().split())


def _communes(avant: list[MomentRejoue], apres: list[MomentRejoue]) -> int:
    """Combien de pièces, depuis la première, sont déjà là telles quelles."""
    for rang, (ancienne, neuve) in enumerate(zip(avant, apres, strict=False)):
        if ancienne.dessin != neuve.dessin:
            return rang
    return min(len(avant), len(apres))
