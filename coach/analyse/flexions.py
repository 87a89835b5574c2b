"""Accords et conjugaisons : d'un mot du lexique à toutes les formes qu'on écrit, sans accents."""

from collections.abc import Iterator

from coach.analyse.donnees import ensemble

_TERMINAISONS = {fin: ensemble(f"fins_{fin}") for fin in ("er", "ir", "re")}
_FEMININS = (
    ("teur", ("teuse", "trice")),
    ("eux", ("euse",)),
    ("eur", ("euse", "eure")),
    ("if", ("ive",)),
    ("el", ("elle",)),
    ("en", ("enne",)),
    ("on", ("onne",)),
    ("et", ("ette", "ete")),
    ("er", ("ere",)),
    ("oux", ("ouse",)),
    ("eau", ("elle",)),
    ("ou", ("olle",)),
    ("ef", ("eve",)),
    ("anc", ("anche",)),
    ("ec", ("eche",)),
    ("ul", ("ulle", "ule")),
    ("il", ("ille", "ile")),
)


def accorder(mot: str) -> Iterator[str]:
    """Donne les formes d'un adjectif ou d'un participe, depuis le masculin singulier (clé fine)."""
    feminins = next((f for fin, f in _FEMININS if mot.endswith(fin)), ())
    racine = next((mot[: -len(fin)] for fin, _ in _FEMININS if mot.endswith(fin)), "")
    formes = [racine + f for f in feminins] or [mot if mot.endswith("e") else mot + "e"]
    if mot.endswith("s"):
        formes.append(mot + "se")
    if not mot.endswith(("s", "x")):
        formes.append(mot + "s")
    if mot.endswith("al"):
        formes.append(mot[:-1] + "ux")
    yield mot
    for forme in formes:
        yield forme
        yield forme + "s"


def mettre_au_pluriel(nom: str) -> Iterator[str]:
    """Donne un nom et son pluriel (clé fine)."""
    yield nom
    if nom.endswith(("eau", "eu", "ou")):
        yield nom + "x"
    elif nom.endswith("al"):
        yield nom[:-1] + "ux"
    if not nom.endswith(("s", "x", "z")):
        yield nom + "s"


def conjuguer(lemme: str) -> Iterator[str]:
    """Donne les formes d'un verbe régulier (-er, -ir, -re), depuis l'infinitif sans accents."""
    yield lemme
    racine = lemme[:-2]
    terminaisons = _TERMINAISONS.get(lemme[-2:], frozenset())
    for fin in terminaisons:
        yield racine + fin
    if lemme.endswith("ger"):
        for fin in ("ons", "ais", "ait", "aient", "ant", "a"):
            yield racine + "e" + fin
    if lemme.endswith(("eler", "eter")):
        for fin in ("e", "es", "ent", "era", "erai", "erait"):
            yield racine + racine[-1] + fin
    if lemme.endswith("yer"):
        for fin in ("e", "es", "ent", "era", "erai", "erait", "eront"):
            yield racine[:-1] + "i" + fin
