"""`coach manuel` : toutes les commandes en une page, pour `man` ou pour la documentation."""

from collections.abc import Iterable, Iterator

import click

from coach import __version__
from coach.cli.fiches import Fiche, fiches
from coach.cli.francais import NOM_DU_PROGRAMME, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire


@verbe("manuel")
@click.option("--markdown", is_flag=True, help=dire("option.markdown"))
def commande(markdown: bool) -> None:
    """Écrit la page de manuel (roff), ou la même matière en Markdown."""
    from coach.cli.principal import commande as racine

    ecrire(en_markdown(fiches(racine)) if markdown else en_roff(fiches(racine)))


def en_markdown(pages: Iterable[Fiche]) -> str:
    """La référence des commandes, un titre par commande."""
    return "\n".join(["# " + dire("manuel.titre"), "", dire("manuel.source"), *_markdown(pages)])


def _markdown(pages: Iterable[Fiche]) -> Iterator[str]:
    titres = dire("manuel.option"), dire("manuel.sens")
    exemple = dire("manuel.exemple")
    for fiche in pages:
        yield f"\n## `{fiche.commande}`\n"
        yield fiche.aide
        yield f"\n```\n{fiche.usage}\n```\n"
        yield "| {} | {} |\n|---|---|".format(*titres)
        for ecriture, sens in fiche.options:
            yield f"| `{ecriture}` | {sens} |"
        if fiche.exemple:
            yield f"\n{exemple}\n\n```\n{fiche.exemple.rstrip()}\n```"


def en_roff(pages: Iterable[Fiche]) -> str:
    """La page de manuel, section 1, en roff et en UTF-8."""
    racine, *verbes = pages
    lignes = [
        f'.TH {NOM_DU_PROGRAMME.upper()} 1 "" "{NOM_DU_PROGRAMME} {__version__}" ""',
        *_section("nom", f"{NOM_DU_PROGRAMME} \\- {_roff(racine.court)}"),
        *_section("usage", _roff(racine.usage)),
        *_section("options", *_options(racine)),
        *_section("commandes"),
    ]
    for fiche in verbes:
        lignes += [f'.SS "{_roff(fiche.commande)}"', _roff(fiche.aide), ".PP", _roff(fiche.usage)]
        lignes += [*_options(fiche), *_exemple(fiche)]
    lignes += _section("environnement", ".TP", ".B COACH_CARNET", _roff(dire("option.carnet")))
    return "\n".join(lignes)


def _section(nom: str, *lignes: str) -> list[str]:
    return [f'.SH "{dire(f"manuel.{nom}")}"', *lignes]


def _options(fiche: Fiche) -> Iterator[str]:
    for ecriture, sens in fiche.options:
        yield from (".TP", f".B {_roff(ecriture)}", _roff(sens))


def _exemple(fiche: Fiche) -> Iterator[str]:
    if fiche.exemple:
        exemple = (_roff(ligne) for ligne in fiche.exemple.rstrip().splitlines())
        yield from (".PP", _roff(dire("manuel.exemple")), ".nf", *exemple, ".fi")


def _roff(texte: str) -> str:
    """Le texte sans rien qui commande roff : barres, tirets d'options, point en tête de ligne."""
    protege = texte.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{protege}" if protege.startswith((".", "'")) else protege
