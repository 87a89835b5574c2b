"""Filtrer les séances depuis la ligne de commande : les mêmes filtres que dans l'interface."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import narrer

if TYPE_CHECKING:
    from coach.carnet import Carnet, Filtre

OPTIONS = ("periode", "protocole", "etiquette", "competence")


def options_de_filtre(fonction: Callable[..., Any]) -> Callable[..., Any]:
    """Les options --periode, --protocole, --etiquette et --competence."""
    for nom in reversed(OPTIONS):
        fonction = click.option(
            f"--{nom}",
            multiple=nom != "periode",
            metavar=dire(f"option.metavar_{nom}"),
            help=dire(f"option.{nom}"),
        )(fonction)
    return fonction


def filtre(
    carnet: "Carnet",
    periode: str | None,
    protocole: Sequence[str],
    etiquette: Sequence[str],
    competence: Sequence[str],
) -> "Filtre":
    """Le filtre que disent ces options ; la période comprise est dite à côté de la réponse.

    Lève `Refus` si l'une ne se comprend pas, ou ne désigne rien du carnet.
    """
    from coach.carnet.demande import Connus, comprendre_la_demande, ecrire
    from coach.carnet.horloge import maintenant
    from coach.dialogues.enseignes import enseigne
    from coach.dialogues.protocole import identifiants

    menes = {*identifiants(), *(c.nom for c in carnet.protocoles())}
    noms = {i: connu.titre if (connu := enseigne(i)) else i for i in menes if i}
    connus = Connus(
        noms,
        tuple(e.nom for e in carnet.etiquettes()),
        tuple((c.referentiel, c.code) for c in carnet.competences()),
    )
    morceaux = [f'quand:"{texte_de_la_commande(periode)}"'] if periode else []
    for sorte, valeurs in (
        ("protocole", protocole),
        ("etiquette", etiquette),
        ("competence", competence),
    ):
        morceaux += [ecrire(sorte, texte_de_la_commande(v).strip('#"')) for v in valeurs]  # type: ignore[arg-type]
    demande = comprendre_la_demande(" ".join(morceaux), maintenant().date(), connus)
    if demande.inconnus:
        fautif = demande.inconnus[0]
        raise Refus(f"filtre_{fautif.sorte}", valeur=fautif.valeur)
    if demande.filtre.periode:
        narrer(dire("journal.periode", periode=demande.filtre.periode.libelle))
    return demande.filtre
