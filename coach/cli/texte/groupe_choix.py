"""Choisir la méthode d'une rencontre, en mode texte, quand la commande ne la dit pas."""

from coach.cli.texte.choix import lire_un_choix
from coach.cli.texte.lignes import Lignes, Pause
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
    noms, aide = [m.id for m in offertes], dire("groupe.aide_methode")
    try:
        choisi = lire_un_choix(lignes, len(offertes), aide, noms=noms)
    except Pause:
        lignes.dire(dire("groupe.rien"))
        return None
    return METHODE_HABITUELLE if choisi is None else noms[choisi - 1]
