"""Relire une séance à l'écran : la chercher, l'ouvrir, la supprimer sans rien exécuter."""

from banc_tui import banc, samedi_soir
from seance_a_l_ecran import RECIT

from coach.carnet import Carnet
from coach.modeles.evenements import PositionnementFait
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.journaux.liste import EcranJournaux
from coach.tui.ecrans.seance.dialogue import EcranSeance


async def test_chercher_sans_accents_relire_supprimer(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits("La sœur d’Éric")
        await b.repondre(RECIT)
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        await b.touches("j")
        assert isinstance(b.app.screen, EcranJournaux)
        assert "inachevée" in b.a_l_ecran()
        await b.touches("slash")
        await b.coller("OEUVRE")
        await b.jusque(lambda: "un passage" in b.a_l_ecran())
        assert "L’œuvre" in b.a_l_ecran()
        await b.touches("enter", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "J’avais la gorge serrée" in b.a_l_ecran()
        await b.touches("delete")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert "La sœur d’Éric" in b.a_l_ecran()
        assert "définitif" in b.a_l_ecran()
        await b.touches("escape")
        assert len(carnet.lister()) == 1
        await b.touches("delete", "down", "enter")
        await b.jusque(lambda: carnet.lister() == [])
        await b.jusque(lambda: isinstance(b.app.screen, EcranJournaux))
        await b.jusque(lambda: "Aucun passage" in b.a_l_ecran())


async def test_supprimer_dit_ce_qui_cite_la_seance_et_laisse_decider(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.repondre("Il a posé son badge sur la table avant de sortir.")
        carnet.consigner(
            PositionnementFait,
            referentiel="cip",
            millesime="2023",
            code="CP1",
            niveau="maitrisee",
            justification="Quand il a posé son badge sur la table avant de sortir, j’ai attendu.",
        )
        await b.touches("escape", "j", "delete")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        assert "son badge sur la table" in b.a_l_ecran()
        await b.touches("down", "down", "enter")
        await b.jusque(lambda: carnet.lister() == [])
    assert all("badge" not in str(e) for e in carnet.evenements("carnet"))


async def test_une_seance_prise_par_une_autre_fenetre_se_lit_seulement(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        flux = b.seance.moteur.flux
        await b.touches("escape")
    with Carnet.ouvrir(carnet.dossier, horloge=samedi_soir) as autre, autre.tenir(flux):
        async with banc(carnet) as b:
            await b.touches("r")
            await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
            assert "dans une autre fenêtre" in b.a_l_ecran()
            await b.touches("r", "delete")
            assert isinstance(b.app.screen, EcranLecture)


async def test_le_balisage_et_les_commandes_restent_du_texte(carnet: Carnet) -> None:
    hostile = "[red]x[/] [link=http://x]y[/] [@click=app.quit]z[/] \x1b[31m {0} $texte"
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits(hostile)
        await b.repondre(hostile + " Il est de mauvaise foi.")
        vu = b.a_l_ecran()
        assert "[red]x[/] [link=http://x]y[/]" in vu
        assert "\x1b" not in vu
        await b.touches("f4", "down", "p", "escape", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert "[@click=app.quit]z[/]" in b.a_l_ecran()
        await b.touches("j")
        assert "[red]x[/]" in b.a_l_ecran()
        await b.touches("slash")
        await b.coller("link")
        await b.jusque(lambda: "passage" in b.a_l_ecran())
        await b.touches("enter", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert "[link=http://x]y[/]" in b.a_l_ecran()
        await b.touches("delete")
        assert "[red]x[/]" in b.a_l_ecran()


async def test_une_seance_s_ouvre_sans_passer_par_l_accueil(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        b.app.ouvrir_seance(protocole="analyse-de-pratique")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: b.seance.conduite.attendu())
        await b.repondre("Le titre")
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert "Le titre" in b.a_l_ecran()
