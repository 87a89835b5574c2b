"""La ligne de tête d'une séance : son titre, l'étape, et ce qui est gardé."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from coach.modeles.texte import sans_commandes
from coach.tui.conduite import Conduite
from coach.tui.dates import heure
from coach.tui.messages import dire


class Entete(Horizontal):
    """Une seule ligne, toujours là."""

    def compose(self) -> ComposeResult:
        """Le titre, l'étape, l'état de sauvegarde."""
        yield Static(id="titre", markup=False)
        yield Static(id="etape", markup=False)
        yield Static(id="garde", markup=False)

    def montrer(self, conduite: Conduite, *, en_cours: bool) -> None:
        """Met la ligne à jour ; `en_cours` : la dernière frappe n'est pas encore à l'abri."""
        moteur = conduite.moteur
        titre = moteur.etat.titre or dire("seance.neuve")
        self._ecrire("#titre", titre)
        self._ecrire("#etape", self._etape(conduite))
        self._ecrire("#garde", self._garde(conduite, en_cours=en_cours))
        self.query_one("#garde").set_class(bool(conduite.souci), "-souci")

    def _ecrire(self, ou: str, texte: str) -> None:
        self.query_one(ou, Static).update(Text(sans_commandes(texte), overflow="ellipsis"))

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
