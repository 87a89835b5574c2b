"""Lire un paquet CASE venu d'ailleurs : borné, assaini, vérifié ; ni suivi d'aucune adresse."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic_core import from_json

from coach.echange.erreurs import ErreurDEchange
from coach.echange.textes import abrege, en_une_ligne, sans_balises

T = TypeVar("T")

OCTETS_AU_PLUS = 16 * 1024 * 1024
ELEMENTS_AU_PLUS = 20_000
ASSOCIATIONS_AU_PLUS = 60_000
ENONCE_AU_PLUS = 5_000
"""Points de code d'un énoncé, d'un titre ou d'une note."""
CODE_AU_PLUS = 60

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHEMIN = re.compile(r"\\|(?:^|/)\.\.?(?:/|$)|^/|^[A-Za-z]:/")


@dataclass(frozen=True)
class Document:
    """Ce que le paquet dit de lui-même ; vide où il ne dit rien."""

    uuid: str
    titre: str
    emetteur: str
    millesime: str
    description: str
    source: str
    langue: str


@dataclass(frozen=True)
class Element:
    """Un élément : son code s'il en a un, son énoncé, sa sorte dans les mots du paquet."""

    uuid: str
    code: str
    enonce: str
    genre: str
    mots: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Association:
    """Un lien entre deux éléments, ou vers un élément d'un autre paquet."""

    genre: str
    de: str
    vers: str
    rang: int | None
    note: str


@dataclass(frozen=True)
class Paquet:
    """Un paquet lu et vérifié ; `elements` et `associations` dans l'ordre du fichier."""

    document: Document
    elements: tuple[Element, ...]
    associations: tuple[Association, ...]


def lire_paquet(octets: bytes) -> Paquet:
    """Le paquet de ces octets JSON. Lève `ErreurDEchange` au premier défaut."""
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDEchange("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
    try:
        lu = from_json(octets.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False)
    except (ValueError, RecursionError) as erreur:
        raise ErreurDEchange("paquet_illisible") from erreur
    brut = lu.get("CFPackage", lu) if isinstance(lu, dict) else lu
    if not isinstance(brut, dict) or not isinstance(brut.get("CFDocument"), dict):
        raise ErreurDEchange("pas_un_paquet")
    elements = _liste(brut, "CFItems", ELEMENTS_AU_PLUS)
    associations = _liste(brut, "CFAssociations", ASSOCIATIONS_AU_PLUS)
    genres = _genres(brut)
    lus = tuple(_element(objet, rang, genres) for rang, objet in enumerate(elements, 1))
    _refuser_les_doubles(e.uuid for e in lus)
    return Paquet(_document(brut["CFDocument"]), lus, tuple(map(_association, associations)))


def _liste(brut: dict[str, Any], champ: str, maximum: int) -> list[dict[str, Any]]:
    valeur = brut.get(champ) or []
    if not isinstance(valeur, list) or not all(isinstance(v, dict) for v in valeur):
        raise ErreurDEchange("paquet_forme", champ=champ)
    if len(valeur) > maximum:
        raise ErreurDEchange("paquet_trop_long", champ=champ, limite=maximum)
    return valeur


def _genres(brut: dict[str, Any]) -> dict[str, str]:
    """Le code de chaque sorte d'élément que le paquet définit, par son identifiant."""
    definitions = brut.get("CFDefinitions")
    types = definitions.get("CFItemTypes") if isinstance(definitions, dict) else None
    return {
        str(t["identifier"]).lower(): en_une_ligne(t["typeCode"])
        for t in types or ()
        if isinstance(t, dict) and isinstance(t.get("typeCode"), str) and "identifier" in t
    }


def _document(brut: dict[str, Any]) -> Document:
    return Document(
        uuid=_uuid(brut.get("identifier"), "CFDocument"),
        titre=_exige(_ligne(brut.get("title")), "title", "CFDocument"),
        emetteur=_ligne(brut.get("creator")) or _ligne(brut.get("publisher")),
        millesime=_ligne(brut.get("version")) or _ligne(brut.get("statusStartDate")),
        description=_texte(brut.get("description"), "CFDocument"),
        source=_texte(brut.get("notes"), "CFDocument") or _ligne(brut.get("officialSourceURL")),
        langue=_ligne(brut.get("language")),
    )


def _element(brut: dict[str, Any], rang: int, genres: dict[str, str]) -> Element:
    ou = f"CFItems, {rang}"
    code = _ligne(brut.get("humanCodingScheme")) or _ligne(brut.get("listEnumeration"))
    if _CHEMIN.search(code):
        raise ErreurDEchange("code_hostile", ou=ou)
    defini = brut.get("CFItemTypeURI")
    uuid_du_genre = defini.get("identifier") if isinstance(defini, dict) else None
    mots = brut.get("conceptKeywords")
    return Element(
        uuid=_uuid(brut.get("identifier"), ou),
        code=abrege(code.replace(":", "."), CODE_AU_PLUS),
        enonce=_exige(_texte(brut.get("fullStatement"), ou), "fullStatement", ou),
        genre=genres.get(str(uuid_du_genre).lower(), "") or _ligne(brut.get("CFItemType")),
        mots=tuple(_ligne(m) for m in mots) if isinstance(mots, list) else (),
        note=_texte(brut.get("notes"), ou, lignes=True),
    )


def _association(brut: dict[str, Any]) -> Association:
    rang = brut.get("sequenceNumber")
    return Association(
        genre=_ligne(brut.get("associationType")),
        de=_bout(brut.get("originNodeURI")),
        vers=_bout(brut.get("destinationNodeURI")),
        rang=rang if type(rang) is int else None,
        note=_texte(brut.get("notes"), "CFAssociations"),
    )


def _bout(brut: object) -> str:
    identifiant = brut.get("identifier") if isinstance(brut, dict) else None
    if not isinstance(identifiant, str):
        raise ErreurDEchange("paquet_forme", champ="CFAssociations")
    return identifiant.lower()


def _uuid(brut: object, ou: str) -> str:
    uuid = brut.lower() if isinstance(brut, str) else ""
    if not _UUID.fullmatch(uuid):
        raise ErreurDEchange("identifiant_hostile", ou=ou)
    return uuid


def _ligne(brut: object) -> str:
    return en_une_ligne(sans_balises(brut)) if isinstance(brut, str) else ""


def _texte(brut: object, ou: str, *, lignes: bool = False) -> str:
    """Le texte assaini, sur une ligne ; `lignes` : les alinéas restent."""
    if not isinstance(brut, str):
        return ""
    if len(brut) > 4 * ENONCE_AU_PLUS:
        raise ErreurDEchange("texte_trop_long", ou=ou, limite=ENONCE_AU_PLUS)
    alineas = re.split(r"\n[^\S\n]*\n", brut) if lignes else [brut]
    propres = [sans_balises(a) if lignes else _ligne(a) for a in alineas]
    texte = "\n\n".join(p for p in propres if p)
    if len(texte) > ENONCE_AU_PLUS:
        raise ErreurDEchange("texte_trop_long", ou=ou, limite=ENONCE_AU_PLUS)
    return texte


def _exige(texte: str, champ: str, ou: str) -> str:
    if not texte:
        raise ErreurDEchange("champ_absent", champ=champ, ou=ou)
    return texte


def _refuser_les_doubles(uuids: Iterable[str]) -> None:
    vus: set[str] = set()
    for rang, uuid in enumerate(uuids, 1):
        if uuid in vus:
            raise ErreurDEchange("identifiant_double", ou=f"CFItems, {rang}")
        vus.add(uuid)


def distincts(choses: Iterable[T], nom: Callable[[T], str]) -> dict[T, str]:
    """Un code par chose, casse indifférente : un double prend un numéro (« A-2 », « A-3 »…)."""
    pris: set[str] = set()
    numeros: dict[str, int] = {}
    trouves: dict[T, str] = {}
    for chose in choses:
        voulu = code = nom(chose)
        while code.casefold() in pris:
            numeros[voulu] = numeros.get(voulu, 1) + 1
            code = f"{voulu}-{numeros[voulu]}"
        pris.add(code.casefold())
        trouves[chose] = code
    return trouves
