"""L'entrée du programme : la langue des flux, le tube fermé, Ctrl-C, le terminal ménagé."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lieux import DEPOT

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


def fermer(*flux: int) -> Callable[[], None]:
    """De quoi lancer une commande sans ces flux, comme le fait `>&-`."""

    def avant() -> None:
        for un in flux:
            os.close(un)

    return avant


@pytest.mark.skipif(os.name == "nt", reason="les flux s'y ferment autrement")
@pytest.mark.parametrize(
    ("arguments", "fermes", "code"),
    [
        (["--version"], (1,), 0),
        (["referentiel", "lister"], (1,), 0),
        (["analyser", "-", "--json"], (0,), 0),
        (["seance", "express", "--texte"], (0,), 0),
        (["seance", "express", "--texte"], (0, 1), 0),
        (["journal", "montrer", "01ABCDEF"], (2,), 2),
        (["referentiel", "valider", "absent.toml"], (0, 1), 2),
        ([], (0, 1), 2),
    ],
)
def test_un_flux_ferme_par_le_lanceur_ne_laisse_pas_de_trace(
    tmp_path: Path, arguments: list[str], fermes: tuple[int, ...], code: int
) -> None:
    reponse = subprocess.run(
        [*COACH, *arguments],
        env=autour(COACH_CARNET=str(tmp_path / "carnet")),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        preexec_fn=fermer(*fermes),
    )
    assert reponse.returncode == code, reponse.stderr
    assert b"Traceback" not in reponse.stderr and b"coach.log" not in reponse.stderr


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


S_ARRETER_PENDANT_UN_MENAGE = """
import signal, sys
from coach.__main__ import main

class Clavier:
    buffer = property(lambda self: self)
    def isatty(self):
        return False
    def read(self, *_):
        class Jete:
            def __del__(self):
                sys.exit(128 + signal.SIGTERM)
        Jete()
        while True:
            pass

sys.stdin = Clavier()
sys.argv = ["coach", "analyser", "-"]
sys.exit(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="ce signal y arrête autrement")
def test_un_arret_demande_pendant_un_menage_n_est_ni_oublie_ni_montre() -> None:
    reponse = subprocess.run(
        [sys.executable, "-c", S_ARRETER_PENDANT_UN_MENAGE],
        env=autour(),
        encoding="utf-8",
        capture_output=True,
        timeout=120,
    )
    assert (reponse.returncode, reponse.stdout, reponse.stderr) == (143, "", "")


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


SANS_FOYER = """
import os, platformdirs, sys
from pathlib import Path
from coach.__main__ import main

def inconnu(*_):
    raise RuntimeError("could not determine the home directory")

Path.expanduser = Path.home = inconnu
for nom in ("user_data_path", "user_config_path", "user_log_path"):
    setattr(platformdirs, nom, lambda *_, **__: inconnu())
sys.argv = ["coach", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.mark.parametrize("arguments", [["chemins"], ["noter", "Bonjour"], ["diagnostic"]])
def test_sans_dossier_personnel_une_phrase_dit_quoi_faire(arguments: list[str]) -> None:
    environnement = autour()
    for nom in ("COACH_CARNET", "COACH_CONFIGURATION"):
        environnement.pop(nom, None)
    reponse = subprocess.run(
        [sys.executable, "-c", SANS_FOYER, *arguments],
        env=environnement,
        encoding="utf-8",
        capture_output=True,
    )
    assert reponse.returncode == 2
    assert "COACH_CARNET" in reponse.stderr and "Traceback" not in reponse.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["journal", "lister", "--carnet", "~personne-de-ce-nom/carnet"],
        ["demo", "--dans", "~personne-de-ce-nom/essai"],
        ["referentiel", "valider", "~personne-de-ce-nom/le-mien.toml"],
        ["carnet", "exporter", "~personne-de-ce-nom/pages"],
    ],
)
def test_le_dossier_d_un_compte_inconnu_se_dit(arguments: list[str], tmp_path: Path) -> None:
    reponse = subprocess.run(
        [*COACH, *arguments],
        env=autour(COACH_CARNET=str(tmp_path / "carnet")),
        encoding="utf-8",
        capture_output=True,
        cwd=tmp_path,
    )
    assert reponse.returncode in (1, 2)
    assert len(reponse.stderr.strip().splitlines()) == 1 and "coach.log" not in reponse.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="il faut un disque toujours plein")
@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["seance", "express", "--texte"], ["manuel"]]
)
def test_une_reponse_qui_ne_s_ecrit_pas_se_dit(arguments: list[str], tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as pleine:
        reponse = subprocess.run(
            [*COACH, *arguments],
            env=autour(COACH_CARNET=str(tmp_path / "carnet")),
            stdin=subprocess.DEVNULL,
            stdout=pleine,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert reponse.returncode == 1
    assert reponse.stderr.startswith("La réponse n’a pas pu être écrite")
    assert len(reponse.stderr.strip().splitlines()) == 1
