"""Ouvrir une rencontre de groupe devant l'écran, et la mener jusqu'à une phase."""

import re
from pathlib import Path

from banc_tui import Banc
from lieux import JOURNALS
from textual.widgets import Input

from coach.supervision.tenue import Matiere
from coach.tui.ecrans.groupe.rencontre import EcranGroupe
from coach.tui.ecrans.saisie import EcranSaisie
from coach.tui.groupe.convier import Invitation

JOURNAL = JOURNALS / "fr-le-rendez-vous-ecourte.jsonl"


async def au_groupe(b: Banc, fichier: Path, methode: str = "gease", presents: str = "") -> None:
    """Ouvre une rencontre autour du journal d'exemple."""
    invitation = Invitation(Matiere.du_fichier(JOURNAL), methode, "", fichier)
    b.app.tenir_un_groupe(invitation)
    await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
    b.app.screen.query_one(Input).value = presents
    await b.touches("enter")
    await b.jusque(lambda: isinstance(b.app.screen, EcranGroupe))
    await b.jusque(lambda: "Prochaine phase" in b.a_l_ecran())


async def jusqu_a(b: Banc, phase: str) -> None:
    """Referme et ouvre jusqu'à la phase de ce titre."""
    for _ in range(12):
        if re.search(rf"Phase \d sur \d.: {phase}", b.a_l_ecran()):
            return
        await b.touches("f6")
    raise AssertionError(phase)
