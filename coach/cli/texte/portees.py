"""Choisir ce que l'on regarde, en mode texte, quand la commande ne le dit pas."""

from collections.abc import Sequence

from coach.cli.texte.choix import lire_un_choix
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.paroles import dire
from coach.modeles.progression import Regards
from coach.positionnement import Portee


def choisir_la_portee(
    portees: Sequence[Portee], regards: Regards, par: str, lignes: Lignes
) -> Portee | None:
    """La seule portée possible, ou celle qu'un numéro désigne ; rien si l'entrée finit là.

    Un référentiel entier commence par son premier regard.
    """
    offertes = [
        Portee.par_defaut(p.referentiel, regards, par) if p.genre == "referentiel" else p
        for p in portees
    ]
    if len(offertes) == 1:
        return offertes[0]
    lignes.dire(dire("positionner.portees"))
    for rang, portee in enumerate(offertes, 1):
        nom = dire("positionner.portee", titre=portee.referentiel.titre, portee=portee.titre)
        lignes.dire(dire("seance.option", rang=rang, libelle=nom))
    lignes.dire(dire("seance.choix"))
    try:
        choisi = lire_un_choix(lignes, len(offertes), dire("positionner.aide_portees"), aerees=True)
    except Pause:
        lignes.dire(dire("positionner.rien"))
        return None
    return offertes[(choisi or 1) - 1]
