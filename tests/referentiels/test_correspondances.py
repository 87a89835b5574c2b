"""De chaque compétence on voit ses parentes ailleurs, dans les deux sens et sans contradiction."""

import hashlib
import json
import re
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from lieux import DONNEES
from typographie import fautes_de_typographie

from coach.cli.principal import commande
from coach.modeles.texte import cle, sans_commandes
from coach.referentiels import (
    ErreurDeReferentiel,
    chargement,
    charger,
    identifiants,
    parentes,
    verification,
)
from coach.referentiels.correspondances import Adresse, lire_correspondances
from coach.referentiels.livres import fichier_des_correspondances

PAIRES = lire_correspondances(fichier_des_correspondances())
TOUTES = [Adresse(r, c.code) for r in identifiants() for c in charger(r).competences]

SE_REMETTRE_EN_QUESTION = {
    *("PSI1", "PSI2", "PSI3", "PSI4", "PSI5", "PSC1", "PEI1", "PEI2", "PEI3", "PEC1"),
    *("SPI1", "SPI2", "SPC1"),
}
"""Les compétences où cisp imprime « être capable de se remettre en question »."""

REFLEXIVES = {("cip", "CP11"), ("casp", "6.7"), ("coordinateur", "2.16"), ("coordinateur", "6.4")}
RESSOURCES = {("suisse", "E1"), ("suisse", "E2")}


def vues(referentiel: str, code: str) -> dict[tuple[str, str], str]:
    return {(p.referentiel, p.code): p.degre for p in parentes(referentiel, code)}


# --- ce qui est livré


def test_chaque_paire_relie_deux_competences_qui_existent_et_le_fichier_est_en_ordre() -> None:
    verification.verifier_correspondances()


def test_chaque_competence_a_des_parentes_dans_un_autre_referentiel() -> None:
    for adresse in TOUTES:
        siennes = vues(*adresse)
        assert siennes, adresse
        assert adresse.referentiel not in {referentiel for referentiel, _ in siennes}


def test_presque_toutes_se_voient_dans_les_quatre_autres() -> None:
    ailleurs = [len({referentiel for referentiel, _ in vues(*a)}) for a in TOUTES]
    assert sum(n == 4 for n in ailleurs) >= 105
    assert sum(n >= 2 for n in ailleurs) >= 150


def test_les_parentes_se_voient_des_deux_cotes() -> None:
    for referentiel, code in TOUTES:
        for (autre, sien), degre in vues(referentiel, code).items():
            assert vues(autre, sien)[referentiel, code] == degre


def test_ce_qui_equivaut_a_la_meme_chose_s_equivaut() -> None:
    for adresse in TOUTES:
        egales = [a for a, degre in vues(*adresse).items() if degre == "equivalente"]
        for une, autre in permutations(egales, 2):
            assert une[0] == autre[0] or vues(*une).get(autre) == "equivalente", (une, autre)


def test_se_remettre_en_question_relie_les_cinq_referentiels() -> None:
    cisp = {
        c.code for c in charger("cisp").competences for i in c.items if "remets en q" in i.enonce
    }
    assert cisp == SE_REMETTRE_EN_QUESTION
    for referentiel, code in REFLEXIVES | RESSOURCES:
        siennes = vues(referentiel, code)
        for autre in REFLEXIVES | RESSOURCES:
            if autre[0] != referentiel:
                ensemble = {(referentiel, code), autre}
                attendu = "proche" if ensemble & RESSOURCES else "equivalente"
                assert siennes[autre] == attendu
        assert {siennes["cisp", c] for c in SE_REMETTRE_EN_QUESTION} == {"proche"}


def test_les_equivalentes_viennent_d_abord_puis_les_referentiels_et_leur_ordre() -> None:
    rangs = {adresse: rang for rang, adresse in enumerate(TOUTES)}
    for adresse in TOUTES:
        places = [
            (p.degre != "equivalente", rangs[Adresse(p.referentiel, p.code)])
            for p in parentes(*adresse)
        ]
        assert places == sorted(places)


def test_chaque_raison_est_une_phrase_courte_bien_composee() -> None:
    for paire in PAIRES:
        assert 20 <= len(paire.raison) <= 110, paire.raison
        assert re.fullmatch(r"[A-ZÀÉÊ][^.]*\.", paire.raison), paire.raison
        assert fautes_de_typographie(paire.raison) == [], paire.raison


def test_aucune_raison_ne_reprend_six_mots_de_suite_d_une_source() -> None:
    sources: set[str] = set()
    for identifiant in ("casp", "cip", "cisp", "coordinateur", "suisse"):
        structure = json.loads((DONNEES / f"structure_{identifiant}.json").read_text("utf-8"))
        sources.update(e for ligne in structure["empreintes"] for e in ligne.split())
    for raison in {paire.raison for paire in PAIRES}:
        suite = re.findall("[a-z0-9]+", cle(raison))
        for debut in range(len(suite) - 5):
            six = " ".join(suite[debut : debut + 6])
            assert hashlib.sha256(six.encode()).hexdigest()[:10] not in sources, raison


# --- charger


def test_charger_donne_ses_parentes_a_chaque_competence() -> None:
    for competence in charger("cip").competences:
        assert competence.correspondances == parentes("cip", competence.code)


def test_charger_ne_lit_que_le_referentiel_demande(monkeypatch: pytest.MonkeyPatch) -> None:
    lus: list[str] = []
    lire = chargement.charger_fichier

    def noter(fichier: Path):
        lus.append(fichier.name)
        return lire(fichier)

    monkeypatch.setattr(chargement, "charger_fichier", noter)
    for garde in (chargement._livre, chargement._avec_ses_parentes):
        garde.cache_clear()
    assert charger("cip").competence("CP11").correspondances
    assert lus == ["cip.toml"]


def test_la_casse_d_un_code_ne_compte_pas_et_un_inconnu_n_a_pas_de_parente() -> None:
    assert parentes("cip", "cp11") == parentes("cip", "CP11")
    assert parentes("cip", "CP99") == parentes("ailleurs", "CP11") == ()


# --- un fichier mal écrit

MODELE = """\
[[correspondances]]
de = "casp:1.1"
vers = "cip:CP2"
degre = "proche"
raison = "Même geste."

[[correspondances]]
de = "casp:6.7"
vers = "cip:CP11"
degre = "equivalente"
raison = "Même retour."
"""

FAUTES = [
    ('vers = "cip:CP2"', 'vers = "cip CP2"', ["ligne 3", "« vers »", "deux-points"]),
    ('degre = "proche"', 'degre = "loin"', ["ligne 4", "« degre »", "equivalente"]),
    ('raison = "Même retour."', 'raison = " "', ["ligne 11", "« raison »", "vide"]),
    ('raison = "Même retour."\n', "", ["ligne 7", "« raison »"]),
    ('degre = "equivalente"', 'degree = "equivalente"', ["ligne 10", "« degre »"]),
    ('degre = "equivalente"', "degre = 1", ["ligne 10", "« degre »"]),
    ('degre = "equivalente"', 'degre = "proche"\nzzz = 1', ["ligne 11", "« zzz »"]),
    ('vers = "cip:CP11"', 'vers = "casp:1.1"', ["ligne 9", "« casp »", "différents"]),
    ('"casp:6.7"\nvers = "cip:CP11"', '"cip:cp2"\nvers = "casp:1.1"', ["ligne 8", "deux sens"]),
    ('"casp:6.7"\nvers = "cip:CP11"', '"casp:1.1"\nvers = "cip:CP2"', ["ligne 8", "plus haut"]),
    ("[[correspondances]]", "[[correspondance]]", ["« correspondances »"]),
    (MODELE, "correspondances = 3", ["« correspondances »"]),
    (MODELE, "correspondances = [3]", ["« correspondances »"]),
    ('"Même geste."', '"Même geste.', ["ligne 5", "guillemets"]),
]


def refus_de(fichier: Path, lire=lire_correspondances) -> str:
    with pytest.raises(ErreurDeReferentiel) as leve:
        lire(fichier)
    message = str(leve.value)
    assert sans_commandes(message) == message and "\n" not in message
    assert fautes_de_typographie(message) == []
    return message.replace("\u00a0", " ")


@pytest.mark.parametrize(("ancien", "nouveau", "dits"), FAUTES)
def test_une_faute_est_situee_et_dite_en_francais(
    tmp_path: Path, ancien: str, nouveau: str, dits: list[str]
) -> None:
    assert ancien in MODELE
    fichier = tmp_path / "correspondances.toml"
    fichier.write_text(MODELE.replace(ancien, nouveau, 1), encoding="utf-8")
    message = refus_de(fichier)
    for dit in ["correspondances.toml", *dits]:
        assert dit in message


@pytest.mark.parametrize(
    ("ancien", "nouveau", "dits"),
    [
        ("cip:CP2", "cipp:CP2", ["ligne 3", "« cip »", "vouliez-vous"]),
        ("cip:CP2", "zzzzzz:CP2", ["ligne 3", "« zzzzzz »", "casp"]),
        ("cip:CP2", "cip:CP22", ["ligne 3", "« cip »", "« CP2 »", "vouliez-vous"]),
        ("cip:CP2", "cip:zzzzz", ["ligne 3", "« cip »", "« zzzzz »"]),
        ("casp:6.7", "casp:9", ["ligne 8", "« casp »", "« 9 »"]),
        ('"casp:1.1"\nvers = "cip:CP2"', '"cip:CP2"\nvers = "casp:1.1"', ["ligne 2", "place"]),
        ('"casp:6.7"\nvers = "cip:CP11"', '"casp:1.1"\nvers = "cip:CP1"', ["ligne 8", "place"]),
    ],
)
def test_une_parente_inconnue_ou_hors_d_ordre_est_dite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ancien: str, nouveau: str, dits: list[str]
) -> None:
    fichier = tmp_path / "correspondances.toml"
    fichier.write_text(MODELE, encoding="utf-8")
    monkeypatch.setattr(verification, "fichier_des_correspondances", lambda: fichier)
    verification.verifier(fichier)
    fichier.write_text(MODELE.replace(ancien, nouveau, 1), encoding="utf-8")
    message = refus_de(fichier, verification.verifier)
    for dit in dits:
        assert dit in message


# --- ce que montre la commande


def coach(*arguments: str) -> str:
    resultat = CliRunner().invoke(commande, list(arguments))
    assert (resultat.exit_code, resultat.stderr) == (0, "")
    return resultat.stdout


def test_montrer_dit_chaque_parente_avec_son_titre_son_degre_et_sa_raison() -> None:
    texte = coach("referentiel", "montrer", "cip", "CP11")
    _, section = texte.split("Parentes dans les autres référentiels\n")
    lignes = section.splitlines()
    siennes = charger("cip").competence("CP11").correspondances
    assert len(lignes) == 2 * len(siennes)
    assert lignes[0] == "  - casp, 6.7 · Évaluation de sa pratique (équivalente)"
    assert lignes[1] == f"    {siennes[0].raison}"
    for parente, ligne in zip(siennes, lignes[::2], strict=True):
        titre = charger(parente.referentiel).competence(parente.code).titre
        degre = "équivalente" if parente.degre == "equivalente" else "proche"
        assert ligne == f"  - {parente.referentiel}, {parente.code} · {titre} ({degre})"


def test_montrer_en_json_garde_la_forme_du_contrat() -> None:
    document = json.loads(coach("referentiel", "montrer", "cip", "CP11", "--json"))
    [competence] = document["competences"]
    for correspondance in competence["correspondances"]:
        assert list(correspondance) == ["referentiel", "code", "degre", "raison"]
    assert {c["referentiel"] for c in competence["correspondances"]} == {
        *("casp", "cisp", "coordinateur", "suisse")
    }


def test_montrer_donne_situation_sous_items_et_modalites() -> None:
    suisse = charger("suisse").competence("D3")
    assert f"Situation de travail\n  {suisse.situation}\n" in coach(
        *("referentiel", "montrer", "suisse", "d3")
    )
    casp = charger("casp").competence("3.3")
    texte = coach("referentiel", "montrer", "casp", "3.3")
    for sous in casp.sous_items:
        item = [i for i in casp.items if i.categorie == sous.categorie][sous.item - 1]
        dessous = "".join(f"      · {enonce}\n" for enonce in sous.enonces)
        assert f"  - {item.enonce}\n{dessous}" in texte
    coordinateur = charger("coordinateur")
    texte = coach("referentiel", "montrer", "coordinateur", "2.16")
    for modalite in coordinateur.modalites(coordinateur.competence("2.16")):
        assert f"  - {modalite}\n" in texte


def test_montrer_emboite_les_groupes_et_donne_le_livret() -> None:
    texte = coach("referentiel", "montrer", "coordinateur")
    assert "\nB · Accueil" in texte and "\n  B6 · Évaluation" in texte and "\n    2.16 · " in texte
    assert [c.code for c in charger("coordinateur").competences] == re.findall(
        r"^    (\d\.\d+) · ", texte, re.MULTILINE
    )
    _, livret = texte.split("Le livret à remettre\n")
    assert livret.count("\n  ") == 4 and "  5. Plan d’action" in livret
    simple = coach("referentiel", "montrer", "cip")
    assert "\n  CP11 · " in simple and "livret" not in simple
