"""Là où l'on répond : une liste à cocher, le champ, ce que le coach signale, et le rappel."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coach.confidentialite import Mention
from coach.dialogues.protocole import Protocole
from coach.modeles.evenements import QuestionPosee, RelancePosee
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.paroles import dire
from coach.tui.peinture.lecture import Paragraphe
from coach.tui.seance.conduite import est_courte, prend_des_mots
from coach.tui.widgets.seance.champ import Champ
from coach.tui.widgets.seance.choix import Choix


class Saisie(Vertical):
    """La zone de réponse ; elle prend la forme de ce qui est demandé."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self.mentions: tuple[Mention, ...] = ()
        self.mentions_gardees = False
        self._au_carnet: tuple[Mention, ...] = ()

    def compose(self) -> ComposeResult:
        """De haut en bas : l'avis, les choix, le champ, le nom remarqué, le rappel."""
        yield Static(id="avis", markup=False)
        yield Choix(id="choix")
        yield Champ(id="champ")
        yield Static(id="mention", markup=False)
        yield Static(id="rappel", markup=False)

    @property
    def champ(self) -> Champ:
        """Le champ de texte."""
        return self.query_one(Champ)

    @property
    def choix(self) -> Choix:
        """La liste à cocher."""
        return self.query_one(Choix)

    def _phrase(self, cle: str, **valeurs: object) -> str:
        """Une phrase où chaque geste se nomme par sa touche."""
        return dire(cle, **noms_des_touches(self.app), **valeurs)

    def demander(self, protocole: Protocole, demande: QuestionPosee | RelancePosee) -> None:
        """Se prépare à recevoir la réponse à cette demande, le curseur au bon endroit."""
        options = demande.options if isinstance(demande, QuestionPosee) else ()
        mots, multiple = prend_des_mots(demande), False
        if options and isinstance(demande, QuestionPosee):
            multiple = demande.saisie == "choix_multiple"
            self.choix.proposer(options, multiple=multiple, mots=mots)
        self._montrer(choix=bool(options), champ=mots)
        self.champ.courte = est_courte(protocole, demande)
        if options:
            self.champ.placeholder = self._phrase("seance.invite_mots")
            cle = "rappel_choix" if multiple else "rappel_choix_unique"
            self.rappeler(self._phrase(f"seance.{cle}_mots" if mots else f"seance.{cle}"))
        else:
            courte = "_courte" if self.champ.courte else ""
            self.champ.placeholder = self._phrase(f"seance.invite{courte}")
            self.rappeler(
                self._phrase("seance.rappel_courte" if courte else "seance.rappel_longue")
            )
        self.reprendre()

    def modifier(self) -> None:
        """Se prépare à récrire une réponse déjà donnée."""
        self._montrer(choix=False, champ=True)
        self.champ.courte = False
        self.rappeler(self._phrase("seance.rappel_modifier"))
        self.champ.focus()

    @on(Choix.RienDeCoche)
    def rien_de_coche(self) -> None:
        """Entrée sans rien de coché : dit comment cocher."""
        self.avertir(self._phrase("seance.rien_coche"))

    @on(Choix.PasDeMots)
    def pas_de_mots(self) -> None:
        """Des mots, là où seules les lignes répondent : dit comment choisir."""
        cle = "pas_de_mots_plusieurs" if self.choix.multiple else "pas_de_mots"
        self.avertir(self._phrase(f"seance.{cle}"))

    def finir(self) -> None:
        """Plus rien à répondre."""
        self._montrer(choix=False, champ=False)
        self.rappeler(self._phrase("seance.rappel_fin"))

    @property
    def repond(self) -> bool:
        """Vrai s'il y a quelque chose à répondre."""
        return self.choix.display or self.champ.display

    def reprendre(self) -> None:
        """Remet le curseur là où l'on répond."""
        if self.choix.display and not self.champ.text:
            self.choix.focus()
        elif self.champ.display:
            self.champ.focus()

    def _montrer(self, *, choix: bool, champ: bool) -> None:
        self.choix.display = choix
        self.champ.display = champ

    # --- Les lignes d'autour -----------------------------------------------------------------

    def rappeler(self, phrase: str) -> None:
        """Dit comment répondre."""
        self.query_one("#rappel", Static).update(Paragraphe(phrase))

    def avertir(self, phrase: str, *, souci: bool = False) -> None:
        """Dit ce qui vient d'arriver, ou rien ; `souci` : quelque chose n'a pas pu se faire."""
        avis = self.query_one("#avis", Static)
        avis.update(Paragraphe(phrase))
        avis.display = bool(phrase)
        avis.set_class(souci, "-souci")

    def signaler(self, mentions: Sequence[Mention], *, gardees: bool = False) -> None:
        """Montre le premier nom remarqué et son initiale ; `gardees` : il est déjà au carnet."""
        self.mentions, self.mentions_gardees = tuple(mentions), gardees
        if gardees:
            self._au_carnet = self.mentions
        ligne = self.query_one("#mention", Static)
        ligne.display = bool(mentions)
        if mentions:
            texte, proposition = mentions[0].texte, mentions[0].proposition
            cle = "seance.mention_gardee" if gardees else "seance.mention"
            phrase = self._phrase(cle, texte=texte, proposition=proposition)
            ligne.update(Paragraphe(phrase))

    def redire(self) -> None:
        """Ce qui se tapait n'est plus là : le nom déjà au carnet attend toujours son initiale."""
        self.signaler(self._au_carnet, gardees=True)
