"""Tenir une rencontre : la séance relue (ou racontée), le cahier qui s'écrit, l'animation."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from ulid import ULID

from coach.carnet import Carnet
from coach.modeles.evenements import Evenement
from coach.modeles.journal import Plume
from coach.modeles.texte import sans_commandes
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.fichier import lire_fichier
from coach.supervision.animation import Animation
from coach.supervision.cahier import Cahier
from coach.supervision.erreurs import ErreurDeGroupe
from coach.supervision.methode import Methode, exiger_la_methode
from coach.supervision.relecture import Lire, Relecture

METHODE_HABITUELLE = "libre"


@dataclass(frozen=True)
class Matiere:
    """Ce autour de quoi le groupe se réunit ; sans événements, une situation dite à voix haute."""

    seance: str
    evenements: tuple[Evenement, ...] = ()

    @classmethod
    def du_fichier(cls, source: bytes | Path) -> Self:
        """Un journal partagé, lu sans rien importer. Lève `ErreurDeFichier`."""
        journal = lire_fichier(source)
        return cls(journal.seance, journal.evenements)

    @classmethod
    def du_carnet(cls, carnet: Carnet, flux: str) -> Self:
        """Une séance du carnet."""
        return cls(flux, tuple(carnet.evenements(flux)))

    @classmethod
    def racontee(cls) -> Self:
        """Aucun fichier : un flux neuf."""
        return cls(str(ULID()))


class Tenue:
    """Une rencontre tenue à ce clavier ; à fermer, ou à employer avec `with`.

    `reprise` : elle avait commencé ; `relecture` : la séance à dérouler, si l'on en a une.
    """

    def __init__(
        self,
        cahier: Cahier,
        methode: Methode,
        relecture: Relecture | None,
        auteur: str,
        horloge: Callable[[], datetime],
    ) -> None:
        self.cahier = cahier
        self.relecture = relecture
        self.reprise = bool(cahier.annotations.evenements)
        self.horloge = horloge
        plume = Plume(cahier.annotations.seance, auteur, horloge, lambda: str(ULID()))
        self.animation = Animation(methode, plume, cahier.ajouter, cahier.annotations.evenements)

    @property
    def titre(self) -> str:
        """Le titre donné à la rencontre, sinon celui de la séance, ou rien."""
        titre = self.animation.rencontre.titre
        return sans_commandes(titre) or (self.relecture.titre if self.relecture else "")

    def fermer(self) -> None:
        """Rend le fichier ; tout y est déjà."""
        self.cahier.fermer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.fermer()


def tenir(
    chemin: Path,
    matiere: Matiere | None,
    methode: str | None,
    *,
    auteur: str,
    lire: Lire,
    horloge: Callable[[], datetime],
) -> Tenue:
    """Ouvre ce fichier d'annotations, neuf ou commencé.

    `matiere` : rien pour une situation racontée ; `methode` : celle du fichier, si rien n'est dit.
    Lève `ErreurDeFichier` si le fichier ne se lit pas, annote une autre séance, ou suit une autre
    méthode que celle demandée.
    """
    if chemin.exists() or chemin.is_symlink():
        cahier = Cahier.reprendre(chemin)
    else:
        neuve = matiere or Matiere.racontee()
        nom = exiger_la_methode(methode or METHODE_HABITUELLE).id
        cahier = Cahier.creer(chemin, neuve.seance, nom)
    try:
        _exiger_le_meme(cahier, matiere, methode)
        suivie = exiger_la_methode(cahier.annotations.methode)
        relecture = _relecture(matiere, lire)
        signature = auteur_du_clavier(auteur, cahier.annotations.seance)
        return Tenue(cahier, suivie, relecture, signature, horloge)
    except ErreurDeFichier:
        cahier.fermer()
        raise


def auteur_du_clavier(graine: str, seance: str) -> str:
    """Ce qui signe les lignes de ce clavier : stable pour une séance, sans lien d'une à l'autre.

    Deux claviers n'ont jamais la même signature ; aucune ne dit qui tape.
    """
    empreinte = hashlib.sha256(f"{graine}/{seance}".encode()).hexdigest()
    return f"clavier-{empreinte[:10]}"


def _exiger_le_meme(cahier: Cahier, matiere: Matiere | None, methode: str | None) -> None:
    if matiere is not None and cahier.annotations.seance != matiere.seance:
        raise ErreurDeGroupe("autre_rencontre")
    if methode is not None and cahier.annotations.methode != methode:
        raise ErreurDeGroupe("autre_methode", methode=sans_commandes(cahier.annotations.methode))


def _relecture(matiere: Matiere | None, lire: Lire) -> Relecture | None:
    if matiere is None or not matiere.evenements:
        return None
    return Relecture(matiere.seance, matiere.evenements, lire)
