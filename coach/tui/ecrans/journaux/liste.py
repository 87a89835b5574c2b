"""Mes journaux : retrouver une séance par ses mots, son jour, son protocole, ses étiquettes."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.carnet.demande import Connus, Demande, comprendre_la_demande
from coach.carnet.erreurs import ErreurDeCarnet
from coach.carnet.filtres import Filtre
from coach.carnet.vues import Resume, Trouvaille
from coach.tui import gestes, lignes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.journaux import filtrage, rangement
from coach.tui.journaux.effacement import confirmer_la_suppression
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

PAGE = 24
"""Séances listées d'abord (plus sur un écran haut) ; puis autant, à l'approche de la fin."""

_DELAI = 0.15


class EcranJournaux(Ecran[None]):
    """La liste des séances, ou les passages que la recherche trouve ; `demande` : le texte tapé."""

    CSS_PATH = feuilles("journaux")
    GESTES = gestes.JOURNAUX
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, demande: str = "") -> None:
        super().__init__()
        self._tapee = demande
        self._connus = Connus()
        self._demande = Demande(Filtre())
        self._flux: list[tuple[str, str | None]] = []
        self._reste = 0

    def compose(self) -> ComposeResult:
        """Le champ de recherche, ce qui en est compris, la liste."""
        with Vertical(classes="liste"):
            yield Static(dire("journaux.titre"), classes="titre", markup=False)
            yield Input(
                self._tapee, placeholder=dire("journaux.chercher"), id="recherche", compact=True
            )
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="seances")
        yield Pied()

    def on_mount(self) -> None:
        """La liste d'abord : on y est tout de suite."""
        self._minuteur = self.set_timer(_DELAI, self._lister, pause=True)
        self.query_one("#seances").focus()

    def on_screen_resume(self) -> None:
        """Tout peut avoir changé."""
        connus = self.coach.tenter(lambda: filtrage.connus(self.coach.carnet))
        self._connus = connus or self._connus
        self._lister()

    @on(Input.Changed)
    def cherche(self) -> None:
        """La recherche suit la frappe."""
        self._minuteur.stop()
        self._minuteur = self.set_timer(_DELAI, self._lister)

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Entrée mène aux résultats."""
        self.query_one("#seances").focus()

    # --- La liste ----------------------------------------------------------------------------

    def _lister(self) -> None:
        """Comprend ce qui est tapé, puis montre ; chercher des mots se fait hors de ce fil."""
        texte, aujourd_hui = self.query_one(Input).value, self.coach.horloge().date()
        self._demande = comprendre_la_demande(texte, aujourd_hui, self._connus)
        filtre = self._demande.filtre
        if filtre.mots:
            self._chercher(filtre)
            return
        self.workers.cancel_group(self, "recherche")
        try:
            nombre = self.coach.carnet.compter(filtre)
            page = max(PAGE, self.app.size.height // 2)
            resumes = self.coach.carnet.lister(filtre, limite=page)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            return
        self._reste = nombre - len(resumes)
        self._montrer([(r.id, None) for r in resumes], self._options(resumes))
        self._dire(lignes.compter(nombre) if nombre else self._dire_le_vide())

    def _dire_le_vide(self) -> str:
        return dire("journaux.rien_filtre" if self._demande.filtre else "journaux.vide")

    @work(thread=True, exclusive=True, group="recherche", exit_on_error=False)
    def _chercher(self, filtre: Filtre) -> None:
        try:
            trouvailles = self.coach.carnet.chercher(filtre.mots, filtre=filtre)
        except ErreurDeCarnet as erreur:
            self.app.call_from_thread(self.coach.signaler, erreur)
        else:
            self.app.call_from_thread(self._montrer_les_passages, filtre, trouvailles)

    def _montrer_les_passages(self, filtre: Filtre, trouvailles: list[Trouvaille]) -> None:
        if filtre != self._demande.filtre:
            return  # la demande a changé pendant la recherche
        ici, discret = self.coach.horloge(), self.app.theme_variables["discret"]
        self._reste = 0
        self._montrer(
            [(t.id, t.reponse) for t in trouvailles],
            [Option(lignes.ligne_trouvee(t, ici, discret)) for t in trouvailles],
        )
        if not trouvailles:
            seuls = not filtrage.decrire(filtre)
            self._dire(dire("journaux.rien" if seuls else "journaux.rien_ici"))
        elif len(trouvailles) == 1:
            self._dire(dire("journaux.passages_un"))
        else:
            self._dire(dire("journaux.passages", nombre=len(trouvailles)))

    def _options(self, resumes: list[Resume]) -> list[Option]:
        ici, discret = self.coach.horloge(), self.app.theme_variables["discret"]
        return [Option(lignes.ligne_de_seance(r, ici, discret)) for r in resumes]

    def _montrer(self, flux: list[tuple[str, str | None]], options: list[Option]) -> None:
        liste = self.query_one("#seances", OptionList)
        rang = liste.highlighted or 0
        self._flux = flux
        liste.set_options(options)
        liste.highlighted = min(rang, len(options) - 1) if options else None

    def _dire(self, nombre: str) -> None:
        """Le nombre, ce qui est compris, ce qui ne l'est pas, et comment tout revoir."""
        compris = filtrage.decrire(self._demande.filtre)
        quoi = nombre.rstrip(".")
        etat = dire("journaux.compris", nombre=quoi, filtre=compris) if compris else nombre
        if self._demande.filtre:
            suite = dire("journaux.sortie", touche=noms_des_touches(self.app)["retour"])
            etat += f" {suite}" if etat.endswith(".") else f" · {suite}"
        self.query_one("#etat", Static).update(
            Paragraphe("\n".join([etat, *filtrage.avis(self._demande)]))
        )

    @on(OptionList.OptionHighlighted)
    def approcher(self, choix: OptionList.OptionHighlighted) -> None:
        """Près de la fin, la suite vient."""
        if self._reste <= 0 or choix.option_index < len(self._flux) - PAGE // 3:
            return
        try:
            suite = self.coach.carnet.lister(
                self._demande.filtre, limite=PAGE, depart=len(self._flux)
            )
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
            return
        self._reste = self._reste - len(suite) if suite else 0
        self._flux += [(r.id, None) for r in suite]
        self.query_one("#seances", OptionList).add_options(self._options(suite))

    def _choisie(self) -> tuple[str, str | None] | None:
        rang = self.query_one("#seances", OptionList).highlighted
        return self._flux[rang] if rang is not None and rang < len(self._flux) else None

    def _resume(self) -> Resume | None:
        choisie = self._choisie()
        if choisie is None:
            return None
        return self.coach.tenter(lambda: self.coach.carnet.resume(choisie[0]))

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Relit la séance choisie, au passage trouvé."""
        if choisie := self._choisie():
            self.coach.lire_seance(choisie[0], reponse=choisie[1])

    def action_reprendre(self) -> None:
        """Reprend la séance choisie si elle est inachevée, sinon la relit."""
        resume = self._resume()
        if resume is not None and not resume.termine:
            self.coach.ouvrir_seance(resume.id)
        else:
            self.action_ouvrir()

    def action_rejouer(self) -> None:
        """Rejoue la séance choisie, un moment à la fois."""
        if choisie := self._choisie():
            self.coach.rejouer(choisie[0])

    def action_rejouer_la_liste(self) -> None:
        """Rejoue les séances de la liste à la suite, de la plus ancienne à la plus récente."""
        if flux := list(dict.fromkeys(flux for flux, _ in self._flux)):
            self.coach.rejouer(*reversed(flux))

    def action_chercher(self) -> None:
        """Va au champ de recherche."""
        self.query_one(Input).focus()

    def action_filtrer(self) -> None:
        """Choisit de quoi filtrer ; la recherche s'écrit à mesure."""
        from coach.tui.ecrans.journaux.filtres import EcranFiltres

        def ecrire(texte: str | None) -> None:
            if texte is not None:
                self.query_one(Input).value = texte

        self.app.push_screen(EcranFiltres(self.query_one(Input).value), ecrire)

    def action_calendrier(self) -> None:
        """Choisit un jour, ou un mois, dans le calendrier."""
        from coach.tui.ecrans.journaux.calendrier import EcranCalendrier

        autres = [m.ecrit for m in self._demande.morceaux if m.sorte != "periode"]

        def ecrire(periode: str | None) -> None:
            if periode is not None:
                self.query_one(Input).value = " ".join([periode, *autres])

        self.app.push_screen(EcranCalendrier(self._demande.filtre), ecrire)

    def action_etiqueter(self) -> None:
        """Pose ou ôte des étiquettes sur la séance choisie."""
        if choisie := self._choisie():
            rangement.etiqueter(self.coach, choisie[0], self.on_screen_resume)

    def action_titrer(self) -> None:
        """Donne un autre titre à la séance choisie."""
        if choisie := self._choisie():
            rangement.titrer(self.coach, choisie[0], self.on_screen_resume)

    def action_supprimer(self) -> None:
        """Supprime la séance choisie, après confirmation."""
        resume = self._resume()
        if resume is not None:
            confirmer_la_suppression(
                self.coach, resume.id, lignes.titre_de(resume), self.on_screen_resume
            )

    def action_retour(self) -> None:
        """Efface la recherche d'abord, puis revient à l'accueil."""
        recherche = self.query_one(Input)
        if recherche.value:
            recherche.value = ""
            self.query_one("#seances").focus()
        elif recherche.has_focus:
            self.query_one("#seances").focus()
        else:
            self.dismiss()
