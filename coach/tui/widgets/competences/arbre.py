"""L'arbre d'un référentiel : ses groupes, qui s'ouvrent et se ferment, et leurs compétences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.console import Console
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.modeles.referentiel import Competence, Groupe, Referentiel
from coach.modeles.texte import sans_commandes
from coach.tui.competences.fiches import fois, nom
from coach.tui.competences.preuves import Montre
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import EnLignes, Paragraphe, Pile

_D_EMBLEE = 24
"""Compétences : jusque-là, tous les groupes sont ouverts ; au-delà, on voit d'abord les groupes."""

_LIGNES = 3
"""Lignes d'un titre dans l'arbre ; la fiche le donne en entier."""

_RETRAIT_MAXIMAL = 3


@dataclass(frozen=True)
class Noeud:
    """Une ligne de l'arbre : un groupe, une compétence, ou (ni l'un ni l'autre) la présentation.

    `item` : l'énoncé où une recherche a trouvé ses mots, quand ce n'est pas dans le titre.
    """

    groupe: Groupe | None = None
    competence: Competence | None = None
    niveau: int = 0
    item: str = ""


class Bref(Paragraphe):
    """Un paragraphe de quelques lignes au plus ; des points de suspension disent le reste."""

    def __init__(self, texte: str | Text, tete: str = "", lignes: int = _LIGNES) -> None:
        super().__init__(texte, tete)
        self._au_plus = lignes

    def replier(self, console: Console, largeur: int) -> Iterator[Text]:
        """Les premières lignes."""
        lignes = list(super().replier(console, largeur))
        for rang, ligne in enumerate(lignes[: self._au_plus]):
            if rang + 1 == self._au_plus < len(lignes):
                ligne.rstrip()
                ligne.truncate(largeur - 1)
                ligne.append("…")
            yield ligne


class Arbre(OptionList):
    """Les lignes d'un référentiel. → ouvre un groupe, ← le ferme ou remonte au sien."""

    AIDE = "arbre"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "ouvrir", show=False),
        Binding("left", "fermer", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, markup=False)
        self._referentiel: Referentiel | None = None
        self._montre: Montre | None = None
        self._noeuds: list[Noeud] = []
        self._ouverts: dict[str, set[str]] = {}
        self._choisis: dict[str, Noeud] = {}
        self._cherche = False

    def on_mount(self) -> None:
        """Repeint quand le thème change."""
        self.watch(self.app, "theme", self._relister, init=False)

    @property
    def noeud(self) -> Noeud | None:
        """La ligne choisie."""
        rang = self.highlighted
        return self._noeuds[rang] if rang is not None and rang < len(self._noeuds) else None

    # --- Ce qu'il montre -------------------------------------------------------------------------

    def montrer(self, referentiel: Referentiel, montre: Montre) -> None:
        """Montre ce référentiel comme la personne l'avait laissé : groupes ouverts, ligne."""
        self._changer(referentiel, montre, cherche=False)
        if referentiel.id not in self._ouverts:
            petit = len(referentiel.competences) <= _D_EMBLEE
            ouverts = {g.code for g in referentiel.groupes if petit or g.parent}
            self._ouverts[referentiel.id] = ouverts
        self._lister(list(self._parcourir(referentiel)), self._choisis.get(referentiel.id))

    def montrer_trouvees(
        self,
        referentiel: Referentiel,
        montre: Montre,
        trouvees: Iterable[tuple[Competence, str]],
        choisi: Noeud | None,
    ) -> None:
        """Montre ces compétences et l'item où l'on a trouvé, sans leurs groupes."""
        self._changer(referentiel, montre, cherche=True)
        self._lister([Noeud(competence=c, item=item) for c, item in trouvees], choisi)

    def _changer(self, referentiel: Referentiel, montre: Montre, *, cherche: bool) -> None:
        """Passe à ce référentiel, en retenant la ligne choisie dans l'arbre qu'on quitte."""
        if not self._cherche and self._referentiel and self.noeud:
            self._choisis[self._referentiel.id] = self.noeud
        self._referentiel, self._montre, self._cherche = referentiel, montre, cherche

    def aller(self, competence: Competence) -> None:
        """Ouvre ce qui contient cette compétence, et la choisit."""
        if self._referentiel is None:
            return
        lignee = self._referentiel.lignee(competence.groupe)
        self._ouverts[self._referentiel.id].update(groupe.code for groupe in lignee)
        self._lister(list(self._parcourir(self._referentiel)), Noeud(competence=competence))

    def _parcourir(self, referentiel: Referentiel) -> Iterator[Noeud]:
        """Les lignes visibles, dans l'ordre de la source."""
        yield Noeud()
        ouverts = self._ouverts[referentiel.id]
        enfants: dict[str | None, list[Groupe]] = {}
        for groupe in referentiel.groupes:
            enfants.setdefault(groupe.parent, []).append(groupe)
        a_voir = [(g, 0) for g in reversed(enfants.get(None, []))]
        while a_voir:
            groupe, niveau = a_voir.pop()
            yield Noeud(groupe=groupe, niveau=niveau)
            if groupe.code in ouverts:
                for une in referentiel.competences:
                    if une.groupe == groupe.code:
                        yield Noeud(competence=une, niveau=niveau + 1)
                dessous = reversed(enfants.get(groupe.code, []))
                a_voir += [(g, niveau + 1) for g in dessous]

    def _lister(self, noeuds: list[Noeud], choisi: Noeud | None) -> None:
        self._noeuds = noeuds
        self.set_options(Option(self._ligne(n)) for n in noeuds)
        rangs = (n for n, noeud in enumerate(noeuds) if choisi and _meme(noeud, choisi))
        self.highlighted = next(rangs, 0) if noeuds else None

    def _relister(self) -> None:
        self._lister(self._noeuds, self.noeud)

    # --- Une ligne -------------------------------------------------------------------------------

    def _ligne(self, noeud: Noeud) -> EnLignes:
        couleurs = self.app.theme_variables
        retrait = "  " * min(noeud.niveau, _RETRAIT_MAXIMAL)
        if noeud.competence is not None:
            texte = _texte(noeud.competence.code, noeud.competence.titre)
            texte.append(self._preuves((noeud.competence,)), couleurs["coach"])
            titre = Bref(texte, tete=retrait)
            if not noeud.item:
                return titre
            item = Text(sans_commandes(noeud.item), couleurs["discret"])
            return Pile(titre, Bref(item, tete=f"{retrait}  "))
        if noeud.groupe is None or self._referentiel is None:
            return Bref(Text(dire("referentiel.a_propos"), couleurs["discret"]))
        groupe, ouverts = noeud.groupe, self._ouverts[self._referentiel.id]
        texte = _texte(groupe.code, groupe.titre)
        texte.stylize("bold")
        ouvert = groupe.code in ouverts
        if not ouvert:
            dedans = self._dedans(groupe)
            texte.append(dire("referentiel.dedans", nombre=len(dedans)), couleurs["discret"])
            texte.append(self._preuves(dedans), couleurs["coach"])
        signe = dire("referentiel.ouvert" if ouvert else "referentiel.ferme")
        return Bref(texte, tete=f"{retrait}{signe} ")

    def _dedans(self, groupe: Groupe) -> Sequence[Competence]:
        return self._referentiel.du_groupe(groupe) if self._referentiel else ()

    def _preuves(self, competences: Iterable[Competence]) -> str:
        """Combien de fois ces compétences ont été montrées ; vide si jamais."""
        if self._referentiel is None or self._montre is None:
            return ""
        ici = self._referentiel.id
        nombre = sum(len(self._montre.pour(ici, c.code)) for c in competences)
        return dire("referentiel.montree", nombre=fois(nombre)) if nombre else ""

    # --- Ouvrir et fermer ------------------------------------------------------------------------

    def basculer(self, groupe: Groupe) -> None:
        """Ouvre ce groupe, ou le ferme."""
        if self._referentiel:
            self._ouverts[self._referentiel.id] ^= {groupe.code}
            self._lister(list(self._parcourir(self._referentiel)), Noeud(groupe=groupe))

    def tout_basculer(self) -> None:
        """Ouvre tous les groupes ; s'ils le sont déjà, les ferme tous."""
        if self._referentiel is None or self._cherche:
            return
        ici, tous = self._referentiel.id, {g.code for g in self._referentiel.groupes}
        choisi = self.noeud
        if self._ouverts[ici] >= tous:
            self._ouverts[ici] = set()
            if choisi and (sien := self._groupe_de(choisi)):
                choisi = Noeud(groupe=self._referentiel.lignee(sien)[-1])
        else:
            self._ouverts[ici] = tous
        self._lister(list(self._parcourir(self._referentiel)), choisi)

    @staticmethod
    def _groupe_de(noeud: Noeud) -> str | None:
        """Le code du groupe d'une ligne : le sien, ou celui de sa compétence."""
        if noeud.competence:
            return noeud.competence.groupe
        return noeud.groupe.code if noeud.groupe else None

    def action_ouvrir(self) -> None:
        """Ouvre le groupe choisi ; ouvert, passe à ce qu'il contient."""
        noeud = self.noeud
        if noeud is None or noeud.groupe is None or self._referentiel is None:
            return
        if noeud.groupe.code in self._ouverts[self._referentiel.id]:
            self.action_cursor_down()
        else:
            self.basculer(noeud.groupe)

    def action_fermer(self) -> None:
        """Ferme le groupe choisi ; sur une compétence ou un groupe fermé, remonte au groupe."""
        noeud = self.noeud
        if noeud is None or self._referentiel is None or self._cherche:
            return
        groupe = noeud.groupe
        if groupe and groupe.code in self._ouverts[self._referentiel.id]:
            self.basculer(groupe)
            return
        au_dessus = groupe.parent if groupe else self._groupe_de(noeud)
        for rang, autre in enumerate(self._noeuds):
            if autre.groupe and autre.groupe.code == au_dessus:
                self.highlighted = rang


def _meme(un: Noeud, autre: Noeud) -> bool:
    """Deux lignes désignent la même chose, même relue."""
    codes = [(n.groupe and n.groupe.code, n.competence and n.competence.code) for n in (un, autre)]
    return codes[0] == codes[1]


def _texte(code: str, titre: str) -> Text:
    return Text(sans_commandes(nom(code, titre).replace("\n", " ")))
