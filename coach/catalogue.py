"""Les phrases que lit la personne, tenues dans un `messages.toml` à côté de chaque partie."""

import tomllib
from functools import cached_property
from pathlib import Path


class Catalogue:
    """Le catalogue d'un dossier, lu au premier usage.

    `fichier` : le module qui s'en sert (`__file__`) ; son voisin `messages.toml` fait foi.
    """

    def __init__(self, fichier: str) -> None:
        self._chemin = Path(fichier).with_name("messages.toml")

    @cached_property
    def sections(self) -> dict[str, dict[str, str]]:
        """Toutes les phrases, par section."""
        return tomllib.loads(self._chemin.read_text(encoding="utf-8"))

    def dire(self, cle: str, /, **valeurs: object) -> str:
        """La phrase `section.nom`, ses {…} remplis ; `KeyError` si elle n'existe pas."""
        section, nom = cle.split(".")
        return self.sections[section][nom].format(**valeurs)
