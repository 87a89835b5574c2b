"""`coach livret montrer` : le livret tel qu'il est, ou tel qu'une version l'a gardé."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.livret.designation import atelier, resume
from coach.cli.livret.paroles import dire as dire_du_livret
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour
from coach.modeles.texte import d_une_traite

if TYPE_CHECKING:
    from coach.livret import Atelier, Livret, Passage, PreuveFigee


@verbe("montrer", "livret")
@click.argument("identifiant", required=False, metavar=dire("argument.livret"))
@click.option(
    "--version", metavar=dire("option.metavar_nom"), help=dire("option.version_du_livret")
)
@option_json()
def commande(identifiant: str | None, version: str | None, en_json: bool) -> None:
    """Parties et passages, chacun avec ses preuves et leurs dates."""
    with atelier(identifiant) as ouvert:
        livret = ouvert.relire(texte_de_la_commande(version)) if version else ouvert.livret
        if en_json:
            ecrire_json(_document(ouvert, livret))
            return
        _montrer(ouvert, livret)


def _document(ouvert: "Atelier", livret: "Livret") -> dict[str, Any]:
    return {
        "version": 1,
        **resume(livret),
        "parties": [
            {
                "id": partie.id,
                "numero": ouvert.genre.numero(partie.id),
                "titre": partie.titre,
                "mots": {"vises": list(partie.mots), "ecrits": _mots(livret, partie.id)},
                "passages": [_passage(ouvert, livret, p) for p in livret.de(partie.id)],
            }
            for partie in ouvert.genre.parties
        ],
    }


def _mots(livret: "Livret", partie: str) -> int:
    return sum(p.mots for p in livret.de(partie))


def _passage(ouvert: "Atelier", livret: "Livret", passage: "Passage") -> dict[str, Any]:
    return {
        "id": passage.id,
        "texte": passage.texte,
        "ecrit_le": passage.ecrit_le.isoformat(),
        "modifie_le": passage.modifie_le.isoformat(),
        "preuves": [_preuve(ouvert, p) for p in livret.preuves_de(passage)],
    }


def _preuve(ouvert: "Atelier", preuve: "PreuveFigee") -> dict[str, Any]:
    return {
        "id": preuve.id,
        "sorte": preuve.sorte,
        "source": preuve.source,
        "journal": preuve.journal or None,
        "date": preuve.jour or None,
        "origine": preuve.origine,
        "competences": list(preuve.competences),
        "extrait": preuve.extrait,
        "etat": ouvert.source(preuve),
    }


def _montrer(ouvert: "Atelier", livret: "Livret") -> None:
    from coach.livret.longueurs import mots_dits, visee

    ecrire(en_une_ligne(livret.titre))
    ecrire(
        dire_du_livret(
            "montrer.entete",
            mots=mots_dits(livret.mots),
            jour=jour(livret.modifie_le),
            id=livret.id,
        )
    )
    for partie in ouvert.genre.parties:
        ecrire()
        numero = ouvert.genre.numero(partie.id)
        ecrire(dire_du_livret("partie.titre", numero=numero, titre=partie.titre))
        ecrits = mots_dits(_mots(livret, partie.id))
        ecrire("  " + dire_du_livret("partie.longueur", mots=ecrits, vises=visee(partie.mots)))
        for passage in livret.de(partie.id):
            _montrer_le_passage(ouvert, livret, passage)


def _montrer_le_passage(ouvert: "Atelier", livret: "Livret", passage: "Passage") -> None:
    from coach.livret.etabli import nom_de_la_source

    ecrire()
    for ligne in passage.texte.split("\n"):
        ecrire("  " + ligne if ligne.strip() else "")
    for preuve in livret.preuves_de(passage):
        quand = jour(preuve.date) if preuve.date else dire_du_livret("preuve.sans_date")
        origine, extrait = en_une_ligne(preuve.origine), d_une_traite(preuve.extrait)
        ecrire(
            "    " + dire_du_livret("preuve.ligne", jour=quand, origine=origine, extrait=extrait)
        )
        if dit := nom_de_la_source(ouvert.source(preuve)):
            ecrire("      " + dire_du_livret("preuve.source", dit=dit))
