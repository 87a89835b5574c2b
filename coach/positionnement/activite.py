"""L'auto-évaluation : une question à la fois, chaque réponse aussitôt gardée, rien d'effacé.

Une machine à états qui ignore tout de l'écran, comme le moteur des séances : on lui donne une
portée et un dépôt (le carnet, ou une liste en mémoire) ; ses gestes écrivent d'abord, puis
avancent. Reprendre, c'est la rouvrir : elle propose ce qui manque.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coach.carnet.vues import Preuve
from coach.confidentialite import Alerte
from coach.modeles.base import FLUX_DU_CARNET, Niveau
from coach.modeles.progression import MOI, Cible, Regard, Regards, meme_personne
from coach.modeles.referentiel import Competence, Item
from coach.modeles.texte import nfc
from coach.positionnement.cahier import Cahier
from coach.positionnement.choix import Choix, Proposition, Raison
from coach.positionnement.ecarts import Preuves, ecart
from coach.positionnement.formes import Depot, Fait, MotRequis, Question, RienAFaire
from coach.positionnement.portee import Portee


@dataclass
class Activite:
    """Mène un positionnement sur une portée.

    `par` : la personne (`MOI`) ou le nom de qui la regarde ; `preuves` : toutes celles du carnet ;
    `detecter` : entend un danger dans un mot. Les gestes lèvent les erreurs du dépôt ; rien n'a
    alors avancé.
    """

    portee: Portee
    depot: Depot
    preuves: Preuves
    aujourd_hui: date
    par: str = MOI
    detecter: Callable[[str], Alerte | None] = lambda _: None
    proposition: Proposition | None = field(default=None, init=False)
    _cahier: Cahier = field(init=False)
    _passees: set[Cible] = field(default_factory=set, init=False)
    _chemin: list[Cible] = field(default_factory=list, init=False)
    _apres: list[Cible] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.par = " ".join(nfc(self.par).split()) or MOI
        self._cahier = Cahier(self.depot, self.par)
        commencee = self._commencee()
        self.proposition = (
            Proposition(commencee, "brouillon") if commencee else self._choix().proposer()
        )

    # --- Où l'on en est --------------------------------------------------------------------------

    @property
    def mien(self) -> bool:
        """Vrai si la personne se positionne elle-même."""
        return meme_personne(self.par, MOI)

    @property
    def regards(self) -> Regards:
        """Tous les regards qui tiennent, les derniers compris."""
        return self._cahier.regards

    @property
    def question(self) -> Question | None:
        """Ce qui se regarde maintenant ; rien quand tout l'est, pour le moment."""
        if self.proposition is None:
            return None
        cible = self.proposition.cible
        competence = self.portee.competence(cible)
        assert competence is not None
        dernier = self.regards.dernier(cible, self.par)
        # qui regarde quelqu'un d'autre parle avant de voir ce qu'elle a dit
        autres = self.regards.autres(cible, self.par) if self.mien or dernier else []
        return Question(
            cible=cible,
            raison=self.proposition.raison,
            competence=competence,
            item=self.portee.item(cible),
            dernier=dernier,
            autres=tuple(autres),
            preuves=self._preuves(cible),
            enonces=self._enonces(competence) if self.mien and cible.item is None else (),
        )

    @property
    def avancement(self) -> tuple[int, int]:
        """Combien est regardé, sur combien."""
        return self._choix().avancement

    @property
    def faits(self) -> list[Fait]:
        """Ce qui fut dit depuis l'ouverture et tient encore, dans l'ordre."""
        return [f for c in self._cahier.dans_l_ordre if (f := self._fait(c)) is not None]

    @property
    def peut_annuler(self) -> bool:
        """Vrai s'il y a une réponse à annuler."""
        return self._cahier.peut_annuler

    @property
    def peut_retablir(self) -> bool:
        """Vrai s'il y a une réponse annulée à rétablir."""
        return self._cahier.peut_retablir

    @property
    def peut_revenir(self) -> bool:
        """Vrai s'il y a une question d'avant."""
        return bool(self._chemin)

    def exige(self, niveau: Niveau) -> Literal["change", "tiers"] | None:
        """Ce pour quoi cette réponse demanderait un mot : elle change, ou vient d'un tiers."""
        if self.proposition is None:
            return None
        if not self.mien:
            return "tiers"
        avant = self._cahier.avant(self.proposition.cible)
        return "change" if avant is not None and avant.niveau != niveau else None

    def raison_de(self, cible: Cible) -> Raison | None:
        """Pourquoi cette cible est à regarder, ou rien."""
        return self._choix().raison_de(cible)

    # --- Les gestes ------------------------------------------------------------------------------

    def repondre(self, niveau: Niveau, justification: str = "") -> Fait:
        """Garde la réponse, datée, et avance.

        Lève `MotRequis` s'il y faut un mot, `RienAFaire` si rien n'est demandé.
        """
        cible, mot = self._attendue(), nfc(justification).strip()
        exigee = self.exige(niveau)
        if exigee and not mot:
            raise MotRequis(exigee)
        self._cahier.ecrire(cible, self.portee.referentiel.millesime, niveau, mot)
        self._oublier_le_mot(cible)
        self._avancer(cible)
        fait = self._fait(cible, self.detecter(mot) if mot else None)
        assert fait is not None
        return fait

    def passer(self) -> None:
        """Laisse cette question pour aujourd'hui ; elle reviendra une autre fois."""
        cible = self._attendue()
        self._passees.add(cible)
        self._oublier_le_mot(cible)
        self._avancer(cible)

    def revenir(self) -> None:
        """Revient à la question d'avant ; y répondre remplace ce qui venait d'être dit."""
        if not self._chemin:
            raise RienAFaire("pas_avant")
        self._aller(self._chemin[-1], "revenue")

    def annuler(self) -> None:
        """Défait la dernière réponse, et remet sa question."""
        if not self.peut_annuler:
            raise RienAFaire("rien_a_annuler")
        self._aller(self._cahier.defaire(), "revenue")

    def retablir(self) -> None:
        """Refait la réponse qui vient d'être annulée."""
        if not self.peut_retablir:
            raise RienAFaire("rien_a_retablir")
        cible = self._cahier.refaire()
        if self.proposition is not None and self.proposition.cible == cible:
            self._avancer(cible)

    def choisir(self, cible: Cible) -> None:
        """Regarde ce que la personne choisit elle-même. Lève `RienAFaire` hors de la portée."""
        if not self.portee.contient(cible):
            raise RienAFaire("hors_portee")
        self._aller(cible, "choisie")

    # --- Le mot commencé -------------------------------------------------------------------------

    def commencer_un_mot(self, texte: str) -> None:
        """Garde le mot qui s'écrit, à reprendre si tout s'arrête là ; vide, l'oublie."""
        if self.proposition is not None:
            cle = self._cle(self.proposition.cible)
            self.depot.garder_brouillon(FLUX_DU_CARNET, cle, nfc(texte) if texte.strip() else "")

    @property
    def mot_commence(self) -> str:
        """Le mot commencé pour cette question, ou rien."""
        garde = self.depot.brouillon(FLUX_DU_CARNET)
        if garde is None or self.proposition is None:
            return ""
        return garde.texte if garde.question == self._cle(self.proposition.cible) else ""

    def _commencee(self) -> Cible | None:
        """Là où un mot était commencé, si c'est dans la portée."""
        garde = self.depot.brouillon(FLUX_DU_CARNET)
        if garde is None:
            return None
        return next((c for c in self.portee.cibles() if garde.question == self._cle(c)), None)

    def _oublier_le_mot(self, cible: Cible) -> None:
        garde = self.depot.brouillon(FLUX_DU_CARNET)
        if garde is not None and garde.question == self._cle(cible):
            self.depot.garder_brouillon(FLUX_DU_CARNET, garde.question, "")

    def _cle(self, cible: Cible) -> str:
        return json.dumps(["positionnement", *cible, self.par], ensure_ascii=False)

    # --- Avancer ---------------------------------------------------------------------------------

    def _attendue(self) -> Cible:
        if self.proposition is None:
            raise RienAFaire("fini")
        return self.proposition.cible

    def _avancer(self, cible: Cible) -> None:
        """Quitte cette question pour celle d'où l'on revenait, ou pour une autre."""
        self._chemin.append(cible)
        if self._apres:
            suivante = self._apres.pop()
            self.proposition = Proposition(suivante, self.raison_de(suivante) or "revenue")
        else:
            self.proposition = self._choix().proposer()

    def _aller(self, cible: Cible, raison: Raison) -> None:
        """Va à cette question, en laissant celle d'ici pour juste après."""
        if self.proposition is not None and self.proposition.cible != cible:
            self._apres.append(self.proposition.cible)
        self._chemin = [c for c in self._chemin if c != cible]
        self._apres = [c for c in self._apres if c != cible]
        self.proposition = Proposition(cible, raison)

    def _choix(self) -> Choix:
        return Choix(
            portee=self.portee,
            regards=self.regards,
            preuves=self.preuves,
            aujourd_hui=self.aujourd_hui,
            par=self.par,
            vues=self._cahier.repondues | self._passees,
            repondues=self._cahier.repondues,
        )

    # --- Lire ------------------------------------------------------------------------------------

    def _fait(self, cible: Cible, alerte: Alerte | None = None) -> Fait | None:
        regard = self._cahier.depuis_l_ouverture(cible)
        if regard is None:
            return None
        competence = self.portee.competence(cible) if self.mien and cible.item is None else None
        return Fait(
            regard=regard,
            avant=self._cahier.avant(cible),
            ecart=ecart(regard, competence, self.preuves) if competence else None,
            autres=tuple(self.regards.autres(cible, self.par)),
            preuves=self._preuves(cible),
            alerte=alerte,
        )

    def _preuves(self, cible: Cible) -> tuple[Preuve, ...]:
        return tuple(self.preuves.get((cible.referentiel, cible.code.casefold()), ())[::-1])

    def _enonces(self, competence: Competence) -> tuple[tuple[Item, Regard], ...]:
        """Ce que la personne dit des énoncés : à côté du niveau, jamais dedans."""
        dits = (
            (item, self.regards.dernier(cible))
            for item, cible in zip(competence.items, self.portee.enonces(competence), strict=True)
        )
        return tuple((item, regard) for item, regard in dits if isinstance(regard, Regard))
