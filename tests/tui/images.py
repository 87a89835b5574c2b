"""Ce que partagent les images d'écrans : leurs tailles, et la version de Python qui compte."""

import sys
from collections.abc import Awaitable, Callable

import pytest
from banc_tui import Banc
from textual.pilot import Pilot

Comparer = Callable[..., bool]
"""`snap_compare` : vrai si l'image est celle d'hier."""

Avant = Callable[[Pilot[None]], Awaitable[None]]
"""Ce qui se fait avant l'image."""

Chemin = Callable[[Banc], Awaitable[None]]
"""Ce qui mène à un écran, depuis l'accueil."""

MINCE, PETIT, GRAND = (60, 20), (80, 24), (120, 40)
"""Colonnes et lignes : un volet étroit, le terminal ordinaire, un grand écran."""

sous_la_meme_version = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="images prises sous Python 3.11"
)
"""Ailleurs, les autres essais suffisent."""
