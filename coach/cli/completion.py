"""`coach completion` : compléter les commandes avec la touche Tab, dans bash, zsh ou fish."""

import click
from click.shell_completion import get_completion_class

from coach.cli.francais import NOM_DU_PROGRAMME, verbe
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, narrer

INTERPRETES = ("bash", "zsh", "fish")


@verbe("completion")
@click.argument("interprete", metavar=dire("argument.interprete"))
def commande(interprete: str) -> None:
    """Écrit le script à charger ; dit à côté où le mettre."""
    classe = get_completion_class(interprete) if interprete in INTERPRETES else None
    if classe is None:
        raise Refus("interprete", nom=interprete, choix=", ".join(INTERPRETES))
    from coach.cli.principal import commande as racine

    script = classe(racine, {}, NOM_DU_PROGRAMME, f"_{NOM_DU_PROGRAMME.upper()}_COMPLETE")
    ecrire(script.source().strip())
    narrer(dire(f"completion.{interprete}"))
