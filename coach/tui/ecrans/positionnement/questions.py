"""Choisir soi-même ce que l'on regarde : les compétences, et les énoncés de celle d'ici."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.modeles.progression import Cible
from coach.modeles.texte import sans_commandes
from coach.positionnement import Activite
from coach.positionnement import presentation as dits
from coach.positionnement.echelle import reponse
from coach.tui import gestes, lignes
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranQuestions(Ecran[Cible]):
    """Rend ce que la personne veut regarder, ou rien."""

    CSS_PATH = feuilles("journaux")
    GESTES = gestes.QUESTIONS
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, activite: Activite) -> None:
        super().__init__()
        self._activite = activite
        self._cibles: dict[str, Cible] = {}

    def compose(self) -> ComposeResult:
        """Une ligne par compétence, une par énoncé de celle que l'on regarde."""
        with Vertical(classes="liste"):
            yield Static(dire("questions.titre"), classes="titre", markup=False)
            yield Static(Paragraphe(dire("questions.conseil")), classes="etat")
            yield Liste(id="questions")
        yield Pied()

    def on_mount(self) -> None:
        """La question d'ici est choisie."""
        liste = self.query_one(OptionList)
        options = list(self._options())
        liste.set_options(options)
        question = self._activite.question
        ici = question.cible if question else None
        rangs = (n for n, cible in enumerate(self._cibles.values()) if cible == ici)
        liste.highlighted = next(rangs, 0)
        liste.focus()

    def repeindre(self) -> None:
        """Les mêmes lignes, aux couleurs du thème."""
        self.query_one(Liste).refaire(self._options())

    def _options(self) -> Iterator[Option]:
        self._cibles.clear()
        portee, question = self._activite.portee, self._activite.question
        une_seule = len(portee.competences) == 1
        for competence in portee.competences:
            titre = dire("referentiel.nom", code=competence.code, titre=competence.titre)
            yield self._option(titre, portee.niveau(competence))
            if une_seule or (question and question.competence.code == competence.code):
                for item, cible in zip(competence.items, portee.enonces(competence), strict=True):
                    yield self._option(dire("questions.enonce", enonce=item.enonce), cible)

    def _option(self, titre: str, cible: Cible) -> Option:
        identifiant = f"cible-{len(self._cibles)}"
        self._cibles[identifiant] = cible
        dernier = self._activite.regards.dernier(cible, self._activite.par)
        if dernier is None:
            detail = dire("questions.non_dit")
        else:
            quand = dits.jour(dernier.quand.date(), self._activite.aujourd_hui)
            detail = dire("questions.dit", niveau=reponse(dernier.niveau).dite, quand=quand)
        if cible.item is not None:
            detail = f"  {detail}"
        discret = self.app.theme_variables["discret"]
        return Option(lignes.ligne(sans_commandes(titre), detail, discret), id=identifiant)

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """La personne a choisi."""
        self.dismiss(self._cibles[str(choix.option_id)])

    def nommer(self, action: str) -> str:
        """Entrée, ici, choisit."""
        return dire("geste_ici.choisir") if action == "ouvrir" else ""

    def action_ouvrir(self) -> None:
        """Regarde la ligne choisie."""
        self.query_one(OptionList).action_select()

    def action_retour(self) -> None:
        """Revient sans choisir."""
        self.dismiss(None)
