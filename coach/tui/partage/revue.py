"""Revoir des noms et des réserves à l'écran : la même liste pour une séance et un document."""

from collections.abc import Callable, Iterator
from typing import ClassVar, Generic, TypeVar

from rich.console import Group
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ScreenResultType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.erreurs import ErreurEnClair
from coach.modeles.texte import sans_commandes
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.paroles import compter, formes_de
from coach.partage.paroles import dire as dire_de_la_porte
from coach.partage.porte import EtapeOfferte
from coach.partage.pseudonymes import Decision, Entite
from coach.partage.reserves import Reserve
from coach.partage.revue import Revue
from coach.tui.attente import Avance, EcranQuiAttend
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied

R = TypeVar("R", bound=Revue)

_MARQUES: dict[Decision, str] = {"a_voir": "?", "acceptee": "✓", "changee": "✎", "refusee": "="}


class EcranDeRevue(EcranQuiAttend[ScreenResultType], Generic[R, ScreenResultType]):
    """Ce qui se décide de chaque nom et de chaque passage, avant d'écrire quoi que ce soit.

    `avance` : ce que la revue lira ; `ouvrir` l'ouvre ensuite, et peut lever une `ErreurEnClair`.
    """

    revue: R
    PAROLES: ClassVar[str]
    """La section du catalogue où se dit que les noms sont vus."""

    def __init__(self, titre: str, phrase: str, avance: Avance, ouvrir: Callable[[], R]) -> None:
        super().__init__()
        self._titre, self._phrase = titre, phrase
        self._avance, self._ouvrir = avance, ouvrir
        self._lignes: dict[str, EtapeOfferte | Entite | Reserve] = {}
        self._gardees: set[tuple[str, str]] = set()
        self._restantes: list[Reserve] = []

    def compose(self) -> ComposeResult:
        """Ce qui est en jeu, la liste, et ce que dit la ligne choisie."""
        with Vertical(classes="liste"):
            yield Static(self._titre, classes="titre", markup=False)
            yield Static(Paragraphe(self._phrase), id="etat", classes="etat")
            yield Liste(id="a_revoir")
            yield Static(id="detail", markup=False)
        yield Pied()

    def on_mount(self) -> None:
        """On est tout de suite dans la liste ; elle se remplit dès que les textes sont lus."""
        self._liste.focus()
        self.patienter(self._avance, self._remplir)

    def _remplir(self) -> None:
        """La revue est prête : on est à la première chose à décider."""
        try:
            self.revue = self._ouvrir()
        except ErreurEnClair as erreur:
            self.notify(str(erreur), markup=False, severity="error", timeout=10)
            self.dismiss(None)
            return
        self._lister()
        rangs = [n for n, option in enumerate(self._liste.options) if not option.disabled]
        a_voir = [n for n in rangs if (self._liste.options[n].id or "").startswith("entite")]
        self._liste.highlighted = next(iter(a_voir or rangs), None)

    @property
    def _liste(self) -> Liste:
        return self.query_one(Liste)

    @property
    def _choisie(self) -> EtapeOfferte | Entite | Reserve | None:
        option = self._liste.highlighted_option if self.is_mounted else None
        return self._lignes.get(option.id or "") if option else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ne propose que ce qui a de quoi se faire sur la ligne choisie."""
        if not super().check_action(action, parameters):
            return False
        choisie = self._choisie
        if action in ("refuser", "changer"):
            return isinstance(choisie, Entite | Reserve)
        if action == "separer":
            return isinstance(choisie, Entite) and len(self.revue.contextes(choisie)) > 1
        return True

    def repeindre(self) -> None:
        """La même revue, aux couleurs du thème."""
        if not self.attend:
            self._lister()

    # --- La liste ----------------------------------------------------------------------------

    def _lister(self) -> None:
        """Refait la liste, le curseur où il était."""
        self._lignes = {}
        self._liste.remplir(list(self._options()), sinon=self._liste.highlighted or 0)
        self.query_one("#etat", Static).update(Paragraphe(self._etat()))
        self._detailler()

    def _etat(self) -> str:
        restent = sum(e.decision == "a_voir" for e in self.revue.entites())
        if restent:
            cle = "partager.reste" if restent == 1 else "partager.restent"
            return dire(cle, nombre=restent, **noms_des_touches(self.app))
        vu = {0: "pret", 1: "une_reserve"}.get(len(self._restantes), "des_reserves")
        phrase = f"{self.PAROLES}.{vu}"
        return dire(phrase, nombre=len(self._restantes), **noms_des_touches(self.app))

    def _options(self) -> Iterator[Option]:
        yield from self.options_d_avant()
        yield self._section("entites")
        yield from self._options_des_noms()
        yield self._section("reserves")
        self._restantes = reserves = self._reserves()
        for rang, reserve in enumerate(reserves):
            yield self._ligne(f"reserve:{rang}", reserve, f"! {reserve.texte}", reserve.titre)
        if not reserves:
            yield self._aucun()

    def options_d_avant(self) -> Iterator[Option]:
        """Ce qui se décide avant les noms ; rien, d'habitude."""
        yield from ()

    def _options_des_noms(self) -> Iterator[Option]:
        entites = self.revue.entites()
        for entite in entites:
            compte = compter(len(self.revue.contextes(entite)), "occurrence")
            genre = dire_de_la_porte(f"genre.{entite.genre}")
            texte = dire("partager.nom", formes=formes_de(entite))
            if entite.decision != "refusee":
                texte = f"{texte} → {entite.montree}"
            decision = dire_de_la_porte(f"decision.{entite.decision}")
            marque = _MARQUES[entite.decision]
            detail = f"{genre}, {compte} · {decision}"
            yield self._ligne(f"entite:{entite.id}", entite, f"{marque} {texte}", detail)
        if not entites:
            yield self._aucun()

    def _aucun(self) -> Option:
        """Rien sous ce titre : on le dit."""
        discret = self.app.theme_variables["discret"]
        return Option(Text(f"  {dire('partager.aucun')}", discret), disabled=True)

    def _reserves(self) -> list[Reserve]:
        return [r for r in self.revue.reserves() if (r.genre, r.phrase) not in self._gardees]

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
        if self.attend:
            return
        self.query_one("#detail", Static).update(Paragraphe(self._detail()))
        self.refresh_bindings()

    def _detail(self) -> str:
        match self._choisie:
            case Entite() as entite:
                phrases = [c.texte for c in self.revue.contextes(entite)]
                return sans_commandes("\n".join(" ".join(p.split()) for p in phrases[:3]))
            case Reserve() as reserve:
                return sans_commandes(f"{' '.join(reserve.phrase.split())}\n{reserve.conseil}")
        return dire_de_la_porte("porte.anonyme")

    # --- Les gestes --------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _accepter(self) -> None:
        self.action_accepter()

    def action_accepter(self) -> None:
        """Accepte le remplacement ; récrit le passage."""
        match self._choisie:
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
        self.revue.tout_accepter()
        self._lister()

    def action_changer(self) -> None:
        """Écrit autre chose à la place."""
        match self._choisie:
            case Entite() as entite:
                self.coach.demander(
                    dire_de_la_porte("porte.changer"),
                    entite.montree,
                    lambda mots: self._decider(entite, "changee", mots),
                )
            case Reserve() as reserve:
                self.coach.demander(
                    dire("partager.recrire"),
                    " ".join(reserve.phrase.split()),
                    lambda mots: self._reformuler(reserve, mots),
                )

    def action_separer(self) -> None:
        """Fait d'une occurrence quelqu'un d'autre, du même nom."""
        from coach.tui.ecrans.partage.occurrences import EcranOccurrences

        entite = self._choisie
        if not isinstance(entite, Entite):
            return
        contextes = self.revue.contextes(entite)

        def choisie(rang: str | None) -> None:
            if rang is not None:
                self.revue.separer(entite.id, contextes[int(rang)])
                self._lister()

        self.app.push_screen(EcranOccurrences(contextes), choisie)

    def action_ajouter(self) -> None:
        """Ajoute des mots à remplacer."""
        self.coach.demander(dire("partager.ajouter"), "", self._ajouter)

    # --- Décider -----------------------------------------------------------------------------

    def _decider(self, entite: Entite, decision: Decision, libre: str = "") -> None:
        try:
            self.revue.decider(entite.id, decision, libre)
        except ErreurDeFichier as erreur:
            self.notify(str(erreur), markup=False, severity="warning")
            return
        self._lister()
        if decision != "changee":
            self._liste.action_cursor_down()

    def _ajouter(self, mots: str) -> None:
        entite = self.revue.ajouter(mots)
        dit = dire_de_la_porte("porte.ajoutee", forme=entite.formes[0], montree=entite.montree)
        self.notify(sans_commandes(dit), markup=False)
        self._lister()

    def _reformuler(self, reserve: Reserve, mots: str) -> None:
        if mots.strip() and mots != " ".join(reserve.phrase.split()):
            self.revue.reformuler(reserve.phrase, mots)
            self._gardees.add((reserve.genre, mots))
        self._lister()
