"""Le catalogue de ce que disent les documents en leur nom."""

from coach.catalogue import Catalogue

CATALOGUE = Catalogue(__file__)

dire = CATALOGUE.dire


def compter(cle: str, nombre: int, **valeurs: object) -> str:
    """La phrase de ce nombre : `cle_0`, `cle_1`, ou `cle_n`."""
    suffixe = str(nombre) if nombre < 2 else "n"
    return dire(f"{cle}_{suffixe}", nombre=nombre, **valeurs)
