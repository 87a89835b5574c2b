"""Les parentes d'une compétence dans les autres référentiels, lues dans `correspondances.toml`.

Une paire y est écrite une seule fois et vaut dans les deux sens. Le fichier suit l'ordre des
référentiels (par identifiant) et de leurs compétences : celui dans lequel les parentes se rendent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.modeles.referentiel import Correspondance, Referentiel
from coach.personnels import Personnels
from coach.referentiels.document import Document, champ_de, lire
from coach.referentiels.erreurs import ErreurDeReferentiel, plus_proche
from coach.referentiels.livres import fichier_des_correspondances
from coach.referentiels.personnels import personnels

TABLE = "correspondances"


class Adresse(NamedTuple):
    """Une compétence désignée par son référentiel et son code."""

    referentiel: str
    code: str

    @property
    def cle(self) -> "Adresse":
        """L'adresse telle qu'on la compare : la casse du code n'y compte pas."""
        return Adresse(self.referentiel, self.code.casefold())


class Paire(NamedTuple):
    """Deux compétences parentes : leurs adresses, le degré, et en quoi elles le sont."""

    de: Adresse
    vers: Adresse
    degre: str
    raison: str


Parentes = Mapping[Adresse, tuple[Correspondance, ...]]
"""Les parentes de chaque compétence, par adresse comparable (`Adresse.cle`)."""


class _PaireEcrite(BaseModel):
    """Une table `[[correspondances]]` telle qu'elle s'écrit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    de: str = Field(pattern="^[a-z][a-z0-9-]*:[^:]+$")
    vers: str = Field(pattern="^[a-z][a-z0-9-]*:[^:]+$")
    degre: str = Field(pattern="^(equivalente|proche)$")
    raison: str = Field(min_length=1)


def parentes(
    identifiant: str, code: str, siens: Personnels[Referentiel] | None = None
) -> tuple[Correspondance, ...]:
    """Les parentes de cette compétence : équivalentes d'abord, puis par référentiel et en ordre.

    Y compte ce que la personne a écrit dans ses propres référentiels (`siens`, relus s'ils ne
    sont pas donnés). Rien pour une compétence inconnue. Lève `ErreurDeReferentiel` si le fichier
    livré ne se lit pas.
    """
    adresse = Adresse(identifiant, code).cle
    ajoutees = _des_personnels(siens or personnels()).get(adresse, ())
    return ranger(chain(_livrees().get(adresse, ()), ajoutees))


def ranger(correspondances: Iterable[Correspondance]) -> tuple[Correspondance, ...]:
    """Sans doublon (la première gagne), équivalentes d'abord, puis par référentiel."""
    uniques: dict[Adresse, Correspondance] = {}
    for parente in correspondances:
        uniques.setdefault(Adresse(parente.referentiel, parente.code).cle, parente)
    return tuple(sorted(uniques.values(), key=lambda p: (p.degre != "equivalente", p.referentiel)))


@cache
def _livrees() -> Parentes:
    sens: defaultdict[Adresse, list[Correspondance]] = defaultdict(list)
    for paire in lire_correspondances(fichier_des_correspondances()):
        for ici, ailleurs in ((paire.de, paire.vers), (paire.vers, paire.de)):
            sens[ici.cle].append(_vers(ailleurs, paire.degre, paire.raison))
    return {adresse: tuple(siennes) for adresse, siennes in sens.items()}


@lru_cache(maxsize=4)
def _des_personnels(siens: Personnels[Referentiel]) -> Parentes:
    """Ce que les référentiels de la personne disent de leurs parentes, dans les deux sens."""
    sens: defaultdict[Adresse, list[Correspondance]] = defaultdict(list)
    for ici, parente in _ecrites(siens.lus.values()):
        sens[ici.cle].append(parente)
        ailleurs = Adresse(parente.referentiel, parente.code)
        sens[ailleurs.cle].append(_vers(ici, parente.degre, parente.raison))
    return {adresse: tuple(siennes) for adresse, siennes in sens.items()}


def _ecrites(referentiels: Iterable[Referentiel]) -> Iterable[tuple[Adresse, Correspondance]]:
    return (
        (Adresse(referentiel.id, competence.code), parente)
        for referentiel in referentiels
        for competence in referentiel.competences
        for parente in competence.correspondances
    )


def _vers(adresse: Adresse, degre: str, raison: str) -> Correspondance:
    return Correspondance.model_construct(
        referentiel=adresse.referentiel, code=adresse.code, degre=degre, raison=raison
    )


# --- Lire le fichier -------------------------------------------------------------------------


def lire_correspondances(chemin: Path) -> tuple[Paire, ...]:
    """Les paires de ce fichier, dans leur ordre.

    Lève `ErreurDeReferentiel` : champ, adresse ou degré mal écrit, paire double ou inverse d'une
    autre, deux compétences d'un même référentiel. Que les codes existent se vérifie ailleurs.
    """
    return lire_document(chemin)[1]


def lire_document(chemin: Path) -> tuple[Document, tuple[Paire, ...]]:
    """Le document de ce fichier, qui sait situer ses erreurs, et ses paires."""
    document = lire(chemin)
    for nom in document.donnees:
        if nom != TABLE:
            raise document.erreur("champ_inconnu_proche", (nom,), nom=nom, proche=TABLE)
    tables = document.donnees.get(TABLE, [])
    if not isinstance(tables, list):
        raise document.erreur("forme", (TABLE,), champ=TABLE, attendu="tables")
    paires = tuple(_paire(document, rang, table) for rang, table in enumerate(tables))
    _verifier_les_doubles(document, paires)
    return document, paires


def _paire(document: Document, rang: int, table: object) -> Paire:
    try:
        ecrite = _PaireEcrite.model_validate(table)
    except ValidationError as refus:
        raise _en_francais(document, rang, refus) from None
    de, vers = (Adresse(*adresse.split(":", 1)) for adresse in (ecrite.de, ecrite.vers))
    if de.referentiel == vers.referentiel:
        ici = (TABLE, rang, "vers")
        raise document.erreur("parentes_internes", ici, referentiel=de.referentiel)
    return Paire(de, vers, ecrite.degre, ecrite.raison)


def _en_francais(document: Document, rang: int, refus: ValidationError) -> ErreurDeReferentiel:
    """Le premier refus du modèle, dit en français ; un nom mal écrit passe avant un manque."""
    detail = min(refus.errors(), key=lambda d: d["type"] != "extra_forbidden")
    chemin = (TABLE, rang, *detail["loc"])
    champ = champ_de(chemin)
    match detail["type"]:
        case "extra_forbidden":
            champs = tuple(_PaireEcrite.model_fields)
            proche = plus_proche(champ, champs)
            if proche is None:
                return document.erreur("champ_inconnu", chemin, nom=champ, choix=champs)
            return document.erreur("champ_inconnu_proche", chemin, nom=champ, proche=proche)
        case "missing":
            return document.erreur("champ_manquant", chemin, champ=champ)
        case "string_too_short":
            return document.erreur("champ_vide", chemin, champ=champ)
    attendu = {"de": "adresse", "vers": "adresse", "degre": "degre", TABLE: "tables"}
    return document.erreur("forme", chemin, champ=champ, attendu=attendu.get(champ, "texte"))


def _verifier_les_doubles(document: Document, paires: Iterable[Paire]) -> None:
    vues: set[frozenset[Adresse]] = set()
    for rang, paire in enumerate(paires):
        ensemble = frozenset((paire.de.cle, paire.vers.cle))
        if ensemble in vues:
            codes = {"de": paire.de.code, "vers": paire.vers.code}
            raise document.erreur("paire_double", (TABLE, rang, "de"), **codes)
        vues.add(ensemble)
