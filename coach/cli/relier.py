"""`coach relier` : les compétences qu'un texte évoque, et les mots qui parlent pour chacune."""

from typing import TYPE_CHECKING

import click

from coach.cli.entree import ENTREE, lire_texte
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne
from coach.cli.valeurs import au_moins

if TYPE_CHECKING:
    from coach.liens import Suggestion


@verbe("relier")
@click.argument("fichier", default=ENTREE, metavar=dire("argument.texte"))
@click.option(
    "--referentiel",
    "nommes",
    multiple=True,
    metavar=dire("option.identifiant"),
    help=dire("option.referentiel"),
)
@click.option(
    "-n",
    "nombre",
    default="5",
    metavar=dire("option.metavar_nombre"),
    callback=au_moins(1),
    help=dire("option.nombre"),
)
@option_json()
def commande(fichier: str, nommes: tuple[str, ...], nombre: int, en_json: bool) -> None:
    """Suggère dans chaque référentiel nommé, ou dans tous."""
    from coach.liens import relier
    from coach.referentiels import charger, identifiants

    referentiels = [charger(r) for r in dict.fromkeys(nommes or identifiants())]
    texte = lire_texte(fichier)
    suggestions = [(r, relier(texte, r, nombre)) for r in referentiels]
    if en_json:
        liste = [s.model_dump(mode="json") for _, trouvees in suggestions for s in trouvees]
        ecrire_json({"version": 1, "suggestions": liste})
        return
    for referentiel, trouvees in suggestions:
        ecrire(dire("relier.referentiel", titre=referentiel.titre))
        for suggestion in trouvees:
            ecrire(_ligne(texte, suggestion))
        if not trouvees:
            ecrire(dire("relier.rien"))


def _ligne(texte: str, suggestion: "Suggestion") -> str:
    mots = dict.fromkeys(en_une_ligne(texte[r.debut : r.fin]) for r in suggestion.raisons)
    return dire(
        "relier.suggestion",
        code=suggestion.code,
        titre=suggestion.titre,
        mots=", ".join(f"«\u00a0{m}\u00a0»" for m in mots),
    )
