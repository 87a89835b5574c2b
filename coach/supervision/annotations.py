"""Le fichier d'annotations d'un groupe : ce qu'il a écrit autour d'une séance, et sa réunion.

Même écriture que le fichier portable : UTF-8, NFC, LF, clés triées, un événement par ligne. Réunir
des copies est une union par identifiant : mêmes octets dans tous les ordres.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from coach.modeles.base import Cle, Ulid
from coach.modeles.evenements import (
    AnnotationPosee,
    ClassementFait,
    Evenement,
    EvenementAnnule,
    PhaseClose,
    PhaseOuverte,
    RoleAttribue,
    TitreDonne,
)
from coach.modeles.journal import en_ordre, ligne_canonique
from coach.partage.disque import ecrire
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.lignes import en_ligne, lire_l_entete, lire_les_evenements, lire_les_lignes
from coach.supervision.erreurs import ErreurDeGroupe

FORMAT = "coach-reflexif/annotations"
VERSION = 1

DU_GROUPE = (
    TitreDonne,
    RoleAttribue,
    PhaseOuverte,
    PhaseClose,
    AnnotationPosee,
    ClassementFait,
    EvenementAnnule,
)
"""Ce qu'un groupe peut écrire ; rien d'autre ne voyage dans ce fichier."""

_SEANCE: TypeAdapter[str] = TypeAdapter(Ulid)
_METHODE: TypeAdapter[str] = TypeAdapter(Cle)


@dataclass(frozen=True)
class Annotations:
    """Ce qu'un groupe a écrit d'une séance, selon une méthode ; `evenements` en ordre total."""

    seance: str
    methode: str
    evenements: tuple[Evenement, ...]


def entete(seance: str, methode: str) -> str:
    """La première ligne du fichier."""
    return en_ligne({"format": FORMAT, "methode": methode, "seance": seance, "version": VERSION})


def en_octets(annotations: Annotations) -> bytes:
    """Les octets du fichier ; les mêmes pour les mêmes événements."""
    premiere = entete(annotations.seance, annotations.methode)
    lignes = [premiere, *(ligne_canonique(e) for e in en_ordre(annotations.evenements))]
    return ("\n".join(lignes) + "\n").encode("utf-8")


def garder(annotations: Annotations, chemin: Path, *, remplacer: bool = False) -> bool:
    """Écrit le fichier ; faux s'il était déjà là tel quel.

    Un autre ne se remplace que si `remplacer`. Lève `ErreurDeFichier`.
    """
    return ecrire(chemin, en_octets(annotations), remplacer=remplacer)


def lire_annotations(source: bytes | Path) -> Annotations:
    """Les annotations d'un fichier, entières et vérifiées. Lève `ErreurDeFichier`."""
    lignes = lire_les_lignes(source)
    _, premiere = next(lignes, (1, ""))
    try:
        lu = lire_l_entete(premiere, FORMAT, VERSION)
    except ErreurDeFichier as erreur:
        if erreur.raison == "pas_un_journal":
            raise ErreurDeGroupe("pas_des_annotations") from erreur
        raise
    try:
        seance = _SEANCE.validate_python(lu.get("seance"), strict=True)
        methode = _METHODE.validate_python(lu.get("methode"), strict=True)
    except ValidationError as erreur:
        raise ErreurDeFichier("entete") from erreur
    evenements = lire_les_evenements(lignes, seance).values()
    if not all(isinstance(e, DU_GROUPE) for e in evenements):
        raise ErreurDeGroupe("hors_du_groupe")
    return Annotations(seance, methode, tuple(en_ordre(evenements)))


def fusionner(copies: Sequence[Annotations]) -> Annotations:
    """La réunion de plusieurs copies, dans n'importe quel ordre.

    Lève `ErreurDeFichier` si elles n'annotent pas la même séance, ne suivent pas la même méthode,
    ou si un même événement y dit deux choses. Lève `ValueError` sans aucune copie.
    """
    if not copies:
        raise ValueError("aucune copie à réunir")
    if len({c.seance for c in copies}) > 1:
        raise ErreurDeGroupe("seances_differentes")
    if len({c.methode for c in copies}) > 1:
        raise ErreurDeGroupe("methodes_differentes")
    return Annotations(copies[0].seance, copies[0].methode, tuple(_reunis(copies)))


def _reunis(copies: Iterable[Annotations]) -> list[Evenement]:
    reunis: dict[str, Evenement] = {}
    for evenement in (e for copie in copies for e in copie.evenements):
        if reunis.setdefault(evenement.id, evenement) != evenement:
            raise ErreurDeGroupe("contredit")
    return en_ordre(reunis.values())
