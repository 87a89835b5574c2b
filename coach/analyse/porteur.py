"""Qui porte ce mot ? « je », autrui, une chose, personne : le point de vue fait la nature."""

from functools import lru_cache

from coach.analyse.donnees import ensemble
from coach.analyse.jetons import Jeton

_LIMITES = frozenset({".", ";", ":", "!", "?", "—", "…", "("})
_PREPOSITIONS = ensemble("prepositions")
_PRONOMS_COMPLEMENTS = frozenset({"lui", "leur", "les", "la", "le", "l'"})
_AVANT_COMPLEMENT = ensemble("avant_complement")
_PERCEVOIR = ensemble("percevoir")
_SUBORDONNANTS = ensemble("subordonnants")
_PORTEE = 14


def porteur(jetons: list[Jeton], i: int) -> str:
    """Rend « je », « autre », « on », « chose » ou « seul » pour le jeton `i`.

    On remonte vers la gauche jusqu'à une ponctuation forte ; ce qui suit une préposition (« pour
    lui ») ne compte que si rien d'autre ne se présente ; sans sujet à gauche, on regarde à droite.
    """
    faible = ""
    for k in range(i - 1, max(-1, i - _PORTEE), -1):
        jeton = jetons[k]
        if jeton.cle in _LIMITES:
            break
        qui = _role(jetons, k)
        if not qui:
            continue
        if qui == "autre" and (_apres_preposition(jetons, k) or _complement(jetons, k)):
            faible = faible or qui
            continue
        if qui == "je" and _percu(jetons, k, i):
            return "autre"
        return qui
    return _a_droite(jetons, i) or faible or "seul"


def _role(jetons: list[Jeton], k: int) -> str:
    jeton = jetons[k]
    if jeton.cite or jeton.rapporte:
        return ""
    return _role_du_mot(jeton.cle, jeton.etiquettes)


@lru_cache(maxsize=4096)
def _role_du_mot(cle: str, tags: frozenset[str]) -> str:
    if "je" in tags or cle == "nous":
        return "je"
    if cle == "on":
        return "on"
    if "autrui" in tags or cle in ("son", "sa", "ses"):
        return "autre"
    if cle in ("c'", "ca", "cela", "ceci"):
        return "chose"
    return ""


def _apres_preposition(jetons: list[Jeton], k: int) -> bool:
    for m in (k - 1, k - 2):
        if m < 0 or jetons[m].cle in (",", "et"):
            return False
        if jetons[m].cle in _PREPOSITIONS or "prep" in jetons[m].etiquettes:
            return True
        if "det" not in jetons[m].etiquettes and "qualif" not in jetons[m].etiquettes:
            return False
    return False


def _complement(jetons: list[Jeton], k: int) -> bool:
    return (
        jetons[k].cle in _PRONOMS_COMPLEMENTS and k > 0 and jetons[k - 1].cle in _AVANT_COMPLEMENT
    )


def _percu(jetons: list[Jeton], k: int, i: int) -> bool:
    """« je l'ai senti désarçonné » : l'état est prêté à celui que « je » regarde."""
    if jetons[k].cle not in ("je", "j'") or k + 2 >= i:
        return False
    entre = {j.cle for j in jetons[k + 2 : i]}
    return jetons[k + 1].cle in _PRONOMS_COMPLEMENTS and not entre.isdisjoint(_PERCEVOIR)


def _a_droite(jetons: list[Jeton], i: int) -> str:
    for k in range(i + 1, min(len(jetons), i + 9)):
        jeton = jetons[k]
        if jeton.cle in _LIMITES or jeton.cle in _SUBORDONNANTS:
            return ""
        if jeton.cite or jeton.rapporte:
            continue
        if "je" in jeton.etiquettes:
            return "je"
        if "autrui" in jeton.etiquettes and not _apres_preposition(jetons, k):
            return "autre"
    return ""
