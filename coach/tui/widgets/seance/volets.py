"""Les trois colonnes d'une séance ; à l'étroit, les côtés se montrent l'un après l'autre."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.seance.choix import Choix
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.ecoute import Ecoute, ListeEntendue
from coach.tui.widgets.seance.etapes import Etapes
from coach.tui.widgets.seance.saisie import Saisie


class Volets(Horizontal):
    """Les étapes, la conversation et la saisie, ce qui est entendu."""

    def compose(self) -> ComposeResult:
        """De gauche à droite ; à l'étroit, les côtés se montent une fois l'écran peint."""
        large = self.screen.has_class("-large")
        if large:
            yield Etapes(id="etapes")
        with Vertical(id="milieu"):
            yield Conversation(id="conversation")
            yield Saisie(id="saisie")
        if large:
            yield Ecoute(id="ecoute")

    async def completer(self) -> None:
        """Monte les côtés qui manquent."""
        if not self.query(Etapes):
            await self.mount(Etapes(id="etapes"), before=0)
        if not self.query(Ecoute):
            await self.mount(Ecoute(id="ecoute"))

    def basculer(self, volet: str) -> None:
        """Ouvre le volet `ecoute` ou `etapes`, ou le referme ; ou prend la `conversation`."""
        if volet == "conversation":
            self.remonter()
            return
        if self.has_class(f"-{volet}"):
            self.refermer()
            return
        if not self.query(f"#{volet}"):
            self.call_after_refresh(self.basculer, volet)
            return
        self.set_class(volet == "ecoute", "-ecoute")
        self.set_class(volet == "etapes", "-etapes")
        if volet == "ecoute":
            self.query_one(ListeEntendue).prendre()
        else:
            self.query_one(Etapes).focus()

    @on(Conversation.Expliquer)
    def expliquer(self, demande: Conversation.Expliquer) -> None:
        """Ce qui fut lu dans une réponse s'ouvre sur son premier passage."""
        if not self.has_class("-ecoute"):
            self.basculer("ecoute")
        self.query_one(ListeEntendue).prendre(demande.reponse)

    @property
    def ouvert(self) -> bool:
        """Vrai si un côté est ouvert."""
        return self.has_class("-ecoute") or self.has_class("-etapes")

    @property
    def quitte(self) -> bool:
        """Vrai si le curseur n'est pas là où l'on répond, ou si un côté est ouvert."""
        saisie, ici = self.query_one(Saisie), self.screen.focused
        return self.ouvert or (saisie.repond and (ici is None or saisie not in ici.ancestors))

    def refermer(self) -> bool:
        """Revient à la réponse ; faux si l'on y était déjà."""
        quitte, saisie = self.quitte, self.query_one(Saisie)
        self.remove_class("-ecoute", "-etapes")
        saisie.reprendre()
        return quitte

    def remonter(self) -> None:
        """Prend la conversation, la dernière réponse choisie."""
        conversation = self.query_one(Conversation)
        conversation.focus()
        conversation.action_choisir(-1)

    @on(Compositeur.Remonte)
    def remonte(self) -> None:
        """Le champ vide se quitte par le haut."""
        self.remonter()

    @on(Conversation.Quittee)
    def redescendre(self) -> None:
        """La conversation se quitte par le bas."""
        self.query_one(Saisie).reprendre()

    @on(Compositeur.Defile)
    def defiler(self, page: Compositeur.Defile) -> None:
        """Fait défiler la conversation sans quitter le champ."""
        conversation = self.query_one(Conversation)
        if page.sens < 0:
            conversation.scroll_page_up(animate=False)
        else:
            conversation.scroll_page_down(animate=False)

    @on(Choix.Ecrit)
    def ecrire(self, mots: Choix.Ecrit) -> None:
        """Des lettres tapées devant une liste commencent une réponse dans ses propres mots."""
        champ = self.query_one(Saisie).champ
        if champ.display:
            champ.focus()
            champ.insert(mots.caractere)
