"""Répéter l'oral : le jury demande, l'horloge dit sans couper, la personne répond."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static, TextArea

from coach.erreurs import ErreurEnClair
from coach.livret.oral import Repetition
from coach.livret.vues_de_l_oral import BilanDeLOral
from coach.modeles.texte import d_une_traite, sans_commandes
from coach.tui import gestes
from coach.tui.attente import Avance, EcranQuiAttend
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.compositeur import Compositeur
from coach.tui.widgets.pied import Pied

_PAS = 1.0
"""Secondes entre deux lectures de l'horloge."""

_PREUVES_DITES = 12
"""Preuves restées sans servir que le bilan nomme."""


class EcranOral(EcranQuiAttend[None]):
    """Mène une répétition ; chaque réponse est gardée comme dans une séance.

    `avance` : ce que le jury lira ; `ouvrir` rend ensuite la répétition, ou rien si elle a déjà
    dit pourquoi elle ne s'ouvre pas.
    """

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.ORAL
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    repetition: Repetition

    def __init__(self, avance: Avance, ouvrir: Callable[[], Repetition | None]) -> None:
        super().__init__()
        self._avance, self._ouvrir = avance, ouvrir
        self._finie = False
        self._abritee = True

    @property
    def _champ(self) -> Compositeur:
        return self.query_one(Compositeur)

    def compose(self) -> ComposeResult:
        """L'horloge, la question, pourquoi elle, le champ."""
        with Vertical(classes="liste"):
            yield Static(Paragraphe(dire("livret.jury_lit")), id="horloge", classes="etat")
            yield Static(id="question", markup=False)
            yield Static(id="pourquoi", classes="etat", markup=False)
            yield Compositeur(id="reponse")
            with VerticalScroll(id="fin"):
                yield Static(id="bilan", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """Le jury lit, puis pose sa question."""
        self._champ.display = False
        self.patienter(self._avance, self._commencer)

    def _commencer(self) -> None:
        """La question est posée, la réponse commencée revient."""
        repetition = self._ouvrir()
        if repetition is None:
            self.dismiss()
            return
        self.repetition = repetition
        self._champ.display = True
        self.set_interval(_PAS, self._dire_l_heure)
        self._montrer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Avant la première question, et à la fin, il n'y a plus qu'à revenir."""
        if not super().check_action(action, parameters):
            return False
        if action in ("repondre", "passer", "terminer", "annuler"):
            return not self._finie
        return True

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _montrer(self) -> None:
        posee = self.repetition.question
        if posee is None:
            self.action_terminer()
            return
        self.query_one("#question", Static).update(Paragraphe(sans_commandes(posee.texte)))
        raison = dire("oral.pourquoi", raison=posee.pourquoi) if posee.pourquoi else ""
        self.query_one("#pourquoi", Static).update(Paragraphe(raison))
        self._champ.load_text(self.repetition.commencee)
        self._champ.move_cursor(self._champ.document.end)
        self._champ.focus()
        self._dire_l_heure()

    def _dire_l_heure(self) -> None:
        posee = self.repetition.question
        if posee is None or self._finie:
            return
        temps = self.repetition.temps
        dit = dire(
            "oral.heure",
            rang=posee.rang,
            total=posee.total,
            ecoule=_duree(temps.ecoule),
            prevu=temps.total // 60,
            ici=_duree(temps.ici),
            conseil=_duree(temps.conseil),
        )
        if temps.depasse:
            dit += " " + dire("oral.depasse")
        self.query_one("#horloge", Static).update(Paragraphe(dit))

    @on(TextArea.Changed)
    def _frappe(self) -> None:
        if self.attend or self._finie or self.repetition.question is None:
            return
        try:
            self.repetition.commencer(self._champ.text)
        except ErreurEnClair as erreur:
            if self._abritee:
                self.coach.signaler(erreur)
            self._abritee = False
        else:
            self._abritee = True

    # --- Les gestes ------------------------------------------------------------------------------

    @on(Compositeur.Envoye)
    def action_repondre(self) -> None:
        """Garde la réponse, et passe à la question suivante."""
        try:
            alerte = self.repetition.repondre(self._champ.text)
        except ErreurEnClair as erreur:
            self.coach.signaler(erreur)
        else:
            self._montrer()
            if alerte is not None:
                self._secourir(alerte.aide)

    def _secourir(self, genre: str) -> None:
        from coach.tui.ecrans.secours import EcranSecours

        regles = self.coach.reglages
        self.app.push_screen(EcranSecours(regles.pays, genre, regles.accord, en_seance=False))

    def action_passer(self) -> None:
        """Laisse cette question ; le bilan la redira."""
        if self._retient():
            return
        self.coach.tenter(self.repetition.passer)
        self._montrer()

    def action_annuler(self) -> None:
        """Remet la question d'avant."""
        if self._retient():
            return
        try:
            self.repetition.annuler()
        except ErreurEnClair as erreur:
            self.coach.signaler(erreur)
        else:
            self._montrer()

    def action_terminer(self) -> None:
        """Clôt la répétition, et montre ce qu'elle laisse."""
        if self._retient():
            return
        bilan = self.coach.tenter(self.repetition.terminer)
        if bilan is None:
            return
        self._finie = True
        for nom in ("#question", "#pourquoi", "#reponse"):
            self.query_one(nom).display = False
        self.query_one("#fin").display = True
        self.query_one("#horloge", Static).update(Paragraphe(dire("oral.fin")))
        self.query_one("#bilan", Static).update(Paragraphe("\n".join(_bilan(bilan))))
        self.query_one("#fin").focus()
        self.refresh_bindings()

    def action_retour(self) -> None:
        """Revient à l'atelier ; ce qui est répondu attend, et se reprendra là."""
        if not (self.attend or self._finie) and self.repetition.reprise:
            self.notify(dire("oral.attend", **noms_des_touches(self.app)), markup=False)
        if self.peut_partir():
            self.dismiss()

    def perdrait(self) -> str:
        """La réponse commencée que le carnet n'a pas pu prendre."""
        return self._champ.text if self._commencee() and not self._abritee else ""

    def _commencee(self) -> bool:
        return not (self.attend or self._finie) and bool(self._champ.text.strip())

    def _retient(self) -> bool:
        """Vrai, et cela se dit, si une réponse commencée serait perdue."""
        if self._commencee():
            self.notify(dire("oral.commencee", **noms_des_touches(self.app)), markup=False)
            return True
        return False


def _duree(secondes: int) -> str:
    return dire("oral.duree", minutes=secondes // 60, secondes=f"{secondes % 60:02}")


def _bilan(bilan: BilanDeLOral) -> Iterator[str]:
    yield dire("oral.bilan", reponses=bilan.reponses, duree=_duree(bilan.secondes))
    if bilan.passees:
        yield ""
        yield dire("oral.passees")
        yield from (f"– {sans_commandes(q)}" for q in bilan.passees)
    if bilan.sans_servir:
        yield ""
        yield dire("oral.sans_servir", nombre=len(bilan.sans_servir))
        for preuve in bilan.sans_servir[:_PREUVES_DITES]:
            yield f"– {d_une_traite(preuve.extrait)}"
        if (reste := len(bilan.sans_servir) - _PREUVES_DITES) > 0:
            yield dire("oral.et_d_autres", nombre=reste)
