"""Là où l'on répond : les six réponses, le mot qui les accompagne, ce qui vient d'être gardé."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from coach.modeles.base import Niveau
from coach.positionnement.echelle import reponse
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.widgets.competences.niveaux import Niveaux
from coach.tui.widgets.ligne import LigneAEcrire

_DELAI = 0.4
"""Secondes sans frappe avant de mettre à l'abri le mot commencé."""


class Reponses(Vertical):
    """Un avis, l'échelle, et une ligne pour un mot ; `voulu` : la réponse qui attend le sien."""

    @dataclass
    class Donnee(Message):
        """La personne répond, avec ou sans un mot."""

        niveau: Niveau
        mot: str

    @dataclass
    class MotCommence(Message):
        """La frappe s'est posée."""

        texte: str

    class Renoncee(Message):
        """Un mot était demandé ; il n'est pas venu."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self.voulu: Niveau | None = None
        self._dernier: Niveau | None = None

    @property
    def mot(self) -> Input:
        """La ligne du mot."""
        return self.query_one(Input)

    @property
    def niveaux(self) -> Niveaux:
        """L'échelle."""
        return self.query_one(Niveaux)

    def compose(self) -> ComposeResult:
        """De haut en bas."""
        yield Static(id="avis", markup=False)
        yield Niveaux(id="niveaux")
        yield Static(id="sens", markup=False)
        yield LigneAEcrire(id="mot", compact=True)

    def on_mount(self) -> None:
        """De quoi attendre que la frappe se pose."""
        self._attente = self.set_timer(_DELAI, self._abriter, pause=True)

    def on_resize(self) -> None:
        """Une autre largeur : les descriptions tiennent à leur place, ou se disent dessous."""
        self.call_after_refresh(self.dire_le_sens)

    # --- Ce qui se montre ------------------------------------------------------------------------

    def preparer(self, dernier: Niveau | None, mot: str, invite: str) -> None:
        """Une question neuve : ce qui en fut dit, le mot commencé, ce qui invite à en écrire un."""
        self.voulu, self._dernier = None, dernier
        self.mot.placeholder = invite
        self.niveaux.montrer(dernier)
        self.dire_le_sens()
        self.ecrire(mot)

    def ecrire(self, mot: str) -> None:
        """Met ce mot dans la ligne."""
        self._attente.stop()
        with self.prevent(Input.Changed):
            self.mot.value = mot.replace("\n", " ")

    def dire(self, phrases: Sequence[str]) -> None:
        """Montre ces phrases au-dessus de l'échelle ; aucune, rien."""
        avis = self.query_one("#avis", Static)
        avis.update(Paragraphe("\n".join(phrases)))
        avis.display = bool(phrases)

    def demander(self, niveau: Niveau, demande: str) -> None:
        """Cette réponse attend un mot : la ligne le demande."""
        self.voulu = niveau
        self.niveaux.montrer(self._dernier, niveau)
        self.dire([dire("positionnement.mot", niveau=reponse(niveau).dite, demande=demande)])
        self.mot.placeholder = demande
        self.mot.focus()

    def quitter_le_mot(self) -> None:
        """Revient à l'échelle : le mot commencé reste, la réponse qui l'attendait non."""
        if self.voulu is not None:
            self.voulu = None
            self.niveaux.montrer(self._dernier)
            self.dire(())
        self.niveaux.focus()

    @on(OptionList.OptionHighlighted)
    def dire_le_sens(self) -> None:
        """À l'étroit, la réponse sous le curseur se décrit dessous."""
        sens = self.query_one("#sens", Static)
        sens.update(Paragraphe(self.niveaux.sens, tete="     "))
        sens.display = bool(self.niveaux.sens)

    # --- Ce que la personne fait -----------------------------------------------------------------

    @on(Niveaux.Choisi)
    def choisie(self, choix: Niveaux.Choisi) -> None:
        """Entrée, ou un clic, sur une réponse."""
        choix.stop()
        self.post_message(self.Donnee(choix.niveau, self.mot.value))

    @on(Input.Submitted)
    def mot_ecrit(self, ecrit: Input.Submitted) -> None:
        """Entrée dans la ligne : la réponse qui attendait, ou le retour à l'échelle."""
        ecrit.stop()
        if self.voulu is None:
            self.niveaux.focus()
        elif self.mot.value.strip():
            self.post_message(self.Donnee(self.voulu, self.mot.value))
        else:
            self.post_message(self.Renoncee())

    @on(Input.Changed)
    def attendre(self, change: Input.Changed) -> None:
        """Chaque frappe repousse la mise à l'abri."""
        change.stop()
        self._attente.stop()
        self._attente = self.set_timer(_DELAI, self._abriter)

    def _abriter(self) -> None:
        self.post_message(self.MotCommence(self.mot.value))
