"""La séance : une question à la fois, et le champ toujours prêt."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from coach.dialogues.moteur import Tour
from coach.modeles.seance import Reponse
from coach.tui import gestes
from coach.tui.ecrans.seance.scene import Scene
from coach.tui.paroles import dire
from coach.tui.terminal import editeur
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.peint import texte_montre
from coach.tui.widgets.seance.choix import Choix
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.ecoute import ListeEntendue
from coach.tui.widgets.seance.etapes import Etapes

_REPONDRE = {"envoyer", "passer", "avant", "initiale", "rediger", "effacer"}
"""Ce qui répond à la question, ou la quitte : il faut la voir."""

_MENER = {"terminer"}
"""Ce qui n'a de sens qu'avant la fin."""


class EcranSeance(Scene):
    """Mène la séance d'une `Conduite`."""

    GESTES = gestes.SEANCE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    # --- Ce que font les touches ici ------------------------------------------------------------

    @property
    def _couverte(self) -> bool:
        """Vrai si, à l'étroit, un côté ouvert cache la question et le champ."""
        return not self.has_class("-large") and self.volets.ouvert

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ni réponse à une question cachée ou à une séance finie, ni étape avant la première."""
        if action in _REPONDRE:
            couverte = self._couverte or self.moteur.etat.terminee
            return not couverte and (action != "avant" or self._etape_d_avant)
        return action not in _MENER or not self.moteur.etat.terminee

    @property
    def _etape_d_avant(self) -> bool:
        """Vrai s'il y a une étape avant celle qui attend."""
        attendu, protocole = self.conduite.attendu(), self.moteur.protocole
        return attendu is not None and protocole.numero(attendu.demande.etape) > 1

    def nommer(self, action: str) -> str:
        """Ce que la touche fait en ce moment, si ce n'est pas ce que dit son nom."""
        if not hasattr(self, "abri"):
            return ""  # l'écran se monte encore
        if action == "pause":
            cle = self._sortie()
        elif action == "volet('ecoute')" and self.volets.has_class("-ecoute"):
            cle = "refermer"
        else:
            cle = "garder" if action == "envoyer" and self.abri.modifiee else ""
        return dire(f"geste_ici.{cle}") if cle else ""

    def _sortie(self) -> str:
        """Ce que fait Échap : refermer un côté, laisser une modification, ou s'arrêter."""
        if self.volets.quitte:
            return "revenir"
        if self.abri.modifiee:
            return "laisser"
        return "fermer" if self.moteur.etat.terminee else ""

    def prendre_le_champ(self) -> bool:
        """Met le curseur au champ, même devant une liste ; faux s'il n'y a rien à écrire."""
        champ = self.saisie.champ
        if champ.display:
            self.set_focus(champ)
        return champ.display

    # --- Répondre -------------------------------------------------------------------------------

    @on(Compositeur.Envoye)
    async def action_envoyer(self) -> None:
        """Envoie la réponse, la modification, ou ce qui est coché."""
        texte, modifiee = self.champ.text.strip(), self.abri.modifiee
        if not texte and self.saisie.choix.display:
            self.saisie.choix.action_valider()
        elif not texte and self.abri.cible:
            self._dire(self._phrase("vide_modifier" if modifiee else "vide"))
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

        if await self._faire(envoi):
            if self.abri.modifiee:
                await self._laisser()
            self._dire_l_hesitation(avant)

    def _dire_l_hesitation(self, avant: tuple[Reponse, ...]) -> None:
        """Demande, plutôt que d'affirmer, ce que sont les passages douteux."""
        if self.moteur.etat.terminee:
            return  # plus rien ne continue, et la lecture reste à portée
        if douteux := self.conduite.douteux(avant):
            nom = "hesite_un" if douteux == 1 else "hesite_des"
            self._dire(self._phrase(nom, nombre=douteux))

    def _quitter_le_champ(self) -> None:
        self._posee = None
        self.abri.vider()

    async def _laisser(self) -> None:
        """Renonce à ce que porte le champ, et revient à la question qui attend."""
        if self._tenter(self.abri.renoncer):
            self._quitter_le_champ()
            self.saisie.redire()
            await self._montrer(Tour())
            self.refresh_bindings()

    async def _geste(self, geste: Callable[[], Tour]) -> bool:
        """Un geste qui change de question : il attend que la réponse commencée soit envoyée."""
        if not self.abri.libre:
            self._dire(self._phrase("commencee"))
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

    def action_rediger(self) -> None:
        """Continue la réponse dans l'éditeur de la personne ; ce qui ne va pas laisse le champ."""
        if not self.champ.display:
            return
        self._garder()
        avant = self.champ.text
        apres, phrase = editeur.passer_la_main(self.app, avant)
        self.champ.focus()
        if apres != avant:
            self.abri.recevoir(apres)
        self._dire(phrase)

    def action_copier(self) -> None:
        """Copie la conversation, en texte."""
        self.app.copy_to_clipboard(texte_montre(self.query_one(Conversation)))

    def action_effacer(self) -> None:
        """Vide le champ ; Ctrl+Z y revient."""
        self.champ.ecrire("")

    @on(Conversation.Modifier)
    def modifier(self, conversation: Conversation.Modifier) -> None:
        """Ouvre une réponse déjà donnée dans le champ."""
        if not self.abri.libre:
            self._dire(self._phrase("commencee"))
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
            if self.prevenue(self.abri.recrite):
                await self._laisser()
            else:
                self._dire(self._phrase("modification_commencee"))
            return
        self._tenter(self._ranger)
        if self.peut_partir():
            self.dismiss()
