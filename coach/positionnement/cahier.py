"""Ce qui s'écrit d'un positionnement, et comment on se ravise : ajouter, jamais récrire.

Se raviser dans la même ouverture annule la réponse d'avant, par un événement : le journal garde
les deux, l'historique n'en montre qu'une.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.modeles.base import FLUX_DU_CARNET, Niveau
from coach.modeles.evenements import Evenement, EvenementAnnule, PositionnementFait
from coach.modeles.journal import AConsigner
from coach.modeles.progression import Cible, Regard, Regards
from coach.positionnement.formes import Depot


@dataclass(frozen=True)
class _Acte:
    """Un geste et ce qu'il a écrit, de quoi l'annuler et le rétablir."""

    cible: Cible
    ecrits: tuple[str, ...]


class Cahier:
    """Les regards du carnet, et ce que `par` y ajoute depuis l'ouverture.

    Ses gestes lèvent les erreurs du dépôt.
    """

    def __init__(self, depot: Depot, par: str) -> None:
        self._depot = depot
        self._par = par
        self._actes: list[_Acte] = []
        self._defaits: list[_Acte] = []
        self._journal: list[Evenement] = []
        tous = depot.evenements(FLUX_DU_CARNET)
        self._ouverture = tous[-1].rang if tous else 0
        self._retenir(e for e in tous if isinstance(e, PositionnementFait | EvenementAnnule))

    # --- Lire ------------------------------------------------------------------------------------

    @property
    def repondues(self) -> frozenset[Cible]:
        """Ce qui fut répondu depuis l'ouverture."""
        return frozenset(acte.cible for acte in self._actes)

    @property
    def dans_l_ordre(self) -> list[Cible]:
        """Les mêmes, dans l'ordre où elles furent d'abord répondues."""
        return list(dict.fromkeys(acte.cible for acte in self._actes))

    @property
    def peut_annuler(self) -> bool:
        """Vrai s'il y a une réponse à annuler."""
        return bool(self._actes)

    @property
    def peut_retablir(self) -> bool:
        """Vrai s'il y a une réponse annulée à rétablir."""
        return bool(self._defaits)

    def depuis_l_ouverture(self, cible: Cible) -> Regard | None:
        """Ce que la personne en dit depuis l'ouverture, ou rien."""
        dernier = self.regards.dernier(cible, self._par)
        return dernier if dernier and dernier.rang > self._ouverture else None

    def avant(self, cible: Cible) -> Regard | None:
        """Ce qu'elle en disait avant d'ouvrir : se raviser n'est pas changer."""
        siens = self.regards.de(cible, self._par)
        return next((r for r in siens[::-1] if r.rang <= self._ouverture), None)

    # --- Écrire ----------------------------------------------------------------------------------

    def ecrire(self, cible: Cible, millesime: str, niveau: Niveau, mot: str) -> None:
        """Ajoute la réponse, puis annule celle qu'elle remplace ; la même ne s'écrit pas deux fois.

        `millesime` : l'édition du référentiel.
        """
        self._defaits.clear()
        d_avant = self.depuis_l_ouverture(cible)
        if d_avant and (d_avant.niveau, d_avant.justification) == (niveau, mot):
            return
        champs = {
            "referentiel": cible.referentiel,
            "millesime": millesime,
            "code": cible.code,
            "item": cible.item,
            "niveau": niveau,
            "justification": mot,
            "par": self._par,
        }
        remplacees = [(EvenementAnnule, {"cible": d_avant.id})] if d_avant else []
        ecrits = self._consigner([(PositionnementFait, champs), *remplacees])
        self._actes.append(_Acte(cible, ecrits))

    def defaire(self) -> Cible:
        """Annule la dernière réponse ; rend ce dont elle parlait."""
        return self._basculer(self._actes, self._defaits)

    def refaire(self) -> Cible:
        """Rétablit la dernière réponse annulée."""
        return self._basculer(self._defaits, self._actes)

    def _basculer(self, d_ou: list[_Acte], vers: list[_Acte]) -> Cible:
        """Annule ce que le dernier acte avait écrit, annulations comprises."""
        acte = d_ou[-1]
        ecrits = self._consigner([(EvenementAnnule, {"cible": e}) for e in acte.ecrits[::-1]])
        d_ou.pop()
        vers.append(_Acte(acte.cible, ecrits))
        return acte.cible

    def _consigner(self, faits: Sequence[AConsigner]) -> tuple[str, ...]:
        """Écrit tout, ou rien ; rend les identifiants."""
        ecrits = self._depot.consigner_ensemble(faits)
        self._retenir(e for e in ecrits if isinstance(e, PositionnementFait | EvenementAnnule))
        return tuple(e.id for e in ecrits)

    def _retenir(self, evenements: Iterable[Evenement]) -> None:
        self._journal.extend(evenements)
        self.regards = Regards.plier(self._journal)
