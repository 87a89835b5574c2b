"""Le filet unique des commandes : toute erreur devient une phrase et un code, jamais une trace."""

import contextlib
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
from coach.cli.sortie import narrer

FICHIER = "coach.log"
TAILLE_MAXIMALE = 256 * 1024
"""Octets : au-delà, le journal technique recommence."""

CONNUES = {
    "coach.carnet.erreurs.SeanceInconnue": MAUVAIS_USAGE,
    "coach.carnet.erreurs.ContenuDifferent": MAUVAIS_USAGE,
    "coach.carnet.erreurs.SauvegardeImpossible": MAUVAIS_USAGE,
    "coach.carnet.erreurs.ErreurDeCarnet": ECHEC,
    "coach.partage.erreurs.ErreurDeFichier": MAUVAIS_USAGE,
    "coach.pose.PoseImpossible": MAUVAIS_USAGE,
    "coach.echange.erreurs.ErreurDEchange": MAUVAIS_USAGE,
    "coach.documents.erreurs.ErreurDeDocument": MAUVAIS_USAGE,
    "coach.plan.erreurs.ErreurDePlan": MAUVAIS_USAGE,
    "coach.livret.erreurs.ErreurDeLivret": MAUVAIS_USAGE,
    "coach.portfolio.erreurs.ErreurDePortfolio": MAUVAIS_USAGE,
    "coach.reglages.champs.ErreurDeReglages": MAUVAIS_USAGE,
    "coach.referentiels.erreurs.ErreurDeReferentiel": MAUVAIS_USAGE,
    "coach.dialogues.erreurs.ErreurDeProtocole": MAUVAIS_USAGE,
    "coach.dialogues.moteur.GesteImpossible": ECHEC,
}
"""Les erreurs dont le message se montre tel quel, et leur code ; nommées, donc jamais importées."""

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
        narrer(str(erreur))
        return code
    if isinstance(erreur, PermissionError) and erreur.filename:
        narrer(dire("refus.acces", nom=erreur.filename))
        return ECHEC
    try:
        narrer(dire("panne.ecrite", fichier=noter(erreur)))
    except OSError:
        narrer(dire("panne.non_ecrite", sorte=type(erreur).__name__))
    return ECHEC


def _code_connu(erreur: Exception) -> int | None:
    noms = (f"{sorte.__module__}.{sorte.__qualname__}" for sorte in type(erreur).__mro__)
    code = next((CONNUES[nom] for nom in noms if nom in CONNUES), None)
    if code is None:
        return None
    return SELON_LA_RAISON.get(getattr(erreur, "raison", ""), code)


def noter(erreur: BaseException) -> Path:
    """Écrit au journal technique où l'erreur s'est produite, et rend son chemin.

    Ni le message ni les valeurs ne sont écrits : ils pourraient porter les mots de la personne.
    Lève `OSError` si le journal ne peut pas s'écrire.
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
