"""Les fichiers que la personne range dans un sous-dossier de ses réglages.

Un fichier qui ne convient pas est mis de côté et se dit ; il n'empêche jamais les autres.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from coach import dossiers


class Nomme(Protocol):
    """Ce qu'un fichier de la personne porte : un référentiel, un protocole."""

    @property
    def id(self) -> str:
        """L'identifiant, le même d'un usage à l'autre."""


T = TypeVar("T", bound=Nomme)


@dataclass(frozen=True, eq=False)
class Personnels(Generic[T]):
    """Les fichiers de la personne, ce qu'ils portent par identifiant, et ceux mis de côté.

    `ecartes` : chaque fichier et ce qui ne va pas ; comparé par identité, pour servir de clé.
    """

    fichiers: tuple[Path, ...]
    lus: Mapping[str, T]
    ecartes: Mapping[Path, Exception]

    def refus_de(self, identifiant: str) -> Exception | None:
        """Ce qui ne va pas dans le fichier mis de côté qui porte ce nom, ou rien."""
        return next((e for f, e in self.ecartes.items() if f.stem == identifiant), None)


class Rangement(Generic[T]):
    """Un sous-dossier des réglages, et ce qui s'y lit.

    `charger` : ce que porte un fichier, hors des identifiants déjà pris ; lève `refus`.
    `interdit` : ce qui se dit d'un dossier que l'on ne peut pas lire.
    """

    def __init__(
        self,
        nom: str,
        charger: Callable[[Path, Container[str]], T],
        refus: type[Exception],
        interdit: Callable[[str], Exception],
    ) -> None:
        self._nom = nom
        self._charger = charger
        self._refus = refus
        self._interdit = interdit
        self._dernier: tuple[tuple[Path, dossiers.Releve | None], Personnels[T]] | None = None

    def dossier(self) -> Path:
        """Là où la personne range ses fichiers ; il peut ne pas exister."""
        return dossiers.configuration() / self._nom

    def personnels(self) -> Personnels[T]:
        """Ce qu'elle y a rangé, relu seulement si un fichier a changé. Ne lève rien."""
        ou = self.dossier()
        releve = _releve(ou)
        if self._dernier is None or self._dernier[0] != (ou, releve):
            self._dernier = (ou, releve), self._lire(ou, releve)
        return self._dernier[1]

    def _lire(self, ou: Path, releve: dossiers.Releve | None) -> Personnels[T]:
        if releve is None:
            return Personnels((), {}, {ou: self._interdit(self._nom)})
        lus: dict[str, T] = {}
        ecartes: dict[Path, Exception] = {}
        for fichier, *_ in releve:
            try:
                lu = self._charger(fichier, lus)
            except self._refus as refus:
                ecartes[fichier] = refus
            else:
                lus[lu.id] = lu
        return Personnels(tuple(f for f, *_ in releve), lus, ecartes)


def _releve(ou: Path) -> dossiers.Releve | None:
    """Les fichiers du dossier ; rien s'il ne se lit pas."""
    try:
        return dossiers.releve(ou)
    except OSError:
        return None
