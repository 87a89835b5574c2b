"""Les fins de ligne : ce qui se tient ne se sépare pas, à l'écran, au champ et en mode texte."""

from io import StringIO

import pytest
from banc_tui import banc
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text
from textual.content import Content

from coach.carnet import Carnet
from coach.cli.texte import lignes
from coach.modeles.insecable import rendre, tenir
from coach.tui.peinture.paragraphe import replier

TENUS = [
    "Mme A.",
    "M. B.",
    "Mlle C.",
    "Dr D.",
    "14 h",
    "14 h 30",
    "3 %",
    "20 min",
    "3 mars",
    "1er août",
    "12 000",
    "n° 7",
    "« là »",
    "Pourquoi ?",
    "dit\u00a0:",
    "fini\u202f!",
]
"""Tapés avec une espace ordinaire, ou avec l'insécable."""

RECIT = (
    "À 14 h 30, Mme A. est venue avec M. B. : il n'avait que 3 % de « chances », "
    "disait-elle ; le 3 mars, « rien » n'était prêt. Pourquoi ? Dr C. n'a rien dit."
)


def _lignes(texte: str, largeur: int) -> dict[str, list[str]]:
    console = Console(width=largeur, file=StringIO())
    return {
        "écran": [ligne.plain for ligne in replier(console, Text(texte), largeur)],
        "avis": [ligne.plain for ligne in Content(texte).wrap(largeur)],
        "mode texte": lignes._replier(texte, largeur).split("\n"),
    }


@pytest.mark.parametrize("tenu", TENUS)
def test_ce_qui_se_tient_reste_sur_une_ligne(tenu: str) -> None:
    for avant in range(1, 24):
        texte = f"{'a' * avant} {tenu} et puis la suite du récit"
        for ou, siennes in _lignes(texte, 24).items():
            assert any(tenu in ligne for ligne in siennes), (ou, siennes)


@pytest.mark.parametrize("largeur", range(16, 80, 3))
def test_aucune_ligne_d_un_recit_ne_commence_par_un_reste(largeur: int) -> None:
    for ou, siennes in _lignes(RECIT, largeur).items():
        assert " ".join(ligne.strip() for ligne in siennes) == RECIT, ou
        for ligne in siennes:
            restes = ("A.", "B.", "C.", "h ", "%", "30,", ":", ";", "»", "?")
            assert not ligne.startswith(restes), ou
            assert not ligne.rstrip().endswith((" M.", "Mme", "Dr", "«", " 14", " 3")), ou


async def test_le_champ_ne_separe_pas_non_plus(carnet: Carnet) -> None:
    async with banc(carnet, (60, 20)) as b:
        await b.jusqu_aux_faits()
        for avant in range(30, 60):
            b.seance.champ.ecrire(f"{'a' * avant} Mme A. est venue à 14 h avec M. B. pour 3 %.")
            await b.pilote.pause()
            vues = [ligne for pan in b.seance.champ.wrapped_document.lines for ligne in pan]
            assert "".join(vues) == b.seance.champ.text
            for tenu in ("Mme A.", "14 h", "M. B.", "3 %"):
                assert any(tenu in ligne for ligne in vues), vues


@given(st.text(st.sampled_from("aM.m1 h%3\u00a0\u202f«»:?\t\n"), max_size=60), st.integers(8, 40))
def test_rien_ne_se_perd_en_se_repliant(texte: str, largeur: int) -> None:
    assert len(tenir(texte)) == len(texte)
    assert rendre(tenir(texte)) == texte
    console = Console(width=largeur, file=StringIO())
    siennes = replier(console, Text(texte), largeur)
    assert "".join("".join(ligne.plain.split()) for ligne in siennes) == "".join(texte.split())
