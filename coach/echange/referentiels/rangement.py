"""Ranger un paquet CASE parmi les référentiels de la personne : tout, ou rien."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from coach.echange.erreurs import ErreurDEchange
from coach.echange.paroles import dire
from coach.echange.referentiels.en_toml import ecrire_toml
from coach.echange.referentiels.lecture import en_referentiel
from coach.echange.referentiels.paquet import Document, lire_paquet
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import cle
from coach.partage.disque import ecrire
from coach.referentiels.document import TAILLE_MAX
from coach.referentiels.livres import identifiants_livres
from coach.referentiels.personnels import dossier, personnels
from coach.referentiels.verification import verifier

LONGUEUR_DE_L_ID = 40

_MOT_PLEIN = 4
"""Lettres d'un mot sur lequel l'identifiant proposé peut finir."""

_ID = re.compile(rf"[a-z][a-z0-9-]{{0,{LONGUEUR_DE_L_ID - 1}}}")
_RESERVES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Des noms qu'aucun fichier ne porte sous Windows."""


@dataclass(frozen=True)
class Rangement:
    """Ce qui est entré, ou entrerait ; `nouveau` est faux si le même fichier était déjà là.

    `laisses` : les liens du paquet que le coach n'a pas pu garder.
    """

    referentiel: Referentiel
    fichier: Path
    nouveau: bool
    laisses: int


def importer_case(
    octets: bytes, *, identifiant: str | None = None, essai: bool = False
) -> Rangement:
    """Prend le paquet comme référentiel personnel ; `essai` : tout vérifier, ne rien écrire.

    Lève `ErreurDEchange` si le paquet ne convient pas ou si l'identifiant est pris,
    `ErreurDeReferentiel` si le fichier ne passerait pas la lecture ordinaire, `ErreurDeFichier`
    s'il ne peut pas s'écrire.
    """
    paquet = lire_paquet(octets)
    choisi = _id_verifie(identifiant if identifiant is not None else _id_propose(paquet.document))
    referentiel, laisses = en_referentiel(paquet, choisi)
    contenu = ecrire_toml(referentiel, dire("case.en_tete")).encode("utf-8")
    if len(contenu) > TAILLE_MAX:
        raise ErreurDEchange("referentiel_trop_gros", limite=TAILLE_MAX // 2**20)
    fichier = dossier() / f"{choisi}.toml"
    if fichier.is_file() and fichier.read_bytes() == contenu:
        return Rangement(referentiel, fichier, nouveau=False, laisses=laisses)
    if fichier.exists() or choisi in personnels().lus:
        raise ErreurDEchange("referentiel_existe", identifiant=choisi)
    _verifier(contenu, fichier.name)
    if not essai:
        fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ecrire(fichier, contenu)
    return Rangement(referentiel, fichier, nouveau=True, laisses=laisses)


def _verifier(contenu: bytes, nom: str) -> None:
    """Passe le fichier par la lecture ordinaire, là où il ne peut servir à rien."""
    with tempfile.TemporaryDirectory(prefix="coach-") as ici:
        fichier = Path(ici) / nom
        fichier.write_bytes(contenu)
        verifier(fichier)


def _id_propose(document: Document) -> str:
    """Un identifiant tiré du titre : « competences-du-groupe »."""
    mots = re.findall(r"[a-z0-9]+", cle(document.titre))
    while mots and not mots[0][0].isalpha():
        mots = mots[1:]
    propose = ""
    for mot in mots:
        suite = f"{propose}-{mot}" if propose else mot
        if len(suite) > LONGUEUR_DE_L_ID:
            break
        propose = suite
    while len(propose.rpartition("-")[2]) < _MOT_PLEIN and "-" in propose:
        propose = propose.rpartition("-")[0]
    return propose or f"case-{document.uuid[:8]}"


def _id_verifie(identifiant: str) -> str:
    if not _ID.fullmatch(identifiant) or _RESERVES.fullmatch(identifiant):
        raise ErreurDEchange("identifiant_de_referentiel", limite=LONGUEUR_DE_L_ID)
    if identifiant in identifiants_livres():
        raise ErreurDEchange("referentiel_livre", identifiant=identifiant)
    return identifiant
