"""Le dossier libre : ses parties viennent d'un référentiel, une par compétence ou par groupe."""

from collections.abc import Sequence

from coach.livret.erreurs import ErreurDeLivret
from coach.livret.grille import Critere, Genre, Partie
from coach.modeles.referentiel import Competence, Referentiel
from coach.referentiels.erreurs import plus_proche

PARTIES_MAXIMALES = 40
"""Au-delà, un dossier ne s'écrit plus : sans choix, une partie par groupe."""

Choisie = tuple[str, str, tuple[Competence, ...]]
"""Un code (de compétence ou de groupe), son titre, et les compétences qu'il réunit."""


def dossier_libre(modele: Genre, referentiel: Referentiel, codes: Sequence[str]) -> Genre:
    """Le genre d'un dossier : une présentation, une partie par code choisi, la suite."""
    corps, avant, apres = (modele.partie(i) for i in ("competence", "presentation", "suite"))
    assert corps and avant and apres
    retenues = choisies(referentiel, codes)
    milieu = [_partie(corps, referentiel, *choisie) for choisie in retenues]
    criteres = [
        _critere(modele.criteres[0], partie.id, referentiel, choisie)
        for partie, choisie in zip(milieu, retenues, strict=True)
    ]
    return modele.model_copy(
        update={
            "titre": modele.titre.format(referentiel=referentiel.titre),
            "referentiel": referentiel.id,
            "parties": (avant, *milieu, apres),
            "criteres": tuple(criteres),
        }
    )


def choisies(referentiel: Referentiel, codes: Sequence[str]) -> list[Choisie]:
    """Ce qui fait une partie : les codes choisis, sinon chaque compétence, ou chaque groupe."""
    if codes:
        return [c for code in codes if (c := _choisie(referentiel, code))]
    if len(referentiel.competences) + 2 <= PARTIES_MAXIMALES:
        return [(c.code, c.titre, (c,)) for c in referentiel.competences]
    groupes = dict.fromkeys(c.groupe for c in referentiel.competences)
    return [c for groupe in groupes if (c := _choisie(referentiel, groupe))]


def _choisie(referentiel: Referentiel, code: str) -> Choisie | None:
    if competence := referentiel.competence(code):
        return competence.code, competence.titre, (competence,)
    groupe = next((g for g in referentiel.groupes if g.code.casefold() == code.casefold()), None)
    if groupe is None:
        return None
    siennes = referentiel.du_groupe(groupe)
    return (groupe.code, groupe.titre, siennes) if siennes else None


def code_choisi(referentiel: Referentiel, code: str) -> str:
    """Le code tel qu'il s'écrit, de compétence ou de groupe. Lève `ErreurDeLivret`."""
    choisie = _choisie(referentiel, code.strip())
    if choisie is None:
        connus = [c.code for c in referentiel.competences] + [g.code for g in referentiel.groupes]
        proche = plus_proche(code, connus)
        raison = "code_proche" if proche else "code_inconnu"
        raise ErreurDeLivret(raison, referentiel=referentiel.id, code=code.strip(), proche=proche)
    return choisie[0]


def _partie(
    modele: Partie,
    referentiel: Referentiel,
    code: str,
    titre: str,
    competences: tuple[Competence, ...],
) -> Partie:
    adresses = tuple(f"{referentiel.id}:{c.code}" for c in competences)
    return modele.model_copy(
        update={
            "id": "c-" + "".join(x if x.isalnum() or x in "._-" else "-" for x in code.casefold()),
            "titre": modele.titre.format(code=code, titre=titre),
            "offres": modele.offres.model_copy(update={"competences": adresses}),
        }
    )


def _critere(modele: Critere, partie: str, referentiel: Referentiel, choisie: Choisie) -> Critere:
    code, titre, competences = choisie
    premiers = [f"{referentiel.id}:{c.code}:0" for c in competences if c.items]
    return modele.model_copy(
        update={
            "id": "c" + "".join(x if x.isalnum() else "_" for x in code.casefold()),
            "titre": modele.titre.format(code=code, titre=titre),
            "parties": (partie,),
            "enonces": tuple(premiers),
        }
    )
