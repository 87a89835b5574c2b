"""Les réglages à l'écran : changer, voir aussitôt, garder, dire ce qui ne va pas."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from banc_tui import Banc, banc
from couleurs import contraste
from textual.widgets import Input

from coach.carnet import Carnet
from coach.reglages import lire
from coach.reglages.apparence import FICHIER, existe
from coach.tui.ecrans.reglages.liste import EcranReglages
from coach.tui.ecrans.reglages.touches import EcranTouche, EcranTouches
from coach.tui.ecrans.reglages.valeur import EcranValeur
from coach.tui.peinture.themes import CONTRASTE, ENCRES, FONDS, PALETTES
from coach.tui.widgets.cases import Cases


def ecrire(dossier: Path, texte: str) -> None:
    dossier.mkdir(exist_ok=True)
    (dossier / FICHIER).write_text(texte, encoding="utf-8")


@asynccontextmanager
async def aux_reglages(carnet: Carnet, taille: tuple[int, int] = (80, 24)) -> AsyncIterator[Banc]:
    """L'écran des réglages, ouvert depuis l'accueil."""
    async with banc(carnet, taille) as b:
        b.app.action_reglages()
        await b.jusque(lambda: isinstance(b.app.screen, EcranReglages))
        yield b


# --- L'écran des réglages -------------------------------------------------------------------------


async def test_tous_les_reglages_et_leur_aide_se_voient(carnet: Carnet) -> None:
    async with aux_reglages(carnet) as b:
        vu = b.a_l_ecran()
        for titre in ("Pays", "Référentiels suivis", "Nom affiché", "Accord", "Appui", "Thème"):
            assert titre in vu
        assert "lignes d’aide" in vu and "reglages.toml" in vu
        await b.touches("end")
        assert "Celles d’origine restent" in b.a_l_ecran()
        await b.touches("escape")
        assert b.a_l_accueil


async def test_une_fleche_change_le_theme_aussitot_et_le_garde(
    carnet: Carnet, dossier: Path
) -> None:
    ecrire(dossier, "# à moi\ntheme = 'sombre' # le soir\n")
    async with aux_reglages(carnet) as b:
        avant = b.app.screen.styles.background
        await b.touches(*["down"] * 5, "right")
        assert b.app.theme == "clair" and b.app.screen.styles.background != avant
        assert "Gardé à l’instant" in b.a_l_ecran()
        assert lire(dossier).reglages.theme == "clair"
        await b.touches("left", "left")
        assert lire(dossier).reglages.theme == b.app.theme == "contraste"
    texte = (dossier / FICHIER).read_text(encoding="utf-8")
    assert "# à moi" in texte and "# le soir" in texte


async def test_le_theme_s_essaie_avant_de_se_garder(carnet: Carnet, dossier: Path) -> None:
    async with aux_reglages(carnet) as b:
        await b.touches(*["down"] * 5, "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranValeur))
        await b.touches("down")
        await b.jusque(lambda: b.app.theme == "clair")
        await b.touches("escape")
        await b.jusque(lambda: b.app.theme == "sombre")
        assert not existe(dossier)
        await b.touches("enter", "end", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReglages))
    assert lire(dossier).reglages.theme == "contraste"


async def test_le_nom_s_ecrit_et_s_efface(carnet: Carnet, dossier: Path) -> None:
    async with aux_reglages(carnet) as b:
        await b.touches("down", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.focused, Input))
        await b.coller("Zoé d’Orçay")
        await b.touches("enter")
        assert "Zoé d’Orçay" in b.a_l_ecran()
        assert b.app.preferences.apparence.nom == lire(dossier).reglages.nom == "Zoé d’Orçay"
        await b.touches("enter", "ctrl+u", "enter")
        assert lire(dossier).reglages.nom == b.app.preferences.apparence.nom == ""


async def test_les_referentiels_se_cochent_et_les_suivis_gardent_leur_rang(
    carnet: Carnet, dossier: Path
) -> None:
    ecrire(dossier, 'pays = "CH"\nreferentiels = ["suisse", "cip"]\n')
    async with aux_reglages(carnet) as b:
        await b.touches("down", "enter")
        await b.jusque(lambda: isinstance(b.app.focused, Cases))
        cases = b.app.screen.query_one(Cases)
        assert set(cases.cochees) == {"suisse", "cip"} and cases.visee == "suisse"
        await b.touches("2", "enter")
        assert lire(dossier).reglages.referentiels == ("suisse", "cip", "casp")
        await b.touches("enter", "1", "2", "3", "enter")
        assert "au moins un" in b.a_l_ecran()
        await b.touches("escape")
    assert lire(dossier).reglages.referentiels == ("suisse", "cip", "casp")


async def test_tout_se_change_a_la_souris(carnet: Carnet, dossier: Path) -> None:
    async with aux_reglages(carnet) as b:
        await b.pilote.click("#liste", offset=(6, 3))
        await b.jusque(lambda: isinstance(b.app.screen, EcranValeur))
        await b.pilote.click(Cases, offset=(5, 0))
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReglages))
    assert lire(dossier).reglages.accord == "feminin"


async def test_ce_qui_ne_s_ecrit_pas_vaut_pour_cette_fois_et_c_est_dit(
    carnet: Carnet, dossier: Path
) -> None:
    dossier.write_text("un fichier à la place", encoding="utf-8")
    async with aux_reglages(carnet) as b:
        await b.touches(*["down"] * 5, "right")
        assert b.app.theme == "clair"
        assert "Pas gardé" in b.a_l_ecran()


async def test_un_fichier_abime_s_ouvre_quand_meme_et_se_dit(carnet: Carnet, dossier: Path) -> None:
    ecrire(dossier, "# mes réglages\ntheme = \n")
    async with aux_reglages(carnet) as b:
        await b.jusque(lambda: "ne se lit pas" in b.avis)
        await b.touches(*["down"] * 5, "right")
        await b.jusque(lambda: "reglages-abime.toml" in b.avis)
    assert lire(dossier).reglages.theme == "clair"
    copie = (dossier / "reglages-abime.toml").read_text(encoding="utf-8")
    assert copie == "# mes réglages\ntheme = \n"


async def test_une_valeur_inconnue_se_nomme_a_l_ouverture(carnet: Carnet, dossier: Path) -> None:
    ecrire(dossier, 'pays = "FR"\naccord = "feminim"\n')
    async with banc(carnet, (100, 30)) as b:
        await b.jusque(lambda: "feminin" in b.avis)
        assert "ligne 2" in b.avis


async def test_le_pays_et_l_accord_servent_a_la_seance_suivante(
    carnet: Carnet, dossier: Path
) -> None:
    ecrire(dossier, 'pays = "BE"\naccord = "feminin"\nappui = "libre"\n')
    async with banc(carnet) as b:
        await b.nouvelle()
        ici = b.seance.moteur.contexte
        assert (ici.pays, ici.accord, ici.appui) == ("BE", "feminin", "libre")
        assert "·e" not in b.seance.moteur.protocole.model_dump_json()
        await b.touches("escape")
        await b.jusque(lambda: b.a_l_accueil)
        b.app.preferences.changer(accord="masculin", pays="CH")
        await b.nouvelle()
        ici = b.seance.moteur.contexte
        assert (ici.pays, ici.accord) == ("CH", "masculin")


async def test_l_aide_humaine_parle_a_la_personne(carnet: Carnet, dossier: Path) -> None:
    ecrire(dossier, 'pays = "FR"\naccord = "masculin"\n')
    async with banc(carnet, (100, 40)) as b:
        await b.nouvelle()
        await b.coller("J’ai envie de mourir.")
        await b.touches("f2")
        await b.jusque(lambda: "3114" in b.a_l_ecran())
        assert "Ne restez pas seul :" in b.a_l_ecran().replace("\u00a0", " ")


# --- Les touches ----------------------------------------------------------------------------------


async def test_une_touche_se_donne_se_refuse_et_se_rend(carnet: Carnet, dossier: Path) -> None:
    async with aux_reglages(carnet) as b:
        await b.touches("end", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranTouches))
        assert "celles d’origine" in b.a_l_ecran()
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranTouche))
        await b.touches("f2")
        assert "servirait à la fois" in b.a_l_ecran()
        await b.touches("f12")
        await b.jusque(lambda: isinstance(b.app.screen, EcranTouches))
        assert "répond maintenant à F12" in b.a_l_ecran()
        assert lire(dossier).reglages.touches == {"aide": ("f12",)}
        assert b.app.touches == {"aide": "f12"}
        await b.touches("escape", "f12")
        await b.jusque(lambda: type(b.app.screen).__name__ == "EcranAide")
        await b.touches("escape", "enter", "delete")
        assert lire(dossier).reglages.touches == {}


async def test_une_touche_du_fichier_qui_ne_va_pas_se_dit_sur_la_page(
    carnet: Carnet, dossier: Path
) -> None:
    ecrire(dossier, '[touches]\nenvoyer = "ctrl+s"\n')
    async with aux_reglages(carnet) as b:
        await b.touches("end", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranTouches))
        assert "commander le terminal" in b.a_l_ecran()


# --- Thèmes, animations, sans couleur -------------------------------------------------------------


@pytest.mark.parametrize("fond", FONDS)
def test_le_theme_de_contraste_depasse_sept(fond: str) -> None:
    palette = PALETTES[CONTRASTE]
    rapports = {encre: contraste(palette[encre], palette[fond]) for encre in ENCRES}
    assert min(rapports.values()) >= 7, rapports
    assert contraste(palette["filet"], palette[fond]) >= 3


async def test_la_palette_fait_le_tour_des_themes_et_le_garde(
    carnet: Carnet, dossier: Path
) -> None:
    async with banc(carnet) as b:
        vus = []
        for _ in range(3):
            b.app.action_changer_de_theme()
            await b.pilote.pause()
            vus.append(b.app.theme)
    assert vus == ["clair", "contraste", "sombre"]
    assert lire(dossier).reglages.theme == "sombre"


@pytest.mark.parametrize(
    ("valeur", "niveau", "clignote"), [("false", "none", False), ("true", "full", True)]
)
async def test_sans_animations_rien_ne_bouge_ni_ne_clignote(
    carnet: Carnet, dossier: Path, valeur: str, niveau: str, clignote: bool
) -> None:
    ecrire(dossier, f"animations = {valeur}\n")
    async with banc(carnet) as b:
        assert b.app.animation_level == niveau
        b.app.action_reglages()
        await b.jusque(lambda: isinstance(b.app.screen, EcranReglages))
        await b.touches("down", "down", "enter")
        await b.jusque(lambda: isinstance(b.app.focused, Input))
        await b.pilote.pause()
        assert isinstance(b.app.focused, Input) and b.app.focused.cursor_blink is clignote


async def test_couper_les_animations_vaut_aussitot(carnet: Carnet) -> None:
    async with aux_reglages(carnet) as b:
        await b.touches(*["down"] * 6, "right")
        assert b.app.animation_level == "none"


async def test_sans_couleur_chaque_etat_se_voit(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with aux_reglages(carnet) as b:
        assert b.app.no_color
        lignes = b.app.screen._compositor.render_strips()
        grasses = [
            "".join(m.text for m in ligne)
            for ligne in lignes
            if any(m.style and m.style.bold and m.text.strip() == "sans le dire" for m in ligne)
            or any(m.style and m.style.bold and "Pays" in m.text for m in ligne)
        ]
        assert len(grasses) == 1
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranValeur))
        assert "4. (•) sans le dire" in b.a_l_ecran() and "1. ( ) France" in b.a_l_ecran()
