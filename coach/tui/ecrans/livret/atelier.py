"""L'atelier du livret : ses parties, ses passages, et ce que chacun montre ou demande."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from coach.livret import Atelier, Partie, Passage
from coach.livret.longueurs import mots_dits
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.competences.preuves import Endroit, relire
from coach.tui.livret import fiches, lignes
from coach.tui.livret.ecriture import AvecPassages
from coach.tui.livret.suite import AvecSuite
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

_SUR_UN_PASSAGE = frozenset({"recrire", "citer", "monter", "descendre", "retirer"})


class EcranLivret(AvecPassages, AvecSuite):
    """Mène l'atelier d'un livret ; tout s'y écrit à mesure."""

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.LIVRET
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, atelier: Atelier) -> None:
        super().__init__(atelier)
        self._vu = atelier.carnet.version()

    @property
    def _liste(self) -> Liste:
        return self.query_one(Liste)

    @property
    def _fiche(self) -> Fiche:
        return self.query_one(Fiche)

    def compose(self) -> ComposeResult:
        """Le titre, où en est le livret, ses parties et ses passages, la fiche de la ligne."""
        with Horizontal():
            with Vertical(classes="liste"):
                yield Static(id="titre", classes="titre", markup=False)
                yield Static(id="etat", classes="etat", markup=False)
                yield Liste(id="parties")
            yield Fiche(id="fiche")
        yield Pied()

    def on_mount(self) -> None:
        """On est tout de suite dans les parties, à la première qui reste à écrire."""
        self._liste.focus()
        vides = [f"partie:{etat.partie.id}" for etat in self.atelier.etats() if etat.vide]
        self.lister(next(iter(vides), ""))

    def on_screen_resume(self) -> None:
        """Une séance a pu s'écrire, une autre fenêtre toucher au livret : on relit s'il le faut."""
        self.coach.tenter(self._relire)

    def _relire(self) -> None:
        version = self.atelier.carnet.version()
        if version != self._vu:
            self._vu = version
            self.atelier.rafraichir()
            self.lister()

    def repeindre(self) -> None:
        """Les mêmes lignes, aux couleurs du thème."""
        self.lister()

    # --- La liste et la fiche --------------------------------------------------------------------

    def lister(self, choisi: str = "") -> None:
        """Refait la liste, le curseur sur `choisi`, ou sur la même ligne."""
        liste = self._liste
        option = liste.highlighted_option
        voulu, rang = choisi or (option.id if option else None), liste.highlighted or 0
        options = list(lignes.des_parties(self.atelier, self.app.theme_variables["discret"]))
        liste.set_options(options)
        memes = [n for n, o in enumerate(options) if o.id == voulu]
        liste.highlighted = next(iter(memes), min(rang, len(options) - 1))
        self.query_one("#titre", Static).update(self.atelier.livret.titre)
        self.query_one("#etat", Static).update(Paragraphe(self._etat()))
        self._montrer()

    def _etat(self) -> str:
        livret = self.atelier.livret
        etat = mots_dits(livret.mots)
        if livret.versions:
            etat += " · " + dire("livret.versions", nombre=len(livret.versions))
        if self.atelier.commence is not None:
            etat += "\n" + dire("livret.commence", **noms_des_touches(self.app))
        return etat

    @on(OptionList.OptionHighlighted)
    def _montrer(self) -> None:
        """La fiche suit la ligne choisie, là où elle se voit."""
        if self.has_class("-large") or self.has_class("-fiche"):
            self._remplir_la_fiche()
        self.refresh_bindings()

    def _remplir_la_fiche(self) -> None:
        if passage := self.passage():
            jour, touches = self.coach.horloge().date(), noms_des_touches(self.app)
            blocs = self.coach.tenter(
                lambda: fiches.du_passage(self.atelier, passage, jour, touches)
            )
            self._fiche.montrer(blocs or [])
        elif partie := self.partie():
            self._fiche.montrer(fiches.de_la_partie(self.atelier, partie))

    def passage(self) -> Passage | None:
        """Le passage de la ligne choisie."""
        sorte, _, identifiant = self._designe().partition(":")
        return self.atelier.livret.passage(identifiant) if sorte == "passage" else None

    def partie(self) -> Partie | None:
        """La partie de la ligne choisie, ou celle de son passage."""
        sorte, _, identifiant = self._designe().partition(":")
        if sorte == "passage":
            passage = self.passage()
            identifiant = passage.partie if passage else ""
        return self.atelier.genre.partie(identifiant)

    def _designe(self) -> str:
        option = self._liste.highlighted_option if self.is_mounted else None
        return (option.id or "") if option else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire là où l'on est."""
        if not self.is_mounted:
            return True
        if action in _SUR_UN_PASSAGE:
            return self.passage() is not None
        if action == "delier":
            passage = self.passage()
            return passage is not None and bool(self.atelier.livret.preuves_de(passage))
        if action == "defaire":
            return self.atelier.peut_annuler
        if action == "retablir":
            return self.atelier.peut_retablir
        if action == "versions":
            return bool(self.atelier.livret.versions)
        if action in ("verifier", "repeter", "figer", "remettre"):
            return bool(self.atelier.livret.passages)
        return True

    def nommer(self, action: str) -> str:
        """Au pied, des noms courts."""
        return dire(f"geste_ici.{action}") if action in ("ecrire", "offres") else ""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Quand il n'y a de place que pour un volet, c'est celui où l'on est."""
        self.set_class(event.widget is self._fiche, "-fiche")
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Plus large, la fiche apparaît : elle se remplit."""
        self.call_after_refresh(self._montrer)

    @on(Fiche.Suivi)
    def suivre(self, suivi: Fiche.Suivi) -> None:
        """Relit la séance d'une preuve."""
        if isinstance(suivi.vers, Endroit):
            relire(self.coach, suivi.vers)

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Récrit le passage choisi ; sur une partie, en commence un."""
        if self.passage():
            self.action_recrire()
        else:
            self.action_ecrire()

    def action_lire_la_fiche(self) -> None:
        """Passe à la fiche, ou en revient."""
        if self._fiche.has_focus:
            self._liste.focus()
        else:
            self.add_class("-fiche")
            self._remplir_la_fiche()
            self._fiche.lire()

    def action_retour(self) -> None:
        """De la fiche à la liste, puis d'où l'on vient."""
        if self._fiche.has_focus:
            self._liste.focus()
        else:
            self.dismiss()
