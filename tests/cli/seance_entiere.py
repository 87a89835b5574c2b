"""Une séance entière, et la forme que ses segments ont en JSON."""

from typing import Any

from fabriques import Seance, seance

from coach.carnet import Carnet
from coach.modeles.base import Ancre
from coach.modeles.evenements import AjustementDecide, AjustementSuivi, SegmentCorrige
from coach.modeles.lecture import Nature


def verifier_les_segments(texte: str, segments: list[dict[str, Any]]) -> None:
    """La forme du contrat : en ordre, sans recouvrement, couvrant tout ce qui n'est pas blanc."""
    requises = {"debut", "fin", "texte", "nature", "sous_type", "confiance", "indices"}
    permises = {"incertain", "corrige", "intensite", "corporel", "mode"}
    place = 0
    for segment in segments:
        assert requises <= segment.keys() <= requises | permises
        assert segment["nature"] in {"fait", "opinion", "emotion"}
        assert 0 <= segment["confiance"] <= 1
        assert segment.get("incertain", True) is True and segment.get("corrige", True) is True
        assert not texte[place : segment["debut"]].strip()
        assert texte[segment["debut"] : segment["fin"]] == segment["texte"]
        place = segment["fin"]
        for indice in segment["indices"]:
            assert indice.keys() == {"debut", "fin", "raison"}
            assert segment["debut"] <= indice["debut"] < indice["fin"] <= segment["fin"]
    assert not texte[place:].strip()


def entiere(carnet: Carnet, nombre: int = 1) -> Seance:
    """Une séance gardée, avec une correction, une compétence et un ajustement suivi."""
    faite = seance(nombre)
    faite.titrer("L’entretien interrompu")
    recit = faite.repondre("Il est parti à 10 h. Il était de mauvaise foi.", question="recit")
    passage = "Il est parti à 10 h."
    ancre = Ancre(evenement=recit.id, debut=0, fin=len(passage), texte=passage)
    faite.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION)
    faite.repondre("colère", etape="emotions", question="ressenti")
    faite.relier(recit, passage, code="CP11")
    ajustement = faite.dire(
        AjustementDecide,
        texte="Poser le cadre dès l’accueil",
        moment="jeudi",
        echeance="2026-03-05",
        indicateur="Il reste jusqu’au bout.",
    )
    faite.finir()
    carnet.ajouter(*faite.evenements)
    carnet.consigner(AjustementSuivi, ajustement=ajustement.id, etat="en_cours")
    return faite
