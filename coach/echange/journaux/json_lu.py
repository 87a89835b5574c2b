"""Un fichier JSON d'entrées, lu sans confiance : borné, et chaque entrée un objet."""

from typing import Any

from pydantic_core import from_json

from coach.echange.erreurs import ErreurDEchange

OCTETS_AU_PLUS = 128 * 1024 * 1024
ENTREES_AU_PLUS = 100_000


def lire_json(octets: bytes) -> Any:
    """Ce que dit ce JSON. Lève `ErreurDEchange` s'il ne se lit pas."""
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDEchange("trop_gros", limite=OCTETS_AU_PLUS // 2**20)
    try:
        return from_json(octets.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False)
    except (ValueError, RecursionError) as erreur:
        raise ErreurDEchange("pas_du_json") from erreur


def entrees_de(lu: Any, format_: str) -> list[dict[str, Any]]:
    """Les entrées du document, dans son ordre. Lève `ErreurDEchange` s'il n'en porte pas."""
    brutes = lu.get("entries") if isinstance(lu, dict) else None
    if not isinstance(brutes, list) or not all(isinstance(b, dict) for b in brutes):
        raise ErreurDEchange("pas_ce_journal", format=format_)
    if len(brutes) > ENTREES_AU_PLUS:
        raise ErreurDEchange("trop_d_entrees", limite=ENTREES_AU_PLUS)
    return brutes


def texte_de(brut: dict[str, Any], champ: str) -> str:
    """Le texte de ce champ ; vide s'il manque ou n'en est pas un."""
    valeur = brut.get(champ)
    return valeur if isinstance(valeur, str) else ""


def liste_de(brut: dict[str, Any], champ: str) -> list[Any]:
    """La liste de ce champ ; vide s'il manque ou n'en est pas une."""
    valeur = brut.get(champ)
    return valeur if isinstance(valeur, list) else []
