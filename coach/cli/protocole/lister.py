"""`coach protocole lister` : les protocoles livrés."""

from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("lister", "protocole")
@option_json()
def commande(en_json: bool) -> None:
    """Un protocole par ligne : son titre, ce qu'il permet, sa durée."""
    from coach.dialogues.protocole import charger, identifiants

    protocoles = [charger(i) for i in identifiants()]
    if en_json:
        champs = {"id", "titre", "resume", "quand", "duree_minutes"}
        ecrire_json([p.model_dump(mode="json", include=champs) for p in protocoles])
        return
    for p in protocoles:
        ecrire(
            dire("protocole.ligne", id=p.id, titre=p.titre, resume=p.resume, duree=p.duree_minutes)
        )
