"""La revue d'un document : ses noms, ses réserves, puis le fichier où l'écrire."""

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Static

from coach.carnet.erreurs import ErreurDeCarnet, ErreurEnClair
from coach.documents import ErreurDeDocument, Forme
from coach.modeles.texte import sans_commandes
from coach.partage.disque import place_libre
from coach.publication.formes import forme_de
from coach.publication.paroles import dire as dire_du_document
from coach.publication.remise import remettre
from coach.publication.revue import RevueDeDocument
from coach.tui import gestes
from coach.tui.clavier import noms_des_touches
from coach.tui.ecran import TEMPS_DE_PEINDRE
from coach.tui.messages import dire
from coach.tui.revue import EcranDeRevue


class EcranRevue(EcranDeRevue[RevueDeDocument, None]):
    """Ce qui se décide avant de remettre ; `fichier` : celui à proposer."""

    CSS_PATH: ClassVar = ["../styles/journaux.tcss", "../styles/partager.tcss"]
    GESTES = gestes.REVUE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, revue: RevueDeDocument, fichier: Path) -> None:
        super().__init__(revue)
        self._fichier = fichier

    def titre(self) -> str:
        """« Remettre « … » »."""
        return dire("revue.titre", titre=sans_commandes(self.revue.document.titre))

    def pret(self) -> str:
        """Tout est vu : le document peut s'écrire."""
        return dire("revue.pret", **noms_des_touches(self.app))

    def nommer(self, action: str) -> str:
        """Au pied, un nom court."""
        return dire("geste_ici.ecrire") if action == "ecrire" else ""

    def action_ecrire(self) -> None:
        """Demande le fichier, puis l'écrit ; tout doit avoir été vu."""
        if any(e.decision == "a_voir" for e in self.revue.entites()):
            self.notify(self._etat(), markup=False, severity="warning")
            return
        self._demander(dire("revue.fichier"), str(self._fichier), self._ecrire)

    def _ecrire(self, nom: str) -> None:
        try:
            fichier = place_libre(nom.strip())
        except ErreurEnClair as erreur:
            self.notify(str(erreur), markup=False, severity="warning", timeout=10)
            return
        forme = forme_de(fichier)
        if forme is None:
            self.notify(dire("revue.sans_forme"), markup=False, severity="warning")
            return
        self.query_one("#etat", Static).update(dire("revue.en_cours"))
        self.set_timer(TEMPS_DE_PEINDRE, lambda: self._produire(fichier, forme))

    def _produire(self, fichier: Path, forme: Forme) -> None:
        try:
            ecrits = remettre(
                self.coach.carnet, self.revue, forme, fichier, maintenant=self.coach.horloge()
            )
        except ErreurDeCarnet as erreur:
            self.coach.signaler(erreur)
        except (ErreurEnClair, ErreurDeDocument) as erreur:
            self.notify(str(erreur), markup=False, severity="error", timeout=15)
            self._lister()
        else:
            dits = ", ".join(map(str, ecrits))
            phrase = dire_du_document("revue.ecrit", fichiers=dits)
            self.notify(phrase, markup=False, timeout=15)
            self.dismiss()

    def action_retour(self) -> None:
        """Laisse tout : rien n'est écrit."""
        self.notify(dire_du_document("revue.rien"), markup=False)
        self.dismiss()
