"""`coach journal chercher` : retrouver des mots dans toutes les séances."""

from typing import Any

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.journal.designation import raccourcir
from coach.cli.journal.filtrage import filtre, options_de_filtre
from coach.cli.ouverture import lire_si_carnet
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour


@verbe("chercher", "journal")
@click.argument("mots", nargs=-1, required=True, metavar=dire("argument.mots"))
@options_de_filtre
@option_json()
def commande(mots: tuple[str, ...], en_json: bool, **choisis: Any) -> None:
    """Un passage par ligne, séances récentes d'abord ; aucun n'est pas une erreur."""
    texte = texte_de_la_commande(" ".join(mots))
    if not texte.strip():
        raise Refus("recherche_vide")
    trouvailles = lire_si_carnet(
        lambda carnet: carnet.chercher(
            texte, filtre=filtre(carnet, **choisis) if any(choisis.values()) else None
        )
    )
    if en_json:
        ecrire_json(
            [
                {
                    "id": t.id,
                    "titre": t.titre,
                    "cree_le": t.cree_le.isoformat(),
                    "etape": t.etape,
                    "extrait": t.extrait,
                    "debut": t.debut,
                    "fin": t.fin,
                }
                for t in trouvailles
            ]
        )
        return
    courts = raccourcir(t.id for t in trouvailles)
    for t in trouvailles:
        ecrire(
            dire(
                "journal.trouvaille",
                id=courts[t.id],
                jour=jour(t.cree_le),
                titre=t.titre or dire("journal.sans_titre"),
                extrait=en_une_ligne(t.extrait),
            )
        )
    if not trouvailles:
        ecrire(dire("journal.rien_trouve"))
