"""La phrase secrète : un fichier nommé par COACH_PHRASE_FICHIER, ou le terminal, sans écho."""

import getpass

import click

from coach.cli.entree import quelqu_un_repond
from coach.cli.refus import Refus
from coach.cli.sortie import narrer


def phrase_neuve() -> str:
    """La phrase sous laquelle chiffrer ; au clavier, dite deux fois. Lève `Refus` sans clavier."""
    from coach.partage.erreurs import ErreurDeFichier
    from coach.partage.recu import phrase_accordee, phrase_du_fichier

    dite = phrase_du_fichier()
    if dite is not None:
        return dite
    if not quelqu_un_repond():
        raise Refus("phrase")
    while True:
        try:
            return phrase_accordee(_demander("phrase"), _demander("phrase_redite"))
        except ErreurDeFichier as erreur:
            narrer(str(erreur))


def phrase_si_donnee() -> str | None:
    """La phrase si elle peut se dire sans la demander à un tube ; rien sinon."""
    from coach.partage.recu import phrase_du_fichier

    dite = phrase_du_fichier()
    if dite is None and quelqu_un_repond():
        return _demander("phrase")
    return dite


def au_clavier() -> bool:
    """Vrai si la phrase se tape : une faute de frappe se reprend."""
    from coach.partage.recu import phrase_du_fichier

    return phrase_du_fichier() is None and quelqu_un_repond()


def _demander(cle: str) -> str:
    from coach.partage.paroles import dire

    try:
        return getpass.getpass(dire(f"cle.{cle}") + " ")
    except EOFError as erreur:
        raise click.Abort from erreur
