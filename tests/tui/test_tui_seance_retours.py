"""Une séance à l'écran : rien ne se perd, tout se reprend, un danger mène aux relais."""

import pytest
from banc_tui import banc, journal
from seance_a_l_ecran import reponses

from coach.carnet import Carnet, EcritureImpossible
from coach.modeles.evenements import (
    AideAcquittee,
    QuestionPassee,
    ReponseDonnee,
)
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.ecrans.secours import EcranSecours
from coach.tui.widgets.seance.conversation import Conversation
from coach.tui.widgets.seance.etapes import Etapes

# --- Rien ne se perd ----------------------------------------------------------------------------


async def test_la_phrase_commencee_se_garde_et_se_retrouve(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Il s’est levé, et « là »…")
        flux = b.seance.moteur.flux
        await b.jusque(lambda: carnet.brouillon(flux), secondes=2)
        gardee = carnet.brouillon(flux)
        assert gardee is not None
        assert gardee.texte == "Il s’est levé, et « là »…"
        assert "gardé 21:04" in b.a_l_ecran()
    async with banc(carnet) as b:
        await b.touches("r")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance) and bool(b.champ))
        assert b.champ == "Il s’est levé, et « là »…"
        assert b.app.focused is b.seance.champ
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
        assert carnet.brouillon(flux) is None
    assert reponses(carnet)[-1] == "Il s’est levé, et « là »…"


async def test_un_disque_plein_laisse_le_texte_a_l_ecran(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plein(*_: object) -> None:
        raise EcritureImpossible("disque_plein", dossier=carnet.dossier)

    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        with monkeypatch.context() as panne:
            panne.setattr(carnet, "ajouter", plein)
            panne.setattr(carnet, "garder_brouillon", plein)
            await b.coller("Il s’est levé.")
            await b.touches("f2")
            assert b.champ == "Il s’est levé."
            assert "Le disque est plein" in b.a_l_ecran()
            assert "pas encore gardé" in b.a_l_ecran()
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
        assert "Le disque est plein" not in b.a_l_ecran()
    assert reponses(carnet).count("Il s’est levé.") == 1


async def test_la_reponse_est_au_carnet_avant_la_question_suivante(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La réponse s'écrit, la question suivante non : rien n'est redemandé ni perdu."""
    ecrire = carnet.ajouter

    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")

        def a_moitie(*evenements: object) -> None:
            if not isinstance(evenements[0], ReponseDonnee):
                raise EcritureImpossible("disque_plein", dossier=carnet.dossier)
            ecrire(*evenements)  # type: ignore[arg-type]

        with monkeypatch.context() as panne:
            panne.setattr(carnet, "ajouter", a_moitie)
            await b.coller("hier")
            await b.touches("f2")
            assert b.champ == ""
        await b.touches("f2")
        await b.jusque(lambda: b.demande == "lieu")
    assert reponses(carnet) == ["Le titre", "hier"]


# --- Revenir sur ce qui est fait ----------------------------------------------------------------


async def test_passer_annuler_retablir(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.touches("f6")
        assert b.demande == "lieu"
        assert "Question passée." in b.a_l_ecran()
        await b.touches("f8")
        assert b.demande == "moment"
        await b.touches("f8")
        assert b.demande == "titre"
        assert b.champ == "Le titre"
        await b.touches("f9")
        assert b.demande == "moment"
        assert b.champ == ""
        await b.touches("f9")
        assert b.demande == "lieu"
    assert any(isinstance(e, QuestionPassee) for e in journal(carnet))


async def test_une_reponse_commencee_n_est_jamais_ecartee_par_un_geste(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.coller("mardi soir")
        for touche in ("f6", "f7", "f8", "f9"):
            await b.touches(touche)
            assert b.champ == "mardi soir"
            assert b.demande == "moment"
        assert "Une réponse est commencée" in b.a_l_ecran()
        await b.touches("ctrl+l")
        assert b.champ == ""
        await b.touches("ctrl+z")
        assert b.champ == "mardi soir"


async def test_modifier_une_reponse_deja_donnee(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.repondre("mardi")
        await b.touches("up")
        assert isinstance(b.app.focused, Conversation)
        await b.touches("up", "enter")
        assert b.champ == "Le titre"
        assert "Vous modifiez" in b.a_l_ecran()
        await b.coller(" juste")
        await b.touches("f2")
        await b.jusque(lambda: b.champ == "" and b.demande == "lieu")
        assert "Le titre juste" in b.a_l_ecran()
        assert b.seance.moteur.etat.titre == "Le titre juste"


async def test_laisser_une_modification_comme_avant(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.repondre("Le titre")
        await b.touches("up", "enter")
        await b.touches("escape")
        assert b.champ == ""
        await b.touches("up", "enter")
        await b.coller(" de trop")
        await b.touches("escape")
        assert b.champ == "Le titre de trop"
        assert "n’est pas envoyée" in b.a_l_ecran()
        await b.touches("escape")
        await b.jusque(lambda: b.champ == "")
        assert isinstance(b.app.screen, EcranSeance)
        assert b.seance.moteur.etat.titre == "Le titre"
        assert carnet.brouillon(b.seance.moteur.flux) is None


async def test_aller_a_une_etape_d_un_clic(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        assert await b.pilote.click(Etapes, offset=(6, 3))
        await b.jusque(lambda: b.demande == "ressenti")
        assert "Étape 3 sur 11 · Les émotions" in b.a_l_ecran()
        await b.touches("f7")
        assert b.demande == "recit"


# --- La confidentialité et les relais -----------------------------------------------------------


async def test_un_nom_se_remplace_avant_d_etre_envoye(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("J’ai reçu Mme Benali, et Mme Benali est partie.")
        await b.jusque(lambda: "F3" in b.a_l_ecran())
        await b.touches("f3")
        assert "Benali" not in b.champ
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
    assert all("Benali" not in texte for texte in reponses(carnet))


async def test_un_nom_envoye_se_remplace_partout(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("J’ai reçu Mme Benali à 9 h.")
        await b.touches("f2")
        await b.jusque(lambda: b.demande != "recit")
        await b.jusque(lambda: "Vous avez écrit" in b.a_l_ecran())
        await b.touches("f3")
        await b.jusque(lambda: "C’est remplacé partout" in b.a_l_ecran())
        assert "Benali" not in b.a_l_ecran()
    assert all("Benali" not in str(e) for e in journal(carnet))


async def test_un_danger_montre_des_relais_et_aucune_question(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("Je n’en peux plus, j’ai envie de mourir.")
        await b.touches("f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSecours))
        vu = b.a_l_ecran()
        assert "3114" in vu
        assert "0800 32 123" in vu
        assert "?" not in vu
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        acquittee = next(e for e in journal(carnet) if isinstance(e, AideAcquittee))
        assert acquittee.suite == "arreter"
        await b.touches("r")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: b.seance.conduite.attendu())


async def test_reprendre_apres_les_relais(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.jusqu_aux_faits()
        await b.coller("J’ai envie de mourir.")
        await b.touches("f2")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSecours))
        await b.touches("left", "enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: b.seance.conduite.attendu())
        assert b.app.focused is b.seance.champ
