"""L'ouverture d'un écran : tout y est, en ordre, même ce qui se monte une fois l'écran peint."""

from banc_tui import a_part, banc, carnet

from coach import assemblage
from coach.carnet import Carnet
from coach.reglages import Reglages
from coach.tui import recit
from coach.tui.widgets.conversation import Conversation, Dite
from coach.tui.widgets.ecoute import Ecoute
from coach.tui.widgets.etapes import Etapes

__all__ = ["a_part", "carnet"]


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
