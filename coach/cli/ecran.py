"""Y a-t-il, devant la commande, quelqu'un et de quoi montrer l'interface ?"""

import os
import sys


def un_ecran() -> bool:
    """Vrai si l'interface peut se montrer : elle lit l'entrée, et se peint sur la sortie d'erreur.

    Un terminal qui n'affiche que des lignes ne la montrerait pas.
    """
    flux = (sys.stdin, sys.stdout, sys.stderr)
    return all(un.isatty() for un in flux) and os.environ.get("TERM") != "dumb"


def exiger_un_ecran(refus: str) -> None:
    """Lève `Refus` de ce nom sans terminal, ou dans un terminal qui n'affiche que des lignes."""
    if not un_ecran():
        from coach.cli.refus import Refus  # lourd, et l'interface n'en a pas l'usage

        raise Refus(refus)
