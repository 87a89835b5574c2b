"""`coach referentiel lister` : les référentiels livrés."""

from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("lister", "referentiel")
@option_json()
def commande(en_json: bool) -> None:
    """Un référentiel par ligne, avec le nombre de ses compétences."""
    from coach.referentiels import charger, identifiants

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
