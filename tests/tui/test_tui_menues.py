"""Ce qui gênait à l'usage : une étape d'avant qui n'existe pas, une séance vide qui reste."""

import pytest
from banc_tui import banc
from textual.widgets import Input

from coach import assemblage
from coach.carnet import Carnet
from coach.dialogues import presentation
from coach.dialogues.moteur import Moteur
from coach.modeles.presque_rien import precision_seule
from coach.reglages import Reglages
from coach.tui.ecrans.accueil import EcranAccueil
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.saut import EcranSaut
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.seance import recit
from coach.tui.widgets.pied import Pied
from coach.tui.widgets.relecture.relue import Relue
from coach.tui.widgets.suite import Suite


async def test_l_etape_d_avant_ne_se_propose_qu_apres_la_premiere(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.nouvelle()
        await b.jusque(lambda: b.seance.query_one(Pied).montrees)
        assert "avant" not in {t.action for t in b.seance.query_one(Pied).montrees}
        for reponse in ("L’entretien interrompu", "mardi, vers 14 h", "à l’agence"):
            await b.repondre(reponse)
        await b.jusque(lambda: "avant" in {t.action for t in b.seance.query_one(Pied).montrees})


async def test_une_phrase_effacee_ne_laisse_pas_de_seance(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.coller("Je ne sais pas trop")
        await b.jusque(lambda: carnet.lister())
        await b.touches("ctrl+l", "escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        assert not carnet.lister()
        await b.jusque(lambda: "À reprendre" not in b.a_l_ecran())


async def test_une_phrase_commencee_reste(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.nouvelle()
        await b.coller("L’entretien de mardi")
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranAccueil))
        (resume,) = carnet.lister()
        await b.touches("r")
        await b.jusque(lambda: not isinstance(b.app.screen, EcranAccueil))
        await b.jusque(lambda: b.champ == "L’entretien de mardi")
    assert carnet.lister() == [resume]


@pytest.mark.parametrize(
    "texte", ["6", "lundi", "mardi, vers 14 h", "7/10", "l’après-midi d’hier", "Le 12 mars."]
)
def test_un_nombre_ou_un_jour_seuls_ne_racontent_rien(texte: str) -> None:
    assert precision_seule(texte)


@pytest.mark.parametrize("texte", ["la colère", "un jour elle est venue", "deux retards", ""])
def test_quelques_mots_de_plus_racontent(texte: str) -> None:
    assert not precision_seule(texte)


def test_ni_le_decompte_ni_la_conversation_ne_lisent_un_jour_seul(carnet: Carnet) -> None:
    moteur = assemblage.ouvrir_moteur(carnet, assemblage.contexte(carnet, Reglages()))
    moteur.demarrer()
    for reponse in ("Le retard", "hier", "à l’agence", "lundi", "Elle est partie."):
        moteur.repondre(reponse)
    lus = [lu.segment.texte for passages in recit.entendus(moteur).values() for lu in passages]
    assert lus == ["Elle est partie."]
    (du_jour,) = (b for b in recit.blocs(moteur) if b.texte == "lundi")
    assert not du_jour.segments
    assert presentation.parts(moteur) is None


async def test_la_seance_commence_par_le_mot_de_son_protocole(carnet: Carnet) -> None:
    """Ce qu'il demande d'imaginer, ce dont il prévient : dit une fois, avant la question."""
    async with banc(carnet) as b:
        b.app.ouvrir_seance(protocole="incident")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: "1. Vous, d’abord" in b.a_l_ecran())
        vu = " ".join(b.a_l_ecran().split())
        assert "appelez d’abord le 112" in vu
        assert vu.index("quelque chose de rude") < vu.index("1. Vous, d’abord")


async def test_sauter_a_l_accueil_mene_a_la_phrase(carnet: Carnet) -> None:
    async with banc(carnet) as b:
        await b.touches("ctrl+t")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaut))
        await b.touches("q")
        await b.jusque(lambda: b.app.screen.query_one(Input).has_focus)


@pytest.fixture
def longue(carnet: Carnet) -> Moteur:
    """Une séance de trente réponses."""
    moteur = assemblage.ouvrir_moteur(carnet, assemblage.contexte(carnet, Reglages()))
    moteur.demarrer()
    for _ in range(30):
        moteur.repondre("Elle est arrivée à 9 h 20. J’avais la boule au ventre.")
    return moteur


async def test_une_longue_relecture_se_monte_entiere_et_en_ordre(
    carnet: Carnet, longue: Moteur
) -> None:
    async with banc(carnet) as b:
        b.app.lire_seance(longue.flux)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        journal = b.app.screen.query_one(Suite)
        await b.touches("left")
        assert journal.entiere, "le dernier passage est là dès qu'on le demande"
        cles = [relue.bloc.cle for relue in journal.query(Relue)]
        attendues = [bloc.cle for bloc in recit.blocs(longue)]
        assert cles == [cle for cle in attendues if cle in cles] and len(cles) > 20
        await b.jusque(lambda: journal.scroll_y > 0)
        assert [relue for relue in journal.query(Relue) if relue.choisi]


async def test_fin_va_jusqu_au_bout_d_une_longue_relecture(carnet: Carnet, longue: Moteur) -> None:
    async with banc(carnet) as b:
        b.app.lire_seance(longue.flux)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        journal = b.app.screen.query_one(Suite)
        await b.touches("end")
        await b.jusque(lambda: journal.scroll_y == journal.max_scroll_y > 0)
        assert journal.entiere
