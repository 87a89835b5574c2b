"""L'accueil, comme une personne s'en sert : ce qui est dû, reprendre, se faire orienter."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from banc_tui import SAMEDI_SOIR, banc, samedi_soir
from carnet_d_essai import remplir
from lieux import DEPOT
from textual.widgets import Input, OptionList

from coach.carnet import Carnet
from coach.carnet.apercu import lire_vite
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.ecrans.seance.protocoles import EcranProtocoles
from coach.tui.ecrans.secours import EcranSecours


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Un carnet de six séances."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert, SAMEDI_SOIR)
        yield ouvert


def etat(carnet: Carnet, texte: str) -> str:
    return next(a.etat for a in carnet.actions() if a.texte == texte)


async def test_ce_qui_est_du_vient_d_abord_et_se_dit_sans_couleur(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        vu = b.a_l_ecran()
        assert vu.index("Préparer deux questions") < vu.index("Appeler la mission locale")
        assert "c’était pour hier · à faire" in vu
        assert "pour lundi 23 novembre" in vu
        assert vu.index("À regarder") < vu.index("À reprendre") < vu.index("Commencer")


@pytest.mark.parametrize(
    ("touche", "attendu"), [("f", "fait"), ("e", "en_cours"), ("a", "abandonne")]
)
async def test_une_lettre_dit_ou_en_est_un_ajustement_et_u_le_defait(
    carnet: Carnet, touche: str, attendu: str
) -> None:
    async with banc(carnet) as b:
        await b.touches("down", touche)
        assert etat(carnet, "Appeler la mission locale") == attendu
        await b.touches("u")
        assert etat(carnet, "Appeler la mission locale") == "a_faire"
        assert "Appeler la mission locale" in b.a_l_ecran()


async def test_repousser_d_une_semaine_l_ote_de_l_accueil(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("down", "s")
        assert "Appeler la mission locale" not in b.a_l_ecran()
    action = next(a for a in carnet.actions() if a.texte == "Appeler la mission locale")
    assert action.echeance is not None
    assert action.echeance.isoformat() == "2026-11-28"


async def test_les_lettres_d_un_ajustement_ne_font_rien_ailleurs(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("end", "f", "e", "a", "s", "u")
    assert {a.etat for a in carnet.actions()} == {"a_faire"}


async def test_entree_sur_un_ajustement_relit_sa_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "Le stage écourté" in b.a_l_ecran()


async def test_une_phrase_propose_deux_protocoles_et_leur_raison(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("slash")
        await b.coller("Un jeune m’a menacée, j’ai eu peur")
        await b.touches("enter")
        await b.jusque(lambda: "Pour ce que vous écrivez" in b.a_l_ecran())
        pistes = [
            o
            for o in b.app.screen.query_one("#choses", OptionList).options
            if (o.id or "").startswith("piste-")
        ]
        assert 1 <= len(pistes) <= 2
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
    assert all("menacée" not in str(e) for e in carnet.evenements("carnet"))


async def test_une_phrase_de_detresse_montre_l_aide_humaine_avant_tout(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("slash")
        await b.coller("Je n’en peux plus, j’ai envie de mourir")
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSecours))
        assert "3114" in b.a_l_ecran()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert b.app.screen.query_one(Input).value == ""
        assert "Pour ce que vous écrivez" not in b.a_l_ecran()


async def test_echap_oublie_la_phrase_avant_de_fermer(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("slash")
        await b.coller("quelque chose")
        await b.touches("escape")
        assert b.app.screen.query_one(Input).value == ""
        assert b.app.is_running


async def test_choisir_un_protocole_par_ce_qu_il_permet(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("p")
        await b.jusque(lambda: isinstance(b.app.screen, EcranProtocoles))
        assert "5 minutes" in b.a_l_ecran()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        assert b.seance.moteur.protocole.id == "express"


async def test_le_nom_regle_salue(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = tmp_path / "mes-reglages"
    dossier.mkdir()
    (dossier / "reglages.toml").write_text('nom = "Camille"\n', encoding="utf-8")
    monkeypatch.setenv("COACH_CONFIGURATION", str(dossier))
    async with banc(carnet) as b:
        assert "Bonsoir Camille." in b.a_l_ecran()


async def test_un_balisage_dans_un_titre_reste_du_texte(carnet: Carnet) -> None:
    flux = carnet.lister()[0].id
    carnet.titrer(flux, "[red]x[/] [@click=app.quit]z[/]")
    async with banc(carnet) as b:
        assert "[red]x[/] [@click=app.quit]z[/]" in b.a_l_ecran()


@pytest.mark.parametrize("taille", [(60, 20), (80, 24), (120, 40)])
async def test_toutes_les_lignes_s_atteignent_a_toutes_les_tailles(
    carnet: Carnet, taille: tuple[int, int]
) -> None:
    async with banc(carnet, taille) as b:
        liste: OptionList = b.app.screen.query_one("#choses", OptionList)
        await b.touches("end")
        choisie = liste.highlighted_option
        assert choisie is not None
        assert choisie.id == "positionner"
        assert "Les référentiels" in b.a_l_ecran()


# --- Le chemin court ----------------------------------------------------------------------------


def test_l_apercu_lu_vite_dit_la_meme_chose_que_le_carnet(carnet: Carnet) -> None:
    vu = carnet.apercu(SAMEDI_SOIR.date())
    assert vu.seances == 6
    assert vu.inachevees == 1
    assert [a.texte for a in vu.dus][:2] == ["Préparer deux questions", "Appeler la mission locale"]
    assert lire_vite(carnet.dossier, SAMEDI_SOIR.date()) == vu


def test_lire_vite_renonce_devant_ce_qu_il_faut_ouvrir(carnet: Carnet, tmp_path: Path) -> None:
    jour = SAMEDI_SOIR.date()
    assert lire_vite(tmp_path / "absent", jour) is not None
    (tmp_path / "fichier").write_text("x")
    assert lire_vite(tmp_path / "fichier", jour) is None
    (tmp_path / "autre").mkdir()
    (tmp_path / "autre" / "carnet.sqlite").write_bytes(b"pas une base")
    assert lire_vite(tmp_path / "autre", jour) is None
    carnet.titrer(carnet.lister()[0].id, "Autre titre")
    assert lire_vite(carnet.dossier, jour) is None


def test_l_accueil_s_affiche_sans_rien_charger_de_lourd() -> None:
    essai = (
        "import sys\n"
        "import coach.tui.application, coach.tui.ecrans.accueil, coach.carnet.apercu\n"
        "lourds = ('pydantic', 'sqlite_utils', 'click', 'numpy', 'rapidfuzz')\n"
        "print([m for m in sys.modules if m.split('.')[0] in lourds])\n"
    )
    reponse = subprocess.run(
        [sys.executable, "-c", essai],
        cwd=DEPOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (reponse.stdout.strip(), reponse.stderr) == ("[]", "")
