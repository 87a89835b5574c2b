"""L'atelier du livret : ses parties, ses passages, et ce que chacun montre ou demande."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static

from coach.carnet import ErreurDeCarnet
from coach.livret import Atelier, ErreurDeLivret, Offre, Partie, Passage
from coach.tui import gestes
from coach.tui.ecran import Ecran
from coach.tui.livret import fiches, lignes
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe
from coach.tui.preuves import Endroit, relire
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

T = TypeVar("T")

_SUR_UN_PASSAGE = frozenset({"recrire", "citer", "monter", "descendre", "retirer"})


class EcranLivret(Ecran[None]):
    """Mène l'atelier d'un livret ; tout s'y écrit à mesure."""

    CSS_PATH: ClassVar = ["../styles/journaux.tcss", "../styles/livret.tcss"]
    GESTES = gestes.LIVRET
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, atelier: Atelier) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen"), (110, "-large")]
        self.atelier = atelier

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    @property
    def _liste(self) -> Liste:
        return self.query_one(Liste)

    @property
    def _fiche(self) -> Fiche:
        return self.query_one(Fiche)

    def compose(self) -> ComposeResult:
        """Le titre, où en est le livret, ses parties et ses passages, la fiche de la ligne."""
        with Horizontal():
            with Vertical(classes="liste"):
                yield Static(id="titre", classes="titre", markup=False)
                yield Static(id="etat", classes="etat", markup=False)
                yield Liste(id="parties")
            yield Fiche(id="fiche")
        yield Pied()

    def on_mount(self) -> None:
        """On est tout de suite dans les parties."""
        self._liste.focus()

    def on_screen_resume(self) -> None:
        """Une séance a pu s'écrire, se corriger : les offres et les preuves se relisent."""
        self._faire(self.atelier.rafraichir)
        self._lister()

    # --- La liste et la fiche --------------------------------------------------------------------

    def _lister(self, choisi: str = "") -> None:
        """Refait la liste, le curseur sur `choisi`, ou sur la même ligne."""
        liste = self._liste
        option = liste.highlighted_option
        voulu, rang = choisi or (option.id if option else None), liste.highlighted or 0
        options = list(lignes.des_parties(self.atelier, self.app.theme_variables["discret"]))
        liste.set_options(options)
        memes = [n for n, o in enumerate(options) if o.id == voulu]
        liste.highlighted = next(iter(memes), min(rang, len(options) - 1))
        livret = self.atelier.livret
        self.query_one("#titre", Static).update(livret.titre)
        etat = dire("livret.etat", mots=livret.mots, versions=len(livret.versions))
        if self.atelier.commence is not None:
            etat += "\n" + dire("livret.commence")
        self.query_one("#etat", Static).update(Paragraphe(etat))
        self._montrer()

    @on(OptionList.OptionHighlighted)
    def _montrer(self) -> None:
        """La fiche suit la ligne choisie."""
        if passage := self.passage():
            jour = self.coach.horloge().date()
            self._fiche.montrer(fiches.du_passage(self.atelier, passage, jour))
        elif partie := self.partie():
            self._fiche.montrer(fiches.de_la_partie(self.atelier, partie))
        self.refresh_bindings()

    def passage(self) -> Passage | None:
        """Le passage de la ligne choisie."""
        sorte, _, identifiant = self._designe().partition(":")
        return self.atelier.livret.passage(identifiant) if sorte == "passage" else None

    def partie(self) -> Partie | None:
        """La partie de la ligne choisie, ou celle de son passage."""
        sorte, _, identifiant = self._designe().partition(":")
        if sorte == "passage":
            passage = self.passage()
            identifiant = passage.partie if passage else ""
        return self.atelier.genre.partie(identifiant)

    def _designe(self) -> str:
        option = self._liste.highlighted_option if self.is_mounted else None
        return (option.id or "") if option else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire là où l'on est."""
        if not self.is_mounted:
            return True
        if action in _SUR_UN_PASSAGE:
            return self.passage() is not None
        if action == "defaire":
            return self.atelier.peut_annuler
        if action == "retablir":
            return self.atelier.peut_retablir
        if action in ("verifier", "repeter", "figer", "remettre"):
            return bool(self.atelier.livret.passages)
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Quand il n'y a de place que pour un volet, c'est celui où l'on est."""
        self.set_class(event.widget is self._fiche, "-fiche")
        self.refresh_bindings()

    @on(Fiche.Suivi)
    def suivre(self, suivi: Fiche.Suivi) -> None:
        """Relit la séance d'une preuve."""
        if isinstance(suivi.vers, Endroit):
            relire(self.coach, suivi.vers)

    # --- Écrire ----------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Récrit le passage choisi ; sur une partie, en commence un."""
        if self.passage():
            self.action_recrire()
        else:
            self.action_ecrire()

    def action_lire_la_fiche(self) -> None:
        """Passe à la fiche, ou en revient."""
        if self.has_class("-fiche"):
            self._liste.focus()
        else:
            self.add_class("-fiche")
            self._fiche.lire()

    def action_ecrire(self) -> None:
        """Commence un passage, ou reprend celui qui l'est déjà."""
        commence = self.atelier.commence
        if commence is not None:
            self._ecrire(commence.partie, commence.texte, commence.preuves, commence.passage)
        elif partie := self.partie():
            self._ecrire(partie.id)

    def action_recrire(self) -> None:
        """Récrit le passage choisi."""
        if passage := self.passage():
            self._ecrire(passage.partie, passage.texte, passage.preuves, passage.id)

    def _ecrire(
        self,
        partie: str,
        texte: str = "",
        preuves: tuple[str, ...] = (),
        passage: str | None = None,
    ) -> None:
        from coach.tui.ecrans.livret_passage import EcranPassage

        def recevoir(ecrit: str | None) -> None:
            self._lister(f"passage:{ecrit}" if ecrit else "")

        ecran = EcranPassage(self.atelier, partie, texte, preuves, passage)
        self.app.push_screen(ecran, recevoir)

    def action_offres(self) -> None:
        """Montre ce que le carnet a pour cette partie : à citer dans un passage neuf."""
        if partie := self.partie():
            self._choisir(partie, lambda preuves: self._ecrire(partie.id, preuves=preuves))

    def action_citer(self) -> None:
        """Lie au passage choisi ce que le carnet offre."""
        passage, partie = self.passage(), self.partie()
        if passage is None or partie is None:
            return
        identifiant = passage.id
        self._choisir(
            partie,
            lambda preuves: self._faire(lambda: self.atelier.lier(identifiant, *preuves)),
        )

    def _choisir(self, partie: Partie, ensuite: Callable[[tuple[str, ...]], object]) -> None:
        """Fait choisir des offres ; elles se figent, puis `ensuite` en fait quelque chose."""
        from coach.tui.ecrans.livret_offres import EcranOffres

        def recevoir(choisies: tuple[Offre, ...] | None) -> None:
            if choisies:
                figees = self._faire(lambda: tuple(self.atelier.citer(o).id for o in choisies))
                if figees:
                    ensuite(figees)
                    self._lister()

        offres = self._faire(lambda: self.atelier.offres(partie.id))
        if offres:
            self.app.push_screen(EcranOffres(partie, offres), recevoir)
        elif offres is not None:
            self.notify(dire("livret.rien_a_offrir"), markup=False)

    # --- Ranger, revenir -------------------------------------------------------------------------

    def action_monter(self) -> None:
        """Monte le passage d'un rang."""
        self._deplacer(-1)

    def action_descendre(self) -> None:
        """Descend le passage d'un rang."""
        self._deplacer(1)

    def _deplacer(self, pas: int) -> None:
        passage = self.passage()
        if passage is None:
            return
        siens = [p.id for p in self.atelier.livret.de(passage.partie)]
        rang = siens.index(passage.id) + pas
        if 0 <= rang < len(siens):
            self._faire(lambda: self.atelier.deplacer(passage.id, rang))
            self._lister()

    def action_retirer(self) -> None:
        """Ôte le passage du livret ; « u » le remet."""
        if passage := self.passage():
            self._faire(lambda: self.atelier.retirer(passage.id))
            self._lister(f"partie:{passage.partie}")
            self.notify(dire("livret.retire"), markup=False)

    def action_defaire(self) -> None:
        """Défait le dernier geste."""
        self._faire(self.atelier.annuler)
        self._lister()

    def action_retablir(self) -> None:
        """Refait ce qui vient d'être défait."""
        self._faire(self.atelier.retablir)
        self._lister()

    # --- Relire, répéter, remettre ---------------------------------------------------------------

    def action_verifier(self) -> None:
        """Montre ce qui manque et ce qui est à regarder ; y va si la personne le choisit."""
        from coach.assemblage.lecture import LectureApprise
        from coach.livret.verification import verifier
        from coach.tui.ecrans.livret_constats import EcranConstats

        atelier = self.atelier
        lire = LectureApprise(self.coach.carnet).lire
        trouve = self._faire(lambda: verifier(atelier.livret, atelier.genre, atelier.fonds, lire))
        if trouve is not None:
            ecran = EcranConstats(trouve, atelier.genre)
            self.app.push_screen(ecran, lambda vers: self._lister(vers or ""))

    def action_repeter(self) -> None:
        """Répète l'oral devant un jury qui a lu ces pages."""
        from coach.tui.ecrans.livret_oral import EcranOral
        from coach.tui.livret.entree import repetition

        if (ouverte := self._faire(lambda: repetition(self.coach, self.atelier))) is not None:
            self.app.push_screen(EcranOral(ouverte))

    def action_figer(self) -> None:
        """Garde une version, telle qu'elle est remise."""
        from coach.tui.ecrans.saisie import EcranSaisie

        def figer(nom: str | None) -> None:
            if nom is None:
                return
            avant = len(self.atelier.livret.versions)
            self._faire(lambda: self.atelier.figer(nom))
            self._lister()
            if len(self.atelier.livret.versions) > avant:
                self.notify(dire("livret.fige", nom=nom.strip()), markup=False)

        self.app.push_screen(EcranSaisie(dire("livret.nom_de_version"), ""), figer)

    def action_remettre(self) -> None:
        """Revoit les noms, puis écrit le document."""
        from coach.publication.livret import choisir, document, progression
        from coach.tui.remise import identite, remettre

        def agir() -> None:
            livret, genre = self.atelier.livret, self.atelier.genre
            passages, jour = choisir(livret, None, self.coach.horloge().date())
            graphe = progression(self.coach.carnet, genre, jour)
            remettre(
                self.coach,
                document(
                    livret,
                    genre,
                    passages,
                    le=jour,
                    graphe=graphe,
                    identite=identite(self.coach),
                ),
            )

        self._faire(agir)

    def _faire(self, agir: Callable[[], T]) -> T | None:
        """Fait, ou dit pourquoi rien n'a changé."""
        try:
            return agir()
        except ErreurDeLivret as erreur:
            self.notify(str(erreur), markup=False, severity="error", timeout=10)
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        return None

    def action_retour(self) -> None:
        """De la fiche à la liste, puis d'où l'on vient."""
        if self._fiche.has_focus and not self.has_class("-large"):
            self._liste.focus()
        else:
            self.dismiss()
