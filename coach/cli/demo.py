"""`coach demo` : l'interface sur huit mois d'une pratique inventée, ou leur carnet, à garder."""

import contextlib
import os
import sys
import tempfile
from datetime import date, datetime, time
from pathlib import Path

import click

from coach import dossiers
from coach.cli.ecran import exiger_un_ecran
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import narrer
from coach.cli.valeurs import une_date


@verbe("demo")
@click.option("--dans", metavar=dire("option.metavar_dossier"), help=dire("option.dans"))
@click.option(
    "--au", callback=une_date, metavar=dire("option.metavar_date"), help=dire("option.au")
)
def commande(dans: str | None, au: date | None) -> None:
    """Écrit le carnet de démonstration ; sans `--dans`, l'ouvre, puis l'efface en sortant."""
    aujourd_hui = au or datetime.now().astimezone().date()
    if dans is None:
        _montrer(aujourd_hui)
        return
    if not dans.strip():
        raise Refus("dossier_sans_nom")
    dossier = dossiers.chemin_dit(dans)
    if os.path.lexists(dossier) and not (dossier.is_dir() and not any(dossier.iterdir())):
        raise Refus("dossier_occupe", nom=dossier)
    _ecrire(dossier, aujourd_hui)
    narrer(dire("demo.ecrite", dossier=dossier))


def _heure() -> time:
    """L'heure d'ici, avec son décalage, à la seconde."""
    return datetime.now().astimezone().replace(microsecond=0).timetz()


def _ecrire(dossier: Path, aujourd_hui: date) -> None:
    from coach.demonstration import ecrire
    from coach.modeles.calendrier import MOIS

    def dire_le_mois(premier: date) -> None:
        narrer(dire("demo.mois", mois=MOIS[premier.month - 1], annee=str(premier.year)))

    narrer(dire("demo.attendre"))
    ecrire(dossier, aujourd_hui, dire_le_mois)


def _oublier_les_frappes() -> None:
    """Ce qui fut tapé pendant l'attente ne s'adressait pas à l'interface."""
    with contextlib.suppress(ImportError, OSError):
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)


def _montrer(aujourd_hui: date) -> None:
    """Ouvre l'interface sur un carnet et des réglages d'emprunt, qui ne survivent pas."""
    exiger_un_ecran("demo_sans_terminal")
    from coach.demonstration import regler
    from coach.tui.ouverture import ouvrir

    with tempfile.TemporaryDirectory(prefix="coach-demo-") as emprunt:
        carnet, configuration = Path(emprunt) / "carnet", Path(emprunt) / "reglages"
        narrer(dire("demo.ensuite"))
        _ecrire(carnet, aujourd_hui)
        regler(configuration)
        os.environ["COACH_CONFIGURATION"] = str(configuration)
        _oublier_les_frappes()
        ouvrir(
            carnet,
            horloge=lambda: datetime.combine(aujourd_hui, _heure()),
            on_attendait=True,
        )
