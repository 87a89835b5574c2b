"""`coach journal montrer` : relire une séance telle qu'elle est aujourd'hui."""

from datetime import date, datetime
from typing import Any

import click

from coach.cli.ajustement import ajustement_dit, etat_dit
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_existant, reglages
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour


@verbe("montrer", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@option_json()
def commande(identifiant: str, en_json: bool) -> None:
    """La séance entière, réponses lues et corrections comprises."""
    from coach.assemblage import contexte
    from coach.cli.annotations.affichage import dire_les_recues, en_fiche
    from coach.cli.journal.fiche import fiche
    from coach.supervision.retour import recues

    with carnet_existant() as carnet:
        flux = carnet.resoudre(texte_de_la_commande(identifiant))
        seance = fiche(carnet, flux, contexte(carnet, reglages()))
        donnees = recues(carnet.evenements(flux))
    if en_json:
        ecrire_json({**seance, "contributions": [en_fiche(r) for r in donnees]})
        return
    _montrer(seance)
    if donnees:
        ecrire()
        ecrire(dire("annotations.du_groupe"))
        dire_les_recues(donnees)


def _montrer(seance: dict[str, Any]) -> None:
    ecrire(seance["titre"] or dire("journal.sans_titre"))
    cree_le = datetime.fromisoformat(seance["cree_le"])
    etat = dire("journal.terminee" if seance["termine"] else "journal.en_cours")
    ecrire(dire("journal.entete", jour=jour(cree_le), etat=etat, id=seance["id"]))
    for etape in seance["etapes"]:
        if etape["reponses"]:
            ecrire()
            ecrire(etape["titre"])
        for reponse in etape["reponses"]:
            _montrer_la_reponse(reponse)
    if seance["competences"]:
        ecrire()
        ecrire(dire("journal.competences"))
    for lien in seance["competences"]:
        _montrer_le_lien(lien)
    if seance["ajustements"]:
        ecrire()
        ecrire(dire("journal.ajustements"))
    for ajustement in seance["ajustements"]:
        _montrer_l_ajustement(ajustement)


def _montrer_la_reponse(reponse: dict[str, Any]) -> None:
    from coach.cli.analyser import ligne_de
    from coach.modeles.lecture import Segment

    for segment in reponse["segments"]:
        ecrire("  " + ligne_de(Segment.model_validate(segment)))
    if not reponse["segments"]:
        ecrire("  " + en_une_ligne(reponse["texte"]))


def _montrer_le_lien(lien: dict[str, Any]) -> None:
    ecrire("  " + dire("journal.competence", code=lien["code"], referentiel=lien["referentiel"]))
    for nom in ("extrait", "justification"):
        if lien[nom]:
            ecrire("    " + dire(f"journal.{nom}", texte=en_une_ligne(lien[nom])))


def _montrer_l_ajustement(ajustement: dict[str, Any]) -> None:
    dite = ajustement["echeance"]
    echeance = date.fromisoformat(dite) if dite else None
    etat = etat_dit(ajustement["etat"])
    ecrire("  " + ajustement_dit(ajustement["texte"], echeance, etat))
    if ajustement["indicateur"]:
        texte = en_une_ligne(ajustement["indicateur"])
        ecrire("    " + dire("journal.indicateur", texte=texte))
