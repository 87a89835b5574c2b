"""Choisir ce qui fera les parties d'un dossier libre : des compétences, des groupes, ou tout."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.livret.libre import choisies
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import sans_commandes
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

_MARQUES = {True: "[x]", False: "[ ]"}


class EcranParties(Ecran[tuple[str, ...]]):
    """Rend les codes cochés, dans l'ordre où ils l'ont été ; aucun : tout le référentiel."""

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.PARTIES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, referentiel: Referentiel) -> None:
        super().__init__()
        self._referentiel = referentiel
        self._codes: list[str] = []

    def compose(self) -> ComposeResult:
        """Le référentiel, ce qui est coché, la liste."""
        with Vertical(classes="liste"):
            titre = dire("livrets.parties_titre", nom=self._referentiel.id)
            yield Static(titre, classes="titre", markup=False)
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="parties")
        yield Pied()

    @property
    def _liste(self) -> Liste:
        return self.query_one(Liste)

    def on_mount(self) -> None:
        """La première ligne est prête."""
        self._lister()
        rangs = (n for n, option in enumerate(self._liste.options) if not option.disabled)
        self._liste.highlighted = next(rangs, None)
        self._liste.focus()

    def repeindre(self) -> None:
        """Les mêmes parties, aux couleurs du thème."""
        self._lister()

    def _lister(self) -> None:
        """Refait la liste, le curseur sur la même ligne."""
        rang = self._liste.highlighted
        self._liste.set_options(self._options())
        self._liste.highlighted = rang
        self.query_one("#etat", Static).update(Paragraphe(self._etat()))

    def _etat(self) -> str:
        if not self._codes:
            return dire("livrets.parties_toutes", nombre=len(choisies(self._referentiel, ())))
        cle = "livrets.parties_une" if len(self._codes) == 1 else "livrets.parties_cochees"
        return dire(cle, nombre=len(self._codes), codes=sans_commandes(", ".join(self._codes)))

    def _options(self) -> Iterator[Option]:
        yield self._section("groupes")
        for groupe in self._referentiel.groupes:
            reunies = choisies(self._referentiel, [groupe.code])
            if reunies:
                detail = dire("livrets.parties_reunies", nombre=len(reunies[0][2]))
                yield self._ligne(groupe.code, groupe.titre, detail)
        yield self._section("competences")
        for competence in self._referentiel.competences:
            yield self._ligne(competence.code, competence.titre)

    def _section(self, nom: str) -> Option:
        couleur = self.app.theme_variables["coach"]
        return Option(Text(dire(f"livrets.parties_{nom}"), f"bold {couleur}"), disabled=True)

    def _ligne(self, code: str, titre: str, detail: str = "") -> Option:
        texte = Text(sans_commandes(f"{code} · {' '.join(titre.split())}"))
        if detail:
            texte.append(f" · {detail}", self.app.theme_variables["discret"])
        return Option(Paragraphe(texte, tete=f"{_MARQUES[code in self._codes]} "), id=code)

    def action_cocher(self) -> None:
        """Prend la ligne choisie, ou la laisse."""
        option = self._liste.highlighted_option
        if option is None or option.id is None:
            return
        if option.id in self._codes:
            self._codes.remove(option.id)
        else:
            self._codes.append(option.id)
        self._lister()

    @on(OptionList.OptionSelected)
    def action_commencer(self) -> None:
        """Commence le dossier avec ce qui est coché."""
        self.dismiss(tuple(self._codes))

    def action_retour(self) -> None:
        """Revient sans rien commencer."""
        self.dismiss(None)
