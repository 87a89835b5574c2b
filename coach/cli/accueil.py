"""`coach accueil` : l'accueil en lignes ; ce qui est dû, à reprendre, et un protocole à choisir."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from coach.cli.ajustement import ajustement_dit, etat_dit
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.journal.designation import raccourcir
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.secours import secours
from coach.cli.sortie import ecrire, ecrire_json, jour

if TYPE_CHECKING:
    from coach.carnet import Action, Apercu, Resume
    from coach.dialogues.recommandation import Recommandation

AU_PLUS = 3
"""Protocoles proposés pour une phrase."""


@verbe("accueil")
@click.argument("phrase", nargs=-1, metavar=dire("argument.phrase"))
@option_json()
def commande(phrase: tuple[str, ...], en_json: bool) -> None:
    """Dit ce qui attend ; avec une phrase, des protocoles, ou vers qui se tourner."""
    texte = texte_de_la_commande(" ".join(phrase)).strip()
    lue = _recommander(texte) if texte else None
    vu = _apercu()
    if en_json:
        ecrire_json(_document(vu, lue))
        return
    if lue is not None and lue.alerte is not None:
        _dire_les_relais(lue.alerte.aide)
        return
    if lue is not None:
        _dire_la_recommandation(lue)
    _dire_l_apercu(vu)


def _apercu() -> "Apercu":
    """Ce qui attend ; rien tant qu'il n'y a pas de carnet."""
    from coach.carnet import Apercu, ErreurDeCarnet
    from coach.carnet.horloge import maintenant

    try:
        with carnet_existant() as carnet:
            return carnet.apercu(maintenant().date())
    except ErreurDeCarnet as erreur:
        if erreur.raison != "carnet_absent":
            raise
        return Apercu()


def _recommander(texte: str) -> "Recommandation":
    from coach.dialogues.protocole import charger, identifiants
    from coach.dialogues.recommandation import recommander

    return recommander(texte, [charger(i) for i in identifiants()])


def _document(vu: "Apercu", lue: "Recommandation | None") -> dict[str, Any]:
    return {
        "version": 1,
        "dus": [
            {
                "id": a.id,
                "journal": a.seance,
                "texte": a.texte,
                "echeance": a.echeance.isoformat() if a.echeance else None,
                "etat": a.etat,
            }
            for a in vu.dus
        ],
        "a_reprendre": [_resume(r) for r in vu.a_reprendre],
        "finies": [_resume(r) for r in vu.finies],
        "seances": vu.seances,
        "propositions": [
            {"protocole": p.protocole.id, "titre": p.protocole.titre, "raison": p.raison}
            for p in (lue.propositions[:AU_PLUS] if lue else ())
        ],
        "alerte": lue.alerte.genre if lue and lue.alerte else None,
    }


def _resume(resume: "Resume") -> dict[str, Any]:
    return {
        "id": resume.id,
        "titre": resume.titre,
        "protocole": resume.protocole,
        "cree_le": resume.cree_le.isoformat(),
        "termine": resume.termine,
    }


def _dire_la_recommandation(lue: "Recommandation") -> None:
    ecrire(dire("accueil.pistes"))
    for proposition in lue.propositions[:AU_PLUS]:
        protocole = proposition.protocole
        ecrire(
            dire(
                "accueil.piste",
                titre=protocole.titre,
                duree=protocole.duree_minutes,
                raison=proposition.raison or protocole.quand,
            )
        )
        ecrire(dire("accueil.commencer", protocole=protocole.id))
    ecrire()


def _dire_les_relais(genre: str) -> None:
    """Vers qui se tourner : les propositions attendront."""
    for ligne in secours()(genre):
        ecrire(ligne)


def _dire_l_apercu(vu: "Apercu") -> None:
    if vu.dus:
        ecrire(dire("accueil.a_regarder"))
        for action in vu.dus:
            ecrire(_ligne_d_action(action))
        ecrire()
    _dire_les_seances("a_reprendre", vu.a_reprendre)
    _dire_les_seances("finies", vu.finies)
    ecrire(dire("accueil.suite" if vu.seances else "accueil.vide"))


def _ligne_d_action(action: "Action") -> str:
    return "  " + ajustement_dit(action.texte, action.echeance, etat_dit(action.etat))


def _dire_les_seances(quoi: str, resumes: "Sequence[Resume]") -> None:
    if not resumes:
        return
    ecrire(dire(f"accueil.{quoi}"))
    courts = raccourcir(r.id for r in resumes)
    for resume in resumes:
        titre = resume.titre or dire("journal.sans_titre")
        ligne = dire("accueil.seance", id=courts[resume.id], jour=jour(resume.cree_le), titre=titre)
        ecrire("  " + ligne)
    ecrire()
