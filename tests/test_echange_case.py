"""Un référentiel part en paquet CASE, et un paquet CASE devient un référentiel : tout, ou rien."""

import json
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.echange.erreurs import ErreurDEchange
from coach.echange.referentiels import rangement
from coach.echange.referentiels.arbre import dresser
from coach.echange.referentiels.case import ecrire_case, paquet
from coach.echange.referentiels.identites import (
    date_du_millesime,
    uuid_de_la_competence,
    uuid_du_document,
)
from coach.echange.referentiels.lecture import CATEGORIE, en_referentiel
from coach.echange.referentiels.paquet import lire_paquet
from coach.echange.referentiels.rangement import importer_case
from coach.modeles.referentiel import (
    NOMS_DES_CATEGORIES,
    Competence,
    Groupe,
    Item,
    PartieDuLivret,
    Referentiel,
    SousItems,
)
from coach.modeles.texte import nfc
from coach.referentiels import charger, identifiants
from coach.referentiels.livres import identifiants_livres
from coach.referentiels.personnels import dossier

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
TEXTE = {"type": "string", "minLength": 1}
TEXTES = {"type": "array", "items": TEXTE}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
ADRESSE = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
IDENTITE = {"identifier": {"type": "string", "pattern": UUID}, "uri": ADRESSE}


def objet(exiges: dict[str, Any], permis: dict[str, Any]) -> dict[str, Any]:
    """Un objet où rien d'autre n'est permis, comme dans le schéma publié."""
    return {
        "type": "object",
        "properties": {**exiges, **permis},
        "required": list(exiges),
        "additionalProperties": False,
    }


LIEN = objet({"title": TEXTE, **IDENTITE}, {})


def schema(version: str) -> dict[str, Any]:
    """Les champs du paquet tels que CASE les publie, exigés et permis."""
    neufs = version == "1.1"
    document = objet(
        {**IDENTITE, "creator": TEXTE, "title": TEXTE, "lastChangeDateTime": INSTANT},
        {
            **dict.fromkeys(("publisher", "description", "language", "version", "notes"), TEXTE),
            **({"caseVersion": {"const": "1.1"}} if neufs else {}),
        },
    )
    element = objet(
        {**IDENTITE, "fullStatement": TEXTE, "lastChangeDateTime": INSTANT},
        {
            **dict.fromkeys(("CFItemType", "humanCodingScheme", "notes", "language"), TEXTE),
            "conceptKeywords": TEXTES,
            "CFItemTypeURI": LIEN,
        },
    )
    association = objet(
        {
            **IDENTITE,
            "associationType": {"enum": ["isChildOf", "exactMatchOf", "isRelatedTo"]},
            "originNodeURI": LIEN,
            "destinationNodeURI": LIEN,
            "lastChangeDateTime": INSTANT,
        },
        {"sequenceNumber": {"type": "integer"}, **({"notes": TEXTE} if neufs else {})},
    )
    genre = objet(
        {
            **IDENTITE,
            "title": TEXTE,
            "description": TEXTE,
            "hierarchyCode": TEXTE,
            "lastChangeDateTime": INSTANT,
        },
        {"typeCode": TEXTE},
    )
    return objet(
        {"CFDocument": document},
        {
            "CFItems": {"type": "array", "items": element},
            "CFAssociations": {"type": "array", "items": association},
            "CFDefinitions": objet({}, {"CFItemTypes": {"type": "array", "items": genre}}),
        },
    )


# --- Écrire ------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("identifiant", identifiants_livres())
def test_chaque_referentiel_livre_suit_les_champs_publies(identifiant: str, version: Any) -> None:
    ecrit = json.loads(ecrire_case(charger(identifiant), version))
    jsonschema.Draft202012Validator(schema(version)).validate(ecrit)


@pytest.mark.parametrize("identifiant", identifiants_livres())
def test_tout_se_designe_une_fois_et_tout_lien_mene_quelque_part(identifiant: str) -> None:
    ecrit = paquet(charger(identifiant))
    elements = [e["identifier"] for e in ecrit["CFItems"]]
    associations = [a["identifier"] for a in ecrit["CFAssociations"]]
    racine = ecrit["CFDocument"]["identifier"]
    assert len({racine, *elements, *associations}) == 1 + len(elements) + len(associations)
    enfants = [a for a in ecrit["CFAssociations"] if a["associationType"] == "isChildOf"]
    assert sorted(a["originNodeURI"]["identifier"] for a in enfants) == sorted(elements)
    assert {a["destinationNodeURI"]["identifier"] for a in enfants} <= {racine, *elements}
    autres = [a for a in ecrit["CFAssociations"] if a["associationType"] != "isChildOf"]
    connues = {
        uuid_de_la_competence(r, c.code) for r in identifiants() for c in charger(r).competences
    }
    assert autres and {a["destinationNodeURI"]["identifier"] for a in autres} <= connues


def test_une_correspondance_se_dit_des_deux_cotes_par_le_meme_identifiant() -> None:
    ici, la = paquet(charger("cip")), paquet(charger("casp"))
    vers = {
        (
            a["originNodeURI"]["identifier"],
            a["destinationNodeURI"]["identifier"],
            a["associationType"],
        )
        for a in ici["CFAssociations"]
        if a["associationType"] != "isChildOf"
    }
    retour = {
        (
            a["destinationNodeURI"]["identifier"],
            a["originNodeURI"]["identifier"],
            a["associationType"],
        )
        for a in la["CFAssociations"]
        if a["associationType"] != "isChildOf"
    }
    codes = {uuid_de_la_competence("casp", c.code) for c in charger("casp").competences}
    assert {v for v in vers if v[1] in codes} <= retour


def test_les_identifiants_ne_changeront_plus() -> None:
    assert uuid_du_document("cip") == "cef67e48-dbd1-5705-9137-185c9006cd2b"
    assert uuid_de_la_competence("cip", "CP1") == uuid_de_la_competence("cip", "cp1")
    assert ecrire_case(charger("cip")) == ecrire_case(charger("cip"))


@pytest.mark.parametrize(
    ("millesime", "jour"),
    [
        ("07 (5 juin 2018)", date(2018, 6, 5)),
        ("décembre 2020 (cahier n° 24)", date(2020, 12, 1)),
        ("2016 (réinscription au RNCP)", date(2016, 1, 1)),
        ("24 janvier 2017", date(2017, 1, 24)),
        ("1er mars 2021", date(2021, 3, 1)),
        ("31 février 2021", date(2021, 2, 1)),
        ("édition spéciale", date(1970, 1, 1)),
    ],
)
def test_la_date_vient_du_millesime(millesime: str, jour: date) -> None:
    assert date_du_millesime(millesime) == jour


# --- Aller et retour ---------------------------------------------------------------------------


@pytest.mark.parametrize("identifiant", identifiants_livres())
def test_un_referentiel_livre_revient_tel_quel(identifiant: str) -> None:
    parti = charger(identifiant)
    fait = importer_case(ecrire_case(parti), identifiant="copie")
    assert fait.nouveau and fait.laisses == 0
    revenu = charger("copie")
    assert sans_parentes(revenu) == sans_parentes(parti.model_copy(update={"id": "copie"}))
    for avant, apres in zip(parti.competences, revenu.competences, strict=True):
        assert set(avant.correspondances) <= set(apres.correspondances)


def sans_parentes(referentiel: Referentiel) -> Referentiel:
    nues = tuple(c.model_copy(update={"correspondances": ()}) for c in referentiel.competences)
    return referentiel.model_copy(update={"competences": nues})


MOT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M"), exclude_characters="<>&:\\"),
    min_size=1,
    max_size=8,
)
PHRASE = st.lists(MOT, min_size=1, max_size=6).map(" ".join).map(nfc)
CODE = st.from_regex(r"[A-Z]{1,3}[0-9]{0,2}(\.[0-9])?", fullmatch=True)
CATEGORIES = sorted(NOMS_DES_CATEGORIES)


@st.composite
def competences(draw: st.DrawFn, code: str, groupes: list[str]) -> Competence:
    categories = draw(st.lists(st.sampled_from(CATEGORIES), unique=True, max_size=3))
    items, sous = [], []
    for categorie in categories:
        enonces = draw(st.lists(PHRASE, min_size=1, max_size=3))
        items += [Item(categorie=categorie, enonce=e) for e in enonces]
        if draw(st.booleans()):
            rang = draw(st.integers(1, len(enonces)))
            dessous = tuple(draw(st.lists(PHRASE, min_size=1, max_size=2)))
            sous.append(SousItems(categorie=categorie, item=rang, enonces=dessous))
    return Competence(
        code=code,
        titre=draw(PHRASE),
        groupe=draw(st.sampled_from(groupes)),
        lieu=draw(PHRASE),
        themes=draw(st.sampled_from([(), ("accueil",), ("ecoute", "accueil")])),
        items=tuple(items),
        sous_items=tuple(sous),
        situation=draw(st.one_of(st.just(""), PHRASE)),
    )


@st.composite
def referentiels(draw: st.DrawFn) -> Referentiel:
    codes = draw(st.lists(CODE, min_size=1, max_size=4, unique_by=str.casefold))
    groupes = [
        Groupe(
            code=code,
            titre=draw(PHRASE),
            parent=draw(st.sampled_from([None, *codes[:rang]])) if rang else None,
            modalites=tuple(draw(st.lists(PHRASE, max_size=2))),
        )
        for rang, code in enumerate(codes)
    ]
    siens = draw(st.lists(CODE, min_size=1, max_size=5, unique_by=str.casefold))
    livret = [PartieDuLivret(titre=draw(PHRASE), description=draw(PHRASE))]
    return Referentiel(
        id="origine",
        titre=draw(PHRASE),
        emetteur=draw(PHRASE),
        pays=draw(st.sampled_from(["FR", "BE", "CH"])),
        millesime=draw(PHRASE),
        source=draw(PHRASE),
        avertissement=draw(PHRASE),
        groupes=tuple(groupes),
        competences=tuple(draw(competences(code, codes)) for code in siens),
        livret=tuple(livret) if draw(st.booleans()) else (),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(referentiels())
def test_exporter_puis_importer_rend_les_memes_competences(parti: Referentiel) -> None:
    revenu, laisses = en_referentiel(lire_paquet(ecrire_case(parti)), "origine")
    assert (revenu, laisses) == (parti, 0)


# --- Importer un paquet d'ailleurs -------------------------------------------------------------


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
