"""Les ancres dans un texte qui change : elles suivent leur passage, ou se détachent."""

from collections.abc import Iterable

from coach.modeles.lecture import Decision


def situer(debut: int, fin: int, passage: str, texte: str, *, inchange: bool) -> int | None:
    """Où se trouve `passage` dans `texte` (points de code), ou rien s'il s'est détaché.

    `inchange` : le texte est celui où l'ancre fut posée. Sinon l'ancre ne suit que si le passage
    s'y trouve exactement une fois.
    """
    if inchange and texte[debut:fin] == passage:
        return debut
    premier = texte.find(passage)
    if not passage or premier < 0 or texte.find(passage, premier + 1) >= 0:
        return None
    return premier


def superposer(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Des décisions sans recouvrement, en ordre : la plus récente l'emporte sur son étendue."""
    posees: list[Decision] = []
    for nouvelle in decisions:
        restes: list[Decision] = []
        for ancienne in posees:
            if ancienne.debut < nouvelle.debut:
                bord = min(ancienne.fin, nouvelle.debut)
                restes.append(ancienne.model_copy(update={"fin": bord}))
            if ancienne.fin > nouvelle.fin:
                bord = max(ancienne.debut, nouvelle.fin)
                restes.append(ancienne.model_copy(update={"debut": bord}))
        posees = [*restes, nouvelle]
    return tuple(sorted(posees, key=lambda d: d.debut))
