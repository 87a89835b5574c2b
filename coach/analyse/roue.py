"""La roue des émotions : des familles, et des mots du plus léger au plus fort."""

from dataclasses import dataclass
from functools import cache

from coach.analyse.donnees import donnees


@dataclass(frozen=True)
class Famille:
    """Une famille d'émotions ; `mots` va de l'intensité à ses états, au masculin singulier."""

    id: str
    nom: str
    mots: dict[str, tuple[str, ...]]
    noms: tuple[str, ...]


@cache
def familles() -> tuple[Famille, ...]:
    """Rend les familles dans l'ordre de la roue (lexiques/roue.toml)."""
    return tuple(
        Famille(
            id=id_,
            nom=contenu["nom"],
            mots={
                degre: tuple(contenu.get(degre, {}).get("etats", "").split())
                for degre in ("faible", "moyenne", "forte")
            },
            noms=tuple(
                nom
                for degre in ("faible", "moyenne", "forte")
                for nom in contenu.get(degre, {}).get("noms", "").split()
            ),
        )
        for id_, contenu in donnees("roue").items()
    )
