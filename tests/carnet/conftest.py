"""Un carnet où une séance a tout laissé."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fabriques import DEPART, Seance, horloge_fixe, seance, ulid
from seance_lourde import BROUILLON, REPRIS, SECRET, seance_lourde

from coach.carnet import Carnet
from coach.modeles.evenements import CorrectionApprise
from coach.modeles.lecture import Nature


@pytest.fixture
def lourd(dossier: Path) -> Iterator[tuple[Carnet, Seance]]:
    """Un carnet où la séance a tout laissé : brouillon, index, corrections, sauvegardes."""
    s = seance_lourde()
    autre = seance(2)
    autre.repondre("Le bilan de mi-parcours s’est bien passé pour tout le monde.")
    for jour in range(3):
        horloge = horloge_fixe(DEPART + timedelta(days=jour))
        with Carnet.ouvrir(dossier, horloge=horloge) as carnet:
            if jour == 0:
                for evenement in s.evenements:
                    carnet.ajouter(evenement)
                carnet.ajouter(*autre.evenements)
                carnet.garder_brouillon(s.flux, ulid(9), BROUILLON)
                carnet.consigner(
                    CorrectionApprise, texte=SECRET, nature=Nature.FAIT, source=s.evenements[8].id
                )
                carnet.consigner(CorrectionApprise, texte=REPRIS[:40], nature=Nature.FAIT)
            carnet.chercher("guichet")
            carnet.actions()
    carnet = Carnet.ouvrir(dossier, horloge=horloge_fixe(DEPART + timedelta(days=3)))
    carnet.garder_brouillon(s.flux, ulid(9), BROUILLON + " encore et encore")
    carnet.chercher("guichet")
    yield carnet, s
    carnet.fermer()
