"""Les touches que la personne choisit : justes, elles servent partout ; fautives, cela se dit."""

from typing import Any

import pytest
from banc_tui import banc
from textual.command import CommandPalette

from coach.carnet import Carnet
from coach.tui.clavier.touches import (
    examiner,
    lire_touche,
    verifier_touches,
)
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.widgets.suite import Suite


def dit(texte: str) -> str:
    """Le texte sur une ligne, espaces ordinaires."""
    return " ".join(texte.split())


@pytest.mark.parametrize(
    ("touches", "attendu"),
    [
        ({"envoier": "f12"}, "« envoyer »"),
        ({"zzzzzz": "f12"}, "aucune commande"),
        ({"envoyer": "ctrl+i"}, "Tab"),
        ({"envoyer": "Ctrl+M"}, "Entrée"),
        ({"envoyer": "ctrl+h"}, "Retour arrière"),
        ({"envoyer": "ctrl+c"}, "sert déjà à copier"),
        ({"envoyer": "ctrl+entrée"}, "ne transmettent pas"),
        ({"envoyer": "maj+f3"}, "ne transmettent pas"),
        ({"envoyer": "bidule"}, "touche connue"),
        ({"envoyer": ""}, "aucune touche"),
        ({"envoyer": "x"}, "écrire dans le champ"),
        ({"aide": "?"}, "écrire dans le champ"),
        ({"passer": "home"}, "écrire dans le champ"),
        ({"passer": "f2"}, "« Envoyer »"),
        ({"corriger_fait": "o"}, "à la fois"),
        ({"nouvelle": "f12", "reprendre": "f12"}, "à la fois"),
    ],
)
def test_ce_qui_ne_va_pas_dans_les_touches_se_dit(touches: dict[str, str], attendu: str) -> None:
    phrases = verifier_touches(touches)
    assert len(phrases) == 1
    assert attendu in dit(phrases[0])
    assert not examiner(touches).retenues


@pytest.mark.parametrize(
    "touches",
    [
        {"envoyer": "f12, ctrl+e"},
        {"passer": "f7", "avant": "f6"},
        {"aide": "f1, ?"},
        {"terminer": "f11"},
        {"supprimer": "Suppr, f12"},
        {"pause": "Échap"},
        {"envoyer": ["f12", "ctrl+e"]},
    ],
)
def test_des_touches_justes_s_appliquent_toutes(touches: dict[str, Any]) -> None:
    examen = examiner(touches)
    assert examen.phrases == ()
    assert set(examen.retenues) == set(touches)


def test_une_touche_fautive_n_emporte_pas_les_autres() -> None:
    examen = examiner({"envoyer": "f12", "passer": "ctrl+m"})
    assert dict(examen.retenues) == {"envoyer": "f12"}


@pytest.mark.parametrize(
    ("ecrite", "touche"),
    [("Échap", "escape"), ("CTRL+E", "ctrl+e"), ("Maj+Tab", "shift+tab"), ("/", "slash")],
)
def test_les_touches_se_nomment_en_francais(ecrite: str, touche: str) -> None:
    assert lire_touche(ecrite) == touche


async def test_les_touches_choisies_servent_et_se_montrent_partout(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.appliquer_touches({"envoyer": "f12", "passer": "ctrl+e", "terminer": "f11"})
        await b.nouvelle()
        assert "F12 Envoyer" in b.a_l_ecran()
        await b.coller("Le titre")
        await b.touches("f2")
        assert b.demande == "titre"
        await b.touches("f12")
        await b.jusque(lambda: b.demande == "moment")
        await b.touches("f12")
        assert "passer cette question : Ctrl+E" in b.dit
        await b.touches("ctrl+e")
        assert b.demande == "lieu"
        await b.touches("f1")
        await b.jusque(lambda: b.app.screen.query_one(Suite).entiere)
        pages = []
        for _ in range(6):
            pages.append(b.a_l_ecran())
            await b.touches("pagedown")
        assert any("F11" in page for page in pages)
        assert not any("F2 " in page for page in pages)
        await b.touches("escape", "ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.jusque(lambda: "(F12)" in b.a_l_ecran())
        await b.touches("escape", "f11")
        await b.jusque(lambda: b.seance.moteur.etat.terminee)


async def test_une_touche_fautive_se_dit_et_le_coach_s_ouvre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.appliquer_touches({"envoyer": "ctrl+m"})
        await b.jusque(lambda: "ne distinguent pas" in b.avis)
        await b.nouvelle()
        await b.repondre("Le titre")
        assert b.demande == "moment"


async def test_verr_maj_ne_gene_pas(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("N")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
