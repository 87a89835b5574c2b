"""Un ajustement d'avant, repris dans l'interface : demandé, répondu, gardé au plan."""

from dataclasses import replace
from datetime import timedelta

from banc_tui import SAMEDI_SOIR, a_part, banc, carnet

from coach import assemblage
from coach.carnet import Carnet
from coach.reglages import Reglages
from coach.tui import aides

__all__ = ["a_part", "carnet"]


def decider(carnet: Carnet, jours: int) -> None:
    """Une séance d'il y a quelques jours, qui décide d'un ajustement sans date."""
    contexte = assemblage.contexte(carnet, Reglages())
    moment = SAMEDI_SOIR - timedelta(days=jours)
    avant = assemblage.ouvrir_moteur(carnet, replace(contexte, horloge=lambda: moment))
    avant.demarrer()
    while not avant.etat.terminee:
        attendu = avant.etat.en_attente
        action = attendu and getattr(attendu.demande, "question", "") == "action"
        avant.repondre("Rappeler mon collègue") if action else avant.passer()


async def test_un_ajustement_du_jour_meme_ne_se_redemande_pas(carnet: Carnet) -> None:
    decider(carnet, 0)
    async with banc(carnet) as b:
        await b.nouvelle()
        assert b.demande == "titre"


async def test_un_ajustement_d_avant_se_reprend_au_clavier(carnet: Carnet) -> None:
    decider(carnet, 3)
    async with banc(carnet) as b:
        await b.nouvelle()
        assert "vous aviez décidé de rappeler votre collègue" in b.a_l_ecran()
        await b.touches("1")
        await b.jusque(lambda: b.demande.startswith("suivi_appris"))
        await b.repondre("Il suffisait de demander.")
        await b.jusque(lambda: b.demande == "titre")
        (action_suivie,) = carnet.actions()
        assert (action_suivie.etat, action_suivie.appris) == ("fait", "Il suffisait de demander.")
        page = aides.page_de(b.seance)
        assert any("Un seul moment" in paragraphe for paragraphe in page), "l'aide reste à portée"
