"""`coach partage lister` : ce qui fut donné à lire depuis ce carnet."""

from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import lire_si_carnet
from coach.cli.sortie import ecrire, ecrire_json


@verbe("lister", "partage")
@option_json()
def commande(en_json: bool) -> None:
    """Liste les partages, le plus récent d'abord."""
    from coach.partage.dons import partages
    from coach.partage.paroles import dire

    faits = lire_si_carnet(partages)
    if en_json:
        ecrire_json(
            [
                {
                    "fichier": p.fichier,
                    "journal": p.seance,
                    "date": p.jour,
                    "etapes": list(p.etapes),
                    "retire": p.retire,
                }
                for p in faits
            ]
        )
        return
    titres = {r.id: r.titre for r in lire_si_carnet(lambda carnet: carnet.lister())}
    for p in faits:
        retire = dire("retrait.marque") if p.retire else ""
        titre = titres.get(p.seance, "")
        ecrire(dire("retrait.ligne", fichier=p.fichier, jour=p.jour, titre=titre, retire=retire))
    if not faits:
        ecrire(dire("retrait.aucun"))
