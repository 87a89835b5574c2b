"""La fiche d'une séance : ce qu'elle dit aujourd'hui, dans la forme que les commandes rendent."""

from collections.abc import Sequence
from typing import Any

from coach.assemblage.matiere import matiere_de
from coach.carnet import Action, Carnet
from coach.cli.analyser import document
from coach.cli.paroles import dire
from coach.cli.refus import ECHEC, Refus
from coach.dialogues.contexte import Contexte
from coach.dialogues.matiere import Matiere
from coach.dialogues.suivis import etape_des_suivis
from coach.modeles.evenements import Evenement, NoteDeposee
from coach.modeles.journal import vivants
from coach.modeles.lecture import Lecture
from coach.modeles.seance import Echange

ETAPE_DE_LA_NOTE = "note"
"""L'étape sous laquelle paraît une note prise au vol, ici comme dans la recherche."""


def fiche(carnet: Carnet, flux: str, contexte: Contexte) -> dict[str, Any]:
    """La séance : étapes et réponses lues, compétences reliées, ajustements et leur suite.

    Lève `Refus` si le journal de la séance ne dit pas comment elle s'est ouverte.
    """
    matiere = matiere_de(carnet, flux, contexte)
    etat = matiere.etat
    if etat.cree_le is None:
        raise Refus("seance_illisible", code=ECHEC)
    return {
        "id": flux,
        "titre": etat.titre,
        "protocole": etat.protocole,
        "cree_le": etat.cree_le.isoformat(),
        "termine": etat.terminee,
        "etapes": [*_note(carnet.evenements(flux), contexte), *_etapes(matiere)],
        "competences": [
            {
                "referentiel": lien.referentiel,
                "code": lien.code,
                "extrait": lien.extrait,
                "justification": lien.justification,
            }
            for lien in etat.liens
        ],
        "ajustements": [_ajustement(a) for a in carnet.actions(flux)],
    }


def _note(evenements: Sequence[Evenement], contexte: Contexte) -> list[dict[str, Any]]:
    notes = [e for e in vivants(evenements) if isinstance(e, NoteDeposee)]
    if not notes:
        return []
    note = notes[-1]
    reponse = _reponse(note.id, note.texte, contexte.lire(note.texte))
    return [{"id": ETAPE_DE_LA_NOTE, "titre": dire("journal.note"), "reponses": [reponse]}]


def _etapes(matiere: Matiere) -> list[dict[str, Any]]:
    """Les étapes où quelque chose fut demandé, dans l'ordre du protocole."""
    fiches = []
    for etape in (etape_des_suivis(), *matiere.protocole.etapes):
        echanges = matiere.etat.de_l_etape(etape.id)
        if echanges:
            reponses = [
                _reponse(e.reponse.id, e.reponse.texte, _lecture(matiere, e))
                for e in echanges
                if e.reponse
            ]
            fiches.append({"id": etape.id, "titre": etape.titre, "reponses": reponses})
    return fiches


def _lecture(matiere: Matiere, echange: Echange) -> Lecture:
    """La lecture d'une réponse ; un choix dans une liste n'est pas un texte à lire."""
    choisie = echange.reponse is not None and bool(echange.reponse.choix)
    return Lecture() if choisie else matiere.lecture(echange)


def _reponse(identifiant: str, texte: str, lecture: Lecture) -> dict[str, Any]:
    return {"id": identifiant, "texte": texte, "segments": document(lecture)["segments"]}


def _ajustement(action: Action) -> dict[str, Any]:
    return {
        "id": action.id,
        "texte": action.texte,
        "echeance": action.echeance.isoformat() if action.echeance else None,
        "indicateur": action.indicateur,
        "etat": action.etat,
    }
