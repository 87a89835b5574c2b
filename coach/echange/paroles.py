"""Les textes que l'échange écrit dans les fichiers : un seul catalogue, à côté des erreurs."""

from coach.catalogue import Catalogue

_CATALOGUE = Catalogue(__file__, "paroles.toml")

dire = _CATALOGUE.dire


def mots(section: str) -> dict[str, str]:
    """Tous les mots d'une section, par leur nom."""
    return dict(_CATALOGUE.sections[section])
