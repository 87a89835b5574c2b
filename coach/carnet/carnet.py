"""Le carnet : un dossier qui garde le journal de toutes les séances."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from coach.carnet import (
    corrections,
    derivation,
    effacement,
    ouverture,
    rangement,
    registre,
    sauvegardes,
)
from coach.carnet.citations import citations
from coach.carnet.connexion import ecriture
from coach.carnet.consultation import Consultation
from coach.carnet.depots import Depots
from coach.carnet.derivation import Lecteur
from coach.carnet.dons import Dons
from coach.carnet.erreurs import CarnetIllisible, CarnetOccupe, RestaurationRefusee
from coach.carnet.horloge import maintenant
from coach.carnet.verification import verifier
from coach.carnet.verrous import OUVERTURE
from coach.carnet.vues import (
    Bilan,
    Brouillon,
    Citation,
    Comparaison,
    Effacement,
    EntetePortable,
    Integration,
)
from coach.modeles.base import FLUX_DU_CARNET, EtatAjustement
from coach.modeles.evenements import AjustementSuivi, Evenement, EvenementAnnule
from coach.modeles.journal import AConsigner, E
from coach.modeles.lecture import Segment


class Carnet(Consultation, Depots, Dons):
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
            registre.inserer(self._base, [evenement])
            return evenement

    def consigner_ensemble(self, faits: Sequence[AConsigner]) -> list[Evenement]:
        """Écrit plusieurs événements du carnet d'un seul geste : tous, ou aucun.

        Un fait : la sorte d'événement et ses champs ; `quand` parmi eux dit un autre jour.
        """
        with self._ecriture(FLUX_DU_CARNET), ecriture(self._base):
            plume = self._plume()
            ecrits = [plume.ecrire(sorte, **champs) for sorte, champs in faits]
            registre.inserer(self._base, ecrits)
            return ecrits

    def suivre(
        self,
        ajustement: str,
        etat: EtatAjustement,
        *,
        echeance: date | None = None,
        appris: str = "",
    ) -> AjustementSuivi:
        """Dit ce qu'un ajustement est devenu ; l'échéance et l'appris d'avant restent si tus."""
        return self.consigner(
            AjustementSuivi, ajustement=ajustement, etat=etat, echeance=echeance, appris=appris
        )

    def annuler(self, evenement: str) -> None:
        """Annule un événement du flux du carnet : le suivi d'avant reprend."""
        self.consigner(EvenementAnnule, cible=evenement)

    def oublier(self, correction: str) -> list[str]:
        """Oublie une correction apprise ; rend de quoi y revenir, à `annuler`.

        Lève `ErreurDeCarnet` si le carnet ne la retient pas.
        """
        with self._ecriture(FLUX_DU_CARNET):
            cibles = corrections.a_oublier(self._base, correction)
            faits = [(EvenementAnnule, {"cible": cible}) for cible in cibles]
            return [e.id for e in self.consigner_ensemble(faits)]

    def titrer(self, flux: str, titre: str) -> None:
        """Donne un autre titre à la séance. Lève `ErreurDeCarnet` si elle est ouverte ailleurs."""
        self._ranger(flux, lambda plume, _: rangement.titre(plume, titre))

    def etiqueter(self, flux: str, etiquette: str) -> bool:
        """Pose une étiquette sur la séance ; faux si elle la portait déjà."""
        return self._ranger(flux, lambda p, e: rangement.etiquette_a_poser(p, e, etiquette))

    def oter_etiquette(self, flux: str, etiquette: str) -> bool:
        """Ôte une étiquette de la séance ; faux si elle ne la portait pas."""
        return self._ranger(flux, lambda p, e: rangement.etiquette_a_oter(p, e, etiquette))

    def _ranger(self, flux: str, geste: rangement.Rangement) -> bool:
        with self._ecriture(flux), ecriture(self._base):
            registre.exiger(self._base, flux)
            plume = rangement.plume(self._base, flux, self.auteur, self._horloge())
            ecrits = geste(plume, registre.lire_flux(self._base, flux))
            registre.inserer(self._base, ecrits)
            return bool(ecrits)

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

        `emporter` : les identifiants des `citations` qui partent avec elle ; dans une autre séance
        ou un livret, seuls les mots cités s'effacent. Les corrections apprises d'elle partent
        toujours. Lève `EffacementInacheve` si des traces restent : il s'achèvera à une ouverture.
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
