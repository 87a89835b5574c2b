"""`coach journal importer` : faire entrer une séance du coach, ou un journal tenu ailleurs."""

from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.formats import option_format
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant, carnet_ouvert, reglages
from coach.cli.paroles import dire
from coach.cli.progression import avancement
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json, narrer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.carnet import Tri
    from coach.echange.journaux.entree import Entree
    from coach.echange.journaux.lecture import Format, Journal

FORMATS = ("coach", "jrnl", "dayone", "markdown")


@verbe("importer", "journal")
@click.argument("fichier", metavar=dire("argument.fichier_ou_dossier"))
@option_format(FORMATS, "format_de_journal")
@click.option("--essai", is_flag=True, help=dire("option.essai"))
@click.option(
    "--fuseau", metavar=dire("option.metavar_fuseau"), help=dire("option.fuseau_des_entrees")
)
@click.option(
    "--etiquette",
    multiple=True,
    metavar=dire("option.metavar_etiquette"),
    help=dire("option.etiquette_posee"),
)
@click.option("--malgre-suppression", is_flag=True, help=dire("option.malgre_suppression"))
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
@option_json()
def commande(
    fichier: str,
    format_: "Format | None",
    essai: bool,
    fuseau: str | None,
    etiquette: tuple[str, ...],
    malgre_suppression: bool,
    cle: str | None,
    en_json: bool,
) -> None:
    """Prend tout le fichier, ou rien ; ce qui est déjà au carnet n'y change pas."""
    from coach.echange.journaux.lecture import deviner

    if not fichier.strip():
        raise Refus("absent", nom=fichier)
    chemin = Path(fichier)
    voulu = format_ or ("coach" if cle else deviner(chemin))
    if voulu != "coach":
        zone = _zone(fuseau)
        noms = tuple(map(_etiquette, etiquette))
        _importer_un_journal(
            chemin,
            voulu,
            zone,
            noms,
            malgre_suppression=malgre_suppression,
            essai=essai,
            en_json=en_json,
        )
    elif fuseau or etiquette:
        raise Refus("import_du_coach")
    elif essai:
        _essayer(chemin, cle, en_json=en_json)
    else:
        _importer_une_seance(chemin, cle, malgre_suppression=malgre_suppression, en_json=en_json)


# --- Une séance du coach -----------------------------------------------------------------------


def _importer_une_seance(
    chemin: Path, cle: str | None, *, malgre_suppression: bool, en_json: bool
) -> None:
    from coach.cli.coffre import contenu
    from coach.partage.allers_retours import importer

    source = contenu(chemin, cle)
    with carnet_ouvert() as carnet:
        entree = importer(carnet, source, malgre_suppression=malgre_suppression)
    if en_json:
        ecrire_json({"id": entree.flux, "nouveau": entree.nouveau})
    elif entree.nouveau:
        ecrire(dire("journal.importee", id=entree.flux))
    elif entree.ajoutes:
        ecrire(dire("journal.completee", id=entree.flux))
    else:
        ecrire(dire("journal.deja_la"))


def _essayer(chemin: Path, cle: str | None, *, en_json: bool) -> None:
    from coach.cli.coffre import contenu
    from coach.partage.fichier import lire_fichier

    lue = lire_fichier(contenu(chemin, cle))
    tri = _trier([lue.seance])
    if en_json:
        ecrire_json({"id": lue.seance, "nouveau": not tri.connues})
    else:
        sort = "connue" if tri.connues else "supprimee" if tri.supprimees else "nouvelle"
        ecrire(dire(f"journal.essai_{sort}", id=lue.seance))
    narrer(dire("journal.essai"))


def _trier(flux: list[str]) -> "Tri":
    """Ce que le carnet sait de ces séances ; tout est nouveau tant qu'il n'y a pas de carnet."""
    from coach.carnet import ErreurDeCarnet, Tri

    try:
        with carnet_existant() as carnet:
            return carnet.trier(flux)
    except ErreurDeCarnet as erreur:
        if erreur.raison != "carnet_absent":
            raise
        return Tri(nouvelles=tuple(flux))


# --- Un journal tenu ailleurs ------------------------------------------------------------------


class _Arrivee(NamedTuple):
    """Ce que devient chaque entrée : au carnet, déjà là, ou laissée dehors car supprimée d'ici."""

    nouvelles: tuple[str, ...]
    connues: tuple[str, ...]
    laissees: tuple[str, ...]


def _importer_un_journal(
    chemin: Path,
    format_: "Format",
    zone: tzinfo | None,
    etiquettes: tuple[str, ...],
    *,
    malgre_suppression: bool,
    essai: bool,
    en_json: bool,
) -> None:
    from coach.echange.journaux.depot import par_flux
    from coach.echange.journaux.lecture import lire_journal

    with avancement("lecture") as avancer:
        journal = lire_journal(chemin, format_, zone, lambda fait: avancer(fait, 0))
    entrees = par_flux(journal.entrees)
    tri = (
        _trier(list(entrees))
        if essai
        else _deposer(entrees, etiquettes, malgre_suppression=malgre_suppression)
    )
    revenues, laissees = (tri.supprimees, ()) if malgre_suppression else ((), tri.supprimees)
    arrivee = _Arrivee((*tri.nouvelles, *revenues), tri.connues, laissees)
    if en_json:
        ecrire_json({"format": format_, "essai": essai, **_en_json(journal, arrivee)})
    else:
        _dire(journal, arrivee)
    if essai:
        narrer(dire("journal.essai"))
    elif arrivee.nouvelles and not en_json:
        filtre = f' --etiquette "{etiquettes[0]}"' if etiquettes else ""
        narrer(dire("journal.entrees_suite", filtre=filtre, id=arrivee.nouvelles[-1]))


def _deposer(
    entrees: "Mapping[str, Entree]", etiquettes: tuple[str, ...], *, malgre_suppression: bool
) -> "Tri":
    """Écrit une séance par entrée, chacune dans son flux : toutes, ou aucune."""
    from coach.assemblage import PROTOCOLE_HABITUEL
    from coach.echange.journaux.depot import rediger

    suivis = reglages().referentiels
    with carnet_ouvert() as carnet, avancement("ecriture") as avancer:
        return carnet.deposer(
            entrees,
            lambda flux: rediger(
                entrees[flux],
                auteur=carnet.auteur,
                protocole=PROTOCOLE_HABITUEL,
                referentiels=suivis,
                etiquettes=etiquettes,
            ),
            malgre_suppression=malgre_suppression,
            suivre=avancer,
        )


def _en_json(journal: "Journal", arrivee: _Arrivee) -> dict[str, object]:
    return {
        "entrees": len(journal.entrees),
        "nouvelles": len(arrivee.nouvelles),
        "deja_la": len(arrivee.connues),
        "supprimees": len(arrivee.laissees),
        "pages_du_coach": journal.pages,
        "ids": list(arrivee.nouvelles),
    }


def _dire(journal: "Journal", arrivee: _Arrivee) -> None:
    nouvelles, connues, laissees = map(len, arrivee)
    ecrire(dire("journal.entrees", nombre=len(journal.entrees), nouvelles=nouvelles))
    if connues:
        ecrire(dire("journal.entrees_connues", nombre=connues))
    if laissees:
        ecrire(dire("journal.entrees_supprimees", nombre=laissees))
    if journal.pages:
        ecrire(dire("journal.entrees_du_coach", nombre=journal.pages))


def _etiquette(demandee: str) -> str:
    """L'étiquette demandée, nette. Lève `ErreurDeCarnet` si elle est vide."""
    from coach.carnet import ErreurDeCarnet
    from coach.echange.journaux.entree import etiquette_nette

    nette = etiquette_nette(texte_de_la_commande(demandee))
    if not nette:
        raise ErreurDeCarnet("nom_vide")
    return nette


def _zone(nom: str | None) -> tzinfo | None:
    from coach.plan.fuseau import fuseau_nomme

    return fuseau_nomme(nom) if nom else None
