"""Mener une séance comme la mène une personne, sans écran ni disque."""

from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid

from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger

FLUX = ulid(31_000_000)


class Mener:
    """Tient une séance et répond par étape."""

    def __init__(self, **champs):
        self.depot = DepotEnMemoire()
        self.contexte = contexte_fixe(**champs)
        self.moteur = Moteur(FLUX, charger("analyse-de-pratique"), self.depot, self.contexte)
        self.moteur.demarrer()

    @property
    def demande(self):
        return self.moteur.etat.en_attente.demande

    def jusqu_a(self, etape, question=None):
        while self.demande.etape != etape or (
            question and getattr(self.demande, "question", None) != question
        ):
            self.moteur.passer()
        return self.demande

    def reprendre(self):
        self.moteur = Moteur(
            FLUX,
            charger("analyse-de-pratique"),
            self.depot,
            self.contexte,
            self.depot.evenements(FLUX),
        )
        return self.moteur.demarrer()
