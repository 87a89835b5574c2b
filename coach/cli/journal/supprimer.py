"""`coach journal supprimer` : effacer une séance, après avoir montré ce qui la cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from coach.cli.entree import confirmer, quelqu_un_repond, texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import CATALOGUE, dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, en_une_ligne, jour, narrer

if TYPE_CHECKING:
    from coach.carnet import Carnet, Citation


@verbe("supprimer", "journal")
@click.argument("identifiant", metavar=dire("argument.seance"))
@click.option("--oui", is_flag=True, help=dire("option.oui"))
@click.option("--avec-citations", is_flag=True, help=dire("option.avec_citations"))
def commande(identifiant: str, oui: bool, avec_citations: bool) -> None:
    """Montre ce qui cite la séance, demande l'accord, puis efface jusqu'aux octets."""
    with carnet_existant() as carnet:
        flux = carnet.resoudre(texte_de_la_commande(identifiant))
        citations = carnet.citations(flux)
        _montrer_la_seance(carnet, flux)
        _montrer_les_citations(citations)
        if not oui:
            _demander()
            avec_citations = avec_citations or (
                bool(citations) and confirmer(dire("supprimer.question_citations"))
            )
        emporter = [c.evenement for c in citations] if avec_citations else []
        effacement = carnet.supprimer(flux, emporter=emporter)
    ecrire(dire("supprimer.faite"))
    if effacement.sauvegardes_retirees:
        noms = ", ".join(effacement.sauvegardes_retirees)
        narrer(dire("supprimer.sauvegardes", noms=noms))


def _montrer_la_seance(carnet: "Carnet", flux: str) -> None:
    resume = next((r for r in carnet.lister() if r.id == flux), None)
    if resume is not None:
        titre = resume.titre or dire("journal.sans_titre")
        narrer(dire("supprimer.seance", titre=titre, jour=jour(resume.cree_le), id=flux))


def _montrer_les_citations(citations: "Sequence[Citation]") -> None:
    if not citations:
        narrer(dire("supprimer.sans_citation"))
        return
    narrer(dire("supprimer.citations"))
    for citation in citations:
        ou = citation.type if citation.type in CATALOGUE.sections["citation"] else "autre"
        extrait = en_une_ligne(citation.extrait)
        narrer(dire("supprimer.citation", ou=dire(f"citation.{ou}"), extrait=extrait))


def _demander() -> None:
    """Lève `Refus` sans l'accord de la personne."""
    if not quelqu_un_repond():
        raise Refus("suppression")
    if not confirmer(dire("supprimer.question")):
        raise Refus("suppression_renoncee")
