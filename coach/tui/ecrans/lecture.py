"""Relire une séance : ses étapes, les réponses et leur lecture, ce qui fut relié et décidé."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from coach.dialogues import presentation
from coach.dialogues.moteur import Moteur
from coach.modeles.seance import Ajustement, LienFait
from coach.modeles.texte import sans_commandes
from coach.tui import gestes, lignes, recit
from coach.tui.dates import jour_complet
from coach.tui.effacement import confirmer_la_suppression
from coach.tui.messages import dire
from coach.tui.peinture import Paragraphe
from coach.tui.recit import Bloc
from coach.tui.widgets.conversation import Dite
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

_GARDEES = {"etape", "parole", "reponse"}


class EcranLecture(Screen[None]):
    """Une séance relue. `reponse` : celle à montrer d'abord ; `avis` : ce qu'il faut en dire."""

    CSS_PATH = "../styles/lecture.tcss"
    GESTES = gestes.LECTURE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, moteur: Moteur, *, reponse: str | None = None, avis: str = "") -> None:
        super().__init__()
        self.moteur = moteur
        self._reponse = reponse
        self._avis = avis

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Le titre, les étapes, puis ce qui en est sorti."""
        etat = self.moteur.etat
        with VerticalScroll(id="journal"):
            yield _texte(self._avis, "avis")
            yield _texte(etat.titre or dire("accueil.sans_titre"), "titre")
            yield _texte(self._quand(), "discret")
            yield _texte(dire("lecture.legende"), "discret")
            if etat.note:
                yield _texte(dire("lecture.note"), "etape")
                yield _texte(etat.note, "note")
            yield from self._conversation()
            yield from self._ce_qui_en_sort()
        yield Pied()

    def on_mount(self) -> None:
        """Montre d'abord le passage cherché."""
        self.query_one("#journal").focus()
        for dite in self.query(Dite):
            if self._reponse and dite.bloc.reponse == self._reponse:
                dite.add_class("-choisie")
                self.call_after_refresh(dite.scroll_visible, animate=False, top=True)

    def _quand(self) -> str:
        etat = self.moteur.etat
        moment = etat.cree_le or self.moteur.evenements[0].quand
        jour = jour_complet(moment.astimezone().date())
        if not etat.protocole:
            return jour
        quoi = lignes.nom_du_protocole(etat.protocole)
        phrase = dire("lecture.protocole", quoi=quoi, quand=jour)
        return phrase if etat.terminee else f"{phrase} · {dire('lecture.inachevee')}"

    def _conversation(self) -> Iterator[Widget]:
        """Les étapes où il y a une réponse ; une question sans réponse n'est pas relue."""
        blocs = [b for b in recit.blocs(self.moteur) if b.sorte in _GARDEES]
        repondues = {b.cle.rsplit(":", 1)[0] for b in blocs if b.reponse}
        if not repondues:
            yield _texte(dire("lecture.vide"), "discret")
        etape: Bloc | None = None
        for bloc in blocs:
            if bloc.sorte == "etape":
                etape = bloc
            elif bloc.cle.rsplit(":", 1)[0] in repondues:
                if etape is not None:
                    yield Dite(etape)
                    etape = None
                yield Dite(bloc)

    def _ce_qui_en_sort(self) -> Iterator[Widget]:
        etat = self.moteur.etat
        if etat.emotions:
            mots = ", ".join(e.mot for e in etat.emotions)
            yield _texte(dire("lecture.emotions", liste=mots), "fait")
        if etat.ajustements:
            yield _texte(dire("lecture.ajustements"), "etape")
            for ajustement in etat.ajustements:
                yield from _ajustement(ajustement)
        if etat.liens:
            yield _texte(dire("lecture.competences"), "etape")
            for lien in etat.liens:
                yield from self._lien(lien)

    def _lien(self, lien: LienFait) -> Iterator[Widget]:
        titres = {
            (r.id, c.code): c.titre
            for r in self.moteur.contexte.referentiels
            for c in r.competences
        }
        titre = titres.get((lien.referentiel, lien.code), lien.referentiel)
        yield _texte(dire("lecture.lien", code=lien.code, titre=titre), "fait")
        if lien.extrait:
            yield _texte(dire("lecture.extrait", extrait=lien.extrait), "detail")
        if lien.justification:
            yield _texte(lien.justification, "detail")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Une séance terminée ne se reprend pas ; une séance prise ailleurs ne se touche pas."""
        if action == "reprendre":
            return not self.moteur.etat.terminee and not self._avis
        return action != "supprimer" or not self._avis

    # --- Les gestes --------------------------------------------------------------------------

    def action_reprendre(self) -> None:
        """Reprend la séance si elle est inachevée."""
        if not self.moteur.etat.terminee:
            self.dismiss()
            self.coach.ouvrir_seance(self.moteur.flux)

    def action_supprimer(self) -> None:
        """Supprime la séance, après confirmation."""
        titre = sans_commandes(self.moteur.etat.titre) or dire("accueil.sans_titre")
        confirmer_la_suppression(self.coach, self.moteur.flux, titre, self.action_retour)

    def action_retour(self) -> None:
        """Revient d'où l'on vient."""
        self.dismiss()


def _ajustement(ajustement: Ajustement) -> Iterator[Widget]:
    echeance = ajustement.echeance
    moment = presentation.date_en_clair(echeance) if echeance else ajustement.moment
    cle = "lecture.ajustement_quand" if moment else "lecture.ajustement"
    yield _texte(dire(cle, texte=ajustement.texte, moment=moment), "fait")
    if ajustement.indicateur:
        yield _texte(dire("lecture.indicateur", texte=ajustement.indicateur), "detail")


def _texte(texte: str, classe: str) -> Static:
    """Un paragraphe, jamais interprété ; absent s'il est vide."""
    paragraphe = Static(Paragraphe(texte), classes=classe)
    paragraphe.display = bool(texte)
    return paragraphe
