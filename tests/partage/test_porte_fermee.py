"""De bout en bout : ni la clé, ni la carte des noms, ni un nom ne sortent par où que ce soit."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from banc_tui import a_part, banc, carnet
from don_a_l_ecran import a_l_apercu, ecrire_ici
from fabriques import horloge_fixe
from lieux import DEPOT
from seance_nommee import NOMS, seance_nommee

from coach.carnet import Carnet
from coach.partage.coffre import ouvrir

__all__ = ["a_part", "carnet"]

ACCORD = "Au groupe du jeudi, pour relire ensemble."
SECRETE = b"AGE-SECRET-KEY-"


def fichiers(dossier: Path) -> list[Path]:
    return sorted(f for f in dossier.rglob("*") if f.is_file())


def secrets_du_carnet(dossier: Path) -> list[bytes]:
    """Le sel des pseudonymes et leurs empreintes : la carte, telle que le carnet la garde."""
    with sqlite3.connect(next(dossier.glob("*.sqlite"))) as base:
        (sel,) = base.execute(
            "SELECT valeur FROM identite WHERE cle = 'sel_des_pseudonymes'"
        ).fetchone()
        empreintes = [e for (e,) in base.execute("SELECT empreinte FROM pseudonymes")]
    base.close()
    assert len(empreintes) > 3
    return [valeur.encode() for valeur in (sel, *empreintes)]


@pytest.fixture
def chez_elle(tmp_path: Path) -> dict[str, str]:
    """Un ordinateur à elle : tout ce que la commande peut écrire est sous ce dossier."""
    for nom in ("maison", "tmp", "ici"):
        (tmp_path / nom).mkdir()
    gardees = {n: v for n, v in os.environ.items() if not n.startswith(("COACH_", "XDG_"))}
    return gardees | {
        "HOME": str(tmp_path / "maison"),
        "TMPDIR": str(tmp_path / "tmp"),
        "COACH_CARNET": str(tmp_path / "carnet"),
        "COACH_CONFIGURATION": str(tmp_path / "reglages"),
        "PYTHONPATH": str(DEPOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def test_par_la_commande_rien_ne_sort(tmp_path: Path, chez_elle: dict[str, str]) -> None:
    pytest.importorskip("pyrage")
    with Carnet.ouvrir(tmp_path / "carnet", horloge=horloge_fixe()) as carnet:
        seance = seance_nommee()
        carnet.ajouter(*seance.evenements)

    def coach(*arguments: str, entree: str = "") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "coach", *arguments],
            input=entree.encode(),
            env=chez_elle,
            cwd=tmp_path / "ici",
            capture_output=True,
            timeout=120,
        )

    creee = coach("cle", "creer")
    assert creee.returncode == 0 and SECRETE not in creee.stdout + creee.stderr
    publique = creee.stdout.decode().strip()
    entree = f"\n4\n\n/suite\n{ACCORD}\n"
    sorties = [
        coach("partager", seance.flux, "-o", nom, "--texte", *options, entree=entree)
        for nom, options in (("clair.jsonl", []), ("ferme.age", ["--pour", publique]))
    ]
    assert [s.returncode for s in sorties] == [0, 0], sorties[0].stderr.decode()
    page = coach("journal", "exporter", seance.flux, "-o", "page.html")
    assert page.returncode == 0
    cle = tmp_path / "reglages" / "cle.txt"
    clair, ferme = (tmp_path / "ici" / n for n in ("clair.jsonl", "ferme.age"))
    donnes = [clair.read_bytes(), ferme.read_bytes(), ouvrir(ferme.read_bytes(), cle=cle)]
    donnes.append((tmp_path / "ici" / "page.html").read_bytes())
    carte = secrets_du_carnet(tmp_path / "carnet")
    for donne in donnes:
        assert not any(nom.encode() in donne for nom in NOMS)
        assert SECRETE not in donne and not any(secret in donne for secret in carte)
    assert publique.encode() not in donnes[2], "le fichier ne dit pas non plus pour qui"
    dehors = [
        f
        for f in fichiers(tmp_path)
        if f.is_relative_to(tmp_path / "maison") or f.parent == cle.parent
    ]
    for fichier in dehors:
        lu = fichier.read_bytes()
        assert fichier == cle or SECRETE not in lu, fichier
        assert not any(nom.encode() in lu for nom in NOMS), fichier
        assert not any(secret in lu for secret in carte), fichier
    assert fichiers(tmp_path / "tmp") == []
    for fichier in [cle, *fichiers(tmp_path / "ici"), *fichiers(tmp_path / "carnet")]:
        assert fichier.stat().st_mode & 0o077 == 0, fichier
    assert sorted(f.name for f in fichiers(tmp_path / "ici")) == [
        "clair.jsonl",
        "ferme.age",
        "page.html",
    ]


async def test_par_l_ecran_rien_ne_va_au_presse_papiers_ni_ailleurs(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[str] = []
    monkeypatch.setattr("coach.tui.terminal.presse_papiers.a_l_ordinateur", copies.append)
    monkeypatch.setattr("textual.app.App.copy_to_clipboard", lambda _, texte: copies.append(texte))
    monkeypatch.setenv("HOME", str(tmp_path / "maison"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    seance = seance_nommee()
    carnet.ajouter(*seance.evenements)
    fichier = tmp_path / "don.jsonl"
    async with banc(carnet, (120, 40)) as b:
        await a_l_apercu(b, seance.flux)
        await ecrire_ici(b, ACCORD, fichier)
        dites = " ".join(n.message for n in b.app._notifications)
    donne = fichier.read_bytes()
    assert fichier.stat().st_mode & 0o777 == 0o600
    assert not any(nom.encode() in donne or nom in dites for nom in NOMS)
    assert not any(secret in donne for secret in secrets_du_carnet(carnet.dossier))
    assert copies == [] and fichiers(tmp_path / "tmp") == []
    assert not (tmp_path / "maison").exists()
