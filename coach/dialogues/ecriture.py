"""De quoi écrire les étapes composées : la question à poser, et ce que l'étape a déjà reçu."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from coach.dialogues.matiere import Matiere
from coach.dialogues.protocole import Etape
from coach.modeles.base import Ancre
from coach.modeles.evenements import Evenement, OptionProposee, QuestionPosee
from coach.modeles.seance import Echange


@dataclass(frozen=True)
class AEcrire:
    """Un événement du coach, à signer et à dater.

    `apres` : l'acte dont il découle ; à défaut, le dernier acte de la personne.
    """

    sorte: type[Evenement]
    champs: dict[str, Any]
    apres: str | None = None


def question(
    etape: Etape,
    identifiant: str,
    texte: str,
    *,
    saisie: Literal["texte", "choix", "choix_multiple"] = "texte",
    options: Sequence[OptionProposee] = (),
    rappels: tuple[Ancre, ...] = (),
) -> AEcrire:
    """Une question de cette étape."""
    champs = {
        "etape": etape.id,
        "question": identifiant,
        "texte": texte,
        "saisie": saisie,
        "options": tuple(options),
        "rappels": rappels,
    }
    return AEcrire(QuestionPosee, champs)


def depuis(matiere: Matiere, etape: Etape, ouverture: str) -> list[Echange]:
    """Les échanges de l'étape depuis la dernière fois qu'elle s'est ouverte par cette question."""
    echanges = matiere.etat.de_l_etape(etape.id)
    for rang in range(len(echanges) - 1, -1, -1):
        demande = echanges[rang].demande
        if isinstance(demande, QuestionPosee) and demande.question == ouverture:
            return list(echanges[rang:])
    return []


def faits_de(echanges: Sequence[Echange]) -> dict[str, Echange]:
    """Les échanges achevés, par nom de question."""
    return {
        e.demande.question: e
        for e in echanges
        if isinstance(e.demande, QuestionPosee) and not e.ouvert
    }


def texte_de(echange: Echange | None) -> str:
    """Le texte répondu, ou une chaîne vide."""
    return echange.reponse.texte.strip() if echange and echange.reponse else ""


def choix_de(echange: Echange | None) -> tuple[str, ...]:
    """Les valeurs choisies, s'il y en a."""
    return echange.reponse.choix if echange and echange.reponse else ()
