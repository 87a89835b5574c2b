"""Un fichier TOML d'ailleurs, profond ou sans fin, se refuse en une phrase et sans attendre."""

import tomllib
from pathlib import Path

import pytest

from coach.dialogues.enseignes import enseigne
from coach.dialogues.erreurs import ErreurDeProtocole
from coach.dialogues.fichier import charger_fichier
from coach.referentiels.document import lire
from coach.referentiels.erreurs import ErreurDeReferentiel

DEMESURES = {
    "profond": "a = " + "[" * 50_000 + "]" * 50_000,
    "table sans fin": "[a" + ".a" * 50_000 + "]\nb = 1",
    "cle sans fin": "a" + ".a" * 50_000 + " = 1",
    "cle entre guillemets": "a" + ' . "b"' * 20_000 + " = 1",
    "cle en apostrophes": "a" + ".'b'" * 20_000 + " = 1",
    "nombre sans fin": "a = " + "9" * 100_000,
}
SANS_FIN = [nom for nom in DEMESURES if nom.startswith(("table", "cle"))]


@pytest.mark.parametrize("nom", DEMESURES)
def test_un_toml_demesure_se_refuse_sans_attendre(
    nom: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fichier = tmp_path / "demesure.toml"
    fichier.write_text(DEMESURES[nom], "utf-8")
    if nom in SANS_FIN:  # le temps de les lire croît comme le carré de leur longueur
        monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("ne devait pas se lire"))
    with pytest.raises(ErreurDeReferentiel, match="TOML"):
        lire(fichier)
    with pytest.raises(ErreurDeProtocole, match="TOML"):
        charger_fichier(fichier)


@pytest.mark.parametrize(
    "texte",
    [
        'titre = "' + "un mot. " * 200 + '"',
        'aide = """\nÀ remplir ' + "." * 300 + '\n"""',
        "[a.b.c]\nd.e.f = 1",
        "mot = '" + "a.b" * 10 + "'",
    ],
)
def test_un_texte_a_points_se_lit(texte: str, tmp_path: Path) -> None:
    fichier = tmp_path / "juste.toml"
    fichier.write_text(texte, "utf-8")
    assert lire(fichier).donnees


def test_un_protocole_personnel_profond_n_a_pas_d_enseigne(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CONFIGURATION", str(tmp_path))
    (tmp_path / "protocoles").mkdir()
    (tmp_path / "protocoles" / "profond.toml").write_text(DEMESURES["profond"], "utf-8")
    assert enseigne("profond") is None
