"""Le fichier portable : une forme publiée, qui redonne les mêmes octets et se réunit au carnet."""

import json
import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest
from fabriques import Seance, horloge_fixe, ulid
from fichier_recu import octets_de
from hypothesis import given
from hypothesis import strategies as st
from lieux import JOURNALS
from seance_portable import avec, exemple

from coach.carnet import Carnet, ContenuDifferent
from coach.erreurs import ErreurEnClair
from coach.modeles.evenements import (
    EvenementAnnule,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    TitreDonne,
)
from coach.modeles.texte import nfc
from coach.partage.allers_retours import exporter_du_carnet, importer
from coach.partage.disque import ecrire
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import exporter, lire_fichier
from coach.partage.schema import schema, texte_du_schema

# --- La forme ----------------------------------------------------------------------------------


def test_le_fichier_a_la_forme_annoncee() -> None:
    octets = octets_de(exemple())
    texte = octets.decode("utf-8")
    assert texte == nfc(texte) and texte.endswith("\n") and b"\r" not in octets
    assert "œ" in texte and "\\u" not in texte
    lignes = [json.loads(ligne) for ligne in texte.splitlines()]
    assert lignes[0] == {
        "format": "coach-reflexif/journal",
        "version": 1,
        "seance": exemple().flux,
        "protocole": "analyse-de-pratique",
        "pseudonymise": False,
    }
    assert [ligne["rang"] for ligne in lignes[1:]] == sorted(ligne["rang"] for ligne in lignes[1:])
    for ligne in texte.splitlines():
        assert list(json.loads(ligne)) == sorted(json.loads(ligne))


def test_l_ordre_d_arrivee_ne_change_pas_un_octet() -> None:
    s = exemple()
    octets = octets_de(s)
    for graine in range(20):
        melange = list(s.evenements)
        random.Random(graine).shuffle(melange)
        assert exporter(s.flux, melange) == octets


_FUSEAUX = st.integers(-14 * 4, 14 * 4).map(lambda q: timezone(timedelta(minutes=15 * q)))
_QUAND = st.datetimes(datetime(1950, 1, 2), datetime(2150, 1, 1), timezones=_FUSEAUX)
_TEXTE = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)


@st.composite
def seances(tirer: st.DrawFn) -> Seance:
    s = Seance(ulid(tirer(st.integers(1, 99))), auteur=tirer(st.sampled_from(["é", "a1", "coach"])))
    for _ in range(tirer(st.integers(0, 4))):
        s.plume.horloge = lambda: tirer(_QUAND)
        match tirer(st.integers(0, 2)):
            case 0:
                demande = s.dire(QuestionPosee, etape="faits", question="q", texte=tirer(_TEXTE))
                s.dire(ReponseDonnee, etape="faits", question=demande.id, texte=tirer(_TEXTE))
            case 1:
                s.dire(ReponseModifiee, cible=ulid(5), texte=tirer(_TEXTE))
            case _:
                s.dire(EvenementAnnule, cible=s.evenements[-1].id)
    return s


@given(seances())
def test_lire_puis_ecrire_redonne_les_memes_octets(s: Seance) -> None:
    octets = octets_de(s)
    lu = lire_fichier(octets)
    assert exporter(lu.seance, lu.evenements, lu.entete) == octets


@given(seances())
def test_exporter_importer_exporter_redonne_les_memes_octets(
    tmp_path_factory: pytest.TempPathFactory, s: Seance
) -> None:
    octets = octets_de(s)
    dossier = tmp_path_factory.mktemp("c") / "carnet"
    with Carnet.ouvrir(dossier, horloge=horloge_fixe()) as carnet:
        assert importer(carnet, octets).nouveau
        assert exporter_du_carnet(carnet, s.flux) == octets
        encore = importer(carnet, octets)
        assert (encore.nouveau, encore.ajoutes) == (False, 0)
        assert exporter_du_carnet(carnet, s.flux) == octets


def test_les_champs_inconnus_de_l_en_tete_voyagent(carnet: Carnet) -> None:
    octets = avec(octets_de(exemple()), 0, couleur="bleu", suite={"é": [1, 2.5, None], "a": "ü"})
    octets = avec(octets, 0, pseudonymise=True)
    lu = lire_fichier(octets)
    canonique = exporter(lu.seance, lu.evenements, lu.entete)
    assert json.loads(canonique.splitlines()[0])["suite"] == {"é": [1, 2.5, None], "a": "ü"}
    importer(carnet, octets)
    assert exporter_du_carnet(carnet, lu.seance) == canonique
    carnet.reconstruire()
    assert exporter_du_carnet(carnet, lu.seance) == canonique


def test_ce_qui_s_ecrit_ici_n_est_plus_dit_pseudonymise(carnet: Carnet) -> None:
    s = exemple()
    importer(carnet, avec(octets_de(s), 0, pseudonymise=True))
    assert carnet.entete(s.flux).pseudonymise
    carnet.ajouter(s.dire(TitreDonne, titre="Chez Karim"))
    assert not carnet.entete(s.flux).pseudonymise


@pytest.mark.parametrize("recode", ["\r\n", "bom", "nfd", "espaces", "sans fin"])
def test_un_fichier_passe_par_un_editeur_se_relit(carnet: Carnet, recode: str) -> None:
    import unicodedata

    octets = octets_de(exemple())
    texte = octets.decode()
    change = {
        "\r\n": texte.replace("\n", "\r\n").encode(),
        "bom": b"\xef\xbb\xbf" + octets,
        "nfd": unicodedata.normalize("NFD", texte).encode(),
        "espaces": "".join(
            json.dumps(json.loads(ligne), ensure_ascii=True) + "\n\n"
            for ligne in texte.splitlines()
        ).encode(),
        "sans fin": octets.rstrip(b"\n"),
    }[recode]
    importer(carnet, change)
    assert exporter_du_carnet(carnet, exemple().flux) == octets


# --- Réunir ------------------------------------------------------------------------------------


def test_la_suite_d_une_seance_s_ajoute_a_ce_qui_est_deja_la(carnet: Carnet) -> None:
    s = exemple()
    carnet.ajouter(*s.evenements[:4])
    reuni = importer(carnet, octets_de(s))
    assert (reuni.flux, reuni.nouveau, reuni.ajoutes) == (s.flux, False, len(s.evenements) - 4)
    assert exporter_du_carnet(carnet, s.flux) == octets_de(s)
    assert carnet.lister()[0].termine


def test_un_meme_identifiant_avec_un_autre_contenu_refuse_tout(carnet: Carnet) -> None:
    s = exemple()
    carnet.ajouter(*s.evenements[:6])
    avant = exporter_du_carnet(carnet, s.flux)
    with pytest.raises(ContenuDifferent, match="autre contenu"):
        importer(carnet, avec(octets_de(s), 4, texte="Autre chose"))
    assert exporter_du_carnet(carnet, s.flux) == avant


def test_un_identifiant_deja_pris_par_une_autre_seance_refuse_tout(carnet: Carnet) -> None:
    s, autre = exemple(1), exemple(2)
    carnet.ajouter(*s.evenements)
    with pytest.raises(ContenuDifferent):
        importer(carnet, avec(octets_de(autre), 3, id=s.evenements[0].id))
    assert [r.id for r in carnet.lister()] == [s.flux]


def test_une_panne_au_milieu_n_importe_rien(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = exemple()
    s.repondre("mot " * 20_000)
    octets = octets_de(s)
    pages = carnet._base.execute("PRAGMA page_count").fetchone()[0]
    carnet._base.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(ErreurEnClair, match="plein"):
        importer(carnet, octets)
    assert carnet.lister() == [] and carnet.evenements(s.flux) == []


# --- Écrire le fichier -------------------------------------------------------------------------


def test_ecrire_n_ecrase_rien_et_reste_prive(tmp_path: Path) -> None:
    cible = tmp_path / "seance.jsonl"
    ecrire(cible, b"un\n")
    assert cible.read_bytes() == b"un\n" and cible.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ErreurDeFichier) as erreur:
        ecrire(cible, b"deux\n")
    assert erreur.value.raison == "existe"
    with pytest.raises(ErreurDeFichier):
        ecrire(tmp_path / "absent" / "x", b"")
    assert [f.name for f in tmp_path.iterdir()] == ["seance.jsonl"]


def test_une_seance_vide_ne_s_exporte_pas(carnet: Carnet) -> None:
    with pytest.raises(ErreurDeFichier) as erreur:
        exporter_du_carnet(carnet, ulid(404))
    assert erreur.value.raison == "seance_vide"


# --- Le schéma publié --------------------------------------------------------------------------


def test_le_schema_publie_est_celui_des_modeles() -> None:
    publie = (JOURNALS / "schema.json").read_text(encoding="utf-8")
    assert publie == texte_du_schema(), "à refaire : python -m coach.partage.schema"


def test_le_schema_accepte_nos_lignes_et_refuse_les_autres() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validateur = jsonschema.Draft202012Validator(schema())
    lignes = [json.loads(ligne) for ligne in octets_de(exemple()).splitlines()]
    for ligne in lignes:
        assert list(validateur.iter_errors(ligne)) == []
    for mauvaise in (
        {},
        lignes[0] | {"version": 2},
        lignes[0] | {"seance": "carnet"},
        lignes[1] | {"inconnu": 1},
        lignes[1] | {"type": "autre"},
        {nom: v for nom, v in lignes[1].items() if nom != "type"},
    ):
        assert not validateur.is_valid(mauvaise), mauvaise


@pytest.mark.parametrize("journal", sorted(JOURNALS.glob("*.jsonl")), ids=lambda f: f.name)
def test_les_journaux_d_exemple_se_lisent_et_sont_canoniques(journal: Path) -> None:
    octets = journal.read_bytes()
    lu = lire_fichier(octets)
    assert exporter(lu.seance, lu.evenements, lu.entete) == octets
    validateur = jsonschema.Draft202012Validator(schema())
    for ligne in octets.splitlines():
        assert validateur.is_valid(json.loads(ligne))


def test_l_heure_utc_et_les_fractions_restent_ce_qu_elles_sont() -> None:
    s = Seance(ulid(1), depart=datetime(2026, 1, 1, 12, 0, 0, 120_000, tzinfo=UTC))
    octets = octets_de(s)
    lu = lire_fichier(octets)
    assert exporter(lu.seance, lu.evenements) == octets
    assert lu.evenements[0].quand == s.evenements[0].quand


def test_le_mode_d_emploi_ne_nomme_que_des_types_qui_existent() -> None:
    import re

    page = (JOURNALS / "README.md").read_text(encoding="utf-8")
    table = page.split("Les types d’une séance")[1].split("Les autres types")[0]
    nommes = {t for rangee in re.findall(r"^\| (`.*?) \|", table, re.M) for t in rangee.split(", ")}
    types = {
        definition["properties"]["type"]["const"]
        for definition in schema()["$defs"].values()
        if "const" in definition.get("properties", {}).get("type", {})
    }
    assert {t.strip("`") for t in nommes} <= types and len(nommes) == 19
