"""Les phrases que lit la personne, tenues en TOML à côté de chaque partie."""

import tomllib
from functools import cached_property
from pathlib import Path

from coach.chiffres import champs_dits


class Catalogue:
    """Le catalogue d'un dossier, lu au premier usage.

    `fichier` : le module qui s'en sert (`__file__`) ; son voisin `nom` fait foi, ou tous ses
    voisins pour `*.toml`, où une section ne s'écrit qu'une fois.
    """

    def __init__(self, fichier: str, nom: str = "messages.toml") -> None:
        self._dossier, self._nom = Path(fichier).parent, nom

    @cached_property
    def sections(self) -> dict[str, dict[str, str]]:
        """Toutes les phrases, par section."""
        return {
            section: dites
            for fichier in sorted(self._dossier.glob(self._nom))
            for section, dites in tomllib.loads(fichier.read_text(encoding="utf-8")).items()
        }

    def dire(self, cle: str, /, **valeurs: object) -> str:
        """La phrase `section.nom`, ses {…} remplis ; `KeyError` si elle n'existe pas."""
        section, nom = cle.split(".")
        return self.sections[section][nom].format(**champs_dits(valeurs))

    def compter(self, cle: str, nombre: int, **valeurs: object) -> str:
        """La phrase de ce nombre : `cle_0`, `cle_1`, ou `cle_n`."""
        suffixe = str(nombre) if nombre < 2 else "n"
        return self.dire(f"{cle}_{suffixe}", nombre=nombre, **valeurs)
