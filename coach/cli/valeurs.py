"""Lire la valeur d'une option : un entier, une date, un mot parmi d'autres."""

from collections.abc import Callable, Sequence
from datetime import date

import click

from coach.cli.paroles import dire


def au_moins(minimum: int) -> Callable[[click.Context, click.Parameter, str], int]:
    """Lit la valeur d'une option comme un nombre entier d'au moins `minimum`."""

    def lire(_: click.Context, __: click.Parameter, valeur: str) -> int:
        if not valeur.strip().isdecimal() or int(valeur) < minimum:
            raise click.BadParameter(dire("erreur.entier", valeur=valeur, minimum=minimum))
        return int(valeur)

    return lire


def une_date(_: click.Context, __: click.Parameter, valeur: str | None) -> date | None:
    """La date AAAA-MM-JJ d'une option, rien si elle n'est pas donnée."""
    if valeur is None:
        return None
    try:
        return date.fromisoformat(valeur)
    except ValueError:
        raise click.BadParameter(dire("erreur.date", valeur=valeur)) from None


def exigee(contexte: click.Context, parametre: click.Parameter, valeur: str | None) -> str:
    """La valeur d'une option obligatoire ; `required` l'écrirait en anglais dans l'aide."""
    if valeur is None:
        raise click.MissingParameter(ctx=contexte, param=parametre)
    return valeur


def parmi(
    choix: Sequence[str],
) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """La valeur d'une option, si elle est de ces mots ; rien si elle n'est pas donnée."""

    def lire(_: click.Context, __: click.Parameter, valeur: str | None) -> str | None:
        if valeur is not None and valeur not in choix:
            raise click.BadParameter(dire("erreur.choix", valeur=valeur, choix=", ".join(choix)))
        return valeur

    return lire
