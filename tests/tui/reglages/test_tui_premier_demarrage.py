"""Le premier démarrage : trois écrans, au clavier ou à la souris, une seule fois."""

import os
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pexpect
import pytest
from banc_tui import Banc, samedi_soir
from lieux import DEPOT
from textual.widgets import Button

from coach.carnet import Carnet
from coach.reglages import Reglages, lire
from coach.reglages.apparence import FICHIER, existe
from coach.tui.application import CoachApp
from coach.tui.ecrans.bienvenue import EcranBienvenue
from coach.tui.widgets.cases import Cases


@asynccontextmanager
async def premier_demarrage(
    carnet: Carnet, taille: tuple[int, int] = (80, 24)
) -> AsyncIterator[Banc]:
    """L'interface telle qu'elle s'ouvre la première fois."""
    app = CoachApp(carnet, samedi_soir)
    app.d_abord = app.accueillir
    async with app.run_test(size=taille) as pilote:
        b = Banc(app, pilote)
        await b.jusque(lambda: isinstance(app.screen, EcranBienvenue))
        await b.jusque(lambda: isinstance(app.focused, Cases))
        yield b


@pytest.mark.parametrize("taille", [(80, 24), (60, 20), (120, 40)])
async def test_trois_ecrans_au_clavier_seul(
    carnet: Carnet, dossier: Path, taille: tuple[int, int]
) -> None:
    async with premier_demarrage(carnet, taille) as b:
        vu = b.a_l_ecran()
        assert "n’est pas chiffré" in vu and "n’envoie rien" in vu and "4. (•)" in vu
        await b.touches("2", "enter")
        assert "2 sur 3" in b.a_l_ecran()
        premier = b.app.screen.query_one("#choix-referentiels", Cases)
        assert premier.cochees == ("cisp",)
        assert premier.visee == "cisp"
        await b.touches("3", "enter")
        assert "3 sur 3" in b.a_l_ecran()
        await b.coller("Anaïs-Noëlle")
        await b.touches("enter", "up", "up", "enter")
        await b.jusque(lambda: b.a_l_accueil)
    lus = lire(dossier)
    assert lus.avertissements == ()
    assert lus.reglages == Reglages(
        pays="BE", referentiels=("cisp", "cip"), nom="Anaïs-Noëlle", accord="feminin"
    )


async def test_trois_ecrans_a_la_souris_seule(carnet: Carnet, dossier: Path) -> None:
    async with premier_demarrage(carnet) as b:

        async def cliquer(ou: str) -> None:
            await b.pilote.click(ou)
            await b.pose()  # un bouton enfoncé n'entend pas un second clic

        await b.pilote.click("#choix-pays", offset=(4, 2))
        await cliquer("#continuer")
        await b.pilote.click("#choix-referentiels", offset=(4, 3))
        await cliquer("#continuer")
        await cliquer("#revenir")
        assert b.app.screen.query_one("#choix-referentiels", Cases).cochees == ("suisse", "casp")
        await cliquer("#continuer")
        await b.pilote.click("#choix-accord", offset=(4, 1))
        assert str(b.app.screen.query_one("#continuer", Button).label) == "Commencer"
        await b.pilote.click("#continuer")
        await b.jusque(lambda: b.a_l_accueil)
    lus = lire(dossier).reglages
    assert (lus.pays, lus.accord, set(lus.referentiels)) == ("CH", "masculin", {"suisse", "casp"})


@pytest.mark.parametrize("pages", [0, 1, 2])
async def test_echap_passe_la_suite_et_garde_ce_qui_est_choisi(
    carnet: Carnet, dossier: Path, pages: int
) -> None:
    async with premier_demarrage(carnet) as b:
        await b.touches("1", *["enter"] * pages, "escape")
        await b.jusque(lambda: b.a_l_accueil)
        assert not b.app.preferences.neuves
        await b.jusque(lambda: "Entendu." in b.avis)
    assert existe(dossier)
    assert lire(dossier).reglages == Reglages(pays="FR" if pages else None)


async def test_il_faut_garder_au_moins_un_referentiel(carnet: Carnet) -> None:
    async with premier_demarrage(carnet) as b:
        await b.touches("1", "enter", "space", "enter")
        await b.pilote.pause()
        assert "2 sur 3" in b.a_l_ecran()
        assert "au moins un" in b.a_l_ecran()


async def test_un_dossier_interdit_n_empeche_pas_d_entrer(carnet: Carnet, dossier: Path) -> None:
    dossier.write_text("un fichier à la place", encoding="utf-8")
    async with premier_demarrage(carnet) as b:
        await b.touches("2", "enter", "enter", "enter", "enter")
        await b.jusque(lambda: b.a_l_accueil)
        await b.jusque(lambda: "pas s’écrire" in b.avis)
        assert b.app.reglages.pays == "BE"


@pytest.mark.skipif(os.name != "posix", reason="un terminal POSIX")
def test_le_vrai_programme_ne_le_montre_qu_une_fois(tmp_path: Path) -> None:
    reglages = tmp_path / "cfg"
    milieu = os.environ | {
        "TERM": "xterm-256color",
        "COACH_CONFIGURATION": str(reglages),
        "COACH_CARNET": str(tmp_path / "carnet"),
    }

    def lancer() -> "pexpect.spawn[str]":
        return pexpect.spawn(
            sys.executable,
            ["-m", "coach"],
            env=milieu,
            cwd=str(DEPOT),
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=120,
        )

    premier = lancer()
    premier.expect("1 sur 3")
    premier.send("2\r")
    premier.expect("2 sur 3")
    premier.send("\x1b")
    premier.expect("Nouvelle séance")
    premier.send("\x11")
    premier.expect(pexpect.EOF)
    assert lire(reglages).reglages.pays == "BE"
    assert stat.S_IMODE((reglages / FICHIER).stat().st_mode) == 0o600
    second = lancer()
    assert second.expect(["Nouvelle séance", "1 sur 3"]) == 0
    second.send("\x11")
    second.expect(pexpect.EOF)
