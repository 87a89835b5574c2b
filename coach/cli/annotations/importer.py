"""`coach annotations importer` : retrouver à côté de sa séance ce que le groupe en a dit."""

from pathlib import Path

import click

from coach.cli.annotations.affichage import dire_les_recues
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("importer", "annotations")
@click.argument("fichier", metavar=dire("argument.fichier"))
@option_json()
def commande(fichier: str, en_json: bool) -> None:
    """Prend les contributions, toutes ou aucune ; les reprendre ne change rien."""
    from coach.supervision.annotations import lire_annotations
    from coach.supervision.retour import importer, recues

    annotations = lire_annotations(Path(fichier))
    with carnet_existant() as carnet:
        retour = importer(carnet, annotations)
        donnees = recues(carnet.evenements(retour.seance))
    if en_json:
        ecrire_json({"id": retour.seance, "ajoutees": retour.ajoutees})
        return
    cle = "importees" if retour.ajoutees else "deja_la"
    ecrire(dire(f"annotations.{cle}", nombre=retour.ajoutees, id=retour.seance))
    dire_les_recues(donnees)
