"""Le diagnostic : de quoi comprendre, et jamais un mot de la personne."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, a_part, banc, samedi_soir
from carnet_d_essai import remplir

from coach.carnet import Bilan, Carnet
from coach.cli.principal import commande
from coach.diagnostic import relever
from coach.diagnostic.paroles import CATALOGUE
from coach.tui.ecrans.diagnostic import EcranDiagnostic

__all__ = ["a_part"]

PRIVE = ("Camille", "entretien", "équipe", "mission locale", "retard", "Étape")


@pytest.fixture
def carnet(dossier: Path, tmp_path: Path) -> Iterator[Carnet]:
    """Un carnet de six séances, et un nom dans les réglages."""
    reglages = tmp_path / "reglages"
    reglages.mkdir()
    (reglages / "reglages.toml").write_text('nom = "Camille"\npays = "BE"\n', encoding="utf-8")
    with Carnet.ouvrir(dossier, horloge=samedi_soir) as ouvert:
        remplir(ouvert, SAMEDI_SOIR)
        yield ouvert


def test_rien_de_la_personne_n_y_est(carnet: Carnet) -> None:
    texte = "\n".join(relever(carnet.dossier, carnet, bilan=carnet.verifier()).lignes())
    assert not [mot for mot in PRIVE if mot in texte]
    assert str(Path.home()) not in texte
    assert "séances\xa0: 6" in texte
    assert "pays\xa0: BE" in texte
    assert "tout se lit" in texte


def test_les_milliers_se_separent_a_la_lecture_et_pas_en_json(carnet: Carnet) -> None:
    releve = relever(carnet.dossier, carnet, bilan=Bilan(seances=43, evenements=2244))
    assert "  événements\u00a0: 2\u202f244" in list(releve.lignes())
    assert releve.sections["carnet"]["evenements"] == "2244"


def test_chaque_nom_et_chaque_section_se_disent(carnet: Carnet) -> None:
    releve = relever(carnet.dossier, carnet, bilan=carnet.verifier())
    assert set(releve.sections) == set(CATALOGUE.sections["section"])
    noms = {nom for valeurs in releve.sections.values() for nom in valeurs}
    assert noms == set(CATALOGUE.sections["nom"])
    assert all(v for valeurs in releve.sections.values() for v in valeurs.values())


def test_la_commande_le_dit_en_json(carnet: Carnet, capsys: pytest.CaptureFixture[str]) -> None:
    assert commande.main(["diagnostic", "--json"], standalone_mode=False) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["version"] == 1
    assert document["carnet"]["seances"] == "6"
    assert document["problemes"] == []


def test_sans_carnet_elle_repond_encore(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commande.main(["diagnostic"], standalone_mode=False) == 0
    assert "pas encore de carnet" in capsys.readouterr().out
    assert not dossier.exists()


def test_un_carnet_abime_se_signale(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier.mkdir(parents=True)
    (dossier / "carnet.sqlite").write_bytes(b"ceci n'est pas une base" * 100)
    assert commande.main(["diagnostic"], standalone_mode=False) == 1
    assert "n’est pas un carnet" in capsys.readouterr().out


async def test_l_ecran_montre_le_controle_et_se_copie(carnet: Carnet) -> None:
    async with banc(carnet, (120, 60)) as b:
        b.app.action_diagnostic()
        await b.jusque(lambda: isinstance(b.app.screen, EcranDiagnostic))
        await b.jusque(lambda: "tout se lit" in b.a_l_ecran())
        assert "taille\xa0: 120 × 60" in b.a_l_ecran()
        await b.touches("c")
        assert "Versions" in b.app.clipboard
        await b.touches("escape")
        assert not isinstance(b.app.screen, EcranDiagnostic)


# --- Les mêmes filtres dans les commandes -------------------------------------------------------


def lister(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[list[str], str]:
    code = commande.main(["journal", "lister", "--json", *options], standalone_mode=False)
    dit = capsys.readouterr()
    titres = [ligne["titre"] for ligne in json.loads(dit.out)] if code == 0 else []
    return titres, dit.err


def test_lister_par_periode_etiquette_et_competence(
    carnet: Carnet, capsys: pytest.CaptureFixture[str]
) -> None:
    titres, dit = lister(capsys, "--periode", "du 12 au 20 novembre 2026")
    assert len(titres) == 3
    assert "du jeudi 12 au vendredi 20 novembre 2026" in dit
    assert lister(capsys, "--etiquette", "equipe")[0] == ["La première réunion d’équipe"]
    assert lister(capsys, "--competence", "cip/CP1")[0] == ["La première réunion d’équipe"]
    assert len(lister(capsys, "--protocole", "Analyse de pratique")[0]) == 6
    assert lister(capsys, "--etiquette", "equipe", "--periode", "2026-05")[0] == []


@pytest.mark.parametrize(
    ("option", "valeur"),
    [
        ("--periode", "lundi 31 février"),
        ("--protocole", "inconnu"),
        ("--etiquette", "inconnue"),
        ("--competence", "ZZ9"),
    ],
)
def test_un_filtre_incompris_se_refuse_d_une_phrase(
    carnet: Carnet, capsys: pytest.CaptureFixture[str], option: str, valeur: str
) -> None:
    assert commande.main(["journal", "lister", option, valeur], standalone_mode=False) == 2
    dit = capsys.readouterr()
    assert dit.out == ""
    assert f"«\xa0{valeur}\xa0»" in dit.err


def test_etiqueter_oter_et_titrer(carnet: Carnet, capsys: pytest.CaptureFixture[str]) -> None:
    flux = carnet.lister()[0].id

    def lancer(*mots: str) -> object:
        return commande.main(["journal", *mots], standalone_mode=False)

    assert lancer("etiqueter", flux, "#Binôme", "à relire") == 0
    assert "#à relire, #Binôme" in capsys.readouterr().out
    assert lancer("etiqueter", flux, "binome", "--oter", "à relire") == 0
    assert capsys.readouterr().out.strip() == "Étiquettes\xa0: #Binôme"
    assert lancer("titrer", flux, "Un", "autre", "titre") == 0
    resume = carnet.resume(flux)
    assert resume is not None
    assert (resume.titre, resume.etiquettes) == ("Un autre titre", ("Binôme",))


def test_l_accueil_en_lignes(carnet: Carnet, capsys: pytest.CaptureFixture[str]) -> None:
    assert commande.main(["accueil", "Un jeune m’a menacée"], standalone_mode=False) == 0
    dit = capsys.readouterr().out
    assert "coach seance --texte" in dit
    assert "L’entretien interrompu" in dit
    assert commande.main(["accueil", "j’ai envie de mourir"], standalone_mode=False) == 0
    dit = capsys.readouterr().out
    assert "0800 32 123" in dit
    assert "coach seance" not in dit
