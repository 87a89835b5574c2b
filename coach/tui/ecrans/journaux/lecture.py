"""Relire une séance : ses étapes, les réponses et leur lecture, ce qui fut relié et décidé."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from coach.carnet.vues import Action
from coach.dialogues.moteur import Moteur
from coach.modeles.lecture import Segment
from coach.modeles.texte import sans_commandes
from coach.supervision import retour
from coach.tui import gestes, lignes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.dates import jour_complet
from coach.tui.ecran import Ecran
from coach.tui.groupe import recues
from coach.tui.journaux import rangement
from coach.tui.journaux.effacement import confirmer_la_suppression
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.seance import recit, suites
from coach.tui.seance.recit import Bloc
from coach.tui.seance.suites import texte
from coach.tui.styles import feuilles
from coach.tui.widgets.peint import texte_montre
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.relecture.relue import Relecture, Relue

_GARDEES = {"etape", "parole", "reponse"}


class EcranLecture(Ecran[None]):
    """Une séance relue ; `avis` : ce qu'il faut en dire.

    `reponse` : celle à montrer d'abord ; `passage` : ses bornes, en points de code (début et fin
    égaux : la réponse entière).
    """

    CSS_PATH = feuilles("lecture")
    GESTES = gestes.LECTURE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(
        self,
        moteur: Moteur,
        *,
        reponse: str | None = None,
        passage: tuple[int, int] = (0, 0),
        avis: str = "",
    ) -> None:
        super().__init__()
        self._passage = passage
        self.moteur = moteur
        self._reponse = reponse
        self._avis = avis
        self._recues = retour.recues(moteur.evenements)
        self._relues: list[Relue] = []
        self._passages: list[tuple[Relue, Segment]] = []
        self._rang = -1

    def compose(self) -> ComposeResult:
        """Le titre, les étapes, puis ce qui en est sorti."""
        pieces = list(self._pieces())
        self._relues = [piece for piece in pieces if isinstance(piece, Relue)]
        self._passages = [(relue, s) for relue in self._relues for s in relue.bloc.segments]
        self._journal = Relecture(pieces, id="journal")
        yield self._journal
        yield Static(id="pourquoi", markup=False)
        yield Pied()

    def _pieces(self) -> Iterator[Widget]:
        etat = self.moteur.etat
        yield texte(self._avis, "avis")
        yield texte(etat.titre or dire("accueil.sans_titre"), "titre")
        yield texte(self._quand(), "discret")
        yield texte(self._etiquettes(etat.etiquettes), "discret")
        yield texte(self._corrections(), "discret")
        yield texte(self._du_groupe(), "discret")
        yield texte(dire("lecture.legende"), "discret")
        if etat.note:
            yield texte(dire("lecture.note"), "etape")
            yield texte(etat.note, "note")
        yield from self._conversation()
        yield from self._ce_qui_en_sort()

    async def on_mount(self) -> None:
        """Montre d'abord le passage cherché."""
        self._journal.focus()
        for relue in self._relues:
            if self._reponse and relue.bloc.reponse == self._reponse:
                await self._journal.completer()
                relue.add_class("-choisie")
                segment = self._au_passage(relue)
                self.call_after_refresh(self._journal.voir, relue, segment)

    def _au_passage(self, dite: Relue) -> Segment | None:
        """Met en évidence le premier segment du passage demandé, et le rend."""
        debut, fin = self._passage
        for rang, (relue, segment) in enumerate(self._passages):
            if relue is dite and segment.debut < fin and segment.fin > debut:
                self._rang, dite.choisi = rang, segment
                return segment
        return None

    def _quand(self) -> str:
        etat = self.moteur.etat
        moment = etat.cree_le or self.moteur.evenements[0].quand
        jour = jour_complet(moment.astimezone().date())
        if not etat.protocole:
            return jour
        quoi = lignes.nom_du_protocole(etat.protocole)
        phrase = dire("lecture.protocole", quoi=quoi, quand=jour)
        return phrase if etat.terminee else f"{phrase} · {dire('lecture.inachevee')}"

    def _etiquettes(self, etiquettes: tuple[str, ...]) -> str:
        noms = ", ".join(f"#{nom}" for nom in etiquettes)
        return dire("lecture.etiquettes", liste=noms) if noms else ""

    def _corrections(self) -> str:
        """Combien de passages la personne a corrigés."""
        nombre = sum(len(decisions) for decisions in self.moteur.etat.decisions.values())
        if nombre == 1:
            return dire("lecture.decision")
        return dire("lecture.decisions", nombre=nombre) if nombre else ""

    def _du_groupe(self) -> str:
        """Qu'un groupe en a parlé, et comment en retenir quelque chose."""
        if not self._recues:
            return ""
        cle = "retenir" if retour.a_retenir(self._recues) else "plus_bas"
        return dire(f"recues.{cle}", **noms_des_touches(self.app))

    def _conversation(self) -> Iterator[Widget]:
        """Les étapes où il y a une réponse ; une question sans réponse n'est pas relue."""
        blocs = [b for b in recit.blocs(self.moteur) if b.sorte in _GARDEES]
        repondues = {b.cle.rsplit(":", 1)[0] for b in blocs if b.reponse}
        if not repondues:
            yield texte(dire("lecture.vide"), "discret")
        etape: Bloc | None = None
        for bloc in blocs:
            if bloc.sorte == "etape":
                etape = bloc
            elif bloc.cle.rsplit(":", 1)[0] in repondues:
                if etape is not None:
                    yield Relue(etape)
                    etape = None
                yield Relue(bloc)

    def _ce_qui_en_sort(self) -> Iterator[Widget]:
        yield from suites.pieces(self.moteur, self._actions())
        yield from recues.pieces(self._recues, self.moteur.etat)

    def _actions(self) -> list[Action]:
        """Ce qui fut décidé, et où cela en est."""
        return self.coach.tenter(lambda: self.coach.carnet.actions(self.moteur.flux)) or []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Une séance terminée ne se reprend pas ; une séance prise ailleurs ne se touche pas."""
        if action == "reprendre":
            return not self.moteur.etat.terminee and not self._avis
        if action in ("expliquer", "passage", "natures"):
            return bool(self._passages)
        if action == "retenir" and not retour.a_retenir(self._recues):
            return False
        ecrivent = ("supprimer", "titrer", "etiqueter", "retenir", "recevoir")
        return action not in ecrivent or not self._avis

    # --- Les gestes --------------------------------------------------------------------------

    def action_reprendre(self) -> None:
        """Reprend la séance si elle est inachevée."""
        if not self.moteur.etat.terminee:
            self.dismiss()
            self.coach.ouvrir_seance(self.moteur.flux)

    async def action_passage(self, sens: int) -> None:
        """Choisit le passage d'après, ou d'avant, et le fait voir."""
        if not self._passages:
            return
        await self._journal.completer()
        premier = 0 if sens > 0 else len(self._passages) - 1
        self._choisir((self._rang + sens) % len(self._passages) if self._rang >= 0 else premier)

    def _choisir(self, rang: int) -> None:
        if self._rang >= 0:
            self._passages[self._rang][0].choisi = None
        self._rang = rang
        relue, segment = self._passages[rang]
        relue.choisi = segment
        self.call_after_refresh(self._journal.voir, relue, segment)
        if self.query_one("#pourquoi").display:
            self._expliquer(segment)

    async def action_expliquer(self) -> None:
        """Dit pourquoi le passage choisi est lu ainsi ; le referme si c'est déjà dit."""
        pourquoi = self.query_one("#pourquoi")
        if pourquoi.display and self._rang >= 0:
            pourquoi.display = False
            return
        if self._rang < 0:
            await self.action_passage(1)
        if self._rang >= 0:
            self._montrer_les_natures(True)
            self._expliquer(self._passages[self._rang][1])

    def _expliquer(self, segment: Segment) -> None:
        from coach.analyse import expliquer

        texte = sans_commandes(" ".join(segment.texte.split()))
        pourquoi = self.query_one("#pourquoi", Static)
        dit = dire("lecture.pourquoi", texte=texte, raison=expliquer(segment))
        pourquoi.update(Paragraphe(dit))
        pourquoi.display = True

    def action_natures(self) -> None:
        """Montre ou masque ce que le coach a lu."""
        montrees = any(relue.natures for relue in self._relues)
        self._montrer_les_natures(not montrees)
        if montrees:
            self.query_one("#pourquoi").display = False
            self.notify(dire("lecture.masquees"), markup=False)

    def _montrer_les_natures(self, oui: bool) -> None:
        for relue in self._relues:
            relue.natures = oui

    def action_rejouer(self) -> None:
        """Rejoue la séance, un moment à la fois."""
        self.coach.rejouer(self.moteur.flux)

    def action_etiqueter(self) -> None:
        """Pose ou ôte des étiquettes."""
        rangement.etiqueter(self.coach, self.moteur.flux, self._rouvrir)

    def action_titrer(self) -> None:
        """Donne un autre titre."""
        rangement.titrer(self.coach, self.moteur.flux, self._rouvrir)

    def action_exporter(self) -> None:
        """Écrit la séance dans un fichier."""
        rangement.exporter(self.coach, self.moteur.flux)

    def _rouvrir(self) -> None:
        """Relit la séance, telle qu'elle est maintenant."""
        self.dismiss()
        self.coach.lire_seance(self.moteur.flux)

    def action_donner(self) -> None:
        """Ouvre la porte de la séance : tout revoir, puis en écrire un fichier à donner."""
        from coach.tui.partage.don import donner

        donner(self.coach, self.moteur.flux)

    def action_retenir(self) -> None:
        """Fait d'une piste du groupe un ajustement."""
        recues.retenir_une_piste(self.coach, self.moteur.flux, self._rouvrir)

    def action_recevoir(self) -> None:
        """Prend ce qu'un groupe a écrit, et montre la séance dont il parlait."""
        recues.prendre(self.coach, self._montrer_la_recue)

    def _montrer_la_recue(self, flux: str) -> None:
        if flux == self.moteur.flux:
            self._rouvrir()
        else:
            self.coach.lire_seance(flux)

    async def action_copier(self) -> None:
        """Copie la séance, en texte."""
        await self._journal.completer()
        self.app.copy_to_clipboard(texte_montre(self._journal))

    def action_supprimer(self) -> None:
        """Supprime la séance, après confirmation."""
        titre = sans_commandes(self.moteur.etat.titre) or dire("accueil.sans_titre")
        confirmer_la_suppression(self.coach, self.moteur.flux, titre, self._partir)

    def action_retour(self) -> None:
        """Referme l'explication d'abord, puis revient d'où l'on vient."""
        pourquoi = self.query_one("#pourquoi")
        if pourquoi.display:
            pourquoi.display = False
        else:
            self.dismiss()

    def _partir(self) -> None:
        self.dismiss()
