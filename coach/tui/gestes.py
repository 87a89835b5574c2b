"""Un geste, une seule source : sa touche, sa place au pied, dans la palette et dans l'aide."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from coach.tui.messages import dire


@dataclass(frozen=True)
class Geste:
    """Ce que la personne peut faire sur un écran.

    `nom` désigne ses phrases dans `messages.toml` et son identifiant public ; `touches` : clés
    Textual séparées par des virgules ; `action` : celle de l'écran (par défaut, `nom`) ; `pied` :
    montré en bas de l'écran ; `secondaire` : le premier à céder sa place quand l'écran est étroit.
    """

    nom: str
    touches: str
    action: str = ""
    pied: bool = False
    secondaire: bool = False
    palette: bool = True

    @property
    def appel(self) -> str:
        """L'action à exécuter."""
        return self.action or self.nom

    @property
    def libelle(self) -> str:
        """Le nom affiché."""
        return dire(f"geste.{self.nom}")

    @property
    def aide(self) -> str:
        """La ligne d'aide."""
        return dire(f"geste_aide.{self.nom}")


def liaisons(gestes: Sequence[Geste]) -> list[BindingType]:
    """Les liaisons de touches de ces gestes."""
    return [
        Binding(geste.touches, geste.appel, geste.libelle, show=geste.pied, id=geste.nom)
        for geste in gestes
        if geste.touches
    ]


GENERAUX = (
    Geste("aide", "f1,question_mark", action="app.aide", pied=True),
    Geste("commandes", "ctrl+p", action="app.command_palette", palette=False),
    Geste("theme", "", action="app.changer_de_theme"),
    Geste("quitter", "ctrl+q", action="app.quit"),
)
"""Les gestes de tous les écrans."""

ACCUEIL = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("nouvelle", "n", pied=True),
    Geste("reprendre", "r", pied=True, secondaire=True),
    Geste("journaux", "j", pied=True),
    Geste("referentiels", "c"),
    Geste("sortir", "escape,q", pied=True, palette=False),
)
"""L'accueil."""

JOURNAUX = (
    Geste("ouvrir", "", pied=False, palette=False),
    Geste("chercher", "slash,ctrl+f", pied=True),
    Geste("reprendre", "r", pied=True, secondaire=True),
    Geste("supprimer", "delete", pied=True),
    Geste("retour", "escape", pied=True),
)
"""La liste des séances."""

LECTURE = (
    Geste("reprendre", "r", pied=True),
    Geste("supprimer", "delete", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Une séance relue."""

REFERENTIEL = (
    Geste("ouvrir", "enter", palette=False),
    Geste("chercher_competence", "slash,ctrl+f", action="chercher", pied=True),
    Geste("autre_referentiel", "r", pied=True),
    Geste("parentes", "p", action="aller('parentes')", pied=True, secondaire=True),
    Geste("montre", "m", action="aller('preuves')"),
    Geste("suivante", "right", action="voisine(1)"),
    Geste("precedente", "left", action="voisine(-1)"),
    Geste("deplier", "d"),
    Geste("retour", "escape", pied=True),
)
"""Les référentiels."""

SEANCE = (
    Geste("envoyer", "f2", pied=True),
    Geste("initiale", "f3"),
    Geste("entendu", "f4", action="volet('ecoute')", pied=True),
    Geste("etapes", "f5", action="volet('etapes')"),
    Geste("passer", "f6", pied=True),
    Geste("avant", "f7", pied=True, secondaire=True),
    Geste("annuler", "f8"),
    Geste("retablir", "f9"),
    Geste("effacer", "ctrl+l"),
    Geste("conversation", "", action="volet('conversation')"),
    Geste("terminer", ""),
    Geste("pause", "escape,f10", pied=True),
)
"""La séance."""

AIDE = (Geste("retour", "escape,q", pied=True),)
"""L'aide."""
