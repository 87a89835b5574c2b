"""L'ouverture d'un écran : tout y est, en ordre, même ce qui se monte une fois l'écran peint."""

import asyncio

import pytest
from banc_tui import banc

from coach import assemblage
from coach.carnet import Carnet
from coach.reglages import Reglages
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.referentiel import EcranReferentiel
from coach.tui.seance import recit
from coach.tui.widgets.seance.conversation import Conversation, Dite
from coach.tui.widgets.seance.ecoute import Ecoute
from coach.tui.widgets.seance.etapes import Etapes
from coach.tui.widgets.seance.volets import Volets


async def test_une_longue_seance_reprise_se_monte_entiere_et_en_ordre(carnet: Carnet) -> None:
    moteur = assemblage.ouvrir_moteur(carnet, assemblage.contexte(carnet, Reglages()))
    moteur.demarrer()
    for reponse in ("Le retard", "mardi", "à l’agence", "Elle est arrivée à 9 h 20.", "Rien."):
        moteur.repondre(reponse)
    async with banc(carnet) as b:
        await b.touches("r")
        await b.jusque(lambda: b.app.screen.query(Ecoute) and b.app.screen.query(Etapes))
        attendus = [bloc.cle for bloc in recit.blocs(b.seance.moteur)]
        conversation = b.app.screen.query_one(Conversation)
        await b.jusque(lambda: len(conversation.query(Dite)) == len(attendus))
        assert [dite.bloc.cle for dite in conversation.query(Dite)] == attendus
        assert conversation.is_vertical_scroll_end, "la question qui attend se voit"
        assert b.seance.champ.has_focus


async def test_un_cote_demande_avant_d_etre_monte_s_ouvre_quand_meme(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        b.seance.action_volet("ecoute")
        await b.jusque(lambda: b.seance.volets.has_class("-ecoute"))


@pytest.mark.parametrize("precoce", [False, True])
async def test_quitter_une_seance_qui_se_prepare_encore_ne_ferme_pas_le_coach(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch, precoce: bool
) -> None:
    """Échap aussitôt, sur une machine lente : ce qui restait à monter n'a plus d'écran."""
    completer, parti = Volets.completer, asyncio.Event()

    async def en_partant(volets: Volets) -> None:
        volets.screen.dismiss()
        while not volets._pruning:
            await asyncio.sleep(0)
        await completer(volets)
        parti.set()
        if precoce:
            volets.query_one(Etapes)  # d'autres écrans cherchent leurs pièces sans plus d'égards

    monkeypatch.setattr(Volets, "completer", en_partant)
    async with banc(carnet) as b:
        await b.touches("n")
        await b.jusque(parti.is_set)
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        await b.touches("c")
        await b.jusque(lambda: isinstance(b.app.screen, EcranReferentiel))
