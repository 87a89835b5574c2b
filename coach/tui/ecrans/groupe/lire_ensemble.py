"""Lire ensemble : choisir un extrait, lire chacun son tour sans voir les autres, puis comparer."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.erreurs import ErreurEnClair
from coach.modeles.lecture import Nature
from coach.supervision.classement import Extrait, bilan, comparer, deja_lus, en_mots, extraits
from coach.supervision.tenue import Tenue
from coach.tui import gestes, lignes
from coach.tui.groupe.pages import EcranDePage
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.widgets.liste import Liste

_LECTEURS_AU_PLUS = 20


class EcranLireEnsemble(EcranDePage):
    """Trois temps, un seul à l'écran : l'extrait, chacun son tour, ce que cela donne."""

    NOM = "extraits"
    GESTES = gestes.LIRE_ENSEMBLE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, tenue: Tenue) -> None:
        super().__init__()
        self.tenue = tenue
        self._extrait: Extrait | None = None
        self._lecteurs: Sequence[str] = ()
        self._qui = 0
        self._rang = -1

    @property
    def lit(self) -> bool:
        """Vrai pendant qu'une personne lit."""
        return self._extrait is not None and self._qui < len(self._lecteurs)

    def titre(self) -> str:
        """« Lire ensemble »."""
        return dire("lire_ensemble.titre")

    def on_mount(self) -> None:
        """Les extraits d'abord ; sans extrait, comment en avoir un."""
        offerts = extraits(self.tenue.relecture, self.tenue.animation.rencontre)
        self._offerts = {e.evenement: e for e in offerts}
        liste = self.query_one(Liste)
        liste.add_options(self._options())
        self._dire("choisir" if offerts else "rien")
        self.query_one("#page").display = False
        liste.highlighted = 0 if offerts else None
        liste.focus()

    def repeindre(self) -> None:
        """Les mêmes extraits, et ce qui s'en lit, aux couleurs du thème."""
        self.query_one(Liste).refaire(self._options())
        self._montrer()

    def _options(self) -> Iterator[Option]:
        discret = self.app.theme_variables["discret"]
        for extrait in self._offerts.values():
            yield Option(lignes.ligne(extrait.debut, extrait.etape, discret), id=extrait.evenement)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce que ce temps permet."""
        if action in ("classer", "laisser"):
            return self.lit
        if action == "ouvrir":
            return self._extrait is None
        return True

    # --- Choisir, dire qui lit -------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def choisi(self, choix: OptionList.OptionSelected) -> None:
        """L'extrait est choisi ; reste à savoir qui lit."""
        self._extrait = self._offerts.get(choix.option_id or "")
        if self._extrait is None:
            return
        nommes = list(self.tenue.animation.rencontre.roles)
        if nommes:
            self._commencer(nommes)
        else:
            self._demander_combien()

    def _demander_combien(self) -> None:
        from coach.tui.ecrans.saisie import EcranSaisie

        def recevoir(ligne: str | None) -> None:
            nombre = int(ligne) if ligne and ligne.strip().isdecimal() else 0
            if 1 <= nombre <= _LECTEURS_AU_PLUS:
                self._commencer([str(n) for n in range(1, nombre + 1)])
            else:
                self._extrait = None

        self.app.push_screen(EcranSaisie(dire("lire_ensemble.combien"), "2"), recevoir)

    def _commencer(self, lecteurs: Sequence[str]) -> None:
        self._lecteurs, self._qui, self._rang = lecteurs, 0, -1
        self.query_one(OptionList).display = False
        page = self.query_one("#page")
        page.display = True
        page.focus()
        self._montrer()

    # --- Lire chacun son tour --------------------------------------------------------------------

    def action_ouvrir(self) -> None:
        """Prend l'extrait choisi."""
        self.query_one(OptionList).action_select()

    def action_suite(self) -> None:
        """La personne est prête : ses phrases viennent."""
        if self.lit and self._rang < 0:
            self._rang = 0
            self._montrer()

    def action_classer(self, nature: str) -> None:
        """Dit la nature de la phrase, et passe à la suivante."""
        if not self.lit or self._rang < 0 or self._extrait is None:
            self.action_suite()
            return
        ancre, membre = self._extrait.phrases[self._rang], self._lecteurs[self._qui]
        try:
            self.tenue.animation.classer(ancre, Nature(nature), membre)
        except ErreurEnClair as refus:
            self.notify(str(refus), markup=False, severity="warning")
            return
        self._avancer()

    def action_laisser(self) -> None:
        """Laisse la phrase sans rien en dire."""
        if self._rang < 0:
            self.action_suite()
        else:
            self._avancer()

    def _avancer(self) -> None:
        self._rang += 1
        if self._extrait is not None and self._rang >= len(self._extrait.phrases):
            self._qui, self._rang = self._qui + 1, -1
        self._montrer()

    # --- Ce qui se montre ------------------------------------------------------------------------

    def _montrer(self) -> None:
        if self._extrait is None:
            return
        if not self.lit:
            self._dire("ensemble")
            self.montrer_la_page(Group(*self._comparaison(self._extrait)))
        elif self._rang < 0:
            self._dire("au_suivant")
            membre = self._lecteurs[self._qui]
            self.montrer_la_page(Paragraphe(dire("lire_ensemble.a_vous", membre=membre)))
        else:
            phrases = self._extrait.phrases
            rang, total = self._rang + 1, len(phrases)
            self._dire("phrase", rang=rang, total=total)
            self.montrer_la_page(
                Paragraphe(Text(" ".join(phrases[self._rang].texte.split()), "bold"))
            )
        self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()

    def _comparaison(self, extrait: Extrait) -> list[RenderableType]:
        """Chaque phrase et ce qui s'en est dit, puis l'accord."""
        lus = deja_lus(self.tenue.animation.rencontre).get(extrait.evenement, [])
        ensemble = comparer(lus, self.coach.contexte.lire, extrait.texte)
        discret = self.app.theme_variables["discret"]
        page: list[RenderableType] = []
        for phrase in ensemble.phrases:
            titre = "⇄ " if phrase.partagee else "  "
            page.append(Paragraphe(" ".join(phrase.ancre.texte.split()), tete=titre))
            page.append(Paragraphe(Text(en_mots(phrase), discret), tete="    "))
        page += [Text(), *(Paragraphe(ligne) for ligne in bilan(ensemble))]
        return page

    def _dire(self, cle: str, **valeurs: object) -> None:
        self.dire_l_etat(dire(f"lire_ensemble.{cle}", **valeurs))
