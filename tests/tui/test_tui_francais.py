"""L'interface ne dit pas un mot d'anglais, et se lit partout : phrases, touches, contrastes."""

import tomllib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from banc_tui import Banc, banc
from couleurs import contraste
from mots_anglais import anglais
from textual.command import CommandList, CommandPalette
from textual.screen import Screen
from typographie import fautes_de_typographie

from coach.carnet import Carnet
from coach.carnet.filtres import Filtre
from coach.tui import gestes, paroles
from coach.tui.clavier.francais import nom_de_touche, touches_du_geste
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.bienvenue import EcranBienvenue
from coach.tui.ecrans.journaux.calendrier import EcranCalendrier
from coach.tui.ecrans.journaux.filtres import EcranFiltres
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.constats import EcranConstats
from coach.tui.ecrans.livret.libre import EcranLibres
from coach.tui.ecrans.livret.liees import EcranLiees
from coach.tui.ecrans.livret.livrets import EcranLivrets
from coach.tui.ecrans.livret.offres import EcranOffres
from coach.tui.ecrans.livret.oral import EcranOral
from coach.tui.ecrans.livret.passage import EcranPassage
from coach.tui.ecrans.livret.versions import EcranVersions
from coach.tui.ecrans.partage.revue import EcranRevue
from coach.tui.ecrans.plan import EcranPlan
from coach.tui.ecrans.reglages.touches import EcranTouches
from coach.tui.ecrans.saut import EcranSaut
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.ecrans.seance.protocoles import EcranProtocoles
from coach.tui.palette import pertinence
from coach.tui.paroles import CATALOGUE
from coach.tui.peinture.themes import ENCRES, FONDS, PALETTES

SYNTAXE = {"journaux.chercher", "journaux.mots_entre_guillemets"}
"""Phrases qui citent ce qui se tape dans la recherche, tel quel."""

NOMS_DE_GESTES = {"theme"}
"""Des noms français sans accents, que la page des touches montre tels que le fichier les écrit."""

SUITE_DU_LIVRET: dict[str, type[Screen[Any]]] = {
    "enter": EcranPassage,
    "v": EcranConstats,
    "j": EcranOral,
    "h": EcranVersions,
    "x": EcranRevue,
}
"""Ce qu'ouvre chaque touche, d'un livret où quelque chose est écrit."""

TOUS = {**gestes.ECRANS, "tous": gestes.GENERAUX}


async def chaque_ecran(b: Banc) -> list[str]:
    """Ce que montrent tous les écrans, la palette et les aides comprises."""
    vus = [b.a_l_ecran()]

    async def voir() -> None:
        await b.pilote.pause()
        vus.append(b.a_l_ecran())

    async def voir_autour() -> None:
        await voir()
        await b.touches("f1")
        await voir()
        await b.touches("pagedown")
        await voir()
        await b.touches("escape", "ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.jusque(lambda: b.app.screen.query_one(CommandList).option_count)
        await voir()
        await b.touches(*"zzzz")
        await b.jusque(lambda: "Aucune commande" in b.a_l_ecran())
        await voir()
        await b.touches("escape", "ctrl+t")
        await voir()
        if isinstance(b.app.screen, EcranSaut):
            await b.touches("escape")

    await voir_autour()
    await b.jusqu_aux_faits()
    await b.coller("Il est parti à 9 h. Mme Benali est de mauvaise foi.")
    await b.jusque(lambda: "F3" in b.a_l_ecran())
    await voir_autour()
    await b.touches("f6")
    await voir()
    await b.touches("f2")
    await b.jusque(lambda: not b.champ)
    await b.touches("f4", "down", "p")
    await voir()
    await b.touches("escape", "f5")
    await voir()
    await b.touches("escape", "ctrl+c")
    await voir()
    await b.coller("J’ai envie de mourir.")
    await b.touches("f2")
    await b.jusque(lambda: not isinstance(b.app.screen, EcranSeance))
    await voir()
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    await b.touches("j")
    await voir_autour()
    await b.touches("slash", *"zzzz")
    await b.jusque(lambda: "Aucun passage" in b.a_l_ecran())
    await voir()
    await b.touches("escape", "enter")
    await voir_autour()
    await b.touches("delete")
    await voir()
    await b.touches("escape", "c")
    await b.touches("escape", "escape")
    await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
    ecrans: dict[str, Callable[[], Screen[Any]]] = {
        "bienvenue": EcranBienvenue,
        "filtres": lambda: EcranFiltres(""),
        "calendrier": lambda: EcranCalendrier(Filtre()),
        "protocoles": EcranProtocoles,
        "plan": EcranPlan,
        "touches": EcranTouches,
    }
    for nom in ("referentiels", "reglages", "diagnostic", *ecrans):
        if nom in ecrans:
            b.app.push_screen(ecrans[nom]())
        else:
            await b.app.run_action(nom)
        await b.jusque(lambda: not isinstance(b.app.screen, EcranAccueil))
        await voir_autour()
        await b.touches("tab", "enter")
        await voir()
        while not isinstance(b.app.screen, EcranAccueil):
            b.app.screen.dismiss()
            await b.pilote.pause()
    await du_livret(b, voir_autour)
    vus += [avis.message for avis in b.app._notifications]
    return vus


async def du_livret(b: Banc, voir: Callable[[], Awaitable[None]]) -> None:
    """Passe par tous les écrans du livret."""

    async def vers(touche: str, ecran: type[Screen[Any]]) -> None:
        await b.touches(touche)
        await b.jusque(lambda: isinstance(b.app.screen, ecran))
        await voir()

    await vers("d", EcranLivrets)
    await b.touches("end")
    await vers("enter", EcranLibres)
    await b.touches("escape", "d")
    await vers("enter", EcranLivret)
    await vers("o", EcranOffres)
    await b.touches("escape", "n")
    await b.coller("Mme Benali est de mauvaise foi, et j’attends qu’elle ait fini.")
    await b.touches("f2", "f", *"une", "enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
    for touche, ecran in SUITE_DU_LIVRET.items():
        await vers(touche, ecran)
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
    b.app.push_screen(EcranLiees(()))
    await voir()
    await b.touches("escape")


async def test_aucun_ecran_ne_parle_anglais(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        vus = await chaque_ecran(b)
    assert len(vus) > 20
    assert {mot for vu in vus for mot in anglais(vu)} <= NOMS_DE_GESTES


def phrases() -> Iterator[tuple[str, str]]:
    for section, messages in CATALOGUE.sections.items():
        for nom, phrase in messages.items():
            yield f"{section}.{nom}", phrase


def test_une_section_ne_s_ecrit_que_dans_un_fichier() -> None:
    fichiers = sorted(Path(paroles.__file__).parent.glob("*.toml"))
    assert len(fichiers) > 5
    ecrites = [s for f in fichiers for s in tomllib.loads(f.read_text(encoding="utf-8"))]
    assert sorted(ecrites) == sorted(CATALOGUE.sections)


@pytest.mark.parametrize(("cle", "phrase"), phrases())
def test_chaque_phrase_est_en_bon_francais(cle: str, phrase: str) -> None:
    assert not anglais(phrase)
    if not cle.startswith("touche.") and cle not in SYNTAXE:
        assert fautes_de_typographie(phrase.strip()) == []


@pytest.mark.parametrize("ecran", TOUS)
def test_chaque_geste_a_son_nom_sa_touche_et_son_aide(ecran: str) -> None:
    for geste in TOUS[ecran]:
        assert geste.libelle
        assert geste.aide
        assert not anglais(touches_du_geste(geste))


@pytest.mark.parametrize("ecran", TOUS)
def test_les_touches_n_empruntent_rien_au_terminal(ecran: str) -> None:
    interdites = {f"ctrl+{lettre}" for lettre in "chijmsz"}
    prises = [t for geste in TOUS[ecran] for t in geste.touches.split(",") if t]
    assert not interdites & set(prises)
    assert len(prises) == len(set(prises))


@pytest.mark.parametrize(
    ("touche", "nom"),
    [("escape", "Échap"), ("f6", "F6"), ("ctrl+p", "Ctrl+P"), ("delete", "Suppr"), ("n", "N")],
)
def test_les_touches_ont_un_nom_francais(touche: str, nom: str) -> None:
    assert nom_de_touche(touche) == nom


@pytest.mark.parametrize(
    ("demande", "nom"),
    [
        ("etape", "etapes"),
        ("ÉTAPE d'avant", "avant"),
        ("retablir", "retablir"),
        ("anuler", "annuler"),
    ],
)
def test_la_palette_se_passe_des_accents(demande: str, nom: str) -> None:
    notes = {g.nom: pertinence(demande, g) for g in gestes.SEANCE}
    assert max(notes, key=lambda n: notes[n]) == nom


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("encre", ENCRES)
@pytest.mark.parametrize("fond", FONDS)
def test_les_contrastes_suffisent(theme: str, encre: str, fond: str) -> None:
    assert contraste(PALETTES[theme][encre], PALETTES[theme][fond]) >= 4.5


async def test_les_deux_themes_se_montrent(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        sombre = b.app.screen.styles.background
        b.app.action_changer_de_theme()
        await b.pilote.pause()
        assert b.app.screen.styles.background != sombre
        assert b.app.theme_variables["fait"] == PALETTES["clair"]["fait"]
