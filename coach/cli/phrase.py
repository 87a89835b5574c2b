"""La phrase secrète : un fichier nommé par COACH_PHRASE_FICHIER, ou le terminal, sans écho."""

import getpass
import os
from pathlib import Path

from coach.cli.entree import quelqu_un_repond
from coach.cli.refus import Refus

VARIABLE = "COACH_PHRASE_FICHIER"
_AU_PLUS = 4096
"""Octets lus d'un fichier de phrase : la première ligne y suffit."""


def phrase_secrete() -> str:
    """La phrase, sans sa fin de ligne. Lève `Refus` si nul ne peut la dire."""
    from coach.partage.disque import octets_de
    from coach.partage.paroles import dire

    if fichier := os.environ.get(VARIABLE):
        lue = octets_de(Path(fichier).expanduser(), _AU_PLUS)
        return lue.decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")
    if not quelqu_un_repond():
        raise Refus("phrase")
    return getpass.getpass(dire("cle.phrase") + " ")


def phrase_si_donnee() -> str | None:
    """La phrase si elle peut se dire sans la demander à un tube ; rien sinon."""
    if os.environ.get(VARIABLE) or quelqu_un_repond():
        return phrase_secrete()
    return None
