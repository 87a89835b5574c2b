"""Le carnet : un dossier qui garde le journal de toutes les séances."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from coach.carnet import (
    derivation,
    effacement,
    listes,
    ouverture,
    recherche,
    registre,
    sauvegardes,
)
from coach.carnet.citations import citations
from coach.carnet.connexion import ecriture
from coach.carnet.derivation import Lecteur, maintenant
from coach.carnet.erreurs import CarnetIllisible, CarnetOccupe, RestaurationRefusee
from coach.carnet.socle import Socle
from coach.carnet.verification import verifier
from coach.carnet.verrous import OUVERTURE
from coach.carnet.vues import (
    Action,
    Bilan,
    Brouillon,
    Citation,
    Comparaison,
    Effacement,
    EntetePortable,
    Integration,
    Preuve,
    Resume,
    Trouvaille,
)
from coach.modeles.base import FLUX_DU_CARNET, Entete
from coach.modeles.evenements import Evenement
from coach.modeles.lecture import Segment

E = TypeVar("E", bound=Entete)


class Carnet(Socle):
    """Un carnet ouvert ; à fermer, ou à employer avec `with`.

    Toute méthode peut lever une `ErreurDeCarnet` : sa phrase se montre, et rien n'est à moitié
    écrit. `auteur` signe les événements de la personne ; `avertissements` : phrases à montrer une
    fois. Un même carnet sert à plusieurs fils d'exécution, l'un après l'autre.
    """

    @classmethod
    def reparer(
        cls, dossier: Path, sauvegarde: Path, *, horloge: Callable[[], datetime] = maintenant
    ) -> Self:
        """Rouvre sur une sauvegarde un carnet qui ne s'ouvre plus.

        L'ancienne base est rangée parmi les sauvegardes. Un carnet qui s'ouvre n'est pas touché :
        il se restaure. Lève `SauvegardeImpossible` avant de rien déplacer.
        """
        with sauvegardes.ouvrir(sauvegarde):
            pass
        try:
            return cls.ouvrir(dossier, horloge=horloge)
        except CarnetIllisible as erreur:
            if erreur.raison not in {"abime", "pas_un_carnet"}:
                raise
        ouverture.mettre_de_cote(dossier, horloge())
        carnet = cls.ouvrir(dossier, horloge=horloge, _repartir=True)
        carnet.restaurer(sauvegarde, malgre_la_perte=True)
        return carnet

    # --- Écrire ------------------------------------------------------------------------------

    @contextmanager
    def tenir(self, flux: str) -> Iterator[None]:
        """Tient la séance tant qu'on y écrit ; rendue d'office si le programme meurt.

        Lève `SeanceOuverteAilleurs` si une autre fenêtre la tient : on peut encore la lire.
        """
        with self._verrou(flux):
            yield

    def ajouter(self, *evenements: Evenement) -> None:
        """Ajoute des événements d'un même flux, d'un seul geste ; sur le disque au retour.

        Prend le verrou de la séance si on ne le tient pas. Lève `SeanceOuverteAilleurs`,
        `SeanceChangeeAilleurs` (un rang déjà pris) ou `SeanceEffacee` ; rien n'est alors écrit.
        """
        if evenements:
            with self._ecriture(evenements[0].flux):
                registre.ajouter(self._base, evenements)

    def consigner(self, sorte: type[E], **champs: Any) -> E:
        """Écrit un événement du carnet (suivi, positionnement, réglage…) au rang suivant."""
        with self._ecriture(FLUX_DU_CARNET), ecriture(self._base):
            evenement = self._plume().ecrire(sorte, **champs)
            registre.inserer(self._base, [evenement])  # type: ignore[list-item]
            return evenement

    def garder_brouillon(self, flux: str, question: str, texte: str) -> None:
        """Garde la phrase en cours, à la place de la précédente ; vide, elle s'efface."""
        with self._ecriture(flux):
            registre.garder_brouillon(self._base, flux, question, texte, self._horloge())

    def integrer(
        self,
        evenements: Sequence[Evenement],
        *,
        entete: EntetePortable | None = None,
        malgre_suppression: bool = False,
    ) -> Integration:
        """Réunit au carnet une séance venue d'un fichier : tout, ou rien.

        Lève `SeanceEffacee` si une tombe la garde, `ContenuDifferent` si elle contredit le carnet.
        """
        flux = evenements[0].flux if evenements else FLUX_DU_CARNET
        with self._ecriture(flux), self._verrou(FLUX_DU_CARNET):
            return registre.integrer(
                self._base,
                evenements,
                entete or EntetePortable(),
                self._plume,
                malgre_suppression=malgre_suppression,
            )

    # --- Lire --------------------------------------------------------------------------------

    def evenements(self, flux: str) -> list[Evenement]:
        """Les événements d'un flux dans l'ordre total ; aucun si le carnet ne le connaît pas."""
        with self._lecture():
            return registre.lire_flux(self._base, flux)

    def brouillon(self, flux: str) -> Brouillon | None:
        """La phrase qui s'écrivait dans cette séance, ou rien."""
        with self._lecture():
            return registre.lire_brouillon(self._base, flux)

    def entete(self, flux: str) -> EntetePortable:
        """Ce que l'en-tête du fichier d'où vient la séance disait de plus."""
        with self._lecture():
            return registre.lire_entete(self._base, flux)

    def lister(self) -> list[Resume]:
        """Les séances, les plus récemment commencées d'abord."""
        with self._lecture():
            return listes.lister(self._a_jour())

    def chercher(self, texte: str, limite: int = 50) -> list[Trouvaille]:
        """Les passages où tous les mots se trouvent ; accents, casse, œ, apostrophes indifférents.

        Le dernier mot peut n'être qu'un début. Séances récentes d'abord.
        """
        with self._lecture():
            return recherche.chercher(self._a_jour(), texte, limite)

    def actions(self) -> list[Action]:
        """Les ajustements de toutes les séances, avec ce qu'ils sont devenus."""
        with self._lecture():
            return listes.actions(self._a_jour())

    def preuves(self) -> list[Preuve]:
        """Les preuves qui tiennent, des séances ou apportées."""
        with self._lecture():
            return listes.preuves(self._a_jour())

    def segments(self, flux: str, lecteur: Lecteur | None = None) -> dict[str, tuple[Segment, ...]]:
        """Les segments de chaque réponse de la séance, par identifiant de réponse.

        `lecteur` : celui du coach par défaut. Gardés tant que ni la séance ni le coach ne changent.
        """
        with self._lecture():
            return derivation.segments(
                self._a_jour(), flux, lecteur, garder=self._verrous is not None
            )

    def resoudre(self, prefixe: str) -> str:
        """La séance que désigne ce début d'identifiant (six caractères, casse indifférente).

        Lève `SeanceInconnue` ; ses `candidats` nomment les séances qui commencent ainsi.
        """
        with self._lecture():
            return registre.resoudre(self._base, prefixe)

    def citations(self, flux: str) -> list[Citation]:
        """Ce qui cite cette séance ailleurs : à montrer avant de la supprimer."""
        with self._lecture():
            return citations(self._base, flux, registre.lire_flux(self._base, flux))

    # --- Effacer -----------------------------------------------------------------------------

    def supprimer(self, flux: str, *, emporter: Sequence[str] = ()) -> Effacement:
        """Efface une séance jusque dans les octets, et pose sa tombe.

        `emporter` : les identifiants des `citations` qui partent avec elle ; dans une autre séance,
        seuls les mots cités s'effacent. Les corrections apprises d'elle partent toujours. Lève
        `EffacementInacheve` si des traces restent : l'effacement s'achèvera à une ouverture.
        """
        with self._ecriture(flux), self._verrou(FLUX_DU_CARNET):
            registre.exiger(self._base, flux)
            nombre = effacement.supprimer(self._base, flux, self._plume, emporter)
            return self._achever(nombre)

    def expurger(self, flux: str, ancien: str, nouveau: str) -> Effacement:
        """Remplace un nom par une initiale dans la séance et ce qui la cite, jusqu'aux octets.

        Les identifiants ne changent pas, les ancres suivent. Lève `EffacementInacheve`.
        """
        with self._ecriture(flux), self._verrou(FLUX_DU_CARNET):
            registre.exiger(self._base, flux)
            nombre = effacement.expurger_le_flux(self._base, flux, ancien, nouveau, self._plume)
            return self._achever(nombre)

    # --- Garder ------------------------------------------------------------------------------

    def sauvegarder(self, fichier: Path) -> None:
        """Écrit une copie complète du carnet, sans rien écraser. Lève `SauvegardeImpossible`."""
        with self._lecture():
            sauvegardes.sauvegarder(self._base, fichier)

    def comparer(self, fichier: Path) -> Comparaison:
        """Ce que restaurer cette sauvegarde ferait perdre. Lève `SauvegardeImpossible`."""
        with self._lecture(), sauvegardes.ouvrir(fichier) as sauvegarde:
            return sauvegardes.comparer(self._base, sauvegarde)

    def restaurer(
        self, fichier: Path, *, malgre_la_perte: bool = False, avec_effacees: bool = False
    ) -> Comparaison:
        """Met le contenu d'une sauvegarde à la place du carnet, après avoir sauvegardé celui-ci.

        Lève `RestaurationRefusee`, qui compte ce qui serait perdu, sauf `malgre_la_perte`. Ce qui a
        été supprimé depuis ne revient pas, sauf `avec_effacees`.
        """
        with (
            self._ecriture(FLUX_DU_CARNET),
            self._verrou(OUVERTURE),
            sauvegardes.ouvrir(fichier) as sauvegarde,
        ):
            if self._verrous is None or self._verrous.tenus_ailleurs():
                raise CarnetOccupe
            comparaison = sauvegardes.comparer(self._base, sauvegarde)
            if comparaison.evenements_perdus and not malgre_la_perte:
                raise RestaurationRefusee(
                    seances=comparaison.seances_perdues, evenements=comparaison.evenements_perdus
                )
            a_cote = self.dossier / ouverture.SAUVEGARDES
            sauvegardes.avant(self._base, a_cote, "avant-restauration", self._horloge())
            sauvegardes.remplacer(self._base, sauvegarde, avec_effacees=avec_effacees)
            self.auteur = registre.lire_l_auteur(self._base)
            return comparaison

    def verifier(self) -> Bilan:
        """Relit tout le carnet : sa structure et chaque événement."""
        with self._lecture():
            return verifier(self._base)

    def reconstruire(self) -> int:
        """Refait toutes les tables dérivées depuis le journal ; rend le nombre de séances."""
        with self._ecriture(FLUX_DU_CARNET):
            derivation.tout_oublier(self._base)
            derivation.deriver(self._base, derivation.sales(self._base))
            return self._base.table("seances").count
