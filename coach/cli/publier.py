"""Écrire un document : ses options, la revue de ses noms, puis le fichier."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from coach import dossiers
from coach.cli.entree import texte_de_la_commande
from coach.cli.ouverture import reglages
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.remise import lieu_de, option_remplacer
from coach.cli.sortie import narrer
from coach.cli.valeurs import parmi

if TYPE_CHECKING:
    from coach.carnet import Carnet
    from coach.documents import Forme
    from coach.documents.modele import Document, Identite
    from coach.publication.revue import RevueDeDocument

FORMES = ("pdf", "docx", "html", "md")

Noms = Literal["revoir", "remplacer", "garder"]


@dataclass(frozen=True)
class OptionsDeDocument:
    """Les options d'un document telles qu'elles sont tapées."""

    sortie: str | None
    forme: str | None
    noms: str | None
    identite: tuple[str, ...]
    sans_identite: bool
    modele: str | None
    remplacer: bool


@dataclass(frozen=True)
class Demande:
    """Ce que la personne veut écrire, et comment ; `noms` : rien, selon qu'un terminal répond."""

    sortie: Path
    forme: "Forme"
    noms: Noms | None
    identite: "Identite"
    modele: Path | None
    remplacer: bool = False


def options_de_document(*, formes: tuple[str, ...] = FORMES) -> Callable[[Any], Any]:
    """Les options de toutes les commandes qui écrivent un document, reçues sous `document`."""
    toutes = (
        click.option(
            "-o", "sortie", metavar=dire("option.metavar_fichier"), help=dire("option.document")
        ),
        click.option(
            "--format",
            "forme",
            metavar="|".join(formes),
            callback=parmi(formes),
            help=dire("option.format"),
        ),
        click.option(
            "--noms",
            metavar="revoir|remplacer|garder",
            callback=parmi(("revoir", "remplacer", "garder")),
            help=dire("option.noms_du_document"),
        ),
        click.option(
            "--identite",
            multiple=True,
            metavar=dire("option.metavar_identite"),
            help=dire("option.identite"),
        ),
        click.option("--sans-identite", is_flag=True, help=dire("option.sans_identite")),
        click.option(
            "--modele", metavar=dire("option.metavar_fichier"), help=dire("option.modele")
        ),
        option_remplacer(),
    )

    def poser(commande: Callable[..., None]) -> Any:
        @wraps(commande)
        def reunie(**valeurs: Any) -> None:
            siennes = {champ.name: valeurs.pop(champ.name) for champ in fields(OptionsDeDocument)}
            commande(document=OptionsDeDocument(**siennes), **valeurs)

        posee: Any = reunie
        for option in reversed(toutes):
            posee = option(posee)
        return posee

    return poser


def demande(dites: OptionsDeDocument) -> Demande:
    """Ce que ces options demandent. Lève `Refus` ou `PoseImpossible` si rien ne peut s'écrire."""
    chemin = lieu_de(dites.sortie) if dites.sortie else None
    if chemin is None:
        raise Refus("document_sans_fichier")
    modele = Path(dites.modele) if dites.modele else None
    forme = _forme(dites, chemin)
    if modele and forme != "docx":
        raise Refus("modele_sans_docx")
    if modele and not dossiers.est_un_fichier(modele):
        raise Refus("absent", nom=dites.modele)
    return Demande(
        chemin,
        cast("Forme", forme),
        cast("Noms | None", dites.noms),
        () if dites.sans_identite else _identite(dites.identite),
        modele,
        dites.remplacer,
    )


def _forme(dites: OptionsDeDocument, chemin: Path) -> str:
    """Celle que dit --format, ou le nom du fichier. Lève `Refus` s'ils ne s'accordent pas."""
    from coach.publication.formes import forme_de

    devinee = forme_de(chemin)
    if dites.forme and devinee and devinee != dites.forme:
        raise Refus("document_contredit", nom=dites.sortie, forme=dites.forme)
    if voulue := dites.forme or devinee:
        return voulue
    raise Refus("document_sans_forme", nom=dites.sortie, formes=", ".join(FORMES))


def _identite(dites: tuple[str, ...]) -> "Identite":
    if not dites:
        nom = reglages().nom
        return ((dire("document.nom"), nom),) if nom else ()
    lignes = []
    for dite in dites:
        terme, egal, valeur = texte_de_la_commande(dite).partition("=")
        if not (egal and terme.strip() and valeur.strip()):
            raise Refus("identite", valeur=dite)
        lignes.append((terme.strip(), valeur.strip()))
    return tuple(lignes)


# --- Revoir, puis écrire -----------------------------------------------------------------------


def publier(carnet: "Carnet", document: "Document", voulue: Demande) -> None:
    """Revoit les noms, puis écrit ; rien ne s'écrit si la revue s'arrête ou si une forme échoue.

    Lève `PoseImpossible`, `ErreurDeDocument`, `ErreurDeFichier`, `ErreurDeCarnet`.
    """
    from coach.carnet.horloge import maintenant
    from coach.pose import verifier_la_place
    from coach.publication.paroles import dire as dit
    from coach.publication.remise import ouvrir_la_revue, poser, retenir

    d_office = _d_office(voulue.noms)
    if voulue.noms != "garder" and not d_office:
        verifier_la_place(voulue.sortie, remplacer=voulue.remplacer)
    revue = ouvrir_la_revue(carnet, document)
    if d_office:
        revue.tout_accepter()
    elif voulue.noms != "garder" and not _revoir_un_a_un(revue):
        narrer(dit("revue.rien"))
        raise click.exceptions.Exit(1)
    ecrits = poser(
        revue.revu(),
        voulue.forme,
        voulue.sortie,
        maintenant=maintenant(),
        modele=voulue.modele,
        remplacer=voulue.remplacer,
    )
    retenir(carnet, revue)
    if ecrits:
        narrer(dit("revue.ecrit", fichiers=", ".join(map(str, ecrits))))
    else:
        narrer(dire("sortie.deja_a_jour", fichier=voulue.sortie))
    for phrase in _bilan_des_noms(revue, voulue.noms):
        narrer(phrase)


def _d_office(noms: Noms | None) -> bool:
    """Vrai si tous les noms se remplacent sans être revus ; rien n'est dit, et nul ne répond."""
    from coach.cli.entree import quelqu_un_repond

    return noms == "remplacer" or (noms is None and not quelqu_un_repond())


def _bilan_des_noms(revue: "RevueDeDocument", noms: Noms | None) -> Iterator[str]:
    """Ce qu'il faut savoir des noms du document, une fois qu'il est écrit."""
    from coach.publication.paroles import compter
    from coach.publication.paroles import dire as dit

    if noms == "garder":
        if lus := len(revue.entites()):
            yield compter("revue.gardes", lus)
        return
    remplaces = sum(e.remplacee for e in revue.entites())
    if remplaces and noms is None and _d_office(noms):
        yield compter("revue.d_office", remplaces)
    if revue.gardes():
        yield dit("revue.anonyme")


def _revoir_un_a_un(revue: "RevueDeDocument") -> bool:
    from coach.cli.texte.lignes import Lignes, Pause
    from coach.cli.texte.revue import RevueEnTexte
    from coach.publication.paroles import dire as dit

    lignes = Lignes.du_terminal()
    lignes.dire(dit("revue.titre"))
    lignes.dire(dit("revue.consigne"))
    try:
        RevueEnTexte(revue, lignes).revoir()
    except Pause:
        return False
    return True
