"""Écrire un passage : la consigne au-dessus, les preuves en dessous, le brouillon gardé."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from coach.erreurs import ErreurEnClair
from coach.livret import Atelier, Passage
from coach.livret.longueurs import mots_dits, visee
from coach.modeles.texte import d_une_traite
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.livret.entree import choisir_des_offres, delier
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.terminal import editeur
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.pied import Pied

_DELAI = 0.5
"""Secondes sans frappe avant de mettre le brouillon à l'abri."""


class ChampDePassage(Compositeur):
    """Entrée y va toujours à la ligne : une ligne vide sépare deux paragraphes."""

    def _entree_envoie(self) -> bool:
        return False


class EcranPassage(Ecran[str]):
    """Rend l'identifiant du passage écrit, ou rien : le brouillon attend alors dans l'atelier.

    `passage` : celui que l'on récrit ; `preuves` : des preuves figées.
    """

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.PASSAGE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(
        self,
        atelier: Atelier,
        partie: str,
        texte: str = "",
        preuves: tuple[str, ...] = (),
        passage: str | None = None,
    ) -> None:
        super().__init__()
        self.atelier = atelier
        self._partie = atelier.partie(partie)
        self._texte, self._preuves, self._passage = texte, preuves, passage
        self._avant = atelier.livret.passage(passage) if passage else None
        self._fini = False
        self._champ = ChampDePassage(id="texte")

    def compose(self) -> ComposeResult:
        """Ce que demande la partie, le champ, les preuves du passage, le compte."""
        with Vertical(classes="liste"):
            yield Static(self._partie.titre, classes="titre", markup=False)
            yield Static(Paragraphe(self._partie.consigne), classes="etat")
            yield self._champ
            yield Static(id="preuves", markup=False)
            yield Static(id="compte", classes="etat", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """Le texte d'avant est là, le curseur à la fin."""
        self._champ.load_text(self._texte)
        self._champ.move_cursor(self._champ.document.end)
        self._champ.focus()
        self._attente = self.set_timer(_DELAI, self._garder, pause=True)
        self._citer()

    def _citer(self) -> None:
        """Montre ce que le passage cite."""
        siennes = [self.atelier.livret.preuves[p] for p in self._preuves]
        dites = [f"› {d_une_traite(p.extrait)}" for p in siennes]
        self.query_one("#preuves", Static).update(Paragraphe("\n".join(dites)))
        self._compter()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sans preuve, il n'y a rien à délier."""
        return action != "delier" or bool(self._preuves)

    @on(TextArea.Changed)
    def _frappe(self) -> None:
        self._compter()
        self._attente.stop()
        self._attente = self.set_timer(_DELAI, self._garder)

    def _compter(self) -> None:
        mots = len(self._champ.text.split())
        autres = sum(
            p.mots for p in self.atelier.livret.de(self._partie.id) if p.id != self._passage
        )
        dit = dire(
            "livret.compte_du_passage",
            mots=mots_dits(mots),
            partie=mots + autres,
            vises=visee(self._partie.mots),
        )
        self.query_one("#compte", Static).update(Paragraphe(dit))

    def _garder(self) -> None:
        """Met à l'abri ce qui est écrit, s'il diffère de ce que le livret porte."""
        self.coach.tenter(self._abriter)

    def _abriter(self) -> None:
        """Comme `_garder`. Lève `ErreurEnClair`."""
        if self._fini:
            return
        texte, avant = self._champ.text, self._avant
        if avant is None or texte != avant.texte or self._preuves != avant.preuves:
            self.atelier.commencer(self._partie.id, texte, self._preuves, self._passage)

    def perdrait(self) -> str:
        """Ce que le carnet n'a pas pu prendre."""
        try:
            self._abriter()
        except ErreurEnClair:
            return self._champ.text
        return ""

    # --- Les gestes ------------------------------------------------------------------------------

    def action_garder(self) -> None:
        """Le passage entre dans le livret."""
        if (ecrit := self.coach.tenter(self._ecrire)) is not None:
            self._fini = True
            self.dismiss(ecrit.id)

    def _ecrire(self) -> Passage:
        texte = self._champ.text
        if self._avant is None:
            return self.atelier.ecrire(self._partie.id, texte, self._preuves)
        ecrit = self.atelier.recrire(self._avant.id, texte)
        for otee in set(self._avant.preuves) - set(self._preuves):
            ecrit = self.atelier.delier(ecrit.id, otee)
        return self.atelier.lier(ecrit.id, *self._preuves)

    def action_citer(self) -> None:
        """Lie au passage ce que le carnet offre ; le texte attend dans le champ."""

        def ajouter(preuves: tuple[str, ...]) -> None:
            self._preuves = tuple(dict.fromkeys((*self._preuves, *preuves)))
            self._citer()
            self._garder()

        choisir_des_offres(self.coach, self.atelier, self._partie, ajouter)

    def action_delier(self) -> None:
        """Ôte une preuve du passage."""

        def oter(preuve: str) -> None:
            self._preuves = tuple(p for p in self._preuves if p != preuve)
            self._citer()
            self._garder()

        delier(self.coach, [self.atelier.livret.preuves[p] for p in self._preuves], oter)

    def action_rediger(self) -> None:
        """Continue le passage dans l'éditeur de la personne ; ce qui ne va pas laisse le champ."""
        self._garder()
        avant = self._champ.text
        apres, phrase = editeur.passer_la_main(self.app, avant)
        self._champ.focus()
        if apres != avant:
            self._champ.ecrire(apres)
        self.notify(phrase, markup=False)

    def action_retour(self) -> None:
        """Revient à l'atelier ; la phrase en cours y attend."""
        self._garder()
        if self.peut_partir():
            self._fini = True
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Fermer le coach ne perd rien."""
        self._garder()
