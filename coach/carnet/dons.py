"""Un carnet ouvert, pour ce qui se donne à lire : les pseudonymes, et ce qu'un partage laisse."""

from collections.abc import Iterable, Mapping, Sequence

from coach.carnet import partages, registre
from coach.carnet.connexion import ecriture
from coach.carnet.socle import Socle
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.journal import AConsigner


class Dons(Socle):
    """Ce que le carnet retient des fichiers donnés à lire."""

    def pseudonymes(self, noms: Iterable[str]) -> dict[str, str]:
        """Les pseudonymes déjà donnés à ces noms, d'un partage à l'autre."""
        with self._lecture():
            return partages.pseudonymes(self._base, noms)

    def retenir_le_partage(
        self,
        faits: Sequence[AConsigner],
        *,
        fichier: str,
        flux: str,
        pseudonymes: Mapping[str, str],
        table: Mapping[str, str],
    ) -> None:
        """Consigne un partage et ce qu'il faut pour le suivant : tout, ou rien.

        `faits` : les événements du carnet à écrire ; `table` : pour chaque événement du fichier,
        celui du carnet dont il est tiré.
        """
        with self._ecriture(FLUX_DU_CARNET), ecriture(self._base):
            plume = self._plume()
            ecrits = [plume.ecrire(sorte, **champs) for sorte, champs in faits]
            registre.inserer(self._base, ecrits)
            partages.retenir(self._base, pseudonymes)
            partages.retenir_la_table(self._base, fichier, flux, table)

    def retenir_les_pseudonymes(self, choisis: Mapping[str, str]) -> None:
        """Retient ceux d'un document remis, pour que le prochain donne les mêmes."""
        with self._ecriture(FLUX_DU_CARNET), ecriture(self._base):
            partages.retenir(self._base, choisis)

    def table_du_partage(self, fichier: str) -> dict[str, str]:
        """L'événement du carnet dont chaque événement d'un fichier donné est tiré."""
        with self._lecture():
            return partages.table(self._base, fichier)
