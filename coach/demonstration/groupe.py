"""La rencontre d'exemple, refaite à l'octet : `python -m coach.demonstration.groupe DOSSIER`.

Chaque clavier est mené comme une vraie rencontre : les verrous de la méthode valent ici aussi.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from ulid import ULID

from coach.analyse import lire
from coach.modeles.evenements import Evenement
from coach.modeles.journal import Plume
from coach.modeles.lecture import Nature
from coach.ressources import dossier_des_donnees
from coach.supervision.animation import Animation
from coach.supervision.annotations import Annotations, en_octets, fusionner
from coach.supervision.classement import Extrait, extraits
from coach.supervision.compte_rendu import Forme, rediger_de
from coach.supervision.methode import Contribution, exiger_la_methode
from coach.supervision.rencontre import Rencontre
from coach.supervision.source import du_fichier
from coach.supervision.tenue import auteur_du_clavier

_RECIT = Path(__file__).with_name("groupe.toml")
_NATURES = {"F": Nature.FAIT, "O": Nature.OPINION, "É": Nature.EMOTION}
_ALEA = 10
"""Octets de la part tirée d'un ULID."""


class _Donnee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dite(_Donnee):
    """Une contribution, et la minute où elle s'écrit."""

    minute: int = Field(ge=0)
    genre: Contribution
    texte: str


class Clavier(_Donnee):
    """Ce qu'un clavier écrit ; `retard` : secondes sur les autres.

    `lectures` : une suite de natures par personne qui lit l'extrait ici, à la minute `lecture`.
    """

    fichier: str
    retard: int = 0
    roles: bool = False
    lecture: int
    lectures: tuple[str, ...] = ()
    dites: tuple[Dite, ...] = ()


class Recit(_Donnee):
    """La rencontre entière ; `phases` : la minute où chacune s'ouvre, celle où elle se referme."""

    journal: str
    etape: str
    methode: str
    titre: str
    ouverte_le: datetime
    roles: dict[str, str]
    phases: dict[str, tuple[int, int]]
    claviers: tuple[Clavier, ...]


def fichiers() -> dict[str, bytes]:
    """Chaque fichier de l'exemple, par son nom : les claviers, leur réunion, le compte rendu.

    Lève `GesteRefuse` si le récit sort du cadre de sa méthode.
    """
    recit = Recit.model_validate(tomllib.loads(_RECIT.read_text(encoding="utf-8")))
    relecture = du_fichier(dossier_des_donnees("journals") / recit.journal, lire)
    titre = next(e.titre for e in relecture.etapes if e.id == recit.etape)
    lu = next(e for e in extraits(relecture, Rencontre()) if e.etape == titre)
    tenus = {c.fichier: _Tenu(recit, c, relecture.flux).annotations(lu) for c in recit.claviers}
    reunies = fusionner(list(tenus.values()))
    formes: tuple[Forme, ...] = ("md", "html")
    return {
        **{nom: en_octets(annotations) for nom, annotations in tenus.items()},
        "rencontre.jsonl": en_octets(reunies),
        **{f"compte-rendu.{f}": rediger_de(reunies, lire, f).encode() for f in formes},
    }


class _Tenu:
    """Un clavier qui se mène, son heure et ses identifiants décidés par le récit."""

    def __init__(self, recit: Recit, clavier: Clavier, seance: str) -> None:
        self._recit, self._clavier, self._seance = recit, clavier, seance
        self._minute, self._numero = 0, 0
        self._ecrits: list[Evenement] = []
        auteur = auteur_du_clavier(clavier.fichier, seance)
        plume = Plume(seance, auteur, self._horloge, self._nouvel_id)
        methode = exiger_la_methode(recit.methode)
        self._animation = Animation(methode, plume, self._ecrits.append)

    def annotations(self, extrait: Extrait) -> Annotations:
        """Tout ce que ce clavier écrit ; `extrait` : ce qui s'y lit ensemble."""
        for minute, geste in sorted(self._gestes(extrait), key=lambda prevu: prevu[0]):
            self._minute = minute
            geste()
        return Annotations(self._seance, self._recit.methode, tuple(self._ecrits))

    def _gestes(self, extrait: Extrait) -> Iterator[tuple[int, Callable[[], object]]]:
        if self._clavier.roles:
            yield 0, partial(self._animation.titrer, self._recit.titre)
            for membre, role in self._recit.roles.items():
                yield 0, partial(self._animation.placer, membre, role)
        for ouverte, close in self._recit.phases.values():
            yield ouverte, self._animation.ouvrir
            yield close, self._animation.clore
        yield self._clavier.lecture, partial(self._lire, extrait)
        for dite in self._clavier.dites:
            yield dite.minute, partial(self._animation.contribuer, dite.genre, dite.texte)

    def _lire(self, extrait: Extrait) -> None:
        for rang, natures in enumerate(self._clavier.lectures, 1):
            for ancre, nature in zip(extrait.phrases, natures, strict=True):
                self._animation.classer(ancre, _NATURES[nature], str(rang))

    def _horloge(self) -> datetime:
        passe = timedelta(minutes=self._minute, seconds=self._clavier.retard)
        return self._recit.ouverte_le + passe

    def _nouvel_id(self) -> str:
        self._numero += 1
        suite = sha256(f"{self._clavier.fichier} {self._numero}".encode()).digest()[:_ALEA]
        milliemes = int(self._horloge().timestamp() * 1000)
        return str(ULID.from_bytes(milliemes.to_bytes(6, "big") + suite))


if __name__ == "__main__":
    for nom, octets in fichiers().items():
        (Path(sys.argv[1]) / nom).write_bytes(octets)
