"""Conduire une séance depuis un écran : les gestes du moteur, ce qui se garde, ce qui se refuse."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from coach.carnet import Brouillon, ErreurDeCarnet
from coach.confidentialite import Mention
from coach.dialogues import presentation
from coach.dialogues.moteur import GesteImpossible, Moteur, Tour
from coach.dialogues.protocole import Protocole
from coach.modeles.evenements import QuestionPosee, RelancePosee, SeanceOuverte
from coach.modeles.lecture import Nature
from coach.modeles.seance import Echange, Reponse

T = TypeVar("T")

_SANS_MOTS = {"fermeture", "roue_intensite"}
"""Questions à choix où des mots à soi ne diraient rien de plus."""


class Refus(Exception):
    """Un geste qui n'a pas eu lieu ; le message se montre tel quel."""


class Brouillons(Protocol):
    """Là où la phrase commencée se garde, et d'où une séance vide se retire."""

    def garder_brouillon(self, flux: str, question: str, texte: str) -> None:
        """Garde la phrase en cours ; vide, elle s'efface."""

    def brouillon(self, flux: str) -> Brouillon | None:
        """La phrase qui s'écrivait, ou rien."""

    def supprimer(self, flux: str) -> object:
        """Efface la séance."""


class Conduite:
    """Une séance menée : `garde_a` est l'heure de la dernière chose gardée, `souci` l'erreur."""

    def __init__(
        self, moteur: Moteur, brouillons: Brouillons, horloge: Callable[[], datetime]
    ) -> None:
        self.moteur = moteur
        self._brouillons = brouillons
        self._horloge = horloge
        self.garde_a: datetime | None = moteur.etat.modifie_le
        self.souci = ""

    def essayer(self, geste: Callable[[], T]) -> T:
        """Fait un geste du moteur. Lève `Refus` : rien n'a été fait, ou seulement à moitié dit."""
        try:
            resultat = geste()
        except GesteImpossible as impossible:
            raise Refus(str(impossible)) from impossible
        except ErreurDeCarnet as erreur:
            self.souci = str(erreur)
            raise Refus(self.souci) from erreur
        self.souci = ""
        if not self.moteur.en_reserve:
            self.garde_a = self._horloge()
        return resultat

    def garder(self, question: str, texte: str) -> None:
        """Garde la phrase commencée. Lève `Refus` si le carnet ne peut pas."""

        def geste() -> None:
            if texte or not self.moteur.en_reserve:
                self.moteur.engager()
                self._brouillons.garder_brouillon(self.moteur.flux, question, texte)

        self.essayer(geste)

    def brouillon(self) -> Brouillon | None:
        """La phrase commencée la dernière fois, ou rien. Lève `Refus`."""
        return self.essayer(lambda: self._brouillons.brouillon(self.moteur.flux))

    def retirer_si_vide(self) -> None:
        """Retire du carnet une séance où rien ne fut dit ni gardé. Lève `Refus`."""
        vide = all(isinstance(e, SeanceOuverte | QuestionPosee) for e in self.moteur.evenements)
        if vide and not self.moteur.en_reserve:
            self.essayer(lambda: self._brouillons.supprimer(self.moteur.flux))

    def remplacer(self, mention: Mention) -> Tour:
        """Remplace un nom partout dans la séance : un geste qui n'appelle pas de suite."""
        self.moteur.remplacer(mention)
        return Tour()

    def attendu(self) -> Echange | None:
        """Ce qui attend la personne."""
        return self.moteur.etat.en_attente

    def echange(self, reponse: str) -> Echange | None:
        """L'échange d'une réponse."""
        return next(
            (
                e
                for e in self.moteur.etat.echanges
                if e.reponse is not None and e.reponse.id == reponse
            ),
            None,
        )

    def douteux(self, avant: tuple[Reponse, ...]) -> int:
        """Combien de passages le coach hésite à lire, dans les réponses nouvelles ou récrites."""
        connues = {(reponse.id, reponse.texte) for reponse in avant}
        nouvelles = {r.id for r in self.moteur.etat.reponses if (r.id, r.texte) not in connues}
        lus = (lu for lu in self.moteur.matiere.segments() if lu.reponse.id in nouvelles)
        return sum(lu.segment.incertain and not lu.segment.corrige for lu in lus)

    def perdue(self, avant: tuple[Reponse, ...]) -> Reponse | None:
        """La réponse que l'annulation vient de retirer, ou dont elle vient de rendre l'état."""
        reste = {r.id: r for r in self.moteur.etat.reponses}
        return next((r for r in reversed(avant) if r.id not in reste), None)


def est_courte(protocole: Protocole, demande: QuestionPosee | RelancePosee) -> bool:
    """Vrai quand une ligne suffit : Entrée envoie alors."""
    if isinstance(demande, RelancePosee):
        return False
    etape = protocole.etape(demande.etape)
    question = etape.question(demande.question) if etape else None
    return question.courte if question else True


def prend_des_mots(demande: QuestionPosee | RelancePosee) -> bool:
    """Vrai quand la personne peut répondre avec ses mots."""
    return isinstance(demande, RelancePosee) or not (
        demande.options and demande.question in _SANS_MOTS
    )


def nature_a_lire(moteur: Moteur, echange: Echange) -> tuple[bool, Nature | None]:
    """Si la réponse mérite d'être lue pendant qu'elle s'écrit, et la nature attendue."""
    if not presentation.se_lit(moteur.protocole, echange.demande):
        return False, None
    return True, moteur.matiere.attendue(echange)
