"""Une séance dont les mots passent partout où ils peuvent passer."""

from fabriques import Seance, seance

from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    RelancePosee,
    ReponseModifiee,
    SegmentCorrige,
)
from coach.modeles.lecture import Nature

SECRET = "Ziyad Okonfor-Wubeshi a frappé du poing sur la vitrine du guichet"
REPRIS = "Dzovinar Kpatchoukian m’a tutoyée devant toute l’équipe hier matin"
BROUILLON = "et maintenant je rumine cette phrase inachevée sur Ildefonse"
NOTE = "penser au rendez-vous manqué de Wolodymyr Przezdziecki mardi"
AJUSTE = "prévenir Quetzalcoatl Vandermeulebroucke avant tout rendez-vous"


def seance_lourde(nombre: int = 1) -> Seance:
    """Une séance dont les mots passent partout où ils peuvent passer."""
    s = seance(nombre)
    s.noter(NOTE)
    s.titrer(f"Guichet : {SECRET}")
    reponse = s.repondre(f"Vers midi, {SECRET}. Personne n’a bougé.")
    place = reponse.texte.index(SECRET)
    ancre = Ancre(evenement=reponse.id, debut=place, fin=place + len(SECRET), texte=SECRET)
    s.dire(
        RelancePosee,
        etape="faits",
        relance="jugement",
        formulation=0,
        texte=f"Vous écrivez « {SECRET} » : qu’avez-vous vu ?",
        cite=ancre,
    )
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.FAIT)
    s.relier(reponse, SECRET)
    s.dire(ReponseModifiee, cible=reponse.id, texte=f"{REPRIS}. J’ai soufflé.")
    s.dire(AjustementDecide, texte=AJUSTE, indicateur=f"Ne plus subir : {SECRET}")
    return s
