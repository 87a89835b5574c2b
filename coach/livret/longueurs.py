"""Combien de mots, et combien sont visés, dits comme on les dit."""

from coach.chiffres import en_chiffres
from coach.livret.paroles import dire


def mots_dits(nombre: int) -> str:
    """« aucun mot », « 1 mot », « 3 586 mots »."""
    cle = {0: "aucun", 1: "un"}.get(nombre, "des")
    return dire(f"longueur.{cle}", nombre=en_chiffres(nombre))


def visee(mots: tuple[int, int]) -> str:
    """« 250 à 500 visés » ; sans moins, « 150 au plus »."""
    bas, haut = mots
    return dire("longueur.vises" if bas else "longueur.au_plus", bas=bas, haut=haut)
