"""Écrire un référentiel dans le TOML que lisent ceux de la personne (`coach.referentiels`)."""

import json
from collections.abc import Iterable, Iterator, Mapping

from coach.modeles.referentiel import Competence, Referentiel

_TETE = ("id", "titre", "emetteur", "pays", "millesime", "source", "avertissement")


def ecrire_toml(referentiel: Referentiel, en_tete: str) -> str:
    """Le texte du fichier ; `en_tete` : le commentaire du haut. Le même texte à chaque fois."""
    return "\n".join([en_tete, *_lignes(referentiel)]) + "\n"


def _lignes(referentiel: Referentiel) -> Iterator[str]:
    yield from _champs({nom: getattr(referentiel, nom) for nom in _TETE})
    for partie in referentiel.livret:
        yield from ("", "[[livret]]")
        yield from _champs({"titre": partie.titre, "description": partie.description})
    for groupe in referentiel.groupes:
        yield from ("", "[[groupes]]")
        yield from _champs(
            {
                "code": groupe.code,
                "titre": groupe.titre,
                "parent": groupe.parent or "",
                "modalites": groupe.modalites,
            }
        )
    for competence in referentiel.competences:
        yield from _competence(competence)


def _competence(competence: Competence) -> Iterator[str]:
    yield from ("", "[[competences]]")
    yield from _champs(
        {
            "code": competence.code,
            "titre": competence.titre,
            "groupe": competence.groupe,
            "lieu": competence.lieu,
            "themes": competence.themes,
            "situation": competence.situation,
        }
    )
    categories = dict.fromkeys(item.categorie for item in competence.items)
    if categories:
        yield from ("", "[competences.items]")
        yield from _champs(
            {c: [i.enonce for i in competence.items if i.categorie == c] for c in categories}
        )
    for sous in competence.sous_items:
        yield from ("", "[[competences.sous_items]]")
        yield f"categorie = {_texte(sous.categorie)}"
        yield f"item = {sous.item}"
        yield from _champs({"enonces": sous.enonces})
    for parente in competence.correspondances:
        yield from ("", "[[competences.correspondances]]")
        yield from _champs(parente.model_dump())


def _champs(champs: Mapping[str, str | Iterable[str]]) -> Iterator[str]:
    """Une ligne par champ qui n'est pas vide ; une liste, un élément par ligne."""
    for nom, valeur in champs.items():
        if isinstance(valeur, str):
            if valeur:
                yield f"{nom} = {_texte(valeur)}"
            continue
        textes = list(valeur)
        if textes:
            yield f"{nom} = ["
            yield from (f"    {_texte(texte)}," for texte in textes)
            yield "]"


def _texte(texte: str) -> str:
    """Une chaîne TOML : celle de JSON convient, au caractère DEL près."""
    return json.dumps(texte, ensure_ascii=False).replace("\x7f", "\\u007f")
