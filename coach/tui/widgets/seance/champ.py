"""Le compositeur qui se relit : hors du fil de l'écran, dès que la frappe se pose."""

import asyncio
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.timer import Timer

from coach.modeles.lecture import Nature, Segment
from coach.tui.seance.lecture_vive import Apercu, LectureVive
from coach.tui.widgets.compositeur import Compositeur

DELAI = 0.12
"""Secondes sans frappe avant de relire : la couleur suit la pensée, pas chaque lettre."""


class Champ(Compositeur):
    """Un compositeur relié à une lecture.

    `lit` : sa lecture se peint ; `attendue` : la nature que la question appelle.
    """

    AIDE = "champ"

    @dataclass
    class Lu(Message):
        """Le texte vient d'être relu."""

        apercu: Apercu

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id)
        self._lecture: LectureVive | None = None
        self.segments: tuple[Segment, ...] = ()
        self.lit = False
        self.attendue: Nature | None = None
        self._en_train = False
        self._attente: Timer | None = None

    def relier(self, lecture: LectureVive) -> None:
        """Relie le champ à une lecture, la prépare, et lit ce qui est déjà écrit."""
        self._lecture = lecture
        self._preparer(lecture)
        if self.text:
            self.relire()

    def relire(self) -> None:
        """Relit ce qui s'écrit : ce que le coach a appris vient de changer."""
        self.on_text_area_changed()

    def oublier(self) -> None:
        """Oublie la lecture : le champ vient d'être vidé."""
        self.segments = ()
        self.peindre(())

    def on_text_area_changed(self) -> None:
        """Chaque frappe repousse la lecture."""
        if self._attente is not None:
            self._attente.stop()
        self._attente = self.set_timer(DELAI, self._lancer)

    def _lancer(self) -> None:
        if not self._en_train and self._lecture is not None:
            self._en_train = True
            self._lire(self._lecture)

    @work(exit_on_error=False)
    async def _preparer(self, lecture: LectureVive) -> None:
        await asyncio.to_thread(lecture.preparer)

    @work(exit_on_error=False)
    async def _lire(self, lecture: LectureVive) -> None:
        """Lit jusqu'à ce que la lecture soit celle du texte affiché."""
        try:
            while True:
                texte, lit, attendue = self.text, self.lit, self.attendue
                apercu = await asyncio.to_thread(lecture.apercu, texte, lire=lit, attendue=attendue)
                if texte == self.text and lit == self.lit:
                    break
        finally:
            self._en_train = False
        self.segments = apercu.segments
        self.peindre(apercu.segments)
        self.post_message(self.Lu(apercu))
