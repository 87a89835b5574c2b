"""Écrire tout le carnet dans un dossier : il paraît entier, ou pas du tout.

Un index caché dit ce que le coach y a écrit : un dossier ne se remplace que s'il ne contient rien
d'autre, et que personne n'y a rien changé.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from coach.carnet import Carnet
from coach.echange.erreurs import ErreurDEchange
from coach.echange.pages.page import nom_de_fichier, page
from coach.modeles.repli import plier
from coach.provisoire import partiel, partiels_abandonnes

INDEX = ".coach-reflexif.json"
FORMAT = "coach-reflexif/carnet-markdown"

_INDEX_AU_PLUS = 64 * 1024 * 1024
_POUSSIERES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Ce qu'un système laisse de lui-même dans un dossier qu'on regarde."""


def ecrire_le_carnet(
    carnet: Carnet,
    dossier: Path,
    *,
    remplacer: bool = False,
    suivre: Callable[[int, int], object] = lambda _fait, _tout: None,
) -> int:
    """Écrit une page par séance ; rend leur nombre. `suivre` : combien sont écrites, sur combien.

    `remplacer` : prendre la place d'un dossier que le coach avait écrit. Lève `ErreurDEchange` si
    la place n'est pas libre, ou si rien ne peut s'y écrire.
    """
    dossier = Path(os.path.abspath(dossier))  # noqa: PTH100 (resolve suivrait un lien)
    _verifier_la_place(carnet, dossier, remplacer=remplacer)
    _balayer(dossier)
    provisoire = partiel(dossier)
    try:
        provisoire.mkdir(mode=0o700)
        try:
            nombre = _ecrire_les_pages(carnet, provisoire, suivre)
            _mettre_en_place(provisoire, dossier)
        finally:
            shutil.rmtree(provisoire, ignore_errors=True)
    except OSError as erreur:
        raise ErreurDEchange("ecriture", dossier=dossier) from erreur
    return nombre


def _balayer(dossier: Path) -> None:
    """Efface ce qu'une écriture de ce dossier, coupée net, a laissé caché à côté de lui.

    Un dossier où la personne a mis autre chose que des pages reste.
    """
    for reste in partiels_abandonnes(dossier):
        with contextlib.suppress(OSError):
            entrees = list(os.scandir(reste))
            if all(e.is_file(follow_symlinks=False) and _est_une_page(e.name) for e in entrees):
                shutil.rmtree(reste)


def _est_une_page(nom: str) -> bool:
    return nom == INDEX or nom.endswith(".md")


def _verifier_la_place(carnet: Carnet, dossier: Path, *, remplacer: bool) -> None:
    sien, voulu = (Path(os.path.realpath(un)) for un in (carnet.dossier, dossier))
    if sien in (voulu, *voulu.parents):
        raise ErreurDEchange("dans_le_carnet")
    if not dossier.parent.is_dir():
        raise ErreurDEchange("dossier_parent", dossier=dossier.parent)
    if not os.path.lexists(dossier):
        return
    if dossier.is_symlink() or not dossier.is_dir():
        raise ErreurDEchange("dossier_occupe", dossier=dossier)
    presents = _presents(dossier)
    if not presents:
        return
    if not remplacer:
        cle = "dossier_a_remplacer" if INDEX in presents else "dossier_occupe"
        raise ErreurDEchange(cle, dossier=dossier)
    _verifier_que_tout_est_au_coach(dossier, presents)


def _presents(dossier: Path) -> set[str]:
    try:
        return {e.name for e in dossier.iterdir() if e.name.casefold() not in _POUSSIERES}
    except OSError as erreur:
        raise ErreurDEchange("ecriture", dossier=dossier) from erreur


def _verifier_que_tout_est_au_coach(dossier: Path, presents: set[str]) -> None:
    """Lève `ErreurDEchange` pour un fichier que le coach n'a pas écrit, ou qui a changé depuis."""
    empreintes = _index(dossier)
    for nom in sorted(presents - {INDEX}):
        fichier = dossier / nom
        connue = empreintes.get(nom)
        if connue is None or fichier.is_symlink() or not fichier.is_file():
            raise ErreurDEchange("pas_au_coach", fichier=nom)
        if sha256(fichier.read_bytes()).hexdigest() != connue:
            raise ErreurDEchange("page_modifiee", fichier=nom)


def _index(dossier: Path) -> dict[str, str]:
    fichier = dossier / INDEX
    try:
        if fichier.is_symlink() or fichier.stat().st_size > _INDEX_AU_PLUS:
            raise ErreurDEchange("dossier_occupe", dossier=dossier)
        lu = json.loads(fichier.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as erreur:
        raise ErreurDEchange("dossier_occupe", dossier=dossier) from erreur
    fichiers = lu.get("fichiers") if isinstance(lu, dict) and lu.get("format") == FORMAT else None
    if not isinstance(fichiers, dict):
        raise ErreurDEchange("dossier_occupe", dossier=dossier)
    return {str(nom): str(empreinte) for nom, empreinte in fichiers.items()}


def _ecrire_les_pages(carnet: Carnet, ici: Path, suivre: Callable[[int, int], object]) -> int:
    empreintes: dict[str, str] = {}
    seances = sorted(carnet.lister(), key=lambda r: (r.cree_le, r.id))
    for rang, resume in enumerate(seances, 1):
        etat = plier(resume.id, carnet.evenements(resume.id))
        nom = nom_de_fichier(etat)
        if nom in empreintes:
            nom = f"{nom.removesuffix('.md')}-{etat.id.lower()}.md"
        octets = page(etat, carnet.actions(resume.id)).encode("utf-8")
        _ecrire(ici / nom, octets)
        empreintes[nom] = sha256(octets).hexdigest()
        suivre(rang, len(seances))
    index = {"format": FORMAT, "version": 1, "fichiers": empreintes}
    texte = json.dumps(index, ensure_ascii=False, sort_keys=True, indent=1)
    _ecrire(ici / INDEX, texte.encode("utf-8"))
    return len(seances)


def _ecrire(fichier: Path, octets: bytes) -> None:
    options = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(fichier, options, 0o600), "wb") as ouvert:
        ouvert.write(octets)


def _mettre_en_place(provisoire: Path, dossier: Path) -> None:
    """Donne son nom au dossier écrit ; l'ancien ne part qu'une fois le nouveau en place."""
    if not dossier.exists():
        provisoire.rename(dossier)
        return
    ancien = dossier.with_name(f"{provisoire.name}.ancien")
    dossier.rename(ancien)
    try:
        provisoire.rename(dossier)
    except OSError:
        with contextlib.suppress(OSError):
            ancien.rename(dossier)
        raise
    shutil.rmtree(ancien, ignore_errors=True)
