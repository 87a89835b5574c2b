"""Ce qu'est un geste, et les liaisons de touches qui en viennent."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from coach.tui.paroles import dire


@dataclass(frozen=True)
class Geste:
    """Ce que la personne peut faire sur un écran, ou sur une de ses pièces.

    `nom` désigne ses phrases dans `gestes.toml` et son identifiant public ; `touches` : clés
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
    """Les liaisons de touches de ces gestes ; sans touche, de quoi en recevoir une des réglages."""
    return [
        Binding(
            avec_majuscules(geste.touches) or f"{_AUCUNE}{geste.nom}",
            geste.appel,
            geste.libelle,
            show=geste.pied,
            id=geste.nom,
        )
        for geste in gestes
    ]


def avec_majuscules(touches: str) -> str:
    """Les mêmes touches, et la majuscule de chaque lettre : Verr. Maj ne gêne pas."""
    siennes = [t for t in touches.split(",") if t]
    return ",".join(siennes + [t.upper() for t in siennes if len(t) == 1 and t.isalpha()])


_AUCUNE = "sans_touche_"
"""Début d'une touche qu'aucun clavier n'a."""


def aide_d_une_fenetre() -> Binding:
    """L'aide, dans une fenêtre de passage : les touches de l'application n'y arrivent pas."""
    return Binding("ctrl+g,f1", "app.aide", show=False, id="aide")


def fermer_d_une_fenetre() -> Binding:
    """Fermer le coach, pour la même raison."""
    return Binding("ctrl+q", "app.quit", show=False, id="quitter")
