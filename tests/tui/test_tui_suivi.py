"""Un ajustement d'avant, repris dans l'interface : demandé, répondu, gardé au plan."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from banc_tui import SAMEDI_SOIR, banc

from coach import assemblage
from coach.carnet import Carnet
from coach.reglages import Reglages
from coach.reglages.apparence import FICHIER
from coach.tui import aides


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


async def test_ce_qui_nomme_une_touche_nomme_celle_que_l_on_a_choisie(
    carnet: Carnet, tmp_path: Path
) -> None:
    (tmp_path / "reglages").mkdir()
    choisies = '[touches]\najustement_fait = "w"\ndefaire = "z"\n'
    (tmp_path / "reglages" / FICHIER).write_text(choisies, encoding="utf-8")
    decider(carnet, 30)
    async with banc(carnet) as b:
        await b.touches("down", "up")
        await b.jusque(lambda: "W : fait · E : en cours" in b.a_l_ecran().replace("\u00a0", " "))
        await b.touches("w")
        (dit,) = b.app._notifications
        assert dit.message.endswith("Z pour revenir dessus.")
        await b.touches("z")
        assert carnet.actions()[0].etat == "a_faire"
