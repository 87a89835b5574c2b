"""Donner une séance devant l'écran : décider des noms, relire, dire son accord, écrire."""

from pathlib import Path

from banc_tui import Banc
from textual.widgets import Input

from coach.tui.ecrans.partage.apercu import EcranApercu
from coach.tui.ecrans.partage.porte import EcranPartager
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.partage.don import donner


async def a_l_apercu(b: Banc, flux: str) -> None:
    """Décide de chaque nom, jusqu'à l'aperçu."""
    donner(b.app, flux)
    await b.jusque(lambda: isinstance(b.app.screen, EcranPartager))
    await b.jusque(lambda: "Mme A." in b.a_l_ecran())
    await b.touches("a", "f2")
    await b.jusque(lambda: isinstance(b.app.screen, EcranApercu))


async def ecrire_ici(b: Banc, accord: str, fichier: Path) -> None:
    """Donne son accord, nomme le fichier, attend qu'il soit là."""
    await b.touches("f2")
    for mots in (accord, str(fichier)):
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        saisie = b.app.screen
        saisie.query_one(Input).value = mots
        await b.touches("enter")
        await b.jusque(lambda avant=saisie: b.app.screen is not avant)  # type: ignore[misc]
    await b.jusque(fichier.exists)
