"""`coach diagnostic` : de quoi comprendre ce qui ne va pas, sans rien de ce qui s'écrit."""

from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant, dossier_du_carnet
from coach.cli.refus import ECHEC
from coach.cli.sortie import ecrire, ecrire_json


@verbe("diagnostic")
@option_json()
def commande(en_json: bool) -> int:
    """Relève et contrôle ; code 1 si quelque chose ne va pas."""
    from coach.carnet import ErreurDeCarnet
    from coach.diagnostic import relever

    dossier = dossier_du_carnet()
    try:
        with carnet_existant() as carnet:
            releve = relever(dossier, carnet, bilan=carnet.verifier())
    except ErreurDeCarnet as erreur:
        absent = erreur.raison == "carnet_absent"
        releve = relever(dossier, None, souci=None if absent else erreur)
    if en_json:
        sections = {nom: dict(valeurs) for nom, valeurs in releve.sections.items()}
        ecrire_json({"version": 1, **sections, "problemes": list(releve.problemes)})
    else:
        for ligne in releve.lignes():
            ecrire(ligne)
    return ECHEC if releve.problemes else 0
