"""Choisir un protocole : ce qu'il permet, quand, en combien de temps."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.dialogues import protocole
from coach.dialogues.accord import accorder
from coach.modeles.texte import sans_commandes
from coach.tui import gestes, lignes
from coach.tui.choix import EcranDeChoix
from coach.tui.paroles import dire


class EcranProtocoles(EcranDeChoix):
    """Rend l'identifiant du protocole choisi, ou rien."""

    GESTES = gestes.PROTOCOLES
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)
    NOM = "protocoles"

    def titre(self) -> str:
        """« Choisir un protocole »."""
        return dire("protocoles.titre")

    def conseil(self) -> str:
        """Comment choisir, et les fichiers de la personne laissés de côté."""
        return "\n".join((dire("protocoles.conseil"), *protocole.avertissements()))

    def options(self) -> Iterator[Option]:
        """Un protocole par ligne, du plus court au plus long."""
        discret = self.app.theme_variables["discret"]
        accord = self.coach.reglages.accord
        tous = [protocole.charger(i) for i in protocole.identifiants()]
        for un in sorted(tous, key=lambda p: (p.duree_minutes, p.titre)):
            titre = dire("accueil.piste", titre=sans_commandes(un.titre), duree=un.duree_minutes)
            quand = accorder(sans_commandes(un.quand), accord)
            yield Option(lignes.ligne(titre, quand, discret), id=un.id)
