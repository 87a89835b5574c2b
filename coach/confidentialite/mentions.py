"""Ce qui identifie quelqu'un dans une phrase tapée, et l'initiale offerte à la place."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from coach.confidentialite.entites import identifier
from coach.confidentialite.noms import noms
from coach.confidentialite.numeros import numeros
from coach.confidentialite.reperage import Genre, Reperage
from coach.modeles.texte import nfc

_TRAITS = re.compile("[‐‑-]")


class Mention(BaseModel):
    """Une étendue qui identifie quelqu'un ; positions en points de code du texte NFC.

    `proposition` est le remplacement offert : « Mme B. », « F. », « [téléphone] ».
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    debut: int = Field(ge=0)
    fin: int
    texte: str
    genre: Genre
    proposition: str

    @property
    def seule(self) -> bool:
        """Vrai pour un prénom ou un nom sans rien d'autre : à dire une fois, sans y revenir."""
        return self.genre == "nom" and len(self.texte.split()) == 1


def remarquer_chacun(texte: str) -> tuple[Mention, ...]:
    """Les mentions de `remarquer`, et chaque personne nommée autrement : « ma collègue Sandrine ».

    Ce qui se repère ici est ce qui se repère avant de donner une séance à lire.
    """
    normal = nfc(texte)
    sures = remarquer(normal)
    autres = (
        Mention(
            debut=i.debut, fin=i.fin, texte=i.texte, genre="nom", proposition=initiales(i.texte)
        )
        for i in identifier(normal)
        if i.genre == "personne" and all(i.fin <= m.debut or m.fin <= i.debut for m in sures)
    )
    return tuple(sorted((*sures, *autres), key=lambda m: m.debut))


def initiales(nom: str) -> str:
    """« S. » pour « Sandrine » ou « sandrine », « J.-L. » pour « Jean-Luc »."""
    premier = nom.split()[0]
    return "-".join(f"{partie[0].upper()}." for partie in _TRAITS.split(premier) if partie)


def remarquer(texte: str) -> tuple[Mention, ...]:
    """Les noms complets, coordonnées et numéros d'un texte, en ordre et sans recouvrement.

    Un prénom seul n'est pas signalé ici : voir `remarquer_chacun`.
    """
    normal = nfc(texte)
    retenus: list[Reperage] = []
    for reperage in (*numeros(normal), *noms(normal)):
        if all(reperage.fin <= r.debut or r.fin <= reperage.debut for r in retenus):
            retenus.append(reperage)
    return tuple(
        Mention(
            debut=r.debut,
            fin=r.fin,
            texte=normal[r.debut : r.fin],
            genre=r.genre,
            proposition=r.proposition,
        )
        for r in sorted(retenus)
    )


def remplacer(texte: str, mentions: Iterable[Mention]) -> str:
    """Le texte NFC où chaque mention laisse place à sa proposition.

    Lève `ValueError` si une mention ne correspond pas au texte ou en recouvre une autre : remplacer
    à côté laisserait le nom en place.
    """
    normal = nfc(texte)
    limite = len(normal)
    for mention in sorted(mentions, key=lambda m: m.debut, reverse=True):
        if mention.fin > limite or normal[mention.debut : mention.fin] != mention.texte:
            raise ValueError(f"mention hors du texte : {mention.debut}–{mention.fin}")
        suite = normal[mention.fin :]
        offre = mention.proposition
        if offre.endswith(".") and suite.startswith("."):
            offre = offre[:-1]
        normal = normal[: mention.debut] + offre + suite
        limite = mention.debut
    return normal
