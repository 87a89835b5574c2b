"""`coach protocole lister` : les protocoles livrés, et ceux de la personne."""

from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, narrer

_A_MONTRER = {"id", "titre", "resume", "quand", "duree_minutes", "competences"}


@verbe("lister", "protocole")
@option_json()
def commande(en_json: bool) -> None:
    """Un protocole par ligne, et quand s'en servir ; ce qui ne va pas dans les siens, à côté."""
    from coach.dialogues.protocole import avertissements, charger, est_livre, identifiants

    for avertissement in avertissements():
        narrer(avertissement)
    protocoles = [charger(i) for i in identifiants()]
    if en_json:
        ecrire_json(
            [
                p.model_dump(mode="json", include=_A_MONTRER) | {"livre": est_livre(p.id)}
                for p in protocoles
            ]
        )
        return
    for p in protocoles:
        cle = "protocole.ligne" if est_livre(p.id) else "protocole.ligne_personnelle"
        ecrire(dire(cle, id=p.id, titre=p.titre, resume=p.resume, duree=p.duree_minutes))
        ecrire(dire("protocole.ligne_quand", quand=p.quand))
