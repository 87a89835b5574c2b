"""`coach annotations compte-rendu` : écrire ce qu'une rencontre a donné, sans noms sauf choix."""

from pathlib import Path
from typing import Literal

import click

from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, narrer


@verbe("compte-rendu", "annotations")
@click.argument("fichiers", nargs=-1, required=True, metavar=dire("argument.fichiers"))
@click.option(
    "-o", "--sortie", metavar=dire("option.metavar_fichier"), help=dire("option.sortie_du_compte")
)
@click.option("--html", is_flag=True, help=dire("option.html"))
@click.option("--noms", is_flag=True, help=dire("option.noms"))
def commande(fichiers: tuple[str, ...], sortie: str | None, html: bool, noms: bool) -> None:
    """Réunit les fichiers s'il y en a plusieurs, puis rédige."""
    from coach.analyse import lire
    from coach.partage.disque import ecrire as ecrire_fichier
    from coach.supervision.annotations import fusionner, lire_annotations
    from coach.supervision.compte_rendu import composer, rediger
    from coach.supervision.tenue import exiger_la_methode

    reunies = fusionner([lire_annotations(Path(f)) for f in fichiers])
    compte = composer(reunies, exiger_la_methode(reunies.methode), lire, noms=noms)
    en_html = html or (sortie or "").casefold().endswith((".html", ".htm"))
    forme: Literal["md", "html"] = "html" if en_html else "md"
    texte = rediger(compte, forme)
    if sortie is None:
        ecrire(texte.rstrip("\n"))
    else:
        ecrire_fichier(Path(sortie), texte.encode("utf-8"))
        ecrire(dire("annotations.redige", fichier=sortie))
    if not noms:
        _prevenir_des_noms(texte)


def _prevenir_des_noms(texte: str) -> None:
    """Un nom a pu être tapé dans une contribution : ceux que le coach remarque se disent."""
    from coach.confidentialite import remarquer

    noms = list(dict.fromkeys(mention.texte for mention in remarquer(texte)))
    if noms:
        narrer(dire("annotations.noms_restants", noms=", ".join(noms)))
