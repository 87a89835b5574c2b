"""Un carnet ouvert, pour des séances entières qui y entrent ensemble : toutes, ou aucune."""

from collections.abc import Callable, Iterable, Sequence

from coach.carnet import registre
from coach.carnet.connexion import ecriture
from coach.carnet.socle import Socle
from coach.carnet.vues import Tri
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import Evenement, EvenementAnnule

_PAR_LOT = 500
"""Séances écrites entre deux nouvelles de l'avancement."""


class Depots(Socle):
    """Ce qui fait entrer plusieurs séances d'un geste."""

    def trier(self, flux: Iterable[str]) -> Tri:
        """Ce que le carnet sait de ces séances : nouvelles, déjà là, ou supprimées d'ici."""
        with self._lecture():
            return self._tri(flux)

    def deposer(
        self,
        flux: Iterable[str],
        rediger: Callable[[str], Sequence[Evenement]],
        *,
        malgre_suppression: bool = False,
        suivre: Callable[[int, int], object] = lambda _fait, _tout: None,
    ) -> Tri:
        """Écrit ces séances d'une seule transaction ; rend ce qu'il en était de chacune.

        `rediger` donne les événements d'une séance, demandés pour celles qui entrent seulement. Une
        séance déjà là ne change pas ; une séance supprimée ne revient que si on le veut. `suivre`
        reçoit, de temps en temps, combien ont été écrites, et sur combien.
        """
        with self._ecriture(FLUX_DU_CARNET), ecriture(self._base):
            tri = self._tri(flux)
            revenues = tri.supprimees if malgre_suppression else ()
            self._relever(revenues)
            a_ecrire = [*tri.nouvelles, *revenues]
            for debut in range(0, len(a_ecrire), _PAR_LOT):
                lot = a_ecrire[debut : debut + _PAR_LOT]
                registre.inserer(self._base, [e for un in lot for e in rediger(un)])
                suivre(debut + len(lot), len(a_ecrire))
            return tri

    def _tri(self, flux: Iterable[str]) -> Tri:
        effaces = {tombe.seance for tombe in registre.tombes(self._base)}
        rangs: dict[str, list[str]] = {"nouvelles": [], "connues": [], "supprimees": []}
        for un in dict.fromkeys(flux):
            if registre.dernier_rang(self._base, un):
                rangs["connues"].append(un)
            else:
                rangs["supprimees" if un in effaces else "nouvelles"].append(un)
        return Tri(**{nom: tuple(liste) for nom, liste in rangs.items()})

    def _relever(self, flux: Iterable[str]) -> None:
        """Annule la tombe de ces séances, qui reviennent parce qu'on l'a voulu."""
        voulus = set(flux)
        plume = self._plume()
        for tombe in registre.tombes(self._base) if voulus else ():
            if tombe.seance in voulus:
                registre.inserer(self._base, [plume.ecrire(EvenementAnnule, cible=tombe.id)])
