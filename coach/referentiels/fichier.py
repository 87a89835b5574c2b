"""Lire un fichier de référentiel en TOML et le valider, ou dire précisément ce qui manque."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from coach.modeles.referentiel import (
    NOMS_DES_CATEGORIES,
    Competence,
    Correspondance,
    Groupe,
    PartieDuLivret,
    Referentiel,
    SousItems,
)
from coach.referentiels.document import Chemin, Document, champ_de, lire
from coach.referentiels.erreurs import ErreurDeReferentiel, plus_proche

_MODELES: dict[str, type[BaseModel]] = {
    "": Referentiel,
    "groupes": Groupe,
    "competences": Competence,
    "sous_items": SousItems,
    "livret": PartieDuLivret,
    "correspondances": Correspondance,
}


def charger_fichier(chemin: Path) -> Referentiel:
    """Le référentiel écrit dans ce fichier TOML, items à plat dans l'ordre du fichier.

    Le fichier est une donnée, rien n'en est exécuté. Lève `ErreurDeReferentiel`.
    """
    document = lire(chemin)
    _verifier_que_rien_n_est_vide(document)
    try:
        referentiel = Referentiel.model_validate(_a_plat(document))
    except ValidationError as refus:
        raise _en_francais(document, refus) from None
    _verifier_codes(document, "groupes", [g.code for g in referentiel.groupes])
    _verifier_codes(document, "competences", [c.code for c in referentiel.competences])
    _verifier_groupes(document, referentiel)
    return referentiel


def _verifier_que_rien_n_est_vide(document: Document) -> None:
    for chemin, texte in document.textes():
        if texte:
            continue
        match chemin:
            case ("competences", int(), "items", str(categorie), int(rang)):
                place = str(rang + 1)
                raise document.erreur("enonce_vide", chemin, categorie=categorie, rang=place)
        raise document.erreur("champ_vide", chemin, champ=champ_de(chemin))


def _a_plat(document: Document) -> dict[str, Any]:
    """Le document tel que le modèle l'attend : une seule suite d'items par compétence."""
    competences = document.donnees.get("competences")
    if not isinstance(competences, list):
        return document.donnees
    plates = [
        {**c, "items": _items(document, rang, c["items"])}
        if isinstance(c, dict) and "items" in c
        else c
        for rang, c in enumerate(competences)
    ]
    return {**document.donnees, "competences": plates}


def _items(document: Document, rang: int, categories: Any) -> list[dict[str, str]]:
    chemin: Chemin = ("competences", rang, "items")
    if not isinstance(categories, dict):
        raise document.erreur("forme", chemin, champ="items", attendu="categories")
    for categorie, enonces in categories.items():
        ici = (*chemin, categorie)
        if categorie not in NOMS_DES_CATEGORIES:
            raise _inconnu(document, "categorie_inconnue", ici, NOMS_DES_CATEGORIES)
        if not isinstance(enonces, list) or not all(isinstance(e, str) for e in enonces):
            raise document.erreur("forme", ici, champ=categorie, attendu="liste")
    return [{"categorie": c, "enonce": e} for c, enonces in categories.items() for e in enonces]


def _inconnu(
    document: Document, sorte: str, chemin: Chemin, connus: Iterable[str]
) -> ErreurDeReferentiel:
    """Un nom inconnu, avec le plus proche de ceux qui existent s'il y en a un."""
    nom = champ_de(chemin)
    if proche := plus_proche(nom, connus):
        return document.erreur(f"{sorte}_proche", chemin, nom=nom, proche=proche)
    return document.erreur(sorte, chemin, nom=nom, choix=connus)


def _en_francais(document: Document, refus: ValidationError) -> ErreurDeReferentiel:
    """Le premier refus du modèle, dit en français ; un nom mal écrit passe avant un manque."""
    detail = min(refus.errors(), key=lambda d: d["type"] != "extra_forbidden")
    chemin: Chemin = detail["loc"]
    champ = champ_de(chemin)
    match detail["type"]:
        case "extra_forbidden":
            champs = _MODELES[champ_de(chemin[:-1])].model_fields
            return _inconnu(document, "champ_inconnu", chemin, champs)
        case "missing":
            return document.erreur("champ_manquant", chemin, champ=champ)
    return document.erreur("forme", chemin, champ=champ, attendu=_attendu(champ, chemin))


def _attendu(champ: str, chemin: Chemin) -> str:
    """La clé de messages.toml qui dit ce que ce champ devait contenir."""
    if champ in _MODELES:
        return "tables"
    if champ == "themes" and chemin[-1] == champ:
        return "liste"
    return champ if champ in ("id", "degre") else "texte"


def _verifier_codes(document: Document, table: str, codes: list[str]) -> None:
    """Au moins une table, et des codes qui diffèrent autrement que par la casse."""
    if not codes:
        raise document.erreur("table_vide", (table,), champ=table)
    vus: set[str] = set()
    for rang, code in enumerate(codes):
        if code.casefold() in vus:
            raise document.erreur("code_double", (table, rang, "code"), code=code)
        vus.add(code.casefold())


def _verifier_groupes(document: Document, referentiel: Referentiel) -> None:
    """Chaque groupe est sous un groupe écrit plus haut, chaque compétence dans un groupe."""
    codes = [g.code for g in referentiel.groupes]
    for rang, groupe in enumerate(referentiel.groupes):
        if groupe.parent is not None and groupe.parent not in codes[:rang]:
            place: Chemin = ("groupes", rang, "parent")
            raise document.erreur("parent_inexistant", place, parent=groupe.parent)
    for rang, competence in enumerate(referentiel.competences):
        if competence.groupe not in codes:
            chemin: Chemin = ("competences", rang, "groupe")
            cite = competence.groupe
            raise document.erreur("groupe_inexistant", chemin, groupe=cite, choix=codes)
