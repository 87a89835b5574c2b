"""La porte du carnet : l'accueil se lit aussitôt, le carnet s'ouvre quand on s'en sert."""

from datetime import date, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from coach.carnet import apercu

if TYPE_CHECKING:
    from coach.carnet import Apercu, Carnet


class Porte:
    """Un dossier de carnet, et le carnet dès qu'il est ouvert ; sert à plusieurs fils."""

    def __init__(self, dossier: Path, carnet: "Carnet | None" = None) -> None:
        self._dossier = dossier
        self._carnet = carnet
        self._lu: Apercu | None = None
        self._fil = RLock()

    @property
    def dossier(self) -> Path:
        """Le dossier du carnet, ouvert ou non."""
        return self._carnet.dossier if self._carnet else self._dossier

    @property
    def ouverte(self) -> bool:
        """Vrai si le carnet est ouvert."""
        return self._carnet is not None

    @property
    def carnet(self) -> "Carnet":
        """Le carnet, ouvert à la première demande. Lève `ErreurDeCarnet`."""
        return self._carnet or self.ouvrir()

    def ouvrir(self) -> "Carnet":
        """Ouvre le carnet s'il ne l'est pas. Lève `ErreurDeCarnet`."""
        with self._fil:
            if self._carnet is None:
                self._carnet = self._prendre()
            return self._carnet

    def _prendre(self) -> "Carnet":
        from coach.carnet import Carnet

        return Carnet.ouvrir(self._dossier)

    def apercu(self, moment: datetime) -> "Apercu":
        """Ce que montre l'accueil, par le chemin le plus court. Lève `ErreurDeCarnet`."""
        jour: date = moment.date()
        if self._carnet is None:
            lu = self._lu or apercu.lire_vite(self._dossier, jour)
            self._lu = None
            if lu is not None:
                return lu
        return self.carnet.apercu(jour)

    def regarder(self, moment: datetime) -> None:
        """Lit l'aperçu d'avance, pour le premier écran. Lève `ErreurDeCarnet`."""
        self._lu = self.apercu(moment)

    def __enter__(self) -> "Porte":
        return self

    def __exit__(self, *_: object) -> None:
        self.fermer()

    def fermer(self) -> None:
        """Ferme le carnet s'il fut ouvert ; ce qui est gardé l'est déjà."""
        with self._fil:
            if self._carnet is not None:
                self._carnet.fermer()


class PorteDeLecture(Porte):
    """La porte d'un carnet que l'on ne crée ni ne change : un fichier se regarde à côté."""

    def _prendre(self) -> "Carnet":
        from coach.carnet import Carnet

        return Carnet.ouvrir(self._dossier, lecture_seule=True)
