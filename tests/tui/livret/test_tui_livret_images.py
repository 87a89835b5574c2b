"""Les images du livret, écran par écran."""

from collections.abc import Callable

import pytest
from banc_tui import Banc, banc, samedi_soir
from calme import pose
from images import GRAND, PETIT, Chemin, sous_la_meme_version
from livret_a_l_ecran import (
    a_l_atelier,
    a_la_ligne,
    aux_offres,
    choisir_des_parties,
    choisir_un_referentiel,
    demander,
    vers,
)
from textual.pilot import Pilot
from textual.widgets import Static

from coach.carnet import Carnet
from coach.tui.application import CoachApp
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.constats import EcranConstats
from coach.tui.ecrans.livret.liees import EcranLiees
from coach.tui.ecrans.livret.livrets import EcranLivrets
from coach.tui.ecrans.livret.oral import EcranOral
from coach.tui.ecrans.livret.passage import EcranPassage
from coach.tui.ecrans.livret.versions import EcranVersions
from coach.tui.ecrans.partage.revue import EcranRevue
from coach.tui.styles import DOSSIER


async def choisir(b: Banc) -> None:
    """Le choix du livret."""
    await vers(b, EcranLivrets, "d")


async def au_passage(b: Banc) -> None:
    """L'atelier, sur un passage."""
    await a_l_atelier(b)
    await a_la_ligne(b, "1")


async def a_la_fiche(b: Banc) -> None:
    """La fiche d'un passage."""
    await au_passage(b)
    await b.touches("space")


async def recrire(b: Banc) -> None:
    """Un passage que l'on récrit."""
    await au_passage(b)
    await vers(b, EcranPassage, "enter")


async def choisir_des_offres(b: Banc) -> None:
    """Les offres, une retenue."""
    await a_l_atelier(b)
    await a_la_ligne(b, "reflexivite")
    await aux_offres(b, "o")
    await b.touches("down", "space", "down")


async def delier(b: Banc) -> None:
    """Les preuves d'un passage."""
    await au_passage(b)
    await vers(b, EcranLiees, "d")


async def verifier(b: Banc) -> None:
    """Ce qui manque."""
    await a_l_atelier(b)
    await vers(b, EcranConstats, "v")


async def repeter(b: Banc) -> None:
    """L'oral, une réponse commencée."""
    await a_l_atelier(b)
    await vers(b, EcranOral, "j")
    await b.coller("Je suis conseillère, et ce livret raconte mon écoute.")


async def faire_le_bilan(b: Banc) -> None:
    """L'oral fini."""
    await repeter(b)
    await b.touches("f2", "f6", "f9")
    await b.jusque(lambda: "finie" in b.a_l_ecran())


async def comparer(b: Banc) -> None:
    """Une version, et ce qui a changé depuis."""
    await au_passage(b)
    await b.touches("f")
    await demander(b, "première remise")
    await vers(b, EcranPassage, "enter")
    await b.coller(" Et j’attends encore.")
    await vers(b, EcranLivret, "f2")
    await vers(b, EcranVersions, "h")
    await b.touches("enter")
    b.app._notifications.clear()
    b.app._refresh_notifications()


async def remettre(b: Banc) -> None:
    """La revue du document."""
    await a_l_atelier(b)
    await vers(b, EcranRevue, "x")


IMAGES: dict[str, Chemin] = {
    "choisir": choisir,
    "libre": choisir_un_referentiel,
    "parties": choisir_des_parties,
    "atelier": a_l_atelier,
    "fiche": a_la_fiche,
    "passage": recrire,
    "offres": choisir_des_offres,
    "delier": delier,
    "constats": verifier,
    "oral": repeter,
    "bilan": faire_le_bilan,
    "versions": comparer,
    "revue": remettre,
}


@sous_la_meme_version
@pytest.mark.parametrize("taille", [PETIT, GRAND])
@pytest.mark.parametrize("nom", IMAGES)
def test_en_images(
    commence: Carnet, snap_compare: Callable[..., bool], taille: tuple[int, int], nom: str
) -> None:
    async def avant(pilote: Pilot[None]) -> None:
        b = Banc(pilote.app, pilote)  # type: ignore[arg-type]
        await IMAGES[nom](b)
        await pose(pilote)
        for texte in b.app.screen.query(Static):
            assert "/tmp" not in str(texte.render())

    assert snap_compare(CoachApp(commence, samedi_soir), terminal_size=taille, run_before=avant)


async def rien(app: CoachApp) -> None:
    """Aucune feuille de style n'est lue d'avance."""


@pytest.mark.parametrize("nom", ["atelier", "fiche", "versions"])
async def test_les_feuilles_des_autres_ecrans_ne_changent_rien_ici(
    commence: Carnet, monkeypatch: pytest.MonkeyPatch, nom: str
) -> None:
    monkeypatch.setattr(CoachApp, "preparer_les_feuilles", rien)
    async with banc(commence, GRAND) as b:
        await IMAGES[nom](b)
        await pose(b.pilote)
        places = {piece: piece.region for piece in b.app.screen.walk_children()}
        for feuille in sorted(DOSSIER.glob("*.tcss")):
            b.app.stylesheet.read(feuille)
        b.app.refresh_css(animate=False)
        await pose(b.pilote)
        assert {piece: piece.region for piece in places} == places
