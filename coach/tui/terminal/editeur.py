"""Continuer une réponse dans l'éditeur de la personne, sans qu'il en reste de copie.

Le texte passe par un fichier à elle seule, dans un dossier à elle seule, effacé ensuite quoi qu'il
arrive ; aux éditeurs connus, on demande de ne garder ni échange, ni copie, ni historique.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from coach.modeles.texte import saisi
from coach.tui.paroles import dire

_VIM = ("-n", "-i", "NONE", "-c", "set noswapfile nobackup nowritebackup noundofile")

_DISCRETION: Mapping[str, Sequence[str]] = {
    "vim": _VIM,
    "vi": ("-n",),
    "nvim": _VIM,
    "view": _VIM,
    "nano": ("-I",),  # sans ses réglages, qui peuvent demander des copies
    "emacs": (
        "--eval",
        "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)",
    ),
}
"""Ce qu'il faut dire à un éditeur pour qu'il ne laisse rien derrière lui."""

_ATTENDRE = {"code": "--wait", "codium": "--wait", "subl": "--wait", "zed": "--wait"}
"""Éditeurs à fenêtre, qui rendraient la main avant que l'on ait écrit."""

_PREFIXE = "coach-redaction-"

Lancer = Callable[[Sequence[str]], int]
"""Lance une commande au premier plan ; rend son code de sortie. Lève `OSError`."""


class EchecDEditeur(Exception):
    """L'éditeur n'a pas servi ; le message se montre tel quel, et le texte d'avant tient."""


def commande(environ: Mapping[str, str] = os.environ) -> list[str]:
    """La commande de l'éditeur choisi, discrétion comprise. Lève `EchecDEditeur`."""
    choisi = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        mots = shlex.split(choisi)
    except ValueError:
        mots = [choisi]
    if not mots:
        raise EchecDEditeur(dire("editeur.aucun"))
    if shutil.which(mots[0], path=environ.get("PATH")) is None:
        raise EchecDEditeur(dire("editeur.absent", editeur=mots[0]))
    nom = Path(mots[0]).stem
    if (attendre := _ATTENDRE.get(nom)) and attendre not in mots:
        mots.append(attendre)
    return [*mots, *_DISCRETION.get(nom, ())]


def essayer(texte: str) -> tuple[str, str]:
    """Le texte après l'éditeur, dans ce terminal, et ce qui n'est pas allé (vide si rien)."""
    try:
        return rediger(texte, au_premier_plan), ""
    except EchecDEditeur as echec:
        return texte, str(echec)


def passer_la_main(app: App[Any], texte: str) -> tuple[str, str]:
    """Le texte après l'éditeur, l'écran lui laissant le terminal, et ce qu'il faut en dire."""
    try:
        with app.suspend():  # rien ne doit s'y lever : le terminal ne reviendrait pas
            apres, souci = essayer(texte)
    except SuspendNotSupported:
        return texte, dire("editeur.impossible")
    vide = texte.strip() and not apres.strip()
    return apres, souci or dire("editeur.vide" if vide else "editeur.revenu")


def rediger(texte: str, lancer: Lancer, environ: Mapping[str, str] = os.environ) -> str:
    """Le texte tel que l'éditeur le laisse, en NFC. Lève `EchecDEditeur`."""
    mots = commande(environ)
    try:
        dossier = Path(tempfile.mkdtemp(prefix=_PREFIXE, dir=_en_memoire(environ)))
    except OSError as erreur:
        raise EchecDEditeur(dire("editeur.sans_place")) from erreur
    try:
        return _dans(dossier, texte, lancer, mots)
    except OSError as erreur:
        raise EchecDEditeur(dire("editeur.echec", editeur=mots[0])) from erreur
    except UnicodeDecodeError as erreur:
        raise EchecDEditeur(dire("editeur.illisible")) from erreur
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _dans(dossier: Path, texte: str, lancer: Lancer, mots: Sequence[str]) -> str:
    fichier = dossier / "reponse.txt"
    poignee = os.open(fichier, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(poignee, "w", encoding="utf-8", newline="\n") as sortie:
        sortie.write(texte)
    if lancer([*mots, str(fichier)]) != 0:
        raise EchecDEditeur(dire("editeur.echec", editeur=mots[0]))
    return saisi(fichier.read_bytes().decode("utf-8")).rstrip("\r\n")


def _en_memoire(environ: Mapping[str, str]) -> str | None:
    """Un dossier qui ne touche pas le disque, s'il y en a un."""
    dossier = environ.get("XDG_RUNTIME_DIR", "")
    return dossier if dossier and os.access(dossier, os.W_OK) else None


def au_premier_plan(mots: Sequence[str]) -> int:
    """Lance l'éditeur dans ce terminal, et attend qu'on le ferme."""
    return subprocess.run(mots, check=False).returncode
