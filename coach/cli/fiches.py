"""Chaque commande en une fiche : la page de manuel et la référence en viennent."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from coach.cli.arbre import cle_du_catalogue
from coach.cli.francais import NOM_DU_PROGRAMME, Commande, Groupe
from coach.cli.paroles import dire


@dataclass(frozen=True)
class Fiche:
    """Une commande, telle que son aide la dit ; `options` : leur écriture, puis leur sens."""

    commande: str
    usage: str
    court: str
    aide: str
    options: tuple[tuple[str, str], ...]
    exemple: str


def fiches(racine: Groupe) -> Iterator[Fiche]:
    """Les fiches de la racine et de tous ses verbes, dans l'ordre de l'aide."""
    yield from _fiches(racine, click.Context(racine, info_name=NOM_DU_PROGRAMME))


def _fiches(commande: Commande, contexte: click.Context) -> Iterator[Fiche]:
    yield _fiche(commande, contexte)
    if isinstance(commande, Groupe):
        for nom in commande.list_commands(contexte):
            verbe = commande.get_command(contexte, nom)
            if isinstance(verbe, Commande):
                yield from _fiches(verbe, click.Context(verbe, contexte, nom))


def _fiche(commande: Commande, contexte: click.Context) -> Fiche:
    chemin = contexte.command_path
    cle = cle_du_catalogue(*chemin.split()[1:])
    parametres = commande.get_params(contexte)
    options = (p for p in parametres if isinstance(p, click.Option))
    lignes = (option.get_help_record(contexte) for option in options)
    return Fiche(
        commande=chemin,
        usage=" ".join((chemin, *commande.collect_usage_pieces(contexte))),
        court=dire(f"court.{cle}") if cle else commande.help or "",
        aide=commande.help or "",
        options=tuple(ligne for ligne in lignes if ligne),
        exemple=commande.exemple,
    )
