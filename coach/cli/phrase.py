"""La phrase secrète : un fichier nommé par COACH_PHRASE_FICHIER, ou le terminal, sans écho."""

import getpass

from coach.cli.entree import quelqu_un_repond
from coach.cli.refus import Refus


def phrase_secrete() -> str:
    """La phrase, sans sa fin de ligne. Lève `Refus` si nul ne peut la dire."""
    dite = phrase_si_donnee()
    if dite is None:
        raise Refus("phrase")
    return dite


def phrase_si_donnee() -> str | None:
    """La phrase si elle peut se dire sans la demander à un tube ; rien sinon."""
    from coach.partage.paroles import dire
    from coach.partage.recu import phrase_du_fichier

    dite = phrase_du_fichier()
    if dite is None and quelqu_un_repond():
        return getpass.getpass(dire("cle.phrase") + " ")
    return dite
