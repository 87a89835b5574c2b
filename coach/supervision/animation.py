"""Animer une rencontre : ouvrir et fermer les phases, tenir l'heure, recevoir les contributions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from coach.erreurs import ErreurEnClair
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AnnotationPosee,
    ClassementFait,
    Evenement,
    EvenementAnnule,
    PhaseClose,
    PhaseOuverte,
    RoleAttribue,
    TitreDonne,
)
from coach.modeles.journal import E, Plume, vivants
from coach.modeles.lecture import Nature
from coach.supervision.methode import APRES_LES_QUESTIONS, Contribution, Methode, Phase, Role
from coach.supervision.paroles import dire
from coach.supervision.rencontre import Rencontre, plier_rencontre

LONGUEUR = 4_000
"""Points de code d'une contribution : bien plus qu'une phrase dite, bien moins qu'un récit."""

ROLES = ("exposant", "animateur", "gardien", "participant")
"""Qui expose, qui anime, qui garde le temps, qui participe ; les deux du milieu participent."""


class GesteRefuse(ErreurEnClair):
    """Ce que le cadre ne permet pas ici ; le message dit quoi, et ce qui reste possible."""


@dataclass(frozen=True)
class Heure:
    """Où en est la phase : temps passé et conseillé ; `ferme` quand la méthode tient l'heure."""

    passe: timedelta
    conseille: timedelta
    ferme: bool

    @property
    def depassee(self) -> bool:
        """Vrai quand le temps conseillé est écoulé."""
        return self.passe >= self.conseille


class Animation:
    """Une rencontre qui s'écrit : chaque geste est durable avant le suivant.

    `ajouter` rend la main quand l'événement est sur le disque. `plume` tient le rang et l'auteur :
    celui de ce clavier. `evenements` : ce qui s'est déjà écrit ; l'heure reprend là où il s'arrête.
    """

    def __init__(
        self,
        methode: Methode,
        plume: Plume,
        ajouter: Callable[[Evenement], None],
        evenements: Iterable[Evenement] = (),
    ) -> None:
        self.methode = methode
        self._plume = plume
        self._ajouter = ajouter
        self._evenements = list(evenements)
        self._repli: Rencontre | None = None
        self._absence = timedelta()
        plume.rang = max([plume.rang, *(e.rang for e in self._evenements)])
        if self.rencontre.en_cours is not None:
            self._absence = plume.horloge() - max(e.quand for e in self._evenements)

    @property
    def evenements(self) -> tuple[Evenement, ...]:
        """Tout ce qui s'est écrit, annulations comprises."""
        return tuple(self._evenements)

    @property
    def rencontre(self) -> Rencontre:
        """Où en est le groupe."""
        if self._repli is None:
            self._repli = plier_rencontre(self._evenements)
        return self._repli

    @property
    def phase(self) -> Phase | None:
        """La phase ouverte, ou rien entre deux."""
        vecue = self.rencontre.en_cours
        return self.methode.phase(vecue.id) if vecue else None

    def titrer(self, titre: str) -> None:
        """Donne à la rencontre le titre sous lequel son compte rendu parlera d'elle."""
        if titre != self.rencontre.titre:
            self._ecrire(TitreDonne, titre=titre)

    def placer(self, membre: str, role: str) -> None:
        """Donne un rôle à un membre. Lève `GesteRefuse` si le rôle n'existe pas ou est pris."""
        if role not in ROLES:
            raise GesteRefuse(dire("refus.role_inconnu", role=role))
        tenu = [m for m, r in self.rencontre.roles.items() if r == role and m != membre]
        if role == "exposant" and tenu:
            raise GesteRefuse(dire("refus.exposant_pris", membre=tenu[0]))
        self._ecrire(RoleAttribue, role=role, membre=membre)

    def ouvrir(self) -> Phase:
        """Entre dans la phase suivante, et la rend. Lève `GesteRefuse` s'il n'y en a plus."""
        if self.phase is not None:
            raise GesteRefuse(dire("refus.phase_ouverte", phase=self.phase.titre))
        suivante = self.rencontre.a_venir(self.methode)
        if suivante is None:
            raise GesteRefuse(dire("refus.rencontre_close"))
        self._ecrire(PhaseOuverte, phase=suivante.id)
        self._absence = timedelta()
        return suivante

    def clore(self) -> Phase:
        """Ferme la phase ouverte, et la rend : elle ne se rouvrira pas. Lève `GesteRefuse`."""
        phase = self._phase_ouverte()
        self._ecrire(PhaseClose, phase=phase.id)
        return phase

    def contribuer(
        self,
        genre: Contribution,
        texte: str,
        *,
        membre: str | None = None,
        signe: bool = False,
        cible: str | None = None,
        ancre: Ancre | None = None,
    ) -> AnnotationPosee:
        """Écrit une contribution ; signée si le groupe le veut.

        `membre` : qui parle, par son nom ou par son rôle (« exposant ») ; sans lui, qui la phase
        attend. Lève `GesteRefuse` si la phase ne l'admet pas : une hypothèse avant la fin des
        questions, un mot de qui écoute.
        """
        phase = self._phase_ouverte()
        if not texte.strip():
            raise GesteRefuse(dire("refus.rien_a_ecrire"))
        if len(texte) > LONGUEUR:
            raise GesteRefuse(dire("refus.trop_long", maximum=LONGUEUR))
        if not self._admet(phase, genre, membre):
            raise GesteRefuse(self._pourquoi_non(phase, genre, membre))
        return self._ecrire(
            AnnotationPosee,
            genre=genre,
            texte=texte.strip(),
            cible=cible,
            ancre=ancre,
            phase=phase.id,
            signature=membre if signe else None,
        )

    def classer(self, ancre: Ancre, nature: Nature, membre: str) -> None:
        """La nature que ce membre lit dans un passage.

        Lève `GesteRefuse` hors des phases où l'on lit ensemble.
        """
        phase = self._phase_ouverte()
        if not phase.classement:
            raise GesteRefuse(dire("refus.classement_ailleurs", phase=phase.titre))
        self._ecrire(ClassementFait, ancre=ancre, nature=nature, membre=membre)

    def annuler(self) -> Evenement:
        """Défait le dernier geste de ce clavier, et le rend.

        Une phase refermée le reste. Lève `GesteRefuse` s'il n'y a rien à défaire.
        """
        for evenement in reversed(vivants(self._evenements)):
            if isinstance(evenement, PhaseClose | PhaseOuverte):
                break
            if evenement.auteur == self._plume.auteur:
                self._ecrire(EvenementAnnule, cible=evenement.id)
                return evenement
        raise GesteRefuse(dire("refus.rien_a_annuler"))

    def heure(self, maintenant: datetime) -> Heure | None:
        """Le temps de la phase ouverte, sans celui d'une coupure, ou rien."""
        vecue, phase = self.rencontre.en_cours, self.phase
        if vecue is None or phase is None:
            return None
        passe = max(maintenant - vecue.ouverte_le - self._absence, timedelta())
        return Heure(passe, timedelta(minutes=phase.minutes), self.methode.horloge == "tient")

    def tenir_l_heure(self, maintenant: datetime) -> Phase | None:
        """Ferme la phase dont le temps est passé, si la méthode tient l'heure, et la rend."""
        heure = self.heure(maintenant)
        return self.clore() if heure and heure.ferme and heure.depassee else None

    def permis(self, membre: str | None = None) -> Sequence[Contribution]:
        """Ce que ce membre peut écrire maintenant, noter en dernier."""
        phase = self.phase
        if phase is None:
            return ()
        permis = [g for g in phase.contributions if g != "note" and self._admet(phase, g, membre)]
        return [*permis, "note"]

    def _admet(self, phase: Phase, genre: Contribution, membre: str | None) -> bool:
        if genre in APRES_LES_QUESTIONS and not self.rencontre.questions_closes(self.methode):
            return False
        return phase.admet(genre, self._role(membre))

    def _role(self, membre: str | None) -> Role:
        """Le rôle de qui parle ; sans nom, celui que la phase attend."""
        if membre is None:
            seul = self.phase.parole if self.phase else ()
            return "exposant" if seul == ("exposant",) else "participant"
        tenu = self.rencontre.roles.get(membre, membre)
        return "exposant" if tenu == "exposant" else "participant"

    def _phase_ouverte(self) -> Phase:
        if self.phase is not None:
            return self.phase
        suite = "entre_deux" if self.rencontre.a_venir(self.methode) else "rencontre_close"
        raise GesteRefuse(dire(f"refus.{suite}"))

    def _pourquoi_non(self, phase: Phase, genre: Contribution, membre: str | None) -> str:
        role = self._role(membre)
        if role in phase.ecoute:
            return dire("refus.on_ecoute", phase=phase.titre)
        if genre in phase.contributions and role not in phase.parole:
            return dire("refus.parole_ailleurs", phase=phase.titre)
        plus_tard = [
            p.titre
            for p in self.methode.phases
            if genre in p.contributions and p.id not in {v.id for v in self.rencontre.phases}
        ]
        if plus_tard:
            return dire("refus.plus_tard", genre=dire(f"genre.{genre}"), phase=plus_tard[0])
        return dire("refus.plus_ici", genre=dire(f"genre.{genre}"), phase=phase.titre)

    def _ecrire(self, sorte: type[E], **champs: Any) -> E:
        evenement = self._plume.ecrire(sorte, **champs)
        self._ajouter(evenement)
        self._evenements.append(evenement)
        self._repli = None
        return evenement
