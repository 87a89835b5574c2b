"""Consulter le carnet : ce que montrent l'accueil et les journaux, ce que la recherche retrouve."""

from collections.abc import Sequence
from datetime import date

from coach.carnet import (
    apercu,
    corrections,
    listes,
    migrations,
    preuves,
    progression,
    recherche,
    sauvegardes,
)
from coach.carnet.corrections import Correction
from coach.carnet.engagements import Engagements, engagements
from coach.carnet.filtres import Filtre
from coach.carnet.ouverture import SAUVEGARDES
from coach.carnet.passe import Passe, passe
from coach.carnet.progression import EmotionLue, Matiere, ReponseTrouvee
from coach.carnet.socle import Socle
from coach.carnet.vues import Action, Apercu, CompetenceMontree, Compte, Preuve, Resume, Trouvaille
from coach.modeles.evenements import CorrectionApprise


class Consultation(Socle):
    """Les listes d'un carnet ouvert, toujours à jour."""

    def lister(
        self, filtre: Filtre | None = None, *, limite: int = -1, depart: int = 0
    ) -> list[Resume]:
        """Les séances, les plus récemment commencées d'abord ; toutes si `limite` est négative.

        `filtre.mots` n'y est pas regardé : c'est l'affaire de `chercher`.
        """
        with self._lecture():
            return listes.lister(self._a_jour(), filtre, limite, depart)

    def migrations(self) -> list[str]:
        """Les migrations faites, dans l'ordre."""
        with self._lecture():
            return [m.name for m in migrations.MIGRATIONS.applied(self._base)]

    def sauvegardes(self) -> list[str]:
        """Les noms des sauvegardes automatiques, sans leur extension."""
        return [f.stem for f in sauvegardes.presentes(self.dossier / SAUVEGARDES)]

    def compter(self, filtre: Filtre) -> int:
        """Combien de séances `lister` rendrait."""
        with self._lecture():
            return listes.compter(self._a_jour(), filtre)

    def resume(self, flux: str) -> Resume | None:
        """La séance de cet identifiant, ou rien."""
        with self._lecture():
            return listes.resume(self._a_jour(), flux)

    def apercu(self, aujourd_hui: date) -> Apercu:
        """Ce que montre l'accueil."""
        with self._lecture():
            return apercu.apercu(self._a_jour(), aujourd_hui)

    def jours(self, filtre: Filtre) -> dict[date, int]:
        """Combien de séances chaque jour, tel que la personne l'a vécu."""
        with self._lecture():
            return listes.jours(self._a_jour(), filtre)

    def etiquettes(self) -> list[Compte]:
        """Les étiquettes posées, la plus fréquente d'abord."""
        with self._lecture():
            return listes.etiquettes(self._a_jour())

    def protocoles(self) -> list[Compte]:
        """Les protocoles menés, le plus fréquent d'abord ; un nom vide pour les notes."""
        with self._lecture():
            return listes.protocoles(self._a_jour())

    def competences(self) -> list[CompetenceMontree]:
        """Les compétences reliées, la plus souvent d'abord."""
        with self._lecture():
            return listes.competences(self._a_jour())

    def chercher(
        self, texte: str, limite: int = 50, filtre: Filtre | None = None
    ) -> list[Trouvaille]:
        """Les passages où tous les mots se trouvent ; accents, casse, œ, apostrophes indifférents.

        Le dernier mot peut n'être qu'un début. Séances récentes d'abord, parmi celles du filtre.
        """
        with self._lecture():
            return recherche.chercher(self._a_jour(), texte, limite, filtre)

    def actions(self, flux: str | None = None) -> list[Action]:
        """Les ajustements de la séance `flux`, ou de toutes, avec ce qu'ils sont devenus."""
        with self._lecture():
            return listes.actions(self._a_jour(), flux)

    def engagements(self) -> Engagements:
        """Tous les ajustements, d'où ils viennent et ce qui en fut dit : le plan d'action."""
        with self._lecture():
            return engagements(self._a_jour())

    def preuves(self) -> list[Preuve]:
        """Les preuves qui tiennent, des séances ou apportées."""
        with self._lecture():
            return preuves.preuves(self._a_jour())

    def matiere(self) -> Matiere:
        """Tout ce dont une progression se lit, d'un coup : preuves, positionnements, étiquettes."""
        with self._lecture():
            return progression.matiere(self._a_jour())

    def emotions(self) -> list[EmotionLue]:
        """Les émotions prises dans la roue, la plus ancienne d'abord."""
        with self._lecture():
            return progression.emotions_choisies(self._a_jour())

    def reponses(self, protocoles: Sequence[str], etapes: Sequence[str]) -> list[ReponseTrouvee]:
        """Ce que répondent, à ces étapes, les séances de ces protocoles ; par date."""
        with self._lecture():
            return progression.reponses_aux_etapes(self._a_jour(), protocoles, etapes)

    def corrections(self) -> list[Correction]:
        """Ce que la personne a appris au coach, le plus récent d'abord."""
        with self._lecture():
            return corrections.lister(self._a_jour())

    def apprises(self) -> list[CorrectionApprise]:
        """Les mêmes corrections, de la plus ancienne à la plus récente, sans leur séance."""
        with self._lecture():
            return corrections.retenues(self._base)

    def dernier(self, flux: str) -> str:
        """L'identifiant du dernier événement du flux : il change dès qu'il s'y écrit ; ou vide."""
        with self._lecture():
            return corrections.dernier(self._base, flux)

    def passe(self, sauf: str) -> Passe:
        """Ce qui précède la séance `sauf` : les dernières séances, et les ajustements ouverts."""
        with self._lecture():
            return passe(self._a_jour(), sauf)
