"""Ce que le lien rend : une compétence suggérée et les mots de la personne qui la font parler."""

from pydantic import BaseModel, ConfigDict, Field

HORS_THEME = "enonces"
"""Thème d'une raison tirée des énoncés de la compétence, et non d'un thème transversal."""


class Raison(BaseModel):
    """Des mots du texte et le thème qu'ils évoquent.

    `debut` et `fin` (exclue) comptent les points de code du texte NFC ; `theme` est l'id d'un
    thème transversal, ou `HORS_THEME`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    debut: int = Field(ge=0)
    fin: int
    theme: str


class Suggestion(BaseModel):
    """Une compétence que le texte évoque ; `score` dans [0, 1] ne compare que dans un texte."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    referentiel: str
    code: str
    titre: str
    score: float = Field(ge=0, le=1)
    raisons: tuple[Raison, ...] = ()
