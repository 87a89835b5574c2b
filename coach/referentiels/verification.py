"""Vérifier un fichier de données de bout en bout : ce que le coach ne refait pas à chaque fois."""

from pathlib import Path
from typing import NoReturn

from coach.modeles.referentiel import Referentiel
from coach.referentiels.chargement import charger, identifiants
from coach.referentiels.correspondances import TABLE, Adresse, Paire, lire_document
from coach.referentiels.document import Chemin, Document, lire
from coach.referentiels.erreurs import plus_proche
from coach.referentiels.fichier import charger_fichier
from coach.referentiels.livres import (
    fichier_des_correspondances,
    fichier_livre,
    identifiants_livres,
)
from coach.referentiels.personnels import charger_personnel, personnels
from coach.referentiels.themes import charger_themes


def fichiers() -> tuple[Path, ...]:
    """Tous les fichiers à vérifier : les livrés, puis ceux de la personne."""
    livres = [fichier_livre(i) for i in identifiants_livres()]
    siens = personnels()
    # un dossier entier qui ne s'ouvre pas est mis de côté sans être un de ses fichiers
    return (*livres, fichier_des_correspondances(), *sorted({*siens.fichiers, *siens.ecartes}))


def verifier(chemin: Path) -> None:
    """Vérifie un fichier de référentiel, ou celui des correspondances livrées.

    Lève `ErreurDeReferentiel` pour la première faute : forme, identifiant déjà pris, thème ou
    compétence parente qui n'existent pas.
    """
    if _le_meme(chemin, fichier_des_correspondances()):
        verifier_correspondances()
        return
    for ecarte, refus in personnels().ecartes.items():
        if _le_meme(chemin, ecarte):
            raise refus
    livre = any(_le_meme(chemin, fichier_livre(i)) for i in identifiants_livres())
    referentiel = charger_fichier(chemin) if livre else charger_personnel(chemin)
    _verifier_les_liens(lire(chemin), referentiel)


def _le_meme(un: Path, autre: Path) -> bool:
    return un.resolve() == autre.resolve()


def verifier_correspondances() -> None:
    """Vérifie que chaque paire livrée relie des compétences qui existent, et le fichier en ordre.

    Lève `ErreurDeReferentiel`.
    """
    document, paires = lire_document(fichier_des_correspondances())
    for rang, paire in enumerate(paires):
        _verifier_adresse(document, (TABLE, rang), paire.de, champs=("de", "de"))
        _verifier_adresse(document, (TABLE, rang), paire.vers, champs=("vers", "vers"))
    places = [_place(paire) for paire in paires]
    for rang, place in enumerate(places):
        if place[0] > place[1] or place < places[max(0, rang - 1)]:
            raise document.erreur("paire_hors_ordre", (TABLE, rang, "de"))


def _place(paire: Paire) -> tuple[tuple[str, int], tuple[str, int]]:
    return _rang(paire.de), _rang(paire.vers)


def _rang(adresse: Adresse) -> tuple[str, int]:
    competences = charger(adresse.referentiel).competences
    codes = [competence.code.casefold() for competence in competences]
    return adresse.referentiel, codes.index(adresse.cle.code)


def _verifier_les_liens(document: Document, referentiel: Referentiel) -> None:
    connus = tuple(theme.id for theme in charger_themes())
    for rang, competence in enumerate(referentiel.competences):
        ici: Chemin = ("competences", rang)
        for theme in competence.themes:
            if theme not in connus:
                _refuser(document, "theme_inconnu", (*ici, "themes"), theme, connus)
        for numero, parente in enumerate(competence.correspondances):
            table = (*ici, "correspondances", numero)
            if parente.referentiel == referentiel.id:
                place = (*table, "referentiel")
                raise document.erreur("parentes_internes", place, referentiel=referentiel.id)
            adresse = Adresse(parente.referentiel, parente.code)
            _verifier_adresse(document, table, adresse, champs=("referentiel", "code"))


def _verifier_adresse(
    document: Document, table: Chemin, adresse: Adresse, *, champs: tuple[str, str]
) -> None:
    """Refuse une adresse qui n'existe pas ; `champs` : où s'écrivent le référentiel et le code."""
    chemin_du_referentiel, chemin_du_code = ((*table, champ) for champ in champs)
    connus = identifiants()
    if adresse.referentiel not in connus:
        _refuser(document, "parente_ailleurs", chemin_du_referentiel, adresse.referentiel, connus)
    vise = charger(adresse.referentiel)
    if vise.competence(adresse.code) is None:
        codes = tuple(c.code for c in vise.competences)
        nom = {"referentiel": vise.id}
        _refuser(document, "parente_inconnue", chemin_du_code, adresse.code, codes, **nom)


def _refuser(
    document: Document,
    sorte: str,
    chemin: Chemin,
    nom: str,
    connus: tuple[str, ...],
    **valeurs: str,
) -> NoReturn:
    """Lève l'erreur de cette sorte, avec le nom le plus proche de ceux qui existent."""
    if proche := plus_proche(nom, connus):
        raise document.erreur(f"{sorte}_proche", chemin, nom=nom, proche=proche, **valeurs)
    raise document.erreur(sorte, chemin, nom=nom, choix=connus, **valeurs)
