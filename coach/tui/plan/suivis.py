"""Les suivis dits depuis un écran, et de quoi en revenir, du dernier au premier."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.carnet.erreurs import ErreurDeCarnet
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.modeles.evenements import AjustementSuivi
    from coach.tui.application import CoachApp


class Suivis:
    """Ce qu'un écran vient d'écrire des ajustements ; `relire` lui fait montrer ce qui change."""

    def __init__(self, relire: Callable[[], object]) -> None:
        self._relire = relire
        self._ecrits: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._ecrits)

    def ecrire(
        self, coach: "CoachApp", suivre: Callable[[], "AjustementSuivi"], phrase: str
    ) -> None:
        """Écrit le suivi, le montre et le dit ; ce que le carnet refuse se dit aussi."""
        if suivi := coach.tenter(suivre):
            self._ecrits.append(suivi.id)
            self._relire()
            coach.notify(phrase, markup=False)

    def defaire(self, coach: "CoachApp") -> None:
        """Revient sur le dernier ; encore, sur celui d'avant."""
        if not self._ecrits:
            return
        try:
            coach.carnet.annuler(self._ecrits[-1])
        except ErreurDeCarnet as erreur:
            coach.signaler(erreur)
            return
        self._ecrits.pop()
        self._relire()
        coach.notify(dire("accueil.defait"), markup=False)
