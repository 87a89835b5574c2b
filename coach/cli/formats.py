"""L'option --format des échanges : un mot parmi ceux que la commande connaît."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from coach.cli.paroles import dire
from coach.cli.valeurs import parmi


def option_format(
    formats: Sequence[str], aide: str, *, defaut: str | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """L'option, sous le nom `format_` ; `aide` : la phrase du catalogue (section `option`)."""
    return click.option(
        "--format",
        "format_",
        default=defaut,
        callback=parmi(formats),
        metavar=dire("option.metavar_format"),
        help=dire(f"option.{aide}"),
    )
