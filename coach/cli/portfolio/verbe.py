"""Le verbe `coach portfolio` : lire ses options, puis répondre en JSON ou en texte."""

from datetime import date
from typing import TYPE_CHECKING

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, une_date, verbe
from coach.cli.ouverture import lire_si_carnet, reglages
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json

if TYPE_CHECKING:
    from coach.portfolio import Filtres, Portfolio


@verbe("portfolio")
@click.option(
    "--referentiel",
    multiple=True,
    metavar=dire("option.identifiant"),
    help=dire("option.referentiel_montre"),
)
@click.option(
    "--depuis",
    callback=une_date,
    metavar=dire("option.metavar_date"),
    help=dire("option.depuis"),
)
@click.option(
    "--jusqu-a",
    callback=une_date,
    metavar=dire("option.metavar_date"),
    help=dire("option.jusqu_au"),
)
@click.option("--theme", metavar=dire("option.metavar_theme"), help=dire("option.theme"))
@click.option(
    "--protocole",
    multiple=True,
    metavar=dire("option.metavar_protocole"),
    help=dire("option.protocole"),
)
@click.option(
    "--etiquette",
    multiple=True,
    metavar=dire("option.metavar_etiquette"),
    help=dire("option.etiquette"),
)
@click.option("--detail", is_flag=True, help=dire("option.detail"))
@click.option("--graphes", "en_graphes", is_flag=True, help=dire("option.graphes"))
@option_json()
def commande(
    referentiel: tuple[str, ...],
    depuis: date | None,
    jusqu_a: date | None,
    theme: str | None,
    protocole: tuple[str, ...],
    etiquette: tuple[str, ...],
    detail: bool,
    en_graphes: bool,
    en_json: bool,
) -> None:
    """Le portfolio entier, ou ce que laissent les filtres ; un carnet vide n'est pas une erreur."""
    from coach.carnet.horloge import maintenant
    from coach.carnet.progression import Matiere
    from coach.cli.portfolio.document import document
    from coach.cli.portfolio.texte import lignes
    from coach.portfolio import Filtres, portfolio
    from coach.portfolio.lecture import dresser

    filtres = Filtres(
        referentiels=tuple(texte_de_la_commande(r) for r in referentiel),
        depuis=depuis,
        jusqu_a=jusqu_a,
        theme=_theme(theme) if theme is not None else None,
        protocoles=tuple(_protocole(texte_de_la_commande(p)) for p in protocole),
        etiquettes=tuple(texte_de_la_commande(e).strip().removeprefix("#") for e in etiquette),
    )
    _verifier_l_ordre(filtres)
    suivis = reglages().referentiels
    lus = lire_si_carnet(lambda carnet: [portfolio(carnet, filtres, suivis=suivis)])
    rien = Matiere([], [], {})
    vu = lus[0] if lus else dresser(rien, filtres, suivis, jusqu_a or maintenant().date())
    if en_json:
        ecrire_json(document(vu))
        return
    for ligne in lignes(vu, detail=detail):
        ecrire(ligne)
    if en_graphes and lus:
        _ecrire_les_graphes(vu)


def _ecrire_les_graphes(vu: "Portfolio") -> None:
    from coach.cli.portfolio import graphes

    tous = lire_si_carnet(lambda carnet: graphes.graphes(carnet, vu, vu.filtres))
    for ligne in graphes.lignes(tous):
        ecrire(ligne)


def _verifier_l_ordre(filtres: "Filtres") -> None:
    if filtres.depuis and filtres.jusqu_a and filtres.depuis > filtres.jusqu_a:
        raise Refus("periode_a_l_envers", depuis=filtres.depuis, jusqu_a=filtres.jusqu_a)


def _theme(demande: str) -> str:
    """L'identifiant du thème, donné par lui-même ou par son titre. Lève `Refus`."""
    from coach.modeles.texte import cle
    from coach.referentiels.themes import charger_themes

    voulu = cle(texte_de_la_commande(demande)).strip()
    themes = charger_themes()
    for theme in themes:
        if voulu in (theme.id, cle(theme.titre)):
            return theme.id
    raise Refus("theme", valeur=demande, choix=", ".join(t.id for t in themes))


def _protocole(demande: str) -> str:
    """L'identifiant du protocole, donné par lui-même ou par son titre. Lève `Refus`."""
    from coach.dialogues.enseignes import enseigne
    from coach.dialogues.protocole import identifiants
    from coach.modeles.texte import cle

    voulu = cle(demande).strip()
    for identifiant in identifiants():
        connu = enseigne(identifiant)
        if voulu in (identifiant, cle(connu.titre) if connu else identifiant):
            return identifiant
    raise Refus("filtre_protocole", valeur=demande)
