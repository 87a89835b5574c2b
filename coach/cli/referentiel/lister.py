"""`coach referentiel lister` : les référentiels livrés, et ceux de la personne."""

from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, narrer


@verbe("lister", "referentiel")
@option_json()
def commande(en_json: bool) -> None:
    """Un référentiel par ligne ; ce qui ne va pas dans ceux de la personne, à côté."""
    from coach.referentiels import avertissements, charger, identifiants

    for avertissement in avertissements():
        narrer(avertissement)
    fiches = [
        {
            "id": r.id,
            "titre": r.titre,
            "pays": r.pays,
            "millesime": r.millesime,
            "competences": len(r.competences),
        }
        for r in map(charger, identifiants())
    ]
    if en_json:
        ecrire_json(fiches)
        return
    for fiche in fiches:
        ecrire(dire("referentiel.ligne", **fiche))
