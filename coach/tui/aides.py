"""L'aide écrite : celle d'un écran, celle de la pièce qui a le curseur."""

from textual.containers import ScrollableContainer
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, OptionList, RadioSet, Select, Switch, TextArea

from coach.dialogues.presentation import aide_de
from coach.tui.gestes import PIECES, Geste
from coach.tui.paroles import CATALOGUE, dire
from coach.tui.seance.conduite import Conduite

_SORTES: tuple[tuple[type[Widget], str], ...] = (
    (Input, "ligne"),
    (TextArea, "champ"),
    (Select, "menu"),
    (OptionList, "liste"),
    (RadioSet, "liste"),
    (Switch, "case"),
    (Checkbox, "case"),
    (Button, "bouton"),
    (ScrollableContainer, "texte"),
)
"""Les pièces qui ne se nomment pas : la première sorte qui convient."""


def nom_de_l_ecran(ecran: object) -> str:
    """Le nom de l'écran : celui de sa page d'aide."""
    return type(ecran).__name__.removeprefix("Ecran").lower()


def page_de(ecran: object) -> list[str]:
    """Les paragraphes de l'aide de cet écran ; aucun s'il n'en a pas.

    L'aide de la question posée vient d'abord : c'est là qu'elle reste quand l'appui s'estompe.
    """
    texte = CATALOGUE.sections["aide_page"].get(nom_de_l_ecran(ecran), "")
    return [*_aide_de_la_question(ecran), *(texte.split("\n") if texte else [])]


def _aide_de_la_question(ecran: object) -> list[str]:
    conduite: Conduite | None = getattr(ecran, "conduite", None)
    attendu = conduite.attendu() if conduite else None
    if conduite is None or attendu is None:
        return []
    aide = aide_de(conduite.moteur.protocole, attendu.demande)
    return [aide] if aide else []


def piece_de(widget: DOMNode | None) -> str:
    """Le nom d'une pièce : le sien (`AIDE`), ou celui de sa sorte ; vide s'il n'y en a pas."""
    nom: str = getattr(widget, "AIDE", "")
    return nom or next((n for sorte, n in _SORTES if isinstance(widget, sorte)), "")


def titre_de(piece: str) -> str:
    """« La conversation », « Une liste »."""
    return dire(f"zone.{piece}")


def gestes_de_la_piece(ecran: object, piece: str) -> tuple[Geste, ...]:
    """Les gestes que cette pièce a de plus que son écran."""
    return PIECES.get(nom_de_l_ecran(ecran), {}).get(piece, ())
