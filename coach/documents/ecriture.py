"""Écrire un document dans une de ses quatre formes, de même contenu et de même ordre."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from coach.documents.disque import poser
from coach.documents.erreurs import ErreurDeDocument
from coach.documents.modele import Document
from coach.documents.vue import composer

Forme = Literal["pdf", "docx", "html", "md"]

FORMES: tuple[Forme, ...] = get_args(Forme)

SANS_EXTRA: frozenset[Forme] = frozenset({"html", "md"})
"""Les formes qui s'écrivent sans l'extra `documents`."""

_LARGEUR_D_IMAGE = 640


def ecrire(
    document: Document,
    forme: Forme,
    chemin: Path,
    *,
    maintenant: datetime,
    gabarits: Path | None = None,
    modele_docx: Path | None = None,
    remplacer: bool = False,
) -> tuple[Path, ...]:
    """Écrit le document et rend les fichiers écrits ; aucun s'ils étaient déjà là, à l'octet.

    `remplacer` : prendre la place d'un autre contenu, plutôt que de refuser.
    `maintenant` date les fichiers de l'intérieur : même document, même heure, mêmes octets.
    `gabarits` : le dossier des gabarits récrits (html, md). `modele_docx` : le modèle de l'école.
    En Markdown, chaque graphique est une image du dossier voisin `NOM-images`.
    Lève `ErreurDeDocument` (une phrase à montrer) ; rien n'est alors écrit.
    """
    fichiers = _octets(document, forme, chemin, maintenant, gabarits, modele_docx)
    return poser(fichiers, remplacer=remplacer)


def _octets(
    document: Document,
    forme: Forme,
    chemin: Path,
    maintenant: datetime,
    gabarits: Path | None,
    modele_docx: Path | None,
) -> Mapping[Path, bytes]:
    if modele_docx is not None and forme != "docx":
        raise ErreurDeDocument("modele_forme")
    vue = composer(document)
    if forme == "pdf":
        from coach.documents.pdf import composer_pdf

        return {chemin: composer_pdf(vue, maintenant)}
    if forme == "docx":
        from coach.documents.word import composer_docx

        return {chemin: composer_docx(vue, maintenant, modele_docx)}
    from coach.documents.gabarits import rediger

    if forme == "html":
        return {chemin: rediger(vue, "html", gabarits).encode()}
    images = _images(vue, chemin.with_name(f"{chemin.stem}-images"))
    return {chemin: rediger(vue, "md", gabarits).encode(), **images}


def _images(vue: dict[str, Any], dossier: Path) -> dict[Path, bytes]:
    """Les images des graphiques ; la vue apprend où elles sont."""
    from coach.documents.graphiques import IMAGE, dessiner

    images = {}
    for graphique in graphiques(vue["parties"]):
        fichier = dossier / f"graphique-{graphique['numero']}.svg"
        graphique["image"] = _adresse(f"{dossier.name}/{fichier.name}")
        images[fichier] = str(dessiner(graphique, IMAGE, largeur=_LARGEUR_D_IMAGE)).encode()
    return images


def _adresse(chemin: str) -> str:
    """Un chemin relatif tel qu'un lien le dit, signe par signe : rien n'y agit.

    Un octet qui n'est pas de l'UTF-8 (un disque ancien) s'y dit tel quel.
    """
    sur = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")
    signes = ((c, c.encode("utf-8", "surrogateescape")) for c in chemin)
    return "".join(c if c in sur else "".join(f"%{o:02X}" for o in dits) for c, dits in signes)


def graphiques(parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Les graphiques de la vue, dans l'ordre."""
    trouves = []
    for partie in parties:
        trouves += [bloc for bloc in partie["blocs"] if bloc["sorte"] == "graphique"]
        trouves += graphiques(partie["parties"])
    return trouves
