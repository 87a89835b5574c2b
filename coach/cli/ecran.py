"""Y a-t-il, devant la commande, quelqu'un et de quoi montrer l'interface ?"""

import os
import sys

from coach.cli.refus import Refus


def exiger_un_ecran(refus: str) -> None:
    """Lève `Refus` de ce nom sans terminal, ou dans un terminal qui n'affiche que des lignes."""
    terminal = sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()
    if not terminal or os.environ.get("TERM") == "dumb":
        raise Refus(refus)
