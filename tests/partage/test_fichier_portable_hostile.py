"""Un fichier portable reçu : rien d'hostile, d'abîmé ni de démesuré n'entre dans le carnet."""

import json
import os
from pathlib import Path

import pytest
from fabriques import seance, ulid
from fichier_recu import octets_de
from hypothesis import given
from hypothesis import strategies as st
from seance_portable import avec, exemple

from coach.carnet import Carnet
from coach.partage import lignes
from coach.partage.allers_retours import exporter_du_carnet, importer
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import exporter, lire_fichier

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
