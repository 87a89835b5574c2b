"""Un paquet CASE venu d'ailleurs devient un référentiel : tout, ou rien."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.echange.erreurs import ErreurDEchange
from coach.echange.referentiels import rangement
from coach.echange.referentiels.arbre import dresser
from coach.echange.referentiels.lecture import CATEGORIE
from coach.echange.referentiels.paquet import lire_paquet
from coach.echange.referentiels.rangement import importer_case
from coach.referentiels import charger
from coach.referentiels.personnels import dossier


def nu(rang: int) -> str:
    return f"00000000-0000-0000-0000-{rang:012d}"


def etranger(arbre: dict[int, int | None], **champs: dict[str, Any]) -> dict[str, Any]:
    """Un paquet d'un autre outil : chaque élément et son parent (rien : le document)."""
    lien = {"title": "x", "uri": "https://exemple.test/x"}
    return {
        "CFDocument": {
            "identifier": nu(999),
            "uri": "https://exemple.test/d",
            "creator": "Une région",
            "title": "Competencies for guidance",
            "lastChangeDateTime": "2024-01-01T00:00:00Z",
            "language": "en",
        },
        "CFItems": [
            {
                "identifier": nu(rang),
                "uri": f"https://exemple.test/{rang}",
                "fullStatement": f"Élément {rang}",
                "lastChangeDateTime": "2024-01-01T00:00:00Z",
                **champs.get(f"e{rang}", {}),
            }
            for rang in arbre
        ],
        "CFAssociations": [
            {
                "identifier": nu(10_000 + rang),
                "uri": f"https://exemple.test/a{rang}",
                "associationType": "isChildOf",
                "originNodeURI": {**lien, "identifier": nu(rang)},
                "destinationNodeURI": {**lien, "identifier": nu(parent or 999)},
                "lastChangeDateTime": "2024-01-01T00:00:00Z",
            }
            for rang, parent in arbre.items()
        ],
    }


def octets(brut: Any) -> bytes:
    return json.dumps(brut).encode()


def test_la_hierarchie_devient_groupes_competences_et_enonces() -> None:
    brut = etranger(
        {1: None, 2: 1, 3: 2, 4: 2, 5: 1, 6: None},
        e2={"humanCodingScheme": "MATH:1", "notes": "<p>Une situation&nbsp;réelle.</p>"},
        e3={"fullStatement": "Je fais le point <b>avec</b> la personne.\u202e"},
    )
    importer_case(octets(brut))
    lu = charger("competencies-for-guidance")
    assert [(g.code, g.titre) for g in lu.groupes] == [
        ("0", "Competencies for guidance"),
        ("1", "Élément 1"),
    ]
    assert [(c.code, c.groupe) for c in lu.competences] == [
        ("MATH.1", "1"),
        ("1.2", "1"),
        ("2", "0"),
    ]
    premiere = lu.competences[0]
    assert premiere.situation == "Une situation\u00a0réelle."
    assert [i.enonce for i in premiere.items] == [
        "Je fais le point avec la personne.",
        "Élément 4",
    ]
    assert {i.categorie for i in premiere.items} == {CATEGORIE}


def test_un_paquet_enveloppe_et_l_ordre_dit_par_le_paquet() -> None:
    brut = etranger({1: None, 2: 1, 3: 1})
    for association, rang in zip(brut["CFAssociations"], (1, 2, 1), strict=True):
        association["sequenceNumber"] = rang
    fait = importer_case(octets({"CFPackage": brut}), identifiant="a", essai=True)
    assert [c.titre for c in fait.referentiel.competences] == ["Élément 3", "Élément 2"]


def test_un_code_deja_pris_et_un_parent_en_trop() -> None:
    brut = etranger(
        {1: None, 2: 1, 3: 1},
        e2={"humanCodingScheme": "a"},
        e3={"humanCodingScheme": "A"},
    )
    en_trop = deepcopy(brut["CFAssociations"][1])
    en_trop["identifier"], en_trop["destinationNodeURI"]["identifier"] = nu(20_000), nu(3)
    brut["CFAssociations"].append(en_trop)
    fait = importer_case(octets(brut), identifiant="a", essai=True)
    assert [c.code for c in fait.referentiel.competences] == ["a", "A-2"]
    assert fait.laisses == 1


def test_importer_deux_fois_ne_change_rien_et_n_ecrase_jamais() -> None:
    brut = octets(etranger({1: None}))
    premier = importer_case(brut, identifiant="mien")
    avant = premier.fichier.read_bytes()
    assert premier.nouveau and not importer_case(brut, identifiant="mien").nouveau
    autre = octets(etranger({1: None, 2: None}))
    with pytest.raises(ErreurDEchange) as refus:
        importer_case(autre, identifiant="mien")
    assert refus.value.raison == "referentiel_existe"
    assert premier.fichier.read_bytes() == avant
    assert [f.name for f in dossier().iterdir()] == ["mien.toml"]


def test_un_essai_n_ecrit_rien() -> None:
    fait = importer_case(octets(etranger({1: None})), identifiant="mien", essai=True)
    assert fait.nouveau and not dossier().exists()


def test_un_echec_a_l_ecriture_ne_laisse_rien(monkeypatch: pytest.MonkeyPatch) -> None:
    def plein(*_: object) -> None:
        raise OSError(28, "plein")

    monkeypatch.setattr("os.fsync", plein)
    with pytest.raises(Exception, match="écrit"):
        importer_case(octets(etranger({1: None})), identifiant="mien")
    assert list(dossier().iterdir()) == []


@pytest.mark.parametrize(
    "identifiant",
    ["../../etc/passwd", "a/b", "A", "é", "", "-a", "con", "lpt1", "x" * 41, "a\nb", "cip"],
)
def test_un_identifiant_hostile_ou_pris_est_refuse(identifiant: str) -> None:
    with pytest.raises(ErreurDEchange):
        importer_case(octets(etranger({1: None})), identifiant=identifiant)
    assert not dossier().exists()


def abime(geste: Any) -> bytes:
    brut = etranger({1: None, 2: 1, 3: 2})
    geste(brut)
    return octets(brut)


HOSTILES: dict[str, tuple[str, Any]] = {
    "cycle": (
        "cycle",
        lambda b: b["CFAssociations"][0]["destinationNodeURI"].update(identifier=nu(3)),
    ),
    "sur lui-même": (
        "cycle",
        lambda b: b["CFAssociations"][0]["destinationNodeURI"].update(identifier=nu(1)),
    ),
    "uuid en chemin": (
        "identifiant_hostile",
        lambda b: b["CFItems"][0].update(identifier="../../../etc/passwd"),
    ),
    "document sans uuid": ("identifiant_hostile", lambda b: b["CFDocument"].pop("identifier")),
    "double": ("identifiant_double", lambda b: b["CFItems"][1].update(identifier=nu(1))),
    "code en chemin": ("code_hostile", lambda b: b["CFItems"][1].update(humanCodingScheme="../x")),
    "code windows": ("code_hostile", lambda b: b["CFItems"][1].update(humanCodingScheme="C:\\x")),
    "énoncé vide": ("champ_absent", lambda b: b["CFItems"][1].update(fullStatement=" \u202e ")),
    "énoncé en liste": ("champ_absent", lambda b: b["CFItems"][1].update(fullStatement=["x"])),
    "démesuré": ("texte_trop_long", lambda b: b["CFItems"][1].update(fullStatement="x" * 30_000)),
    "sans élément": ("sans_competence", lambda b: b.update(CFItems=[])),
    "éléments en texte": ("paquet_forme", lambda b: b.update(CFItems="x")),
    "élément en texte": ("paquet_forme", lambda b: b.update(CFItems=["x"])),
    "lien sans bout": ("paquet_forme", lambda b: b["CFAssociations"][0].pop("originNodeURI")),
    "sans document": ("pas_un_paquet", lambda b: b.pop("CFDocument")),
}


@pytest.mark.parametrize(("raison", "geste"), HOSTILES.values(), ids=HOSTILES)
def test_un_paquet_hostile_est_refuse_et_rien_n_entre(raison: str, geste: Any) -> None:
    with pytest.raises(ErreurDEchange) as refus:
        importer_case(abime(geste), identifiant="mien")
    assert refus.value.raison == raison
    assert not dossier().exists()


@pytest.mark.parametrize(
    "brut", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"CFDocument": NaN}', b"[" * 100_000]
)
def test_ce_qui_n_est_pas_un_paquet_se_dit(brut: bytes) -> None:
    with pytest.raises(ErreurDEchange):
        lire_paquet(brut)


def test_un_arbre_demesure_est_refuse() -> None:
    chaine = {rang: rang - 1 or None for rang in range(1, 60)}
    with pytest.raises(ErreurDEchange) as refus:
        dresser(lire_paquet(octets(etranger(chaine))))
    assert refus.value.raison == "trop_profond"


def test_un_paquet_trop_gros_est_refuse_avant_d_etre_lu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.echange.referentiels.paquet.OCTETS_AU_PLUS", 10)
    with pytest.raises(ErreurDEchange) as refus:
        lire_paquet(octets(etranger({1: None})))
    assert refus.value.raison == "trop_gros"


def test_le_texte_d_ailleurs_ne_commande_rien() -> None:
    brut = etranger(
        {1: None},
        e1={"fullStatement": '\x1b[31mRouge\x07 <script>alert(1)</script>et\u2028suite """ ]]\\'},
    )
    fait = importer_case(octets(brut), identifiant="mien")
    (competence,) = charger("mien").competences
    assert competence.titre == '[31mRouge et suite """ ]]\\'
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", fait.fichier.read_text()
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda enfants: (
            st.lists(enfants, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "CFDocument",
                        "CFItems",
                        "CFAssociations",
                        "CFDefinitions",
                        "identifier",
                        "fullStatement",
                        "title",
                    ]
                ),
                enfants,
                max_size=4,
            )
        ),
        max_leaves=15,
    )
)
def test_aucun_json_ne_fait_autre_chose_qu_un_refus(brut: Any) -> None:
    with pytest.raises(ErreurDEchange):
        rangement.importer_case(json.dumps(brut).encode(), identifiant="mien", essai=True)


def test_un_fichier_de_la_personne_n_est_jamais_touche(tmp_path: Path) -> None:
    dossier().mkdir(parents=True)
    (dossier() / "mien.toml").write_text("à moi", encoding="utf-8")
    with pytest.raises(ErreurDEchange):
        importer_case(octets(etranger({1: None})), identifiant="mien")
    assert (dossier() / "mien.toml").read_text(encoding="utf-8") == "à moi"
