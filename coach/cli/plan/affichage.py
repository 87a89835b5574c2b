"""Le plan d'action en lignes : ses groupes, chaque ajustement, son histoire ; ou en JSON."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from coach.cli.ajustement import ajustement_dit, etat_dit
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json
from coach.cli.journal.designation import raccourcir
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour, narrer

if TYPE_CHECKING:
    from coach.plan.lecture import Filtre
    from coach.plan.vues import Engagement, Pas, Plan


def options_du_plan(fonction: Callable[..., Any]) -> Callable[..., Any]:
    """Les options --etat, --periode, --histoire et --json."""
    for option in (
        option_json(),
        click.option("--histoire", is_flag=True, help=dire("option.histoire")),
        click.option(
            "--periode", metavar=dire("option.metavar_periode"), help=dire("option.periode")
        ),
        click.option(
            "--etat", multiple=True, metavar=dire("option.metavar_etat"), help=dire("option.etat")
        ),
    ):
        fonction = option(fonction)
    return fonction


def lister(etat: Sequence[str], periode: str | None, histoire: bool, en_json: bool) -> None:
    """Écrit le plan ; un carnet qui n'existe pas encore en donne un vide."""
    plan = _lire(_filtre(etat, periode))
    if en_json:
        ecrire_json([_document(e) for e in plan.engagements])
        return
    courts = raccourcir(e.id for e in plan.engagements)
    for rang, (groupe, siens) in enumerate(plan.groupes().items()):
        if rang:
            ecrire()
        ecrire(dire(f"plan.groupe_{groupe}", nombre=len(siens)))
        for engagement in siens:
            for ligne in _lignes(engagement, courts[engagement.id], histoire=histoire):
                ecrire(ligne)
    if not plan.engagements:
        ecrire(dire("plan.rien_filtre" if etat or periode else "plan.rien"))


def _lire(filtre: "Filtre") -> "Plan":
    from coach.carnet import ErreurDeCarnet
    from coach.carnet.horloge import maintenant
    from coach.plan.lecture import lire
    from coach.plan.vues import Plan

    aujourd_hui = maintenant().date()
    try:
        with carnet_existant() as carnet:
            return lire(carnet, aujourd_hui, filtre)
    except ErreurDeCarnet as erreur:
        if erreur.raison != "carnet_absent":
            raise
        narrer(str(erreur))
        return Plan(aujourd_hui)


def _filtre(etats: Sequence[str], periode: str | None) -> "Filtre":
    """Le filtre de ces options ; la période comprise se dit à côté. Lève `Refus`."""
    from coach.carnet.horloge import maintenant
    from coach.modeles.periodes import comprendre
    from coach.plan.demande import lire_l_etat
    from coach.plan.lecture import ETATS, Filtre

    voulus = set()
    for dit in map(texte_de_la_commande, etats):
        lu = lire_l_etat(dit)
        if lu is None:
            raise Refus("etat", valeur=dit, choix=", ".join(ETATS))
        voulus.add(lu)
    if not periode:
        return Filtre(frozenset(voulus))
    comprise = comprendre(texte_de_la_commande(periode), maintenant().date())
    if comprise is None:
        raise Refus("filtre_periode", valeur=periode)
    narrer(dire("journal.periode", periode=comprise.libelle))
    return Filtre(frozenset(voulus), comprise)


def _document(engagement: "Engagement") -> dict[str, Any]:
    return {
        "id": engagement.id,
        "texte": engagement.texte,
        "echeance": engagement.echeance.isoformat() if engagement.echeance else None,
        "indicateur": engagement.indicateur,
        "etat": engagement.etat,
        "journal": engagement.journal,
        "date": engagement.jour.isoformat(),
    }


def _lignes(engagement: "Engagement", court: str, *, histoire: bool) -> Iterator[str]:
    """L'ajustement et son état, puis ce qui l'éclaire, en retrait."""
    echeance = engagement.echeance if engagement.ouvert else None
    etat = etat_dit(engagement.etat)
    if not engagement.ouvert:
        etat = dire("plan.clos_le", etat=etat, jour=jour(engagement.dernier_mot))
    yield "  " + ajustement_dit(engagement.texte, echeance, etat, id_court=court)
    if engagement.indicateur:
        yield "    " + dire("journal.indicateur", texte=en_une_ligne(engagement.indicateur))
    titre = en_une_ligne(engagement.titre) or dire("journal.sans_titre")
    yield "    " + dire("plan.origine", titre=titre, jour=jour(engagement.jour))
    if not histoire and engagement.appris:
        yield "    " + dire("plan.appris", texte=en_une_ligne(engagement.appris))
    for pas in engagement.histoire if histoire else ():
        yield "    " + _pas(pas)


def _pas(pas: "Pas") -> str:
    """« 12/03/2026 : en cours, reporté au 20/03/2026. Ce qui en fut appris. »"""
    etat = etat_dit(pas.etat)
    if pas.echeance:
        etat = dire("plan.reporte_au", etat=etat, jour=jour(pas.echeance))
    cle = "plan.pas_appris" if pas.appris else "plan.pas"
    return dire(cle, jour=jour(pas.quand), etat=etat, texte=en_une_ligne(pas.appris))
