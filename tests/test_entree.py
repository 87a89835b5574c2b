"""L'entrée du programme : la langue des flux, le tube fermé, Ctrl-C, le terminal ménagé."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

DEPOT = Path(__file__).parents[1]
COACH = [sys.executable, "-m", "coach"]


def autour(**variables: str) -> dict[str, str]:
    """L'environnement d'une commande lancée depuis n'importe où."""
    return os.environ | {"PYTHONPATH": str(DEPOT)} | variables


@pytest.mark.parametrize("langue", ["C", "POSIX", "fr_FR.ISO-8859-1"])
def test_les_accents_sortent_en_utf8_quelle_que_soit_la_langue(langue: str) -> None:
    reponse = subprocess.run(
        [*COACH, "analyser", "-", "--json"],
        env=autour(LC_ALL=langue, PYTHONUTF8="0", PYTHONIOENCODING="latin-1"),
        input="Où était-elle ? À Liège, « déçue ».".encode(),
        capture_output=True,
    )
    assert reponse.returncode == 0, reponse.stderr
    assert "déçue" in reponse.stdout.decode("utf-8")


def test_une_entree_qui_n_est_pas_de_l_utf8_se_refuse_d_une_phrase() -> None:
    reponse = subprocess.run(
        [*COACH, "analyser", "-", "--json"],
        env=autour(),
        input="Elle était déçue.".encode("latin-1"),
        capture_output=True,
    )
    assert (reponse.returncode, reponse.stdout) == (2, b"")
    assert "UTF-8" in reponse.stderr.decode()
    assert "Traceback" not in reponse.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="les tubes y préviennent autrement")
@pytest.mark.parametrize("arguments", [["--version"], ["referentiel", "montrer", "cip"]])
def test_un_tube_ferme_ne_laisse_pas_de_trace(arguments: list[str]) -> None:
    lecture, ecriture = os.pipe()
    os.close(lecture)
    reponse = subprocess.run(
        [*COACH, *arguments], env=autour(), stdout=ecriture, stderr=subprocess.PIPE
    )
    os.close(ecriture)
    assert reponse.stderr == b""


INTERROMPRE_LA_LECTURE = """
import signal, sys
from coach.__main__ import main

class Clavier:
    buffer = property(lambda self: self)
    def isatty(self):
        return False
    def read(self, *_):
        signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stdin = Clavier()
sys.argv = ["coach", "analyser", "-"]
sys.exit(main())
"""


def test_ctrl_c_dit_une_phrase_et_sort_130() -> None:
    reponse = subprocess.run(
        [sys.executable, "-c", INTERROMPRE_LA_LECTURE],
        env=autour(),
        encoding="utf-8",
        capture_output=True,
    )
    assert (reponse.returncode, reponse.stdout) == (130, "")
    assert reponse.stderr.strip().startswith("Interrompu")
    assert len(reponse.stderr.strip().splitlines()) == 1


LIRE_LA_VARIABLE = """
import os, sys
from coach.__main__ import main
sys.argv = ["coach", "chemins", "--json"]
main()
print(os.environ.get("TEXTUAL_DISABLE_KITTY_KEY"), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("variables", "attendu"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "1"),
        ({"TERM_PROGRAM": "iTerm.app", "TEXTUAL_DISABLE_KITTY_KEY": "0"}, "0"),
        ({"TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/tmux,1,0"}, "None"),
        ({"TERM_PROGRAM": "vscode"}, "None"),
    ],
)
def test_sous_iterm_les_claviers_francais_gardent_leurs_accents(
    variables: dict[str, str], attendu: str
) -> None:
    environnement = autour()
    for nom in ("TMUX", "TERM_PROGRAM", "TEXTUAL_DISABLE_KITTY_KEY"):
        environnement.pop(nom, None)
    reponse = subprocess.run(
        [sys.executable, "-c", LIRE_LA_VARIABLE],
        env=environnement | variables,
        encoding="utf-8",
        capture_output=True,
    )
    assert reponse.stderr.strip() == attendu
