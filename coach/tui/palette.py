"""La palette : les commandes de l'écran et les séances, retrouvées sans accents ni casse."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from rapidfuzz import fuzz
from rich.text import Text
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from coach.carnet import ErreurDeCarnet, Resume
from coach.modeles.texte import cle
from coach.tui import lignes
from coach.tui.clavier.francais import gestes_de, touches_du_geste
from coach.tui.clavier.touches import personnelles
from coach.tui.ecran import Ecran
from coach.tui.gestes import Geste
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

SEANCES = 200
"""Séances que la palette retrouve, les plus récentes d'abord ; les journaux ont les autres."""

_RESSEMBLANCE = 80
"""Sur cent : au-dessous, une commande n'est pas proposée pour des mots mal tapés."""

_APRES = 0.5
"""Ce que vaut une séance trouvée, au regard d'une commande trouvée aussi bien."""


class EcranPalette(CommandPalette, Ecran[None]):  # type: ignore[misc]
    """La palette, peinte d'un coup comme tout écran."""


class Commandes(Provider):
    """Les commandes de l'écran, puis les séances récentes par leur titre."""

    _lues: Sequence[Resume] | None = None

    @property
    def _coach(self) -> "CoachApp":
        return cast("CoachApp", self.app)

    @property
    def _seances(self) -> Sequence[Resume]:
        """Les séances, lues à la première lettre ; sans carnet, les commandes servent encore."""
        if self._lues is None:
            self._lues = ()
            with suppress(ErreurDeCarnet):
                self._lues = self._coach.carnet.lister(limite=SEANCES)
        return self._lues

    def _gestes(self) -> list[Geste]:
        return [
            g
            for g in gestes_de(self.screen)
            if g.palette and self.app._check_action_state(g.appel, self.screen) is not False
        ]

    def _appeler(self, geste: Geste) -> IgnoreReturnCallbackType:
        return partial(self.screen.run_action, geste.appel)

    def _libelle(self, geste: Geste) -> Text:
        touches = touches_du_geste(geste, personnelles(self.app))
        return Text(f"{geste.libelle}  ({touches})" if touches else geste.libelle)

    async def discover(self) -> Hits:
        """Toutes les commandes, avant que rien ne soit tapé."""
        for geste in self._gestes():
            yield DiscoveryHit(
                self._libelle(geste), self._appeler(geste), text=geste.libelle, help=geste.aide
            )

    async def search(self, query: str) -> Hits:
        """Ce qui répond à ces mots, ou une ligne qui dit que rien n'y répond."""
        gestes = [(note, g) for g in self._gestes() if (note := pertinence(query, g)) > 0]
        for note, geste in gestes:
            yield Hit(
                note,
                self._libelle(geste),
                self._appeler(geste),
                text=geste.libelle,
                help=geste.aide,
            )
        seances = [(note, r) for r in self._seances if (note := _repond(query, r)) > 0]
        ici = self._coach.horloge()
        for note, resume in seances:
            titre = lignes.titre_de(resume)
            yield Hit(
                note,
                Text(dire("palette.seance", titre=titre)),
                _ouvrir(self._coach, resume),
                text=titre,
                help=lignes.quand(resume, ici),
            )
        if not gestes and not seances:
            yield Hit(1, Text(dire("palette.rien")), _rien, text=dire("palette.rien"))


def _ouvrir(coach: "CoachApp", resume: Resume) -> Callable[[], None]:
    """Relit une séance terminée ; reprend l'autre, sauf si l'on en mène déjà une."""
    from coach.tui.ecrans.seance.dialogue import EcranSeance

    menee = any(isinstance(ecran, EcranSeance) for ecran in coach.screen_stack)
    if resume.termine or menee:
        return partial(coach.lire_seance, resume.id)
    return partial(coach.ouvrir_seance, resume.id)


def _repond(demande: str, resume: Resume) -> float:
    """La note d'une séance pour ces mots ; zéro si son titre ne les a pas tous."""
    mots, titre = cle(demande).split(), cle(lignes.titre_de(resume))
    if not mots or not all(mot in titre for mot in mots):
        return 0.0
    return _APRES if titre.startswith(mots[0]) else _APRES * 0.9


def pertinence(demande: str, geste: Geste) -> float:
    """La note d'un geste pour ces mots, dans [0, 1] ; zéro s'il n'y répond pas."""
    mots, nom = cle(demande).strip(), cle(geste.libelle)
    if nom.startswith(mots):
        return 1.0
    if all(mot in nom for mot in mots.split()):
        return 0.9
    if all(mot in f"{nom} {cle(geste.aide)}" for mot in mots.split()):
        return 0.6
    ressemblance = fuzz.partial_ratio(mots, nom) if len(mots) > 3 else 0
    return ressemblance / 200 if ressemblance >= _RESSEMBLANCE else 0.0


def _rien() -> None:
    """Choisir la ligne « rien ne ressemble » referme la palette, sans plus."""
