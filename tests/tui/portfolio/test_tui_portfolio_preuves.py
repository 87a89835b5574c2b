"""Les preuves à l'écran : apporter, déplacer, retirer, et revenir dessus."""

import pytest
from banc_tui import Banc, banc
from portfolio_a_l_ecran import a_la_fiche
from textual.widgets import Input

from coach.carnet import Carnet
from coach.portfolio import portfolio
from coach.portfolio.apports import ajouter
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.ecrans.portfolio.vers import EcranVers
from coach.tui.ecrans.saisie import EcranSaisie


async def ecrire(b: Banc, texte: str) -> None:
    """Écrit dans la fenêtre ouverte, et garde."""
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    fenetre = b.app.screen
    fenetre.query_one(Input).value = texte
    await b.touches("enter")
    await b.jusque(lambda: b.app.screen is not fenetre)


def preuves(carnet: Carnet, code: str) -> int:
    vue = portfolio(carnet, suivis=("cip",)).competence("cip", code)
    assert vue is not None
    return len(vue.preuves)


async def test_apporter_une_preuve_puis_revenir_dessus(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("a")
        for ligne in ("J’ai animé un groupe.", "Attestation", "12 octobre", "Ma tutrice"):
            await ecrire(b, ligne)
        await b.jusque(lambda: "Attestation" in b.a_l_ecran())
        assert "lundi 12 octobre · Attestation · témoin : Ma tutrice" in b.dit.replace(
            "\u00a0", " "
        )
        assert preuves(carnet, "CP11") == 2
        await b.touches("u")
        assert preuves(carnet, "CP11") == 1


@pytest.mark.parametrize(
    ("rang", "faute", "raison"),
    [
        (0, "", "Il manque ce que montre cette preuve"),
        (1, " ", "Il manque d’où vient cette preuve"),
        (2, "le 12 brumaire", "Ce jour ne se comprend pas"),
        (2, "octobre", "Ce jour ne se comprend pas"),
    ],
)
async def test_une_ligne_qui_ne_va_pas_se_redemande_sans_rien_perdre(
    carnet: Carnet, rang: int, faute: str, raison: str
) -> None:
    bonnes = ["Un extrait.", "Un document", "", ""]
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("a")
        for ligne in bonnes[:rang]:
            await ecrire(b, ligne)
        await ecrire(b, faute)
        await b.jusque(lambda: raison in b.avis)
        assert preuves(carnet, "CP11") == 1
        for ligne in bonnes[rang:]:
            await ecrire(b, ligne)
        await b.jusque(lambda: preuves(carnet, "CP11") == 2)


async def test_deplacer_une_preuve_vers_une_autre_competence(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("m")
        await b.jusque(lambda: isinstance(b.app.screen, EcranVers))
        b.app.screen.query_one(Input).value = "CP8"
        await b.pilote.pause()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
        assert (preuves(carnet, "CP11"), preuves(carnet, "CP8")) == (0, 1)
        await b.touches("u")
        assert (preuves(carnet, "CP11"), preuves(carnet, "CP8")) == (1, 0)


async def test_retirer_demande_une_raison_et_se_defait(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP11")
        await b.touches("delete")
        await b.jusque(lambda: "Pourquoi la retirer" in b.a_l_ecran())
        await b.touches("enter")
        await b.jusque(lambda: "demande une raison" in b.avis)
        assert preuves(carnet, "CP11") == 1
        await ecrire(b, "Ce n’était pas moi.")
        await b.jusque(lambda: preuves(carnet, "CP11") == 0)
        await b.touches("u")
        assert preuves(carnet, "CP11") == 1


async def test_un_document_apporte_ne_pretend_pas_s_ouvrir(carnet: Carnet) -> None:
    ajouter(carnet, "cip", "CP3", extrait="Une veille.", source="Revue de presse")
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP3")
        await b.touches("enter")
        await b.jusque(lambda: "n’est pas dans le carnet" in b.avis)


async def test_un_texte_hostile_reste_un_texte(carnet: Carnet) -> None:
    ajouter(carnet, "cip", "CP3", extrait="[bold]\x1b[31m[/] ]", source="[link=x]", temoin="[/]")
    async with banc(carnet) as b:
        await a_la_fiche(b, "CP3")
        assert "[bold]" in b.a_l_ecran() and "\x1b" not in b.a_l_ecran()
        await b.touches("escape", "t")
        assert "[bold]" in b.a_l_ecran()
