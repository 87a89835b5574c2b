"""Ce que dit un document, avant toute forme : des parties, des blocs, et rien que du texte.

Aucun texte d'ici n'est une balise, un code ou un lien : chaque forme l'écrit tel quel. Les textes
sont en NFC ; un saut de ligne dans un paragraphe est gardé.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

GenreDeDocument = Literal["livret", "portfolio", "journal"]
"""Le gabarit dont une personne peut récrire la mise en page."""


Identite = tuple[tuple[str, str], ...]
"""Ce que la personne choisit de dire d'elle : des termes et leurs valeurs, dans l'ordre."""


@dataclass(frozen=True)
class Paragraphe:
    """Quelques phrases ; `renvois` : les numéros des preuves qui les soutiennent.

    `note` : une phrase du document lui-même, plus discrète que celles de la personne.
    """

    texte: str
    renvois: tuple[int, ...] = ()
    note: bool = False


@dataclass(frozen=True)
class Citation:
    """Un extrait, tel qu'il fut écrit ; `source` : d'où et de quand il vient, en clair."""

    texte: str
    source: str = ""
    renvois: tuple[int, ...] = ()


@dataclass(frozen=True)
class Liste:
    """Des éléments courts, dans l'ordre ; `numerotee` : l'ordre compte."""

    elements: tuple[str, ...]
    numerotee: bool = False


@dataclass(frozen=True)
class Fiche:
    """Des termes et ce qui s'en dit : une identité, une séance."""

    lignes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Colonne:
    """Une colonne de tableau ; `part` : sa largeur, relative à celles des autres."""

    titre: str
    part: int = 1


@dataclass(frozen=True)
class Tableau:
    """Un tableau à titre ; chaque ligne a autant de cellules qu'il y a de colonnes."""

    titre: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Preuve:
    """Une ligne de la table des preuves ; `numero` (dès 1) est ce que citent les `renvois`."""

    numero: int
    date: str
    extrait: str
    source: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableDesPreuves:
    """Toutes les preuves du document, dans l'ordre de leurs numéros."""

    preuves: tuple[Preuve, ...]


@dataclass(frozen=True)
class Barre:
    """Une ligne d'un graphe : son nom, ses morceaux (un par sorte de la légende), ce qui se lit."""

    nom: str
    parts: tuple[float, ...]
    chiffre: str = ""


@dataclass(frozen=True)
class Graphique:
    """Des barres couchées, empilées par sorte ; `alternative` dit la même chose en phrases.

    `plein` : la valeur d'une barre entière ; `note` : comment le lire.
    """

    titre: str
    sortes: tuple[str, ...]
    barres: tuple[Barre, ...]
    plein: float
    alternative: str
    note: str = ""


Bloc = Paragraphe | Citation | Liste | Fiche | Tableau | TableDesPreuves | Graphique


@dataclass(frozen=True)
class Partie:
    """Un titre, ce qui le suit, puis ses sous-parties.

    `de_la_personne` : c'est elle qui a écrit ce titre ; il se revoit comme ses autres textes.
    `cle` : le nom court par lequel un modèle d'école la demande ; à défaut, il vient du titre.
    """

    titre: str
    blocs: tuple[Bloc, ...] = ()
    parties: tuple["Partie", ...] = ()
    nouvelle_page: bool = False
    de_la_personne: bool = False
    cle: str = ""


@dataclass(frozen=True)
class Document:
    """Tout ce qui se remet.

    `langue` : étiquette BCP 47 ; `date` : celle qui s'écrit, en clair ; `mention` : la phrase du
    bas de la première page ; `sommaire` : annoncer les parties au début ; `auteur` : le nom mis
    dans les propriétés du fichier, aucun s'il est vide.
    """

    genre: GenreDeDocument
    titre: str
    parties: tuple[Partie, ...]
    sous_titre: str = ""
    identite: Identite = ()
    date: str = ""
    mention: str = ""
    langue: str = "fr"
    sommaire: bool = False
    auteur: str = ""

    def blocs(self) -> Iterator[Bloc]:
        """Tous les blocs, dans l'ordre où ils se lisent."""
        for partie in self.parties:
            yield from _blocs(partie)


def _blocs(partie: Partie) -> Iterator[Bloc]:
    yield from partie.blocs
    for sous in partie.parties:
        yield from _blocs(sous)
