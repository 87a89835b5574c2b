"""Un calendrier des séances : un nombre ou un point par jour, lisible sans couleur."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coach.modeles.calendrier import decaler, decaler_les_mois, dernier_jour

_CASE = 8
"""Cellules d'un jour dans le mois."""

_JOURS = ("lu", "ma", "me", "je", "ve", "sa", "di")
_MOIS = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")
_NOM = 5
"""Cellules du nom d'un mois dans l'année."""


class Calendrier(Widget, can_focus=True):
    """Le mois de `jour`, ou son année ; les flèches déplacent `jour`."""

    AIDE = "calendrier"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "aller(-1, 0)", show=False),
        Binding("right", "aller(1, 0)", show=False),
        Binding("up", "aller(0, -1)", show=False),
        Binding("down", "aller(0, 1)", show=False),
        Binding("home", "bord(0)", show=False),
        Binding("end", "bord(1)", show=False),
    ]

    jour: reactive[date] = reactive(date.min)
    annee: reactive[bool] = reactive(False, layout=True)

    class Deplace(Message):
        """Le jour choisi a changé."""

    class Choisi(Message):
        """La personne veut voir ce jour."""

    def __init__(self, jour: date, aujourd_hui: date, seances: Mapping[date, int]) -> None:
        super().__init__(id="calendrier")
        self.aujourd_hui = aujourd_hui
        self.seances = seances
        self.set_reactive(Calendrier.jour, jour)

    def watch_jour(self) -> None:
        """Prévient l'écran."""
        self.post_message(self.Deplace())

    # --- Peindre -----------------------------------------------------------------------------

    def render(self) -> RenderableType:
        """Le mois en semaines, ou l'année en douze lignes."""
        return Text("\n").join(self._annee() if self.annee else self._mois())

    def _mois(self) -> Iterator[Text]:
        yield Text("".join(nom.center(_CASE) for nom in _JOURS), self._couleur("discret"))
        premier = self.jour.replace(day=1)
        ligne = Text(" " * (_CASE * premier.weekday()))
        for numero in range(1, dernier_jour(premier).day + 1):
            jour = premier.replace(day=numero)
            ligne.append_text(self._case(jour))
            if jour.weekday() == 6:
                yield ligne
                ligne = Text()
        if ligne.plain.strip():
            yield ligne

    def _case(self, jour: date) -> Text:
        """« 12(2) » : le jour et ses séances ; « 12· » sans ; entre crochets, aujourd'hui."""
        nombre = self.seances.get(jour, 0)
        compte = f"({min(nombre, 99)})" if nombre else "·"
        dit = f"{jour.day}{compte}"
        if jour == self.aujourd_hui:
            dit = f"[{dit}]"
        return Text(dit.center(_CASE), self._style(jour, nombre))

    def _annee(self) -> Iterator[Text]:
        """Un mois par ligne, un signe par jour : le nombre de séances, ou un point."""
        numeros = "".join(str(n % 10) for n in range(1, 32))
        yield Text(" " * _NOM + numeros, self._couleur("discret"))
        for mois in range(1, 13):
            premier = date(self.jour.year, mois, 1)
            ligne = Text(_MOIS[mois - 1].ljust(_NOM), self._couleur("discret"))
            total = 0
            for numero in range(1, dernier_jour(premier).day + 1):
                jour = premier.replace(day=numero)
                nombre = self.seances.get(jour, 0)
                total += nombre
                signe = "·" if not nombre else str(nombre) if nombre < 10 else "+"
                ligne.append(signe, self._style(jour, nombre))
            ligne.append(" " * (_NOM + 32 - len(ligne.plain)) + (str(total) if total else ""))
            yield ligne

    def _style(self, jour: date, nombre: int) -> str:
        if jour == self.jour:
            return f"reverse bold {self._couleur('coach')}"
        if nombre:
            return f"bold {self._couleur('texte')}"
        return self._couleur("discret")

    def _couleur(self, nom: str) -> str:
        return self.app.theme_variables[nom]

    def get_content_width(self, container: object, viewport: object) -> int:
        """La largeur du mois, ou de l'année."""
        return _NOM + 36 if self.annee else 7 * _CASE

    # --- Se déplacer -------------------------------------------------------------------------

    def action_aller(self, colonnes: int, lignes: int) -> None:
        """Avance d'un jour ; d'une ligne, une semaine ou, dans l'année, un mois."""
        if colonnes:
            self.jour = decaler(self.jour, colonnes)
        elif self.annee:
            self.jour = decaler_les_mois(self.jour, lignes)
        else:
            self.jour = decaler(self.jour, 7 * lignes)

    def action_bord(self, fin: int) -> None:
        """Va au premier ou au dernier jour du mois."""
        self.jour = dernier_jour(self.jour) if fin else self.jour.replace(day=1)

    def on_click(self, clic: events.Click) -> None:
        """Un clic choisit un jour ; un second y va."""
        vise = self._sous(clic.x, clic.y)
        if vise is None:
            return
        if vise == self.jour:
            self.post_message(self.Choisi())
        self.jour = vise

    def _sous(self, x: int, y: int) -> date | None:
        """Le jour sous ces cellules, ou rien."""
        premier = self.jour.replace(day=1)
        if self.annee:
            mois, numero = y, x - _NOM + 1
            if not 1 <= mois <= 12:
                return None
            premier = premier.replace(month=mois)
        else:
            numero = (y - 1) * 7 + x // _CASE - premier.weekday() + 1
            if y < 1 or x >= 7 * _CASE:
                return None
        return premier.replace(day=numero) if 1 <= numero <= dernier_jour(premier).day else None
