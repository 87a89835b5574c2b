"""Le temps jusqu'à un accueil utilisable, à côté d'une application Textual nue.

    python benchmarks/accueil.py [nombre de lancements] [nombre de séances]

Chaque programme est lancé dans un vrai pseudo-terminal de 80 × 24, en alternance ; le temps court
du lancement du processus jusqu'à ce que la liste et le pied soient à l'écran. L'application nue a
les mêmes sortes de pièces (textes, champ, liste, pied) et aucune donnée. Le coach s'ouvre sur un
carnet vide, sur 200 séances, sur 10 000, puis sur 5 000 séances et 20 000 preuves. Médianes en
millisecondes.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median

RACINE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RACINE), str(RACINE / "benchmarks")]

from ajout import remplir  # noqa: E402
from portfolio import remplir as remplir_de_preuves  # noqa: E402

LANCEMENTS = 15
SEANCES = 10_000
AVEC_PREUVES, PREUVES = 5_000, 20_000
PLAFOND = 1.4
"""Combien de fois l'application nue on s'autorise."""

DELAI = 20.0
ATTENDUS = (b"Nouvelle", b"Quitter")
"""Ce qui doit être à l'écran : une ligne de la liste, et le bout du pied."""

NUE = '''
from textual.app import App
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

class Nue(App):
    CSS = """
    Vertical { height: 1fr; padding: 1 4; }
    Static { height: auto; }
    Input { height: 1; border: none; }
    OptionList { height: 1fr; border: none; }
    """
    BINDINGS = [
        Binding("n", "rien", "Nouvelle"),
        Binding("r", "rien", "Reprendre"),
        Binding("j", "rien", "Journaux"),
        Binding("q", "quit", "Quitter"),
    ]

    def compose(self):
        with Vertical():
            yield Static("Le titre")
            yield Static("Bonsoir.")
            yield Input(placeholder="Une phrase", compact=True)
            yield OptionList(*[Option(f"Nouvelle ligne {n}\\n  et son detail") for n in range(12)])
            yield Static("Un rappel")
        yield Footer(show_command_palette=False)

    def on_mount(self):
        self.query_one(OptionList).focus()

    def action_rien(self):
        pass

Nue().run()
'''


def duree(commande: list[str], environnement: dict[str, str]) -> float:
    """Les millisecondes entre le lancement et l'écran complet. Lève `TimeoutError`."""
    maitre, esclave = pty.openpty()
    fcntl.ioctl(esclave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    depart = time.perf_counter()
    enfant = subprocess.Popen(
        commande,
        stdin=esclave,
        stdout=esclave,
        stderr=esclave,
        env=environnement,
        cwd=RACINE,
        start_new_session=True,
    )
    os.close(esclave)
    vu = b""
    try:
        while not all(mot in vu for mot in ATTENDUS):
            reste = DELAI - (time.perf_counter() - depart)
            if reste <= 0 or not select.select([maitre], [], [], reste)[0]:
                raise TimeoutError(vu[-400:])
            vu += os.read(maitre, 65536)
        return (time.perf_counter() - depart) * 1000
    finally:
        os.killpg(enfant.pid, signal.SIGKILL)
        enfant.wait()
        os.close(maitre)


def main() -> None:
    """Mesure les quatre programmes en alternance, et imprime leurs rapports."""
    lancements = int(sys.argv[1]) if len(sys.argv) > 1 else LANCEMENTS
    seances = int(sys.argv[2]) if len(sys.argv) > 2 else SEANCES
    with tempfile.TemporaryDirectory() as dossier:
        racine = Path(dossier)
        nue = racine / "nue.py"
        nue.write_text(NUE, encoding="utf-8")
        reglages = racine / "reglages"
        reglages.mkdir()
        (reglages / "reglages.toml").write_text('nom = "Camille"\n', encoding="utf-8")
        milieu = os.environ | {
            "TERM": "xterm-256color",
            "COACH_CONFIGURATION": str(reglages),
            "PYTHONPATH": str(RACINE),
        }
        carnets = [f"coach, {n} séances" for n in (200, seances)]
        for nom, nombre in zip(carnets, (200, seances), strict=True):
            remplir(racine / nom, nombre)
        if seances == SEANCES:
            carnets.append(f"coach, {PREUVES} preuves")
            remplir_de_preuves(racine / carnets[-1], AVEC_PREUVES, PREUVES)
        programmes = {"application nue": ([sys.executable, str(nue)], "neuf")}
        programmes |= {
            nom: ([sys.executable, "-m", "coach"], nom) for nom in ("coach, vide", *carnets)
        }
        durees: dict[str, list[float]] = {nom: [] for nom in programmes}
        for tour in range(lancements + 1):
            for nom, (commande, carnet) in programmes.items():
                ici = racine / (carnet if nom in carnets else f"{carnet}-{tour}")
                mesuree = duree(commande, milieu | {"COACH_CARNET": str(ici)})
                if tour:
                    durees[nom].append(mesuree)
    nu = median(durees["application nue"])
    for nom, valeurs in durees.items():
        mediane = median(valeurs)
        print(
            f"{nom:24} {mediane:7.1f} ms, de {min(valeurs):.0f} à {max(valeurs):.0f}"
            f" ({mediane / nu:.2f} fois la nue)"
        )
    print(f"plafond : {PLAFOND} fois, médianes de {lancements} lancements")


if __name__ == "__main__":
    main()
