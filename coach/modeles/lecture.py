"""Une lecture : un texte découpé en segments de nature fait, opinion ou émotion.

Les définitions sont celles de `docs/lecture.md`. Les positions comptent les points de code du
texte NFC, `fin` exclue.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Nature(StrEnum):
    """Ce qu'un segment porte : du filmable, du jugement ou du ressenti."""

    FAIT = "fait"
    OPINION = "opinion"
    EMOTION = "emotion"

    @property
    def marque(self) -> str:
        """La lettre qui dit la nature sans couleur : F, O ou É."""
        return {"fait": "F", "opinion": "O", "emotion": "É"}[self.value]

    @property
    def nom(self) -> str:
        """Le nom accentué, pour l'affichage."""
        return {"fait": "fait", "opinion": "opinion", "emotion": "émotion"}[self.value]


class Indice(BaseModel):
    """Les mots qui ont fait pencher la lecture, et la règle qu'ils déclenchent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    debut: int
    fin: int
    raison: str


class Segment(BaseModel):
    """Un morceau de texte d'une seule nature.

    `sous_type` suit la nature (observation, jugement, colère…) ; `confiance` est dans [0, 1] ;
    `incertain` : le coach hésite et le dit ; `corrige` : la personne a décidé.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    debut: int = Field(ge=0)
    fin: int
    texte: str
    nature: Nature
    sous_type: str
    confiance: float = Field(ge=0, le=1)
    incertain: bool = False
    corrige: bool = False
    intensite: str | None = None
    corporel: bool | None = None
    mode: str | None = None
    indices: tuple[Indice, ...] = ()


class Repartition(BaseModel):
    """Part de chaque nature, en fraction des caractères qui ne sont pas des espaces."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fait: float = 0.0
    opinion: float = 0.0
    emotion: float = 0.0


class Lecture(BaseModel):
    """La lecture d'un texte : segments en ordre, disjoints, couvrant tout sauf des espaces."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    segments: tuple[Segment, ...] = ()
    repartition: Repartition = Repartition()


class Decision(BaseModel):
    """Une correction de la personne, ancrée dans un texte : elle l'emporte sur toute lecture."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    debut: int = Field(ge=0)
    fin: int
    nature: Nature
    sous_type: str | None = None
