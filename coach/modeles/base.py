"""Ce que tous les événements partagent : identifiants, textes, ancres, en-tête."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from coach.modeles.texte import nfc

FLUX_DU_CARNET = "carnet"
"""Le flux de ce qui n'appartient à aucune séance."""

LONGUEUR_MAXIMALE = 500_000
"""Points de code d'un texte ; au-delà, ce n'est plus une réponse."""

RANG_MAXIMAL = 2**53
"""Au-delà, un rang ne tiendrait plus dans tous les lecteurs de JSON."""

_ULID = r"[0-7][0-9A-HJKMNP-TV-Z]{25}"
_AUTEUR = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,64}")


def _texte_valide(valeur: str) -> str:
    """Met en NFC, sans caractère nul ; refuse ce qui ne peut pas s'écrire en UTF-8."""
    try:
        valeur.encode("utf-8")
    except UnicodeEncodeError as erreur:
        raise ValueError("texte qui ne peut pas s'écrire en UTF-8") from erreur
    return nfc(valeur.replace("\x00", "\ufffd"))


def _auteur_valide(valeur: str) -> str:
    if not _AUTEUR.fullmatch(valeur):
        raise ValueError("nom d'auteur vide, trop long ou avec des espaces")
    return nfc(valeur)


Ulid = Annotated[str, Field(pattern=f"^{_ULID}$")]
Flux = Annotated[str, Field(pattern=f"^({FLUX_DU_CARNET}|{_ULID})$")]
Texte = Annotated[str, Field(max_length=LONGUEUR_MAXIMALE), AfterValidator(_texte_valide)]
Cle = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_texte_valide)]
Auteur = Annotated[str, AfterValidator(_auteur_valide)]
Niveau = Literal[
    "a_decouvrir", "en_construction", "maitrisee", "transmise", "sans_objet", "ne_sait_pas"
]
EtatAjustement = Literal["a_faire", "en_cours", "fait", "abandonne"]


class Fige(BaseModel):
    """Un modèle que rien ne modifie et qui n'accepte aucun champ inconnu."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Ancre(Fige):
    """Un passage d'une réponse : l'événement, les positions (points de code), le texte."""

    evenement: Ulid
    debut: int = Field(ge=0, le=LONGUEUR_MAXIMALE)
    fin: int = Field(ge=1, le=LONGUEUR_MAXIMALE)
    texte: Texte

    @model_validator(mode="after")
    def _coherente(self) -> "Ancre":
        if self.fin - self.debut != len(self.texte) or not self.texte:
            raise ValueError("ancre dont les positions ne correspondent pas au texte")
        return self


class Entete(Fige):
    """L'en-tête commun : qui, quand, où dans l'ordre. Ordre total : (`rang`, `auteur`, `id`)."""

    id: Ulid
    flux: Flux
    rang: int = Field(ge=1, le=RANG_MAXIMAL)
    auteur: Auteur
    quand: AwareDatetime
    version: Literal[1] = 1

    @property
    def ordre(self) -> tuple[int, str, str]:
        """La clé de l'ordre total."""
        return self.rang, self.auteur, self.id


class Geste(Entete):
    """Un acte de la personne, qui s'annule d'une touche."""


class Suite(Entete):
    """Ce que le coach fait en réponse à un acte : annuler l'acte annule sa suite.

    `apres` nomme cet acte ; rien quand la suite ouvre la séance.
    """

    apres: Ulid | None = None
