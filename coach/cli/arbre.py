"""L'arbre des commandes : il se montre et se parcourt sans charger aucun verbe."""

ARBRE: dict[str, tuple[str, ...]] = {
    "": (
        "accueil",
        "seance",
        "noter",
        "positionner",
        "analyser",
        "relier",
        "journal",
        "partager",
        "partage",
        "cle",
        "rejouer",
        "portfolio",
        "preuve",
        "plan",
        "livret",
        "gabarit",
        "groupe",
        "annotations",
        "corrections",
        "referentiel",
        "protocole",
        "carnet",
        "reglages",
        "chemins",
        "diagnostic",
        "demo",
        "completion",
        "manuel",
    ),
    "journal": (
        "lister",
        "montrer",
        "chercher",
        "titrer",
        "etiqueter",
        "exporter",
        "importer",
        "supprimer",
    ),
    "portfolio": ("exporter",),
    "annotations": ("fusionner", "compte-rendu", "importer", "montrer", "retenir"),
    "partage": ("lister", "retirer"),
    "cle": ("creer", "montrer"),
    "plan": ("lister", "clore", "commencer", "reporter", "defaire", "ics"),
    "livret": (
        "ouvrir",
        "lister",
        "montrer",
        "rediger",
        "verifier",
        "figer",
        "versions",
        "oral",
        "exporter",
    ),
    "corrections": ("lister", "oublier"),
    "preuve": ("lister", "ajouter", "deplacer", "retirer", "defaire"),
    "referentiel": ("lister", "montrer", "valider", "reporter", "exporter", "importer"),
    "protocole": ("lister", "montrer", "valider", "essayer"),
    "reglages": ("changer", "ouvrir"),
    "carnet": ("sauvegarder", "restaurer", "verifier", "reconstruire", "exporter"),
}
"""Les verbes de chaque groupe, dans l'ordre où l'aide les montre ; `""` : la racine."""


def cle_du_catalogue(*chemin: str) -> str:
    """Le nom sous lequel le catalogue range les phrases d'un verbe : « journal_lister »."""
    return "_".join(partie for partie in chemin if partie)


def chemins() -> dict[str, str]:
    """Toutes les commandes, « journal lister », par leur dernier mot ; la plus courte d'abord."""
    trouves: dict[str, str] = {}
    for groupe, verbes in ARBRE.items():
        for verbe in verbes:
            trouves.setdefault(verbe, f"{groupe} {verbe}".strip())
    return trouves
