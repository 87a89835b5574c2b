"""Les graphes du portfolio : un à la fois, dessiné ou en phrases ; chaque ligne s'ouvre."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from coach.carnet import ErreurDeCarnet
from coach.exposition import textes
from coach.exposition.graphes import immediats
from coach.exposition.points import Graphe
from coach.portfolio import Portfolio
from coach.portfolio.seances import lire_la_seance
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.portfolio import traits
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

_RELUES_A_LA_FOIS = 5
"""Séances relues entre deux nouvelles de l'avancement."""


class EcranGraphes(Ecran[None]):
    """Les graphes de `vu` ; `referentiel` : celui dont on voit les groupes."""

    CSS_PATH = feuilles("journaux", "portfolio")
    GESTES = gestes.GRAPHES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, vu: Portfolio, referentiel: str) -> None:
        super().__init__()
        self._vu = vu
        self._referentiel = referentiel
        self._graphes: list[Graphe] = []
        self._rang = 0
        self._en_phrases = False
        self._attendus = 2
        """Graphes qui viendront quand les textes seront relus."""

    def compose(self) -> ComposeResult:
        """Le titre, comment le lire, la légende, les lignes."""
        with Vertical(classes="liste"):
            yield Static(id="titre", classes="titre", markup=False)
            yield Static(id="etat", classes="etat", markup=False)
            yield Static(id="legende", markup=False)
            yield Liste(id="points")
        yield Pied()

    def on_mount(self) -> None:
        """Les graphes que le carnet donne aussitôt ; les autres se préparent."""
        try:
            filtres = self._vu.filtres
            self._graphes = list(immediats(self.coach.carnet, self._vu, filtres, self._referentiel))
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        self.watch(self.app, "theme", self._montrer, init=False)
        self.query_one(Liste).focus()

    def on_resize(self) -> None:
        """La largeur est connue, ou change."""
        self._montrer()

    @property
    def _graphe(self) -> Graphe | None:
        return self._graphes[self._rang] if self._rang < len(self._graphes) else None

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _montrer(self) -> None:
        """Le graphe choisi, le curseur au plus récent."""
        graphe = self._graphe
        total = len(self._graphes) + self._attendus
        if graphe is None:
            titre = dire("graphes.textes")
            self._dire(titre, total, dire("graphes.relire"), Text())
            self.query_one(Liste).clear_options()
            self._relire_les_textes()
            return
        legende = Text() if self._en_phrases else self._reperes(graphe)
        self._dire(graphe.titre, total, graphe.note if graphe.points else graphe.vide, legende)
        liste = self.query_one(Liste)
        rang = liste.highlighted
        liste.set_options(self._options(graphe))
        nombre = len(graphe.points)
        dernier = nombre - 1 if rang is None else min(rang, nombre - 1)
        liste.highlighted = dernier if nombre else None
        self.refresh_bindings()

    def _dire(self, titre: str, total: int, note: str, legende: Text) -> None:
        rang = dire("graphes.titre", titre=titre, rang=self._rang + 1, total=total)
        self.query_one("#titre", Static).update(rang)
        self.query_one("#etat", Static).update(Paragraphe(note))
        piece = self.query_one("#legende", Static)
        piece.update(legende)
        piece.display = bool(legende.plain)

    def _reperes(self, graphe: Graphe) -> Text:
        couleurs = self.app.theme_variables
        if graphe.legende:
            return traits.legende(graphe, couleurs)
        return Text(traits.entete(graphe, self._largeur) if graphe.points else "")

    @property
    def _largeur(self) -> int:
        """Cellules d'une ligne, l'ascenseur à part."""
        return max(40, self.query_one(Liste).size.width - 3)

    def _options(self, graphe: Graphe) -> list[Option]:
        if self._en_phrases:
            return [Option(Paragraphe(p.phrase)) for p in graphe.points]
        couleurs = self.app.theme_variables
        return [Option(traits.dessiner(graphe, p, self._largeur, couleurs)) for p in graphe.points]

    # --- Relire les textes -----------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="textes", exit_on_error=False)
    def _relire_les_textes(self) -> None:
        """Relit les séances hors de ce fil, la plus récente d'abord, et dit où il en est."""
        ici = get_current_worker()
        try:
            resumes = self.coach.carnet.lister(self._vu.filtres.des_seances())
            lues = []
            for rang, resume in enumerate(resumes):
                if ici.is_cancelled:
                    return
                lues.append(lire_la_seance(self.coach.carnet, resume.id))
                if rang % _RELUES_A_LA_FOIS == 0:
                    self.app.call_from_thread(self._avancer, rang, len(resumes))
        except ErreurDeCarnet as erreur:
            self.app.call_from_thread(self.coach.signaler, erreur)
            return
        self.app.call_from_thread(self._ajouter, textes.relus(lues))

    def _avancer(self, fait: int, total: int) -> None:
        if self.is_mounted and self._graphe is None:
            phrase = dire("graphes.avance", fait=fait, total=total)
            self.query_one("#etat", Static).update(Paragraphe(phrase))

    def _ajouter(self, relus: Sequence[Graphe]) -> None:
        if self.is_mounted and self._attendus:
            attendait = self._graphe is None
            self._graphes += relus
            self._attendus = 0
            if attendait:
                self.query_one(Liste).highlighted = None
                self._montrer()

    # --- Les gestes ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """N'ouvre que ce qui a de quoi s'ouvrir."""
        if action == "ouvrir" and self.is_mounted:
            return self._graphe is not None and bool(self._graphe.points)
        return True

    def nommer(self, action: str) -> str:
        """La touche dit ce qu'elle montrera."""
        if action != "tableau":
            return ""
        return dire("geste_ici.dessin" if self._en_phrases else "geste_ici.phrases")

    def action_tourner(self, sens: int) -> None:
        """Passe au graphe d'après, ou d'avant."""
        total = len(self._graphes) + self._attendus
        self._rang = (self._rang + sens) % total
        self.query_one(Liste).clear_options()
        self._montrer()

    def action_tableau(self) -> None:
        """Passe du dessin aux phrases, et retour."""
        self._en_phrases = not self._en_phrases
        self._montrer()

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Montre ce dont la ligne choisie est faite."""
        from coach.tui.ecrans.portfolio.matiere import EcranMatiere

        graphe, rang = self._graphe, self.query_one(Liste).highlighted
        if graphe is None or rang is None:
            return
        point = graphe.points[rang]
        if point.pieces:
            self.app.push_screen(EcranMatiere(graphe.titre, point))
        else:
            self.notify(point.phrase, markup=False)

    def action_copier(self) -> None:
        """Copie le graphe en phrases."""
        if graphe := self._graphe:
            lignes = [graphe.titre, graphe.note, *(p.phrase for p in graphe.points)]
            self.app.copy_to_clipboard("\n".join(lignes))

    def action_retour(self) -> None:
        """Revient au portfolio."""
        self.workers.cancel_group(self, "textes")
        self.dismiss()
