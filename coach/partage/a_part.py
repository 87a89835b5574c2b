"""Le calcul d'une phrase secrète, dans un programme à part : l'écran n'attend pas.

pyrage garde pour lui tout le programme pendant la seconde que dure ce calcul, même dans un autre
fil. La phrase et le texte passent par un tube : ni argument, ni variable, ni fichier. Si l'autre
programme ne se lance pas, le calcul se fait ici.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from coach.partage import coffre
from coach.partage.erreurs import ErreurDeFichier

_REFUS = 3
"""Code de sortie de l'autre programme quand il écrit la raison d'un refus."""


def _enfermer(octets: bytes, phrase: str) -> bytes:
    return coffre.enfermer(octets, phrase=phrase)


def _ouvrir(octets: bytes, phrase: str) -> bytes:
    return coffre.ouvrir(octets, phrase=phrase)


_GESTES: Mapping[str, Callable[[bytes, str], bytes]] = {"enfermer": _enfermer, "ouvrir": _ouvrir}


def enfermer(octets: bytes, phrase: str) -> bytes:
    """Comme `coffre.enfermer` sous une phrase ; rend la main aux autres fils. Mêmes erreurs."""
    return _faire("enfermer", octets, phrase)


def ouvrir(octets: bytes, phrase: str) -> bytes:
    """Comme `coffre.ouvrir` par une phrase ; rend la main aux autres fils. Mêmes erreurs."""
    return _faire("ouvrir", octets, phrase)


def _faire(geste: str, octets: bytes, phrase: str) -> bytes:
    demande = json.dumps({"geste": geste, "phrase": phrase}).encode() + b"\n" + octets
    with suppress(OSError):
        fait = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=demande,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
        if fait.returncode == 0:
            return fait.stdout
        if fait.returncode == _REFUS:
            raise ErreurDeFichier(fait.stdout.decode())
    return _GESTES[geste](octets, phrase)


def main() -> int:
    """L'autre programme : lit la demande sur son entrée, écrit le résultat sur sa sortie."""
    entete, _, octets = sys.stdin.buffer.read().partition(b"\n")
    demande = json.loads(entete)
    try:
        rendu = _GESTES[demande["geste"]](octets, demande["phrase"])
    except ErreurDeFichier as erreur:
        sys.stdout.buffer.write(erreur.raison.encode())
        return _REFUS
    sys.stdout.buffer.write(rendu)
    return 0


if __name__ == "__main__":
    sys.exit(main())
