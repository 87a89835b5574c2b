"""Choisir ce que l'on regarde, en mode texte, quand la commande ne le dit pas."""

from collections.abc import Sequence

from coach.cli.texte.lignes import FinDeLEntree, Lignes
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
        return _lire_le_choix(offertes, lignes)
    except FinDeLEntree:
        lignes.dire(dire("positionner.rien"))
        return None


def _lire_le_choix(offertes: Sequence[Portee], lignes: Lignes) -> Portee | None:
    while True:
        lignes.inviter()
        ligne = lignes.lire().strip()
        lignes.sauter_une_ligne_vide()
        if ligne in ("", "/passer"):
            return offertes[0]
        if ligne in ("/pause", "/fin"):
            raise FinDeLEntree
        if ligne.isdecimal() and 1 <= int(ligne) <= len(offertes):
            return offertes[int(ligne) - 1]
        lignes.dire(dire("erreur.choix", maximum=len(offertes)))
