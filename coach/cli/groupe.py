"""`coach groupe` : tenir une rencontre, autour d'un journal, d'une séance ou d'un récit oral."""

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.coffre import contenu
from coach.cli.ecran import exiger_un_ecran
from coach.cli.entree import texte_de_la_commande
from coach.cli.francais import verbe
from coach.cli.ouverture import carnet_existant, dossier_du_carnet
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.relues import est_un_chemin
from coach.cli.secours import secours_d_un_texte

if TYPE_CHECKING:
    from coach.cli.texte.lignes import Lignes
    from coach.supervision.tenue import Matiere, Tenue

_TITRE_MAXIMAL = 180
"""Points de code du titre d'une rencontre."""


@verbe("groupe")
@click.argument("source", required=False, metavar=dire("argument.source"))
@click.option("--methode", metavar=dire("option.metavar_methode"), help=dire("option.methode"))
@click.option("--titre", metavar=dire("option.metavar_titre"), help=dire("option.titre_du_groupe"))
@click.option(
    "--annotations", metavar=dire("option.metavar_fichier"), help=dire("option.annotations")
)
@click.option("--cle", metavar=dire("option.metavar_fichier"), help=dire("option.cle"))
@click.option("--texte", is_flag=True, help=dire("option.texte"))
def commande(
    source: str | None,
    methode: str | None,
    titre: str | None,
    annotations: str | None,
    cle: str | None,
    texte: bool,
) -> None:
    """Ouvre la rencontre, neuve ou commencée."""
    from coach.supervision.methode import exiger_la_methode

    if methode is not None:
        exiger_la_methode(methode)
    nom = _titre(titre)
    matiere = _matiere(source, cle)
    fichier = Path(annotations) if annotations else _fichier_propose(source)
    if texte:
        _en_texte(matiere, methode, nom, fichier)
    else:
        _dans_l_interface(matiere, methode, nom, fichier)


def _titre(titre: str | None) -> str:
    """Le titre sur une ligne. Lève `Refus` s'il est trop long."""
    net = " ".join(texte_de_la_commande(titre or "").split())
    if len(net) > _TITRE_MAXIMAL:
        raise Refus("titre_trop_long", maximum=_TITRE_MAXIMAL)
    return net


def _matiere(source: str | None, cle: str | None) -> "Matiere | None":
    """Le journal de ce fichier, sinon la séance du carnet que ce début désigne ; rien sans rien."""
    from coach.carnet import ErreurDeCarnet
    from coach.supervision.tenue import Matiere

    if source is None:
        return None
    if est_un_chemin(source):
        matiere = Matiere.du_fichier(contenu(Path(source), cle))
        _refuser_s_il_est_retire(matiere.seance)
        return matiere
    try:
        with carnet_existant() as carnet:
            return Matiere.du_carnet(carnet, carnet.resoudre(source))
    except ErreurDeCarnet as erreur:
        if erreur.raison == "carnet_absent":
            raise Refus("source_inconnue", nom=source) from erreur
        raise


def _refuser_s_il_est_retire(fichier: str) -> None:
    """Lève `ErreurDeFichier` si ce partage vient de ce carnet, et que la personne l'a retiré."""
    from coach.carnet import ErreurDeCarnet
    from coach.partage.dons import verifier_qu_il_tient

    with contextlib.suppress(ErreurDeCarnet), carnet_existant() as carnet:
        verifier_qu_il_tient(carnet, fichier)


def _fichier_propose(source: str | None) -> Path:
    """Ici même, un nom qui dit de quoi il s'agit ; le même demain pour la même séance."""
    from coach.carnet.horloge import maintenant

    if source is None:
        return Path(dire("groupe.fichier_oral", jour=maintenant().date().isoformat()))
    return Path(dire("groupe.fichier", nom=Path(source.removesuffix(".age")).stem))


def _auteur() -> str:
    """Ce qui distingue ce clavier des autres : le carnet s'il existe, sinon le hasard."""
    from coach.carnet import ErreurDeCarnet

    try:
        with carnet_existant() as carnet:
            return carnet.auteur
    except ErreurDeCarnet:
        return secrets.token_hex(16)


def _dans_l_interface(
    matiere: "Matiere | None", methode: str | None, titre: str, fichier: Path
) -> None:
    exiger_un_ecran("groupe_sans_terminal")
    from coach.tui.groupe.convier import Invitation
    from coach.tui.ouverture import ouvrir, se_reunir

    invitation = Invitation(matiere, methode, titre, fichier)
    ouvrir(dossier_du_carnet(), se_reunir(invitation))


def _en_texte(matiere: "Matiere | None", methode: str | None, titre: str, fichier: Path) -> None:
    from coach.cli.texte.groupe_choix import choisir_la_methode
    from coach.cli.texte.lignes import Lignes

    lignes = Lignes.du_terminal()
    if methode is None and not fichier.exists():
        methode = choisir_la_methode(lignes)
        if methode is None:
            return
    with _tenir(matiere, methode, fichier) as tenue:
        if titre:
            tenue.animation.titrer(titre)
        _mener(tenue, lignes)


def _tenir(matiere: "Matiere | None", methode: str | None, fichier: Path) -> "Tenue":
    from coach.analyse import lire
    from coach.carnet.horloge import maintenant
    from coach.supervision.tenue import tenir

    return tenir(fichier, matiere, methode, auteur=_auteur(), lire=lire, horloge=maintenant)


def _mener(tenue: "Tenue", lignes: "Lignes") -> None:
    from coach.analyse import lire
    from coach.cli.texte.groupe import GroupeEnTexte

    GroupeEnTexte(tenue, lignes, lire, secours_d_un_texte()).mener()
