"""Fermer ce que l'on donne, ouvrir ce que l'on reçoit : la phrase secrète ou la clé, à l'écran.

Les règles sont celles de la ligne de commande (`coach.partage.recu`) ; ici, elles se demandent.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.partage.coffre import Serrure, lire_un_coffre, ouvrir
from coach.partage.disque import fichier_dit
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.recu import contenu, phrase_du_fichier, serrure_de
from coach.tui.messages import dire
from coach.tui.recues import saisir, tenter

if TYPE_CHECKING:
    from coach.tui.application import CoachApp

Contenu = Callable[[bytes | Path], object]


def ouvrir_recu(coach: "CoachApp", nom: str, ensuite: Contenu) -> None:
    """Ouvre ce fichier et fait la suite ; demande ce qu'il faut s'il est chiffré.

    Lève `ErreurDeFichier` s'il ne se lit pas ; ce qui ne va pas plus tard se dit.
    """
    fichier = fichier_dit(nom.strip())
    serrure = serrure_de(fichier)
    if serrure == "phrase" and phrase_du_fichier() is None:
        _demander_la_phrase(coach, fichier, ensuite)
    elif serrure == "cle":
        _essayer_les_cles(coach, fichier, ensuite)
    else:
        ensuite(contenu(fichier))


def _demander_la_phrase(coach: "CoachApp", fichier: Path, ensuite: Contenu) -> None:
    from coach.tui.ecrans.phrase import EcranPhrase

    octets = lire_un_coffre(fichier)
    Serrure(phrase="-").verifier()  # sans le complément, mieux vaut le dire avant de demander

    def recevoir(clair: bytes | None) -> None:
        if clair is not None:
            tenter(coach, lambda: ensuite(clair))

    def essayer(phrase: str) -> bytes:
        return ouvrir(octets, phrase=phrase)

    titre = dire("phrase.ouvrir", fichier=fichier.name)
    coach.push_screen(EcranPhrase(titre, essayer), recevoir)


def _essayer_les_cles(coach: "CoachApp", fichier: Path, ensuite: Contenu) -> None:
    """La sienne d'abord ; si elle n'ouvre rien, une autre se demande."""
    try:
        clair = contenu(fichier)
    except ErreurDeFichier as erreur:
        if erreur.raison != "coffre_ferme":
            raise
        saisir(coach, dire("phrase.cle"), "", partial(_avec_la_cle, coach, fichier, ensuite))
    else:
        ensuite(clair)


def _avec_la_cle(coach: "CoachApp", fichier: Path, ensuite: Contenu, nom: str) -> None:
    ensuite(contenu(fichier, fichier_dit(nom.strip())))


# --- Fermer --------------------------------------------------------------------------------------


def fermer(coach: "CoachApp", ensuite: Callable[[Serrure], None]) -> None:
    """Demande comment fermer un fichier à donner ; `ensuite` reçoit la serrure choisie."""
    from coach.tui.ecrans.confirmation import EcranConfirmation

    issues = {nom: dire(f"fermer.{nom}") for nom in ("laisser", "phrase", "cles", "clair")}

    def choisie(issue: str | None) -> None:
        match issue:
            case "phrase":
                tenter(coach, lambda: _sous_phrase(coach, ensuite))
            case "cles":
                saisir(coach, dire("fermer.quelles_cles"), "", lambda dites: _pour(dites, ensuite))
            case "clair":
                ensuite(Serrure())

    ecran = EcranConfirmation(dire("fermer.titre"), [dire("fermer.conseil")], issues)
    coach.push_screen(ecran, choisie)


def _sous_phrase(coach: "CoachApp", ensuite: Callable[[Serrure], None]) -> None:
    from coach.tui.ecrans.phrase import EcranPhrase

    Serrure(phrase="-").verifier()

    def recevoir(serrure: Serrure | None) -> None:
        if serrure is not None:
            ensuite(serrure)

    def essayer(phrase: str) -> Serrure:
        return Serrure(phrase=phrase)

    coach.push_screen(EcranPhrase(dire("phrase.chiffrer"), essayer, neuve=True), recevoir)


def _pour(dites: str, ensuite: Callable[[Serrure], None]) -> None:
    """Ces clés, séparées par des espaces ou des virgules. Lève `ErreurDeFichier`."""
    cles = tuple(dites.replace(",", " ").split())
    if not cles:
        raise ErreurDeFichier("cle_illisible")
    serrure = Serrure(cles)
    serrure.verifier()
    ensuite(serrure)
