"""Les gestes : une seule source pour la touche, la palette, le pied et l'aide."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from banc_tui import Banc, a_part, banc, carnet, journal
from textual.command import CommandList, CommandPalette
from textual.screen import ModalScreen, Screen

from coach.carnet import Carnet
from coach.modeles.evenements import SegmentCorrige
from coach.modeles.lecture import Nature
from coach.tui import ecrans
from coach.tui.aides import nom_de_l_ecran, page_de
from coach.tui.application import CoachApp
from coach.tui.clavier.touches import (
    examiner,
    lire_touche,
    verifier_touches,
)
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.saut import EcranSaut
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.gestes import ECRANS, GENERAUX, PIECES, Geste
from coach.tui.saut import attribuer
from coach.tui.seance import recit
from coach.tui.seance.conduite import Conduite
from coach.tui.terminal import editeur, presse_papiers
from coach.tui.widgets.peint import passage
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.seance.conversation import Conversation, Dite
from coach.tui.widgets.seance.ecoute import ListeEntendue
from coach.tui.widgets.seance.etapes import Etapes
from coach.tui.widgets.suite import Suite

__all__ = ["a_part", "carnet"]


def classes() -> list[type[Screen[Any]]]:
    """Tous les écrans de l'interface."""
    trouvees = []
    for module in pkgutil.walk_packages(ecrans.__path__, f"{ecrans.__name__}."):
        importe = importlib.import_module(module.name)
        for nom, classe in inspect.getmembers(importe, inspect.isclass):
            if classe.__module__ == importe.__name__ and nom.startswith("Ecran"):
                trouvees.append(classe)
    return trouvees


def dit(texte: str) -> str:
    """Le texte sur une ligne, espaces ordinaires."""
    return " ".join(texte.split())


def avis(b: Banc) -> str:
    """Ce que disent les avis de passage."""
    return dit(" ".join(avis.message for avis in b.app._notifications))


AVEC_GESTES = [classe for classe in classes() if hasattr(classe, "GESTES")]


def chaque_geste() -> Iterator[tuple[str, Geste]]:
    for ecran, siens in {"": GENERAUX, **ECRANS}.items():
        for geste in siens:
            yield ecran, geste
        for pieces in PIECES.get(ecran, {}).values():
            for geste in pieces:
                yield ecran, geste


# --- Une seule source -----------------------------------------------------------------------------


@pytest.mark.parametrize("classe", AVEC_GESTES, ids=lambda c: c.__name__)
def test_chaque_ecran_est_au_registre_et_sait_faire_ses_gestes(classe: type[Screen[Any]]) -> None:
    siens: tuple[Geste, ...] = classe.GESTES  # type: ignore[attr-defined]
    assert any(siens is connus for connus in ECRANS.values())
    for geste in (*siens, *GENERAUX):
        action = geste.appel.split("(")[0]
        ou: type = CoachApp if action.startswith("app.") else classe
        assert hasattr(ou, f"action_{action.removeprefix('app.')}"), geste.nom


@pytest.mark.parametrize("classe", classes(), ids=lambda c: c.__name__)
def test_chaque_ecran_a_sa_page_d_aide_de_trois_phrases(classe: type[Screen[Any]]) -> None:
    if issubclass(classe, ModalScreen) and classe is not EcranConfirmation:
        return  # une fenêtre de passage dit elle-même comment en sortir
    page = page_de(classe.__new__(classe))
    assert len(page) >= 3
    assert all(phrase.endswith((".", "?")) for phrase in page)


@pytest.mark.parametrize(("ecran", "geste"), chaque_geste(), ids=lambda v: getattr(v, "nom", v))
def test_chaque_geste_a_un_nom_et_une_aide(ecran: str, geste: Geste) -> None:
    assert geste.libelle
    assert geste.aide[0].islower()


@pytest.mark.parametrize("ecran", ECRANS)
def test_une_touche_ne_sert_qu_une_fois_par_ecran(ecran: str) -> None:
    for pieces in ({}, *({"": p} for p in PIECES.get(ecran, {}).values())):
        ensemble = [g for p in pieces.values() for g in p] + [*ECRANS[ecran], *GENERAUX]
        prises = [t for g in ensemble for t in g.touches.split(",") if t]
        assert len(prises) == len(set(prises))


def test_l_aide_et_le_pied_suffisent_sans_touche_de_fonction() -> None:
    """Un terminal qui garde F1 pour lui laisse passer une touche de contrôle."""
    aide = next(g for g in GENERAUX if g.nom == "aide")
    sures = [t for t in aide.touches.split(",") if t.startswith("ctrl+")]
    assert sures
    assert not {t[-1] for t in sures} & set("chijmqsz")


# --- Le pied --------------------------------------------------------------------------------------


async def au_pied(b: Banc) -> Pied:
    await b.pilote.pause()
    await b.pilote.pause()
    return b.app.screen.query_one(Pied)


@pytest.mark.parametrize("ecran", ["accueil", "seance", "journaux", "referentiel", "aide"])
async def test_le_pied_tient_a_toutes_les_largeurs(carnet: Carnet, ecran: str) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        if ecran != "seance":
            await b.touches("escape")
        if ecran in ("journaux", "referentiel", "aide"):
            await b.touches({"journaux": "j", "referentiel": "c", "aide": "f1"}[ecran])
        assert nom_de_l_ecran(b.app.screen) == ecran
        for largeur in (*range(60, 82), *range(84, 141, 8)):
            await b.pilote.resize_terminal(largeur, 24)
            pied = await au_pied(b)
            touches = pied.montrees
            assert 1 <= len(touches) <= 6
            assert sum(pied.largeurs(touches)) <= largeur
            assert ecran != "seance" or len(touches) >= 5
            assert touches[-1].libelle == ("Retour" if ecran == "aide" else "Aide")
            ligne = b.a_l_ecran().splitlines()[-1]
            assert all(t.libelle in ligne for t in touches)


# --- Les touches personnelles ---------------------------------------------------------------------


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
        assert "passer cette question : Ctrl+E" in dit(b.a_l_ecran())
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
        await b.jusque(lambda: "ne distinguent pas" in avis(b))
        await b.nouvelle()
        await b.repondre("Le titre")
        assert b.demande == "moment"


async def test_verr_maj_ne_gene_pas(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("N")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))


# --- La palette -----------------------------------------------------------------------------------


async def test_la_palette_retrouve_une_seance_par_son_titre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("L’œuvre de Noël")
        await b.touches("escape", "ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.coller("oeuvre noel")
        await b.jusque(lambda: "Ouvrir « L’œuvre de Noël »" in dit(b.a_l_ecran()))
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))


async def test_les_referentiels_s_ouvrent_par_dessus_une_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il est parti")
        await b.touches("ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.coller("referentiel")
        await b.jusque(lambda: b.app.screen.query_one(CommandList).option_count)
        await b.touches("enter")
        await b.jusque(lambda: nom_de_l_ecran(b.app.screen) == "referentiel")
        await b.touches("escape")
        assert b.champ == "Il est parti"


# --- L'aide ---------------------------------------------------------------------------------------


async def test_l_aide_dit_d_abord_ce_que_fait_la_piece_ou_l_on_est(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.touches("ctrl+g")
        assert isinstance(b.app.screen, EcranAide)
        vu = b.a_l_ecran()
        assert "Votre réponse" in vu.splitlines()[1]
        assert vu.index("Entrée envoie") < vu.index("Le coach pose une question")
        await b.touches("escape", "f5", "f1")
        assert "Les étapes" in b.a_l_ecran().splitlines()[1]
        await b.touches("ctrl+g")
        assert isinstance(b.app.screen, EcranSeance)


# --- Le saut --------------------------------------------------------------------------------------


def test_les_lettres_du_saut_se_tapent_sans_altgr_et_ne_se_repetent_pas() -> None:
    lettres = attribuer(["Les étapes", "La conversation", "Votre réponse", "Ce que j’entends"])
    assert lettres[:3] == ["e", "c", "r"]
    assert len(set(lettres)) == 4
    assert all("a" <= lettre <= "z" for lettre in lettres)


async def test_le_saut_montre_une_lettre_par_zone_et_y_mene(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        await b.touches("ctrl+t")
        assert isinstance(b.app.screen, EcranSaut)
        vu = b.a_l_ecran()
        for nom in ("E · Les étapes", "C · La conversation", "R · Votre réponse"):
            assert nom in vu
        await b.touches("e")
        assert isinstance(b.app.focused, Etapes)
        await b.touches("ctrl+t", "escape")
        assert isinstance(b.app.focused, Etapes)
        await b.touches("ctrl+t", "r")
        assert b.app.focused is b.seance.champ
        assert b.champ == ""
        await b.touches("ctrl+t")
        await b.pilote.resize_terminal(60, 20)
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))


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
        await b.jusque(lambda: "Copié dans le presse-papiers" in avis(b))
        assert "autres programmes" in avis(b)
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


# --- Hésiter, expliquer ---------------------------------------------------------------------------


async def test_p_sur_une_reponse_ouvre_ce_qui_y_fut_lu(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il est arrivé à 9 h. Il est de mauvaise foi.")
        await b.touches("up")
        assert isinstance(b.app.focused, Conversation)
        await b.touches("p")
        assert isinstance(b.app.focused, ListeEntendue)
        await b.touches("p")
        assert "Lu comme" in b.a_l_ecran()


async def test_un_passage_douteux_est_demande_et_une_lettre_repond(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    entendre = recit.entendus

    def douter(*reste: Any) -> dict[Nature, list[recit.Entendu]]:
        """Le coach hésite sur tout ce que la personne n'a pas tranché."""
        return {
            nature: [
                recit.Entendu(
                    e.reponse,
                    e.segment.model_copy(update={"incertain": not e.segment.corrige}),
                )
                for e in passages
            ]
            for nature, passages in entendre(*reste).items()
        }

    monkeypatch.setattr(recit, "entendus", douter)
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il restait là, sans un mot, devant la porte.")
        await b.touches("f4")
        vu = dit(b.a_l_ecran())
        assert "J’hésite (1) : à vous de dire" in vu
        assert "Faits (" not in vu
        assert "est-ce ce que vous avez vu ou entendu, ou ce que vous en pensez ?" in vu
        await b.touches("f")
        await b.jusque(lambda: "votre choix" in b.a_l_ecran())
        vu = dit(b.a_l_ecran())
        assert "Faits (1)" in vu
        assert "J’hésite" not in vu
    assert any(isinstance(e, SegmentCorrige) for e in journal(carnet))


async def test_une_lecture_douteuse_se_dit_au_retour_du_champ(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conduite, "douteux", lambda *_: 2)
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il restait là, sans un mot.")
        assert "J’hésite sur 2 passages : F4 pour me dire" in dit(b.a_l_ecran())
        await b.coller("Puis")
        assert "J’hésite" not in b.a_l_ecran()
