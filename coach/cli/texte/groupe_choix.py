"""Choisir la méthode d'une rencontre, en mode texte, quand la commande ne la dit pas."""

from coach.cli.texte.lignes import FinDeLEntree, Lignes
from coach.cli.texte.paroles import dire
from coach.supervision.methode import methodes
from coach.supervision.tenue import METHODE_HABITUELLE


def choisir_la_methode(lignes: Lignes) -> str | None:
    """La méthode qu'un numéro ou un nom désigne, la libre d'habitude ; rien si l'entrée finit."""
    offertes = list(methodes().values())
    lignes.dire(dire("groupe.methodes"))
    for rang, methode in enumerate(offertes, 1):
        nom = dire(
            "groupe.methode", titre=methode.titre, minutes=methode.minutes, quand=methode.quand
        )
        lignes.dire(dire("seance.option", rang=rang, libelle=nom))
    lignes.dire(dire("groupe.choix_methode"))
    try:
        while True:
            lignes.inviter()
            ligne = lignes.lire().strip()
            if ligne in ("/pause", "/fin"):
                break
            if ligne in ("", "/passer"):
                return METHODE_HABITUELLE
            if ligne in ("/aide", "?"):
                lignes.dire(dire("groupe.aide_methode"))
                continue
            if ligne in methodes():
                return ligne
            if ligne.isdecimal() and 1 <= int(ligne) <= len(offertes):
                return offertes[int(ligne) - 1].id
            lignes.dire(dire("erreur.choix", maximum=len(offertes)))
    except FinDeLEntree:
        pass
    lignes.dire(dire("groupe.rien"))
    return None
