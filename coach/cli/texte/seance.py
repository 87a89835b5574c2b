"""Une séance en mode texte : le même moteur que l'interface, en lignes."""

from collections.abc import Callable
from typing import Protocol

from coach.analyse import expliquer
from coach.cli.texte.affichage import Affichage
from coach.cli.texte.commandes import Commandes, Geste, s_arreter
from coach.cli.texte.conversation import Saisie, interruptible
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import numero_dit, numeros_dits
from coach.cli.texte.paroles import dire
from coach.confidentialite import Mention
from coach.dialogues import presentation
from coach.dialogues.moteur import GesteImpossible, Moteur, Tour
from coach.modeles.evenements import QuestionPosee
from coach.modeles.lecture import Nature, Segment
from coach.modeles.seance import Echange

_NATURES = {"f": Nature.FAIT, "o": Nature.OPINION, "e": Nature.EMOTION, "é": Nature.EMOTION}


class Brouillons(Protocol):
    """Là où la réponse commencée est gardée à chaque ligne."""

    def brouillon(self, question: str) -> str:
        """Le texte commencé pour cette question, ou rien."""

    def garder(self, question: str, texte: str) -> None:
        """Garde le texte commencé ; un texte vide le retire."""


class SeanceEnTexte:
    """Mène une séance ligne à ligne ; `gardee` est faux pour un essai, jamais écrit."""

    def __init__(
        self, moteur: Moteur, lignes: Lignes, brouillons: Brouillons, *, gardee: bool = True
    ) -> None:
        self.moteur = moteur
        self.lignes = lignes
        self.brouillons = brouillons
        self.affichage = Affichage(moteur, lignes, gardee)
        self._lus: list[tuple[str, Segment]] = []
        self._mentions: list[Mention] = []
        self._saisie = Saisie(lignes, self._garder)
        gestes: dict[str, Geste] = {
            "passer": lambda _: self._geste(self.moteur.passer),
            "retour": lambda _: self._geste(self.moteur.reculer),
            "annuler": self._annuler,
            "retablir": self._retablir,
            "corriger": self._corriger,
            "pourquoi": self._pourquoi,
            "initiale": self._initiale,
            "effacer": self._effacer,
            "pause": s_arreter,
            "fin": lambda _: self._geste(self.moteur.terminer),
            "aide": self._aide,
        }
        self._commandes = Commandes(lignes, gestes, refus=(GesteImpossible,))

    def mener(self, note: str | None = None) -> None:
        """Va jusqu'à la fin, ou jusqu'à la pause (fin de l'entrée comprise)."""
        with interruptible(self.affichage.pause):
            self.lignes.dire(self.moteur.protocole.accueil)
            self.lignes.dire(dire("seance.consigne"))
            self._montrer(self.moteur.demarrer(note))
            while not self.moteur.etat.terminee:
                self._un_tour()

    def _montrer(self, tour: Tour) -> None:
        self._mentions = list(tour.mentions)
        self.affichage.mentions(tour.mentions)
        for evenement in tour.evenements:
            self.affichage.fait(evenement)

    def _lire(self, reponse: str) -> None:
        self._lus = [(reponse, s) for s in self.moteur.lecture(reponse).segments]

    # --- Un tour ---------------------------------------------------------------------------

    def _un_tour(self) -> None:
        if (aide := presentation.aide_attendue(self.moteur)) is not None:
            self._traverser_l_aide(aide)
            return
        attendu = self.moteur.etat.en_attente
        if attendu is None:
            self._montrer(self.moteur.demarrer())
            return
        self.affichage.demande(attendu)
        if not self._saisie.commencee:
            self._saisie.reprendre(self.brouillons.brouillon(attendu.demande.id))
        demande = attendu.demande
        options = demande.options if isinstance(demande, QuestionPosee) else ()
        dit = self._saisie.lire(numeros=bool(options))
        match dit.sorte:
            case "commande":
                self._commandes.faire(dit.texte)
            case "numeros":
                self._choisir(attendu, dit.texte)
            case "reponse":
                self._repondre(attendu, dit.texte)

    def _garder(self, texte: str) -> None:
        """Garde la réponse commencée à la question en attente."""
        if attendu := self.moteur.etat.en_attente:
            self.moteur.engager()
            self.brouillons.garder(attendu.demande.id, texte)

    def _choisir(self, attendu: Echange, ligne: str) -> None:
        demande = attendu.demande
        assert isinstance(demande, QuestionPosee)
        maximum = len(demande.options)
        rangs = numeros_dits(ligne, maximum)
        if rangs is None:
            self.lignes.dire(dire("erreur.choix", maximum=maximum))
        elif demande.saisie == "choix" and len(rangs) > 1:
            self.lignes.dire(dire("erreur.un_choix", maximum=maximum))
        else:
            self._repondre(
                attendu, choix=tuple(demande.options[r - 1].valeur for r in dict.fromkeys(rangs))
            )

    def _repondre(self, attendu: Echange, texte: str = "", choix: tuple[str, ...] = ()) -> None:
        avant = {r.id for r in self.moteur.etat.reponses}
        try:
            tour = self.moteur.repondre(texte, choix)
        except GesteImpossible as impossible:
            self.lignes.dire(str(impossible))
            return
        self._saisie.oublier()
        nouvelles = [r.id for r in self.moteur.etat.reponses if r.id not in avant]
        if nouvelles and presentation.se_lit(self.moteur.protocole, attendu.demande, texte):
            self._lire(nouvelles[-1])
            self.affichage.lecture(tuple(segment for _, segment in self._lus))
        self._montrer(tour)

    def _traverser_l_aide(self, genre: str) -> None:
        self.affichage.aide(genre)
        self.lignes.inviter()
        reponse = self.lignes.lire().strip()
        self.lignes.sauter_une_ligne_vide()
        if reponse == "1":
            self._montrer(self.moteur.acquitter("continuer"))
        elif reponse in ("2", "/pause", "/fin", ""):
            self.moteur.acquitter("arreter")
            raise Pause
        else:
            self.lignes.dire(dire("erreur.choix", maximum=2))

    # --- Les commandes ---------------------------------------------------------------------

    def _geste(self, geste: Callable[[], Tour]) -> None:
        if not self._saisie.retient():
            self._montrer(geste())

    def _annuler(self, _: str) -> None:
        self._geste(self.moteur.annuler)
        self.affichage.oublier_la_demande()
        self.lignes.dire(dire("seance.annule"))

    def _retablir(self, _: str) -> None:
        self._geste(self.moteur.retablir)
        self.affichage.oublier_la_demande()
        self.lignes.dire(dire("seance.retabli"))

    def _passage(self, numero: str) -> tuple[str, Segment] | None:
        if rang := numero_dit(numero, len(self._lus)):
            return self._lus[rang - 1]
        self.lignes.dire(dire("erreur.numero"))
        return None

    def _corriger(self, reste: str) -> None:
        mots = reste.split()
        if len(mots) != 2 or mots[1][:1].casefold() not in _NATURES:
            self.lignes.dire(dire("erreur.corriger"))
            return
        passage = self._passage(mots[0])
        if passage is None:
            return
        reponse, segment = passage
        nature = _NATURES[mots[1][:1].casefold()]
        self.moteur.corriger(reponse, segment.debut, segment.fin, nature)
        self._lire(reponse)
        texte = " ".join(segment.texte.split())
        self.lignes.dire(dire("seance.corrige", texte=texte, nature=dire(f"nature.{nature}")))

    def _pourquoi(self, reste: str) -> None:
        if not reste:
            self.lignes.dire(dire("erreur.pourquoi"))
        elif passage := self._passage(reste):
            self.lignes.dire(expliquer(passage[1]))

    def _initiale(self, _: str) -> None:
        if not self._mentions:
            self.lignes.dire(dire("erreur.initiale"))
            return
        for mention in self._mentions:
            self.moteur.remplacer(mention)
        self._mentions, self._lus = [], []
        self.affichage.oublier_la_demande()
        self.lignes.dire(dire("seance.initiale"))

    def _effacer(self, _: str) -> None:
        if not self._saisie.commencee:
            self.lignes.dire(dire("seance.rien_a_effacer"))
            return
        self._saisie.oublier()
        self._garder("")
        self.lignes.dire(dire("seance.effacee"))

    def _aide(self, _: str) -> None:
        attendu = self.moteur.etat.en_attente
        if attendu and (aide := presentation.aide_de(self.moteur.protocole, attendu.demande)):
            self.lignes.dire(dire("seance.aide", aide=aide))
        self._commandes.relire("commandes")
