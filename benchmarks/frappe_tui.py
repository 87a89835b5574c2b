"""Mesure une frappe dans une réponse de 2 000 mots, repeinture comprise, à côté d'un champ nu.

    python benchmarks/frappe_tui.py

Sans terminal (80 × 24), les mêmes lettres sont tapées aux mêmes endroits dans un `TextArea` nu et
dans le champ du coach. Une frappe : la modification, le repli des lignes, puis toutes les lignes
visibles repeintes. « Relue » ajoute la lecture du texte et la recherche des noms, que l'interface
fait, elle, hors du fil de l'écran quand la frappe se pose. Médianes en millisecondes de processeur.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RACINE), str(RACINE / "benchmarks")]

from frappe import reponse  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.geometry import Region  # noqa: E402
from textual.widgets import TextArea  # noqa: E402

from coach.confidentialite import remarquer  # noqa: E402
from coach.dialogues.contexte import rien_appris  # noqa: E402
from coach.tui.peinture.themes import SOMBRE, THEMES  # noqa: E402
from coach.tui.seance.lecture_vive import LectureVive  # noqa: E402
from coach.tui.widgets.compositeur import Compositeur  # noqa: E402

MOTS = 2000
FRAPPES = 90
PLAFOND = 16.0


class Banc(App[None]):
    """Un seul champ, de la hauteur qu'il a en séance."""

    CSS = "TextArea { height: 8; border: none; padding: 0; }"

    def __init__(self, champ: TextArea) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = SOMBRE
        self.champ = champ

    def compose(self) -> ComposeResult:
        """Le champ mesuré."""
        yield self.champ


async def mesurer(
    champ: TextArea, texte: str, apres: Callable[[], None] = lambda: None
) -> list[float]:
    """Les durées de `FRAPPES` frappes, en millisecondes ; `apres` : ce qui suit chacune."""
    hasard = random.Random(7)
    durees: list[float] = []
    async with Banc(champ).run_test(size=(80, 24)) as pilote:
        champ.load_text(texte)
        champ.focus()
        await pilote.pause()
        apres()
        for _ in range(FRAPPES):
            ligne = hasard.randrange(champ.document.line_count)
            colonne = hasard.randrange(len(champ.document.get_line(ligne)) + 1)
            champ.move_cursor((ligne, colonne))
            await pilote.pause()
            depart = time.process_time()
            champ.insert(hasard.choice("aeinrst "))
            apres()
            champ.render_lines(Region(0, 0, champ.size.width, champ.size.height))
            durees.append((time.process_time() - depart) * 1000)
    return durees


async def comparer(nom: str, texte: str) -> None:
    """Imprime les médianes des trois champs pour ce texte."""
    nu = statistics.median(await mesurer(TextArea(), texte))
    peint = Compositeur()
    lecture = LectureVive(remarquer, rien_appris)

    def peindre() -> None:
        peint.peindre(lecture.apercu(peint.text, lire=True, attendue=None).segments)

    relues = statistics.median(await mesurer(peint, texte, peindre))
    suivie = Compositeur()
    segments = lecture.apercu(texte, lire=True, attendue=None).segments
    prete = iter([True])

    def une_fois() -> None:
        if next(prete, False):
            suivie.peindre(segments)

    frappes = await mesurer(suivie, texte, une_fois)
    mediane = statistics.median(frappes)
    print(f"{nom} : {len(texte.split())} mots, {len(segments)} segments, {FRAPPES} frappes")
    print(f"  TextArea nu            : médiane {nu:6.2f} ms")
    print(f"  champ du coach         : médiane {mediane:6.2f} ms ({mediane / nu:.2f} fois le nu)")
    print(f"  champ du coach, relue  : médiane {relues:6.2f} ms (plafond {PLAFOND:.0f} ms)")


def main() -> None:
    """Deux formes de réponse : en paragraphes, et d'un seul tenant."""
    texte = reponse(MOTS)
    asyncio.run(comparer("En paragraphes", texte))
    asyncio.run(comparer("D'un seul tenant", " ".join(texte.split())))


if __name__ == "__main__":
    main()
