"""`coach reglages changer` : donner une valeur à un réglage, ou lui rendre celle d'habitude."""

from collections.abc import Mapping

import click

from coach import dossiers
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.refus import Refus
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
        siennes = lire(dossier).reglages.touches
        valeur = {g: t for g, t in siennes.items() if g != geste}
        if mots:
            valeur |= choisi.lire_les_touches(geste, mots)
            _verifier(siennes, valeur)
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


def _verifier(avant: Mapping[str, tuple[str, ...]], apres: Mapping[str, tuple[str, ...]]) -> None:
    """Lève `Refus` pour une touche que l'interface écarterait : inconnue, prise, jamais reçue."""
    from coach.tui.clavier.touches import verifier_touches

    deja = verifier_touches(avant)
    if fautes := [faute for faute in verifier_touches(apres) if faute not in deja]:
        raise Refus("touche", faute=fautes[0])
