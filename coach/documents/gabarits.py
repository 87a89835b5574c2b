"""Les gabarits HTML et Markdown : ceux qui sont livrés, ou ceux que la personne a récrits.

Un gabarit récrit n'a que le document : il tourne dans un bac à sable, et ce qu'il écrit s'échappe
de soi-même.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from coach.documents.disque import poser
from coach.documents.erreurs import DocumentNonPose, ErreurDeDocument
from coach.documents.graphiques import PAGE, dessiner
from coach.documents.markdown import en_cellule, en_ligne, en_paragraphe
from coach.documents.markdown_blocs import en_bloc
from coach.documents.modele import GenreDeDocument
from coach.pose import PoseImpossible

if TYPE_CHECKING:
    from jinja2 import Environment

FormeDeGabarit = Literal["html", "md"]

LIVRES = Path(__file__).with_name("gabarits")
_LARGEUR_SUR_PAGE = 400
"""En unités du dessin : tient sur un téléphone sans que le texte y devienne petit."""

_CITE = 80
"""Points de code cités au plus d'une ligne fautive."""


def nom_du_gabarit(genre: GenreDeDocument, forme: FormeDeGabarit) -> str:
    """Le nom du fichier qui récrit cette forme de ce genre : « livret.html.j2 »."""
    return f"{genre}.{forme}.j2"


def copier_gabarit(genre: GenreDeDocument, forme: FormeDeGabarit, dossier: Path) -> Path:
    """Pose dans `dossier` le gabarit livré, prêt à récrire ; rend son chemin.

    Lève `ErreurDeDocument` s'il y est déjà ou si le dossier ne s'écrit pas.
    """
    copie = dossier / nom_du_gabarit(genre, forme)
    if os.path.lexists(copie):
        raise ErreurDeDocument("gabarit_existe", fichier=copie.name)
    try:
        dossier.mkdir(parents=True, exist_ok=True)
    except OSError as erreur:
        raise DocumentNonPose(PoseImpossible.du_systeme(erreur, copie)) from erreur
    poser({copie: (LIVRES / f"document.{forme}.j2").read_bytes()})
    return copie


def rediger(vue: dict[str, Any], forme: FormeDeGabarit, gabarits: Path | None) -> str:
    """Le texte du document, par le gabarit de la personne s'il y en a un.

    Lève `ErreurDeDocument`, qui nomme le fichier et la ligne.
    """
    from jinja2 import TemplateError

    nom = nom_du_gabarit(vue["genre"], forme)
    if gabarits is None or not (gabarits / nom).is_file():
        gabarits, nom = None, f"document.{forme}.j2"
    dossiers = [LIVRES] if gabarits is None else [gabarits, LIVRES]
    try:
        gabarit = atelier(forme, dossiers).get_template(nom)
        return gabarit.render(document=vue, mots=vue["mots"])
    except TemplateError as erreur:
        raise _faute(erreur, nom, dossiers) from erreur
    except (UnicodeDecodeError, OSError) as erreur:
        raise ErreurDeDocument("gabarit_illisible", fichier=nom) from erreur
    except Exception as erreur:  # un gabarit récrit peut échouer de toutes les façons
        raise _faute(erreur, nom, dossiers) from erreur


def atelier(forme: FormeDeGabarit, dossiers: list[Path]) -> "Environment":
    """De quoi remplir les gabarits de ces dossiers : tout texte s'y échappe de soi-même."""
    from jinja2 import FileSystemLoader

    from coach.documents.bac import bac_a_sable

    bac = bac_a_sable(
        loader=FileSystemLoader(dossiers),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_en_markdown if forme == "md" else None,
    )
    bac.filters.update(_FILTRES[forme])
    return bac


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


def _faute(erreur: Exception, nom: str, dossiers: list[Path]) -> ErreurDeDocument:
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    fichier, ligne = _lieu(erreur.__traceback__, nom)
    detail = ""
    if isinstance(erreur, TemplateSyntaxError):
        fichier, ligne = erreur.name or nom, erreur.lineno
        raison, detail = "gabarit_syntaxe", _ligne(dossiers, fichier, ligne)
    elif isinstance(erreur, UndefinedError):
        raison, detail = "gabarit_inconnu", nom_inconnu(erreur)
    elif isinstance(erreur, TemplateNotFound):
        raison, detail = "gabarit_introuvable", str(erreur.name)
    elif isinstance(erreur, SecurityError):
        raison = "gabarit_interdit"
    else:
        raison, detail = "gabarit_echec", _ligne(dossiers, fichier, ligne)
    return ErreurDeDocument(raison, fichier=fichier, ligne=ligne, detail=detail)


def _ligne(dossiers: list[Path], fichier: str, ligne: int) -> str:
    """Ce que dit cette ligne du gabarit, à peu près."""
    source = next((d / fichier for d in dossiers if (d / fichier).is_file()), None)
    lignes = source.read_text(encoding="utf-8").splitlines() if source else []
    dite = lignes[ligne - 1].strip() if 0 < ligne <= len(lignes) else "?"
    return dite if len(dite) <= _CITE else f"{dite[: _CITE - 1]}…"


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
