"""`coach reglages changer` : donner une valeur à un réglage, ou lui rendre celle d'habitude."""

import click

from coach import dossiers
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, narrer


@verbe("changer", "reglages")
@click.argument("cle", metavar=dire("argument.reglage"))
@click.argument("valeurs", nargs=-1, metavar=dire("argument.valeurs"))
@option_json()
def commande(cle: str, valeurs: tuple[str, ...], en_json: bool) -> None:
    """Change un réglage ; `touches.GESTE` change les touches d'un seul geste."""
    from coach.reglages import lire
    from coach.reglages.champs import champ
    from coach.reglages.ecriture import enregistrer

    dossier = dossiers.configuration()
    mots = [texte_de_la_commande(mot) for mot in valeurs]
    nom, _, geste = cle.partition(".")
    choisi = champ(nom)
    if choisi.sorte == "touches" and geste:
        valeur = {g: t for g, t in lire(dossier).reglages.touches.items() if g != geste}
        if mots:
            valeur |= choisi.lire_les_touches(geste, mots)
    else:
        valeur = (choisi if not geste else champ(cle)).lire(mots)
    faits = enregistrer(dossier, {nom: valeur})
    for avertissement in faits.avertissements:
        narrer(avertissement)
    if en_json:
        ecrire_json(faits.lus.reglages.model_dump(mode="json"))
    else:
        dite = choisi.en_mots(faits.lus.reglages)
        ecrire(dire("reglages.change", titre=choisi.titre, valeur=dite))
