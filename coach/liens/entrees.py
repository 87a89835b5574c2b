"""Une entrée de vocabulaire (mot, locution, préfixe*) et ce qu'elle cherche dans un texte."""

from dataclasses import dataclass
from functools import lru_cache

from coach.liens.langue import langue
from coach.liens.mots import formes


@dataclass(frozen=True, slots=True)
class Entree:
    """Une entrée lue : deux entrées de même `motif` n'en font qu'une.

    `motif` : les racines cherchées à la suite. Une locution d'au moins deux mots pleins se passe
    de ses mots-outils ; les autres (« se taire », « à bout ») les gardent. Un préfixe finit par
    « * ». `pleins` : les clés de ses mots pleins. `seule` : un mot plein au plus, qui peut avoir
    plusieurs sens.
    """

    motif: tuple[str, ...]
    pleins: tuple[str, ...]
    seule: bool

    @property
    def prefixe(self) -> bool:
        """Vrai si elle cherche un début de mot."""
        return self.motif[-1:] == ("*",)

    @property
    def sans_outils(self) -> bool:
        """Vrai si le motif ne se cherche que parmi les mots pleins du texte."""
        return len(self.motif) == len(self.pleins)


@lru_cache(maxsize=50_000)
def entree(ecrite: str) -> Entree:
    """L'entrée telle qu'un vocabulaire l'écrit ; gardée : les thèmes servent à chacun."""
    suite = formes(ecrite)
    pleins = [f for f in suite if not f.petit]
    if ecrite.endswith("*"):
        motif = (*(f.cle for f in suite), "*")
    else:
        motif = tuple(f.racine for f in (pleins if len(pleins) >= 2 else suite))
    outils = langue().petits_mots
    seule = sum(mot not in outils and mot != "*" for mot in motif) < 2
    return Entree(motif, tuple(f.cle for f in pleins), seule)
