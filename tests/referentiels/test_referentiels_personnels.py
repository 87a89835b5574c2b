"""La personne apporte ses référentiels ; un fichier mal écrit se dit et n'arrête jamais rien."""

import json
from pathlib import Path

import pytest
from ligne_de_commande import coach
from typographie import fautes_de_typographie

from coach.modeles.texte import sans_commandes
from coach.referentiels import (
    ErreurDeReferentiel,
    avertissements,
    charger,
    identifiants,
    parentes,
)

LIVRES = ("casp", "cip", "cisp", "coordinateur", "suisse")

MIEN = """\
id = "mien"
titre = "Mes repères"
emetteur = "Une équipe"
pays = "BE"
millesime = "2026"
source = "Écrit à plusieurs"
avertissement = "Repères de travail."

[[groupes]]
code = "A"
titre = "Recevoir"

[[competences]]
code = "M1"
titre = "Prendre du recul"
groupe = "A"
lieu = "p. 1"
themes = ["reflexivite"]

[competences.items]
critere = ["Je reviens sur ce que j’ai fait."]

[[competences.correspondances]]
referentiel = "cip"
code = "cp11"
degre = "proche"
raison = "Revenir sur son travail."

[[competences.correspondances]]
referentiel = "suisse"
code = "E2"
degre = "equivalente"
raison = "Tenir dans la durée."

[[competences]]
code = "M2"
titre = "Accueillir au comptoir du jardin partagé"
groupe = "A"
lieu = "p. 2"
themes = ["accueil"]
"""


@pytest.fixture
def reglages(foyer: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Le dossier des réglages, avec un dossier de référentiels vide."""
    dossier = foyer / "reglages"
    (dossier / "referentiels").mkdir(parents=True)
    monkeypatch.setenv("COACH_CONFIGURATION", str(dossier))
    return dossier


def ranger(reglages: Path, contenu: str = MIEN, nom: str = "mien.toml") -> Path:
    fichier = reglages / "referentiels" / nom
    fichier.write_text(contenu, encoding="utf-8")
    return fichier


def fiches() -> dict[str, dict]:
    return {f["id"]: f for f in json.loads(coach("referentiel", "lister", "--json").stdout)}


# --- vus partout


def test_sans_dossier_il_n_y_a_que_les_livres(foyer: Path) -> None:
    assert identifiants() == LIVRES and avertissements() == ()


def test_un_referentiel_range_dans_les_reglages_est_vu_partout(reglages: Path) -> None:
    ranger(reglages, nom="ce que je veux.toml")
    assert identifiants() == ("casp", "cip", "cisp", "coordinateur", "mien", "suisse")
    assert charger("mien").titre == "Mes repères" and charger("mien") is charger("mien")
    assert fiches()["mien"]["competences"] == 2
    assert "M1 · Prendre du recul" in coach("referentiel", "montrer", "mien").stdout
    document = json.loads(
        coach(
            *("relier", "--referentiel", "mien", "--json"),
            entree="Après la supervision, j’ai analysé ma pratique et pris du recul avec l’équipe.",
        ).stdout
    )
    assert {s["referentiel"] for s in document["suggestions"]} == {"mien"}


def test_on_peut_le_suivre_en_seance(reglages: Path, carnet) -> None:
    from coach.assemblage import contexte
    from coach.reglages import lire

    ranger(reglages)
    (reglages / "reglages.toml").write_text('referentiels = ["mien", "cip"]', encoding="utf-8")
    lus = lire(reglages)
    assert lus.avertissements == () and lus.reglages.referentiels == ("mien", "cip")
    assert [r.id for r in contexte(carnet, lus.reglages).referentiels] == ["mien", "cip"]


def test_ses_parentes_se_voient_des_deux_cotes(reglages: Path) -> None:
    sans = parentes("cip", "CP11")
    fichier = ranger(reglages)
    assert [(p.referentiel, p.code) for p in charger("mien").competence("M1").correspondances] == [
        ("suisse", "E2"),
        ("cip", "cp11"),
    ]
    siennes = charger("cip").competence("CP11").correspondances
    assert siennes == parentes("cip", "CP11")
    [ajoutee] = set(siennes) - set(sans)
    assert (ajoutee.referentiel, ajoutee.code, ajoutee.degre) == ("mien", "M1", "proche")
    assert parentes("suisse", "E2")[0].code == "M1"
    montree = coach("referentiel", "montrer", "mien", "m1").stdout
    assert "cip, cp11 · Analyser sa pratique professionnelle (proche)" in montree
    fichier.unlink()
    assert charger("cip").competence("CP11").correspondances == sans


def test_une_parente_qui_n_existe_pas_n_empeche_pas_de_montrer(reglages: Path) -> None:
    ranger(reglages, MIEN.replace('"cp11"', '"CP99"').replace('"suisse"', '"ailleurs"'))
    montree = coach("referentiel", "montrer", "mien", "M1").stdout
    assert "  - cip, CP99 (proche)\n" in montree and "  - ailleurs, E2 (équi" in montree


def test_ce_qui_change_dans_le_dossier_se_voit_aussitot(
    reglages: Path, foyer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranger(reglages)
    assert charger("mien").titre == "Mes repères"
    ranger(reglages, MIEN.replace("Mes repères", "Nos repères à nous"))
    assert charger("mien").titre == "Nos repères à nous"
    monkeypatch.setenv("COACH_CONFIGURATION", str(foyer / "ailleurs"))
    assert identifiants() == LIVRES
    with pytest.raises(ErreurDeReferentiel, match="n’existe pas"):
        charger("mien")


# --- mal écrits


def change(ancien: str, nouveau: str) -> tuple[str, str]:
    """Le fichier avec ce texte remplacé, et « ligne N » de ce texte."""
    assert MIEN.count(ancien) == 1
    ligne = MIEN[: MIEN.index(ancien)].count("\n") + 1
    return MIEN.replace(ancien, nouveau), f"ligne {ligne}"


FAUTIFS = [
    ('groupe = "A"\nlieu = "p. 2"', 'groupe = "B"\nlieu = "p. 2"'),
    ('titre = "Mes repères"', "titre = "),
    ('degre = "equivalente"', 'degre = "loin"'),
    ('id = "mien"', 'id = "cip"'),
]


@pytest.mark.parametrize(("ancien", "nouveau"), FAUTIFS)
def test_un_fichier_mal_ecrit_se_dit_avec_sa_ligne_et_n_arrete_rien(
    reglages: Path, ancien: str, nouveau: str
) -> None:
    contenu, ligne = change(ancien, nouveau)
    ranger(reglages, contenu, "abime.toml")
    ranger(reglages, MIEN.replace('id = "mien"', 'id = "entier"'), "entier.toml")
    assert identifiants() == tuple(sorted((*LIVRES, "entier")))
    [dit] = avertissements()
    assert "abime.toml" in dit and ligne in dit
    assert fautes_de_typographie(dit) == [] and sans_commandes(dit) == dit
    resultat = coach("referentiel", "lister")
    assert resultat.exit_code == 0 and resultat.stderr == f"{dit}\n"
    assert "entier · Mes repères" in resultat.stdout and "cip · " in resultat.stdout
    autre = coach("noter", "Une note")
    assert (autre.exit_code, autre.stdout != "") == (0, True)
    assert charger("cip").titre.startswith("Titre professionnel")


def test_le_demander_par_son_nom_dit_ce_qui_ne_va_pas(reglages: Path) -> None:
    ranger(reglages, MIEN.replace('titre = "Mes repères"\n', ""))
    resultat = coach("referentiel", "montrer", "mien")
    assert resultat.exit_code == 2 and resultat.stdout == ""
    assert "mien.toml" in resultat.stderr and "titre" in resultat.stderr


def test_un_identifiant_deja_pris_ne_remplace_rien(reglages: Path) -> None:
    ranger(reglages, MIEN, "a.toml")
    ranger(reglages, MIEN.replace("Mes repères", "Une copie"), "b.toml")
    ranger(reglages, MIEN.replace('id = "mien"', 'id = "suisse"'), "c.toml")
    assert charger("mien").titre == "Mes repères"
    assert charger("suisse").pays == "CH"
    double, livre = avertissements()
    assert "b.toml" in double and "« mien »" in double.replace("\u00a0", " ")
    assert "c.toml" in livre and "livré" in livre


def test_suivre_un_referentiel_abime_dit_pourquoi_et_garde_ceux_d_habitude(reglages: Path) -> None:
    ranger(reglages, MIEN.replace('id = "mien"', 'id = "Mien !"'))
    (reglages / "reglages.toml").write_text('referentiels = ["mien"]', encoding="utf-8")
    resultat = coach("noter", "Une note", "--json")
    assert resultat.exit_code == 0 and json.loads(resultat.stdout)["id"]
    assert "reglages.toml" in resultat.stderr and "mien.toml" in resultat.stderr


def test_un_dossier_qui_ne_s_ouvre_pas_se_dit(
    reglages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interdire(_: Path) -> None:
        raise PermissionError

    charger("cip")
    monkeypatch.setattr(Path, "iterdir", interdire)
    assert identifiants() == LIVRES and charger("cip") is charger("cip")
    assert ["ne s’ouvre pas" in dit for dit in avertissements()] == [True]
    assert fautes_de_typographie(avertissements()[0]) == []


def test_un_dossier_ou_un_fichier_cache_a_la_place_du_sien_ne_gene_pas(reglages: Path) -> None:
    ranger(reglages, "pas du TOML", "._mien.toml")
    ranger(reglages, "pas du TOML", "notes.txt")
    assert avertissements() == ()
    (reglages / "referentiels" / "dossier.toml").mkdir()
    assert ["dossier.toml" in dit for dit in avertissements()] == [True]
    assert identifiants() == LIVRES


# --- coach referentiel valider


def valider(*arguments: str) -> tuple[int, list[dict]]:
    resultat = coach("referentiel", "valider", *arguments, "--json")
    assert resultat.stderr == ""
    document = json.loads(resultat.stdout)
    assert all(list(f) == ["fichier", "valide", "message"] for f in document)
    return resultat.exit_code, document


def test_valider_dit_que_tout_est_en_ordre(reglages: Path, tmp_path: Path) -> None:
    fichier = tmp_path / "essai.toml"
    fichier.write_text(MIEN, encoding="utf-8")
    assert valider(str(fichier)) == (
        0,
        [{"fichier": str(fichier), "valide": True, "message": None}],
    )
    resultat = coach("referentiel", "valider", str(fichier))
    assert (resultat.exit_code, resultat.stderr) == (0, "")
    assert resultat.stdout == "essai.toml\u00a0: tout est en ordre.\n"


def test_valider_sans_fichier_voit_les_livres_et_ceux_de_la_personne(reglages: Path) -> None:
    attendus = {*(f"{i}.toml" for i in LIVRES), "correspondances.toml"}
    code, document = valider()
    assert code == 0 and {Path(f["fichier"]).name for f in document} == attendus
    ranger(reglages)
    ranger(reglages, nom="second.toml")
    code, document = valider()
    messages = {Path(f["fichier"]).name: f["message"] for f in document}
    assert code == 2 and messages.keys() == attendus | {"mien.toml", "second.toml"}
    assert [nom for nom, message in messages.items() if message] == ["second.toml"]
    resultat = coach("referentiel", "valider")
    assert resultat.exit_code == 2 and "mien.toml" in resultat.stdout
    assert "second.toml" in resultat.stderr and "ligne 1" in resultat.stderr


VALIDER = [
    ('themes = ["accueil"]', 'themes = ["acueil"]', ["M2", "« accueil »"]),
    ('themes = ["accueil"]', 'themes = ["zzzzzzzz"]', ["M2", "« zzzzzzzz »"]),
    ('code = "E2"', 'code = "E9"', ["M1", "« suisse »", "« E9 »"]),
    ('code = "cp11"', 'code = "zzzz"', ["M1", "« cip »", "« zzzz »"]),
    ('referentiel = "suisse"', 'referentiel = "suise"', ["M1", "« suisse »"]),
    ('referentiel = "suisse"', 'referentiel = "zzzzzz"', ["M1", "coordinateur"]),
    ('referentiel = "suisse"', 'referentiel = "mien"', ["M1", "différents"]),
    ('degre = "equivalente"', 'degre = "egale"', ["M1", "« degre »"]),
    ('id = "mien"', 'id = "cip"', ["« cip »", "livré"]),
    ('titre = "Prendre du recul"', r'titre = "\u001b[31mRecul"', ["M1", "« titre »"]),
]


@pytest.mark.parametrize(("ancien", "nouveau", "dits"), VALIDER)
def test_valider_nomme_le_fichier_la_ligne_et_la_faute(
    reglages: Path, tmp_path: Path, ancien: str, nouveau: str, dits: list[str]
) -> None:
    contenu, ligne = change(ancien, nouveau)
    fichier = tmp_path / "essai.toml"
    fichier.write_text(contenu, encoding="utf-8")
    code, [verdict] = valider(str(fichier))
    message = verdict["message"]
    assert code == 2 and verdict["valide"] is False
    assert fautes_de_typographie(message) == [] and sans_commandes(message) == message
    for dit in ["essai.toml", ligne, *dits]:
        assert dit in message.replace("\u00a0", " ")
    resultat = coach("referentiel", "valider", str(fichier))
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    assert resultat.stderr == f"{message}\n"


def test_valider_un_fichier_absent(tmp_path: Path) -> None:
    code, [verdict] = valider(str(tmp_path / "rien.toml"))
    assert code == 2 and "rien.toml" in verdict["message"]
