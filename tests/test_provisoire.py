"""Le programme tué net : ce qu'il écrivait ne reste pas caché chez la personne."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from carnet_d_essai import remplir
from fabriques import DEPART

from coach.carnet import Carnet
from coach.echange.pages.dossier import ecrire_le_carnet
from coach.pose import poser
from coach.provisoire import ABANDON

Ecriture = Callable[[Carnet, Path], object]

ECRITURES: dict[str, tuple[str, Ecriture]] = {
    "fichier": (
        "os.fsync = coupe; poser({ici: b'secret'})",
        lambda _, ici: poser({ici: b"secret"}),
    ),
    "pages": (
        "ecrire_le_carnet(carnet, ici, suivre=coupe)",
        lambda carnet, ici: ecrire_le_carnet(carnet, ici),
    ),
    "sauvegarde": (
        "os.fsync = coupe; carnet.sauvegarder(ici)",
        lambda carnet, ici: carnet.sauvegarder(ici),
    ),
}


@pytest.fixture
def rempli(carnet: Carnet) -> Carnet:
    remplir(carnet, DEPART)
    carnet.lister()
    return carnet


def _tuer_en_ecrivant(carnet: Carnet, geste: str, ici: Path) -> list[Path]:
    """Un autre processus mène ce geste et meurt au milieu ; rend ce qui reste dans le dossier."""
    code = f"""
        import os, signal
        from pathlib import Path
        from coach.carnet import Carnet
        from coach.echange.pages.dossier import ecrire_le_carnet
        from coach.pose import poser
        def coupe(*_):
            os.kill(os.getpid(), signal.SIGKILL)
        ici = Path({str(ici)!r})
        carnet = Carnet.ouvrir(Path({str(carnet.dossier)!r}), lecture_seule=True)
        {geste}
    """
    chemins = os.pathsep.join(p for p in sys.path if p)
    environ = os.environ | {"PYTHONPATH": chemins}
    mort = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], env=environ, check=False)
    assert mort.returncode == -signal.SIGKILL
    return sorted(ici.parent.iterdir())


def _vieillir(reste: Path) -> None:
    jadis = time.time() - 2 * ABANDON
    os.utime(reste, (jadis, jadis))


@pytest.mark.parametrize("quoi", ECRITURES)
def test_ce_qu_une_coupure_a_laisse_part_la_fois_suivante(
    rempli: Carnet, tmp_path: Path, quoi: str
) -> None:
    geste, ecrire = ECRITURES[quoi]
    ici = tmp_path / "ma sortie é 🌱"
    for reste in _tuer_en_ecrivant(rempli, geste, ici):
        assert reste != ici, "rien ne paraît à moitié"
        _vieillir(reste)
    ecrire(rempli, ici)
    assert list(tmp_path.iterdir()) == [ici]


@pytest.mark.parametrize("quoi", ECRITURES)
def test_ce_qu_une_autre_fenetre_ecrit_encore_reste(
    rempli: Carnet, tmp_path: Path, quoi: str
) -> None:
    geste, ecrire = ECRITURES[quoi]
    ici = tmp_path / "sortie"
    recents = _tuer_en_ecrivant(rempli, geste, ici)
    ecrire(rempli, ici)
    assert sorted(tmp_path.iterdir()) == sorted([*recents, ici])


def test_ce_qui_n_est_pas_au_coach_ne_se_balaie_pas(rempli: Carnet, tmp_path: Path) -> None:
    ici = tmp_path / "sortie"
    siens = [tmp_path / nom for nom in (".coach-note.tmp", ".autre.0123abcd.partiel", ".coach")]
    for sien in siens:
        sien.write_text("à moi", "utf-8")
    garni = tmp_path / ".sortie.0123abcd.partiel"
    garni.mkdir()
    (garni / "photo.png").write_bytes(b"x")
    lien = tmp_path / ".sortie.89abcdef.partiel"
    lien.symlink_to(garni)
    for sien in (*siens, garni):
        _vieillir(sien)
    ecrire_le_carnet(rempli, ici)
    poser({tmp_path / "autre": b"x"})
    attendus = {*siens, garni, lien, ici, tmp_path / "autre"}
    assert set(tmp_path.iterdir()) == attendus and (garni / "photo.png").exists()


@pytest.mark.parametrize("quoi", ECRITURES)
def test_le_plus_long_des_noms_s_ecrit(rempli: Carnet, tmp_path: Path, quoi: str) -> None:
    ici = tmp_path / ("é" * 120)
    ECRITURES[quoi][1](rempli, ici)
    assert list(tmp_path.iterdir()) == [ici]
