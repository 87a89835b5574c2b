"""Ce qu'une ligne veut dire : une commande, du texte ; et que répondre à une commande inconnue."""

from collections.abc import Collection

from rapidfuzz import process

from coach.cli.texte.paroles import dire

_RESSEMBLANCE = 60
"""Note de rapidfuzz (sur 100) à partir de laquelle une commande proche est proposée."""


def commande_dite(ligne: str, *, commencee: bool) -> str | None:
    """La commande de cette ligne, sans sa barre ; rien si c'est du texte.

    « ? » seul demande l'aide, sauf au milieu d'une réponse (`commencee`).
    """
    if ligne.strip() == "?" and not commencee:
        return "aide"
    if ligne.startswith("/") and not ligne.startswith("//"):
        return ligne[1:].strip()
    return None


def texte_dit(ligne: str) -> str:
    """La ligne telle qu'elle s'écrit : une barre doublée en vaut une."""
    return ligne[1:] if ligne.startswith("//") else ligne


def nom_de_commande(nom: str) -> str:
    """Le nom sous lequel une commande se range : « Récrire » vaut « recrire »."""
    return nom.casefold().replace("é", "e")


def inconnue(
    nom: str, connues: Collection[str], *, section: str = "erreur", cherchee: str | None = None
) -> str:
    """Ce qui se dit d'une commande inconnue, avec la plus proche s'il y en a une.

    `section` : celle du catalogue ; `cherchee` : le nom à comparer, s'il diffère de celui dit.
    """
    proche = process.extractOne(
        nom if cherchee is None else cherchee, connues, score_cutoff=_RESSEMBLANCE
    )
    if proche:
        return dire(f"{section}.commande_proche", commande=f"/{nom}", proche=f"/{proche[0]}")
    return dire(f"{section}.commande", commande=f"/{nom}")
