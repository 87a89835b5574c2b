"""« Ce que vous m'avez appris » à l'écran : corriger change la lecture, oublier la rend."""

from collections.abc import Awaitable, Callable

import pytest
from banc_tui import Banc, banc, samedi_soir
from images import sous_la_meme_version
from textual.pilot import Pilot

from coach import assemblage
from coach.carnet import Carnet
from coach.modeles.lecture import Nature
from coach.reglages import Reglages
from coach.tui.application import CoachApp
from coach.tui.ecrans.corrections import EcranCorrections
from coach.tui.ecrans.journaux.lecture import EcranLecture
from coach.tui.ecrans.seance.dialogue import EcranSeance
from coach.tui.widgets.relecture.relue import Relue
from coach.tui.widgets.seance.ecoute import ListeEntendue

PHRASE = "Il a rendu la feuille sans un mot."
SEMBLABLE = "Il a rendu sa feuille sans un mot."
LONGUE = (
    "Elle est arrivée avec vingt minutes de retard, a posé son sac sur la chaise d’à côté sans me "
    "regarder, puis elle a demandé si cela durerait encore longtemps."
)


def enseigner(carnet: Carnet, titre: str, *corrections: tuple[str, Nature]) -> str:
    """Une séance où ces réponses sont corrigées ; rend son identifiant."""
    services = assemblage.contexte(carnet, Reglages())
    moteur = assemblage.ouvrir_moteur(carnet, services)
    moteur.demarrer()
    moteur.repondre(titre)
    for texte, nature in corrections:
        moteur.repondre(texte)
        reponse = moteur.etat.reponses[-1]
        moteur.corriger(reponse.id, 0, len(texte), nature)
    return moteur.flux


def natures(b: Banc, texte: str) -> set[Nature]:
    """Les natures sous lesquelles ce passage est entendu à l'écran."""
    liste = b.seance.query_one(ListeEntendue)
    return {e.segment.nature for e in liste._lignes if e and e.segment.texte == texte}


async def ouvrir_les_corrections(b: Banc) -> EcranCorrections:
    """Comme le fait la palette."""
    await b.app.screen.run_action("app.corrections")
    await b.jusque(lambda: isinstance(b.app.screen, EcranCorrections))
    assert isinstance(b.app.screen, EcranCorrections)
    return b.app.screen


async def test_une_touche_corrige_et_ce_qui_ressemble_change_a_l_ecran(carnet: Carnet) -> None:
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        await b.repondre(PHRASE)
        await b.coller(SEMBLABLE)
        await b.jusque(lambda: natures(b, SEMBLABLE) == {Nature.FAIT})
        liste = b.seance.query_one(ListeEntendue)
        liste.prendre(b.seance.moteur.etat.reponses[-1].id)
        await b.touches("o")
        await b.jusque(lambda: natures(b, PHRASE) == {Nature.OPINION})
        await b.jusque(lambda: natures(b, SEMBLABLE) == {Nature.OPINION})
        assert [c.texte for c in carnet.corrections()] == [PHRASE]


async def test_oublier_puis_revenir_change_la_seance_d_en_dessous(carnet: Carnet) -> None:
    enseigner(carnet, "Hier", (PHRASE, Nature.OPINION))
    async with banc(carnet, (120, 40)) as b:
        await b.jusqu_aux_faits()
        await b.repondre(SEMBLABLE)
        await b.jusque(lambda: natures(b, SEMBLABLE) == {Nature.OPINION})
        await ouvrir_les_corrections(b)
        await b.jusque(lambda: PHRASE in b.a_l_ecran() and "Hier" in b.a_l_ecran())
        await b.touches("delete")
        await b.jusque(lambda: "Rien encore" in b.a_l_ecran())
        assert carnet.corrections() == []
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        await b.jusque(lambda: natures(b, SEMBLABLE) == {Nature.FAIT})
        await ouvrir_les_corrections(b)
        await b.touches("u")
        assert carnet.corrections() == [], "on ne revient que sur un oubli fait ici"
        await b.touches("escape")
        await b.jusque(lambda: isinstance(b.app.screen, EcranSeance))
        assert natures(b, SEMBLABLE) == {Nature.FAIT}


async def test_un_oubli_se_reprend_et_l_origine_se_relit(carnet: Carnet) -> None:
    flux = enseigner(carnet, "Hier", (PHRASE, Nature.OPINION), (SEMBLABLE, Nature.EMOTION))
    async with banc(carnet) as b:
        await ouvrir_les_corrections(b)
        await b.touches("delete", "delete")
        assert carnet.corrections() == []
        await b.touches("delete")
        await b.touches("u")
        assert [c.texte for c in carnet.corrections()] == [PHRASE]
        await b.touches("u", "u")
        assert [c.texte for c in carnet.corrections()] == [SEMBLABLE, PHRASE]
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        assert isinstance(b.app.screen, EcranLecture) and b.app.screen.moteur.flux == flux


async def test_une_seance_relue_l_est_avec_ce_qui_fut_appris(carnet: Carnet) -> None:
    relue = enseigner(carnet, SEMBLABLE)
    enseigner(carnet, "Hier", (PHRASE, Nature.OPINION))
    services = assemblage.contexte(carnet, Reglages())
    moteur = assemblage.ouvrir_moteur(carnet, services, flux=relue)
    moteur.demarrer()
    moteur.passer()
    moteur.passer()
    moteur.repondre(SEMBLABLE)
    async with banc(carnet) as b:
        b.app.lire_seance(relue)
        await b.jusque(lambda: isinstance(b.app.screen, EcranLecture))
        await b.pilote.pause()
        lus = [s for r in b.app.screen.query(Relue) for s in r.bloc.segments]
        assert [s.nature for s in lus if s.texte == SEMBLABLE] == [Nature.OPINION]


# --- Des images ----------------------------------------------------------------------------------

_SOUS_LA_MEME_VERSION = sous_la_meme_version


def aux_corrections(*touches: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Ouvre l'écran, et y avance."""

    async def avant(pilote: Pilot[None]) -> None:
        assert isinstance(pilote.app, CoachApp)
        b = Banc(pilote.app, pilote)
        await ouvrir_les_corrections(b)
        await b.touches(*touches)

    return avant


@_SOUS_LA_MEME_VERSION
@pytest.mark.parametrize("taille", [(80, 24), (120, 40)])
@pytest.mark.parametrize("touches", [(), ("down",)])
def test_image(
    carnet: Carnet,
    snap_compare: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
    taille: tuple[int, int],
    touches: tuple[str, ...],
) -> None:
    monkeypatch.setattr(assemblage, "maintenant", samedi_soir)
    if touches:
        enseigner(carnet, "L’atelier du jeudi", (PHRASE, Nature.OPINION), (LONGUE, Nature.FAIT))
        enseigner(carnet, "La visite", ("J’avais la boule au ventre.", Nature.EMOTION))
    app = CoachApp(carnet, samedi_soir)
    assert snap_compare(app, terminal_size=taille, run_before=aux_corrections(*touches))
