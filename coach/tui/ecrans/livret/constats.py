"""Ce qui manque au livret et ce qui est à regarder ; jamais de note."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.livret import Genre
from coach.livret.constats import Constat, EtatDeCritere, Verification
from coach.modeles.texte import d_une_traite, sans_commandes
from coach.tui import gestes
from coach.tui.attente import Avance, EcranQuiAttend
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe, Pile
from coach.tui.styles import feuilles
from coach.tui.widgets.liste import Liste
from coach.tui.widgets.pied import Pied


class EcranConstats(EcranQuiAttend[str]):
    """Rend où aller (« passage:… » ou « partie:… »), ou rien.

    `avance` : ce que lira la vérification ; `verifier` la fait ensuite, et rend rien si elle a
    déjà dit pourquoi elle ne peut pas.
    """

    CSS_PATH = feuilles("journaux", "livret")
    GESTES = gestes.CONSTATS
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    _verification: Verification

    def __init__(
        self, genre: Genre, avance: Avance, verifier: Callable[[], Verification | None]
    ) -> None:
        super().__init__()
        self._genre, self._avance, self._verifier = genre, avance, verifier
        self._vers: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """La grille, puis ce qui est à regarder, partie par partie."""
        with Vertical(classes="liste"):
            yield Static(dire("constats.titre"), classes="titre", markup=False)
            yield Static(Paragraphe(dire("livret.relit")), id="etat", classes="etat")
            yield Liste(id="constats")
        yield Pied()

    def on_mount(self) -> None:
        """On est dans la liste ; elle se remplit dès que le livret est relu."""
        self.query_one(Liste).focus()
        self.patienter(self._avance, self._remplir)

    def _remplir(self) -> None:
        """La première chose à regarder est choisie."""
        trouvee = self._verifier()
        if trouvee is None:
            self.dismiss(None)
            return
        self._verification = trouvee
        self.query_one("#etat", Static).update(Paragraphe(self._compte()))
        liste = self.query_one(Liste)
        liste.set_options(self._options())
        libres = [n for n, o in enumerate(liste.options) if not o.disabled]
        liste.highlighted = next(iter(libres), None)

    def repeindre(self) -> None:
        """Les mêmes constats, aux couleurs du thème."""
        if not self.attend:
            self.query_one(Liste).refaire(self._options())

    def _compte(self) -> str:
        montres = sum(not c.manques for c in self._verification.criteres)
        autres = sum(c.sorte != "critere" for c in self._verification.constats)
        total = len(self._verification.criteres)
        return dire("constats.compte", montres=montres, total=total, autres=autres)

    def _options(self) -> Iterator[Option]:
        yield self._section(dire("constats.grille"))
        for critere in self._verification.criteres:
            yield self._critere(critere)
        for partie in ("", *(p.id for p in self._genre.parties)):
            siens = [
                c
                for c in self._verification.constats
                if c.sorte != "critere" and c.partie == partie
            ]
            if siens:
                connue = self._genre.partie(partie)
                yield Option("", disabled=True)
                yield self._section(connue.titre if connue else dire("constats.ensemble"))
                yield from (self._constat(c) for c in siens)

    def _section(self, titre: str) -> Option:
        return Option(Text(titre, f"bold {self.app.theme_variables['coach']}"), disabled=True)

    def _critere(self, critere: EtatDeCritere) -> Option:
        marque = "–" if critere.manques else "✓"
        manques = "\u00a0; ".join(critere.manques) or dire("constats.montre")
        vers = f"partie:{critere.parties[0]}"
        return self._ligne(critere.titre, manques, vers, f"{marque} ")

    def _constat(self, constat: Constat) -> Option:
        vers = f"passage:{constat.passage}" if constat.passage else f"partie:{constat.partie}"
        return self._ligne(constat.phrase, constat.extrait, vers)

    def _ligne(self, titre: str, detail: str, vers: str, marque: str = "") -> Option:
        nom = str(len(self._vers))
        self._vers[nom] = vers
        discret = self.app.theme_variables["discret"]
        dessous = d_une_traite(detail)
        lignes = [Paragraphe(sans_commandes(titre), tete=marque)]
        if dessous:
            lignes.append(Paragraphe(Text(dessous, discret), tete="  "))
        return Option(Pile(*lignes), id=nom)

    @on(OptionList.OptionSelected)
    def action_ouvrir(self) -> None:
        """Va au passage, ou à la partie."""
        option = self.query_one(Liste).highlighted_option
        self.dismiss(self._vers.get(option.id or "") if option else None)

    def action_retour(self) -> None:
        """Revient à l'atelier."""
        self.dismiss(None)
