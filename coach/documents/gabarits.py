"""Les gabarits HTML et Markdown : ceux qui sont livrés, ou ceux que la personne a récrits.

Un gabarit récrit n'a que le document : il tourne dans un bac à sable, et ce qu'il écrit s'échappe
de soi-même.
"""

import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, get_args

from markupsafe import Markup

from coach.documents.erreurs import ErreurDeDocument
from coach.documents.graphiques import PAGE, dessiner
from coach.documents.markdown import en_cellule, en_ligne, en_paragraphe
from coach.documents.markdown_blocs import en_bloc
from coach.documents.modele import GenreDeDocument

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

FormeDeGabarit = Literal["html", "md"]

LIVRES = Path(__file__).with_name("gabarits")
_LARGEUR_SUR_PAGE = 400
"""En unités du dessin : tient sur un téléphone sans que le texte y devienne petit."""


def nom_du_gabarit(genre: GenreDeDocument, forme: FormeDeGabarit) -> str:
    """Le nom du fichier qui récrit cette forme de ce genre : « livret.html.j2 »."""
    return f"{genre}.{forme}.j2"


def gabarits_livres() -> tuple[str, ...]:
    """Les noms des fichiers qu'une personne peut récrire, genre par genre."""
    formes: tuple[FormeDeGabarit, ...] = get_args(FormeDeGabarit)
    genres: tuple[GenreDeDocument, ...] = get_args(GenreDeDocument)
    return tuple(nom_du_gabarit(genre, forme) for genre in genres for forme in formes)


def copier_gabarit(genre: GenreDeDocument, forme: FormeDeGabarit, dossier: Path) -> Path:
    """Pose dans `dossier` le gabarit livré, prêt à récrire ; rend son chemin.

    Lève `ErreurDeDocument` s'il y est déjà ou si le dossier ne s'écrit pas.
    """
    copie = dossier / nom_du_gabarit(genre, forme)
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        with copie.open("x", encoding="utf-8", newline="\n") as ouvert:
            ouvert.write((LIVRES / f"document.{forme}.j2").read_text(encoding="utf-8"))
    except FileExistsError as erreur:
        raise ErreurDeDocument("gabarit_existe", fichier=copie.name) from erreur
    except OSError as erreur:
        detail = erreur.strerror or "?"
        raise ErreurDeDocument("ecriture", fichier=copie.name, detail=detail) from erreur
    return copie


def rediger(vue: dict[str, Any], forme: FormeDeGabarit, gabarits: Path | None) -> str:
    """Le texte du document, par le gabarit de la personne s'il y en a un.

    Lève `ErreurDeDocument`, qui nomme le fichier et la ligne.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    nom = nom_du_gabarit(vue["genre"], forme)
    if gabarits is None or not (gabarits / nom).is_file():
        gabarits, nom = None, f"document.{forme}.j2"
    atelier = _atelier(forme, gabarits)
    try:
        return atelier.get_template(nom).render(document=vue, mots=vue["mots"])
    except (UnicodeDecodeError, OSError) as erreur:
        raise ErreurDeDocument("gabarit_illisible", fichier=nom) from erreur
    except TemplateSyntaxError as erreur:
        fichier, detail = erreur.name or nom, str(erreur.message)
        raise ErreurDeDocument(
            "gabarit_syntaxe", fichier=fichier, ligne=erreur.lineno, detail=detail
        ) from erreur
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as erreur:
        raise _faute(erreur, nom) from erreur
    except (AttributeError, RecursionError, MemoryError) as erreur:
        raise _faute(erreur, nom) from erreur


def _atelier(forme: FormeDeGabarit, gabarits: Path | None) -> "ImmutableSandboxedEnvironment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    dossiers = [LIVRES] if gabarits is None else [gabarits, LIVRES]
    atelier = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(dossiers),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_en_markdown if forme == "md" else None,
    )
    del atelier.filters["safe"]  # rien de ce que la personne écrit ne devient une balise
    atelier.filters.update(_FILTRES[forme])
    return atelier


def paragraphes(texte: str) -> list[list[str]]:
    """Le texte en paragraphes (une ligne vide les sépare), chacun en lignes."""
    return [groupe.split("\n") for groupe in re.split(r"\n{2,}", texte) if groupe]


def _dessin(graphique: dict[str, Any]) -> Markup:
    return dessiner(graphique, PAGE, largeur=_LARGEUR_SUR_PAGE)


def _dieses(niveau: int) -> Markup:
    """Le titre du document a pris le premier niveau ; le Markdown en a six."""
    return Markup("#" * min(niveau + 1, 6))


_FILTRES: dict[FormeDeGabarit, dict[str, Callable[..., object]]] = {
    "html": {"dessin": _dessin, "paragraphes": paragraphes},
    "md": {
        "bloc": en_bloc,
        "paragraphe": en_paragraphe,
        "cellule": en_cellule,
        "dieses": _dieses,
    },
}
"""Ce qu'un gabarit peut demander ; docs/documents.md les dit."""


def _en_markdown(valeur: object) -> object:
    """Ce qui n'a pas déjà été mis en Markdown s'échappe."""
    return valeur if hasattr(valeur, "__html__") else en_ligne(str(valeur))


def _faute(erreur: Exception, nom: str) -> ErreurDeDocument:
    from jinja2 import TemplateNotFound, UndefinedError
    from jinja2.exceptions import SecurityError

    fichier, ligne = _lieu(erreur.__traceback__, nom)
    lieu = {"fichier": fichier, "ligne": ligne}
    if isinstance(erreur, UndefinedError):
        return ErreurDeDocument("gabarit_inconnu", **lieu, detail=nom_inconnu(erreur))
    if isinstance(erreur, TemplateNotFound):
        return ErreurDeDocument("gabarit_introuvable", **lieu, detail=erreur.name or "?")
    if isinstance(erreur, SecurityError):
        return ErreurDeDocument("gabarit_interdit", **lieu)
    return ErreurDeDocument("gabarit_echec", **lieu, detail=str(erreur) or type(erreur).__name__)


def nom_inconnu(erreur: Exception) -> str:
    """Le nom que jinja2 n'a pas trouvé : le dernier qu'il cite."""
    cites = re.findall(r"'([^']+)'", str(erreur))
    return str(cites[-1]) if cites else str(erreur)


def _lieu(trace: TracebackType | None, nom: str) -> tuple[str, int]:
    """Le gabarit et la ligne les plus proches de la faute."""
    lieu = (nom, 1)
    while trace is not None:
        fichier = Path(trace.tb_frame.f_code.co_filename)
        if fichier.suffix == ".j2":
            lieu = (fichier.name, trace.tb_lineno)
        trace = trace.tb_next
    return lieu
