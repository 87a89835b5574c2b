"""Les listes qui aident à reconnaître un nom : prénoms, noms, et ce qui n'en est pas un."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from coach.modeles.texte import cle


class Donnees(BaseModel):
    """Un fichier de listes ; aucun champ inconnu."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Prenoms(Donnees):
    composes_premiers: str
    composes_seconds: str
    aussi_des_mots: str
    aires: dict[str, str]


class _Noms(Donnees):
    courants: str
    aussi_des_mots: str
    particules: str
    particules_en_capitale: str


class _Ecartes(Donnees):
    jours_et_mois: str
    mots_outils: str
    titres: str
    apres_civilite: str
    sigles: str
    organismes: str
    enseignes_et_lieux_nommes: str
    personnes_publiques: str
    avant_un_lieu: str
    avant_une_personne: str
    lieux: str


_Modele = TypeVar("_Modele", bound=Donnees)


class Lexique:
    """Les listes, en clés de recherche (sans casse ni accents)."""

    def __init__(self, prenoms: _Prenoms, noms: _Noms, ecartes: _Ecartes) -> None:
        self.prenoms = cles(" ".join(prenoms.aires.values()))
        self.prenoms_sans_majuscule = self.prenoms - cles(prenoms.aussi_des_mots)
        self.composes_premiers = cles(prenoms.composes_premiers)
        self.composes_seconds = cles(prenoms.composes_seconds)
        self.noms = cles(noms.courants)
        self.noms_qui_sont_des_mots = cles(noms.aussi_des_mots)
        self.noms_sans_majuscule = self.noms - self.noms_qui_sont_des_mots
        self.particules = cles(noms.particules)
        self.particules_en_capitale = cles(noms.particules_en_capitale)
        self.sigles = cles(ecartes.sigles)
        self.titres = cles(ecartes.titres)
        self.avant_un_lieu = cles(ecartes.avant_un_lieu)
        self.avant_une_personne = cles(ecartes.avant_une_personne)
        self.jours_et_mois = cles(ecartes.jours_et_mois)
        self.lieux = cles(ecartes.lieux)
        self.prenoms_qui_sont_des_mots = cles(prenoms.aussi_des_mots)
        self.mots_outils = cles(ecartes.mots_outils) | self.jours_et_mois
        self.jamais_apres_civilite = self.mots_outils | self.titres | cles(ecartes.apres_civilite)
        self.jamais_apres_prenom = (
            self.mots_outils
            | self.titres
            | self.avant_une_personne
            | cles(ecartes.organismes)
            | (cles(ecartes.lieux) - self.prenoms)
        )
        self.ensembles_connus = cles(ecartes.personnes_publiques) | cles(
            ecartes.enseignes_et_lieux_nommes
        )


def cles(mots: str) -> frozenset[str]:
    """Les mots d'une liste, en clés de recherche."""
    return frozenset(cle(mot) for mot in mots.split())


def lire_donnees(fichier: str, modele: type[_Modele]) -> _Modele:
    """Un fichier de listes livré avec le coach."""
    source = files("coach.confidentialite").joinpath("donnees", fichier)
    return modele.model_validate(tomllib.loads(source.read_text("utf-8")))


@lru_cache(maxsize=1)
def lexique() -> Lexique:
    """Les listes livrées avec le coach, lues au premier appel."""
    return Lexique(
        lire_donnees("prenoms.toml", _Prenoms),
        lire_donnees("noms.toml", _Noms),
        lire_donnees("ecartes.toml", _Ecartes),
    )
