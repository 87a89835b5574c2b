"""Copier, et écrire dans son éditeur : ce qui sort du coach, et ce qu'il n'en reste pas."""

from pathlib import Path
from typing import Any

import pytest
from banc_tui import banc

from coach.carnet import Carnet
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.terminal import editeur, presse_papiers
from coach.tui.widgets.peint import passage
from coach.tui.widgets.seance.conversation import Dite

# --- Copier ---------------------------------------------------------------------------------------


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ce qui irait au presse-papiers de l'ordinateur."""
    allees: list[str] = []

    def garder(texte: str) -> bool:
        allees.append(texte)
        return True

    monkeypatch.setattr(presse_papiers, "a_l_ordinateur", garder)
    return allees


def test_la_copie_passe_par_le_terminal_et_par_tmux() -> None:
    nue = presse_papiers.sequence("é", {})
    assert nue == "\x1b]52;c;w6k=\a"
    sous_tmux = presse_papiers.sequence("é", {"TMUX": "/tmp/x"})
    assert sous_tmux == nue + "\x1bPtmux;\x1b\x1b]52;c;w6k=\a\x1b\\"


def test_a_distance_le_presse_papiers_de_la_machine_reste_ferme() -> None:
    assert not presse_papiers.a_l_ordinateur("x", {"SSH_CONNECTION": "1"})


async def test_copier_une_reponse_et_ou_elle_est_allee(carnet: Carnet, copies: list[str]) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il s’est levé.\nJ’avais honte.")
        assert copies == []
        await b.touches("up", "c")
        await b.jusque(lambda: copies)
        await b.jusque(lambda: "Copié dans le presse-papiers" in b.avis)
        assert "autres programmes" in b.avis
        await b.touches("escape")
    assert copies == ["Il s’est levé.\nJ’avais honte."]


async def test_copier_la_seance_relue(carnet: Carnet, copies: list[str]) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits("Un « titre »")
        await b.repondre("Il s’est levé à 9 h. Il est de mauvaise foi.")
        await b.touches("escape", "j", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.touches("c")
        await b.jusque(lambda: copies)
    assert "Un « titre »" in copies[0]
    assert "Il s’est levé à 9 h. Il est de mauvaise foi." in copies[0]
    assert "F   " not in copies[0]


async def test_la_souris_selectionne_le_texte_sans_sa_marge(
    carnet: Carnet, copies: list[str]
) -> None:
    recit = (
        "Il s’est levé à 9 h, il a posé son badge sur la table, puis il est sorti sans un mot, "
        "et la porte a claqué. Il est de mauvaise foi."
    )
    async with banc(carnet, (60, 30)) as b:
        await b.jusqu_aux_faits()
        await b.repondre(recit)
        dite = next(d for d in b.seance.query(Dite) if d.bloc.texte == recit)
        await b.pilote.mouse_down(dite, offset=(8, 0))
        await b.pilote.hover(dite, offset=(dite.size.width, 2))
        await b.pilote.mouse_up(dite, offset=(dite.size.width, 2))
        choisi = b.app.screen.get_selected_text() or ""
        assert len(choisi) > 60
        assert choisi in recit
        await b.touches("ctrl+c")
        await b.jusque(lambda: copies)
    assert copies == [choisi]


def test_un_passage_choisi_se_rend_tel_qu_il_fut_ecrit() -> None:
    from textual.geometry import Offset
    from textual.selection import Selection

    texte = "Une phrase\u00a0: elle se replie.\nEt l’autre."
    lignes = ["Une phrase\u00a0: ", "elle se replie.", "Et l’autre.   "]
    assert passage(texte, lignes, Selection(None, None)) == texte
    entre = Selection(Offset(4, 0), Offset(2, 2))
    assert passage(texte, lignes, entre) == "phrase\u00a0: elle se replie.\nEt"


# --- L'éditeur ------------------------------------------------------------------------------------


@pytest.fixture
def ailleurs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier en mémoire, à part."""
    dossier = tmp_path / "memoire"
    dossier.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(dossier))
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "sh")
    return dossier


def test_l_editeur_travaille_a_l_abri_et_ne_laisse_rien(ailleurs: Path) -> None:
    def lancer(mots: Any) -> int:
        fichier = Path(mots[-1])
        assert fichier.stat().st_mode & 0o777 == 0o600
        assert fichier.parent.stat().st_mode & 0o777 == 0o700
        assert fichier.parent.parent == ailleurs
        assert fichier.read_text(encoding="utf-8") == "l’été"
        fichier.write_bytes("l’e\u0301te\u0301 et l’hiver\r\n".encode())
        fichier.with_suffix(".swp").write_text("copie")
        return 0

    assert editeur.rediger("l’été", lancer) == "l’été et l’hiver"
    assert list(ailleurs.iterdir()) == []


@pytest.mark.parametrize("echec", ["code", "erreur", "octets"])
def test_un_editeur_qui_echoue_ne_laisse_rien_non_plus(ailleurs: Path, echec: str) -> None:
    def lancer(mots: Any) -> int:
        if echec == "erreur":
            raise OSError
        Path(mots[-1]).write_bytes(b"\xff\xfe\x00")
        return 1 if echec == "code" else 0

    with pytest.raises(editeur.EchecDEditeur, match="Votre texte est toujours dans le champ"):
        editeur.rediger("texte", lancer)
    assert list(ailleurs.iterdir()) == []


@pytest.mark.parametrize(
    ("nomme", "attendu"), [("", r"\$EDITOR"), ("introuvable-xyz", "introuvable")]
)
def test_sans_editeur_une_phrase_le_dit(ailleurs: Path, nomme: str, attendu: str) -> None:
    with pytest.raises(editeur.EchecDEditeur, match=attendu):
        editeur.commande({"EDITOR": nomme, "PATH": "/usr/bin:/bin"})


def test_vim_ne_garde_ni_echange_ni_historique(tmp_path: Path) -> None:
    for nom in ("vim", "nvim", "code"):
        (tmp_path / nom).write_text("#!/bin/sh\n")
        (tmp_path / nom).chmod(0o700)
    chemin = {"PATH": str(tmp_path)}
    for nom in ("vim", "nvim"):
        mots = editeur.commande({"VISUAL": nom, **chemin})
        assert "-n" in mots
        assert mots[mots.index("-i") + 1] == "NONE"
        assert "noswapfile" in mots[-1]
    assert editeur.commande({"EDITOR": "code", **chemin}) == ["code", "--wait"]


async def test_un_terminal_qui_ne_peut_pas_laisser_la_place_le_dit(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il est parti")
        await b.touches("ctrl+r")
        assert "ne peut pas laisser la place" in b.a_l_ecran()
        assert b.champ == "Il est parti"
