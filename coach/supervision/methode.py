"""La méthode d'un groupe : ses phases, leurs rituels, qui parle, ce qui peut s'écrire."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.modeles.texte import sans_commandes
from coach.supervision.erreurs import ErreurDeGroupe

_DOSSIER = Path(__file__).with_name("methodes")

Role = Literal["exposant", "participant"]
"""La personne dont on relit la séance, ou une autre du groupe."""

Contribution = Literal[
    "question", "resonance", "hypothese", "piste", "note", "decision", "apprentissage"
]
Horloge = Literal["suggere", "tient"]
"""`suggere` prévient quand le temps est passé ; `tient` ferme la phase."""

Nom = Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", max_length=60)]
Texte = Annotated[str, Field(min_length=1, max_length=1_000)]

APRES_LES_QUESTIONS = frozenset({"hypothese", "resonance", "piste"})
"""Ce qui n'a pas sa place tant que le groupe questionne encore."""


class _Donnee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Phase(_Donnee):
    """Un temps de la rencontre.

    `ouverture`, `fermeture` : les phrases rituelles ; `minutes` : sa durée conseillée ; `parole` :
    les rôles qui parlent ; `ecoute` : ceux qui se taisent et notent ; `deroule` : la séance s'y
    rejoue ; `classement` : on peut y lire ensemble un extrait.
    """

    id: Nom
    titre: Texte
    but: Texte
    ouverture: Texte
    fermeture: Texte
    minutes: int = Field(ge=1, le=240)
    parole: tuple[Role, ...] = Field(min_length=1)
    ecoute: tuple[Role, ...] = ()
    contributions: tuple[Contribution, ...] = Field(min_length=1)
    deroule: bool = False
    classement: bool = False

    @model_validator(mode="after")
    def _personne_ne_parle_en_se_taisant(self) -> Self:
        if set(self.parole) & set(self.ecoute):
            raise ValueError("un même rôle parle et se tait")
        return self

    def admet(self, genre: Contribution, role: Role) -> bool:
        """Vrai si ce rôle peut écrire cela ici ; noter pour soi se peut toujours."""
        if genre == "note":
            return True
        return role in self.parole and genre in self.contributions


class Methode(_Donnee):
    """Une façon de travailler en groupe ; `source` dit d'où elle vient."""

    id: Nom
    titre: Texte
    resume: Texte
    quand: Texte
    source: Texte
    participants: tuple[int, int]
    minutes: int = Field(ge=5, le=600)
    horloge: Horloge
    regles: tuple[Texte, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _questions_d_abord(self) -> Self:
        """Aucune hypothèse tant qu'une question peut encore se poser ; les durées s'ajoutent."""
        questions = [n for n, p in enumerate(self.phases) if "question" in p.contributions]
        hypotheses = [
            n for n, p in enumerate(self.phases) if APRES_LES_QUESTIONS & {*p.contributions}
        ]
        if questions and hypotheses and hypotheses[0] <= questions[-1]:
            raise ValueError("des hypothèses avant la fin des questions")
        if sum(p.minutes for p in self.phases) > self.minutes + 15:
            raise ValueError("des phases plus longues que la rencontre")
        if len({p.id for p in self.phases}) < len(self.phases):
            raise ValueError("deux phases du même nom")
        return self

    def phase(self, nom: str) -> Phase | None:
        """La phase de ce nom, ou rien."""
        return next((p for p in self.phases if p.id == nom), None)

    def suivante(self, nom: str) -> Phase | None:
        """La phase qui vient après celle-ci, ou rien."""
        noms = [p.id for p in self.phases]
        return self.phases[noms.index(nom) + 1] if nom in noms[:-1] else None


@cache
def methodes() -> dict[str, Methode]:
    """Les méthodes livrées, par identifiant, la plus ample d'abord et la libre à la fin."""
    lues = [
        Methode.model_validate(tomllib.loads(f.read_text(encoding="utf-8")))
        for f in sorted(_DOSSIER.glob("*.toml"))
    ]
    return {m.id: m for m in sorted(lues, key=lambda m: (m.id == "libre", -m.minutes, m.id))}


def exiger_la_methode(nom: str) -> Methode:
    """La méthode de ce nom. Lève `ErreurDeFichier` si elle n'est pas d'ici."""
    connues = methodes()
    if nom not in connues:
        raise ErreurDeGroupe("methode", methode=sans_commandes(nom), choix=", ".join(connues))
    return connues[nom]
