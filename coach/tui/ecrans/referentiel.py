"""Les référentiels : leur arbre, une recherche, et la fiche de chaque compétence."""

from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from coach import dossiers, reglages
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import sans_commandes
from coach.positionnement.portee import Depart
from coach.referentiels import ErreurDeReferentiel, avertissements, charger, identifiants
from coach.tui import gestes
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.competences import fiches
from coach.tui.competences.fiches import Adresse
from coach.tui.competences.preuves import Montre, relire
from coach.tui.ecran import Ecran, largeurs
from coach.tui.paroles import dire
from coach.tui.styles import feuilles
from coach.tui.widgets.competences.arbre import Noeud
from coach.tui.widgets.competences.colonne import Colonne
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.peint import texte_montre
from coach.tui.widgets.pied import Pied

_DELAI = 0.06
"""Secondes sur une ligne avant que sa fiche ne s'ouvre à côté : parcourir l'arbre reste vif."""


class EcranReferentiel(Ecran[None]):
    """Un référentiel à la fois : l'arbre, puis la fiche ; côte à côte quand la place le permet."""

    CSS_PATH = feuilles("referentiel")
    GESTES = gestes.REFERENTIEL
    HORIZONTAL_BREAKPOINTS = largeurs(100)
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self._referentiel: Referentiel | None = None
        self._montre = Montre((), {}, date.min)
        self._d_ou_l_on_vient: list[tuple[Adresse, int | None]] = []

    @property
    def _colonne(self) -> Colonne:
        return self.query_one(Colonne)

    @property
    def _fiche(self) -> Fiche:
        return self.query_one(Fiche)

    def compose(self) -> ComposeResult:
        """Le nom du référentiel, la recherche et l'arbre, la fiche."""
        yield Static(id="ou", markup=False)
        yield Static(id="nom", markup=False)
        with Horizontal():
            yield Colonne(id="colonne")
            yield Fiche(id="fiche")
        yield Pied()

    def on_mount(self) -> None:
        """L'arbre d'abord ; ce qui ne va pas dans les fichiers de la personne se dit une fois."""
        self._attente = self.set_timer(_DELAI, self._montrer)
        self._colonne.arbre.focus()
        if ecartes := avertissements():
            phrase = ecartes[0] if len(ecartes) == 1 else dire("referentiel.plusieurs_ecartes")
            self._avertir(phrase)

    def _avertir(self, phrase: str) -> None:
        self.notify(sans_commandes(phrase), markup=False, severity="warning", timeout=10)

    def on_screen_resume(self) -> None:
        """Les preuves et les fichiers de la personne peuvent avoir changé."""
        suivis = reglages.lire(dossiers.configuration()).reglages.referentiels
        presents = identifiants()
        self._ids = [*suivis, *(i for i in presents if i not in suivis)]
        jour = self.coach.horloge().date()
        montre = self.coach.tenter(lambda: Montre.lire(self.coach.carnet, jour))
        self._montre = montre or self._montre
        actuel = self._referentiel.id if self._referentiel else self._ids[0]
        if not self._prendre(actuel if actuel in presents else self._ids[0]):
            self.dismiss()

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _prendre(self, identifiant: str) -> bool:
        """Montre ce référentiel ; faux, et la raison se dit, s'il ne se lit pas."""
        try:
            self._referentiel = charger(identifiant)
        except ErreurDeReferentiel as erreur:
            self._avertir(str(erreur))
            return False
        ou, titre = fiches.enseigne(self._referentiel, self._ids)
        self.query_one("#ou", Static).update(ou)
        self.query_one("#nom", Static).update(titre)
        self._colonne.montrer(self._referentiel, self._montre)
        return True

    @on(OptionList.OptionHighlighted)
    @on(Colonne.Listee)
    def choisie(self) -> None:
        """La fiche suit la ligne choisie, dès que l'on s'y arrête."""
        self._attente.stop()
        self._attente = self.set_timer(_DELAI, self._montrer)

    def _montrer(self) -> None:
        """La fiche de la ligne choisie."""
        self._attente.stop()
        if self._referentiel is None or (noeud := self._colonne.noeud) is None:
            self._fiche.montrer([])
        else:
            self._fiche.montrer(self._blocs(self._referentiel, noeud))
        self.refresh_bindings()

    def _blocs(self, referentiel: Referentiel, noeud: Noeud) -> list[fiches.Bloc]:
        if noeud.competence:
            return fiches.fiche_de_competence(
                referentiel, noeud.competence, self._montre, noms_des_touches(self.app)
            )
        if noeud.groupe:
            return fiches.fiche_de_groupe(referentiel, noeud.groupe)
        return fiches.fiche_du_referentiel(referentiel, avertissements())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Quand il n'y a de place que pour un volet, c'est celui où l'on est."""
        self.set_class(event.widget is self._fiche, "-fiche")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose d'aller qu'à ce que la fiche contient."""
        if action == "aller" and self.is_mounted:
            noeud = self._colonne.noeud
            if noeud is None or noeud.competence is None or self._referentiel is None:
                return False
            if parameters == ("parentes",):
                return bool(noeud.competence.correspondances)
            return bool(self._montre.pour(self._referentiel.id, noeud.competence.code))
        if action in ("voisine", "deplier"):
            return self.has_class("-fiche") == (action == "voisine")
        return True

    # --- Aller d'une fiche à l'autre -------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Ouvre la fiche de la ligne choisie ; un groupe s'ouvre ou se ferme."""
        noeud = self._colonne.noeud
        if noeud is None:
            return
        if noeud.groupe:
            self._colonne.arbre.basculer(noeud.groupe)
        else:
            self._d_ou_l_on_vient.clear()
            self._entrer()

    def _entrer(self) -> None:
        self._montrer()
        self.add_class("-fiche")
        self._fiche.focus()

    @on(Fiche.Suivi)
    def suivre(self, suivi: Fiche.Suivi) -> None:
        """Va à la compétence du lien, ou relit la séance de la preuve."""
        if not isinstance(suivi.vers, Adresse):
            relire(self.coach, suivi.vers)
            return
        ici, choisi = self._ici(), self._fiche.choisi
        if self._aller(suivi.vers) and ici:
            self._d_ou_l_on_vient.append((ici, choisi))

    def _ici(self) -> Adresse | None:
        noeud = self._colonne.noeud
        if self._referentiel is None or noeud is None or noeud.competence is None:
            return None
        return Adresse(self._referentiel.id, noeud.competence.code)

    def _aller(self, adresse: Adresse) -> bool:
        """Montre cette compétence, dans son arbre et sa fiche ; faux si elle n'existe plus."""
        if adresse.referentiel not in self._ids:
            return False
        self._colonne.oublier()
        if not self._prendre(adresse.referentiel) or self._referentiel is None:
            return False
        competence = self._referentiel.competence(adresse.code)
        if competence is None:
            return False
        self._colonne.arbre.aller(competence)
        self._entrer()
        return True

    def _revenir(self) -> bool:
        """Revient à la fiche d'où un lien menait ici, à ce lien ; faux s'il n'y en a pas."""
        if not self._d_ou_l_on_vient:
            return False
        adresse, choisi = self._d_ou_l_on_vient.pop()
        if not self._aller(adresse):
            return False
        if choisi is not None:
            self._fiche.viser(choisi, choisi)
        return True

    # --- Les gestes ------------------------------------------------------------------------------

    def action_chercher(self) -> None:
        """Va au champ de recherche."""
        self.remove_class("-fiche")
        self._colonne.recherche.focus()

    def action_autre_referentiel(self) -> None:
        """Passe au référentiel suivant, après le dernier au premier ; la recherche y continue."""
        if self._referentiel is None:
            return
        rang = self._ids.index(self._referentiel.id)
        suivants = [*self._ids[rang + 1 :], *self._ids[:rang]]
        next((i for i in suivants if self._prendre(i)), None)
        self._d_ou_l_on_vient.clear()
        self._colonne.arbre.focus()
        self.remove_class("-fiche")

    def action_aller(self, repere: fiches.Repere) -> None:
        """Va aux parentes, ou à ce qui a déjà été montré."""
        self._entrer()
        self._fiche.aller(repere)

    def action_voisine(self, sens: int) -> None:
        """La fiche de la compétence d'avant ou d'après, dans l'ordre du référentiel."""
        ici = self._ici()
        if ici is None or self._referentiel is None:
            return
        codes = [c.code for c in self._referentiel.competences]
        rang = codes.index(ici.code) + sens
        if 0 <= rang < len(codes):
            self._aller(Adresse(ici.referentiel, codes[rang]))

    def action_positionner(self) -> None:
        """Se positionne sur la compétence ou le groupe choisi, sinon sur tout le référentiel."""
        noeud = self._colonne.noeud
        if self._referentiel is None or noeud is None:
            return
        self.coach.se_positionner(
            Depart(
                self._referentiel.id,
                noeud.competence.code if noeud.competence else None,
                noeud.groupe.code if noeud.groupe else None,
            )
        )

    def action_copier(self) -> None:
        """Copie la fiche, en texte."""
        self.app.copy_to_clipboard(texte_montre(self._fiche))

    def action_deplier(self) -> None:
        """Ouvre tous les groupes, ou les ferme."""
        self._colonne.arbre.tout_basculer()

    def action_retour(self) -> None:
        """D'où l'on vient : la fiche d'avant, l'arbre, la liste sans recherche, l'accueil."""
        recherche = self._colonne.recherche
        if self._fiche.has_focus:
            if self._revenir():
                return
            self.remove_class("-fiche")
            self._colonne.arbre.focus()
        elif recherche.has_focus or recherche.value:
            self._colonne.oublier()
            self._colonne.arbre.focus()
        else:
            self.dismiss()
