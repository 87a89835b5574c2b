"""Le script d'une séance : un protocole, ses étapes, ses questions. Des données, sans code."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from coach.modeles.lecture import Nature

CITE = "{cite}"
"""Dans `reprise` : la place des mots de la personne."""

CITES = "{cites}"
"""Dans `rappels_dits` : la place des passages gardés pour l'étape."""

NOTE_MAXIMALE = 10
"""Le haut d'une échelle ; le bas est 0."""

Genre = Literal["texte", "emotions", "ajustement", "competences", "cloture", "periode"]
"""Le déroulé d'une étape ; `texte` pose ses questions l'une après l'autre, sans rien de plus."""

Raconte = Literal["scene", "repere"]
"""Ce qu'une question demande d'un récit : la scène elle-même, ou l'un de ses repères."""

Texte = Annotated[str, Field(max_length=1_000)]
"""Ce que la personne lit ; en points de code, au plus."""

Noms = Annotated[tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=300)]


class _Donnee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(_Donnee):
    """Une question ouverte, avec ses formulations.

    `exemple` : un exemple inventé ; `courte` : une ligne suffit ; `echelle` : la réponse est une
    note de 0 à 10 ; `reprend` : la question d'avant dont la réponse est redonnée, dite par
    `reprise` ; `si` : la question d'avant sans réponse de laquelle celle-ci ne se pose pas ;
    `raconte` : `scene` si la scène s'y raconte, `repere` si un récit de la scène y a répondu.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$", max_length=60)
    formulations: tuple[Texte, ...] = Field(min_length=1, max_length=12)
    aide: Texte = ""
    exemple: Texte = ""
    courte: bool = False
    echelle: bool = False
    attendue: Nature | None = None
    reprend: str | None = None
    reprise: Texte = ""
    si: str | None = None
    raconte: Raconte | None = None

    @property
    def soutien(self) -> str:
        """L'aide, suivie de l'exemple s'il y en a un."""
        return " ".join(texte for texte in (self.aide, self.exemple) if texte)


class Etape(_Donnee):
    """Une étape : son but, ses questions, la nature attendue, ce qu'elle rappelle et relance.

    `genre` choisit le déroulé ; `rappels` : la nature des passages d'avant qui y sont redonnés,
    dits par `rappels_dits`, ou `rappels_vides` s'il n'y en a pas ; `relances` : par ordre de
    préférence, `relances_max` au plus (jamais plus de deux).
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$", max_length=60)
    titre: Texte
    but: Texte
    genre: Genre = "texte"
    questions: tuple[Question, ...] = Field(default=(), max_length=20)
    attendue: Nature | None = None
    rappels: Nature | None = None
    rappels_dits: Texte = ""
    rappels_vides: Texte = ""
    relances: Noms = ()
    relances_max: int = Field(default=0, ge=0, le=2)

    def question(self, identifiant: str) -> Question | None:
        """La question de ce nom, ou rien (les questions composées n'en ont pas)."""
        return next((q for q in self.questions if q.id == identifiant), None)


class Appels(_Donnee):
    """Ce qui, dans une phrase tapée à l'accueil, appelle ce protocole.

    `nets` l'emportent ; `possibles` pèsent moins. Les mots s'accordent tout seuls :
    « vidé » vaut pour « vidée ». Une expression d'un seul mot plein se prend telle quelle.
    """

    nets: Noms = ()
    possibles: Noms = ()


class Protocole(_Donnee):
    """Un protocole entier ; `competences` : celles qu'il exerce, écrites « cip:CP11 ».

    `suivis` : la séance s'ouvre sur les ajustements d'avant ; non, quand il faut aller droit au
    but, ou à la personne.
    """

    id: str = Field(pattern="^[a-z][a-z0-9-]*$", max_length=60)
    titre: Texte
    version: int = Field(ge=1)
    resume: Texte
    quand: Texte
    duree_minutes: int = Field(ge=1, le=240)
    competences: Noms = ()
    suivis: bool = True
    accueil: Texte
    appels: Appels = Appels()
    etapes: tuple[Etape, ...] = Field(min_length=1, max_length=30)

    def etape(self, identifiant: str) -> Etape | None:
        """L'étape de ce nom, ou rien."""
        return next((e for e in self.etapes if e.id == identifiant), None)

    def numero(self, identifiant: str) -> int:
        """Le numéro de l'étape, à partir de 1 ; 0 si elle n'existe pas."""
        return next((n for n, e in enumerate(self.etapes, 1) if e.id == identifiant), 0)

    def question(self, identifiant: str) -> Question | None:
        """La question de ce nom, où qu'elle soit, ou rien."""
        return next((q for e in self.etapes if (q := e.question(identifiant))), None)
