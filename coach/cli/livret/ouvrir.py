"""`coach livret ouvrir` : commencer un livret, ou un dossier."""

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.livret.paroles import dire as dire_du_livret
from coach.cli.ouverture import carnet_ouvert
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json


@verbe("ouvrir", "livret")
@click.argument("genre", metavar=dire("argument.genre"))
@click.option("--titre", metavar=dire("option.metavar_mots"), help=dire("option.titre_du_livret"))
@click.option(
    "--referentiel",
    metavar=dire("option.identifiant"),
    help=dire("option.referentiel_du_livret"),
)
@click.option(
    "--partie",
    multiple=True,
    metavar=dire("option.metavar_competence"),
    help=dire("option.parties_du_livret"),
)
@option_json()
def commande(
    genre: str, titre: str | None, referentiel: str | None, partie: tuple[str, ...], en_json: bool
) -> None:
    """Ouvre le livret, et dit par où commencer."""
    from coach.carnet.horloge import maintenant
    from coach.livret import Atelier
    from coach.livret.erreurs import ErreurDeLivret
    from coach.livret.genre import LIBRE, charger_genre, genre_libre

    voulu = texte_de_la_commande(genre).strip().casefold()
    codes = [texte_de_la_commande(p) for p in partie]
    if voulu == LIBRE and referentiel is not None:
        voulu = genre_libre(texte_de_la_commande(referentiel), codes)
    elif referentiel is not None or codes:
        charger_genre(voulu)
        raison = "referentiel_manque" if voulu == LIBRE else "genre_sans_referentiel"
        raise ErreurDeLivret(raison, genre=voulu)
    charger_genre(voulu)
    with carnet_ouvert() as carnet:
        nom = texte_de_la_commande(titre) if titre else ""
        atelier = Atelier.ouvrir(carnet, voulu, maintenant().date(), nom)
    livret = atelier.livret
    if en_json:
        ecrire_json({"id": livret.id})
        return
    ecrire(dire_du_livret("ouvrir.fait", titre=livret.titre, id=livret.id))
    for etat in atelier.etats():
        ecrire("  " + dire_du_livret("partie.titre", numero=etat.numero, titre=etat.partie.titre))
    ecrire(dire_du_livret("ouvrir.suite"))
