"""L'entrée de la ligne de commande : le groupe de tous les verbes, et l'interface sans verbe."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from coach import __version__
from coach.cli.ecran import exiger_un_ecran
from coach.cli.filet import sous_filet
from coach.cli.francais import NOM_DU_PROGRAMME, Groupe
from coach.cli.ouverture import dossier_du_carnet
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


class Principal(Groupe):
    """Le groupe de tous les verbes, lancé sous le filet."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, *_: Any, standalone_mode: bool = True, **__: Any
    ) -> int:
        """Lance la commande ; quitte avec son code, ou le rend si `standalone_mode` est faux."""
        code = sous_filet(
            lambda: super(Principal, self).main(
                args,
                NOM_DU_PROGRAMME,
                standalone_mode=False,
                windows_expand_args=False,  # « noter Et *lui* ? » n'est pas un motif de fichiers
            )
        )
        if standalone_mode:
            sys.exit(code)
        return code


def _dire_la_version(contexte: click.Context, _: click.Parameter, demandee: bool) -> None:
    if demandee and not contexte.resilient_parsing:
        ecrire(f"{NOM_DU_PROGRAMME} {__version__}")
        contexte.exit()


@click.pass_context
def _sans_verbe(contexte: click.Context) -> None:
    if contexte.invoked_subcommand is not None:
        return
    exiger_un_ecran("sans_terminal")
    from coach.tui.ouverture import ouvrir

    ouvrir(dossier_du_carnet())


commande = Principal(
    name=NOM_DU_PROGRAMME,
    help=dire("long.coach"),
    exemple=dire("exemple.coach"),
    callback=_sans_verbe,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_dire_la_version,
            help=dire("option.version"),
        )
    ],
)
