"""Le moteur d'une séance : une machine à états sur le journal, qui ignore tout de l'écran."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from coach.confidentialite import Mention
from coach.dialogues.accord import accorder_donnee
from coach.dialogues.annulation import a_annuler, a_lever
from coach.dialogues.apprises import corrections_dites
from coach.dialogues.choix import GesteImpossible as GesteImpossible
from coach.dialogues.choix import texte_choisi
from coach.dialogues.concordance import Concordance
from coach.dialogues.contexte import Contexte, Depot
from coach.dialogues.deroule import Deroule
from coach.dialogues.estompage import Estompage
from coach.dialogues.journal import JournalDeSeance
from coach.dialogues.matiere import Matiere
from coach.dialogues.noms import neuves
from coach.dialogues.protocole import Protocole
from coach.dialogues.suivis import suivis_dits
from coach.dialogues.vocabulaire import au_pays
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AideAcquittee,
    AideMontree,
    EtapeReprise,
    Evenement,
    EvenementAnnule,
    NoteDeposee,
    QuestionPassee,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceOuverte,
    SeanceTerminee,
    SegmentCorrige,
)
from coach.modeles.journal import AUTEUR_DU_COACH, E
from coach.modeles.lecture import Lecture, Nature
from coach.modeles.seance import Echange, EtatSeance
from coach.modeles.texte import nfc


@dataclass(frozen=True)
class Tour:
    """Ce qui vient de se passer : les événements du coach, et les noms remarqués."""

    evenements: tuple[Evenement, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Moteur:
    """Mène une séance : chaque geste est durable avant que la question suivante ne se pose.

    Rien n'est écrit tant que la personne n'a rien fait : une séance ouverte par mégarde ne laisse
    pas de trace. Les erreurs du dépôt remontent telles quelles, l'état restant celui d'avant.
    """

    def __init__(
        self,
        flux: str,
        protocole: Protocole,
        depot: Depot,
        contexte: Contexte,
        evenements: Sequence[Evenement] = (),
    ) -> None:
        self.protocole = accorder_donnee(au_pays(protocole, contexte.pays), contexte.accord)
        self.contexte = contexte
        self._depot = depot
        self._journal = JournalDeSeance(flux, depot, contexte, evenements)
        self._plume = self._journal.plume
        corrections = partial(corrections_dites, auteur=contexte.auteur)
        self._concordance = Concordance(depot, (suivis_dits, corrections))
        self._deroule = Deroule(self.protocole, contexte, _graine(flux))
        self._matiere: Matiere | None = None

    @property
    def flux(self) -> str:
        """L'identifiant de la séance."""
        return self._plume.flux

    @property
    def evenements(self) -> tuple[Evenement, ...]:
        """Le journal de la séance, y compris ce qui attend le premier geste pour s'écrire."""
        return self._journal.tous

    @property
    def en_reserve(self) -> bool:
        """Vrai tant que rien de la séance n'est écrit dans le carnet."""
        return self._journal.en_reserve

    @property
    def etat(self) -> EtatSeance:
        """L'état atteint."""
        return self._journal.etat

    # --- Ouvrir, reprendre -----------------------------------------------------------------

    def demarrer(self, note: str | None = None) -> Tour:
        """Ouvre la séance si elle est neuve, puis pose ce qui doit l'être."""
        if not any(isinstance(e, SeanceOuverte) for e in self._journal.ecrits):
            references = tuple(r.id for r in self.contexte.referentiels)
            self._journal.reserver(
                self._plume.ecrire(
                    SeanceOuverte, protocole=self.protocole.id, referentiels=references
                )
            )
        if note is not None:
            self._geste(NoteDeposee, texte=nfc(note))
        return self._avancer()

    def engager(self) -> None:
        """Écrit ce qui était en réserve : la séance existe désormais dans le carnet."""
        self._journal.engager()

    # --- Les gestes ------------------------------------------------------------------------

    def repondre(self, texte: str, choix: Sequence[str] = ()) -> Tour:
        """Répond à ce qui attend. Un texte vide sans choix passe la question.

        Lève `GesteImpossible` si rien n'attend, ou si un choix n'est pas offert.
        """
        texte = nfc(texte)
        demande = self._attendu().demande
        if not texte.strip() and not choix:
            return self.passer()
        if isinstance(demande, QuestionPosee):
            texte = texte_choisi(demande, texte, choix)
        reponse = self._geste(
            ReponseDonnee, etape=demande.etape, question=demande.id, texte=texte, choix=tuple(choix)
        )
        if choix:
            return self._avancer()
        return self._apres_un_texte(reponse.id, texte)

    def passer(self) -> Tour:
        """Passe la question ou la relance qui attend."""
        demande = self._attendu().demande
        self._geste(QuestionPassee, etape=demande.etape, question=demande.id)
        return self._avancer()

    def modifier(self, reponse: str, texte: str) -> Tour:
        """Récrit une réponse ; ce qui y était ancré suit, ou se détache."""
        texte = nfc(texte)
        actuelle = self.etat.reponse(reponse)
        if actuelle is None:
            raise GesteImpossible("reponse_absente")
        if actuelle.texte == texte:
            return Tour()
        self._geste(ReponseModifiee, cible=reponse, texte=texte)
        return self._apres_un_texte(reponse, texte)

    def aller(self, etape: str) -> Tour:
        """Revient (ou va) à une étape."""
        if self.etat.terminee or self.protocole.etape(etape) is None:
            raise GesteImpossible("etape_fermee")
        self._geste(EtapeReprise, etape=etape)
        return self._avancer()

    def reculer(self) -> Tour:
        """Revient à l'étape d'avant celle qui attend."""
        etapes = [e.id for e in self.protocole.etapes]
        courante = self.protocole.numero(self._attendu().demande.etape) - 1
        if courante <= 0:
            raise GesteImpossible("premiere_etape")
        return self.aller(etapes[courante - 1])

    def corriger(self, reponse: str, debut: int, fin: int, nature: Nature) -> Tour:
        """Dit la nature d'un passage d'une réponse (points de code) : elle l'emporte désormais.

        Le carnet la retient, et ce qui ressemble se lit autrement.
        """
        actuelle = self.etat.reponse(reponse)
        if actuelle is None or not 0 <= debut < fin <= len(actuelle.texte):
            raise GesteImpossible("passage_absent")
        passage = actuelle.texte[debut:fin]
        ancre = Ancre(evenement=reponse, debut=debut, fin=fin, texte=passage)
        self._geste(SegmentCorrige, ancre=ancre, nature=nature)
        self._accorder()
        return Tour()

    def acquitter(self, suite: str) -> Tour:
        """Répond à l'aide montrée : `continuer` ou `arreter`."""
        if self.etat.aide is None:
            raise GesteImpossible("aucune_aide")
        self._geste(AideAcquittee, cible=self.etat.aide.id, suite=suite)
        return self._avancer() if suite == "continuer" else Tour()

    def terminer(self) -> Tour:
        """Termine la séance là où elle en est."""
        if self.etat.terminee:
            raise GesteImpossible("terminee")
        self.engager()
        fin = self._plume.ecrire(SeanceTerminee, etat="non_dit")
        self._journal.ajouter(fin)
        return Tour((fin,))

    def annuler(self) -> Tour:
        """Annule le dernier geste, et ce que le coach en avait fait."""
        geste = a_annuler(self._journal.ecrits)
        if geste is None:
            raise GesteImpossible("rien_a_annuler")
        self._journal.ajouter(self._plume.ecrire(EvenementAnnule, cible=geste.id))
        return self._avancer()

    def retablir(self) -> Tour:
        """Rétablit le dernier geste annulé, si rien n'a été fait depuis."""
        annulation = a_lever(self._journal.ecrits)
        if annulation is None:
            raise GesteImpossible("rien_a_retablir")
        self._journal.ajouter(self._plume.ecrire(EvenementAnnule, cible=annulation.id))
        return self._avancer()

    def remplacer(self, mention: Mention) -> None:
        """Remplace un nom par son initiale dans toute la séance, sans retour, jusqu'aux octets."""
        self.engager()
        self._depot.expurger(self.flux, mention.texte, mention.proposition)
        self._journal.relire()

    # --- Lire ------------------------------------------------------------------------------

    @property
    def estompage(self) -> Estompage:
        """Ce qui reste d'appui à chaque étape."""
        return self._deroule.estompage

    @property
    def matiere(self) -> Matiere:
        """Les réponses de la séance, lues une fois par état et par ce qui est appris."""
        matiere, memoire = self._matiere, self.contexte.memoire()
        if matiere is None or matiere.etat is not self.etat or matiere.memoire is not memoire:
            matiere = self._matiere = Matiere(self.etat, self.protocole, self.contexte)
        return matiere

    def lecture(self, reponse: str) -> Lecture:
        """La lecture d'une réponse, corrections comprises."""
        echange = next(
            (e for e in self.etat.echanges if e.reponse and e.reponse.id == reponse), None
        )
        return self.matiere.lecture(echange) if echange else Lecture()

    # --- Le dedans -------------------------------------------------------------------------

    def _attendu(self) -> Echange:
        attendu = self.etat.en_attente
        if attendu is None:
            raise GesteImpossible("aucune_question")
        return attendu

    def _apres_un_texte(self, reponse: str, texte: str) -> Tour:
        """L'aide humaine d'abord, s'il le faut ; sinon la suite, et les noms à remarquer."""
        mentions = neuves(self.contexte.remarquer(texte), self.etat.reponses, reponse)
        alerte = self.contexte.detecter(texte)
        if alerte is None:
            return Tour(self._avancer().evenements, mentions)
        aide = self._plume.ecrire(
            AideMontree, auteur=AUTEUR_DU_COACH, apres=reponse, genre=alerte.genre
        )
        self._journal.ajouter(aide)
        return Tour((aide,), mentions)

    def _avancer(self) -> Tour:
        """Écrit ce que le coach a à dire, jusqu'à ce qu'il attende la personne."""
        ecrits: list[Evenement] = []
        while suite := self._deroule.suite(self.etat):
            apres = suite.apres or self._journal.dernier_geste()
            evenement: Evenement = self._plume.ecrire(
                suite.sorte, auteur=AUTEUR_DU_COACH, apres=apres, **suite.champs
            )
            if apres is None:
                self._journal.reserver(evenement)
            else:
                self._journal.ajouter(evenement)
            ecrits.append(evenement)
            if isinstance(evenement, SeanceTerminee):
                break
        self._accorder()
        return Tour(tuple(ecrits))

    def _accorder(self) -> None:
        """Met le carnet d'accord avec ce que la séance dit maintenant."""
        self._concordance.accorder(self.etat, self._journal.ecrits)

    def _geste(self, sorte: type[E], **champs: Any) -> E:
        self.engager()
        evenement = self._plume.ecrire(sorte, **champs)
        self._journal.ajouter(evenement)
        return evenement


def _graine(flux: str) -> int:
    """Un nombre propre à la séance, tiré de la part aléatoire de son identifiant."""
    return sum(ord(c) * (n + 1) for n, c in enumerate(flux[-6:]))
