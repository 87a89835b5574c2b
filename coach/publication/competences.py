"""Les compétences qu'un document cite : leur code en clair, et la table qui en donne l'intitulé."""

import re
from collections.abc import Iterable

from coach.documents.modele import Colonne, Tableau
from coach.modeles.referentiel import Competence, Referentiel
from coach.publication.paroles import dire
from coach.referentiels import ErreurDeReferentiel, charger

_SIGLE = 4
"""Points de code : un identifiant de référentiel plus court est un sigle."""


def code_dit(referentiel: str, code: str) -> str:
    """« CIP CP11 », « Coordinateur 6.2 »."""
    court = len(referentiel) <= _SIGLE
    nom = referentiel.upper() if court else referentiel[:1].upper() + referentiel[1:]
    return f"{nom}\u00a0{code}"


def adresse_dite(adresse: str) -> str:
    """Le même, d'une adresse « cip:CP11 »."""
    referentiel, _, code = adresse.partition(":")
    return code_dit(referentiel, code)


def competence_dite(referentiel: str, code: str) -> str:
    """« CIP CP11 · Analyser sa pratique professionnelle » ; son code seul si elle a disparu."""
    trouvee = _trouver(referentiel, code)
    dit = code_dit(referentiel, code)
    return f"{dit} · {trouvee[1].titre}" if trouvee else dit


def _trouver(referentiel: str, code: str) -> tuple[Referentiel, Competence] | None:
    try:
        lu = charger(referentiel)
    except ErreurDeReferentiel:
        return None
    competence = lu.competence(code)
    return (lu, competence) if competence else None


def table_des_competences(adresses: Iterable[str]) -> Tableau | None:
    """Chaque compétence une fois, avec son intitulé ; aucune table si rien ne se retrouve.

    Une compétence qui a disparu de son référentiel n'a pas de ligne.
    """
    lignes = []
    for adresse in sorted(set(adresses), key=_rang):
        referentiel, _, code = adresse.partition(":")
        if trouvee := _trouver(referentiel, code):
            lu, competence = trouvee
            lignes.append((code_dit(referentiel, code), competence.titre, lu.titre))
    if not lignes:
        return None
    colonnes = (("code", 3), ("intitule", 7), ("referentiel", 6))
    titres = tuple(Colonne(dire(f"competences.{nom}"), part) for nom, part in colonnes)
    return Tableau("", titres, tuple(lignes))


def _rang(adresse: str) -> tuple[str, list[tuple[int, int, str]]]:
    """L'ordre des codes : « CP2 » avant « CP11 », « 3.8 » avant « 3.12 »."""
    referentiel, _, code = adresse.partition(":")
    morceaux = re.findall(r"\d+|\D+", code)
    return referentiel, [(0, int(m), "") if m.isdecimal() else (1, 0, m) for m in morceaux]
