"""« Ce que j'entends » : ce qu'il en est, même à une question qui ne se lit pas à mesure."""

from banc_tui import Banc, banc
from textual.widgets import Static

from coach.carnet import Carnet
from coach.tui.peinture.lecture import Paragraphe


def etat(b: Banc) -> str:
    """La phrase en tête du panneau, ou rien."""
    lignes = b.seance.query("Ecoute .etat").results(Static)
    montrees = [ligne.content for ligne in lignes if ligne.display]
    return " ".join(p.texte.plain if isinstance(p, Paragraphe) else str(p) for p in montrees)


async def test_le_panneau_dit_ce_qu_il_en_est_de_chaque_question(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.nouvelle()
        await b.jusque(lambda: "ne se trie pas à mesure" in etat(b))
        await b.repondre("La porte")
        await b.touches("f6", "f6")
        await b.jusque(lambda: "Au fil de vos phrases" in etat(b))
        await b.repondre("Elle a posé son sac. J’ai attendu dans le couloir. Elle est revenue.")
        while b.seance.moteur.etat.en_attente.demande.etape != "limites":  # type: ignore[union-attr]
            await b.touches("f6")
        await b.jusque(lambda: "j’ai entendu ceci" in etat(b))
        assert "Elle a posé son sac" in b.a_l_ecran()


async def test_a_la_fin_sans_recit_le_panneau_ne_promet_plus_rien(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.nouvelle()
        await b.repondre("La porte")
        await b.seance.action_terminer()
        await b.jusque(lambda: "il n’y a pas eu de récit" in etat(b))
