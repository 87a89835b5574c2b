"""De quoi un graphe est fait : des points, leur phrase, et la matière que chacun ouvre."""

from typing import NamedTuple

from coach.modeles.texte import en_une_ligne
from coach.scoring.lignes import PreuveLue


class Piece(NamedTuple):
    """Un morceau de ce dont un chiffre est fait, et où il mène.

    `preuve`, sinon `journal` (et, si on le sait, la `reponse` et le passage [`debut`, `fin`[, en
    points de code), sinon `competence` (référentiel et code).
    """

    texte: str
    detail: str = ""
    preuve: PreuveLue | None = None
    journal: str = ""
    reponse: str = ""
    debut: int = 0
    fin: int = 0
    competence: tuple[str, str] | None = None


class Part(NamedTuple):
    """Un morceau de barre : sa sorte, que dit la légende, et sa valeur."""

    sorte: str
    valeur: float


class Point(NamedTuple):
    """Une ligne d'un graphe.

    `parts` : sa barre ; ou `trace` : ses signes, tels quels ; `chiffre` : ce qui se lit au bout ;
    `phrase` : la même chose en une phrase, sans dessin ; `pieces` : ce dont elle est faite.
    """

    nom: str
    phrase: str
    chiffre: str = ""
    parts: tuple[Part, ...] = ()
    trace: str = ""
    pieces: tuple[Piece, ...] = ()


class Graphe(NamedTuple):
    """Un graphe : ce qu'il montre, et ses points dans l'ordre où ils se lisent.

    `note` : comment le lire ; `vide` : ce qui le remplirait ; `legende` : les sortes et leur nom ;
    `entete` : une ligne de repères au-dessus des traces ; `plein` : la valeur d'une barre entière.
    """

    id: str
    titre: str
    note: str
    points: tuple[Point, ...]
    legende: tuple[tuple[str, str], ...] = ()
    entete: str = ""
    plein: float = 1.0
    vide: str = ""


def piece_de(preuve: PreuveLue, detail: str) -> Piece:
    """La pièce que fait une preuve."""
    dit = preuve.extrait or preuve.justification
    return Piece(en_une_ligne(dit), en_une_ligne(detail), preuve=preuve)
