"""Le paquet tel qu'il se donne : construit, installé à neuf, lancé hors ligne, depuis ailleurs."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lieux import DEPOT

RECIT = "Ce matin, M. B. est arrivé à 9h15. J’étais agacée. Il exagère."

SANS_RESEAU = '''
"""Refuse toute parole au réseau, et en garde la trace même si le refus est avalé."""
import os
import sys

INTERDITS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg",
             "socket.getaddrinfo", "socket.gethostbyname"}

def refuser(evenement, arguments):
    if evenement in INTERDITS:
        with open(os.environ["TRACE_DU_RESEAU"], "a", encoding="utf-8") as trace:
            trace.write(evenement + "\\n")
        raise RuntimeError("le réseau est interdit : " + evenement)

sys.addaudithook(refuser)
'''


def reussir(*commande: str) -> None:
    """Lance une commande et montre ce qu'elle a dit si elle échoue."""
    reponse = subprocess.run(commande, encoding="utf-8", capture_output=True)
    assert reponse.returncode == 0, reponse.stdout + reponse.stderr


@pytest.fixture(scope="module")
def paquets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """L'archive, la roue tirée de l'archive et la roue tirée du dépôt, construites hors ligne."""
    par_archive = tmp_path_factory.mktemp("par-archive")
    directe = tmp_path_factory.mktemp("directe")
    construire = (sys.executable, "-m", "build", "--no-isolation")
    reussir(*construire, "--outdir", str(par_archive), str(DEPOT))
    reussir(*construire, "--wheel", "--outdir", str(directe), str(DEPOT))
    return {
        "archive": next(par_archive.glob("*.tar.gz")),
        "roue de l'archive": next(par_archive.glob("*.whl")),
        "roue du dépôt": next(directe.glob("*.whl")),
    }


def noms(roue: Path) -> set[str]:
    """Les fichiers d'une roue."""
    with zipfile.ZipFile(roue) as contenu:
        return set(contenu.namelist())


@pytest.fixture(scope="module")
def bac(paquets: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Un environnement neuf où la roue de l'archive est installée, réseau interdit.

    Les dépendances viennent de l'environnement des essais, par une ligne de chemin : le coach,
    lui, vient de la roue (un essai le vérifie).
    """
    racine = tmp_path_factory.mktemp("chez elle")
    venv = racine / "venv"
    reussir(sys.executable, "-m", "venv", str(venv))
    installer = (executable(venv, "python"), "-m", "pip", "--disable-pip-version-check", "install")
    reussir(*installer, "--no-index", "--no-deps", str(paquets["roue de l'archive"]))
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv)}))
    (site / "garde_du_reseau.py").write_text(SANS_RESEAU, encoding="utf-8")
    dependances = sysconfig.get_path("purelib")
    (site / "essai.pth").write_text(f"{dependances}\nimport garde_du_reseau\n", encoding="utf-8")
    (racine / "ailleurs").mkdir()
    yield racine
    assert not (racine / "reseau").exists(), "une commande a tenté de joindre le réseau"


def executable(venv: Path, nom: str) -> str:
    """Le chemin d'un programme de l'environnement, sur chaque système."""
    dossier = "Scripts" if os.name == "nt" else "bin"
    return str(venv / dossier / (f"{nom}.exe" if os.name == "nt" else nom))


def lancer(bac: Path, *commande: str, entree: str = "") -> subprocess.CompletedProcess[str]:
    """Lance un programme de l'environnement neuf, depuis un autre dossier, carnet à part."""
    gardees = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
    environnement = {nom: os.environ[nom] for nom in gardees if nom in os.environ} | {
        "HOME": str(bac),
        "USERPROFILE": str(bac),
        "LC_ALL": "C",
        "COACH_CARNET": str(bac / "carnet"),
        "TRACE_DU_RESEAU": str(bac / "reseau"),
    }
    return subprocess.run(
        [executable(bac / "venv", commande[0]), *commande[1:]],
        cwd=bac / "ailleurs",
        env=environnement,
        input=entree,
        encoding="utf-8",
        capture_output=True,
        timeout=120,
    )


def test_les_deux_roues_ont_les_memes_fichiers(paquets: dict[str, Path]) -> None:
    assert noms(paquets["roue de l'archive"]) == noms(paquets["roue du dépôt"])


def test_rien_a_la_racine_de_site_packages(paquets: dict[str, Path]) -> None:
    racines = {nom.split("/")[0] for nom in noms(paquets["roue de l'archive"])}
    assert {r for r in racines if not r.endswith(".dist-info")} == {"coach"}
    assert len(racines) == 2


def test_la_roue_porte_ses_donnees_et_sa_licence(paquets: dict[str, Path]) -> None:
    fichiers = noms(paquets["roue de l'archive"])
    for nom in ("referentiels", "journals"):
        livres = {
            f"coach/donnees/{nom}/{f.relative_to(DEPOT / nom).as_posix()}"
            for f in (DEPOT / nom).rglob("*")
            if f.is_file()
        }
        assert livres <= fichiers
    assert "coach/donnees/referentiels/cip.toml" in fichiers
    journaux = [n for n in fichiers if n.startswith("coach/donnees/journals/")]
    assert sum(n.endswith(".jsonl") for n in journaux) >= 3
    assert any(n.endswith(".dist-info/licenses/LICENSE") for n in fichiers)
    donnees = {
        str(chemin.relative_to(DEPOT))
        for chemin in (DEPOT / "coach").rglob("*")
        if chemin.suffix in {".toml", ".tcss", ".txt", ".json"}
    }
    assert donnees <= fichiers


def test_l_archive_permet_de_verifier(paquets: dict[str, Path]) -> None:
    with tarfile.open(paquets["archive"]) as archive:
        fichiers = {nom.split("/", 1)[-1] for nom in archive.getnames()}
    attendus = {"Makefile", "contraintes.txt", "LICENSE", "README.md", "tests/test_paquet.py"}
    assert attendus <= fichiers


def test_le_coach_vient_de_la_roue(bac: Path) -> None:
    reponse = lancer(bac, "python", "-c", "import coach; print(coach.__file__)")
    assert Path(reponse.stdout.strip()).is_relative_to(bac / "venv")


def test_la_garde_du_reseau_garde(bac: Path) -> None:
    essai = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    reponse = lancer(bac, "python", "-c", essai)
    assert "le réseau est interdit" in reponse.stderr
    (bac / "reseau").unlink()


def test_version(bac: Path) -> None:
    reponse = lancer(bac, "coach", "--version")
    assert (reponse.returncode, reponse.stderr) == (0, "")
    assert reponse.stdout.startswith("coach ")


def test_analyser_lit_le_recit_entier(bac: Path) -> None:
    reponse = lancer(bac, "coach", "analyser", "-", "--json", entree=RECIT)
    assert (reponse.returncode, reponse.stderr) == (0, "")
    lecture = json.loads(reponse.stdout)
    lus = "".join(s["texte"] for s in lecture["segments"])
    assert "".join(lus.split()) == "".join(RECIT.split())
    assert {s["nature"] for s in lecture["segments"]} == {"fait", "opinion", "emotion"}
    assert sum(lecture["repartition"].values()) == pytest.approx(1)


def test_les_referentiels_sont_la(bac: Path) -> None:
    reponse = lancer(bac, "coach", "referentiel", "lister", "--json")
    assert (reponse.returncode, reponse.stderr) == (0, "")
    par_id = {r["id"]: r for r in json.loads(reponse.stdout)}
    assert par_id["cip"]["competences"] == 16


def test_une_seance_en_texte_se_retrouve(bac: Path) -> None:
    titre = "Un rendez-vous écourté"
    reponse = lancer(bac, "coach", "seance", "--texte", entree=f"{titre}\n\n{RECIT}\n\n")
    assert reponse.returncode == 0, reponse.stderr
    assert "\n> " in reponse.stdout
    liste = lancer(bac, "coach", "journal", "lister", "--json")
    assert [(j["titre"], j["termine"]) for j in json.loads(liste.stdout)] == [(titre, False)]
    identifiant = json.loads(liste.stdout)[0]["id"]
    journal = lancer(bac, "coach", "journal", "montrer", identifiant, "--json")
    textes = [r["texte"] for e in json.loads(journal.stdout)["etapes"] for r in e["reponses"]]
    assert textes == [titre, RECIT]
