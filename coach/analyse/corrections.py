"""Les décisions de la personne : elles recoupent la lecture et l'emportent."""

from collections.abc import Iterator, Sequence

from coach.analyse.lecture_de_phrase import segment
from coach.analyse.modele import NATURES
from coach.analyse.morceaux import Morceau
from coach.modeles.lecture import Decision, Segment

Etendue = tuple[int, int]


def appliquer(
    texte: str, segments: Sequence[Segment], decisions: Sequence[Decision]
) -> list[Segment]:
    """Rend les segments d'un texte NFC une fois les décisions posées, dans l'ordre.

    La dernière décision l'emporte où deux se recouvrent. Ce qui dépasse d'un segment entamé est
    relu seul ; une ponctuation isolée rejoint la décision qu'elle touche.
    """
    poses = _poser(texte, decisions)
    if not poses:
        return list(segments)
    restes = [r for s in segments for r in _retrancher(texte, s, [p[:2] for p in poses])]
    decides = [_decide(texte, *pose) for pose in poses]
    return sorted(_joindre(texte, restes, decides), key=lambda s: s.debut)


def _poser(texte: str, decisions: Sequence[Decision]) -> list[tuple[int, int, Decision]]:
    """Étendues décidées, sans recouvrement, blancs des bords exclus."""
    poses: list[tuple[int, int, Decision]] = []
    for decision in decisions:
        debut, fin = _rogner(texte, decision.debut, min(decision.fin, len(texte)))
        if debut >= fin:
            continue
        gardes = [
            (*_rogner(texte, a, b), d) for x, y, d in poses for a, b in _hors((x, y), (debut, fin))
        ]
        poses = [*(g for g in gardes if g[0] < g[1]), (debut, fin, decision)]
    return sorted(poses, key=lambda p: p[0])


def _hors(etendue: Etendue, trou: Etendue) -> Iterator[Etendue]:
    debut, fin = etendue
    if trou[0] >= fin or trou[1] <= debut:
        yield etendue
        return
    if debut < trou[0]:
        yield debut, trou[0]
    if trou[1] < fin:
        yield trou[1], fin


def _retrancher(texte: str, s: Segment, poses: Sequence[Etendue]) -> list[Segment]:
    """Ce qui reste d'un segment, hors des étendues décidées."""
    morceaux: list[Etendue] = [(s.debut, s.fin)]
    for pose in poses:
        morceaux = [m for morceau in morceaux for m in _hors(morceau, pose)]
    if morceaux == [(s.debut, s.fin)]:
        return [s]
    rendu: list[Segment] = []
    for debut, fin in (_rogner(texte, *m) for m in morceaux):
        if debut < fin:
            rendu.append(segment(texte, Morceau(debut, fin, NATURES.index(s.nature))))
    return rendu


def _decide(texte: str, debut: int, fin: int, decision: Decision) -> Segment:
    lu = segment(texte, Morceau(debut, fin, NATURES.index(decision.nature)), impose=True)
    changes: dict[str, object] = {"confiance": 1.0, "incertain": False, "corrige": True}
    if decision.sous_type:
        changes["sous_type"] = decision.sous_type
    return lu.model_copy(update=changes)


def _joindre(
    texte: str, restes: Sequence[Segment], decides: Sequence[Segment]
) -> Iterator[Segment]:
    """Rattache aux décisions les ponctuations qu'elles touchent."""
    etendus = {id(d): [d.debut, d.fin] for d in decides}
    for reste in restes:
        voisin = _voisin(texte, reste, decides)
        if voisin is None:
            yield reste
        elif reste.debut >= voisin.fin:
            etendus[id(voisin)][1] = reste.fin
        else:
            etendus[id(voisin)][0] = reste.debut
    for d in decides:
        debut, fin = etendus[id(d)]
        yield d.model_copy(update={"debut": debut, "fin": fin, "texte": texte[debut:fin]})


def _voisin(texte: str, reste: Segment, decides: Sequence[Segment]) -> Segment | None:
    if any(c.isalnum() for c in reste.texte):
        return None
    for d in decides:
        if not texte[d.fin : reste.debut].strip() and d.fin <= reste.debut:
            return d
        if not texte[reste.fin : d.debut].strip() and reste.fin <= d.debut:
            return d
    return None


def _rogner(texte: str, debut: int, fin: int) -> Etendue:
    while debut < fin and texte[debut].isspace():
        debut += 1
    while fin > debut and texte[fin - 1].isspace():
        fin -= 1
    return debut, fin
