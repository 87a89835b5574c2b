"""Chercher une compétence par son code ou par des mots, fautes et accents pardonnés."""

from rapidfuzz import fuzz

from coach.modeles.referentiel import Competence, Referentiel
from coach.modeles.texte import cle

_MOT_MINIMUM = 3
_RESSEMBLANCE = 82


def chercher(referentiel: Referentiel, demande: str, n: int = 6) -> tuple[Competence, ...]:
    """Les compétences qui répondent le mieux à la demande ; un code exact passe seul."""
    exacte = referentiel.competence(demande.strip())
    if exacte:
        return (exacte,)
    mots = [m for m in cle(demande).replace("'", " ").split() if len(m) >= _MOT_MINIMUM]
    notes = ((_note(c, mots), rang, c) for rang, c in enumerate(referentiel.competences))
    trouvees = sorted((n for n in notes if n[0] > 0), key=lambda n: (-n[0], n[1]))
    return tuple(c for _, _, c in trouvees[:n])


def _note(competence: Competence, mots: list[str]) -> float:
    titre = cle(competence.titre).replace("'", " ").split()
    items = " ".join(cle(i.enonce) for i in competence.items)
    note = 0.0
    for mot in mots:
        if any(t.startswith(mot) for t in titre):
            note += 3
        elif f" {mot}" in items:
            note += 1
        elif any(fuzz.ratio(mot, t) >= _RESSEMBLANCE for t in titre):
            note += 2
    return note
