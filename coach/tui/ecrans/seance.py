"""La séance : une question à la fois, et le champ toujours prêt."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from coach.dialogues.moteur import Tour
from coach.tui import gestes, recit
from coach.tui.abri import Abri
from coach.tui.conduite import Conduite, Refus, nature_a_lire
from coach.tui.lecture_vive import LectureVive
from coach.tui.messages import dire
from coach.tui.widgets.champ import Champ
from coach.tui.widgets.choix import Choix
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.conversation import Conversation
from coach.tui.widgets.ecoute import Ecoute, ListeEntendue
from coach.tui.widgets.entete import Entete
from coach.tui.widgets.etapes import Etapes
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.saisie import Saisie
from coach.tui.widgets.volets import Volets

T = TypeVar("T")

DELAI_DU_BROUILLON = 0.5
"""Secondes au plus entre une frappe et sa mise à l'abri."""


class EcranSeance(Screen[None]):
    """Mène la séance d'une `Conduite` ; rend `verrou` en se fermant."""

    CSS_PATH = "../styles/seance.tcss"
    GESTES = gestes.SEANCE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, conduite: Conduite, verrou: ExitStack) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen"), (100, "-large")]
        self.conduite = conduite
        self.moteur = conduite.moteur
        self.verrou = verrou
        self._posee: str | None = None
        self._affichage = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """La tête, les trois colonnes, le pied."""
        yield Entete()
        yield Volets()
        yield Pied()

    async def on_mount(self) -> None:
        """Pose la première question, ou reprend où l'on en était, phrase commencée comprise."""
        self.volets = self.query_one(Volets)
        self.saisie = self.query_one(Saisie)
        self.champ = self.saisie.champ
        self.abri = Abri(self.conduite, self.champ)
        self.champ.relier(LectureVive(self.moteur.contexte.remarquer))
        self.set_interval(DELAI_DU_BROUILLON, self._garder)
        if await self._faire(self.moteur.demarrer) and self._tenter(self.abri.rendre):
            self._champ_rempli(dire("seance.brouillon"))

    def on_unmount(self) -> None:
        """Garde la dernière frappe et rend la séance aux autres fenêtres."""
        with suppress(Refus):
            self.abri.garder()
        self.verrou.close()

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
        self.query_one(Etapes).montrer(recit.etapes(self.moteur))
        if tour.evenements or tour.mentions:
            self.saisie.signaler(tour.mentions, gardees=True)
        if self.moteur.etat.aide is not None:
            self._montrer_les_relais(self.moteur.etat.aide.genre)
        elif self.moteur.etat.terminee:
            self.saisie.finir()
            self.query_one(Conversation).focus()
        elif self.abri.modifiee is None:
            self._demander()
        self._entendre()
        self._montrer_la_tete()

    def _demander(self) -> None:
        """Prépare la réponse à la question qui attend, si ce n'est pas déjà fait."""
        attendu = self.conduite.attendu()
        if attendu is not None and attendu.demande.id != self._posee:
            self._posee = attendu.demande.id
            self.champ.lit, self.champ.attendue = nature_a_lire(self.moteur, attendu)
            self.saisie.demander(self.moteur.protocole, attendu.demande)

    def _montrer_la_tete(self) -> None:
        self.query_one(Entete).montrer(self.conduite, en_cours=self.abri.en_cours)

    def _entendre(self) -> None:
        en_cours = () if self.abri.modifiee else self.champ.segments
        self.query_one(Ecoute).montrer(recit.entendus(self.moteur, en_cours))

    def _dire(self, phrase: str, *, souci: bool = False) -> None:
        self.saisie.avertir(phrase, souci=souci)
        self._montrer_la_tete()

    def _montrer_les_relais(self, genre: str) -> None:
        from coach.tui.ecrans.secours import EcranSecours

        self.app.push_screen(EcranSecours(self.moteur.contexte.pays, genre), self._acquitter)

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
        if lu.apercu.mentions or not self.saisie.mentions_gardees:
            self.saisie.signaler(lu.apercu.mentions)
        self._entendre()

    # --- Répondre -------------------------------------------------------------------------------

    @on(Compositeur.Envoye)
    async def action_envoyer(self) -> None:
        """Envoie la réponse, la modification, ou ce qui est coché."""
        texte, modifiee = self.champ.text.strip(), self.abri.modifiee
        if not texte and self.saisie.choix.display:
            self.saisie.choix.action_valider()
        elif not texte and self.abri.cible:
            self._dire(dire("seance.vide_modifier" if modifiee else "seance.vide"))
        elif modifiee:
            await self._envoyer(partial(self.moteur.modifier, modifiee, texte))
        elif self.conduite.attendu():
            await self._envoyer(partial(self.moteur.repondre, texte))
        elif not self.moteur.etat.terminee:
            await self._faire(self.moteur.demarrer)

    async def _envoyer(self, geste: Callable[[], Tour]) -> None:
        """Envoie ce que porte le champ ; il ne se vide que si le carnet l'a."""
        avant = self.moteur.etat.reponses

        def envoi() -> Tour:
            try:
                return geste()
            finally:
                if self.moteur.etat.reponses != avant:
                    self._quitter_le_champ()

        if await self._faire(envoi) and self.abri.modifiee:
            await self._laisser()

    def _quitter_le_champ(self) -> None:
        self._posee = None
        self.abri.vider()

    async def _laisser(self) -> None:
        """Renonce à ce que porte le champ, et revient à la question qui attend."""
        if self._tenter(self.abri.renoncer):
            self._quitter_le_champ()
            await self._montrer(Tour())

    async def _geste(self, geste: Callable[[], Tour]) -> bool:
        """Un geste qui change de question : il attend que la réponse commencée soit envoyée."""
        if not self.abri.libre:
            self._dire(dire("seance.commencee"))
            return False
        return self._tenter(self.abri.renoncer) is True and await self._faire(geste)

    @on(Choix.Valide)
    async def choisir(self, choix: Choix.Valide) -> None:
        """Répond par ce qui est coché."""
        await self._geste(partial(self.moteur.repondre, "", choix.valeurs))

    async def action_passer(self) -> None:
        """Passe la question."""
        await self._geste(self.moteur.passer)

    async def action_avant(self) -> None:
        """Revient à l'étape d'avant."""
        await self._geste(self.moteur.reculer)

    @on(Etapes.Aller)
    async def aller(self, etapes: Etapes.Aller) -> None:
        """Va à l'étape choisie dans la colonne."""
        self.volets.refermer()
        await self._geste(partial(self.moteur.aller, etapes.etape))

    async def action_annuler(self) -> None:
        """Défait le dernier geste ; la réponse annulée revient dans le champ."""
        avant = self.moteur.etat.reponses
        if await self._geste(self.moteur.annuler):
            self._dire(dire("seance.annule"))
            perdue = self.conduite.perdue(avant)
            if perdue and not perdue.choix and self.conduite.attendu():
                self.abri.remettre(perdue.texte)
                self._champ_rempli(dire("seance.annule"))

    async def action_retablir(self) -> None:
        """Refait ce qui vient d'être annulé."""
        if await self._geste(self.moteur.retablir):
            self._dire(dire("seance.retabli"))

    async def action_terminer(self) -> None:
        """Termine la séance là où elle en est."""
        await self._geste(self.moteur.terminer)

    def action_effacer(self) -> None:
        """Vide le champ ; Ctrl+Z y revient."""
        self.champ.ecrire("")

    @on(Conversation.Modifier)
    def modifier(self, conversation: Conversation.Modifier) -> None:
        """Ouvre une réponse déjà donnée dans le champ."""
        if not self.abri.libre:
            self._dire(dire("seance.commencee"))
        elif self.abri.modifier(conversation.reponse):
            self._champ_rempli("")

    @on(ListeEntendue.Corrige)
    async def corriger(self, correction: ListeEntendue.Corrige) -> None:
        """Donne à un passage la nature que la personne dit."""
        entendu, nature = correction.entendu, correction.nature
        etendue = entendu.segment.debut, entendu.segment.fin
        if await self._faire(partial(self.moteur.corriger, entendu.reponse, *etendue, nature)):
            self._dire(dire("ecoute.corrige", nature=dire(f"ecoute.un_{nature}")))

    async def action_initiale(self) -> None:
        """Met l'initiale à la place du nom remarqué, dans le champ ou dans toute la séance."""
        if not self.saisie.mentions:
            self._dire(dire("seance.pas_de_mention"))
            return
        mention, gardees = self.saisie.mentions[0], self.saisie.mentions_gardees
        self.champ.remplacer_partout(mention.texte, mention.proposition)
        if gardees:
            if not await self._faire(partial(self.conduite.remplacer, mention)):
                return
            self._dire(dire("seance.initiale"))
        reste = [m for m in self.saisie.mentions if m.texte != mention.texte]
        self.saisie.signaler(reste, gardees=gardees)

    # --- Les côtés, la sortie -------------------------------------------------------------------

    def action_volet(self, volet: str) -> None:
        """Ouvre ou referme un côté : `ecoute`, `etapes` ; ou prend la `conversation`."""
        self.volets.basculer(volet)

    async def action_pause(self) -> None:
        """Referme ce qui est ouvert ; sinon s'arrête là, tout étant gardé."""
        if self.volets.refermer():
            return
        if self.abri.modifiee:
            await self._laisser()
            return
        self._garder()
        self.dismiss()
