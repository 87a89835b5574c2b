"""Choisir de quoi filtrer les journaux ; chaque choix s'écrit dans la recherche."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.carnet.demande import (
    Connus,
    Demande,
    Sorte,
    basculer,
    comprendre_la_demande,
    ecrire,
)
from coach.carnet.filtres import Filtre
from coach.modeles.periodes import comprendre
from coach.modeles.texte import cle, sans_commandes
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.journaux import filtrage
from coach.tui.lignes import nom_du_protocole
from coach.tui.paroles import CATALOGUE, dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

_COMPETENCES = 40
"""Compétences montrées, les plus souvent reliées."""

_ETATS = {"inachevée": "inachevees", "terminée": "terminees"}


class EcranFiltres(Ecran[str]):
    """Rend le texte de la recherche, les choix ajoutés ou ôtés."""

    CSS_PATH = feuilles("journaux")
    GESTES = gestes.FILTRES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    TITRE = "filtre.titre"
    RAPPEL = "filtre.rappel"

    def __init__(self, demande: str) -> None:
        super().__init__()
        self._texte = demande
        self._connus = Connus()
        self._choix: list[tuple[Sorte, str] | None] = []

    def compose(self) -> ComposeResult:
        """Ce qui est demandé, et de quoi y ajouter."""
        with Vertical(classes="liste"):
            yield Static(dire(self.TITRE), classes="titre", markup=False)
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="choix")
        yield Pied()

    def on_mount(self) -> None:
        """La liste, le curseur sur le premier choix."""
        connus = self.coach.tenter(lambda: filtrage.connus(self.coach.carnet))
        self._connus = connus or self._connus
        self._montrer()
        self.query_one(OptionList).focus()

    def _demande(self) -> Demande:
        return comprendre_la_demande(self._texte, self.coach.horloge().date(), self._connus)

    def _montrer(self) -> None:
        demande = self._demande()
        compris = [
            dire(self.RAPPEL),
            filtrage.decrire(demande.filtre),
            *filtrage.avis(demande),
        ]
        self.query_one("#etat", Static).update("\n".join(filter(None, compris)))
        liste = self.query_one(OptionList)
        rang = liste.highlighted
        self._choix = []
        options = self.coach.tenter(lambda: list(self._options(demande.filtre)))
        if options is None:
            return
        liste.set_options(options)
        liste.highlighted = 1 if rang is None else min(rang, len(options) - 1)

    def repeindre(self) -> None:
        """Les mêmes choix, aux couleurs du thème."""
        self._montrer()

    # --- Les choix ---------------------------------------------------------------------------

    def _options(self, filtre: Filtre) -> Iterator[Option]:
        yield from self._periodes(filtre)
        yield from self._protocoles(filtre)
        yield self._section("etiquettes")
        yield from self._etiquettes(filtre)
        yield from self._competences(filtre)
        yield self._section("etats")
        for etat, phrase in _ETATS.items():
            choisi = filtre.terminees is (phrase == "terminees")
            yield self._option("etat", etat, dire(f"filtre.{phrase}"), choisi)

    def _periodes(self, filtre: Filtre) -> Iterator[Option]:
        yield self._section("periodes")
        for dite in CATALOGUE.sections["periode"].values():
            periode = comprendre(dite, self.coach.horloge().date())
            detail = periode.libelle if periode else ""
            libelle = detail if detail.startswith(dite) else f"{dite} · {detail}"
            yield self._option("periode", dite, libelle, periode == filtre.periode)

    def _protocoles(self, filtre: Filtre) -> Iterator[Option]:
        yield self._section("protocoles")
        for compte in self.coach.carnet.protocoles():
            nom = nom_du_protocole(compte.nom) if compte.nom else dire("filtre.entretien")
            libelle = dire("filtre.compte", nom=nom, nombre=compte.nombre)
            valeur = compte.nom or "note"
            yield self._option("protocole", valeur, libelle, compte.nom in filtre.protocoles)

    def _etiquettes(self, filtre: Filtre) -> Iterator[Option]:
        posees = self.coach.carnet.etiquettes()
        if not posees:
            self._choix.append(None)
            aucune = dire("filtre.aucune_etiquette", **noms_des_touches(self.app))
            vide = Text(f"  {aucune}", self.app.theme_variables["discret"])
            yield Option(vide, disabled=True)
        voulues = set(map(cle, filtre.etiquettes))
        for compte in posees:
            nom = f"#{sans_commandes(compte.nom)}"
            libelle = dire("filtre.compte", nom=nom, nombre=compte.nombre)
            yield self._option("etiquette", compte.nom, libelle, cle(compte.nom) in voulues)

    def _competences(self, filtre: Filtre) -> Iterator[Option]:
        reliees = self.coach.carnet.competences()[:_COMPETENCES]
        if reliees:
            yield self._section("competences")
        for reliee in reliees:
            adresse = f"{reliee.referentiel}/{reliee.code}"
            libelle = dire("filtre.compte", nom=sans_commandes(adresse), nombre=reliee.nombre)
            voulue = (cle(reliee.referentiel), cle(reliee.code)) in [
                (referentiel, cle(code)) for referentiel, code in filtre.competences
            ]
            yield self._option("competence", adresse, libelle, voulue)

    def _section(self, nom: str) -> Option:
        self._choix.append(None)
        return Option(dire(f"filtre.{nom}"), disabled=True)

    def _option(self, sorte: Sorte, valeur: str, libelle: str, choisi: bool) -> Option:
        self._choix.append((sorte, ecrire(sorte, valeur)))
        signe = dire("filtre.choisi" if choisi else "filtre.libre")
        return Option(Paragraphe(Text(libelle, "bold" if choisi else ""), tete=signe))

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def choisie(self, choix: OptionList.OptionSelected) -> None:
        """Ajoute ou ôte la ligne choisie ; la liste reste, pour en choisir d'autres."""
        if voulu := self._choix[choix.option_index]:
            self._texte = basculer(self._demande(), *voulu)
            self._montrer()

    def nommer(self, action: str) -> str:
        """Entrée, ici, choisit."""
        return dire("geste_ici.choisir") if action == "ouvrir" else ""

    def action_ouvrir(self) -> None:
        """Ajoute ou ôte la ligne choisie."""
        self.query_one(OptionList).action_select()

    def action_retour(self) -> None:
        """Revient à la liste, avec la recherche écrite."""
        self.dismiss(self._texte)
