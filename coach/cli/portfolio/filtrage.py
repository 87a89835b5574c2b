"""Les filtres du portfolio, tels que ses commandes les lisent."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.valeurs import une_date

if TYPE_CHECKING:
    from coach.portfolio import Filtres


def options_de_filtre(commande: Any) -> Any:
    """Référentiel, période, thème, protocole, étiquette : les mêmes pour tout le portfolio."""
    options: tuple[Callable[[Any], Any], ...] = (
        click.option(
            "--referentiel",
            multiple=True,
            metavar=dire("option.identifiant"),
            help=dire("option.referentiel_montre"),
        ),
        click.option(
            "--depuis",
            callback=une_date,
            metavar=dire("option.metavar_date"),
            help=dire("option.depuis"),
        ),
        click.option(
            "--jusqu-a",
            callback=une_date,
            metavar=dire("option.metavar_date"),
            help=dire("option.jusqu_au"),
        ),
        click.option("--theme", metavar=dire("option.metavar_theme"), help=dire("option.theme")),
        click.option(
            "--protocole",
            multiple=True,
            metavar=dire("option.metavar_protocole"),
            help=dire("option.protocole"),
        ),
        click.option(
            "--etiquette",
            multiple=True,
            metavar=dire("option.metavar_etiquette"),
            help=dire("option.etiquette"),
        ),
    )
    for option in reversed(options):
        commande = option(commande)
    return commande


def filtres(
    referentiel: tuple[str, ...],
    depuis: date | None,
    jusqu_a: date | None,
    theme: str | None,
    protocole: tuple[str, ...],
    etiquette: tuple[str, ...],
) -> "Filtres":
    """Ce que ces options demandent. Lève `Refus`."""
    from coach.portfolio import Filtres

    voulus = Filtres(
        referentiels=tuple(texte_de_la_commande(r) for r in referentiel),
        depuis=depuis,
        jusqu_a=jusqu_a,
        theme=_theme(theme) if theme is not None else None,
        protocoles=tuple(_protocole(texte_de_la_commande(p)) for p in protocole),
        etiquettes=tuple(texte_de_la_commande(e).strip().removeprefix("#") for e in etiquette),
    )
    _verifier_l_ordre(voulus)
    return voulus


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
