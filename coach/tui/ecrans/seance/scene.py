"""Ce que montre une séance, et comment elle suit son moteur ; ce qu'on y fait est à côté."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult

from coach.analyse import Memoire
from coach.dialogues.moteur import Tour
from coach.dialogues.noms import neuves
from coach.dialogues.presentation import aide_attendue
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran, largeurs
from coach.tui.paroles import dire
from coach.tui.seance import recit
from coach.tui.seance.abri import Abri
from coach.tui.seance.conduite import Conduite, Refus, nature_a_lire
from coach.tui.seance.lecture_vive import LectureVive
from coach.tui.styles import feuilles
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.seance.champ import Champ
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.ecoute import Ecoute, EtatDEcoute
from coach.tui.widgets.seance.entete import Entete
from coach.tui.widgets.seance.etapes import Etapes
from coach.tui.widgets.seance.saisie import Saisie
from coach.tui.widgets.seance.volets import Volets

T = TypeVar("T")

DELAI_DU_BROUILLON = 0.5
"""Secondes au plus entre une frappe et sa mise à l'abri."""

_APRES_L_OUVERTURE = 0.1
"""Secondes laissées à la première peinture, et aux premières frappes."""


class Scene(Ecran[None]):
    """Montre la séance d'une `Conduite`, et garde ce qui s'y tape ; rend `verrou` en se fermant."""

    CSS_PATH = feuilles("seance")
    HORIZONTAL_BREAKPOINTS = largeurs(100)

    def __init__(self, conduite: Conduite, verrou: ExitStack) -> None:
        super().__init__()
        self.conduite = conduite
        self.moteur = conduite.moteur
        self.verrou = verrou
        self.entete, self.volets = Entete(), Volets()
        self._posee: str | None = None
        self._apprise: Memoire | None = None
        self._affichage = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """La tête, les trois colonnes, le pied."""
        yield self.entete
        yield self.volets
        yield Pied()

    async def on_mount(self) -> None:
        """Pose la première question, ou reprend où l'on en était, phrase commencée comprise."""
        self.saisie = self.query_one(Saisie)
        self.champ = self.saisie.champ
        self.abri = Abri(self.conduite, self.champ)
        self.set_interval(DELAI_DU_BROUILLON, self._garder)
        if await self._faire(self.moteur.demarrer) and self._tenter(self.abri.rendre):
            self._champ_rempli(dire("seance.brouillon"))
        self.set_timer(_APRES_L_OUVERTURE, self._completer)

    async def _completer(self) -> None:
        """Relie le champ à la lecture, et monte ce qui ne se voit pas d'abord."""
        ici = self.moteur.contexte
        self._apprise = ici.memoire()
        self.champ.relier(LectureVive(ici.remarquer, ici.memoire))
        await self.volets.completer()
        for etapes in self.query(Etapes):  # aucune, si l'on quitte la séance à peine ouverte
            etapes.montrer(recit.etapes(self.moteur))
        self._entendre()

    async def on_screen_resume(self) -> None:
        """Une correction oubliée depuis un autre écran change la lecture de celui-ci."""
        if self._apprise not in (None, self.moteur.contexte.memoire()):
            await self._montrer(Tour())

    def on_unmount(self) -> None:
        """Garde la dernière frappe et rend la séance aux autres fenêtres."""
        with suppress(Refus):
            self._ranger()
        self.verrou.close()

    def perdrait(self) -> str:
        """La phrase que le carnet n'a pas pu prendre."""
        if not hasattr(self, "abri"):
            return ""  # l'écran se monte encore
        try:
            self.abri.garder()
        except Refus:
            return self.champ.text
        return ""

    def _ranger(self) -> None:
        """Garde la dernière frappe ; d'une phrase effacée, il ne reste pas de séance vide.

        Lève `Refus`.
        """
        self.abri.garder()
        if not self.champ.text.strip():
            self.conduite.retirer_si_vide()

    # --- Montrer --------------------------------------------------------------------------------

    def _tenter(self, geste: Callable[[], T]) -> T | None:
        """Fait un geste ; ce qui se refuse se dit, et rien n'est effacé."""
        try:
            return geste()
        except Refus as refus:
            self._dire(str(refus), souci=bool(self.conduite.souci))
            return None

    async def _faire(self, geste: Callable[[], Tour]) -> bool:
        """Fait un geste du moteur et montre la suite ; faux s'il se refuse."""
        tour = self._tenter(lambda: self.conduite.essayer(geste))
        if tour is None:
            return False
        self._dire("")
        await self._montrer(tour)
        return True

    async def _montrer(self, tour: Tour) -> None:
        async with self._affichage:
            await self.query_one(Conversation).montrer(recit.blocs(self.moteur))
        for etapes in self.query(Etapes):
            etapes.montrer(recit.etapes(self.moteur))
        if tour.evenements or tour.mentions:
            self.saisie.signaler(tour.mentions, gardees=True)
        if (aide := aide_attendue(self.moteur)) is not None:
            self._montrer_les_relais(aide)
        elif self.moteur.etat.terminee:
            self.saisie.finir()
            self.query_one(Conversation).focus()
        elif self.abri.modifiee is None:
            self._demander()
        self._entendre()
        self._montrer_la_tete()
        if self._apprise not in (None, memoire := self.moteur.contexte.memoire()):
            self._apprise = memoire
            self.champ.relire()

    def _demander(self) -> None:
        """Prépare la réponse à la question qui attend, si ce n'est pas déjà fait."""
        attendu = self.conduite.attendu()
        if attendu is not None and attendu.demande.id != self._posee:
            self._posee = attendu.demande.id
            self.champ.lit, self.champ.attendue = nature_a_lire(self.moteur, attendu)
            self.saisie.demander(self.moteur.protocole, attendu.demande)
            self.refresh_bindings()

    def _montrer_la_tete(self) -> None:
        self.entete.montrer(self.conduite, en_cours=self.abri.en_cours)

    def repeindre(self) -> None:
        """Ce qui est entendu, aux couleurs du thème."""
        self._entendre()

    def _entendre(self) -> None:
        en_cours = () if self.abri.modifiee else self.champ.segments
        for ecoute in self.query(Ecoute):
            ecoute.montrer(recit.entendus(self.moteur, en_cours), etat=self._etat_d_ecoute())

    def _etat_d_ecoute(self) -> EtatDEcoute:
        if self.moteur.etat.terminee:
            return "finie"
        return "lit" if self.champ.lit else "ne_lit_pas"

    def _dire(self, phrase: str, *, souci: bool = False) -> None:
        self.saisie.avertir(phrase, souci=souci)
        self._montrer_la_tete()

    def _phrase(self, nom: str, **valeurs: object) -> str:
        """Une phrase de la séance, où chaque geste se nomme par sa touche."""
        return dire(f"seance.{nom}", **noms_des_touches(self.app), **valeurs)

    def _montrer_les_relais(self, genre: str) -> None:
        from coach.tui.ecrans.secours import EcranSecours

        ici = self.moteur.contexte
        self.app.push_screen(EcranSecours(ici.pays, genre, ici.accord), self._acquitter)

    async def _acquitter(self, suite: str | None) -> None:
        choix = suite or "arreter"
        if await self._faire(partial(self.moteur.acquitter, choix)) and choix == "arreter":
            self.dismiss()

    @on(Compositeur.Changed)
    def frappe(self) -> None:
        """Une frappe efface l'avis d'avant, sauf un souci."""
        self._dire(self.conduite.souci, souci=True)

    def _garder(self) -> None:
        """Met à l'abri ce qui a été tapé depuis la dernière fois."""
        if self._tenter(self.abri.garder):
            self._montrer_la_tete()

    def _champ_rempli(self, phrase: str) -> None:
        """Le champ porte un texte d'avant : le dire, et y mettre le curseur."""
        if self.abri.modifiee:
            self.saisie.modifier()
        self.saisie.reprendre()
        self._dire(phrase)

    @on(Champ.Lu)
    def relu(self, lu: Champ.Lu) -> None:
        """La lecture du texte en cours est prête."""
        ici = self.abri.modifiee
        if mentions := neuves(lu.apercu.mentions, self.moteur.etat.reponses, ici):
            self.saisie.signaler(mentions)
        elif not self.saisie.mentions_gardees:
            self.saisie.redire()
        self._entendre()
