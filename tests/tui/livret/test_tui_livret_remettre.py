"""Le livret à l'écran : répéter l'oral, revoir les noms, remettre."""

from pathlib import Path

import pytest
from banc_tui import Banc, banc
from livret_a_l_ecran import PHRASE, a_l_atelier, attend, demander, vers
from livret_d_essai import EXTRAIT, RECIT

from coach.carnet import Carnet
from coach.modeles.texte import en_une_ligne
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.oral import EcranOral
from coach.tui.ecrans.partage.revue import EcranRevue
from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio
from coach.tui.ecrans.secours import EcranSecours
from coach.tui.widgets.compositeur import Compositeur

# --- L'oral -----------------------------------------------------------------------------------


def question(b: Banc) -> str:
    """Ce que demande le jury."""
    assert isinstance(b.app.screen, EcranOral)
    posee = b.app.screen.repetition.question
    return posee.texte if posee else ""


async def test_l_oral_se_repond_se_passe_s_interrompt_et_se_finit(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranOral, "j")
        premiere = question(b)
        assert "Question 1 sur" in b.dit
        await b.coller("Je suis conseillère, et ce livret raconte mon écoute.")
        await b.touches("f2")
        deuxieme = question(b)
        assert deuxieme != premiere
        await b.touches("f7")
        assert question(b) == premiere
        await b.coller("Je suis conseillère.")
        await b.touches("f2", "f6")
        troisieme = question(b)
        await b.coller("Une réponse à moitié")
        await vers(b, EcranLivret, "escape")
        assert "J reprend l’oral" in b.avis

        await vers(b, EcranOral, "j")
        assert question(b) == troisieme
        assert b.app.screen.query_one(Compositeur).text == "Une réponse à moitié"
        await b.touches("f2", "f9")
        vu = b.dit
        assert "La répétition est finie" in vu
        assert "Réponses données : 2" in vu
        assert "Laissées de côté" in vu
        await vers(b, EcranLivret, "escape")
    assert commence.lister()[0].termine


async def test_un_oral_laisse_sans_un_mot_n_ecrit_rien(commence: Carnet) -> None:
    avant = len(commence.lister())
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranOral, "j")
        await vers(b, EcranLivret, "escape")
        assert "reprend l’oral" not in b.avis
    assert len(commence.lister()) == avant


async def test_un_danger_dit_au_jury_mene_aux_relais(commence: Carnet) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranOral, "j")
        await b.coller("J’ai envie de mourir.")
        await vers(b, EcranSecours, "f2")
        await vers(b, EcranOral, "escape")
        assert "Question 2" in b.dit


# --- Remettre ---------------------------------------------------------------------------------


@pytest.mark.parametrize("nom", ["livret.html", "livret.docx"])
async def test_remettre_revoit_les_noms_puis_ecrit(
    commence: Carnet, tmp_path: Path, nom: str
) -> None:
    fichier = tmp_path / nom
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranRevue, "x")
        assert "Benali" in b.dit
        await b.touches("f2")
        assert "à voir" in b.avis
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(fichier.exists)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
    octets = fichier.read_bytes()
    assert b"Benali" not in octets
    if nom.endswith("html"):
        assert PHRASE in en_une_ligne(octets.decode("utf-8"))


async def test_remettre_de_nouveau_remplace_le_fichier_si_on_le_dit(
    commence: Carnet, tmp_path: Path
) -> None:
    """Un livret se remet dix fois avant l'oral : jamais sans accord, jamais sans issue."""
    fichier = tmp_path / "livret.md"
    fichier.write_text("La version d’hier.", encoding="utf-8")
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranRevue, "x")
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert fichier.read_text(encoding="utf-8") == "La version d’hier."
        await b.touches("escape")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        await b.touches("down", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLivret))
    assert PHRASE in en_une_ligne(fichier.read_text(encoding="utf-8"))


async def test_laisser_la_revue_n_ecrit_rien(commence: Carnet, tmp_path: Path) -> None:
    async with banc(commence) as b:
        await a_l_atelier(b)
        await vers(b, EcranRevue, "x")
        await b.touches("a", "f2")
        await demander(b, str(tmp_path / "livret"))
        assert "doit finir par" in b.avis
        await vers(b, EcranLivret, "escape", "escape")
    assert not list(tmp_path.glob("livret*"))


async def test_un_livret_vide_ne_propose_ni_de_verifier_ni_de_remettre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await a_l_atelier(b)
        await b.touches("v", "x", "j", "f")
        assert isinstance(b.app.screen, EcranLivret)


async def test_le_portfolio_se_remet_en_document(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "portfolio.md"
    async with banc(carnet) as b:
        await vers(b, EcranPortfolio, "o")
        await vers(b, EcranRevue, "x")
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranPortfolio))
    assert EXTRAIT in fichier.read_text(encoding="utf-8")


async def test_une_seance_relue_se_remet_en_document(carnet: Carnet, tmp_path: Path) -> None:
    fichier = tmp_path / "seance.html"
    ecoute = next(r for r in carnet.lister() if r.titre == "La lettre relue")
    async with banc(carnet) as b:
        b.app.lire_seance(ecoute.id)
        await vers(b, EcranLecture)
        await b.touches("x")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranRevue) and not attend(b))
        assert not fichier.exists()
        await b.touches("a", "f2")
        await demander(b, str(fichier))
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
    assert RECIT in en_une_ligne(fichier.read_text(encoding="utf-8"))
