"""L'option --format des échanges : un mot parmi ceux que la commande connaît."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from coach.cli.paroles import dire


def option_format(
    formats: Sequence[str], aide: str, *, defaut: str | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """L'option, sous le nom `format_` ; `aide` : la phrase du catalogue (section `option`)."""

    def lire(_: click.Context, __: click.Parameter, valeur: str | None) -> str | None:
        if valeur is not None and valeur not in formats:
            raise click.BadParameter(dire("erreur.choix", valeur=valeur, choix=", ".join(formats)))
        return valeur

    return click.option(
        "--format",
        "format_",
        default=defaut,
        callback=lire,
        metavar=dire("option.metavar_format"),
        help=dire(f"option.{aide}"),
    )
