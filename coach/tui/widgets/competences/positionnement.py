"""Les pièces d'un positionnement : sa tête, et la question avec ce qui en fut dit."""

from collections.abc import Iterator
from datetime import datetime

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from coach.modeles.referentiel import NOMS_DES_CATEGORIES
from coach.modeles.texte import sans_commandes
from coach.positionnement import Activite, Question
from coach.positionnement import presentation as dits
from coach.tui.dates import heure
from coach.tui.paroles import dire
from coach.tui.widgets.peint import Phrase


class Tete(Horizontal):
    """Une ligne : ce que l'on regarde, où l'on en est, ce qui est gardé."""

    def compose(self) -> ComposeResult:
        """De gauche à droite."""
        yield Static(id="portee", markup=False)
        yield Static(id="avancement", markup=False)
        yield Static(id="garde", markup=False)

    def montrer(self, activite: Activite, garde_a: datetime | None) -> None:
        """Met la ligne à jour ; `garde_a` : l'heure de la dernière chose gardée."""
        titre = activite.portee.enseigne
        if not activite.mien:
            titre = dire("positionnement.par", par=activite.par, titre=titre)
        nom = Text(sans_commandes(titre), overflow="ellipsis", no_wrap=True)
        self.query_one("#portee", Static).update(nom)
        fait, total = activite.avancement
        avancement = dire("positionnement.avancement", fait=fait, total=total)
        self.query_one("#avancement", Static).update(avancement)
        garde = (
            dire("seance.garde", heure=heure(garde_a)) if garde_a else dire("seance.rien_encore")
        )
        self.query_one("#garde", Static).update(f"· {garde}")


class Demande(VerticalScroll, can_focus=True):
    """La question, ou à la fin ce qui fut dit cette fois."""

    def montrer(self, activite: Activite) -> None:
        """Montre où en est l'activité, depuis le haut."""
        question = activite.question
        phrases = _question(activite, question) if question else _fin(activite)
        self.query(Phrase).remove()
        self.mount_all(list(phrases))
        self.scroll_home(animate=False)


def _question(activite: Activite, question: Question) -> Iterator[Phrase]:
    """Le titre officiel, l'énoncé, pourquoi lui, ce qui en fut dit."""
    competence = question.competence
    titre = dire("referentiel.nom", code=competence.code, titre=competence.titre)
    yield Phrase(titre, classes="titre")
    if question.item is not None:
        nom = NOMS_DES_CATEGORIES.get(question.item.categorie, "")
        yield Phrase(nom, classes="discret")
    yield Phrase(dits.enonce(question, mien=activite.mien), classes="enonce")
    yield Phrase(dits.pourquoi(question, mien=activite.mien), classes="discret")
    if dit := dits.deja_dit(question, activite.aujourd_hui):
        yield Phrase(dit)


def _fin(activite: Activite) -> Iterator[Phrase]:
    """Ce qui fut dit cette fois, et ce qui reste."""
    titre, *lignes = dits.bilan(activite)
    yield Phrase(titre, classes="titre")
    for ligne in lignes:
        yield Phrase(ligne)
    yield Phrase(dits.reste(activite), classes="fin")
