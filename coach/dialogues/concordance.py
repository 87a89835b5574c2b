"""Ce qui se dit en séance mais appartient au carnet : les deux tenus d'accord.

Un suivi d'ajustement, une correction apprise naissent d'un événement de la séance, que leur champ
`source` nomme. Après chaque geste, `accorder` compare ce que la séance dit à ce que le carnet en
tient : il écrit ce qui manque, puis annule ce qui ne se dit plus. Le rejouer ne change rien ; une
coupure entre les deux flux se répare à la reprise. Ce que la personne a retiré du carnet elle-même
n'y revient pas, à moins qu'elle ne le redise.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.dialogues.contexte import Depot
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import Evenement, EvenementAnnule, ReponseModifiee
from coach.modeles.journal import vivants
from coach.modeles.seance import EtatSeance


@dataclass(frozen=True)
class Dit:
    """Ce que la séance veut voir au carnet : une sorte d'événement, et ses champs sans `source`."""

    sorte: type[Evenement]
    champs: Mapping[str, Any]

    def est(self, evenement: Evenement) -> bool:
        """Vrai si l'événement du carnet dit exactement cela."""
        return type(evenement) is self.sorte and all(
            getattr(evenement, nom) == valeur for nom, valeur in self.champs.items()
        )


Dire = Callable[[EtatSeance, Sequence[Evenement]], Mapping[str, Dit]]
"""Ce qu'une séance dit au carnet, par identifiant de l'événement qui le dit."""


class Concordance:
    """Tient le carnet d'accord avec une séance, pour tout ce que ces `dires` y cherchent."""

    def __init__(self, depot: Depot, dires: Collection[Dire]) -> None:
        self._depot = depot
        self._dires = dires
        self._dernier: dict[str, Dit] | None = None

    def accorder(self, etat: EtatSeance, journal: Sequence[Evenement]) -> None:
        """Met le carnet d'accord ; `journal` : toute la séance, annulations comprises.

        Lève les erreurs du carnet ; le prochain accord reprendra où celui-ci s'est arrêté.
        """
        dits = {source: dit for dire in self._dires for source, dit in dire(etat, journal).items()}
        if dits == self._dernier or not (dits or _a_pu_se_dedire(journal)):
            return
        sources = {e.id for e in journal}
        carnet = self._depot.evenements(FLUX_DU_CARNET)
        tenus = _par_source(vivants(carnet), sources)
        connues = _par_source(carnet, sources).keys()
        for source, dit in dits.items():
            if not any(dit.est(e) for e in tenus.get(source, ())) and (
                source in tenus or self._vient_de_se_dire(source, dit, connues)
            ):
                self._depot.consigner(dit.sorte, source=source, **dit.champs)
        for source, evenements in tenus.items():
            for evenement in _de_trop(evenements, dits.get(source)):
                self._depot.consigner(EvenementAnnule, cible=evenement.id)
        self._dernier = dits

    def _vient_de_se_dire(self, source: str, dit: Dit, connues: Collection[str]) -> bool:
        """Faux pour ce que le carnet a déjà su : la personne l'en a retiré."""
        if self._dernier is None:
            return source not in connues
        return self._dernier.get(source) != dit


def _a_pu_se_dedire(journal: Sequence[Evenement]) -> bool:
    """Vrai si quelque chose de dit peut ne plus l'être : le carnet vaut alors d'être relu."""
    return any(isinstance(e, EvenementAnnule | ReponseModifiee) for e in journal)


def _par_source(
    evenements: Iterable[Evenement], sources: Collection[str]
) -> dict[str, list[Evenement]]:
    """Ce que le carnet a reçu de cette séance, par événement qui l'a dit."""
    trouves: dict[str, list[Evenement]] = {}
    for evenement in evenements:
        source = getattr(evenement, "source", None)
        if source in sources:
            trouves.setdefault(str(source), []).append(evenement)
    return trouves


def _de_trop(evenements: Sequence[Evenement], dit: Dit | None) -> list[Evenement]:
    return [e for e in evenements if dit is None or not dit.est(e)]
