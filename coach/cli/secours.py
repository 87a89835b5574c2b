"""L'aide humaine à dire, hors d'une séance, selon le pays et l'accord des réglages."""

from collections.abc import Callable

from coach.cli.ouverture import reglages


def secours() -> Callable[[str], list[str]]:
    """De quoi dire l'aide qu'appelle un genre de danger."""
    from coach.dialogues.presentation import aide_humaine

    regles = reglages()

    def secourir(genre: str) -> list[str]:
        return aide_humaine(regles.pays, genre, en_seance=False, accord=regles.accord)

    return secourir


def secours_d_un_texte() -> Callable[[str], list[str]]:
    """De quoi dire l'aide qu'un texte appelle ; rien, le plus souvent."""
    from coach.confidentialite import detecter

    secourir = secours()

    def entendre(texte: str) -> list[str]:
        alerte = detecter(texte)
        return secourir(alerte.aide) if alerte else []

    return entendre
