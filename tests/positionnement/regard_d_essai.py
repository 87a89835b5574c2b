"""Se positionner sans disque : un dépôt en mémoire, des preuves datées, une activité ouverte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from fabriques import PARIS_EN_HIVER, ulid

from coach.carnet.vues import Brouillon, Preuve
from coach.confidentialite import detecter
from coach.modeles.base import FLUX_DU_CARNET, Entete, Niveau
from coach.modeles.evenements import Evenement
from coach.modeles.journal import Plume, en_ordre
from coach.modeles.progression import Cible, Regards
from coach.positionnement import (
    Activite,
    Portee,
)
from coach.positionnement.ecarts import par_competence
from coach.referentiels import charger

CIP = charger("cip")
JEUDI = datetime(2026, 3, 5, 21, 40, tzinfo=PARIS_EN_HIVER)


class Memoire:
    """Un dépôt en mémoire dont on avance l'heure ; `en_panne` fait échouer le prochain ajout."""

    def __init__(self) -> None:
        self.maintenant = JEUDI
        self.journal: list[Evenement] = []
        self.en_panne: Exception | None = None
        self._garde: Brouillon | None = None
        self._plume = Plume(
            FLUX_DU_CARNET, "moi", lambda: self.maintenant, lambda: ulid(len(self.journal) + 1)
        )

    def evenements(self, flux: str) -> list[Evenement]:
        return en_ordre(e for e in self.journal if e.flux == flux)

    def consigner_ensemble(
        self, faits: Sequence[tuple[type[Entete], Mapping[str, Any]]]
    ) -> list[Entete]:
        if self.en_panne:
            raise self.en_panne
        ecrits: list[Entete] = []
        for sorte, champs in faits:
            evenement = self._plume.ecrire(sorte, **champs)
            self.journal.append(evenement)  # type: ignore[arg-type]
            ecrits.append(evenement)
        return ecrits

    def brouillon(self, flux: str) -> Brouillon | None:
        return self._garde

    def garder_brouillon(self, flux: str, question: str, texte: str) -> None:
        self._garde = Brouillon(flux, question, texte, self.maintenant) if texte else None


def ouvrir(
    depot: Memoire, portee: Portee, preuves: Sequence[Preuve] = (), par: str = "moi"
) -> Activite:
    """L'activité telle qu'on l'ouvre ce jour-là."""
    jour = depot.maintenant.date()
    return Activite(portee, depot, par_competence(preuves), jour, par, detecter)


def tout(activite: Activite, niveau: Niveau = "en_construction", au_plus: int = 500) -> list[Cible]:
    """Répond à tout, et rend ce qui fut demandé."""
    demandees: list[Cible] = []
    while (question := activite.question) is not None and len(demandees) < au_plus:
        demandees.append(question.cible)
        activite.repondre(niveau, "Un mot.")
    return demandees


def premier_regard() -> Portee:
    return Portee.par_defaut(CIP, Regards(()))


def avec_niveaux(depot: Memoire, niveau: Niveau = "en_construction") -> Regards:
    """Chaque compétence de CIP dite une fois, ce jour-là."""
    activite = ouvrir(depot, Portee.de(CIP))
    for _ in CIP.competences:
        activite.repondre(niveau)
    return activite.regards
