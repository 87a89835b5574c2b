"""Ce que dit la porte, dans l'interface et ligne à ligne : un seul catalogue pour les deux."""

from coach.catalogue import Catalogue
from coach.partage.pseudonymes import Entite

dire = Catalogue(__file__, "paroles.toml").dire


def compter(nombre: int, quoi: str) -> str:
    """« une étape », « 3 réponses », « aucun nom remplacé »."""
    match nombre, quoi:
        case 0, "nom":
            return dire("porte.aucun_nom")
        case ((0 | 1), "nom"):
            return dire("porte.un_nom")
        case 1, _:
            return dire(f"porte.{'une_' if quoi != 'occurrence' else ''}{quoi}")
    cle = {"nom": "des_noms", "occurrence": "occurrences"}.get(quoi, f"des_{quoi}s")
    return dire(f"porte.{cle}", nombre=nombre)


def formes_de(entite: Entite) -> str:
    """Toutes les façons dont elle est écrite, sur une ligne."""
    return "\u00a0», «\u00a0".join(entite.formes)
