"""Pendant qu'un livret se relit ou qu'un document s'écrit, les touches répondent."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from banc_tui import Banc, banc, samedi_soir
from livret_d_essai import remplir
from textual.widgets import Input

from coach.carnet import Carnet
from coach.livret import Atelier
from coach.livret import rayons as rayons_du_livret
from coach.livret import verification as relecture
from coach.partage import revue as revue_des_noms
from coach.publication import remise
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.constats import EcranConstats
from coach.tui.ecrans.livret.livrets import EcranLivrets
from coach.tui.ecrans.livret.offres import EcranOffres
from coach.tui.ecrans.livret.oral import EcranOral
from coach.tui.ecrans.partage import revue as revue_de_document
from coach.tui.ecrans.partage.revue import EcranRevue
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.liste import Liste

AU_PLUS = 60.0


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Trois séances, et un livret de deux passages."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert)
        atelier = Atelier.ouvrir(ouvert, "capacites", date(2026, 11, 21))
        atelier.ecrire("presentation", "Je suis conseillère en insertion depuis quatre ans.")
        atelier.ecrire("ecoute", "Mme Benali est de mauvaise foi, mais je l’écoute toujours.")
        yield ouvert


class Porte:
    """Retient un travail jusqu'à ce qu'on l'ouvre."""

    def __init__(self, faire: Callable[..., Any]) -> None:
        self._faire = faire
        self.atteinte, self.ouverte = Event(), Event()

    def __call__(self, *args: Any, **noms: Any) -> Any:
        self.atteinte.set()
        assert self.ouverte.wait(AU_PLUS)
        return self._faire(*args, **noms)


@pytest.fixture
def retenir(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Any, str], Porte]]:
    """Remplace une fonction d'un module par la même, retenue ; rien ne reste retenu à la fin."""
    posees: list[Porte] = []

    def poser(module: Any, nom: str) -> Porte:
        posees.append(Porte(getattr(module, nom)))
        monkeypatch.setattr(module, nom, posees[-1])
        return posees[-1]

    yield poser
    for porte in posees:
        porte.ouverte.set()


async def presser(b: Banc, touche: str, vu: Callable[[], object]) -> None:
    """Presse une touche et attend ce qu'elle fait voir, sans attendre les travaux en cours."""
    b.app.simulate_key(touche)
    await voir(b, vu)


async def voir(b: Banc, vu: Callable[[], object]) -> None:
    """Attend ce qui doit se voir, sans attendre les travaux en cours."""
    fin = monotonic() + AU_PLUS
    while not vu():
        assert monotonic() < fin, b.a_l_ecran()
        await asyncio.sleep(0.005)


def sur(b: Banc, ecran: type[object]) -> Callable[[], bool]:
    """Vrai quand cet écran est devant, monté et peint."""

    def vu() -> bool:
        ici = b.app.screen
        return isinstance(ici, ecran) and ici.is_mounted and not b.app._batch_count

    return vu


async def a_l_atelier(b: Banc) -> None:
    """L'atelier du livret."""
    await b.touches("d")
    await b.jusque(sur(b, EcranLivrets))
    await b.touches("enter")
    await b.jusque(sur(b, EcranLivret))


ATTENTES = {
    "v": (EcranConstats, relecture, "elements", "Je relis votre livret", "critères montrés sur"),
    "j": (EcranOral, relecture, "elements", "Le jury lit vos pages", "Question 1 sur"),
    "x": (EcranRevue, revue_des_noms, "identifier", "Je relis le document", "Benali"),
}
"""La touche, l'écran, ce qui le fait attendre, ce qu'il dit en attendant, ce qui vient."""


@pytest.mark.parametrize("touche", ATTENTES)
async def test_l_ecran_s_ouvre_aussitot_puis_se_remplit(
    carnet: Carnet, retenir: Callable[[Any, str], Porte], touche: str
) -> None:
    ecran, module, nom, phrase, vient = ATTENTES[touche]
    async with banc(carnet) as b:
        await a_l_atelier(b)
        porte = retenir(module, nom)
        await presser(b, touche, sur(b, ecran))
        await voir(b, lambda: phrase in b.dit)
        await voir(b, porte.atteinte.is_set)
        assert vient not in b.dit
        porte.ouverte.set()
        await b.jusque(lambda: vient in b.dit)
        assert phrase not in b.dit


@pytest.mark.parametrize("touche", ATTENTES)
async def test_on_revient_pendant_l_attente_et_l_atelier_sert_encore(
    carnet: Carnet, retenir: Callable[[Any, str], Porte], touche: str
) -> None:
    ecran, module, nom, _, vient = ATTENTES[touche]
    async with banc(carnet) as b:
        await a_l_atelier(b)
        porte = retenir(module, nom)
        await presser(b, touche, sur(b, ecran))
        await voir(b, porte.atteinte.is_set)
        await presser(b, "f1", sur(b, EcranAide))
        await presser(b, "escape", sur(b, ecran))
        await presser(b, "f2", lambda: True)
        await presser(b, "escape", sur(b, EcranLivret))
        porte.ouverte.set()
        await b.pilote.pause(0.1)
        assert isinstance(b.app.screen, EcranLivret), "ce qui arrive trop tard ne s'impose pas"
        assert b.app.return_code in (None, 0)
        await b.touches(touche)
        await b.jusque(sur(b, ecran))
        await b.jusque(lambda: vient in b.dit)


async def test_ce_qui_vient_sous_l_aide_se_trouve_en_revenant(
    carnet: Carnet, retenir: Callable[[Any, str], Porte]
) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        porte = retenir(relecture, "elements")
        await presser(b, "v", sur(b, EcranConstats))
        await voir(b, porte.atteinte.is_set)
        await presser(b, "f1", sur(b, EcranAide))
        porte.ouverte.set()
        await b.pilote.pause(0.1)
        assert isinstance(b.app.screen, EcranAide)
        await b.touches("escape")
        await b.jusque(lambda: "critères montrés sur" in b.dit)


async def test_un_texte_illisible_se_dit_et_ramene_a_l_atelier(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def casser(*_: object) -> None:
        raise ZeroDivisionError("Mme Benali")

    async with banc(carnet) as b:
        await a_l_atelier(b)
        monkeypatch.setattr(relecture, "elements", casser)
        await b.touches("v")
        await b.jusque(lambda: "n’a pas pu se lire" in b.avis)
        assert isinstance(b.app.screen, EcranLivret)
        assert "Benali" not in b.avis


async def test_les_offres_se_cherchent_pas_a_pas(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Une offre après l'autre : on revient au milieu, et le reste ne se cherche pas."""
    async with banc(carnet) as b:
        await a_l_atelier(b)
        cherchees: list[str] = []

        def une_a_la_fois(partie: Any, fonds: Any) -> Iterator[Any]:
            for offre in rayons_du_livret.toutes(partie, fonds):
                for _ in range(10_000):
                    cherchees.append(offre.source)
                    yield offre

        monkeypatch.setattr("coach.livret.etabli.toutes", une_a_la_fois)
        await presser(b, "o", sur(b, EcranOffres))
        await voir(b, lambda: len(cherchees) > 3)
        await presser(b, "escape", sur(b, EcranLivret))
        await b.pilote.pause(0.1)
        vues = len(cherchees)
        await b.pilote.pause(0.1)
        assert len(cherchees) == vues


async def vers_le_fichier(b: Banc, fichier: Path) -> None:
    """La revue, tout accepté, jusqu'au nom du fichier."""
    await a_l_atelier(b)
    await b.touches("x")
    await b.jusque(lambda: isinstance(b.app.screen, EcranRevue) and "Benali" in b.dit)
    await b.touches("a", "f2")
    await b.jusque(sur(b, EcranSaisie))
    b.app.screen.query_one(Input).value = str(fichier)


async def test_partir_pendant_l_ecriture_n_arrete_rien(
    carnet: Carnet, tmp_path: Path, retenir: Callable[[Any, str], Porte]
) -> None:
    fichier = tmp_path / "livret.html"
    async with banc(carnet) as b:
        await vers_le_fichier(b, fichier)
        porte = retenir(revue_de_document, "poser")
        await presser(b, "enter", sur(b, EcranRevue))
        await voir(b, porte.atteinte.is_set)
        await voir(b, lambda: "J’écris le document" in b.dit)
        await presser(b, "f2", lambda: True)
        await presser(b, "escape", sur(b, EcranLivret))
        assert "rien n’est écrit" not in b.avis.lower()
        assert not fichier.exists()
        porte.ouverte.set()
        await b.jusque(lambda: str(fichier) in b.avis.replace(" ", ""))
        assert fichier.exists()
        assert isinstance(b.app.screen, EcranLivret)
    assert carnet.pseudonymes(["personne|benali"]), "les pseudonymes décidés sont retenus"


async def test_une_ecriture_qui_echoue_laisse_la_revue(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def casser(*_: object, **__: object) -> None:
        raise RuntimeError("Mme Benali")

    async with banc(carnet) as b:
        await vers_le_fichier(b, tmp_path / "livret.html")
        monkeypatch.setattr(remise, "ecrire", casser)
        await b.touches("enter")
        await b.jusque(lambda: "n’a pas pu s’écrire" in b.avis)
        assert "Benali" not in b.avis
        await b.jusque(sur(b, EcranRevue))
        await b.jusque(lambda: "Les noms sont vus" in b.dit)
        assert b.app.screen.query_one(Liste).option_count
