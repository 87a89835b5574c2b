"""`coach reglages` : dire les réglages, y répondre un à un ; `changer` et `ouvrir` à côté."""

import click

from coach import dossiers
from coach.cli.francais import Groupe
from coach.cli.ouverture import reglages
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@click.pass_context
def _montrer(contexte: click.Context, en_json: bool, texte: bool) -> None:
    """Dit les réglages, ou y mène question par question."""
    if contexte.invoked_subcommand is not None:
        return
    if texte:
        from coach.cli.reglages.guide import mener

        mener()
        return
    actuels = reglages()
    if en_json:
        ecrire_json(actuels.model_dump(mode="json"))
        return
    from coach.reglages.apparence import FICHIER
    from coach.reglages.champs import champs

    for champ in champs():
        valeur = champ.en_mots(actuels)
        ecrire(dire("reglages.ligne", nom=champ.nom, titre=champ.titre, valeur=valeur))
    ecrire(dire("reglages.fichier", fichier=dossiers.configuration().absolute() / FICHIER))


commande = Groupe(
    name="reglages",
    groupe="reglages",
    help=dire("long.reglages"),
    exemple=dire("exemple.reglages"),
    callback=_montrer,
    params=[
        click.Option(["--json", "en_json"], is_flag=True, help=dire("option.json")),
        click.Option(["--texte"], is_flag=True, help=dire("option.texte_reglages")),
    ],
)
