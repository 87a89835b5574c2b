"""Une séance brève, et un autre processus devant le même carnet : de quoi essayer le carnet."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from fabriques import Seance, seance

EN_UN_MOT = "Elle n’avait pas d’abri : j’ai appelé le 115 à 17 h 40."


def une_seance(nombre: int = 1) -> Seance:
    s = seance(nombre)
    s.titrer("L’accueil du lundi")
    s.repondre(EN_UN_MOT)
    return s


def programme(dossier: Path, corps: str) -> subprocess.Popen[str]:
    """Un autre processus qui exécute `corps`, avec `carnet` ouvert."""
    code = "from pathlib import Path\nimport sys, time\nfrom coach.carnet import Carnet\n"
    code += f"carnet = Carnet.ouvrir(Path({str(dossier)!r}))\n" + textwrap.dedent(corps)
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
