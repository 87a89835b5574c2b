"""Fermer ce que l'on donne, ouvrir ce que l'on reçoit : la phrase secrète ou la clé, à l'écran.

Les règles sont celles de la ligne de commande (`coach.partage.recu`) ; ici, elles se demandent.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.partage import a_part
from coach.partage.coffre import Serrure
from coach.partage.disque import fichier_dit
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.recu import Recu, phrase_du_fichier
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

Contenu = Callable[[bytes | Path], object]


def ouvrir_recu(coach: "CoachApp", nom: str, ensuite: Contenu) -> None:
    """Ouvre ce fichier et fait la suite ; demande ce qu'il faut s'il est chiffré.

    Lève `ErreurDeFichier` s'il ne se lit pas ; ce qui ne va pas plus tard se dit.
    """
    recu = Recu.lire(fichier_dit(nom.strip()))
    if recu.ouverture == "phrase" and phrase_du_fichier() is None:
        _demander_la_phrase(coach, recu, ensuite)
    elif recu.ouverture == "cle":
        _essayer_les_cles(coach, recu, ensuite)
    else:
        ensuite(recu.contenu())


def _demander_la_phrase(coach: "CoachApp", recu: Recu, ensuite: Contenu) -> None:
    from coach.tui.ecrans.partage.phrase import EcranPhrase

    Serrure(phrase="-").verifier()  # sans le complément, mieux vaut le dire avant de demander

    def recevoir(clair: bytes | None) -> None:
        if clair is not None:
            coach.tenter(lambda: ensuite(clair))

    essayer = partial(a_part.ouvrir, recu.coffre or b"")
    titre = dire("phrase.ouvrir", fichier=recu.fichier.name)
    coach.push_screen(EcranPhrase(titre, essayer), recevoir)


def _essayer_les_cles(coach: "CoachApp", recu: Recu, ensuite: Contenu) -> None:
    """La sienne d'abord ; si elle n'ouvre rien, une autre se demande."""
    try:
        clair = recu.contenu()
    except ErreurDeFichier as erreur:
        if erreur.raison != "coffre_ferme":
            raise
        coach.demander(dire("phrase.cle"), "", partial(_avec_la_cle, coach, recu, ensuite))
    else:
        ensuite(clair)


def _avec_la_cle(coach: "CoachApp", recu: Recu, ensuite: Contenu, nom: str) -> None:
    """Lève `ErreurDeFichier` si la clé n'ouvre rien ; ce qui cloche dedans se dit seulement."""
    clair = recu.contenu(fichier_dit(nom.strip()))
    coach.tenter(lambda: ensuite(clair))


# --- Fermer --------------------------------------------------------------------------------------


def fermer(coach: "CoachApp", ensuite: Callable[[Serrure], None]) -> None:
    """Demande comment fermer un fichier à donner ; `ensuite` reçoit la serrure choisie."""
    from coach.tui.ecrans.confirmation import EcranConfirmation

    issues = {nom: dire(f"fermer.{nom}") for nom in ("laisser", "phrase", "cles", "clair")}

    def choisie(issue: str | None) -> None:
        match issue:
            case "phrase":
                coach.tenter(lambda: _sous_phrase(coach, ensuite))
            case "cles":
                coach.tenter(lambda: _pour_des_cles(coach, ensuite))
            case "clair":
                ensuite(Serrure())

    ecran = EcranConfirmation(dire("fermer.titre"), [dire("fermer.conseil")], issues)
    coach.push_screen(ecran, choisie)


def _sous_phrase(coach: "CoachApp", ensuite: Callable[[Serrure], None]) -> None:
    from coach.tui.ecrans.partage.phrase import EcranPhrase

    Serrure(phrase="-").verifier()

    def recevoir(serrure: Serrure | None) -> None:
        if serrure is not None:
            ensuite(serrure)

    def essayer(phrase: str) -> Serrure:
        return Serrure(phrase=phrase)

    coach.push_screen(EcranPhrase(dire("phrase.chiffrer"), essayer, neuve=True), recevoir)


def _pour_des_cles(coach: "CoachApp", ensuite: Callable[[Serrure], None]) -> None:
    Serrure(phrase="-").verifier()
    coach.demander(dire("fermer.quelles_cles"), "", lambda dites: _pour(dites, ensuite))


def _pour(dites: str, ensuite: Callable[[Serrure], None]) -> None:
    """Ces clés, séparées par des espaces ou des virgules. Lève `ErreurDeFichier`."""
    cles = tuple(dites.replace(",", " ").split())
    if not cles:
        raise ErreurDeFichier("cle_illisible")
    serrure = Serrure(cles)
    serrure.verifier()
    ensuite(serrure)
