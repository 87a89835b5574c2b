"""`coach livret versions` : les versions figées, et ce qui a changé de l'une à l'autre."""

from typing import TYPE_CHECKING

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.livret.designation import atelier
from coach.cli.livret.paroles import dire as dire_du_livret
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour

if TYPE_CHECKING:
    from coach.livret import Atelier, Version
    from coach.livret.versions import Changement

_DEBUT = 90
"""Points de code d'un passage redonné dans une comparaison."""


@verbe("versions", "livret")
@click.argument("identifiant", required=False, metavar=dire("argument.livret"))
@click.option("--comparer", metavar=dire("option.metavar_nom"), help=dire("option.comparer"))
@option_json()
def commande(identifiant: str | None, comparer: str | None, en_json: bool) -> None:
    """La liste des versions ; avec --comparer, ce qui a changé depuis l'une d'elles."""
    from coach.livret.longueurs import mots_dits

    with atelier(identifiant) as ouvert:
        if comparer is not None:
            _comparer(ouvert, texte_de_la_commande(comparer), en_json=en_json)
            return
        versions = ouvert.livret.versions
    if en_json:
        ecrire_json([_document(v) for v in versions])
        return
    for version in versions:
        cle = "versions.ligne_manques" if version.manquants else "versions.ligne"
        quand, mots = jour(version.figee_le), mots_dits(version.mots)
        ecrire(
            dire_du_livret(cle, nom=version.nom, jour=quand, mots=mots, manquants=version.manquants)
        )
    if not versions:
        ecrire(dire_du_livret("versions.aucune"))


def _document(version: "Version") -> dict[str, object]:
    return {
        "nom": version.nom,
        "figee_le": version.figee_le.isoformat(),
        "mots": version.mots,
        "passages": len(version.passages),
    }


def _changement(change: "Changement") -> dict[str, object]:
    return {
        "partie": change.partie,
        "sens": change.sens,
        "avant": change.avant.texte if change.avant else None,
        "apres": change.apres.texte if change.apres else None,
    }


def _comparer(ouvert: "Atelier", nom: str, *, en_json: bool) -> None:
    changements = ouvert.comparer(nom)
    if en_json:
        ecrire_json([_changement(c) for c in changements])
        return
    ecrire(dire_du_livret("versions.depuis" if changements else "versions.pareil", nom=nom))
    for c in changements:
        passage = c.apres or c.avant
        assert passage is not None
        texte = en_une_ligne(passage.texte)
        court = texte if len(texte) <= _DEBUT else texte[: _DEBUT - 1] + "…"
        numero = ouvert.genre.numero(c.partie)
        ecrire("  " + dire_du_livret(f"changement.{c.sens}", numero=numero, texte=court))
