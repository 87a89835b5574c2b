"""Propriétés de la phrase que les motifs ne disent pas : longueur, citations, date et acte."""

from collections.abc import Callable
from itertools import pairwise

from coach.analyse.jetons import Jeton

Etendue = tuple[int, int]
_VERBES = frozenset({"aux", "etre", "avoir", "acte", "dire", "intention", "imp", "cond", "fut"})
_REPERES = frozenset({"chiffre", "nombre", "temps", "duree", "imp"})
_ANCRES = _REPERES | {"je", "propre", "institution", "sigle", "papier"}
_SUJETS = frozenset(
    {"je", "j'", "il", "elle", "ils", "elles", "on", "nous", "c'", "ca", "tu", "vous"}
)


def formes(jetons: list[Jeton]) -> dict[str, Etendue]:
    """Rend les formes présentes, avec l'étendue (rangs de jetons) qui les montre."""
    mots = [k for k, j in enumerate(jetons) if "signe" not in j.etiquettes]
    if not mots:
        return {}
    tout = (mots[0], mots[-1])
    rendu: dict[str, Etendue] = {}
    for nom, detecter in _DETECTEURS.items():
        etendue = detecter(jetons, mots, tout)
        if etendue is not None:
            rendu[nom] = etendue
    return rendu


def _question(jetons: list[Jeton], _mots: list[int], _tout: Etendue) -> Etendue | None:
    for k in range(len(jetons) - 1, -1, -1):
        if jetons[k].cle == "?" and not jetons[k].cite and not jetons[k].rapporte:
            return (k, k)
    return None


def _exclamation(jetons: list[Jeton], _mots: list[int], _tout: Etendue) -> Etendue | None:
    for k in range(len(jetons) - 1, -1, -1):
        if jetons[k].cle == "!" and not jetons[k].cite and not jetons[max(0, k - 1)].rapporte:
            return (k, k)
    return None


def _cites(jetons: list[Jeton], mots: list[int]) -> list[int]:
    return [k for k in mots if jetons[k].cite]


def _citation_longue(jetons: list[Jeton], mots: list[int], _tout: Etendue) -> Etendue | None:
    cites = _cites(jetons, mots)
    return (cites[0], cites[-1]) if len(cites) >= 4 else None


def _citation_courte(jetons: list[Jeton], mots: list[int], _tout: Etendue) -> Etendue | None:
    cites = _cites(jetons, mots)
    return (cites[0], cites[-1]) if 0 < len(cites) < 4 else None


def _citation_entiere(jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    tiret = jetons[0].cle in ("—", "–")
    return tout if tiret or all(jetons[k].cite for k in mots) else None


def _plan_date(jetons: list[Jeton], mots: list[int], _tout: Etendue) -> Etendue | None:
    """Un verbe d'action au présent ou au futur, et une date, dans la même phrase."""
    dates = [k for k in mots if jetons[k].etiquettes & {"temps", "chiffre"} and not jetons[k].cite]
    actes = [k for k in mots if jetons[k].etiquettes & {"acte", "dire", "fut"}]
    if not dates or not actes:
        return None
    return (min(dates[0], actes[0]), max(dates[0], actes[0]))


def _tres_court(_jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    return tout if len(mots) <= 3 else None


def _court(_jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    return tout if 3 < len(mots) <= 7 else None


def _long(_jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    return tout if len(mots) > 20 else None


def _sans_verbe(jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    for k in mots:
        if jetons[k].etiquettes & _VERBES or jetons[k].cle in _SUJETS:
            return None
    return tout


def _sans_ancrage(jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    """Ni date, ni nombre, ni nom, ni « je », ni passé : l'énoncé vaut en général."""
    if len(mots) < 4 or any(jetons[k].etiquettes & _ANCRES or jetons[k].cite for k in mots):
        return None
    return tout if not _au_passe(jetons, mots) else None


def _sans_temps(jetons: list[Jeton], mots: list[int], tout: Etendue) -> Etendue | None:
    """Ni date, ni nombre, ni passé composé, ni imparfait."""
    if len(mots) < 4 or any(jetons[k].etiquettes & _REPERES or jetons[k].cite for k in mots):
        return None
    return tout if not _au_passe(jetons, mots) else None


def _au_passe(jetons: list[Jeton], mots: list[int]) -> bool:
    for a, b in pairwise(mots):
        if "imp" in jetons[b].etiquettes or jetons[b].cle in ("etait", "avait", "etaient"):
            return True
        if "aux" in jetons[a].etiquettes and jetons[b].etiquettes & {"pp", "acte", "adv"}:
            return True
    return False


def _enumeration(jetons: list[Jeton], _mots: list[int], tout: Etendue) -> Etendue | None:
    return tout if sum(j.cle == "," for j in jetons) >= 3 else None


def _chiffres(jetons: list[Jeton], mots: list[int], _tout: Etendue) -> Etendue | None:
    nombres = [k for k in mots if jetons[k].etiquettes & {"chiffre", "nombre"}]
    return (nombres[0], nombres[-1]) if len(nombres) >= 2 else None


def _deux_points(jetons: list[Jeton], _mots: list[int], _tout: Etendue) -> Etendue | None:
    return next(((k, k) for k, j in enumerate(jetons) if j.cle == ":" and not j.cite), None)


_DETECTEURS: dict[str, Callable[[list[Jeton], list[int], Etendue], Etendue | None]] = {
    "question": _question,
    "exclamation": _exclamation,
    "citation_longue": _citation_longue,
    "citation_courte": _citation_courte,
    "citation_entiere": _citation_entiere,
    "plan_date": _plan_date,
    "tres_court": _tres_court,
    "court": _court,
    "long": _long,
    "sans_verbe": _sans_verbe,
    "sans_ancrage": _sans_ancrage,
    "sans_temps": _sans_temps,
    "enumeration": _enumeration,
    "chiffres": _chiffres,
    "deux_points": _deux_points,
}
