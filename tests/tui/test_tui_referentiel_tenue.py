"""L'écran des référentiels tient : ceux de la personne, une autre taille, pas un mot d'anglais."""

import subprocess
import sys
from pathlib import Path

import pytest
from banc_tui import banc
from lectrice import Lectrice
from mots_anglais import anglais
from seance_menee import seance
from textual.command import CommandList, CommandPalette

from coach.carnet import Carnet
from coach.tui import gestes
from coach.tui.clavier.francais import touches_du_geste
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.referentiel import EcranReferentiel

HOSTILE = "[red]x[/] [link=http://x]y[/] [@click=app.quit]z[/] {0} $texte"


def ecrire_le_mien(tmp_path: Path, texte: str, nom: str = "mien.toml") -> None:
    dossier = tmp_path / "reglages" / "referentiels"
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / nom).write_text(texte, encoding="utf-8")


# --- Les référentiels de la personne -------------------------------------------------------------


def le_mien() -> str:
    return f'''
id = "mien"
titre = "Mes repères {HOSTILE}"
emetteur = "Nous {HOSTILE}"
pays = "{HOSTILE}"
millesime = "2026"
source = "Écrit {HOSTILE}"
avertissement = "Repères {HOSTILE}"

[[groupes]]
code = "G"
titre = "Recevoir {HOSTILE}"
modalites = ["Oral {HOSTILE}"]

[[competences]]
code = "M1"
titre = "Prendre du recul {HOSTILE}"
groupe = "G"
lieu = "p. 1 {HOSTILE}"
situation = "Un soir {HOSTILE}"

[competences.items]
critere = ["Je reviens {HOSTILE}"]

[[competences.correspondances]]
referentiel = "cip"
code = "CP11"
degre = "proche"
raison = "Revenir {HOSTILE}"

[[competences.correspondances]]
referentiel = "ailleurs"
code = "[b]Z9[/b]"
degre = "proche"
raison = "Un référentiel absent"
'''


@pytest.mark.parametrize("taille", [(80, 24), (120, 40)])
async def test_un_referentiel_personnel_reste_du_texte(
    carnet: Carnet, tmp_path: Path, taille: tuple[int, int]
) -> None:
    ecrire_le_mien(tmp_path, le_mien())
    async with banc(carnet, taille) as b:
        moi = Lectrice(b)
        await moi.entrer("mien")
        assert "Mes repères [red]x[/]" in moi.vu()
        assert "[@click=app.quit]z[/] {0} $texte" in moi.vu()
        assert "Référentiel 5 sur 6 · [red]x[/]" in moi.vu()
        await moi.chercher("recul")
        await b.touches("enter", "enter")
        await b.jusque(lambda: moi.fiche.has_focus and "[red]x[/]" in moi.vu())
        for texte in ("Prendre du recul", "Recevoir", "p. 1", "Un soir", "Je reviens", "Oral"):
            assert f"{texte} [red]x[/]" in moi.vu()
        await b.touches("p")
        assert f"Proche : Revenir {HOSTILE}" in moi.vu()
        assert "ailleurs [b]Z9[/b]" in moi.vu()
        await b.touches("enter")
        await b.jusque(lambda: moi.code == "CP11")
        assert "mien M1" in moi.toute_la_fiche().replace("\u00a0", " ")


async def test_un_fichier_abime_se_dit_et_n_empeche_rien(carnet: Carnet, tmp_path: Path) -> None:
    ecrire_le_mien(tmp_path, "id = [", "casse.toml")
    async with banc(carnet, (120, 40)) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await b.jusque(lambda: "casse.toml" in moi.vu())
        assert "Vos fichiers laissés de côté" in moi.toute_la_fiche()
        assert "16 compétences" in moi.vu()


async def test_un_referentiel_retire_en_chemin_laisse_la_place(
    carnet: Carnet, tmp_path: Path
) -> None:
    ecrire_le_mien(tmp_path, le_mien())
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("mien")
        (tmp_path / "reglages" / "referentiels" / "mien.toml").unlink()
        await b.touches("f1")
        assert isinstance(b.app.screen, EcranAide)
        await b.touches("escape")
        await b.jusque(lambda: "Référentiel 1 sur 5" in moi.vu())
        await b.touches("r")
        assert "Référentiel 2 sur 5" in moi.vu()


# --- L'écran -------------------------------------------------------------------------------------


async def test_changer_de_taille_garde_la_competence_et_la_place(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        moi = Lectrice(b)
        await moi.entrer("cip")
        await b.touches("down", "down", "down")
        await b.jusque(lambda: "Critères de performance" in moi.vu())
        assert "CP3 · " in moi.vu()
        await b.pilote.resize_terminal(60, 20)
        await b.pilote.pause()
        assert moi.arbre.has_focus
        assert "CP2 · " in moi.vu()
        assert "Critères de performance" not in moi.vu()
        await b.touches("enter")
        for taille in ((80, 24), (40, 12), (120, 40), (60, 20)):
            await b.pilote.resize_terminal(*taille)
            await b.pilote.pause()
            assert moi.fiche.has_focus
            assert "CP2 · Analyser la demande" in moi.vu()
        assert "CP3 · " not in moi.vu()


async def test_l_accueil_et_la_palette_y_menent(carnet: Carnet) -> None:
    for jours in range(6):
        seance(carnet, jours + 1, f"Titre {jours}")
    async with banc(carnet) as b:
        await b.touches("c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
        await b.touches("escape", "ctrl+p")
        await b.jusque(lambda: isinstance(b.app.screen, CommandPalette))
        await b.touches(*"referentiels")
        await b.jusque(lambda: 1 <= b.app.screen.query_one(CommandList).option_count <= 3)
        await b.touches("enter", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))


async def test_pas_un_mot_d_anglais(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        moi = Lectrice(b)
        await moi.entrer("coordinateur")
        vus = [b.a_l_ecran()]
        for touches in (("f1",), ("pagedown",), ("escape",), ("ctrl+p",)):
            await b.touches(*touches)
            await b.pilote.pause()
            vus.append(b.a_l_ecran())
        await b.jusque(lambda: b.app.screen.query_one(CommandList).option_count)
        vus.append(b.a_l_ecran())
        await b.touches("escape", "enter")
        await b.jusque(lambda: moi.fiche.has_focus)
        vus.append(b.a_l_ecran())
        await b.touches("end")
        vus.append(b.a_l_ecran())
        await moi.chercher("zzzz")
        vus.append(b.a_l_ecran())
    assert {mot for vu in vus for mot in anglais(vu)} == set()
    assert "Le livret à remettre" in " ".join(vus)


def test_les_touches_ont_un_nom_et_une_aide_et_six_tiennent_au_pied() -> None:
    prises = [t for g in gestes.REFERENTIEL for t in g.touches.split(",")]
    assert len(prises) == len(set(prises))
    for geste in gestes.REFERENTIEL:
        assert geste.libelle
        assert geste.aide
        assert not anglais(touches_du_geste(geste))
    assert sum(g.pied for g in (*gestes.REFERENTIEL, *gestes.GENERAUX)) <= 6


def test_rien_de_l_ecran_ne_se_charge_au_demarrage() -> None:
    code = (
        "import sys, coach.tui.application, coach.tui.ecrans.accueil\n"
        "print([m for m in sys.modules if 'arbre' in m or m.endswith('ecrans.referentiel')])"
    )
    sortie = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "coach.tui" not in sortie
