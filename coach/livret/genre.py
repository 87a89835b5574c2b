"""Les genres de livret, comme données : parties, grille de critères, questions de jury.

Trois sont livrés (`genres/*.toml`) : le livret des capacités relationnelles, le dossier CP11 de la
CIP, et un gabarit libre dont les parties viennent d'un référentiel. Un genre s'écrit en une clé,
celle de l'événement `livret_ouvert` : « capacites », « cp11 », « libre:casp:1.1,1.4 ».
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from coach.livret.erreurs import ErreurDeLivret
from coach.livret.grille import Genre as Genre
from coach.livret.grille import Partie as Partie
from coach.livret.libre import PARTIES_MAXIMALES, choisies, code_choisi, dossier_libre
from coach.referentiels import ErreurDeReferentiel, charger
from coach.referentiels.erreurs import plus_proche

LIBRE = "libre"

_DOSSIER = Path(__file__).parent / "genres"
_CLE_MAXIMALE = 200


def livres() -> tuple[str, ...]:
    """Les genres livrés, tels qu'on les demande."""
    return ("capacites", "cp11", LIBRE)


@cache
def charger_genre(cle: str) -> Genre:
    """Le genre de cette clé. Lève `ErreurDeLivret` s'il n'existe pas ou ne se lit plus."""
    nom, _, reste = cle.partition(":")
    if nom not in livres():
        proche = plus_proche(nom, livres())
        choix = ", ".join(livres())
        raison = "genre_proche" if proche else "genre_inconnu"
        raise ErreurDeLivret(raison, genre=nom, proche=proche, choix=choix)
    if nom == LIBRE:
        return _libre(cle, reste)
    if reste:
        raise ErreurDeLivret("genre_sans_referentiel", genre=nom)
    genre = _lire(nom).model_copy(update={"cle": cle})
    return genre.model_copy(update={"jury": (*genre.jury, *_lire("jury").jury)})


def genre_libre(referentiel: str, codes: Sequence[str] = ()) -> str:
    """La clé d'un dossier libre : ce référentiel, et des compétences ou des groupes choisis.

    Lève `ErreurDeReferentiel`, ou `ErreurDeLivret` si un code n'existe pas ou s'il y en a trop.
    """
    connu = charger(referentiel)
    retenus = [code_choisi(connu, code) for code in codes]
    cle = ":".join([LIBRE, connu.id, *([",".join(retenus)] if retenus else [])])
    parties = choisies(connu, retenus)
    if len(cle) > _CLE_MAXIMALE or len(parties) > PARTIES_MAXIMALES:
        raise ErreurDeLivret("trop_de_parties", maximum=PARTIES_MAXIMALES)
    return cle


def enonce_de(renvoi: str) -> tuple[str, str]:
    """Le titre de la compétence, et l'énoncé que désigne « cip:CP11:0 » ; vides s'ils ont disparu.

    Sans rang, l'énoncé est vide.
    """
    nom, _, reste = renvoi.partition(":")
    code, _, rang = reste.partition(":")
    try:
        competence = charger(nom).competence(code)
    except ErreurDeReferentiel:
        return "", ""
    if competence is None:
        return "", ""
    if not rang.isdecimal() or int(rang) >= len(competence.items):
        return competence.titre, ""
    return competence.titre, competence.items[int(rang)].enonce


# --- Lire ------------------------------------------------------------------------------------


@cache
def _lire(nom: str) -> Genre:
    donnees = tomllib.loads((_DOSSIER / f"{nom}.toml").read_text(encoding="utf-8"))
    try:
        return Genre.model_validate(donnees)
    except ValidationError as erreur:  # un fichier livré ne se lit pas : c'est un défaut du coach
        raise ErreurDeLivret("genre_illisible", genre=nom) from erreur


def _libre(cle: str, reste: str) -> Genre:
    """Le dossier libre que dit cette clé ; un code disparu n'y fait plus de partie."""
    nom, _, codes = reste.partition(":")
    if not nom:
        raise ErreurDeLivret("referentiel_manque")
    try:
        referentiel = charger(nom)
    except ErreurDeReferentiel as erreur:
        raise ErreurDeLivret("referentiel_disparu", referentiel=nom) from erreur
    modele = _lire(LIBRE)
    genre = dossier_libre(modele, referentiel, [c for c in codes.split(",") if c])
    return genre.model_copy(update={"cle": cle, "jury": (*modele.jury, *_lire("jury").jury)})
