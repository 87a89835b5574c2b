"""Choisir une compétence : par son code ou par des mots, dans les référentiels que l'on suit."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.modeles.referentiel import Competence, Referentiel
from coach.referentiels import ErreurDeReferentiel, charger
from coach.referentiels.recherche import chercher
from coach.tui import gestes
from coach.tui.competences.fiches import Adresse, nom
from coach.tui.ecran import Fenetre
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles

_TROUVEES = 12
"""Compétences montrées de chaque référentiel, les plus proches d'abord."""


class EcranVers(Fenetre[Adresse]):
    """Rend la compétence choisie ; `referentiel` : celui où l'on cherche d'abord."""

    CSS_PATH = feuilles("vers")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "renoncer", show=False),
        Binding("down", "descendre", show=False),
        gestes.aide_d_une_fenetre(),
    ]

    def __init__(self, referentiel: str) -> None:
        super().__init__()
        self._referentiel = referentiel
        self._trouvees: list[Adresse] = []

    def compose(self) -> ComposeResult:
        """La recherche, ce qu'elle trouve."""
        with Vertical():
            yield Static(dire("portfolio.vers"), classes="titre", markup=False)
            yield Input(placeholder=dire("referentiel.chercher"), compact=True)
            yield OptionList(id="trouvees", markup=False)
            yield Static(dire("portfolio.vers_rappel"), classes="rappel", markup=False)

    def on_mount(self) -> None:
        """Le champ d'abord."""
        self.query_one(Input).focus()
        self._lister()

    @on(Input.Changed)
    def _lister(self) -> None:
        demande = self.query_one(Input).value.strip()
        trouvees = [(r, c) for r in self._referentiels() for c in _trouver(r, demande)]
        self._trouvees = [Adresse(r.id, c.code) for r, c in trouvees]
        liste = self.query_one(OptionList)
        liste.set_options(
            Option(Paragraphe(f"{r.id}\u00a0{nom(c.code, c.titre)}")) for r, c in trouvees
        )
        liste.highlighted = 0 if trouvees else None

    def _referentiels(self) -> Iterator[Referentiel]:
        """Celui de la preuve, puis ceux que suit la personne."""
        suivis = self.coach.reglages.referentiels
        for identifiant in dict.fromkeys((self._referentiel, *suivis)):
            try:
                yield charger(identifiant)
            except ErreurDeReferentiel:
                continue

    @on(Input.Submitted)
    def prendre(self) -> None:
        """Entrée prend la première, ou celle du curseur."""
        rang = self.query_one(OptionList).highlighted
        if rang is not None:
            self.dismiss(self._trouvees[rang])

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """La ligne choisie."""
        self.dismiss(self._trouvees[choix.option_index])

    def action_descendre(self) -> None:
        """Du champ, va à la liste."""
        self.query_one(OptionList).focus()

    def action_renoncer(self) -> None:
        """Laisse comme avant."""
        self.dismiss(None)


def _trouver(referentiel: Referentiel, demande: str) -> tuple[Competence, ...]:
    if not demande:
        return tuple(referentiel.competences)
    return chercher(referentiel, demande, _TROUVEES)
