"""`coach reglages ouvrir` : le fichier des réglages dans l'éditeur de la personne."""

import os
import shlex
import subprocess
from pathlib import Path

from coach import dossiers
from coach.cli.entree import quelqu_un_repond
from coach.cli.francais import verbe
from coach.cli.paroles import dire
from coach.cli.refus import ECHEC, Refus
from coach.cli.sortie import ecrire, narrer


@verbe("ouvrir", "reglages")
def commande() -> None:
    """Crée le fichier s'il manque, l'ouvre, puis dit ce qui ne s'y lit pas."""
    from coach.reglages import lire
    from coach.reglages.apparence import FICHIER, existe
    from coach.reglages.ecriture import enregistrer

    dossier = dossiers.configuration().absolute()
    if not existe(dossier):
        enregistrer(dossier, {})
    fichier = dossier / FICHIER
    editeur = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editeur is None or not quelqu_un_repond():
        narrer(dire("reglages.sans_editeur"))
        ecrire(str(fichier))
        return
    _editer(editeur, fichier)
    avertissements = lire(dossier).avertissements
    for phrase in avertissements or (dire("reglages.relu"),):
        narrer(phrase)


def _editer(editeur: str, fichier: Path) -> None:
    """Attend que l'éditeur se ferme. Lève `Refus` s'il ne s'ouvre pas, ou finit mal."""
    mots = shlex.split(editeur, posix=os.name == "posix")
    try:
        code = subprocess.run([*mots, str(fichier)], check=False).returncode
    except OSError as erreur:
        raise Refus("editeur", editeur=editeur, code=ECHEC) from erreur
    if code:
        raise Refus("editeur", editeur=editeur, code=ECHEC)
