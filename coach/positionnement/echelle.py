"""L'échelle : quatre niveaux décrits, « je ne sais pas encore » et « sans objet »."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.modeles.base import Niveau


@dataclass(frozen=True)
class Reponse:
    """Une réponse possible : son chiffre, sa marque sans couleur, son nom, ce qu'elle veut dire."""

    niveau: Niveau
    touche: str
    marque: str
    nom: str
    description: str

    @property
    def dite(self) -> str:
        """« ◔ en construction » : la marque ne va jamais sans son nom."""
        return f"{self.marque}\u00a0{self.nom}"


@cache
def reponses() -> tuple[Reponse, ...]:
    """Les six réponses, dans l'ordre où elles se proposent."""
    donnees = tomllib.loads(Path(__file__).with_name("echelle.toml").read_text("utf-8"))
    return tuple(Reponse(**reponse) for reponse in donnees["reponses"])


def reponse(niveau: Niveau) -> Reponse:
    """La réponse de ce niveau."""
    return next(r for r in reponses() if r.niveau == niveau)


def niveau_de(touche: str) -> Niveau | None:
    """Le niveau que choisit ce chiffre, ou rien."""
    trouvee = next((r for r in reponses() if r.touche == touche), None)
    return trouvee.niveau if trouvee else None
