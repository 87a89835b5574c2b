"""`coach annotations compte-rendu` : écrire ce qu'une rencontre a donné, sans noms sauf choix."""

import click

from coach.cli.annotations.lues import lues
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.remise import lieu_de, option_remplacer, remettre
from coach.cli.sortie import ecrire, narrer


@verbe("compte-rendu", "annotations")
@click.argument("fichiers", nargs=-1, required=True, metavar=dire("argument.fichiers"))
@click.option(
    "-o", "--sortie", metavar=dire("option.metavar_fichier"), help=dire("option.sortie_du_compte")
)
@option_remplacer()
@click.option("--html", is_flag=True, help=dire("option.html"))
@click.option("--noms", is_flag=True, help=dire("option.noms"))
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
def commande(
    fichiers: tuple[str, ...],
    sortie: str | None,
    remplacer: bool,
    html: bool,
    noms: bool,
    cle: str | None,
) -> None:
    """Réunit les fichiers s'il y en a plusieurs, puis rédige."""
    from coach.analyse import lire
    from coach.supervision.annotations import fusionner
    from coach.supervision.compte_rendu import forme_de, noms_restants, rediger_de

    lieu = lieu_de(sortie)
    reunies = fusionner(lues(fichiers, cle))
    texte = rediger_de(reunies, lire, "html" if html else forme_de(sortie or ""), noms=noms)
    if lieu is None:
        ecrire(texte.rstrip("\n"))
    elif remettre(texte.encode("utf-8"), lieu, remplacer=remplacer):
        ecrire(dire("annotations.redige", fichier=sortie))
    restants = [] if noms else noms_restants(reunies)
    if restants:
        narrer(dire("annotations.noms_restants", noms=", ".join(restants)))
