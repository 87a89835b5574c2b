"""Un référentiel à parcourir : son arbre, et la recherche qui le resserre."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from coach.modeles.referentiel import Referentiel
from coach.referentiels.recherche import chercher
from coach.tui.competences import fiches
from coach.tui.competences.preuves import Montre
from coach.tui.paroles import dire
from coach.tui.widgets.competences.arbre import Arbre, Noeud

TROUVEES = 30
"""Compétences montrées par une recherche, les plus proches d'abord."""

_DELAI = 0.12
"""Secondes sans frappe avant de chercher."""


class Colonne(Vertical):
    """Le champ de recherche, ce qu'il trouve, l'arbre."""

    class Listee(Message):
        """Ce qui se montre vient de changer, peut-être pour rien du tout."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self._referentiel: Referentiel | None = None
        self._montre: Montre | None = None

    def compose(self) -> ComposeResult:
        """De haut en bas."""
        yield Input(placeholder=dire("referentiel.chercher"), id="recherche", compact=True)
        yield Static(id="etat", markup=False)
        yield Arbre(id="arbre")

    def on_mount(self) -> None:
        """Prépare la recherche, qui suit la frappe."""
        self._minuteur = self.set_timer(_DELAI, self._lister, pause=True)

    @property
    def arbre(self) -> Arbre:
        """L'arbre, ou les compétences trouvées."""
        return self.query_one(Arbre)

    @property
    def recherche(self) -> Input:
        """Le champ de recherche."""
        return self.query_one(Input)

    @property
    def noeud(self) -> Noeud | None:
        """La ligne choisie."""
        return self.arbre.noeud

    def montrer(self, referentiel: Referentiel, montre: Montre) -> None:
        """Montre ce référentiel ; la recherche s'y poursuit, la ligne choisie s'y garde."""
        encore = self._referentiel is not None and self._referentiel.id == referentiel.id
        self._referentiel, self._montre = referentiel, montre
        self._lister(garder=encore)

    def _lister(self, *, garder: bool = False) -> None:
        """L'arbre, ou ce que la recherche trouve ; `garder` : en y gardant la ligne choisie."""
        referentiel, montre = self._referentiel, self._montre
        if referentiel is None or montre is None:
            return
        if demande := self.recherche.value.strip():
            trouvees = chercher(referentiel, demande, TROUVEES)
            paires = [(c, fiches.item_trouve(c, demande)) for c in trouvees]
            choisi = self.noeud if garder else None
            self.arbre.montrer_trouvees(referentiel, montre, paires, choisi)
            etat = fiches.compter_les_trouvees(len(trouvees))
        else:
            self.arbre.montrer(referentiel, montre)
            etat = fiches.compter(len(referentiel.competences))
        self.query_one("#etat", Static).update(etat)
        self.post_message(self.Listee())

    @on(Input.Changed)
    def cherche(self) -> None:
        """La recherche suit la frappe."""
        self._minuteur.stop()
        self._minuteur = self.set_timer(_DELAI, self._lister)

    @on(Input.Submitted)
    def descendre(self) -> None:
        """Entrée mène à ce qui est trouvé."""
        self._minuteur.stop()
        self._lister()
        self.arbre.focus()

    def oublier(self) -> None:
        """Efface la recherche : tout l'arbre revient."""
        self._minuteur.stop()
        if self.recherche.value:
            with self.recherche.prevent(Input.Changed):
                self.recherche.value = ""
            self._lister()
