"""Le filet unique des commandes : toute erreur devient une phrase et un code, jamais une trace."""

import contextlib
import errno
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import click

from coach import __version__, dossiers
from coach.cli.francais import phrase_de
from coach.cli.paroles import dire
from coach.cli.refus import ECHEC, MAUVAIS_USAGE, Refus
from coach.cli.sortie import narrer, taire_la_sortie
from coach.erreurs import ErreurEnClair

FICHIER = "coach.log"
TAILLE_MAXIMALE = 256 * 1024
"""Octets : au-delà, le journal technique recommence."""

CONNUES = {
    "coach.carnet.erreurs.SeanceInconnue": MAUVAIS_USAGE,
    "coach.carnet.erreurs.ContenuDifferent": MAUVAIS_USAGE,
    "coach.carnet.erreurs.SauvegardeImpossible": MAUVAIS_USAGE,
    "coach.carnet.erreurs.ErreurDeCarnet": ECHEC,
    "coach.dialogues.choix.GesteImpossible": ECHEC,
    "coach.erreurs.ErreurEnClair": MAUVAIS_USAGE,
}
"""Le code d'une erreur qui se montre : le plus proche de la sienne ; les noms n'importent rien."""

SELON_LA_RAISON = {
    "carnet_absent": MAUVAIS_USAGE,
    "chemin_est_un_fichier": MAUVAIS_USAGE,
    "dossier_manque": ECHEC,
    "ecriture": ECHEC,
    "refuse": ECHEC,
    "sans_droit": ECHEC,
    "sans_place": ECHEC,
    "sauvegarde_impossible": ECHEC,
}
"""Les raisons (`ErreurEnClair.raison`) dont le code n'est pas celui de leur erreur."""

EN_COMMANDE = {"autre_methode", "autre_rencontre", "coffre_ferme", "phrase_vide", "tenu_ailleurs"}
"""Les raisons auxquelles une option de la commande répond (`en_commande` dans messages.toml)."""

_SANS_PLACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""Ce que dit le système d'une réponse qui ne s'écrit pas ; d'un fichier, il dirait aussi le nom."""


def sous_filet(agir: Callable[[], object]) -> int:
    """Fait `agir` et rend le code de sortie ; Ctrl-C et le tube fermé passent au travers."""
    try:
        rendu = agir()
        return rendu if isinstance(rendu, int) else 0
    except click.Abort as abandon:
        raise KeyboardInterrupt from abandon
    except BrokenPipeError:
        raise
    except click.ClickException as erreur:
        narrer(phrase_de(erreur))
        return erreur.exit_code
    except Refus as refus:
        narrer(str(refus))
        return refus.code
    except Exception as erreur:
        return _dire(erreur)


def _dire(erreur: Exception) -> int:
    code = _code_connu(erreur)
    if code is not None:
        narrer(_avec_l_option(erreur))
        return code
    if isinstance(erreur, PermissionError) and erreur.filename:
        narrer(dire("refus.acces", nom=erreur.filename))
        return ECHEC
    if isinstance(erreur, OSError) and erreur.errno in _SANS_PLACE and not erreur.filename:
        taire_la_sortie()
        narrer(dire("refus.sortie"))
        return ECHEC
    try:
        narrer(dire("panne.ecrite", fichier=noter(erreur)))
    except (OSError, ErreurEnClair):
        narrer(dire("panne.non_ecrite", sorte=type(erreur).__name__))
    return ECHEC


def _avec_l_option(erreur: Exception) -> str:
    """La phrase, puis l'option qui y répond : un écran dit la même, sans elle."""
    raison = getattr(erreur, "raison", "")
    return f"{erreur} {dire(f'en_commande.{raison}')}" if raison in EN_COMMANDE else str(erreur)


def _code_connu(erreur: Exception) -> int | None:
    noms = (f"{sorte.__module__}.{sorte.__qualname__}" for sorte in type(erreur).__mro__)
    code = next((CONNUES[nom] for nom in noms if nom in CONNUES), None)
    if code is None:
        return None
    return SELON_LA_RAISON.get(getattr(erreur, "raison", ""), code)


def noter(erreur: BaseException) -> Path:
    """Écrit au journal technique où l'erreur s'est produite, et rend son chemin.

    Ni le message ni les valeurs ne sont écrits : ils pourraient porter les mots de la personne.
    Lève `OSError` ou `ErreurEnClair` si le journal ne peut pas s'écrire.
    """
    fichier = dossiers.journaux_systeme() / FICHIER
    fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        if fichier.stat().st_size > TAILLE_MAXIMALE:
            fichier.unlink()
    fichier.touch(mode=0o600)
    with fichier.open("a", encoding="utf-8") as journal:
        journal.write("\n".join(_lignes(erreur)) + "\n\n")
    return fichier


def _lignes(erreur: BaseException) -> Iterator[str]:
    quand = datetime.now().astimezone().isoformat(timespec="seconds")
    yield f"{quand} coach {__version__}, Python {platform.python_version()}, {sys.platform}"
    maillon: BaseException | None = erreur
    while maillon is not None:
        yield f"{type(maillon).__module__}.{type(maillon).__qualname__}"
        for cadre in traceback.extract_tb(maillon.__traceback__):
            yield f"  {_module(cadre.filename)}:{cadre.lineno} {cadre.name}"
        maillon = maillon.__cause__ or maillon.__context__


def _module(fichier: str) -> str:
    """Le chemin dans le programme, sans les dossiers de la personne."""
    return "/".join(Path(fichier).parts[-3:])
