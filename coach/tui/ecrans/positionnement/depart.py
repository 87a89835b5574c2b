"""Se positionner : choisir ce que l'on regarde, et qui regarde."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.carnet import ErreurDeCarnet
from coach.modeles.progression import MOI, Regards, meme_personne
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import cle, sans_commandes
from coach.positionnement import Portee
from coach.positionnement.choix import Choix
from coach.positionnement.portee import SECONDES_PAR_ENONCE
from coach.referentiels import ErreurDeReferentiel, charger
from coach.referentiels.recherche import chercher
from coach.tui import gestes, lignes
from coach.tui.competences.fiches import compter
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.positionnement.ouverture import ouvrir_activite, regards_de
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranPositionner(Ecran[None]):
    """Les portées des référentiels suivis ; `par` : qui se prononce."""

    CSS_PATH = feuilles("journaux")
    GESTES = gestes.POSITIONNER
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, par: str = MOI) -> None:
        super().__init__()
        self._par = par
        self._regards = Regards(())
        self._portees: dict[str, Portee] = {}

    def compose(self) -> ComposeResult:
        """Qui regarde, la recherche, ce que l'on peut regarder."""
        with Vertical(classes="liste"):
            yield Static(dire("positionner.titre"), classes="titre", markup=False)
            yield Input(placeholder=dire("positionner.chercher"), id="recherche", compact=True)
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="portees")
        yield Pied()

    def on_mount(self) -> None:
        """La liste d'abord : on y est tout de suite."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Une réponse a pu être donnée depuis."""
        try:
            self._regards = regards_de(self.coach.carnet)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        self._montrer()

    @on(Input.Changed)
    def _montrer(self) -> None:
        """La liste, le curseur sur la même ligne si elle y est encore."""
        cle_du_conseil = "positionner.conseil" if self._mien else "positionner.conseil_tiers"
        conseil = dire(cle_du_conseil, par=sans_commandes(self._par))
        liste = self.query_one(Liste)
        self._portees = {}
        liste.remplir(list(self._options(self.query_one(Input).value.strip())))
        if liste.highlighted is None:
            conseil = dire("referentiel.rien")
        self.query_one("#etat", Static).update(Paragraphe(conseil))

    # --- La liste --------------------------------------------------------------------------------

    @property
    def _mien(self) -> bool:
        return meme_personne(self._par, MOI)

    def _options(self, demande: str) -> Iterator[Option]:
        for identifiant in self.coach.reglages.referentiels:
            try:
                referentiel = charger(identifiant)
            except ErreurDeReferentiel as erreur:
                self.notify(sans_commandes(str(erreur)), markup=False, severity="warning")
                continue
            portees = list(self._trouvees(referentiel, demande))
            if portees:
                titre = Paragraphe(referentiel.titre)
                yield Option(titre, id=f"section-{identifiant}", disabled=True)
            yield from map(self._option, portees)

    def _trouvees(self, referentiel: Referentiel, demande: str) -> Iterator[Portee]:
        """Les portées d'un référentiel, ou celles qui répondent à la recherche."""
        if demande:
            mots = cle(demande)
            for groupe in referentiel.groupes:
                if mots in cle(f"{groupe.code} {groupe.titre}"):
                    yield Portee(referentiel, "groupe", groupe.code)
            for competence in chercher(referentiel, demande, 12):
                yield Portee(referentiel, "competence", competence.code)
            return
        premier = Portee(referentiel, "premier_regard")
        if self._mien and premier.manquantes(self._regards):
            yield premier
        yield Portee(referentiel, "referentiel")
        for groupe in referentiel.groupes:
            if groupe.parent is None:
                yield Portee(referentiel, "groupe", groupe.code)

    def _option(self, portee: Portee) -> Option:
        identifiant = f"{portee.referentiel.id}-{portee.genre}-{portee.code}"
        self._portees[identifiant] = portee
        if portee.genre in ("premier_regard", "referentiel"):
            titre = dire(f"positionner.{portee.genre}")
        else:
            titre = portee.titre
        ligne = lignes.ligne(titre, self._detail(portee), self.app.theme_variables["discret"])
        return Option(ligne, id=identifiant)

    def _detail(self, portee: Portee) -> str:
        """Où l'on en est, et le temps que cela prend."""
        if portee.genre == "premier_regard":
            fait, total = self._avancement(portee)
            cle_du_reste = "positionner.reste" if fait else "positionner.jamais"
            return dire(cle_du_reste, reste=total - fait)
        if portee.genre == "competence":
            fait, total = self._avancement(portee)
            minutes = max(1, round((total - fait) * SECONDES_PAR_ENONCE / 60))
            return dire("positionner.enonces", fait=fait, total=total, minutes=minutes)
        dites = sum(
            self._regards.dernier(portee.niveau(c), self._par) is not None
            for c in portee.competences
        )
        cle_du_nombre = "positionner.competences" if dites else "positionner.competences_neuves"
        return dire(cle_du_nombre, nombre=compter(len(portee.competences)), dites=dites)

    def _avancement(self, portee: Portee) -> tuple[int, int]:
        aujourd_hui = self.coach.horloge().date()
        return Choix(portee, self._regards, {}, aujourd_hui, self._par).avancement

    # --- Les gestes ------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """Regarde la ligne choisie."""
        from coach.tui.ecrans.positionnement.activite import EcranPositionnement

        portee = self._portees.get(choix.option_id or "")
        if portee is None:
            return
        try:
            activite = ouvrir_activite(self.coach, portee, self._par)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        else:
            self.app.push_screen(EcranPositionnement(activite))

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Entrée mène aux résultats."""
        self.query_one(OptionList).focus()

    def action_ouvrir(self) -> None:
        """Regarde la ligne choisie, où que soit le curseur."""
        self.query_one(OptionList).action_select()

    def action_chercher(self) -> None:
        """Va au champ de recherche."""
        self.query_one(Input).focus()

    def action_autre_regard(self) -> None:
        """Change de regard : le nom d'une tutrice, d'un pair ; vide, le sien de nouveau."""

        def prendre(nom: str) -> None:
            self._par = " ".join(nom.split())[:60] or MOI
            self._montrer()

        actuel = "" if self._mien else self._par
        self.coach.demander(dire("positionner.qui"), actuel, prendre)

    def action_retour(self) -> None:
        """Oublie la recherche d'abord, puis revient."""
        recherche = self.query_one(Input)
        if recherche.has_focus or recherche.value:
            recherche.value = ""
            self.query_one(OptionList).focus()
        else:
            self.dismiss()
