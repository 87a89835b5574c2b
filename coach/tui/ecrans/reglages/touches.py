"""Les touches de chaque geste, écran par écran ; en donner une autre, ou rendre la sienne."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.widgets.option_list import Option

from coach.tui import gestes
from coach.tui.clavier.francais import touches_du_geste
from coach.tui.clavier.touches import (
    lire_touche,
    nom_de_touche,
    personnelles,
    touches_de,
    verifier_touches,
)
from coach.tui.ecran import Ecran, Fenetre
from coach.tui.gestes import ECRANS, GENERAUX, PIECES, Geste
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe, Pile
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

_LIBELLE, _TOUCHES, _NOM = 30, 18, 20
"""Cellules du libellé d'un geste, de ses touches, puis de son nom dans le fichier."""

_BORDS = 12
"""Cellules prises autour d'une ligne ; à l'étroit, le nom s'efface."""

_APRES_L_OUVERTURE = 0.1
"""Secondes avant d'ajouter les lignes qui ne se voient pas d'abord."""


class EcranTouches(Ecran[None]):
    """La page des touches."""

    CSS_PATH = feuilles("touches")
    GESTES = gestes.TOUCHES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self._fait = ""

    def compose(self) -> ComposeResult:
        """Ce qui est à savoir, puis la liste."""
        with Vertical():
            yield Static(dire("page_touches.titre"), id="titre", markup=False)
            yield Static(id="etat", markup=False)
            yield Liste(id="liste")
        yield Pied()

    def on_mount(self) -> None:
        """La liste a le curseur, sur le premier geste ; ce qui se voit y vient d'abord."""
        liste, options = self.query_one(Liste), list(self._options())
        visibles = self.app.size.height
        liste.set_options(options[:visibles])
        liste.highlighted = 1
        liste.focus()
        self._dire_ce_qui_est_a_savoir()
        suite = partial(liste.add_options, options[visibles:])
        self._suite = self.set_timer(_APRES_L_OUVERTURE, suite)

    def repeindre(self) -> None:
        """Les mêmes gestes, aux couleurs du thème."""
        self._montrer()

    def _montrer(self) -> None:
        self._suite.stop()  # tout vient maintenant
        liste = self.query_one(Liste)
        rang, haut = liste.highlighted, liste.scroll_offset.y
        liste.set_options(self._options())
        liste.highlighted = rang
        liste.scroll_to(y=haut, animate=False)
        self._dire_ce_qui_est_a_savoir()

    def _dire_ce_qui_est_a_savoir(self) -> None:
        self.query_one("#etat", Static).update(Pile(*map(Paragraphe, self._a_savoir())))

    def _a_savoir(self) -> Iterator[str]:
        """Ce qui vient d'être fait, combien de gestes ont changé, et ce qui ne va pas."""
        siennes = self.coach.reglages.touches
        nombre = len(siennes)
        cle = {0: "compte_zero", 1: "compte_un"}.get(nombre, "compte")
        yield self._fait or dire(f"page_touches.{cle}", nombre=nombre)
        yield from verifier_touches(siennes)

    def _options(self) -> Iterator[Option]:
        for rang, (nom, siens) in enumerate(_par_ecran()):
            if rang:
                yield Option("", disabled=True)
            yield Option(Text(dire(f"page_touches.{nom}"), "bold"), disabled=True)
            for geste in siens:
                yield Option(self._ligne(geste), id=f"{nom}-{geste.nom}")

    def _ligne(self, geste: Geste) -> Text:
        siens = geste.nom in self.coach.reglages.touches
        marque = dire("page_touches.marque") if siens else " "
        touches = touches_du_geste(geste, self.coach.touches) or dire("page_touches.sans")
        ligne = Text(f"{marque} ") + _colonne(geste.libelle, _LIBELLE)
        ligne += _colonne(touches, _TOUCHES, "bold" if siens else "")
        if self.app.size.width >= _LIBELLE + _TOUCHES + _NOM + _BORDS:
            ligne.append(geste.nom, self.app.theme_variables["discret"])
        return ligne

    @property
    def _vise(self) -> Geste | None:
        option = self.query_one(Liste).highlighted_option
        if option is None or option.id is None:
            return None
        ecran, _, nom = option.id.partition("-")
        siens = dict(_par_ecran())[ecran]
        return next(g for g in siens if g.nom == nom)

    # --- Changer -------------------------------------------------------------------------------

    @on(Liste.OptionSelected)
    def action_changer(self) -> None:
        """Demande la nouvelle touche du geste visé."""
        if (geste := self._vise) is not None:
            ecran = EcranTouche(geste, self.coach.reglages.touches)
            self.app.push_screen(ecran, lambda touche: self._donner(geste, touche))

    def _donner(self, geste: Geste, touche: str | None) -> None:
        if touche is None:
            return
        siennes = {**self.coach.reglages.touches, geste.nom: (touche,)}
        self.coach.preferences.changer(touches=siennes)
        nom = nom_de_touche(lire_touche(touche) or touche)
        self._fait = dire("page_touches.prise", geste=geste.libelle, touche=nom)
        self._montrer()

    def action_rendre(self) -> None:
        """Rend au geste visé sa touche d'origine."""
        geste, siennes = self._vise, dict(self.coach.reglages.touches)
        if geste is not None and geste.nom in siennes:
            del siennes[geste.nom]
            self.coach.preferences.changer(touches=siennes)
            self._fait = dire("page_touches.rendue", geste=geste.libelle)
            self._montrer()

    def action_retour(self) -> None:
        """Revient aux réglages."""
        self.dismiss()


class EcranTouche(Fenetre[str | None]):
    """Attend une touche pour `geste` ; rend son nom, ou rien."""

    CSS_PATH = feuilles("valeur")

    def __init__(self, geste: Geste, siennes: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._geste, self._siennes = geste, siennes

    def compose(self) -> ComposeResult:
        """La demande, et ce qui ne va pas dans la dernière touche pressée."""
        aujourdhui = touches_du_geste(self._geste, self._siennes_lues())
        phrase = dire("page_touches.presser", geste=self._geste.libelle)
        with Vertical():
            yield Static(Paragraphe(phrase), classes="titre")
            dite = aujourdhui or dire("page_touches.sans")
            aide = dire("page_touches.presser_aide", touches=dite)
            yield Static(Paragraphe(aide), classes="rappel")
            yield Static(classes="souci", markup=False)

    def _siennes_lues(self) -> dict[str, str]:
        return {nom: ",".join(touches) for nom, touches in self._siennes.items()}

    async def on_key(self, event: events.Key) -> None:
        """Prend la touche si elle convient ; sinon, dit pourquoi et attend encore."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        if self._geste.nom != "aide" and event.key in _aide(self.app):
            await self.app.run_action("aide")  # ces touches sont prises : autant qu'elles aident
            return
        touche = event.key if lire_touche(event.key) == event.key else (event.character or "")
        avant = set(verifier_touches(self._siennes))
        essai = {**self._siennes, self._geste.nom: (touche or event.key,)}
        fautes = [p for p in verifier_touches(essai) if p not in avant]
        if not fautes:
            self.dismiss(touche)
            return
        souci = self.query_one(".souci", Static)
        souci.update(Pile(*map(Paragraphe, fautes)))
        souci.display = True


def _aide(app: object) -> tuple[str, ...]:
    """Les touches qui ouvrent l'aide."""
    return touches_de(next(g for g in GENERAUX if g.nom == "aide"), personnelles(app))


def _colonne(texte: str, largeur: int, style: str = "") -> Text:
    """Le texte sur `largeur` cellules, coupé s'il dépasse."""
    colonne = Text(texte, style)
    colonne.truncate(largeur - 1, overflow="ellipsis", pad=True)
    return colonne.append(" ")


def _par_ecran() -> Iterator[tuple[str, tuple[Geste, ...]]]:
    """Les gestes de tous les écrans, puis ceux de chacun et de ses pièces, chacun une fois."""
    yield "partout", GENERAUX
    for ecran, siens in ECRANS.items():
        pieces = [g for piece in PIECES.get(ecran, {}).values() for g in piece]
        yield ecran, tuple({g.nom: g for g in (*siens, *pieces)}.values())
