"""`coach referentiel montrer` : un référentiel, ou une de ses compétences."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.francais import option_json, plus_proche, verbe
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire_json

if TYPE_CHECKING:
    from coach.modeles.referentiel import Competence, Referentiel

_A_MONTRER = ("id", "titre", "emetteur", "pays", "millesime", "groupes", "competences")
_FACULTATIFS = frozenset({"modalites", "sous_items", "situation"})


@verbe("montrer", "referentiel")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
@click.argument("code", required=False, metavar=dire("argument.code"))
@option_json()
def commande(identifiant: str, code: str | None, en_json: bool) -> None:
    """Le référentiel et ses titres ; une compétence, avec ses énoncés et ses parentes."""
    from coach.cli.referentiel.fiche import montrer_la_competence, montrer_le_referentiel
    from coach.referentiels import charger

    referentiel = charger(identifiant)
    competence = _trouver(referentiel, code) if code is not None else None
    if en_json:
        ecrire_json(_document(referentiel, competence))
    elif competence is not None:
        montrer_la_competence(referentiel, competence)
    else:
        montrer_le_referentiel(referentiel)


def _trouver(referentiel: "Referentiel", code: str) -> "Competence":
    """La compétence de ce code ; lève `Refus`, avec le code le plus proche."""
    competence = referentiel.competence(code.strip())
    if competence is not None:
        return competence
    proche = plus_proche(code, [c.code for c in referentiel.competences])
    cle = "competence" if proche else "competence_inconnue"
    raise Refus(cle, referentiel=referentiel.id, competence=code, proche=proche)


def _document(referentiel: "Referentiel", competence: "Competence | None") -> dict[str, Any]:
    if competence is not None:
        referentiel = referentiel.model_copy(update={"competences": (competence,)})
    brut = referentiel.model_dump(mode="json", include=set(_A_MONTRER), exclude_none=True)
    brut["groupes"] = [_sans_vides(groupe, _FACULTATIFS) for groupe in brut["groupes"]]
    for fiche, une in zip(brut["competences"], referentiel.competences, strict=True):
        fiche["modalites"] = referentiel.modalites(une)
    brut["competences"] = [_sans_vides(fiche, _FACULTATIFS) for fiche in brut["competences"]]
    return {nom: brut[nom] for nom in _A_MONTRER}


def _sans_vides(brut: dict[str, Any], facultatifs: frozenset[str]) -> dict[str, Any]:
    """Le document sans les champs facultatifs que la source ne remplit pas."""
    return {nom: valeur for nom, valeur in brut.items() if valeur or nom not in facultatifs}
