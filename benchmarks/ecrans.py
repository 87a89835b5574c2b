"""Ce que coûtent l'ouverture de chaque écran et chaque frappe, sur le carnet de démonstration.

    python benchmarks/ecrans.py [nombre de passages] [dossier d'un carnet de démonstration]

Sans terminal (80 × 24) : d'une touche jusqu'à la première image où l'écran a toutes ses pièces,
pied compris, traduite pour un terminal comme elle lui serait envoyée. Ce que Textual repeint
ensuite n'en est pas. Un écran de Textual nu (un texte, une liste, un pied) s'ouvre après chacun :
c'est le repère. Le premier passage est à part : il paie ce qui n'a pas encore servi. Les temps du
processeur sont ceux du programme entier ; ceux de l'horloge comptent aussi le prochain soixantième
de seconde, où Textual peint, et ce que la machine fait d'autre.

Un écran qui s'ouvre avant d'avoir lu ce qu'il montre a une deuxième ligne : quand il est rempli, et
le plus long moment où la boucle de l'interface fut prise pendant ce temps (une touche l'aurait
attendu).
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from statistics import median
from typing import cast

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from textual._compositor import CompositorUpdate  # noqa: E402
from textual.app import ComposeResult  # noqa: E402
from textual.dom import DOMNode  # noqa: E402
from textual.pilot import Pilot  # noqa: E402
from textual.screen import Screen  # noqa: E402
from textual.widget import Widget  # noqa: E402
from textual.widgets import Footer, Input, OptionList, Static  # noqa: E402
from textual.widgets._footer import FooterKey  # noqa: E402

from coach.demonstration import ecrire, regler  # noqa: E402
from coach.tui.application import CoachApp  # noqa: E402
from coach.tui.attente import EcranQuiAttend  # noqa: E402
from coach.tui.ecrans.seance.dialogue import EcranSeance  # noqa: E402
from coach.tui.porte import Porte  # noqa: E402
from coach.tui.widgets.pied import Pied  # noqa: E402

PASSAGES = 7
PLAFOND_ECRAN = 100.0
PLAFOND_FRAPPE = 50.0

AUJOURD_HUI = date(2026, 11, 22)
LE_SOIR = datetime(2026, 11, 22, 21, 4, tzinfo=timezone(timedelta(hours=1)))

SANS_TOUCHE = {
    "f13": "reglages",
    "f14": "diagnostic",
    "f15": "accueillir",
    "f16": "secours",
    "f17": "nu",
}
"""Les touches de cette mesure, pour ce qui s'ouvre par la palette."""

ECRANS = {
    "journaux": ("j",),
    "filtres": ("j", "f"),
    "calendrier": ("j", "c"),
    "lecture": ("j", "enter"),
    "titre": ("j", "t"),
    "suppression": ("j", "delete"),
    "protocoles": ("p",),
    "référentiels": ("c",),
    "portfolio": ("o",),
    "filtres, portfolio": ("o", "f"),
    "graphes": ("o", "d"),
    "un chiffre ouvert": ("o", "d", "enter"),
    "livrets": ("d",),
    "atelier du livret": ("d", "enter"),
    "un passage": ("d", "enter", "n"),
    "offres": ("d", "enter", "o"),
    "vérification": ("d", "enter", "v"),
    "versions": ("d", "enter", "h"),
    "oral": ("d", "enter", "j"),
    "remettre": ("d", "enter", "x"),
    "dossier libre": ("d", "end", "enter"),
    "séance neuve": ("n",),
    "séance reprise": ("r",),
    "réglages": ("f13",),
    "un réglage": ("f13", "enter"),
    "touches": ("f13", "end", "enter"),
    "diagnostic": ("f14",),
    "aide": ("f1",),
    "aide de séance": ("n", "f1"),
    "palette": ("ctrl+p",),
    "saut": ("ctrl+t",),
    "bienvenue": ("f15",),
    "relais": ("f16",),
}
"""Les touches qui mènent à chaque écran depuis l'accueil ; la dernière est mesurée."""

PATIENCE = 10.0
"""Secondes avant d'abandonner une mesure."""

MOTS = "entretien"

Duree = tuple[float, float]
"""En millisecondes : à l'horloge, et au processeur."""

Attente = tuple[float, float, float]
"""De même, puis le plus long moment où la boucle fut prise."""


class EcranNu(Screen[None]):
    """Un écran de Textual : un texte, une liste de deux lignes, un pied."""

    def compose(self) -> ComposeResult:
        """De haut en bas."""
        yield Static("Un écran")
        yield OptionList("une ligne", "une autre")
        yield Footer()


class AppMesuree(CoachApp):
    """Le coach, où tout écran a une touche, et qui retient quand une image attendue est peinte."""

    attendue: Callable[[], object] | None = None
    peinte: tuple[float, float] | None = None

    def _display(self, screen: Screen[object], renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)
        if self.peinte is None and self.attendue is not None and self.attendue():
            self.peinte = time.perf_counter(), time.process_time()

    async def peindre(self, arrive: Callable[[], object]) -> tuple[float, float]:
        """L'instant, à l'horloge et au processeur, de la première image où `arrive` est vrai."""
        limite, self.attendue, self.peinte = time.perf_counter() + PATIENCE, arrive, None
        while self.peinte is None:
            if time.perf_counter() > limite:
                raise TimeoutError(type(self.screen).__name__)
            await asyncio.sleep(0.001)
        self.attendue = None
        return self.peinte

    def action_accueillir(self) -> None:
        """Le premier démarrage."""
        self.accueillir()

    def action_secours(self) -> None:
        """Les relais."""
        from coach.tui.ecrans.secours import EcranSecours

        self.push_screen(EcranSecours("FR", "detresse", "neutre", en_seance=False))

    def action_nu(self) -> None:
        """L'écran nu."""
        self.push_screen(EcranNu())


def _complet(ecran: Screen[object]) -> bool:
    """Vrai quand l'écran a toutes ses pièces, et son pied ses touches."""
    return ecran.is_mounted and all(map(_complete, ecran.walk_children()))


def _complete(piece: DOMNode) -> bool:
    if isinstance(piece, Footer):
        return bool(piece.query(FooterKey))
    if isinstance(piece, Pied):
        return bool(piece.montrees)
    return isinstance(piece, Widget) and piece.is_mounted


async def chronometrer(app: AppMesuree, touche: str, arrive: Callable[[], object]) -> Duree:
    """D'une touche jusqu'à l'image où `arrive` est vrai."""
    depart, calcul = time.perf_counter(), time.process_time()
    app.simulate_key(touche)
    horloge, processeur = await app.peindre(arrive)
    return (horloge - depart) * 1000, (processeur - calcul) * 1000


async def attendre(app: AppMesuree, depart: float, calcul: float) -> Attente:
    """Depuis ces instants jusqu'à ce que l'écran soit rempli ; et la boucle prise, au plus."""
    prise, avant = 0.0, time.perf_counter()
    while isinstance(app.screen, EcranQuiAttend) and app.screen.attend:
        await asyncio.sleep(0)
        prise, avant = max(prise, time.perf_counter() - avant), time.perf_counter()
    return (avant - depart) * 1000, (time.process_time() - calcul) * 1000, prise * 1000


async def ouvrir(
    pilote: Pilot[None], touches: tuple[str, ...], attentes: list[Attente] | None = None
) -> Duree:
    """Ouvre un écran, mesure sa dernière touche, revient à l'accueil."""
    app = cast(AppMesuree, pilote.app)
    for touche in touches[:-1]:
        await pilote.press(touche)
        await _reposer(pilote)
    avant, depart, calcul = app.screen, time.perf_counter(), time.process_time()
    duree = await chronometrer(
        app, touches[-1], lambda: app.screen is not avant and _complet(app.screen)
    )
    if attentes is not None and isinstance(app.screen, EcranQuiAttend):
        attentes.append(await attendre(app, depart, calcul))
    await _reposer(pilote)
    await _revenir(pilote)
    return duree


async def _reposer(pilote: Pilot[None]) -> None:
    """Attend que ce qui suit une ouverture soit fini : la mesure d'après ne le paie pas."""
    await pilote.pause()
    await pilote.app.workers.wait_for_complete()
    await pilote.pause(0.15)


async def _revenir(pilote: Pilot[None]) -> None:
    while len(pilote.app.screen_stack) > 1:
        pilote.app.pop_screen()
        await _reposer(pilote)


def _differe(texte: Callable[[], str], avant: str) -> bool:
    return texte() != avant


async def taper(pilote: Pilot[None], touches: tuple[str, ...], mots: str) -> list[Duree]:
    """Mène à un champ, et mesure chaque lettre."""
    app = cast(AppMesuree, pilote.app)
    for touche in touches:
        await pilote.press(touche)
        await _reposer(pilote)
    champ = app.screen.champ if isinstance(app.screen, EcranSeance) else app.screen.query_one(Input)

    def texte() -> str:
        return champ.value if isinstance(champ, Input) else champ.text

    durees = []
    for lettre in mots:
        avant = texte()
        durees.append(await chronometrer(app, lettre, partial(_differe, texte, avant)))
        await pilote.pause(0.18)  # ce qu'une frappe entraîne a lieu, comme chez une personne
    await _reposer(pilote)
    await _revenir(pilote)
    return durees


def _dire(nom: str, premier: Duree, suivants: list[Duree], plafond: float) -> None:
    horloge, calcul = (median(d[n] for d in suivants) for n in (0, 1))
    depasse = "  au-dessus" if max(horloge, premier[0]) > plafond else ""
    print(
        f"{nom:18} {horloge:7.1f} {calcul:7.1f} {max(d[0] for d in suivants):7.1f}"
        f" {premier[0]:10.1f} {premier[1]:7.1f}{depasse}"
    )


def _dire_l_attente(siennes: list[Attente]) -> None:
    if not siennes:
        return
    horloge, calcul, prise = (median(a[n] for a in siennes[1:]) for n in range(3))
    print(
        f"{'  … rempli':18} {horloge:7.1f} {calcul:7.1f} {'':7} {siennes[0][0]:10.1f}"
        f" {siennes[0][1]:7.1f}  boucle prise {prise:.0f}, d'abord {siennes[0][2]:.0f}"
    )


async def mesurer(dossier: Path, passages: int) -> None:
    """Ouvre chaque écran en alternance avec l'écran nu, puis tape dans chaque champ."""
    with Porte(dossier) as porte:
        app = AppMesuree(porte, lambda: LE_SOIR)
        async with app.run_test(size=(80, 24)) as pilote:
            for touche, action in SANS_TOUCHE.items():
                app.bind(touche, action)
            while not porte.ouverte:
                await pilote.pause(0.1)
            await _reposer(pilote)
            durees: dict[str, list[Duree]] = {nom: [] for nom in ECRANS}
            attentes: dict[str, list[Attente]] = {nom: [] for nom in ECRANS}
            nues = [await ouvrir(pilote, ("f17",))]
            for _ in range(passages):
                for nom, touches in ECRANS.items():
                    durees[nom].append(await ouvrir(pilote, touches, attentes[nom]))
                    nues.append(await ouvrir(pilote, ("f17",)))
            print(f"{'':18} {'médiane':>7} {'proc.':>7} {'pire':>7} {'premier':>10} {'proc.':>7}")
            _dire("écran nu", nues[0], nues[1:], PLAFOND_ECRAN)
            for nom, siennes in durees.items():
                _dire(nom, siennes[0], siennes[1:], PLAFOND_ECRAN)
                _dire_l_attente(attentes[nom])
            print(f"plafond : {PLAFOND_ECRAN:.0f} ms, médianes de {passages - 1} passages\n")
            champs = {
                "phrase": ("slash",),
                "journaux": ("j", "slash"),
                "référentiels": ("c", "slash"),
                "portfolio": ("o", "slash"),
                "palette": ("ctrl+p",),
                "séance": ("n",),
            }
            for nom, touches in champs.items():
                frappes = await taper(pilote, touches, MOTS)
                _dire(f"frappe, {nom}", frappes[0], frappes[1:], PLAFOND_FRAPPE)
            print(f"plafond d'une frappe : {PLAFOND_FRAPPE:.0f} ms")


def main() -> None:
    """Écrit la démonstration, si elle n'est pas donnée, et mesure."""
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES
    with tempfile.TemporaryDirectory() as dossier:
        carnet = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(dossier) / "carnet"
        if not carnet.exists():
            ecrire(carnet, AUJOURD_HUI)
        configuration = Path(dossier) / "reglages"
        regler(configuration)
        os.environ["COACH_CONFIGURATION"] = str(configuration)
        asyncio.run(mesurer(carnet, passages))


if __name__ == "__main__":
    main()
