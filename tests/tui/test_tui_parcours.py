"""Ce qui gênait en s'en servant : un pied qui ment, une aide muette, un nom oublié."""

import io
from collections.abc import Awaitable, Callable

import pytest
from banc_tui import Banc, banc, samedi_soir
from textual.widgets import Input
from textual.widgets._toast import Toast

from coach.assemblage import contexte, ouvrir_moteur
from coach.carnet import Carnet
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.seance import SeanceEnTexte
from coach.modeles.evenements import SegmentCorrige
from coach.reglages import Reglages
from coach.tui.application import CoachApp
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.aide import EcranAide
from coach.tui.ecrans.bienvenue import EcranBienvenue
from coach.tui.ecrans.journaux.liste import EcranJournaux
from coach.tui.ecrans.reglages.liste import EcranReglages
from coach.tui.ecrans.reglages.touches import EcranTouche, EcranTouches
from coach.tui.ecrans.reglages.valeur import EcranValeur
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.ecrans.seance.protocoles import EcranProtocoles
from coach.tui.widgets.ligne import Phrase
from coach.tui.widgets.pied import Pied

RECIT = "Elle a crié. Mme Lefranc a ri. Elle est de mauvaise foi."


async def pied(b: Banc) -> dict[str, str]:
    """Chaque touche montrée en bas, et ce qu'elle y annonce."""
    await b.pilote.pause()
    await b.pilote.pause()
    return {t.nom: t.libelle for t in b.app.screen.query_one(Pied).montrees}


# --- Le pied dit vrai -----------------------------------------------------------------------------


async def test_a_l_etroit_un_cote_ouvert_se_referme_et_ne_repond_pas(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre(RECIT)
        assert (await pied(b))["Échap"] == "Pause"
        attend = b.demande
        await b.touches("f4")
        montre = await pied(b)
        assert (montre["Échap"], montre["F4"]) == ("Revenir", "Refermer")
        assert not {"F2", "F6", "F7"} & montre.keys()
        await b.touches("f6", "f7", "f2")
        assert b.demande == attend
        await b.touches("f", "escape")
        assert (await pied(b))["Échap"] == "Pause"
        assert any(isinstance(e, SegmentCorrige) for e in carnet.evenements(b.seance.moteur.flux))
        await b.touches("f6")
        assert b.demande != attend


async def test_au_large_un_cote_ouvert_laisse_repondre(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        await b.touches("f4")
        montre = await pied(b)
        assert montre["Échap"] == "Revenir"
        assert montre["F6"] == "Passer"


async def test_modifier_une_reponse_se_dit_au_pied(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.touches("up", "enter")
        montre = await pied(b)
        assert (montre["F2"], montre["Échap"]) == ("Garder", "Laisser")
        await b.touches("escape")
        montre = await pied(b)
        assert (montre["F2"], montre["Échap"]) == ("Envoyer", "Pause")


async def test_une_seance_finie_ne_propose_plus_de_repondre(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.seance.run_action("terminer")
        await b.jusque(lambda: b.seance.moteur.etat.terminee)
        montre = await pied(b)
        assert montre["Échap"] == "Fermer"
        assert not {"F2", "F6", "F7"} & montre.keys()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))


async def test_la_derniere_page_du_premier_demarrage_commence(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.push_screen(EcranBienvenue())
        await b.pilote.pause()
        assert (await pied(b))["F2"] == "Continuer"
        await b.touches("f2", "f2")
        assert (await pied(b))["F2"] == "Commencer"
        await b.touches("f7")
        assert (await pied(b))["F2"] == "Continuer"


# --- L'aide, jusque dans les petites fenêtres -----------------------------------------------------


Ouvrir = Callable[[Banc], Awaitable[None]]


async def ouvrir_saisie(b: Banc) -> None:
    await b.touches("j")
    await b.jusque(lambda: isinstance(b.app.screen, EcranJournaux))
    await b.touches("t")


async def ouvrir_valeur(b: Banc) -> None:
    await b.app.run_action("reglages")
    await b.jusque(lambda: isinstance(b.app.screen, EcranReglages))
    await b.touches("enter")


async def ouvrir_touche(b: Banc) -> None:
    b.app.push_screen(EcranTouches())
    await b.pilote.pause()
    await b.touches("down", "enter")


@pytest.mark.parametrize("touche", ["f1", "ctrl+g"])
@pytest.mark.parametrize(
    ("ouvrir", "fenetre", "attendu"),
    [
        (ouvrir_saisie, EcranSaisie, "Une ligne à écrire"),
        (ouvrir_valeur, EcranValeur, "Un réglage"),
        (ouvrir_touche, EcranTouche, "La prochaine touche pressée"),
    ],
)
async def test_l_aide_s_ouvre_d_une_petite_fenetre_et_y_revient(
    carnet: Carnet, ouvrir: Ouvrir, fenetre: type, attendu: str, touche: str
) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        await ouvrir(b)
        await b.jusque(lambda: isinstance(b.app.screen, fenetre))
        await b.touches(touche)
        await b.jusque(lambda: isinstance(b.app.screen, EcranAide))
        assert attendu in b.dit
        await b.touches("escape")
        assert isinstance(b.app.screen, fenetre)


async def test_l_aide_d_une_ligne_dit_ce_qu_entree_en_fait(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("slash", "f1")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAide))
        assert "le coach propose des protocoles" in b.dit
        await b.touches("escape")
        assert isinstance(b.app.focused, Phrase), "l'aide rend le curseur où il était"
        await b.touches("escape")
        await b.nouvelle()
        await b.repondre("Un titre")
        await b.touches("escape")
        await ouvrir_saisie(b)
        await b.touches("f1")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAide))
        assert "Entrée garde la ligne" in b.dit


# --- Ce qui se voit -------------------------------------------------------------------------------


async def test_un_avis_ne_couvre_ni_le_champ_ni_les_touches(carnet: Carnet) -> None:
    app = CoachApp(carnet, samedi_soir)
    async with app.run_test(size=(80, 24), notifications=True) as pilote:
        b = Banc(app, pilote)
        await b.nouvelle()
        app.notify("C’est gardé. Tout se change ensuite dans les réglages.", markup=False)
        await b.jusque(lambda: [t for t in app.screen.query(Toast) if t.region])
        bas = app.screen.query_one(Toast).region.bottom
        assert bas < b.seance.saisie.region.y


async def test_la_reponse_choisie_se_voit_sans_couleur(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        avant = b.a_l_ecran()
        await b.touches("up")
        assert b.a_l_ecran().count("█") == avant.count("█") + 1


async def test_rien_de_trouve_se_dit_d_une_phrase(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Un titre")
        await b.touches("escape", "j")
        await b.jusque(lambda: isinstance(b.app.screen, EcranJournaux))
        b.app.screen.query_one(Input).value = "l’an dernier"
        await b.jusque(lambda: "Aucune séance" in b.dit)
        assert ". ·" not in b.dit


# --- Un nom gardé n'est pas oublié ----------------------------------------------------------------


async def test_un_nom_garde_attend_encore_apres_une_modification_laissee(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre(RECIT)
        assert "Vous avez écrit « Mme Lefranc »" in b.dit
        await b.touches("up", "enter")
        await b.jusque(lambda: b.champ)
        await b.touches("escape")
        await b.jusque(lambda: "Vous avez écrit « Mme Lefranc »" in b.dit)
        await b.touches("f3")
        await b.jusque(lambda: "Lefranc" not in b.dit)
        assert "Mme L. a ri" in b.seance.moteur.etat.reponses[-1].texte


# --- En texte -------------------------------------------------------------------------------------


class SansBrouillon:
    """Rien n'est gardé entre deux essais."""

    def brouillon(self, question: str) -> str:
        """Rien."""
        return ""

    def garder(self, question: str, texte: str) -> None:
        """Rien."""


def test_en_texte_un_point_d_interrogation_seul_demande_l_aide(carnet: Carnet) -> None:
    sortie = io.StringIO()
    moteur = ouvrir_moteur(carnet, contexte(carnet, Reglages()))
    lignes = Lignes(io.StringIO("?\n\nPourquoi\n?\n\n"), sortie, interactif=False)
    SeanceEnTexte(moteur, lignes, SansBrouillon()).mener()
    assert "/passer" in sortie.getvalue()
    assert [r.texte for r in moteur.etat.reponses] == ["Pourquoi\n?"]


def test_en_texte_ctrl_c_dit_comment_reprendre(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    sortie = io.StringIO()
    moteur = ouvrir_moteur(carnet, contexte(carnet, Reglages()))
    lignes = Lignes(io.StringIO("Un titre\n\n"), sortie, interactif=False)
    lire = lignes.lire

    def jusqu_au_bout() -> str:
        try:
            return lire()
        except Pause:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(lignes, "lire", jusqu_au_bout)
    with pytest.raises(KeyboardInterrupt):
        SeanceEnTexte(moteur, lignes, SansBrouillon()).mener()
    assert f"--reprendre {moteur.flux}" in sortie.getvalue()


# --- L'accord choisi ------------------------------------------------------------------------------


async def test_quand_sert_un_protocole_s_accorde(carnet: Carnet) -> None:
    async with banc(carnet, (80, 80)) as b:
        b.app.preferences.changer(accord="feminin")
        b.app.push_screen(EcranProtocoles())
        await b.jusque(lambda: isinstance(b.app.screen, EcranProtocoles))
        assert "dépassée" in b.dit
        assert "·e" not in b.dit
