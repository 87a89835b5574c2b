"""Changer de thème devant un écran : rien n'y garde les couleurs du thème d'avant."""

from collections.abc import Callable

import pytest
from banc_tui import SAMEDI_SOIR, Banc, banc
from carnet_d_essai import remplir
from couleurs_vues import CLAIR, SOMBRE, couleurs
from images import Chemin
from rich.color import Color
from rich.style import Style
from textual.selection import SELECT_ALL

from coach.carnet import Carnet
from coach.tui.ecrans.bienvenue import EcranBienvenue
from coach.tui.ecrans.groupe.methodes import EcranMethodes
from coach.tui.ecrans.portfolio.filtres import EcranFiltresDuPortfolio
from coach.tui.ecrans.reglages.touches import EcranTouches
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.peinture.themes import PALETTES
from coach.tui.widgets.seance.conversation import Dite


def geste(*noms: str) -> Chemin:
    """Ouvre un écran après l'autre, par ses gestes."""

    async def aller(b: Banc) -> None:
        for nom in noms:
            avant = b.app.screen
            await b.app.screen.run_action(nom)
            await b.jusque(lambda avant=avant: b.app.screen is not avant)  # type: ignore[misc]

    return aller


def ecran(fabrique: Callable[[], object]) -> Chemin:
    """Ouvre un écran auquel un geste ne suffit pas à mener."""

    async def aller(b: Banc) -> None:
        b.app.push_screen(fabrique())  # type: ignore[call-overload]
        await b.pilote.pause()

    return aller


async def en_seance(b: Banc) -> None:
    await b.touches("n")
    await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
    await b.jusque(lambda: b.seance.conduite.attendu())
    await b.touches("f6", "f6")
    for _ in range(4):
        await b.coller("Elle est partie à 14 h. Elle est de mauvaise foi. J’étais en colère.")
        await b.touches("f2")
    await b.touches("f4")


ECRANS: dict[str, Chemin] = {
    "accueil": geste(),
    "protocoles": geste("protocoles"),
    "journaux": geste("journaux"),
    "filtres": geste("journaux", "filtrer"),
    "calendrier": geste("journaux", "calendrier"),
    "lecture": geste("journaux", "ouvrir"),
    "plan": geste("plan"),
    "portfolio": geste("portfolio"),
    "filtres du portfolio": ecran(lambda: EcranFiltresDuPortfolio("")),
    "positionner": geste("positionner"),
    "referentiels": geste("referentiels"),
    "reglages": geste("app.reglages"),
    "touches": ecran(EcranTouches),
    "corrections": geste("app.corrections"),
    "diagnostic": geste("app.diagnostic"),
    "bienvenue": ecran(EcranBienvenue),
    "methodes": ecran(EcranMethodes),
    "apres": geste("app.apres_une_rencontre"),
    "seance": en_seance,
}


@pytest.mark.parametrize("chemin", ECRANS.values(), ids=ECRANS)
async def test_aucune_couleur_du_theme_d_avant_ne_reste(carnet: Carnet, chemin: Chemin) -> None:
    remplir(carnet, SAMEDI_SOIR)
    async with banc(carnet) as b:
        await chemin(b)
        await b.jusque(lambda: couleurs(b) & (SOMBRE - CLAIR))
        b.app.theme = "clair"
        await b.jusque(lambda: not couleurs(b) & (SOMBRE - CLAIR))


@pytest.mark.parametrize("theme", PALETTES)
async def test_ce_qui_se_choisit_a_la_souris_reste_lisible(carnet: Carnet, theme: str) -> None:
    """Un texte choisi pour le copier garde une encre qui n'est pas son fond."""
    async with banc(carnet) as b:
        b.app.theme = theme
        await b.nouvelle()
        dite = b.app.screen.query(Dite).last()
        mot = dite.texte_nu.split()[0]
        b.app.screen.selections = {dite: SELECT_ALL}
        await b.jusque(lambda: _styles(b, mot))
        palette = PALETTES[theme]
        for style in _styles(b, mot):
            assert (style.color, style.bgcolor) == (
                Color.parse(palette["texte"]),
                Color.parse(palette["choisi"]),
            )


def _styles(b: Banc, mot: str) -> list[Style]:
    """Comment sont peints les morceaux de la dernière chose dite qui portent ce mot."""
    dite = b.app.screen.query(Dite).last()
    bandes = [dite.render_line(y) for y in range(dite.content_size.height)]
    return [m.style for bande in bandes for m in bande if m.style and mot in m.text]
