"""`coach annotations importer` : retrouver à côté de sa séance ce que le groupe en a dit."""

import click

from coach.cli.annotations.affichage import dire_les_recues
from coach.cli.annotations.lues import lues
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, narrer


@verbe("importer", "annotations")
@click.argument("fichier", metavar=dire("argument.fichier"))
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
@option_json()
def commande(fichier: str, cle: str | None, en_json: bool) -> None:
    """Prend les contributions, toutes ou aucune ; les reprendre ne change rien."""
    from coach.supervision.retour import importer, recues

    [annotations] = lues([fichier], cle)
    with carnet_existant() as carnet:
        retour = importer(carnet, annotations)
        donnees = recues(carnet.evenements(retour.seance))
    if en_json:
        ecrire_json({"id": retour.seance, "ajoutees": retour.ajoutees})
        return
    cle_dite = "importees" if retour.ajoutees else "deja_la"
    ecrire(dire(f"annotations.{cle_dite}", nombre=retour.ajoutees, id=retour.seance))
    if retour.autres:
        narrer(dire("annotations.autres", nombre=retour.autres))
    dire_les_recues(donnees)
