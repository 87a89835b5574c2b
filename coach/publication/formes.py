"""La forme que dit le nom d'un fichier."""

from pathlib import Path

from coach.documents import FORMES, Forme

_PROCHES = {"htm": "html", "markdown": "md"}


def forme_de(fichier: Path) -> Forme | None:
    """« livret.pdf » : `pdf` ; rien si le suffixe n'en dit aucune."""
    suffixe = fichier.suffix.lower().removeprefix(".")
    proche = _PROCHES.get(suffixe, suffixe)
    return next((forme for forme in FORMES if forme == proche), None)
