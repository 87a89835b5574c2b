"""Le fichier portable : il redonne les mêmes octets, et rien d'hostile n'entre dans le carnet."""

import json
import os
import random
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fabriques import Seance, horloge_fixe, seance, ulid
from hypothesis import given
from hypothesis import strategies as st

from coach.carnet import Carnet, ContenuDifferent
from coach.erreurs import ErreurEnClair
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    EvenementAnnule,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.lecture import Nature
from coach.modeles.texte import nfc
from coach.partage import lignes
from coach.partage.allers_retours import exporter_du_carnet, importer
from coach.partage.disque import ecrire
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import exporter, lire_fichier
from coach.partage.schema import schema, texte_du_schema

RACINE = Path(__file__).parent.parent


def exemple(nombre: int = 1) -> Seance:
    s = seance(nombre)
    s.titrer("L’entretien d’été : « où aller ? »")
    reponse = s.repondre("Elle a dit :\n« J’en ai marre. » Mon cœur s’est serré.\t— œ, ÿ, 🙂")
    ancre = Ancre(evenement=reponse.id, debut=13, fin=28, texte=reponse.texte[13:28])
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.FAIT, sous_type="parole_rapportee")
    s.dire(ReponseModifiee, cible=reponse.id, texte="Elle a dit : « J’en ai marre. »")
    s.dire(AjustementDecide, texte="Appeler le relais", echeance=date(2026, 4, 1))
    annule = s.dire(TitreDonne, titre="Brouillon de titre")
    s.dire(EvenementAnnule, cible=annule.id)
    s.finir()
    return s


def octets_de(s: Seance) -> bytes:
    return exporter(s.flux, s.evenements)


def avec(octets: bytes, numero: int, **champs: Any) -> bytes:
    """Le fichier dont la ligne `numero` (à partir de zéro) a ces champs."""
    lignes = octets.decode().splitlines()
    lignes[numero] = json.dumps(json.loads(lignes[numero]) | champs, ensure_ascii=False)
    return ("\n".join(lignes) + "\n").encode()


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


# --- Les fichiers hostiles ---------------------------------------------------------------------

ENTETE = octets_de(exemple()).splitlines()[0]
LIGNE = octets_de(exemple()).splitlines()[1]


def _hostiles() -> dict[str, tuple[bytes, str]]:
    bon = octets_de(exemple())
    texte_brut = bon.decode()
    profond = b'{"a":' * 5_000 + b"1" + b"}" * 5_000
    return {
        "rien": (b"", "vide"),
        "des blancs": (b"\n \n", "vide"),
        "en-tête seul": (ENTETE + b"\n", "vide"),
        "coupé": (bon[:-40], "ligne"),
        "coupé dans un caractère": (bon[: bon.index("œ".encode()) + 1], "encodage"),
        "latin-1": (texte_brut.replace("🙂", "").encode("cp1252", "replace"), "encodage"),
        "utf-16": (texte_brut.encode("utf-16"), "encodage"),
        "une image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "encodage"),
        "du texte": (b"Bonjour,\nvoici mon journal.\n", "pas_un_journal"),
        "une liste": (b"[]\n" + LIGNE, "pas_un_journal"),
        "sans en-tête": (LIGNE + b"\n", "pas_un_journal"),
        "autre format": (avec(bon, 0, format="autre"), "pas_un_journal"),
        "version d'après": (avec(bon, 0, version=2), "plus_recent"),
        "version vraie": (avec(bon, 0, version=True), "entete"),
        "version texte": (avec(bon, 0, version="1"), "entete"),
        "pseudonymise texte": (avec(bon, 0, pseudonymise="non"), "entete"),
        "séance carnet": (avec(bon, 0, seance="carnet"), "entete"),
        "séance chemin": (avec(bon, 0, seance="../../etc/passwd"), "entete"),
        "protocole absent": (avec(bon, 0, protocole=None), "entete"),
        "protocole différent": (avec(bon, 0, protocole="autre"), "protocole"),
        "en-tête démesuré": (avec(bon, 0, bourrage="x" * 70_000), "ligne_trop_longue"),
        "en-tête profond": (profond + b"\n" + LIGNE, "pas_un_journal"),
        "en-tête infini": (ENTETE[:-1] + b',"x":NaN}\n' + LIGNE, "pas_un_journal"),
        "en-tête immense nombre": (
            ENTETE[:-1] + b',"x":' + b"9" * 5_000 + b"}\n" + LIGNE,
            "pas_un_journal",
        ),
        "en-tête seul demi-caractère": (ENTETE[:-1] + b',"x":"\\ud800"}\n', "pas_un_journal"),
        "événement d'après": (avec(bon, 1, version=2), "type_inconnu"),
        "type inconnu": (avec(bon, 1, type="seance_volee"), "type_inconnu"),
        "type absent": (b"\n".join([ENTETE, b'{"id":"x"}']), "evenement"),
        "champ inconnu": (avec(bon, 1, commande="rm"), "evenement"),
        "champ manquant": (avec(bon, 1, protocole=None), "evenement"),
        "rang négatif": (avec(bon, 1, rang=-1), "evenement"),
        "rang texte": (avec(bon, 1, rang="1"), "evenement"),
        "rang immense": (avec(bon, 1, rang=2**53), "date"),
        "rang bien trop grand": (avec(bon, 1, rang=10**30), "evenement"),
        "heure sans fuseau": (avec(bon, 1, quand="2026-03-03T18:00:00"), "evenement"),
        "heure en nombre": (avec(bon, 1, quand=12), "evenement"),
        "an 1": (avec(bon, 1, quand="0001-01-01T00:00:00+14:00"), "date"),
        "an 9999": (avec(bon, 1, quand="9999-12-31T23:59:59-12:00"), "date"),
        "heure folle": (avec(bon, 1, quand="2026-13-45T99:00:00Z"), "evenement"),
        "autre séance": (avec(bon, 2, flux=ulid(77)), "autre_seance"),
        "flux du carnet": (avec(bon, 2, flux="carnet"), "autre_seance"),
        "doublon": (bon + bon.splitlines()[2] + b"\n", "doublon"),
        "doublon changé": (
            avec(bon, 3, id=json.loads(bon.splitlines()[2])["id"]),
            "doublon",
        ),
        "ancre fausse": (
            avec(bon, 6, ancre={"evenement": ulid(3), "debut": 0, "fin": 3, "texte": "quatre"}),
            "evenement",
        ),
        "ligne liste": (ENTETE + b"\n[1]\n", "evenement"),
        "ligne profonde": (ENTETE + b"\n" + profond + b"\n", "ligne"),
        "ligne démesurée": (
            ENTETE + b"\n" + b" " * (lignes.LIGNE_AU_PLUS + 1) + b"1\n",
            "ligne_trop_longue",
        ),
        "texte démesuré": (avec(bon, 3, texte="x" * 500_001), "evenement"),
        "NaN": (bon.replace(b'"rang":3', b'"rang":NaN'), "evenement"),
        "nul": (bon[:-3] + b"\x00" + bon[-3:], "nul"),
        "nul échappé": (avec(bon, 3, texte="a\x00b"), "nul"),
        "demi-caractère": (
            avec(bon, 3, texte="@@").replace(b'"@@"', b'"\\ud83d"'),
            "ligne",
        ),
        "auteur vide": (avec(bon, 3, auteur=""), "evenement"),
        "auteur à la ligne": (avec(bon, 3, auteur="a\nb"), "evenement"),
    }


@pytest.mark.parametrize("nom", list(_hostiles()))
def test_un_fichier_hostile_n_apporte_rien(carnet: Carnet, nom: str) -> None:
    octets, raison = _hostiles()[nom]
    with pytest.raises(ErreurDeFichier) as erreur:
        importer(carnet, octets)
    assert erreur.value.raison == raison
    assert erreur.value.phrase and erreur.value.conseil
    assert "\n" not in str(erreur.value)
    assert carnet.lister() == []


def test_un_texte_qui_cite_un_nul_n_en_est_pas_un(carnet: Carnet) -> None:
    s = seance(1)
    s.repondre(r"il a tapé \u0000 puis \\u0000")
    importer(carnet, octets_de(s))
    assert exporter_du_carnet(carnet, s.flux) == octets_de(s)


@given(st.data())
def test_un_fichier_abime_au_hasard_se_refuse_ou_se_lit_entier(donnees: st.DataObject) -> None:
    octets = bytearray(octets_de(exemple()))
    for _ in range(donnees.draw(st.integers(1, 4))):
        place = donnees.draw(st.integers(0, max(0, len(octets) - 1)))
        match donnees.draw(st.integers(0, 3)):
            case 0:
                octets[place : place + 1] = donnees.draw(st.binary(min_size=1, max_size=1))
            case 1:
                del octets[place : place + donnees.draw(st.integers(1, 80))]
            case 2:
                octets[place:place] = donnees.draw(st.binary(max_size=8))
            case _:
                octets = octets[: place + 1]
    try:
        lu = lire_fichier(bytes(octets))
    except ErreurDeFichier as erreur:
        assert erreur.phrase.endswith(".")
    else:
        encore = exporter(lu.seance, lu.evenements, lu.entete)
        assert lire_fichier(encore) == lu


def test_trop_d_evenements_se_refuse_sans_les_lire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lignes, "_lignes", None)
    with pytest.raises(ErreurDeFichier) as erreur:
        lire_fichier(ENTETE + b"\n" + b"{}\n" * (lignes.EVENEMENTS_AU_PLUS + 1))
    assert erreur.value.raison == "trop_d_evenements"


def test_un_fichier_trop_gros_se_refuse_sans_le_lire(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gros = tmp_path / "gros.jsonl"
    with gros.open("wb") as ouvert:
        ouvert.truncate(lignes.OCTETS_AU_PLUS + 1)  # un trou : rien sur le disque
    monkeypatch.setattr(lignes, "_lignes", None)
    with pytest.raises(ErreurDeFichier) as erreur:
        importer(carnet, gros)
    assert erreur.value.raison == "trop_gros"


def test_les_chemins_qui_ne_sont_pas_des_fichiers_se_refusent(
    carnet: Carnet, tmp_path: Path
) -> None:
    bon = tmp_path / "bon.jsonl"
    bon.write_bytes(octets_de(exemple()))
    lien = tmp_path / "lien.jsonl"
    lien.symlink_to(bon)
    tube = tmp_path / "tube.jsonl"
    os.mkfifo(tube)
    absent = tmp_path / "absent.jsonl"
    for chemin, raison in (
        (lien, "pas_un_fichier"),
        (tube, "pas_un_fichier"),
        (tmp_path, "pas_un_fichier"),
        (Path("/dev/zero"), "pas_un_fichier"),
        (absent, "introuvable"),
        (tmp_path / "a\x00b", "introuvable"),
        (bon / "dedans", "introuvable"),
    ):
        with pytest.raises(ErreurDeFichier) as erreur:
            importer(carnet, chemin)
        assert erreur.value.raison == raison, chemin
        assert str(tmp_path) not in str(erreur.value)
    assert importer(carnet, bon).nouveau


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
    publie = (RACINE / "journals" / "schema.json").read_text(encoding="utf-8")
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


@pytest.mark.parametrize(
    "journal", sorted((RACINE / "journals").glob("*.jsonl")), ids=lambda f: f.name
)
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

    page = (RACINE / "journals" / "README.md").read_text(encoding="utf-8")
    table = page.split("Les types d’une séance")[1].split("Les autres types")[0]
    nommes = {t for rangee in re.findall(r"^\| (`.*?) \|", table, re.M) for t in rangee.split(", ")}
    types = {
        definition["properties"]["type"]["const"]
        for definition in schema()["$defs"].values()
        if "const" in definition.get("properties", {}).get("type", {})
    }
    assert {t.strip("`") for t in nommes} <= types and len(nommes) == 19
