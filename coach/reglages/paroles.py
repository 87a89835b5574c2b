"""Le catalogue des réglages : titres, aides, noms des choix, et ce qui se dit de leur fichier."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)
dire = CATALOGUE.dire


def donnees(dossier: str) -> list[str]:
    """En trois phrases : où vivent les écrits, qui peut les lire, ce qui échappe au coach."""
    return [dire(f"donnees.phrase_{rang}", dossier=dossier) for rang in (1, 2, 3)]
