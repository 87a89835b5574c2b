"""Copier : par le terminal (OSC 52), et par le presse-papiers de l'ordinateur quand il y en a un.

Rien n'y va sans un geste de la personne.
"""

import os
from base64 import b64encode
from collections.abc import Mapping

_ECHAPPEMENT = "\x1b"


def sequence(texte: str, environ: Mapping[str, str] = os.environ) -> str:
    """Ce qu'il faut écrire au terminal pour qu'il copie `texte`.

    Sous tmux, la demande va à tmux et, sous enveloppe, au terminal qui l'affiche : selon ses
    réglages, l'un ou l'autre répond.
    """
    demande = f"{_ECHAPPEMENT}]52;c;{b64encode(texte.encode()).decode()}\a"
    if not environ.get("TMUX"):
        return demande
    doublee = demande.replace(_ECHAPPEMENT, _ECHAPPEMENT * 2)
    return f"{demande}{_ECHAPPEMENT}Ptmux;{doublee}{_ECHAPPEMENT}\\"


def a_l_ordinateur(texte: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Met `texte` dans le presse-papiers de l'ordinateur ; faux s'il n'y en a pas ici.

    À distance, ce serait celui d'une autre machine : on n'y touche pas.
    """
    if environ.get("SSH_CONNECTION"):
        return False
    import pyperclip

    try:
        pyperclip.copy(texte)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True
