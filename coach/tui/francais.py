"""Ce que Textual dit de lui-même, en français : noms des touches, palette, sortie."""

from collections.abc import Sequence
from functools import partial

from rapidfuzz import fuzz
from rich.text import Text
from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from coach.modeles.texte import cle
from coach.tui.gestes import GENERAUX, Geste
from coach.tui.messages import CATALOGUE, dire

_RESSEMBLANCE = 80
"""Sur cent : au-dessous, une commande n'est pas proposée pour des mots mal tapés."""


def nom_de_touche(touche: str) -> str:
    """« f6 » → « F6 », « ctrl+p » → « Ctrl+P », « escape » → « Échap »."""
    noms = CATALOGUE.sections["touche"]
    morceaux = [noms.get(m, m.upper() if len(m) <= 3 else m) for m in touche.split("+")]
    return "+".join(morceaux)


def touches_du_geste(geste: Geste) -> str:
    """Les touches d'un geste, lisibles : « F1 ou ? »."""
    return dire("aide.ou").join(nom_de_touche(t) for t in geste.touches.split(",") if t)


def affichage(liaison: Binding) -> str:
    """Le nom de la touche d'une liaison, pour le pied de l'écran."""
    return nom_de_touche(liaison.key)


def gestes_de(ecran: object) -> tuple[Geste, ...]:
    """Les gestes d'un écran, puis ceux de tous."""
    propres: Sequence[Geste] = getattr(ecran, "GESTES", ())
    return (*propres, *GENERAUX)


class Commandes(Provider):
    """Les commandes de la palette : celles de l'écran, retrouvées sans accents ni casse."""

    def _gestes(self) -> list[Geste]:
        return [g for g in gestes_de(self.screen) if g.palette]

    def _appeler(self, geste: Geste) -> IgnoreReturnCallbackType:
        return partial(self.screen.run_action, geste.appel)

    async def discover(self) -> Hits:
        """Toutes les commandes, avant que rien ne soit tapé."""
        for geste in self._gestes():
            yield DiscoveryHit(
                _libelle(geste), self._appeler(geste), text=geste.libelle, help=geste.aide
            )

    async def search(self, query: str) -> Hits:
        """Les commandes qui répondent à ces mots, ou une ligne qui dit qu'il n'y en a pas."""
        trouvees = [(note, g) for g in self._gestes() if (note := pertinence(query, g)) > 0]
        for note, geste in trouvees:
            yield Hit(
                note, _libelle(geste), self._appeler(geste), text=geste.libelle, help=geste.aide
            )
        if not trouvees:
            yield Hit(1, Text(dire("palette.rien")), _rien, text=dire("palette.rien"))


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


def _libelle(geste: Geste) -> Text:
    touches = touches_du_geste(geste)
    return Text(f"{geste.libelle}  ({touches})" if touches else geste.libelle)


def _rien() -> None:
    """Choisir la ligne « rien ne ressemble » referme la palette, sans plus."""
