"""`coach preuve lister` : toutes les preuves qui tiennent, des séances ou apportées."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.journal.designation import raccourcir
from coach.cli.ouverture import lire_si_carnet
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour

if TYPE_CHECKING:
    from coach.scoring.lignes import PreuveLue


@verbe("lister", "preuve")
@click.option(
    "--referentiel",
    multiple=True,
    metavar=dire("option.identifiant"),
    help=dire("option.referentiel_montre"),
)
@option_json()
def commande(referentiel: tuple[str, ...], en_json: bool) -> None:
    """Une preuve par ligne, la plus récente d'abord."""
    voulus = {texte_de_la_commande(r) for r in referentiel}
    toutes = lire_si_carnet(lambda carnet: carnet.matiere().preuves)
    preuves = sorted(
        (p for p in toutes if not voulus or p.referentiel in voulus),
        key=lambda p: (p.jour, p.id),
        reverse=True,
    )
    if en_json:
        ecrire_json([_fiche(p) for p in preuves])
        return
    courts = raccourcir(p.id for p in preuves)
    for p in preuves:
        ecrire(
            dire(
                "preuve.ligne" if p.journal else "preuve.ligne_apportee",
                id=courts[p.id],
                jour=jour(p.date),
                referentiel=p.referentiel,
                code=p.code,
                extrait=en_une_ligne(p.extrait),
                source=en_une_ligne(p.source),
            )
        )
    if not preuves:
        ecrire(dire("preuve.aucune"))


def _fiche(preuve: "PreuveLue") -> dict[str, Any]:
    fiche = {"id": preuve.id, "journal": preuve.journal, "date": preuve.jour}
    noms = ("referentiel", "millesime", "code", "extrait", "justification")
    fiche |= {nom: getattr(preuve, nom) for nom in noms}
    if preuve.journal is None:
        fiche |= {"source": preuve.source, "temoin": preuve.temoin}
    return fiche
