"""Un référentiel part en paquet CASE, selon les champs publiés, et en revient tel quel."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.echange.referentiels.case import ecrire_case, paquet
from coach.echange.referentiels.identites import (
    date_du_millesime,
    uuid_de_la_competence,
    uuid_du_document,
)
from coach.echange.referentiels.lecture import en_referentiel
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
