"""La ligne de tête d'une séance : son titre, l'étape, et ce qui est gardé."""

from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from coach.modeles.texte import sans_commandes
from coach.tui.dates import heure
from coach.tui.paroles import dire
from coach.tui.seance.conduite import Conduite

_ECART = "  "
"""De part et d'autre de l'étape."""


class Tete(NamedTuple):
    """Ce que dit la ligne ; `souci` : ce qui s'écrit ne se garde pas."""

    titre: str = ""
    etape: str = ""
    garde: str = ""
    souci: bool = False


class Entete(Widget, can_focus=False):
    """Une seule ligne, toujours là, et une seule pièce ; à l'étroit, le titre s'efface."""

    tete: reactive[Tete] = reactive(Tete())

    def on_mount(self) -> None:
        """Se repeint quand le thème change."""
        self.watch(self.app, "theme", self._repeindre, init=False)

    def _repeindre(self) -> None:
        self.refresh()

    def montrer(self, conduite: Conduite, *, en_cours: bool) -> None:
        """Met la ligne à jour ; `en_cours` : la dernière frappe n'est pas encore à l'abri."""
        self.tete = Tete(
            sans_commandes(conduite.moteur.etat.titre or dire("seance.neuve")),
            self._etape(conduite),
            self._garde(conduite, en_cours=en_cours),
            bool(conduite.souci),
        )

    def render(self) -> Text:
        """Le titre prend la place qui reste ; sans lui, l'étape la prend."""
        couleurs, tete = self.app.theme_variables, self.tete
        discret = Style(color=couleurs["discret"])
        fort = Style(color=couleurs["alerte"], bold=True) if tete.souci else discret
        place = self.size.width - cell_len(tete.garde)
        if self.screen.has_class("-mince"):
            debut = _tenir(tete.etape, place, discret)
        else:
            etape = f"{_ECART}{tete.etape}{_ECART}"
            titre = Style(color=couleurs["texte"], bold=True)
            debut = _tenir(tete.titre, place - cell_len(etape), titre)
            debut.append(etape, discret)
        return debut.append(tete.garde, fort)

    @staticmethod
    def _etape(conduite: Conduite) -> str:
        attendu, protocole = conduite.attendu(), conduite.moteur.protocole
        etape = protocole.etape(attendu.demande.etape) if attendu else None
        if etape is None:
            return dire("journaux.terminee") if conduite.moteur.etat.terminee else ""
        return dire(
            "seance.etape",
            numero=protocole.numero(etape.id),
            total=len(protocole.etapes),
            titre=etape.titre,
        )

    @staticmethod
    def _garde(conduite: Conduite, *, en_cours: bool) -> str:
        if conduite.souci:
            return dire("seance.non_garde")
        if conduite.garde_a is None or conduite.moteur.en_reserve:
            return dire("seance.non_garde") if en_cours else dire("seance.rien_encore")
        cle = "seance.garde_en_cours" if en_cours else "seance.garde"
        return dire(cle, heure=heure(conduite.garde_a))


def _tenir(texte: str, largeur: int, style: Style) -> Text:
    """Le texte sur `largeur` cellules, coupé s'il dépasse."""
    ligne = Text(no_wrap=True, end="")
    tenu = Text(texte, style)
    tenu.truncate(max(0, largeur), overflow="ellipsis", pad=True)
    return ligne.append_text(tenu)
