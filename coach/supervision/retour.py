"""Ce que le groupe a dit revient à côté de la séance ; une piste peut devenir un ajustement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ulid import ULID

from coach.carnet import Carnet
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    AjustementDecide,
    AnnotationPosee,
    Evenement,
    PartageFait,
    PisteRetenue,
)
from coach.modeles.journal import Plume, vivants
from coach.modeles.texte import nfc
from coach.supervision.annotations import Annotations
from coach.supervision.erreurs import ErreurDeGroupe
from coach.supervision.rencontre import plier_rencontre

RETENABLES = ("piste", "decision")
"""Ce qu'une personne peut prendre pour elle et décider de faire."""


@dataclass(frozen=True)
class Retour:
    """Ce qu'une importation a fait ; `contributions` : toutes celles que la séance porte alors.

    `autres` : celles que le fichier dit autrement que le carnet, où elles restent comme elles sont.
    """

    seance: str
    ajoutees: int
    autres: int
    contributions: tuple[AnnotationPosee, ...]


@dataclass(frozen=True)
class Recue:
    """Une contribution du groupe à côté de la séance, et l'ajustement qu'elle est devenue."""

    contribution: AnnotationPosee
    ajustement: str | None = None


def importer(carnet: Carnet, annotations: Annotations) -> Retour:
    """Prend les contributions du groupe dans la séance qu'elles annotent : toutes, ou aucune.

    Les noms des membres, les rôles et les lectures communes restent dans le fichier ; une
    contribution déjà prise ne change pas. Lève `ErreurDeFichier` si la séance n'est pas d'ici.
    """
    seance = seance_annotee(carnet, annotations.seance)
    connus = carnet.evenements(seance)
    deja = {e.id: e for e in connus}
    table = carnet.table_du_partage(annotations.seance)
    plume = _plume(carnet, seance, connus)
    dites = plier_rencontre(annotations.evenements).contributions
    neuves = [_ici(plume, dite, table) for dite in dites if dite.id not in deja]
    autres = sum(not _redit(dite, deja[dite.id]) for dite in dites if dite.id in deja)
    carnet.ajouter(*neuves)
    recues = tuple(e for e in vivants([*connus, *neuves]) if isinstance(e, AnnotationPosee))
    return Retour(seance, len(neuves), autres, recues)


def _redit(dite: AnnotationPosee, connue: Evenement) -> bool:
    """Vrai si le carnet a bien gardé ce que dit cette contribution."""
    return isinstance(connue, AnnotationPosee) and (
        (dite.genre, dite.texte, dite.signature) == (connue.genre, connue.texte, connue.signature)
    )


def seance_annotee(carnet: Carnet, fichier: str) -> str:
    """La séance du carnet d'où vient ce fichier. Lève `ErreurDeFichier` si aucune ne convient."""
    for evenement in vivants(carnet.evenements(FLUX_DU_CARNET)):
        if isinstance(evenement, PartageFait) and evenement.fichier == fichier:
            return evenement.seance
    if not carnet.evenements(fichier):
        raise ErreurDeGroupe("sans_seance")
    return fichier


def recues(evenements: Iterable[Evenement]) -> list[Recue]:
    """Ce que des groupes ont dit d'une séance, dans l'ordre, et ce qui en fut retenu."""
    gardes = vivants(evenements)
    retenues = {e.annotation: e.ajustement for e in gardes if isinstance(e, PisteRetenue)}
    return [Recue(e, retenues.get(e.id)) for e in gardes if isinstance(e, AnnotationPosee)]


def a_retenir(donnees: Iterable[Recue]) -> list[Recue]:
    """Les pistes et les décisions que la personne n'a pas encore prises pour elle."""
    return [r for r in donnees if r.contribution.genre in RETENABLES and r.ajustement is None]


def retenir(
    carnet: Carnet,
    seance: str,
    piste: str,
    *,
    texte: str = "",
    echeance: date | None = None,
    indicateur: str = "",
) -> AjustementDecide:
    """Fait d'une piste un ajustement de la séance, d'un seul geste.

    `piste` : le début de son identifiant ; `texte` : dans les mots de la personne, sinon ceux de la
    piste. Lève `ErreurDeFichier` si elle n'est pas là, ou déjà retenue.
    """
    connus = carnet.evenements(seance)
    choisie = trouver(recues(connus), piste)
    if choisie.ajustement is not None:
        raise ErreurDeGroupe("piste_retenue")
    plume = _plume(carnet, seance, connus)
    ajustement = plume.ecrire(
        AjustementDecide,
        texte=nfc(texte.strip() or choisie.contribution.texte),
        echeance=echeance,
        indicateur=nfc(indicateur.strip()),
    )
    lien = plume.ecrire(PisteRetenue, annotation=choisie.contribution.id, ajustement=ajustement.id)
    carnet.ajouter(ajustement, lien)
    return ajustement


def trouver(donnees: Sequence[Recue], debut: str) -> Recue:
    """La piste ou la décision que désigne ce début d'identifiant. Lève `ErreurDeFichier`."""
    candidates = [
        r
        for r in donnees
        if r.contribution.genre in RETENABLES
        and len(debut) >= 6
        and r.contribution.id.startswith(debut.upper())
    ]
    if len(candidates) != 1:
        raise ErreurDeGroupe("piste", piste=debut)
    return candidates[0]


def _plume(carnet: Carnet, seance: str, connus: Sequence[Evenement]) -> Plume:
    from coach.carnet.horloge import maintenant

    rang = max((e.rang for e in connus), default=0)
    return Plume(seance, carnet.auteur, maintenant, lambda: str(ULID()), rang)


def _ici(plume: Plume, contribution: AnnotationPosee, table: dict[str, str]) -> AnnotationPosee:
    """La même contribution, dans la séance d'ici, attachée à la réponse dont parlait le groupe.

    Le passage exact n'est pas repris : le groupe lisait un texte où les noms étaient remplacés.
    """
    visee = contribution.cible or (contribution.ancre.evenement if contribution.ancre else None)
    plume.rang += 1
    return contribution.model_copy(
        update={
            "flux": plume.flux,
            "rang": plume.rang,
            "cible": table.get(visee, visee) if visee else None,
            "ancre": None if table else contribution.ancre,
        }
    )
