"""Le livret devant l'écran : y aller, l'écrire, dire une ligne."""

from datetime import date

from banc_tui import Banc
from textual.widgets import Input

from coach.livret import Atelier
from coach.tui.attente import EcranQuiAttend
from coach.tui.ecrans.livret.atelier import EcranLivret
from coach.tui.ecrans.livret.libre import EcranLibres
from coach.tui.ecrans.livret.livrets import EcranLivrets
from coach.tui.ecrans.livret.offres import EcranOffres
from coach.tui.ecrans.livret.parties import EcranParties
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.widgets.liste import Liste

JOUR = date(2026, 11, 21)
PHRASE = "Là où je coupais, j’attends qu’elle ait fini."


def atelier(b: Banc) -> Atelier:
    """L'atelier de l'écran."""
    assert isinstance(b.app.screen, EcranLivret)
    return b.app.screen.atelier


def attend(b: Banc) -> bool:
    """Vrai tant que l'écran lit ce qu'il montrera."""
    return isinstance(b.app.screen, EcranQuiAttend) and b.app.screen.attend


async def vers(b: Banc, ecran: type[object], *touches: str) -> None:
    """Presse ces touches, et attend l'écran, et qu'il ait lu ce qu'il montre."""
    await b.touches(*touches)
    await b.jusque(lambda: isinstance(b.app.screen, ecran) and not attend(b))
    await b.pilote.pause()


async def a_l_atelier(b: Banc) -> None:
    """Du sommaire à l'atelier du premier livret, ou du livret des capacités."""
    await vers(b, EcranLivrets, "d")
    await vers(b, EcranLivret, "enter")


async def a_la_ligne(b: Banc, debut: str) -> None:
    """Descend jusqu'à la ligne de cette partie, ou de ce rang parmi les passages."""
    liste = b.app.screen.query_one(Liste)
    ids = [o.id or "" for o in liste.options]
    passages = [i for i in ids if i.startswith("passage:")]
    voulu = passages[int(debut)] if debut.isdecimal() else f"partie:{debut}"
    await b.touches("home", *["down"] * ids.index(voulu))
    assert liste.highlighted_option is not None
    assert liste.highlighted_option.id == voulu


async def aux_offres(b: Banc, touche: str) -> None:
    """Ouvre les offres, et attend qu'elles soient lues."""
    await vers(b, EcranOffres, touche)
    await b.jusque(lambda: b.app.screen.query_one(Liste).option_count)


def textes(b: Banc, partie: str) -> list[str]:
    """Les passages d'une partie, dans leur ordre."""
    return [p.texte for p in atelier(b).livret.de(partie)]


async def demander(b: Banc, valeur: str) -> None:
    """Répond à la ligne demandée."""
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    b.app.screen.query_one(Input).value = valeur
    await b.touches("enter")


async def choisir_un_referentiel(b: Banc) -> None:
    """Le référentiel d'un dossier libre."""
    await vers(b, EcranLivrets, "d")
    await vers(b, EcranLibres, "end", "enter")


async def choisir_des_parties(b: Banc) -> None:
    """Les parties d'un dossier libre : un groupe, une compétence."""
    await choisir_un_referentiel(b)
    await vers(b, EcranParties, "enter")
    await b.touches("space", "end", "space")
