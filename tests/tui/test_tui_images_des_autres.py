"""Les images des écrans qui n'en ont pas ailleurs ; chacun doit avoir les siennes.

Elles se comparent sous la version de Python qui les a prises.
"""

import importlib
import pkgutil
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from banc_tui import Banc, samedi_soir
from images import GRAND, MINCE, PETIT, Chemin, Comparer, sous_la_meme_version
from seance_nommee import seance_nommee
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import coach.tui.ecrans
from coach.carnet import Carnet
from coach.tui.application import CoachApp
from coach.tui.ecrans.groupe.methodes import EcranMethodes
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.partage.apercu import EcranApercu
from coach.tui.ecrans.partage.occurrences import EcranOccurrences
from coach.tui.ecrans.partage.phrase import EcranPhrase
from coach.tui.ecrans.partage.porte import EcranPartager
from coach.tui.ecrans.positionnement.questions import EcranQuestions
from coach.tui.ecrans.reglages.touches import EcranTouche, EcranTouches
from coach.tui.ecrans.reglages.valeur import EcranValeur
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.liste import Liste

ICI = Path(__file__).parent

CES_IMAGES = "test_tui_images_des_autres/test_ecran"
DU_PORTFOLIO = "test_tui_portfolio_images/test_portfolio"
DU_PORTFOLIO_AUSSI = "test_tui_portfolio_images/test_autour"
ACCUEIL = "test_tui_accueil_images/test_"

DE_CHACUN = {
    "EcranAccueil": f"{ACCUEIL}accueil",
    "EcranAide": f"{ACCUEIL}fenetre[aide",
    "EcranApercu": f"{CES_IMAGES}[apercu",
    "EcranApres": "test_tui_groupe/test_ce_qui_revient_du_groupe[apres",
    "EcranBienvenue": "test_tui_reglages_images/test_premiere_page",
    "EcranCalendrier": f"{ACCUEIL}ecran[mois",
    "EcranConfirmation": f"{ACCUEIL}fenetre[supprimer",
    "EcranCorrections": "test_tui_corrections/test_image[touches0",
    "EcranDiagnostic": "test_tui_images/test_diagnostic",
    "EcranFiltres": f"{ACCUEIL}ecran[filtres",
    "EcranFiltresDuPortfolio": f"{DU_PORTFOLIO_AUSSI}[filtres",
    "EcranGraphes": f"{DU_PORTFOLIO}[progression",
    "EcranGroupe": "test_tui_groupe/test_rencontre[debut",
    "EcranHistorique": "test_tui_positionnement/test_image[histoire",
    "EcranJournaux": f"{ACCUEIL}ecran[journaux",
    "EcranLecture": f"{ACCUEIL}relecture",
    "EcranLireEnsemble": "test_tui_groupe/test_rencontre[lecture",
    "EcranMatiere": f"{DU_PORTFOLIO_AUSSI}[matiere",
    "EcranMethodes": f"{CES_IMAGES}[methodes",
    "EcranOccurrences": f"{CES_IMAGES}[occurrences",
    "EcranPartager": f"{CES_IMAGES}[partager",
    "EcranPhrase": f"{CES_IMAGES}[phrase",
    "EcranPistes": "test_tui_groupe/test_ce_qui_revient_du_groupe[pistes",
    "EcranPlan": "test_tui_plan_images/test_plan[histoire",
    "EcranPortfolio": f"{DU_PORTFOLIO}[liste",
    "EcranPositionnement": "test_tui_positionnement/test_image[question",
    "EcranPositionner": "test_tui_positionnement/test_image[choisir",
    "EcranProtocoles": f"{ACCUEIL}ecran[protocoles",
    "EcranQuestions": f"{CES_IMAGES}[questions",
    "EcranReferentiel": "test_tui_referentiel/test_image",
    "EcranReglages": "test_tui_reglages_images/test_reglages",
    "EcranRejouer": "test_tui_rejouer/test_rejouer_en_images[recit",
    "EcranReperes": "test_tui_rejouer/test_rejouer_en_images[etapes",
    "EcranRevue": "test_tui_livret_images/test_en_images[revue",
    "EcranSaisie": f"{ACCUEIL}fenetre[titre",
    "EcranSaut": f"{ACCUEIL}fenetre[saut",
    "EcranSeance": "test_tui_images/test_seance",
    "EcranSecours": f"{ACCUEIL}secours",
    "EcranTouche": f"{CES_IMAGES}[touche-",
    "EcranTouches": f"{CES_IMAGES}[touches",
    "EcranValeur": f"{CES_IMAGES}[valeur",
    "EcranVers": f"{DU_PORTFOLIO_AUSSI}[vers",
}
"""Chaque écran, et le début du nom de ses images."""


# --- Où mène chaque chemin ---------------------------------------------------------------------


async def seance_finie(b: Banc) -> None:
    await b.jusqu_aux_faits()
    await b.repondre("Elle est arrivée avec vingt minutes de retard. J’avais la boule au ventre.")
    await b.seance.action_terminer()
    await b.jusque(lambda: b.seance.moteur.etat.terminee)
    await b.pose()


async def touches(b: Banc) -> None:
    b.app.action_reglages()
    await b.pilote.pause()
    await b.touches("end", "enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranTouches))
    # la barre suit le nombre de gestes : un geste neuf, ailleurs, changerait ces images
    b.app.screen.query_one(Liste).styles.scrollbar_visibility = "hidden"
    await b.pose()


async def touche(b: Banc) -> None:
    await touches(b)
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranTouche))


async def touche_prise(b: Banc) -> None:
    await touches(b)
    await b.touches("down", "enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranTouche))
    await b.touches("ctrl+q")


async def valeur(b: Banc) -> None:
    b.app.action_reglages()
    await b.pilote.pause()
    await b.touches("down", "enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranValeur))


async def partager(b: Banc) -> None:
    seance = seance_nommee()
    b.app.carnet.ajouter(*seance.evenements)
    b.app.lire_seance(seance.flux)
    await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
    await b.touches("d")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPartager))
    await b.jusque(lambda: "à voir" in b.a_l_ecran())


async def occurrences(b: Banc) -> None:
    await partager(b)
    await b.touches("home", "down", "down", "down", "s")
    await b.jusque(lambda: isinstance(b.app.screen, EcranOccurrences))


async def apercu(b: Banc) -> None:
    await partager(b)
    await b.touches("a", "f2")
    await b.jusque(lambda: isinstance(b.app.screen, EcranApercu))
    await b.pose()


async def phrase(b: Banc) -> None:
    pytest.importorskip("pyrage")
    await apercu(b)
    await b.touches("c", "down", "enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranPhrase))
    await b.coller("un cheval")
    await b.touches("enter", "enter")
    await b.jusque(lambda: "ne sont pas les mêmes" in " ".join(b.a_l_ecran().split()))
    await b.coller("un cheval")


async def methodes(b: Banc) -> None:
    await b.touches("g")
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranMethodes))


async def questions(b: Banc) -> None:
    await b.touches("v", "enter", "c")
    await b.jusque(lambda: isinstance(b.app.screen, EcranQuestions))


CHEMINS: dict[str, Chemin] = {
    "finie": seance_finie,
    "touches": touches,
    "touche": touche,
    "touche_prise": touche_prise,
    "valeur": valeur,
    "partager": partager,
    "occurrences": occurrences,
    "apercu": apercu,
    "phrase": phrase,
    "methodes": methodes,
    "questions": questions,
}


def par(chemin: Chemin) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Prend ce chemin avant l'image."""

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        await chemin(Banc(pilote.app, pilote))
        for champ in pilote.app.screen.query(Input):
            champ.cursor_blink = False
        await pilote.pause()

    return avant


def interface(carnet: Carnet) -> CoachApp:
    """L'interface ; aucun chemin montré ne dit rien de la machine."""
    carnet.dossier = Path("carnet")
    app = CoachApp(carnet, samedi_soir)
    app.preferences.fichier = Path("reglages.toml")
    return app


@sous_la_meme_version
@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("nom", CHEMINS)
def test_ecran(carnet: Carnet, snap_compare: Comparer, nom: str, taille: tuple[int, int]) -> None:
    avant = par(CHEMINS[nom])
    assert snap_compare(interface(carnet), terminal_size=taille, run_before=avant)


@sous_la_meme_version
def test_seance_finie_a_l_etroit(carnet: Carnet, snap_compare: Comparer) -> None:
    avant = par(seance_finie)
    assert snap_compare(interface(carnet), terminal_size=MINCE, run_before=avant)


# --- Chaque écran a ses deux images ------------------------------------------------------------


def _ecrans() -> Iterator[tuple[str, str]]:
    """Le nom et le module de chaque écran que l'on ouvre (les autres servent de base)."""
    for module in pkgutil.walk_packages(coach.tui.ecrans.__path__, "coach.tui.ecrans."):
        charge = importlib.import_module(module.name)
        for nom, sorte in vars(charge).items():
            if (
                isinstance(sorte, type)
                and issubclass(sorte, Screen)
                and sorte.__module__ == charge.__name__
                and nom.startswith("Ecran")
            ):
                yield nom, module.name


def _taille(image: Path) -> tuple[int, int]:
    """Les colonnes et les lignes d'une image de terminal."""
    texte = image.read_text(encoding="utf-8")
    largeur = re.search(r'viewBox="0 0 (\d+)', texte)
    assert largeur is not None
    lignes = len(set(re.findall(r'id="[^"]*-line-(\d+)"', texte))) + 1
    return round((int(largeur.group(1)) - 18) / 12.2), lignes


def test_chaque_ecran_a_ses_deux_images() -> None:
    ecrans = dict(_ecrans())
    du_livret = {nom for nom, module in ecrans.items() if ".ecrans.livret." in module}
    assert set(DE_CHACUN) == set(ecrans) - du_livret, "un écran, une ligne de `DE_CHACUN`"
    toutes = {f"{f.parent.name}/{f.name}": f for f in ICI.rglob("*.svg")}
    manques = []
    for nom, debut in DE_CHACUN.items():
        tailles = {_taille(f) for ou, f in toutes.items() if ou.startswith(debut)}
        manques += [(nom, taille) for taille in (PETIT, GRAND) if taille not in tailles]
    assert not manques
