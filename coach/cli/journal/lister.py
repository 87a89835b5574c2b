"""`coach journal lister` : les séances du carnet, la plus récente d'abord."""

from typing import Any

from coach.cli.francais import option_json, verbe
from coach.cli.journal.designation import raccourcir
from coach.cli.journal.filtrage import filtre, options_de_filtre
from coach.cli.ouverture import lire_si_carnet
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, jour


@verbe("lister", "journal")
@options_de_filtre
@option_json()
def commande(en_json: bool, **choisis: Any) -> None:
    """Une séance par ligne ; un carnet sans séance en donne zéro."""
    voulu = any(choisis.values())
    resumes = lire_si_carnet(
        lambda carnet: carnet.lister(filtre(carnet, **choisis) if voulu else None)
    )
    if en_json:
        ecrire_json(
            [
                {
                    "id": r.id,
                    "titre": r.titre,
                    "protocole": r.protocole,
                    "cree_le": r.cree_le.isoformat(),
                    "termine": r.termine,
                }
                for r in resumes
            ]
        )
        return
    courts = raccourcir(r.id for r in resumes)
    for r in resumes:
        ecrire(
            dire(
                "journal.ligne",
                id=courts[r.id],
                jour=jour(r.cree_le),
                titre=r.titre or dire("journal.sans_titre"),
                etat=dire("journal.terminee" if r.termine else "journal.en_cours"),
            )
        )
    if not resumes:
        ecrire(dire("journal.aucune_filtre" if voulu else "journal.aucune"))
