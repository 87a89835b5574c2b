"""Le portfolio en JSON, dans la forme que d'autres programmes attendent."""

from typing import Any

from coach.cli.portfolio.paroles import dire
from coach.portfolio import Apparentee, CompetenceVue, Portfolio
from coach.scoring.lignes import PositionnementLu, PreuveLue


def document(vu: Portfolio) -> dict[str, Any]:
    """Toutes les compétences montrées, même vides, dans l'ordre de leur référentiel.

    Une preuve qui compte par correspondance le dit dans sa `source`. Les regards sur des énoncés
    sont à part, dans `items`, présent s'il y en a.
    """
    return {"version": 1, "competences": [_competence(c) for c in vu.competences]}


def _competence(competence: CompetenceVue) -> dict[str, Any]:
    preuves = [(p, preuve(p)) for p in competence.preuves]
    preuves += [(p, _par_correspondance(p, depuis)) for p, depuis in competence.par_correspondance]
    preuves.sort(key=lambda trouvee: (trouvee[0].jour, trouvee[0].id))
    fiche: dict[str, Any] = {
        "referentiel": competence.referentiel,
        "code": competence.code,
        "titre": competence.titre,
        "preuves": [fiche for _, fiche in preuves],
        "positionnements": [_positionnement(p) for p in competence.positionnements],
    }
    if competence.items:
        fiche["items"] = [{"item": p.item, **_positionnement(p)} for p in competence.items]
    return fiche


def preuve(lue: PreuveLue) -> dict[str, Any]:
    """Une preuve ; `source` seulement pour celle qu'on a apportée, sans journal."""
    fiche: dict[str, Any] = {
        "id": lue.id,
        "journal": lue.journal,
        "date": lue.jour,
        "extrait": lue.extrait,
    }
    return fiche if lue.journal else {**fiche, "source": lue.source}


def _par_correspondance(lue: PreuveLue, depuis: Apparentee) -> dict[str, Any]:
    source = dire("json.correspondance", referentiel=depuis.referentiel, code=depuis.code)
    if not lue.journal:
        source = dire("json.source_et", source=lue.source, correspondance=source)
    return {**preuve(lue), "source": source}


def _positionnement(lu: PositionnementLu) -> dict[str, Any]:
    return {
        "date": lu.jour,
        "niveau": lu.niveau,
        "justification": lu.justification,
        "par": lu.par,
    }
