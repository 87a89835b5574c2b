"""Lire un protocole en TOML sans lui faire confiance, ou dire précisément ce qui ne va pas."""

import re
from collections.abc import Container
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from coach.dialogues.coherence import verifier, verifier_les_competences
from coach.dialogues.erreurs import ErreurDeProtocole, erreur, erreur_a, inconnu
from coach.dialogues.livres import INTERNES, fichier_livre, identifiants_livres
from coach.dialogues.paroles import dire
from coach.dialogues.script import Appels, Etape, Genre, Protocole, Question, Raconte
from coach.modeles.lecture import Nature
from coach.referentiels import ErreurDeReferentiel
from coach.referentiels.document import Chemin, Document, champ_de, lire

TAILLE_MAX = 256 * 1024
"""Octets : un protocole livré en compte moins de 20 000."""

_BLANCS = re.compile(r"[ \t\n]+")
_MODELES: dict[str, type[BaseModel]] = {
    "": Protocole,
    "appels": Appels,
    "etapes": Etape,
    "questions": Question,
}
_CHOIX: dict[str, tuple[str, ...]] = {
    "genre": get_args(Genre),
    "attendue": tuple(Nature),
    "rappels": tuple(Nature),
    "raconte": get_args(Raconte),
}
_LISTES = ("formulations", "relances", "competences", "nets", "possibles")
_NOMBRES = {"version": "nombre", "duree_minutes": "duree", "relances_max": "relances_max"}


def charger_fichier(chemin: Path) -> Protocole:
    """Le protocole écrit dans ce fichier TOML. Rien n'en est exécuté. Lève `ErreurDeProtocole`."""
    document = _document(chemin)
    _verifier_que_rien_n_est_vide(document)
    try:
        protocole = Protocole.model_validate(document.donnees)
    except ValidationError as refus:
        raise _en_francais(document, refus) from None
    verifier(document, protocole)
    return protocole


def charger_personnel(chemin: Path, deja: Container[str] = ()) -> Protocole:
    """Le protocole de ce fichier, s'il ne prend ni l'identifiant d'un livré ni un de `deja`.

    Lève `ErreurDeProtocole`.
    """
    protocole = charger_fichier(chemin)
    if protocole.id in (*INTERNES, *identifiants_livres()):
        sorte = "deja_livre"
    elif protocole.id in deja:
        sorte = "deja_personnel"
    else:
        return protocole
    raise erreur_a(_document(chemin), ("id",), sorte, identifiant=protocole.id)


def valider(chemin: Path) -> Protocole:
    """Le protocole de ce fichier, compétences comprises. Lève `ErreurDeProtocole`.

    Un fichier livré garde son identifiant.
    """
    protocole = charger_fichier(chemin)
    livre = protocole.id in identifiants_livres() and _est(chemin, fichier_livre(protocole.id))
    if not livre:
        protocole = charger_personnel(chemin)
    verifier_les_competences(_document(chemin), protocole)
    return protocole


def _est(chemin: Path, autre: Path) -> bool:
    try:
        return chemin.samefile(autre)
    except OSError:
        return False


def _document(chemin: Path) -> Document:
    """Le fichier lu ; chaque texte tient sur une ligne."""
    try:
        if chemin.is_file() and chemin.stat().st_size > TAILLE_MAX:
            raise erreur("trop_gros", fichier=chemin.name, maximum=TAILLE_MAX // 1024)
        document = lire(chemin)
    except ErreurDeReferentiel as refus:
        raise ErreurDeProtocole(str(refus)) from None
    except OSError:
        raise erreur("interdit", fichier=chemin.name) from None
    return document._replace(donnees=_sur_une_ligne(document.donnees))


def _sur_une_ligne(valeur: Any) -> Any:
    if isinstance(valeur, str):
        return _BLANCS.sub(" ", valeur)
    if isinstance(valeur, list):
        return [_sur_une_ligne(v) for v in valeur]
    if isinstance(valeur, dict):
        return {c: _sur_une_ligne(v) for c, v in valeur.items()}
    return valeur


def _verifier_que_rien_n_est_vide(document: Document) -> None:
    for chemin, texte in document.textes():
        if not texte:
            raise erreur_a(document, chemin, "champ_vide", champ=champ_de(chemin))


def _en_francais(document: Document, refus: ValidationError) -> ErreurDeProtocole:
    """Le premier refus du modèle, dit en français ; un nom mal écrit passe avant un manque."""
    detail = min(refus.errors(), key=lambda d: d["type"] != "extra_forbidden")
    chemin: Chemin = detail["loc"]
    champ, genre = champ_de(chemin), detail["type"]
    if genre == "extra_forbidden":
        champs = _MODELES[champ_de(chemin[:-1])].model_fields
        return inconnu(document, chemin, "champ_inconnu", champ, champs)
    if genre == "missing":
        return erreur_a(document, chemin, "champ_manquant", champ=champ)
    if genre in ("too_long", "string_too_long"):
        maximum = detail["ctx"]["max_length"]
        return erreur_a(document, chemin, genre, champ=champ, maximum=maximum)
    if champ in _CHOIX and isinstance(valeur := detail["input"], str):
        return inconnu(document, chemin, "choix_inconnu", valeur, _CHOIX[champ], champ=champ)
    return erreur_a(document, chemin, "forme", champ=champ, attendu=_attendu(champ, chemin))


def _attendu(champ: str, chemin: Chemin) -> str:
    """Ce que ce champ devait contenir, en français."""
    if champ in _MODELES:
        sorte = "table" if champ == "appels" else "tables"
    elif champ in _LISTES and chemin[-1] == champ:
        sorte = "liste"
    elif champ in _NOMBRES:
        sorte = _NOMBRES[champ]
    elif champ in ("courte", "echelle", "suivis"):
        sorte = "oui_non"
    elif champ == "id":
        sorte = "id_de_protocole" if chemin == ("id",) else "id"
    else:
        sorte = "texte"
    return dire(f"protocole_attendu.{sorte}", champ=champ)
