"""Ouvrir un fichier reçu, chiffré ou non : un seul chemin, pour les commandes et l'interface."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from coach import dossiers
from coach.partage.coffre import CLE, est_ferme, est_sous_phrase, lire_un_coffre, ouvrir
from coach.partage.disque import octets_de
from coach.partage.erreurs import ErreurDeFichier

VARIABLE = "COACH_PHRASE_FICHIER"
"""Nomme le fichier qui porte la phrase secrète."""

_AU_PLUS = 4096
"""Octets lus d'un fichier de phrase : la première ligne y suffit."""


def phrase_du_fichier() -> str | None:
    """La phrase que porte le fichier nommé par `COACH_PHRASE_FICHIER`, sans sa fin de ligne.

    Rien si aucun n'est nommé. Lève `ErreurDeFichier` s'il ne se lit pas.
    """
    fichier = os.environ.get(VARIABLE)
    if not fichier:
        return None
    lue = octets_de(dossiers.chemin_dit(fichier), _AU_PLUS)
    return lue.decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")


def phrase_accordee(phrase: str, redite: str) -> str:
    """La phrase sous laquelle chiffrer, dite deux fois. Lève `ErreurDeFichier` si elle varie."""
    if not phrase:
        raise ErreurDeFichier("phrase_vide")
    if phrase != redite:
        raise ErreurDeFichier("phrases_differentes")
    return phrase


Ouverture = Literal["", "cle", "phrase"]
"""Ce qui ouvre un fichier reçu : rien s'il est en clair, une clé, une phrase secrète."""


@dataclass(frozen=True)
class Recu:
    """Un fichier reçu, tel qu'il fut lu ; `coffre` : ses octets s'il est fermé, sinon rien."""

    fichier: Path
    coffre: bytes | None = field(default=None, repr=False)

    @classmethod
    def lire(cls, fichier: Path) -> "Recu":
        """Le fichier, lu une fois s'il est fermé. Lève `ErreurDeFichier` s'il ne se lit pas."""
        return cls(fichier, lire_un_coffre(fichier) if est_ferme(fichier) else None)

    @property
    def ouverture(self) -> Ouverture:
        """Ce qu'il faut pour l'ouvrir."""
        if self.coffre is None:
            return ""
        return "phrase" if est_sous_phrase(self.coffre) else "cle"

    def contenu(
        self, cle: Path | None = None, phrase: Callable[[], str | None] = phrase_du_fichier
    ) -> bytes | Path:
        """Le fichier lui-même s'il est en clair, sinon ce qu'il contient.

        `cle` : le fichier de la clé, sinon celle de la personne ; `phrase` : de quoi avoir la
        phrase secrète, s'il en faut une. Lève `ErreurDeFichier` si rien n'ouvre le fichier.
        """
        if self.coffre is None:
            return self.fichier
        if self.ouverture == "phrase":
            return ouvrir(self.coffre, phrase=phrase())
        sienne = dossiers.configuration() / CLE
        return ouvrir(self.coffre, cle=cle or (sienne if sienne.exists() else None))
