"""Lire le plan d'action d'un carnet, entier ou filtré ; y retrouver un ajustement."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from coach.carnet import Action, Carnet
from coach.carnet.engagements import Engagements
from coach.modeles.base import EtatAjustement
from coach.modeles.periodes import Periode
from coach.modeles.texte import cle
from coach.plan.erreurs import ErreurDePlan
from coach.plan.vues import GROUPES, Engagement, Pas, Plan

EtatVoulu = EtatAjustement | Literal["echu"]

ETATS: tuple[EtatVoulu, ...] = (*get_args(EtatAjustement), "echu")
"""Ce par quoi filtrer : les quatre états, et « échu » (ouvert, échéance passée)."""

LONGUEUR_DU_PREFIXE = 6
"""Le moins de caractères qui désignent un ajustement."""


@dataclass(frozen=True, slots=True)
class Filtre:
    """Ce que l'on veut voir du plan.

    `etats` : vide, tous ; `periode` : celle de la séance où il fut décidé ; `mots` : tous, dans son
    texte, son indicateur, ce qui en fut appris ou le titre de sa séance.
    """

    etats: frozenset[EtatVoulu] = frozenset()
    periode: Periode | None = None
    mots: str = ""

    def laisse(self, engagement: Engagement, aujourd_hui: date) -> bool:
        """Vrai si le filtre laisse passer cet ajustement."""
        siens = {engagement.etat, *(["echu"] if engagement.echu(aujourd_hui) else [])}
        if self.etats and not self.etats & siens:
            return False
        if self.periode is not None and engagement.jour not in self.periode:
            return False
        return not self.mots or self._se_lit_dans(engagement)

    def _se_lit_dans(self, engagement: Engagement) -> bool:
        dits = (engagement.texte, engagement.indicateur, engagement.appris, engagement.titre)
        plies = cle("\n".join(dits))
        return all(mot in plies for mot in cle(self.mots).split())


def lire(carnet: Carnet, aujourd_hui: date, filtre: Filtre | None = None) -> Plan:
    """Le plan d'action de ce carnet, ce jour-là. Lève `ErreurDeCarnet`."""
    lus = carnet.engagements()
    tous = [_engagement(action, lus) for action in lus.actions]
    entier = Plan(aujourd_hui, tuple(sorted(tous, key=lambda e: _place(e, aujourd_hui))))
    return filtrer(entier, filtre) if filtre else entier


def filtrer(plan: Plan, filtre: Filtre) -> Plan:
    """Ce que le filtre laisse du plan, dans le même ordre."""
    return Plan(plan.jour, tuple(e for e in plan.engagements if filtre.laisse(e, plan.jour)))


def _engagement(action: Action, lus: Engagements) -> Engagement:
    origine = lus.origines[action.id]
    return Engagement(
        id=action.id,
        texte=action.texte,
        moment=action.moment,
        echeance=action.echeance,
        prevue=origine.echeance,
        indicateur=action.indicateur,
        etat=action.etat,
        appris=action.appris,
        decide_le=action.decide_le,
        journal=action.seance,
        titre=origine.titre,
        jour=origine.jour,
        histoire=_histoire(action.id, lus),
    )


def _histoire(ajustement: str, lus: Engagements) -> tuple[Pas, ...]:
    """Les suivis ; une séance qui dit l'état puis ce qui en fut appris n'en fait qu'un."""
    pas: list[Pas] = []
    for suivi in lus.suivis.get(ajustement, ()):
        seance = lus.dits_en_seance.get(suivi.id)
        neuf = Pas(suivi.id, suivi.quand, suivi.etat, suivi.echeance, suivi.appris, seance)
        if pas and seance and (pas[-1].seance, pas[-1].etat) == (seance, suivi.etat):
            avant = pas.pop()
            neuf = replace(
                neuf,
                echeance=neuf.echeance or avant.echeance,
                appris=neuf.appris or avant.appris,
            )
        pas.append(neuf)
    return tuple(pas)


def _place(engagement: Engagement, aujourd_hui: date) -> tuple[int, float, str]:
    groupe = engagement.groupe(aujourd_hui)
    rang = GROUPES.index(groupe)
    if engagement.echeance is not None and engagement.ouvert:
        return rang, engagement.echeance.toordinal(), engagement.id
    if groupe == "sans_date":
        return rang, engagement.decide_le.timestamp(), engagement.id
    return rang, -engagement.dernier_mot.timestamp(), engagement.id


def trouver(plan: Plan, prefixe: str) -> Engagement:
    """L'ajustement que désigne ce début d'identifiant (six caractères, casse indifférente).

    Lève `ErreurDePlan` s'il est trop court, inconnu ou commun à plusieurs.
    """
    debut = prefixe.strip().upper()
    if len(debut) < LONGUEUR_DU_PREFIXE:
        raise ErreurDePlan("prefixe_trop_court", minimum=LONGUEUR_DU_PREFIXE)
    trouves = [e for e in plan.engagements if e.id.startswith(debut)]
    if not trouves:
        raise ErreurDePlan("inconnu", prefixe=prefixe)
    if len(trouves) > 1:
        candidats = ", ".join(e.id for e in trouves[:5])
        raise ErreurDePlan("prefixe_ambigu", prefixe=prefixe, candidats=candidats)
    return trouves[0]
