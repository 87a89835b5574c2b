"""Une séance à donner, et de quoi retoucher une ligne de son fichier."""

import json
from datetime import date
from typing import Any

from fabriques import Seance, seance

from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    EvenementAnnule,
    ReponseModifiee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.lecture import Nature


def exemple(nombre: int = 1) -> Seance:
    s = seance(nombre)
    s.titrer("L’entretien d’été : « où aller ? »")
    reponse = s.repondre("Elle a dit :\n« J’en ai marre. » Mon cœur s’est serré.\t— œ, ÿ, 🙂")
    ancre = Ancre(evenement=reponse.id, debut=13, fin=28, texte=reponse.texte[13:28])
    s.dire(SegmentCorrige, ancre=ancre, nature=Nature.FAIT, sous_type="parole_rapportee")
    s.dire(ReponseModifiee, cible=reponse.id, texte="Elle a dit : « J’en ai marre. »")
    s.dire(AjustementDecide, texte="Appeler le relais", echeance=date(2026, 4, 1))
    annule = s.dire(TitreDonne, titre="Brouillon de titre")
    s.dire(EvenementAnnule, cible=annule.id)
    s.finir()
    return s


def avec(octets: bytes, numero: int, **champs: Any) -> bytes:
    """Le fichier dont la ligne `numero` (à partir de zéro) a ces champs."""
    lignes = octets.decode().splitlines()
    lignes[numero] = json.dumps(json.loads(lignes[numero]) | champs, ensure_ascii=False)
    return ("\n".join(lignes) + "\n").encode()
