"""`coach chemins` : où vivent les données."""

from coach import dossiers
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import dossier_du_carnet
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("chemins")
@option_json()
def commande(en_json: bool) -> None:
    """Dit les trois dossiers ; n'en crée aucun."""
    trouves = {
        "carnet": str(dossier_du_carnet().absolute()),
        "configuration": str(dossiers.configuration().absolute()),
        "journaux_systeme": str(dossiers.journaux_systeme().absolute()),
    }
    if en_json:
        ecrire_json(trouves)
        return
    for nom, chemin in trouves.items():
        ecrire(dire(f"chemins.{nom}", chemin=chemin))
