"""Un verrou par séance, entre fenêtres : le système le rend quand le programme meurt."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from coach.carnet.connexion import dossier_prive
from coach.carnet.erreurs import SeanceOuverteAilleurs

OUVERTURE = "ouverture"
"""Le verrou de ce qui touche tout le carnet : créer, migrer, sauvegarder, restaurer."""


class Verrous:
    """Les verrous tenus par cette fenêtre ; les reprendre est permis, jusqu'à les rendre autant."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        self._tenus: dict[str, tuple[FileLock, int]] = {}

    @contextmanager
    def tenir(self, nom: str, attente: float = 0.0) -> Iterator[None]:
        """Tient le verrou `nom` (lettres et chiffres), après `attente` secondes au plus.

        Lève `SeanceOuverteAilleurs` s'il est tenu ailleurs, `OSError` si rien ne peut s'écrire.
        """
        if not (nom.isascii() and nom.isalnum()):
            raise ValueError(nom)
        verrou, fois = self._tenus.get(nom) or (self._prendre(nom, attente), 0)
        self._tenus[nom] = verrou, fois + 1
        try:
            yield
        finally:
            _, fois = self._tenus[nom]
            if fois > 1:
                self._tenus[nom] = verrou, fois - 1
            else:
                del self._tenus[nom]
                verrou.release()

    def _prendre(self, nom: str, attente: float) -> FileLock:
        dossier_prive(self._dossier)
        verrou = FileLock(
            str(self._dossier / f"{nom}.lock"), timeout=attente, mode=0o600, thread_local=False
        )
        try:
            verrou.acquire()
        except Timeout as erreur:
            raise SeanceOuverteAilleurs from erreur
        return verrou

    def tenus_ailleurs(self) -> bool:
        """Vrai si une autre fenêtre tient une séance."""
        for fichier in sorted(self._dossier.glob("*.lock")):
            if fichier.stem == OUVERTURE:
                continue
            try:
                with self.tenir(fichier.stem):
                    pass
            except SeanceOuverteAilleurs:
                return True
        return False
