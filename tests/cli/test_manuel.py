"""La page de manuel, la référence et la complétion suivent les commandes, toutes, en français."""

import re
import shutil
import subprocess

import pytest
from anglais import ANGLAIS, COMMANDES
from lieux import DEPOT
from ligne_de_commande import coach


def test_la_reference_des_commandes_est_celle_du_programme() -> None:
    ecrite = (DEPOT / "docs" / "commandes.md").read_text("utf-8")
    assert ecrite == coach("manuel", "--markdown").stdout


@pytest.mark.parametrize("sortie", [("manuel",), ("manuel", "--markdown")], ids="-".join)
def test_le_manuel_dit_chaque_commande_et_chaque_option(sortie: tuple[str, ...]) -> None:
    page = coach(*sortie).stdout.replace("\\-", "-")
    for chemin in COMMANDES:
        assert "coach " + " ".join(chemin) in page
        aide = coach(*chemin, "--help").stdout
        for option in re.findall(r"^  (--[a-z-]+)", aide, re.MULTILINE):
            assert option in page, (chemin, option)
    assert not ANGLAIS.findall(page)


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff n'est pas installé")
def test_le_manuel_se_met_en_page_sans_avertissement() -> None:
    page = coach("manuel").stdout
    rendu = subprocess.run(
        ["groff", "-K", "utf8", "-T", "utf8", "-man", "-ww"],
        input=page.encode(),
        capture_output=True,
        check=True,
    )
    assert rendu.stderr == b""
    assert "interface" in rendu.stdout.decode()


@pytest.mark.parametrize("interprete", ["bash", "zsh", "fish"])
def test_la_completion_s_ecrit_et_dit_ou_la_mettre(interprete: str) -> None:
    resultat = coach("completion", interprete)
    assert resultat.exit_code == 0
    assert "_COACH_COMPLETE" in resultat.stdout
    assert "À enregistrer" in resultat.stderr and "À enregistrer" not in resultat.stdout


def test_un_interpreteur_inconnu_se_dit_avec_ceux_qui_vont() -> None:
    resultat = coach("completion", "tcsh")
    assert resultat.exit_code == 2
    assert "tcsh" in resultat.stderr and "bash, zsh, fish" in resultat.stderr
