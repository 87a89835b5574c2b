"""`coach protocole montrer` : les étapes d'un protocole et leurs questions."""

import click

from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("montrer", "protocole")
@click.argument("identifiant", metavar=dire("argument.identifiant"))
@option_json()
def commande(identifiant: str, en_json: bool) -> None:
    """Les étapes en ordre, chacune avec son but et ses questions."""
    from coach.dialogues.protocole import charger

    protocole = charger(identifiant)
    if en_json:
        ecrire_json(protocole.model_dump(mode="json", exclude_none=True))
        return
    ecrire(protocole.titre)
    ecrire(protocole.resume)
    ecrire(dire("protocole.quand", quand=protocole.quand, duree=protocole.duree_minutes))
    for numero, etape in enumerate(protocole.etapes, 1):
        ecrire()
        ecrire(dire("protocole.etape", numero=numero, titre=etape.titre, but=etape.but))
        for question in etape.questions:
            ecrire(dire("protocole.question", question=question.formulations[0]))
