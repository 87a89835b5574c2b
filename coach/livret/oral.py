"""Répéter l'oral : un jury pose des questions sur ses propres pages, une horloge suggère.

Les réponses se gardent comme une séance : elle se relit, s'exporte et se rouvre comme une autre,
sous le protocole interne `oral`. Rien n'est écrit avant la première réponse. L'horloge dit, elle ne
coupe pas.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coach.carnet import Carnet
from coach.confidentialite import Alerte
from coach.livret.erreurs import ErreurDeLivret
from coach.livret.fonds import Fonds
from coach.livret.genre import Genre
from coach.livret.jury import Question, questions
from coach.livret.paroles import dire
from coach.livret.repetitions import PROTOCOLE, deja_posees, duree_dite, inachevee, marque
from coach.livret.repli import Livret
from coach.livret.verification import Lire
from coach.livret.vues_de_l_oral import BilanDeLOral, Posee, Temps, a_servi
from coach.modeles.evenements import (
    Evenement,
    EvenementAnnule,
    QuestionPassee,
    QuestionPosee,
    ReponseDonnee,
    SeanceOuverte,
    SeanceTerminee,
    TitreDonne,
)
from coach.modeles.journal import AUTEUR_DU_COACH, E, Plume, vivants
from coach.modeles.repli import plier
from coach.modeles.seance import Echange, EtatSeance
from coach.modeles.texte import nfc

ABSENCE = 30 * 60
"""Secondes : au-delà, une question est restée ouverte pendant une pause, et ne se compte pas."""


@dataclass
class Repetition:
    """Une répétition, neuve ou reprise là où elle s'était arrêtée (`flux`).

    `minutes` : la durée dite (celle de l'ouverture, en reprenant) ; `detecter` : entend un danger
    dans une réponse. Lève `ErreurDeLivret` si le livret est vide, et les erreurs du carnet.
    """

    carnet: Carnet
    livret: Livret
    genre: Genre
    fonds: Fonds
    lire: Lire
    horloge: Callable[[], datetime]
    nouvel_id: Callable[[], str]
    minutes: int = 0
    detecter: Callable[[str], Alerte | None] = lambda _: None
    flux: str = ""
    etat: EtatSeance = field(init=False)
    _ecrits: list[Evenement] = field(default_factory=list, init=False)
    _reserve: list[Evenement] = field(default_factory=list, init=False)
    _questions: tuple[Question, ...] = field(default=(), init=False)
    _ouverte_le: datetime = field(init=False)

    def __post_init__(self) -> None:
        if not self.livret.passages:
            raise ErreurDeLivret("oral_vide")
        reprise = self.flux or inachevee(self.carnet, self.livret)
        self.flux = reprise or self.nouvel_id()
        self._ouverte_le = self.horloge()
        self._ecrits = self.carnet.evenements(self.flux) if reprise else []
        self.minutes = duree_dite(self._ecrits) or self.minutes or self.genre.minutes
        self._plume = Plume(
            self.flux,
            self.carnet.auteur,
            self.horloge,
            self.nouvel_id,
            self._ecrits[-1].rang if self._ecrits else 0,
        )
        self._questions = questions(
            self.livret,
            self.genre,
            self.fonds,
            minutes=self.minutes,
            lire=self.lire,
            deja=deja_posees(self.carnet, self.livret, sauf=self.flux),
        )
        if not self._ecrits:
            self._reserver_l_ouverture()
        self._plier()
        self._avancer()

    # --- Où l'on en est --------------------------------------------------------------------------

    @property
    def reprise(self) -> bool:
        """Vrai si quelque chose de cette répétition est déjà écrit."""
        return bool(self._ecrits)

    @property
    def question(self) -> Posee | None:
        """Ce que le jury demande maintenant ; rien quand il a tout demandé."""
        attendu = self.etat.en_attente
        if attendu is None or not isinstance(attendu.demande, QuestionPosee):
            return None
        demande = attendu.demande
        connue = next((q for q in self._questions if self._cle(q) == demande.question), None)
        faites = sum(not e.ouvert for e in self.etat.echanges)
        restent = sum(self._cle(q) not in self._posees() for q in self._questions)
        return Posee(
            demande.id,
            demande.texte,
            connue.pourquoi if connue else "",
            faites + 1,
            faites + 1 + restent,
        )

    @property
    def temps(self) -> Temps:
        """L'horloge, lue maintenant."""
        posee = self.question
        maintenant = self.horloge()
        attendu = self.etat.en_attente
        depart = max(attendu.demande.quand, self._ouverte_le) if attendu else maintenant
        ici = _secondes(depart, maintenant) if attendu else 0
        avant = sum(s for _, s in self._durees())
        total = self.minutes * 60
        restent = posee.total - posee.rang + 1 if posee else 1
        conseil = max(60, (total - avant) // max(1, restent))
        return Temps(avant + ici, total, ici, conseil)

    # --- Les gestes ------------------------------------------------------------------------------

    def repondre(self, texte: str) -> Alerte | None:
        """Garde la réponse, et passe à la question suivante ; vide, la question est passée."""
        demande = self._attendue()
        net = nfc(texte).strip()
        if not net:
            self.passer()
            return None
        self._geste(ReponseDonnee, etape=demande.etape, question=demande.id, texte=net)
        self._avancer()
        return self.detecter(net)

    def passer(self) -> None:
        """Laisse cette question ; elle se dira à la fin."""
        demande = self._attendue()
        self._geste(QuestionPassee, etape=demande.etape, question=demande.id)
        self._avancer()

    def annuler(self) -> None:
        """Défait la dernière réponse, et remet sa question."""
        faits = [e for e in vivants(self._ecrits) if isinstance(e, ReponseDonnee | QuestionPassee)]
        if not faits:
            raise ErreurDeLivret("rien_a_annuler")
        self._geste(EvenementAnnule, cible=faits[-1].id)

    def terminer(self) -> BilanDeLOral:
        """Clôt la répétition, et dit ce qu'elle laisse ; sans réponse, rien n'est écrit."""
        if self._ecrits and not self.etat.terminee:
            self._geste(SeanceTerminee, etat="non_dit")
            self.carnet.garder_brouillon(self.flux, PROTOCOLE, "")
        return self.bilan

    # --- La réponse commencée --------------------------------------------------------------------

    def commencer(self, texte: str) -> None:
        """Garde la réponse qui s'écrit ; vide, l'oublie."""
        demande = self._attendue()
        if texte.strip():
            self._engager()
        if self._ecrits:
            self.carnet.garder_brouillon(self.flux, demande.id, nfc(texte) if texte.strip() else "")

    @property
    def commencee(self) -> str:
        """La réponse commencée à cette question, ou rien."""
        attendu, garde = self.etat.en_attente, self.carnet.brouillon(self.flux)
        if attendu is None or garde is None or garde.question != attendu.demande.id:
            return ""
        return garde.texte

    # --- Ce qu'elle laisse -----------------------------------------------------------------------

    @property
    def bilan(self) -> BilanDeLOral:
        """Le temps pris, les questions passées, et les preuves qui n'ont pas servi."""
        durees = self._durees()
        dits = [r.texte for r in self.etat.reponses]
        return BilanDeLOral(
            reponses=len(dits),
            passees=tuple(e.demande.texte for e in self.etat.echanges if e.passee),
            secondes=sum(s for _, s in durees),
            durees=tuple((e.demande.texte, s) for e, s in durees),
            sans_servir=tuple(p for p in self.livret.citees(self.genre) if not a_servi(p, dits)),
        )

    def _durees(self) -> list[tuple[Echange, int]]:
        rendues = []
        for echange in self.etat.echanges:
            if echange.reponse is not None:
                fin = echange.reponse.quand
                depart = echange.demande.quand
                if depart < self._ouverte_le <= fin:
                    depart = self._ouverte_le
                secondes = _secondes(depart, fin)
                rendues.append((echange, secondes if secondes <= ABSENCE else 0))
        return rendues

    # --- Le dedans -------------------------------------------------------------------------------

    def _attendue(self) -> QuestionPosee:
        attendu = self.etat.en_attente
        if attendu is None or not isinstance(attendu.demande, QuestionPosee):
            raise ErreurDeLivret("oral_fini")
        return attendu.demande

    def _reserver_l_ouverture(self) -> None:
        referentiels = (self.genre.referentiel,) if self.genre.referentiel else ()
        self._reserve.append(
            self._plume.ecrire(SeanceOuverte, protocole=PROTOCOLE, referentiels=referentiels)
        )
        titre = dire("oral.titre", titre=self.livret.titre)[:200]
        self._reserve.append(self._plume.ecrire(TitreDonne, titre=titre))

    def _avancer(self) -> None:
        """Pose la question suivante, s'il en reste et qu'aucune n'attend."""
        if self.etat.terminee or self.etat.en_attente:
            return
        posees = self._posees()
        suivante = next((q for q in self._questions if self._cle(q) not in posees), None)
        if suivante is None:
            return
        gestes = [e for e in self._ecrits if isinstance(e, ReponseDonnee | QuestionPassee)]
        posee = self._plume.ecrire(
            QuestionPosee,
            auteur=AUTEUR_DU_COACH,
            apres=gestes[-1].id if gestes else None,
            etape=suivante.etape,
            question=self._cle(suivante),
            texte=suivante.texte,
        )
        if self._ecrits:
            self._ajouter(posee)
        else:
            self._reserve.append(posee)
            self._plier()

    def _posees(self) -> set[str]:
        demandes = (e.demande for e in self.etat.echanges)
        return {d.question for d in demandes if isinstance(d, QuestionPosee)}

    def _cle(self, question: Question) -> str:
        """Le nom de la question dans la séance ; celui de l'ouverture dit le livret et la durée."""
        if question.etape == "presentation":
            return f"presentation:{marque(self.livret)}:{self.minutes}"
        return question.id

    def _geste(self, sorte: type[E], **champs: Any) -> None:
        self._engager()
        self._ajouter(self._plume.ecrire(sorte, **champs))

    def _engager(self) -> None:
        if self._reserve:
            self.carnet.ajouter(*self._reserve)
            self._ecrits, self._reserve = [*self._ecrits, *self._reserve], []

    def _ajouter(self, evenement: Evenement) -> None:
        self.carnet.ajouter(evenement)
        self._ecrits.append(evenement)
        self._plier()

    def _plier(self) -> None:
        self.etat = plier(self.flux, [*self._ecrits, *self._reserve])


def _secondes(depuis: datetime, jusqu_a: datetime) -> int:
    return max(0, int((jusqu_a - depuis).total_seconds()))
