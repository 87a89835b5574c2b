"""La liste du portfolio : une compétence et ses colonnes, ou un moment de la frise."""

from datetime import date

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.widgets.option_list import Option

from coach.modeles.texte import en_une_ligne, sans_commandes
from coach.portfolio import CompetenceVue, Portfolio
from coach.portfolio.vues import Jalon
from coach.positionnement.echelle import reponse
from coach.tui.competences.fiches import nom
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe, Pile
from coach.tui.portfolio.angle import Angle
from coach.tui.portfolio.entrees import Entree, dite, entrees
from coach.tui.widgets.competences.arbre import Bref
from coach.tui.widgets.liste import Liste

_COLONNES = (19, 20)
"""Cellules des colonnes : les preuves, la dernière ; puis ce que l'on en dit."""

_SERREES = (16, 15)
"""Les mêmes, dans une liste étroite."""

_LARGE = (77, 110, 133)
"""Cellules du terminal : la liste est large de la première à la deuxième, où la fiche vient à
côté, puis dès la troisième."""
_RETRAIT = "   "


class Montrees(Liste):
    """Les lignes du portfolio sous un angle ; le curseur y reste sur la même chose."""

    AIDE = "montrees"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self._entrees: list[Entree] = []
        self._peinte_large = False
        self._plusieurs = False
        self._signale = True
        self._aujourd_hui = date.min

    def on_mount(self) -> None:
        """Repeint quand le thème change."""
        self.watch(self.app, "theme", self._repeindre, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Une autre largeur : d'autres colonnes."""
        if self._large != self._peinte_large:
            self._repeindre()

    @property
    def _large(self) -> bool:
        seule, a_cote, ensemble = _LARGE
        return seule <= self.app.size.width < a_cote or self.app.size.width >= ensemble

    @property
    def entree(self) -> Entree | None:
        """La ligne choisie."""
        rang = self.highlighted
        return self._entrees[rang] if rang is not None and rang < len(self._entrees) else None

    def montrer(self, vu: Portfolio, angle: Angle, aujourd_hui: date) -> int:
        """Montre ces lignes ; rend combien peuvent se choisir."""
        choisie = self.entree.cle if self.entree else ()
        self._aujourd_hui = aujourd_hui
        self._plusieurs = angle.vue != "competences" or angle.rangement != "groupe"
        self._signale = angle.vue != "ecarts"  # là, les phrases le disent
        self._entrees = list(entrees(vu, angle, aujourd_hui))
        self._peindre(choisie)
        return sum(e.active for e in self._entrees)

    def enseigner(self, phrases: list[str]) -> None:
        """Rien à montrer : comment cette page se remplit."""
        self._entrees = []
        self.set_options(Option(Paragraphe(phrase + "\n"), disabled=True) for phrase in phrases)

    def choisir(self, referentiel: str, code: str) -> None:
        """Met le curseur sur cette compétence, si elle est là."""
        voulue = (referentiel, code.casefold())
        for rang, entree in enumerate(self._entrees):
            ici = entree.competence
            if ici is not None and (ici.referentiel, ici.code.casefold()) == voulue:
                self.highlighted = rang
                return

    def _repeindre(self) -> None:
        if self._entrees:
            self._peindre(self.entree.cle if self.entree else ())

    def _peindre(self, choisie: tuple[str, ...]) -> None:
        self._peinte_large = self._large
        self.set_options(
            Option(self._rendue(e, rang), disabled=not e.active)
            for rang, e in enumerate(self._entrees)
        )
        rangs = [rang for rang, e in enumerate(self._entrees) if e.active]
        memes = [rang for rang in rangs if self._entrees[rang].cle == choisie]
        self.highlighted = next(iter(memes or rangs), None)

    # --- Une ligne -------------------------------------------------------------------------------

    def _rendue(self, entree: Entree, rang: int) -> RenderableType:
        couleurs = self.app.theme_variables
        if entree.competence is not None and entree.jalon is not None:
            return self._jalon(entree.jalon, entree.competence)
        if entree.competence is not None:
            return self._competence(entree.competence)
        if entree.sorte == "titre":
            titre = _une_ligne(entree.texte, f"bold {couleurs['coach']}")
            return Pile(Text(), titre) if rang else Pile(titre)
        tete = _RETRAIT if entree.sorte == "texte" else ""
        style = "" if entree.sorte == "texte" else couleurs["discret"]
        return Paragraphe(Text(entree.texte, style), tete=tete)

    def _nom(self, competence: CompetenceVue) -> str:
        dit = nom(competence.code, competence.titre) if competence.titre else competence.code
        return f"{competence.referentiel}\u00a0{dit}" if self._plusieurs else dit

    def _competence(self, competence: CompetenceVue) -> Pile:
        """Son titre, ses colonnes, et, s'il y en a, les autres regards."""
        discret = self.app.theme_variables["discret"]
        lignes = [_une_ligne(en_une_ligne(self._nom(competence)))]
        lignes.append(_une_ligne(_RETRAIT + self._colonnes(competence), discret))
        for regard in competence.bilan.tiers:
            dit = f"{en_une_ligne(regard.par)}\u00a0: {reponse(regard.niveau).dite}"
            lignes.append(_une_ligne(_RETRAIT + dit, discret))
        if competence.ecarts and self._signale:
            lignes.append(_une_ligne(_RETRAIT + dire("portfolio.a_relire"), discret))
        return Pile(*lignes)

    def _colonnes(self, competence: CompetenceVue) -> str:
        mien = competence.bilan.mien
        jour = competence.derniere
        cases = (
            preuves_dites(competence),
            dite(jour, self._aujourd_hui) if jour else "–",
            reponse(mien.niveau).dite if mien else dire("portfolio.non_dite"),
        )
        largeurs = _COLONNES if self._large else _SERREES
        rangees = [f"{c:{n - 1}} " for c, n in zip(cases, largeurs, strict=False)]
        return "".join(rangees) + cases[-1]

    def _jalon(self, jalon: Jalon, competence: CompetenceVue) -> Pile:
        """Le jour, la compétence et ce que c'est ; puis les mots."""
        discret = self.app.theme_variables["discret"]
        jour = dite(jalon.date, self._aujourd_hui)
        ou = f"{competence.referentiel}\u00a0{competence.code}"
        if jalon.sorte == "preuve":
            quoi = dire("portfolio.jalon_preuve" if jalon.journal else "portfolio.jalon_apport")
        else:
            qui = dire("portfolio.vous") if jalon.sorte == "positionnement" else jalon.par
            niveau = next(
                r
                for r in (reponse(p.niveau) for p in competence.positionnements if p.id == jalon.id)
            )
            quoi = f"{en_une_ligne(qui)}\u00a0: {niveau.dite}"
        lignes = [Bref(Text.assemble(jour, " · ", ou, " · ", quoi))]
        if mots := en_une_ligne(jalon.texte):
            cites = dire("referentiel.extrait", extrait=mots)
            lignes.append(Bref(Text(cites, discret), tete=_RETRAIT, lignes=2))
        return Pile(*lignes)


def _une_ligne(texte: str, style: str = "") -> Text:
    """Le texte sur une ligne ; des points de suspension disent le reste, que dit la fiche."""
    return Text(sans_commandes(texte), style, no_wrap=True, overflow="ellipsis")


def preuves_dites(competence: CompetenceVue) -> str:
    """« 4 preuves + 2 » : les siennes, puis celles qui comptent par correspondance."""
    directes, parentes = len(competence.preuves), len(competence.par_correspondance)
    if not directes and parentes:
        return dire("portfolio.parentes_seules", nombre=parentes)
    dit = dire(f"portfolio.preuves_{min(directes, 2)}", nombre=directes)
    return f"{dit} + {parentes}" if parentes else dit
