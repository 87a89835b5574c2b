"""La porte : étapes, noms et réserves d'une séance à donner, revus un à un."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.console import Group
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.modeles.texte import sans_commandes
from coach.partage.coffre import Serrure
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.paroles import compter, formes_de
from coach.partage.paroles import dire as dire_de_la_porte
from coach.partage.porte import EtapeOfferte, Porte
from coach.partage.pseudonymes import Decision, Entite
from coach.partage.reserves import Reserve
from coach.tui import gestes
from coach.tui.clavier import noms_des_touches
from coach.tui.ecran import Ecran
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

_MARQUES: dict[Decision, str] = {"a_voir": "?", "acceptee": "✓", "changee": "✎", "refusee": "="}


class EcranPartager(Ecran[None]):
    """Ce qui se décide avant de donner ; `fichier` : où écrire, s'il fut dit d'avance."""

    CSS_PATH: ClassVar = ["../styles/journaux.tcss", "../styles/partager.tcss"]
    GESTES = gestes.PARTAGER
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(
        self, porte: Porte, fichier: Path | None = None, serrure: Serrure | None = None
    ) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-mince"), (72, "-moyen")]
        self.porte = porte
        self._fichier = fichier
        self._serrure = serrure or Serrure()
        self._lignes: dict[str, EtapeOfferte | Entite | Reserve] = {}
        self._gardees: set[tuple[str, str]] = set()

    @property
    def coach(self) -> "CoachApp":
        """L'application."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        """Ce qui est en jeu, la liste, et ce que dit la ligne choisie."""
        titre = sans_commandes(self.porte.etat.titre) or dire("accueil.sans_titre")
        with Vertical(classes="liste"):
            yield Static(
                dire_de_la_porte("porte.titre", titre=titre), classes="titre", markup=False
            )
            yield Static(id="etat", classes="etat", markup=False)
            yield Liste(id="a_revoir")
            yield Static(id="detail", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """On est tout de suite dans la liste, à la première chose à décider."""
        self._lister()
        rangs = [n for n, option in enumerate(self._liste.options) if not option.disabled]
        a_voir = [n for n in rangs if (self._liste.options[n].id or "").startswith("entite")]
        self._liste.highlighted = next(iter(a_voir or rangs), None)
        self._liste.focus()

    @property
    def _liste(self) -> Liste:
        return self.query_one(Liste)

    @property
    def _choisie(self) -> EtapeOfferte | Entite | Reserve | None:
        option = self._liste.highlighted_option if self.is_mounted else None
        return self._lignes.get(option.id or "") if option else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire sur la ligne choisie."""
        if action == "refuser":
            return isinstance(self._choisie, Entite | Reserve)
        if action == "changer":
            return isinstance(self._choisie, Entite | Reserve)
        return True

    # --- La liste ----------------------------------------------------------------------------

    def _lister(self) -> None:
        """Refait la liste, le curseur où il était."""
        liste = self._liste
        option = liste.highlighted_option
        choisi, rang = (option.id if option else None), liste.highlighted or 0
        self._lignes = {}
        options = list(self._options())
        liste.set_options(options)
        rangs = [n for n, o in enumerate(options) if not o.disabled]
        memes = [n for n in rangs if options[n].id == choisi]
        proches = [n for n in rangs if n >= rang]
        liste.highlighted = next(iter(memes or proches or rangs), None)
        self.query_one("#etat", Static).update(Paragraphe(self._etat()))
        self._detailler()

    def _etat(self) -> str:
        restent = sum(e.decision == "a_voir" for e in self.porte.entites())
        if restent:
            return dire("partager.restent", nombre=restent, **noms_des_touches(self.app))
        return dire("partager.pret", **noms_des_touches(self.app))

    def _options(self) -> Iterator[Option]:
        yield self._section("etapes")
        for etape in self.porte.etapes:
            marque = "[x]" if etape.id in self.porte.choisies else "[ ]"
            compte = compter(etape.reponses, "reponse")
            yield self._ligne(f"etape:{etape.id}", etape, f"{marque} {etape.titre}", compte)
        yield self._section("entites")
        for entite in self.porte.entites():
            compte = compter(len(self.porte.contextes(entite)), "occurrence")
            genre = dire_de_la_porte(f"genre.{entite.genre}")
            texte = f"{_MARQUES[entite.decision]} {formes_de(entite)} → {entite.montree}"
            if entite.decision == "refusee":
                texte = f"{_MARQUES['refusee']} {formes_de(entite)}"
            decision = dire_de_la_porte(f"decision.{entite.decision}")
            yield self._ligne(
                f"entite:{entite.id}", entite, texte, f"{genre}, {compte} · {decision}"
            )
        yield self._section("reserves")
        for rang, reserve in enumerate(self._reserves()):
            yield self._ligne(f"reserve:{rang}", reserve, f"! {reserve.texte}", reserve.titre)

    def _reserves(self) -> list[Reserve]:
        return [r for r in self.porte.reserves() if (r.genre, r.phrase) not in self._gardees]

    def _section(self, nom: str) -> Option:
        couleurs = self.app.theme_variables
        return Option(Text(dire(f"partager.{nom}"), f"bold {couleurs['coach']}"), disabled=True)

    def _ligne(
        self, nom: str, chose: EtapeOfferte | Entite | Reserve, texte: str, detail: str
    ) -> Option:
        self._lignes[nom] = chose
        discret = self.app.theme_variables["discret"]
        premier = Paragraphe(Text(sans_commandes(" ".join(texte.split()))), tete="  ")
        return Option(Group(premier, Paragraphe(Text(detail, discret), tete="      ")), id=nom)

    @on(OptionList.OptionHighlighted)
    def _detailler(self) -> None:
        """Dit, sous la liste, où se lit la ligne choisie."""
        self.query_one("#detail", Static).update(Paragraphe(self._detail()))
        self.refresh_bindings()

    def _detail(self) -> str:
        match self._choisie:
            case Entite() as entite:
                phrases = [c.texte for c in self.porte.contextes(entite)]
                return sans_commandes("\n".join(" ".join(p.split()) for p in phrases[:3]))
            case Reserve() as reserve:
                return sans_commandes(f"{' '.join(reserve.phrase.split())}\n{reserve.conseil}")
        return dire_de_la_porte("porte.anonyme")

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def action_accepter(self) -> None:
        """Accepte le remplacement ; coche ou décoche l'étape ; récrit le passage."""
        match self._choisie:
            case EtapeOfferte() as etape:
                self.porte.choisir(self.porte.choisies ^ {etape.id})
                self._lister()
            case Entite() as entite:
                self._decider(entite, "acceptee", entite.libre)
            case Reserve():
                self.action_changer()

    def action_refuser(self) -> None:
        """Garde le nom tel quel, ou le passage."""
        match self._choisie:
            case Entite() as entite:
                self._decider(entite, "refusee")
            case Reserve() as reserve:
                self._gardees.add((reserve.genre, reserve.phrase))
                self._lister()

    def action_tout_accepter(self) -> None:
        """Accepte tout ce qui reste à voir."""
        self.porte.tout_accepter()
        self._lister()

    def action_changer(self) -> None:
        """Écrit autre chose à la place."""
        match self._choisie:
            case Entite() as entite:
                self._demander(
                    dire_de_la_porte("porte.changer"),
                    entite.montree,
                    lambda mots: self._decider(entite, "changee", mots),
                )
            case Reserve() as reserve:
                self._demander(
                    dire("partager.recrire"),
                    " ".join(reserve.phrase.split()),
                    lambda mots: self._reformuler(reserve, mots),
                )

    def action_ajouter(self) -> None:
        """Ajoute des mots à remplacer."""
        self._demander(dire("partager.ajouter"), "", self._ajouter)

    def action_apercu(self) -> None:
        """Montre le fichier tel qu'on le lira ; c'est de là qu'il s'écrit."""
        from coach.tui.ecrans.partager_apercu import EcranApercu

        if any(e.decision == "a_voir" for e in self.porte.entites()):
            self.notify(self._etat(), markup=False, severity="warning")
        elif not self.porte.choisies:
            self.notify(dire_de_la_porte("porte.etapes_aucune"), markup=False, severity="warning")
        else:
            apercu = EcranApercu(self.porte, self._fichier, self._serrure)
            self.app.push_screen(apercu, self._apres_l_apercu)

    def _apres_l_apercu(self, ecrit: bool | None) -> None:
        if ecrit:
            self.dismiss()

    def action_retour(self) -> None:
        """Laisse tout : rien n'est écrit."""
        self.notify(dire_de_la_porte("porte.rien"), markup=False)
        self.dismiss()

    # --- Décider -----------------------------------------------------------------------------

    def _decider(self, entite: Entite, decision: Decision, libre: str = "") -> None:
        try:
            self.porte.decider(entite.id, decision, libre)
        except ErreurDeFichier as erreur:
            self.notify(str(erreur), markup=False, severity="warning")
            return
        self._lister()
        if decision != "changee":
            self._liste.action_cursor_down()

    def _ajouter(self, mots: str) -> None:
        try:
            entite = self.porte.ajouter(mots)
        except ErreurDeFichier as erreur:
            self.notify(str(erreur), markup=False, severity="warning")
            return
        dit = dire_de_la_porte("porte.ajoutee", forme=entite.formes[0], montree=entite.montree)
        self.notify(sans_commandes(dit), markup=False)
        self._lister()

    def _reformuler(self, reserve: Reserve, mots: str) -> None:
        if mots.strip() and mots != " ".join(reserve.phrase.split()):
            self.porte.reformuler(reserve.phrase, mots)
            self._gardees.add((reserve.genre, mots))
        self._lister()

    def _demander(self, titre: str, valeur: str, ensuite: Callable[[str], None]) -> None:
        from coach.tui.ecrans.saisie import EcranSaisie

        def recevoir(mots: str | None) -> None:
            if mots is not None:
                ensuite(mots)

        self.app.push_screen(EcranSaisie(titre, sans_commandes(valeur)), recevoir)
