"""Un grand nombre s'écrit par groupes de trois, partout où une phrase le dit."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from livret_d_essai import ouvrir, remplir

from coach.carnet import Carnet
from coach.catalogue import Catalogue
from coach.chiffres import en_chiffres
from coach.cli.principal import commande
from coach.erreurs import ErreurExpliquee


@pytest.mark.parametrize(
    ("nombre", "ecrit"),
    [(0, "0"), (999, "999"), (1000, "1 000"), (3586, "3 586"), (1234567, "1 234 567")],
)
def test_les_milliers_se_separent_d_une_espace_fine(nombre: int, ecrit: str) -> None:
    assert en_chiffres(nombre) == ecrit.replace(" ", "\u202f")
    assert en_chiffres(-nombre) in {ecrit, f"-{ecrit}".replace(" ", "\u202f")}


@pytest.fixture
def voisin(tmp_path: Path) -> str:
    texte = '[a]\nb = "{n} mots, vrai : {v}, {t}"\nc_n = "{nombre} mots"\n'
    tmp_path.joinpath("messages.toml").write_text(texte, encoding="utf-8")
    return str(tmp_path / "paroles.py")


def test_une_phrase_ecrit_ses_nombres_et_laisse_le_reste(voisin: str) -> None:
    catalogue = Catalogue(voisin)
    assert catalogue.dire("a.b", n=3586, v=True, t="2026") == "3\u202f586 mots, vrai : True, 2026"
    assert catalogue.compter("a.c", 1300) == "1\u202f300 mots"


def test_un_refus_aussi(tmp_path: Path) -> None:
    erreurs = tmp_path / "erreurs.toml"
    erreurs.write_text('[trop]\nphrase = "Plus de {n} lignes."\nconseil = ""\n', encoding="utf-8")

    class Trop(ErreurExpliquee):
        catalogue = erreurs

    assert str(Trop("trop", n=200_000)) == "Plus de 200\u202f000 lignes."


def test_le_meme_chiffre_dans_la_liste_et_dans_le_livret(carnet: Carnet) -> None:
    remplir(carnet)
    ouvrir(carnet).ecrire("parcours", "Un mot de plus ici. " * 300)
    for verbe in ("lister", "montrer"):
        assert "1\u202f500 mots" in CliRunner().invoke(commande, ["livret", verbe]).stdout
