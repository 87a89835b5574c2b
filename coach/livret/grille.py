"""La forme d'un genre de livret : parties, offres, critères, questions de jury. Des données."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

GenreDAttente = Literal["preuves", "element", "nature", "source"]
Moment = Literal[
    "toujours",
    "sans_preuve",
    "preuve_ancienne",
    "preuve_seule",
    "source_changee",
    "opinion",
    "ajustement_ouvert",
    "ajustement_clos",
    "positionnement",
    "partie_courte",
    "preuve",
]


class _Donnee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Attente(_Donnee):
    """Ce qu'un critère attend de ses parties : des preuves, un élément, une nature, une source.

    `quoi` : le genre d'élément de réflexion (`coach.analyse.elements`), la nature, ou la sorte de
    preuve (`ajustement`, `positionnement`…) ; `combien` : au moins.
    """

    genre: GenreDAttente
    quoi: str = ""
    combien: int = Field(default=1, ge=1)


class Critere(_Donnee):
    """Un critère de la grille, reformulé ; `enonces` renvoie au référentiel (« cip:CP11:0 »).

    `parties` : celles où il se regarde ; il est couvert quand chaque attente l'est, dans l'une ou
    l'autre d'entre elles.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    titre: str
    parties: tuple[str, ...] = Field(min_length=1)
    enonces: tuple[str, ...] = ()
    attend: tuple[Attente, ...] = Field(min_length=1)


class Sources(_Donnee):
    """D'où viennent les offres d'une partie.

    `competences` : « coordinateur:6.1 », ou « * » pour toutes ; leurs parentes comptent ;
    `themes` : les séances reliées à une compétence de ces thèmes ; `etapes` : les réponses à ces
    étapes ; `elements` : des éléments de réflexion ; `ajustements` : ouverts, clos, ou tous.
    """

    competences: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    etapes: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    positionnements: bool = False
    ajustements: Literal["", "ouverts", "clos", "tous"] = ""


class Partie(_Donnee):
    """Une partie : ce qu'elle est, ce qu'elle demande, sa longueur visée (en mots).

    `aide` : une phrase ; `consigne` : par où commencer ; `demande` : ce que le jury y cherche ;
    `dans` : la partie qui la contient ; `preuves` : ce qu'elle affirme se montre.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_.-]*$")
    titre: str
    aide: str
    consigne: str
    demande: str
    mots: tuple[int, int]
    preuves: bool = True
    dans: str = ""
    offres: Sources = Sources()


class QuestionDeJury(_Donnee):
    """Une question, et le moment où elle se pose ; {cite}, {partie}, {extrait}, {date}, {action}.

    `parties` : vide, toutes.
    """

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    moment: Moment
    texte: str
    parties: tuple[str, ...] = ()


class Genre(_Donnee):
    """Un genre entier ; `cle` : ce que porte l'événement d'ouverture ; `minutes` : son oral."""

    cle: str = ""
    titre: str
    resume: str
    referentiel: str
    minutes: int = Field(default=20, ge=1, le=240)
    parties: tuple[Partie, ...] = ()
    criteres: tuple[Critere, ...] = ()
    jury: tuple[QuestionDeJury, ...] = ()

    def partie(self, identifiant: str) -> Partie | None:
        """La partie de ce nom, ou rien."""
        return next((p for p in self.parties if p.id == identifiant), None)

    def numero(self, identifiant: str) -> str:
        """« 3 », ou « 4.2 » pour une partie contenue ; vide si elle n'existe pas."""
        rang, sous = 0, 0
        for partie in self.parties:
            if partie.dans:
                sous += 1
            else:
                rang, sous = rang + 1, 0
            if partie.id == identifiant:
                return f"{rang}.{sous}" if sous else str(rang)
        return ""

    def contenues(self, identifiant: str) -> tuple[Partie, ...]:
        """Les parties que celle-ci contient, en ordre."""
        return tuple(p for p in self.parties if p.dans == identifiant)

    def criteres_de(self, identifiant: str) -> tuple[Critere, ...]:
        """Les critères qui se regardent dans cette partie."""
        return tuple(c for c in self.criteres if identifiant in c.parties)
