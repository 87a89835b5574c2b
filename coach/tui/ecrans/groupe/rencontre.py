"""Une rencontre de groupe : la phase en grand, l'heure, ce qui s'est dit, la séance à côté."""

from collections.abc import Callable
from itertools import cycle
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from coach.confidentialite import detecter
from coach.erreurs import ErreurEnClair
from coach.supervision.methode import Contribution, Phase
from coach.supervision.paroles import dire as dire_du_groupe
from coach.supervision.tenue import Tenue
from coach.tui import gestes
from coach.tui.ecran import Ecran, hauteurs, largeurs
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.ligne import LigneAEcrire
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.relecture.rencontre import Deroule, Dites, LaPhase


class EcranGroupe(Ecran[None]):
    """Tient une rencontre ; la ferme en partant, tout est déjà dans son fichier."""

    CSS_PATH = feuilles("groupe")
    GESTES = gestes.GROUPE
    HORIZONTAL_BREAKPOINTS = largeurs(104)
    VERTICAL_BREAKPOINTS = hauteurs()
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    AUTO_FOCUS: ClassVar[str | None] = "#ligne"

    def __init__(self, tenue: Tenue) -> None:
        super().__init__()
        self.tenue = tenue
        self.animation = tenue.animation
        self._genre: Contribution = "note"
        self._qui: str | None = None
        self._signe = self.animation.rencontre.signee
        self._close: Phase | None = None
        self._pas = 0
        self._prevenue = ""

    def compose(self) -> ComposeResult:
        """La tête, la phase, ce qui s'est dit et la séance, ce que l'on écrit."""
        with Horizontal(id="tete"):
            yield Static(id="titre", markup=False)
            yield Static(id="garde", markup=False)
        yield LaPhase(id="phase")
        with Horizontal(id="corps"):
            yield Dites(id="dites")
            yield Deroule(id="deroule")
        with Vertical(id="saisie"):
            yield Static(id="genre", markup=False)
            yield LigneAEcrire(id="ligne", compact=True)
        yield Pied()

    def on_mount(self) -> None:
        """Montre où l'on en est ; l'heure bat chaque seconde."""
        self._choisir_le_genre()
        self._montrer()
        self.set_interval(1, self._battre)

    def on_unmount(self) -> None:
        """Rend le fichier."""
        self.tenue.fermer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire."""
        phase = self.animation.phase
        if action == "lire_ensemble":
            return phase is not None and phase.classement
        if action == "moment":
            return self.tenue.relecture is not None
        if action == "phase":
            return not self.animation.rencontre.finie(self.animation.methode)
        if action in ("contribuer", "genre", "parole"):
            return phase is not None
        if action == "apres":
            return bool(self.animation.rencontre.contributions)
        return True

    def nommer(self, action: str) -> str:
        """Au pied, le geste de phase dit lequel il fera."""
        if action != "phase":
            return ""
        return dire("geste_ici.clore" if self.animation.phase else "geste_ici.ouvrir_la_phase")

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _montrer(self) -> None:
        couleurs = self.app.theme_variables
        titre = self.tenue.titre or dire("groupe.sans_titre")
        self.query_one("#titre", Static).update(Text(titre, overflow="ellipsis", no_wrap=True))
        nom = Text(dire("groupe.garde", fichier=self.tenue.cahier.chemin.name))
        self.query_one("#garde", Static).update(nom)
        self.query_one(LaPhase).montrer(self.animation, self._close)
        self.query_one(Dites).montrer(self.animation, (couleurs["coach"], couleurs["discret"]))
        phase, relecture = self.animation.phase, self.tenue.relecture
        deroule = self.query_one(Deroule)
        deroule.display = relecture is not None and (self._pas > 0 or bool(phase and phase.deroule))
        if relecture is not None:
            deroule.montrer(relecture, self._pas, (couleurs["coach"], couleurs["discret"]))
        self._montrer_la_saisie()
        self._battre()
        self.refresh_bindings()

    def _montrer_la_saisie(self) -> None:
        ligne = self.query_one("#ligne", Input)
        ligne.display = self.animation.phase is not None
        if self.animation.phase is None:
            phrase = ""
        else:
            phrase = dire(
                "groupe.saisie",
                genre=dire_du_groupe(f"genre.{self._genre}").capitalize(),
                qui=self._qui or dire("groupe.quelqu_un"),
                noms=dire("groupe.avec_noms" if self._signe else "groupe.sans_noms"),
            )
        self.query_one("#genre", Static).update(Paragraphe(phrase))

    def _battre(self) -> None:
        """L'heure passe ; là où la méthode la tient, la phase se ferme une fois la phrase finie."""
        heure = self.animation.heure(self.tenue.horloge())
        self.query_one(LaPhase).battre(heure)
        phase = self.animation.phase
        if heure is None or phase is None or not heure.depassee:
            return
        if heure.ferme and not self.query_one("#ligne", Input).value.strip():
            self._fermer_a_l_heure()
        elif self._prevenue != phase.id:
            self._prevenue = phase.id
            cle = "derniere_phrase" if heure.ferme else "temps_passe"
            self.notify(dire(f"groupe.{cle}", phase=phase.titre), markup=False, timeout=10)

    def _fermer_a_l_heure(self) -> None:
        phase = self.animation.tenir_l_heure(self.tenue.horloge())
        if phase is not None:
            self._close = phase
            self.notify(dire("groupe.temps_tenu", phase=phase.titre), markup=False, timeout=10)
            self._montrer()

    def _tenter(self, geste: Callable[[], object]) -> bool:
        """Fait le geste ; ce que le cadre refuse, ou que le disque n'a pas pris, se dit."""
        try:
            geste()
        except ErreurEnClair as refus:
            self.notify(str(refus), markup=False, severity="warning", timeout=8)
            return False
        return True

    # --- Écrire ----------------------------------------------------------------------------------

    @on(Input.Submitted, "#ligne")
    def action_contribuer(self) -> None:
        """Garde la contribution ; refusée, elle reste dans la ligne."""
        ligne = self.query_one("#ligne", Input)
        texte, qui = ligne.value, self._qui
        signe = self._signe and qui in self.animation.rencontre.roles
        if self._tenter(
            lambda: self.animation.contribuer(self._genre, texte, membre=qui, signe=signe)
        ):
            ligne.value = ""
            self._secourir(texte)
            self._montrer()

    def _secourir(self, texte: str) -> None:
        """Un danger entendu : l'aide humaine se montre, la rencontre attend."""
        from coach.tui.ecrans.secours import EcranSecours

        alerte = detecter(texte)
        if alerte is not None:
            regles = self.coach.reglages
            self.app.push_screen(
                EcranSecours(regles.pays, alerte.aide, regles.accord, en_seance=False)
            )

    def action_genre(self) -> None:
        """Passe au genre suivant, parmi ce que la phase admet."""
        permis = self.animation.permis(self._qui)
        suite = cycle(permis)
        if self._genre in permis:
            while next(suite) != self._genre:
                pass
        self._genre = next(suite, "note")
        self._montrer_la_saisie()

    def _choisir_le_genre(self) -> None:
        """Le premier genre que la phase attend."""
        permis = self.animation.permis(self._qui)
        self._genre = permis[0] if permis else "note"

    def action_parole(self) -> None:
        """Donne la parole au membre suivant ; sans noms, à qui expose ou à qui participe."""
        connus = list(self.animation.rencontre.roles) or ["exposant", "participant"]
        places: list[str | None] = [None, *connus]
        ici = places.index(self._qui) if self._qui in places else 0
        self._qui = places[(ici + 1) % len(places)]
        self._choisir_le_genre()
        self._montrer_la_saisie()

    def action_noms(self) -> None:
        """Signe les contributions, ou cesse de le faire."""
        self._signe = not self._signe
        self._montrer_la_saisie()

    def action_annuler(self) -> None:
        """Défait la dernière contribution de ce clavier."""
        if self._tenter(self.animation.annuler):
            self.notify(dire("groupe.annule"), markup=False)
            self._montrer()

    # --- Les phases, la séance -------------------------------------------------------------------

    def action_phase(self) -> None:
        """Ferme la phase ouverte, ou ouvre la suivante."""
        if self.animation.phase is not None and self.query_one("#ligne", Input).value.strip():
            self.notify(dire("groupe.phrase_commencee"), markup=False, severity="warning")
            return
        self._tenter(self._passer)
        self._choisir_le_genre()
        self._montrer()
        self.query_one("#ligne", Input).focus()

    def _passer(self) -> None:
        if self.animation.phase is not None:
            self._close = self.animation.clore()
        else:
            self._qui = None
            self.animation.ouvrir()

    def action_moment(self, sens: int) -> None:
        """Fait avancer la séance d'un pas, ou reculer."""
        relecture = self.tenue.relecture
        if relecture is not None:
            self._pas = max(0, min(self._pas + sens, len(relecture.moments)))
            self._montrer()

    def action_lire_ensemble(self) -> None:
        """Chacun lit un extrait sans voir les autres ; puis on compare."""
        from coach.tui.ecrans.groupe.lire_ensemble import EcranLireEnsemble

        self.app.push_screen(EcranLireEnsemble(self.tenue), lambda _: self._montrer())

    def action_apres(self) -> None:
        """Ce que l'on fait de ce qui s'est écrit : réunir, rédiger, rendre à la séance."""
        from coach.tui.ecrans.groupe.apres import EcranApres

        self.app.push_screen(EcranApres([self.tenue.cahier.chemin]))

    def perdrait(self) -> str:
        """La contribution commencée : rien ne la garde avant Entrée."""
        lignes = self.query("#ligne").results(Input)
        return next((ligne.value.strip() for ligne in lignes), "")

    def action_pause(self) -> None:
        """S'arrête ici : la rencontre se reprend où elle en est."""
        if not self.peut_partir():
            return
        self.notify(dire("groupe.pause", fichier=self.tenue.cahier.chemin), markup=False, timeout=8)
        self.dismiss()
