"""Entre le carnet et le fichier portable : importer une séance, en exporter une."""

from pathlib import Path

from coach.carnet import Carnet, Integration
from coach.partage.fichier import exporter, lire_fichier


def importer(
    carnet: Carnet, source: bytes | Path, *, malgre_suppression: bool = False
) -> Integration:
    """Prend dans le carnet la séance de ce fichier : tout, ou rien.

    Lève `ErreurDeFichier` si le fichier ne se lit pas entièrement, `SeanceEffacee` si la séance fut
    supprimée ici (sauf `malgre_suppression`), `ContenuDifferent` s'il contredit le carnet.
    """
    journal = lire_fichier(source)
    return carnet.integrer(
        journal.evenements, entete=journal.entete, malgre_suppression=malgre_suppression
    )


def exporter_du_carnet(carnet: Carnet, flux: str) -> bytes:
    """Le fichier d'une séance du carnet : la copie de la personne, avec tout ce qu'elle contient.

    Lève `ErreurDeFichier` si le carnet n'a rien de ce flux.
    """
    return exporter(flux, carnet.evenements(flux), carnet.entete(flux))
