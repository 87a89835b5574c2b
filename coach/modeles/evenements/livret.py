"""Un livret ou un dossier : ses passages, ses preuves figées, ses versions remises."""

from typing import Literal

from pydantic import Field

from coach.modeles.base import Cle, Entete, Texte, Ulid

PARTIE_DES_PREUVES = "preuves"
"""La partie réservée où une preuve citée se fige : une ligne d'en-tête, puis son extrait."""


class LivretOuvert(Entete):
    """Un livret ou un dossier commence ; il porte l'identifiant de cet événement."""

    type: Literal["livret_ouvert"] = "livret_ouvert"
    genre: Cle
    titre: Texte


class PassageRedige(Entete):
    """Un passage du livret, dans les mots de la personne, avec ses preuves figées."""

    type: Literal["passage_redige"] = "passage_redige"
    livret: Ulid
    partie: Cle
    place: int = Field(ge=0, le=10_000)
    texte: Texte
    preuves: tuple[Ulid, ...] = ()
    remplace: Ulid | None = None


class PassageRetire(Entete):
    """Un passage sort du livret."""

    type: Literal["passage_retire"] = "passage_retire"
    cible: Ulid


class VersionFigee(Entete):
    """Une version du livret, telle qu'elle a été remise."""

    type: Literal["version_figee"] = "version_figee"
    livret: Ulid
    nom: Cle
    passages: tuple[Ulid, ...] = ()


DuLivret = LivretOuvert | PassageRedige | PassageRetire | VersionFigee
"""Ce qui fait un livret."""
