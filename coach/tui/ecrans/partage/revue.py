"""La revue d'un document : ses noms, ses réserves, puis le fichier où l'écrire."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.notifications import SeverityLevel
from textual.widgets import Static

from coach.carnet import Carnet
from coach.documents import Forme
from coach.documents.modele import Document
from coach.erreurs import ErreurEnClair
from coach.modeles.texte import sans_commandes
from coach.partage.disque import place_libre
from coach.publication.formes import forme_de
from coach.publication.paroles import dire as dire_du_document
from coach.publication.remise import d_avance, ouvrir_la_revue, poser, retenir
from coach.publication.revue import RevueDeDocument
from coach.tui import gestes
from coach.tui.paroles import dire
from coach.tui.partage.place import demander_ou_ecrire
from coach.tui.partage.revue import EcranDeRevue
from coach.tui.styles import feuilles


class EcranRevue(EcranDeRevue[RevueDeDocument, None]):
    """Ce qui se décide avant de remettre ce document ; `fichier` : celui à proposer."""

    CSS_PATH = feuilles("journaux", "partager")
    GESTES = gestes.REVUE
    PAROLES = "revue"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, carnet: Carnet, document: Document, fichier: Path) -> None:
        super().__init__(
            dire("revue.titre", titre=sans_commandes(document.titre)),
            dire("revue.relit"),
            d_avance(carnet, document),
            lambda: ouvrir_la_revue(carnet, document),
        )
        self._fichier = fichier
        self._s_ecrit = False

    def nommer(self, action: str) -> str:
        """Au pied, un nom court."""
        return dire("geste_ici.ecrire") if action == "ecrire" else ""

    def action_ecrire(self) -> None:
        """Demande le fichier, puis l'écrit ; tout doit avoir été vu."""
        if any(e.decision == "a_voir" for e in self.revue.entites()):
            self.notify(self._etat(), markup=False, severity="warning")
            return
        propose = str(self._fichier)
        demander_ou_ecrire(self.coach, dire("revue.fichier"), propose, self._ecrire)

    def _ecrire(self, nom: str, remplacer: bool) -> None:
        """Lève `ErreurEnClair` si rien ne peut s'écrire là."""
        fichier = place_libre(nom, remplacer=remplacer)
        forme = forme_de(fichier)
        if forme is None:
            raise ErreurEnClair(dire("revue.sans_forme"))
        self.query_one("#etat", Static).update(dire("revue.en_cours"))
        self.attend = self._s_ecrit = True
        self.refresh_bindings()
        travail = self._produire(fichier, forme, remplacer=remplacer)
        self.coach.run_worker(travail, group="document", exit_on_error=False)

    async def _produire(self, fichier: Path, forme: Forme, *, remplacer: bool) -> None:
        """Écrit hors du fil de l'écran ; partir de l'écran n'arrête rien, et la fin se dit."""
        try:
            revu, heure = self.revue.revu(), self.coach.horloge()
            ecrits = await asyncio.to_thread(
                poser, revu, forme, fichier, maintenant=heure, remplacer=remplacer
            )
            retenir(self.coach.carnet, self.revue)
        except ErreurEnClair as erreur:
            self._finir(str(erreur), ecrit=False)
        except Exception as erreur:  # écrire un PDF passe par d'autres programmes que le nôtre
            self._finir(dire("revue.echec", nom=type(erreur).__name__), ecrit=False)
        else:
            dits = ", ".join(map(str, ecrits))
            self._finir(dire_du_document("revue.ecrit", fichiers=dits), ecrit=True)

    def _finir(self, phrase: str, *, ecrit: bool) -> None:
        gravite: SeverityLevel = "information" if ecrit else "error"
        self.coach.notify(phrase, markup=False, timeout=15, severity=gravite)
        self.attend = self._s_ecrit = False
        if ecrit and self.is_current:
            self.dismiss()
        elif self.is_attached:
            self._lister()

    def action_retour(self) -> None:
        """Laisse tout : rien n'est écrit, sauf si cela s'écrivait déjà."""
        if not self._s_ecrit:
            self.notify(dire_du_document("revue.rien"), markup=False)
        self.dismiss()
