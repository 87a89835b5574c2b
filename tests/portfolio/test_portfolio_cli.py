"""`coach portfolio` par un tube : la forme du contrat, 80 colonnes, les gestes de preuve."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from carnet_du_portfolio import mener, positionner
from click.testing import CliRunner, Result
from fabriques import ulid

from coach.carnet import Carnet
from coach.cli.principal import commande
from coach.portfolio.apports import ajouter
from coach.referentiels import charger


def coach(*arguments: str, dossier: Path) -> Result:
    resultat = CliRunner().invoke(commande, ["--carnet", str(dossier), *arguments])
    assert resultat.exception is None or isinstance(resultat.exception, SystemExit)
    return resultat


def en_json(*arguments: str, dossier: Path) -> Any:
    resultat = coach(*arguments, "--json", dossier=dossier)
    assert resultat.exit_code == 0, resultat.stderr
    return json.loads(resultat.stdout)


def test_le_json_est_celui_du_contrat(carnet: Carnet, dossier: Path) -> None:
    seance = mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),))
    ajouter(carnet, "cip", "CP11", extrait="Le bilan", source="Stage", jour=date(2026, 3, 9))
    positionner(carnet, "CP11", "maitrisee", justification="Je le vois.")
    document = en_json("portfolio", "--referentiel", "cip", dossier=dossier)
    assert document.keys() == {"version", "competences"} and document["version"] == 1
    par_code = {c["code"]: c for c in document["competences"]}
    assert list(par_code) == [c.code for c in charger("cip").competences]
    for competence in par_code.values():
        assert competence.keys() == {
            *("referentiel", "code", "titre", "preuves", "positionnements")
        }
    de_seance, apportee = par_code["CP11"]["preuves"]
    assert de_seance.keys() == {"id", "journal", "date", "extrait"}
    assert (de_seance["journal"], de_seance["date"]) == (seance.flux, "2026-03-03")
    assert apportee.keys() == {"id", "journal", "date", "extrait", "source"}
    assert (apportee["journal"], apportee["source"]) == (None, "Stage")
    (dit,) = par_code["CP11"]["positionnements"]
    assert dit.keys() == {"date", "niveau", "justification", "par"}
    assert (dit["niveau"], dit["par"]) == ("maitrisee", "moi")
    positionner(carnet, "CP11", "transmise", item=3)
    document = en_json("portfolio", "--referentiel", "cip", dossier=dossier)
    (avec,) = [c for c in document["competences"] if c["code"] == "CP11"]
    assert len(avec["positionnements"]) == 1 and avec["items"][0]["item"] == 3


def test_le_json_dit_ce_qui_compte_par_correspondance(carnet: Carnet, dossier: Path) -> None:
    mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),))
    document = en_json("portfolio", "--referentiel", "coordinateur", dossier=dossier)
    (competence,) = [c for c in document["competences"] if c["code"] == "2.16"]
    (preuve,) = competence["preuves"]
    assert preuve["journal"] and preuve["source"].endswith("cip CP11")


def test_le_texte_tient_en_80_colonnes_et_dit_les_ecarts(carnet: Carnet, dossier: Path) -> None:
    mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."),), etiquette="équipe")
    positionner(carnet, "CP2", "maitrisee")
    positionner(carnet, "CP11", "en_construction")
    positionner(carnet, "CP11", "transmise", par="Une tutrice au nom vraiment très long")
    for options in ((), ("--detail",), ("--theme", "Réflexivité"), ("--depuis", "2026-03-01")):
        rendu = coach("portfolio", *options, dossier=dossier).stdout
        assert all(len(ligne) <= 80 for ligne in rendu.splitlines())
    entier = " ".join(coach("portfolio", "--detail", dossier=dossier).stdout.split())
    assert "◔ en construction" in entier and "« J’ai posé le cadre. »" in entier
    assert "aucun extrait ne la montre encore" in entier
    assert "● transmise" in entier and "Sans preuve depuis six mois" in entier


def test_sans_filtre_un_vide_ne_parle_pas_de_filtres(carnet: Carnet, dossier: Path) -> None:
    def dit(*options: str) -> str:
        return " ".join(CliRunner().invoke(commande, ["portfolio", *options]).stdout.split())

    assert "filtres" not in dit("--referentiel", "suisse")
    assert "avec ces filtres" in dit("--referentiel", "suisse", "--depuis", "2026-01-01")


def test_sans_carnet_le_portfolio_est_vide_et_le_dit(tmp_path: Path) -> None:
    assert en_json("portfolio", dossier=tmp_path / "nul")["version"] == 1
    resultat = coach("portfolio", dossier=tmp_path / "nul")
    assert resultat.exit_code == 0 and "coach seance --texte" in resultat.stdout
    assert not (tmp_path / "nul").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("portfolio", "--depuis", "hier"),
        ("portfolio", "--depuis", "2026-03-02", "--jusqu-a", "2026-03-01"),
        ("portfolio", "--theme", "rien"),
        ("portfolio", "--protocole", "rien"),
        ("portfolio", "--referentiel", "rien"),
        ("preuve", "ajouter", "cip", "CP5", "Le bilan"),
        ("preuve", "ajouter", "rien", "CP5", "Le bilan", "--source", "Stage"),
        ("preuve", "retirer", ulid(7)),
        ("preuve", "retirer", ulid(7), "--motif", "En double"),
        ("preuve", "deplacer", "abc", "cip", "CP5"),
        ("preuve", "defaire", ulid(7)),
    ],
    ids=" ".join,
)
def test_ce_qui_ne_va_pas_se_dit_en_une_phrase(
    arguments: tuple[str, ...], carnet: Carnet, dossier: Path
) -> None:
    resultat = coach(*arguments, dossier=dossier)
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    assert resultat.stderr.strip()


def test_les_gestes_de_preuve_par_la_commande(carnet: Carnet, dossier: Path) -> None:
    faite = en_json(
        *("preuve", "ajouter", "cip", "CP5", "Le bilan", "--source", "Stage", "--temoin", "M. B."),
        dossier=dossier,
    )["id"]
    (listee,) = en_json("preuve", "lister", dossier=dossier)
    assert (listee["id"], listee["journal"], listee["temoin"]) == (faite, None, "M. B.")
    for arguments, codes in (
        (("deplacer", faite, "cip", "CP11"), ["CP11"]),
        (("retirer", faite, "--motif", "En double"), []),
        (("defaire", faite), ["CP11"]),
        (("defaire", faite), ["CP5"]),
    ):
        assert coach("preuve", *arguments, dossier=dossier).exit_code == 0
        assert [p["code"] for p in en_json("preuve", "lister", dossier=dossier)] == codes
