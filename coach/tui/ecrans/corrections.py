"""Ce que vous m'avez appris : les passages corrigés que le coach retient ; chacun s'oublie."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.carnet.corrections import Correction
from coach.carnet.erreurs import ErreurDeCarnet
from coach.modeles.texte import sans_commandes
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.dates import jour_relatif
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import style_de
from coach.tui.peinture.paragraphe import Paragraphe, Pile
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranCorrections(Ecran[None]):
    """Les corrections retenues, la plus récente d'abord."""

    CSS_PATH = feuilles("journaux")
    GESTES = gestes.CORRECTIONS
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self._corrections: Sequence[Correction] = ()
        self._oublis: list[list[str]] = []

    def compose(self) -> ComposeResult:
        """À quoi cela sert, puis une correction par ligne."""
        with Vertical(classes="liste"):
            yield Static(dire("corrections.titre"), classes="titre", markup=False)
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="corrections")
        yield Pied()

    def on_mount(self) -> None:
        """On est tout de suite dans la liste."""
        self.query_one(Liste).focus()

    def on_screen_resume(self) -> None:
        """Une séance relue ou supprimée a pu tout changer."""
        self._lister()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        if action == "defaire":
            return bool(self._oublis)
        if action == "oublier":
            return self._choisie is not None
        if action == "ouvrir":
            return bool(self._choisie and self._choisie.seance)
        return True

    # --- La liste ----------------------------------------------------------------------------

    def _lister(self) -> None:
        corrections = self.coach.tenter(lambda: self.coach.carnet.corrections())
        if corrections is None:
            return
        self._corrections = corrections
        liste = self.query_one(Liste)
        rang = liste.highlighted or 0
        liste.set_options(self._options())
        nombre = len(self._corrections)
        liste.highlighted = min(rang, nombre - 1) if nombre else None
        self.query_one("#etat", Static).update(Paragraphe(self._etat()))
        self.refresh_bindings()

    def _etat(self) -> str:
        nombre = len(self._corrections)
        if not nombre:
            return dire("corrections.vide", **self._touches)
        compte = dire("corrections.une") if nombre == 1 else dire("corrections.des", nombre=nombre)
        return f"{compte} {dire('corrections.conseil')}"

    def _options(self) -> Iterator[Option]:
        couleurs, aujourd_hui = self.app.theme_variables, self.coach.horloge().date()
        for correction in self._corrections:
            nature = correction.nature
            texte = Text(sans_commandes(" ".join(correction.texte.split())))
            jour = jour_relatif(correction.quand.astimezone().date(), aujourd_hui)
            titre = sans_commandes(correction.titre) or dire("accueil.sans_titre")
            cle = "corrections.detail" if correction.seance else "corrections.sans_seance"
            dit = dire(f"corrections.c_est_{nature}")
            detail = dire(cle, jour=jour, titre=titre)
            precise = Text(dit, style_de(nature, couleurs))
            precise = Text.assemble(precise, (f" · {detail}", couleurs["discret"]))
            yield Option(Pile(Paragraphe(texte), Paragraphe(precise, tete="  ")))

    @property
    def _touches(self) -> dict[str, str]:
        return noms_des_touches(self.app)

    @property
    def _choisie(self) -> Correction | None:
        rang = self.query_one(Liste).highlighted if self.is_mounted else None
        return self._corrections[rang] if rang is not None else None

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Relit la séance où la correction fut faite."""
        if (choisie := self._choisie) and choisie.seance:
            self.coach.lire_seance(choisie.seance)

    def action_oublier(self) -> None:
        """Oublie la correction choisie ; la suivante prend sa place."""
        if choisie := self._choisie:
            oubli = self.coach.tenter(lambda: self.coach.carnet.oublier(choisie.id))
            if oubli is not None:
                self._oublis.append(oubli)
                self.notify(dire("corrections.oubliee", **self._touches), markup=False)
            self._lister()

    def action_defaire(self) -> None:
        """Revient sur le dernier oubli ; encore, sur celui d'avant."""
        if not self._oublis:
            return
        try:
            for annulation in self._oublis[-1]:
                self.coach.carnet.annuler(annulation)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            return
        self._oublis.pop()
        self._lister()
        self.notify(dire("corrections.revenue"), markup=False)

    def action_retour(self) -> None:
        """Revient d'où l'on vient."""
        self.dismiss()
