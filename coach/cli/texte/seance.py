"""Une séance en mode texte : le même moteur que l'interface, en lignes."""

import re
from collections.abc import Callable
from typing import Protocol

from coach.analyse import expliquer
from coach.cli.texte.affichage import Affichage
from coach.cli.texte.commandes import commande_dite, inconnue, nom_de_commande, texte_dit
from coach.cli.texte.lignes import FinDeLEntree, Lignes
from coach.cli.texte.paroles import dire
from coach.confidentialite import Mention
from coach.dialogues import presentation
from coach.dialogues.moteur import GesteImpossible, Moteur, Tour
from coach.modeles.evenements import QuestionPosee, RelancePosee
from coach.modeles.lecture import Nature, Segment
from coach.modeles.seance import Echange

_NATURES = {"f": Nature.FAIT, "o": Nature.OPINION, "e": Nature.EMOTION, "é": Nature.EMOTION}
_NUMEROS = re.compile(r"\s*\d+(?:[\s,;]+\d+)*\s*\.?\s*")


class Brouillons(Protocol):
    """Là où la réponse commencée est gardée à chaque ligne."""

    def brouillon(self, question: str) -> str:
        """Le texte commencé pour cette question, ou rien."""

    def garder(self, question: str, texte: str) -> None:
        """Garde le texte commencé ; un texte vide le retire."""


class Pause(Exception):
    """La personne s'arrête ici ; tout est gardé."""


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
        self._commencee: list[str] = []
        self._commandes: dict[str, Callable[[str], None]] = {
            "passer": self._passer,
            "retour": lambda _: self._geste(self.moteur.reculer),
            "annuler": self._annuler,
            "retablir": self._retablir,
            "corriger": self._corriger,
            "pourquoi": self._pourquoi,
            "initiale": self._initiale,
            "effacer": self._effacer,
            "pause": self._pause,
            "fin": self._fin,
            "aide": self._aide,
        }

    def mener(self, note: str | None = None) -> None:
        """Va jusqu'à la fin, ou jusqu'à la pause (fin de l'entrée comprise)."""
        try:
            self.lignes.dire(self.moteur.protocole.accueil)
            self.lignes.dire(dire("seance.consigne"))
            self._montrer(self.moteur.demarrer(note))
            while not self.moteur.etat.terminee:
                self._un_tour()
        except (FinDeLEntree, Pause):
            self.affichage.pause()
        except KeyboardInterrupt:
            self.affichage.pause()
            raise

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
        saisie = self._lire_une_saisie(attendu)
        if saisie is None:
            return
        texte, choix = saisie
        avant = {r.id for r in self.moteur.etat.reponses}
        try:
            tour = self.moteur.repondre(texte, choix)
        except GesteImpossible as impossible:
            self.lignes.dire(str(impossible))
            return
        self._commencee = []
        nouvelles = [r.id for r in self.moteur.etat.reponses if r.id not in avant]
        if nouvelles and presentation.se_lit(self.moteur.protocole, attendu.demande, texte):
            self._lire(nouvelles[-1])
            self.affichage.lecture(tuple(segment for _, segment in self._lus))
        self._montrer(tour)

    def _lire_une_saisie(self, attendu: Echange) -> tuple[str, tuple[str, ...]] | None:
        """Le texte ou les choix de la personne ; rien si c'était une commande."""
        demande = attendu.demande
        if not self._commencee and (brouillon := self.brouillons.brouillon(demande.id)):
            self._commencee = brouillon.split("\n")
            self.lignes.dire(dire("seance.brouillon"))
            for ligne in self._commencee:
                self.lignes.dire(ligne)
        self.lignes.inviter()
        while True:
            ligne = self.lignes.lire()
            commande = commande_dite(ligne, commencee=bool(self._commencee))
            if commande is not None:
                self._commander(commande)
                self.lignes.sauter_une_ligne_vide()
                return None
            if not ligne.strip():
                return "\n".join(self._commencee), ()
            if not self._commencee and _est_un_choix(demande, ligne):
                return self._choisir(demande, ligne)
            self._commencee.append(texte_dit(ligne))
            self.moteur.engager()
            self.brouillons.garder(demande.id, "\n".join(self._commencee))

    def _choisir(
        self, demande: QuestionPosee | RelancePosee, ligne: str
    ) -> tuple[str, tuple[str, ...]] | None:
        assert isinstance(demande, QuestionPosee)
        self.lignes.sauter_une_ligne_vide()
        rangs = [int(n) for n in re.findall(r"\d+", ligne)]
        maximum = len(demande.options)
        if any(not 1 <= rang <= maximum for rang in rangs):
            self.lignes.dire(dire("erreur.choix", maximum=maximum))
            return None
        if demande.saisie == "choix" and len(rangs) > 1:
            self.lignes.dire(dire("erreur.un_choix", maximum=maximum))
            return None
        return "", tuple(dict.fromkeys(demande.options[rang - 1].valeur for rang in rangs))

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

    def _commander(self, ligne: str) -> None:
        nom, _, reste = ligne.partition(" ")
        commande = self._commandes.get(nom_de_commande(nom))
        if commande is None:
            self.lignes.dire(inconnue(nom, self._commandes.keys()))
            return
        try:
            commande(reste)
        except GesteImpossible as impossible:
            self.lignes.dire(str(impossible))

    def _geste(self, geste: Callable[[], Tour]) -> None:
        if self._commencee:
            self.lignes.dire(dire("seance.commencee"))
            return
        self._montrer(geste())

    def _passer(self, _: str) -> None:
        self._geste(self.moteur.passer)

    def _annuler(self, _: str) -> None:
        self._geste(self.moteur.annuler)
        self.affichage.oublier_la_demande()
        self.lignes.dire(dire("seance.annule"))

    def _retablir(self, _: str) -> None:
        self._geste(self.moteur.retablir)
        self.affichage.oublier_la_demande()
        self.lignes.dire(dire("seance.retabli"))

    def _passage(self, numero: str) -> tuple[str, Segment] | None:
        if numero.isdigit() and 1 <= int(numero) <= len(self._lus):
            return self._lus[int(numero) - 1]
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
        if not reste.strip():
            self.lignes.dire(dire("erreur.pourquoi"))
        elif passage := self._passage(reste.strip()):
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
        attendu = self.moteur.etat.en_attente
        if attendu and self._commencee:
            self._commencee = []
            self.brouillons.garder(attendu.demande.id, "")
            self.lignes.dire(dire("seance.effacee"))

    def _pause(self, _: str) -> None:
        raise Pause

    def _fin(self, _: str) -> None:
        self._geste(self.moteur.terminer)

    def _aide(self, _: str) -> None:
        attendu = self.moteur.etat.en_attente
        if attendu and (aide := presentation.aide_de(self.moteur.protocole, attendu.demande)):
            self.lignes.dire(dire("seance.aide", aide=aide))
        for nom in [*self._commandes, "barre"]:
            self.lignes.dire(dire(f"commandes.{nom}"))


def _est_un_choix(demande: QuestionPosee | RelancePosee, ligne: str) -> bool:
    """Vrai pour « 1,3 » devant une liste ; ailleurs, des chiffres sont du texte."""
    return (
        isinstance(demande, QuestionPosee)
        and bool(demande.options)
        and bool(_NUMEROS.fullmatch(ligne))
    )
