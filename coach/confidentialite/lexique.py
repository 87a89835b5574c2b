"""Les listes qui aident à reconnaître un nom : prénoms, noms, et ce qui n'en est pas un."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from coach.modeles.texte import cle


class _Donnees(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Prenoms(_Donnees):
    composes_premiers: str
    composes_seconds: str
    aussi_des_mots: str
    aires: dict[str, str]


class _Noms(_Donnees):
    courants: str
    aussi_des_mots: str
    particules: str
    particules_en_capitale: str


class _Ecartes(_Donnees):
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


_Modele = TypeVar("_Modele", bound=_Donnees)


class Lexique:
    """Les listes, en clés de recherche (sans casse ni accents)."""

    def __init__(self, prenoms: _Prenoms, noms: _Noms, ecartes: _Ecartes) -> None:
        self.prenoms = _cles(" ".join(prenoms.aires.values()))
        self.prenoms_sans_majuscule = self.prenoms - _cles(prenoms.aussi_des_mots)
        self.composes_premiers = _cles(prenoms.composes_premiers)
        self.composes_seconds = _cles(prenoms.composes_seconds)
        self.noms = _cles(noms.courants)
        self.noms_qui_sont_des_mots = _cles(noms.aussi_des_mots)
        self.noms_sans_majuscule = self.noms - self.noms_qui_sont_des_mots
        self.particules = _cles(noms.particules)
        self.particules_en_capitale = _cles(noms.particules_en_capitale)
        self.sigles = _cles(ecartes.sigles)
        self.titres = _cles(ecartes.titres)
        self.avant_un_lieu = _cles(ecartes.avant_un_lieu)
        self.avant_une_personne = _cles(ecartes.avant_une_personne)
        self.jours_et_mois = _cles(ecartes.jours_et_mois)
        self.mots_outils = _cles(ecartes.mots_outils) | self.jours_et_mois
        self.jamais_apres_civilite = self.mots_outils | self.titres | _cles(ecartes.apres_civilite)
        self.jamais_apres_prenom = (
            self.mots_outils
            | self.titres
            | self.avant_une_personne
            | _cles(ecartes.organismes)
            | (_cles(ecartes.lieux) - self.prenoms)
        )
        self.ensembles_connus = _cles(ecartes.personnes_publiques) | _cles(
            ecartes.enseignes_et_lieux_nommes
        )


def _cles(mots: str) -> frozenset[str]:
    return frozenset(cle(mot) for mot in mots.split())


def _lire(fichier: str, modele: type[_Modele]) -> _Modele:
    source = files("coach.confidentialite").joinpath("donnees", fichier)
    return modele.model_validate(tomllib.loads(source.read_text("utf-8")))


@lru_cache(maxsize=1)
def lexique() -> Lexique:
    """Les listes livrées avec le coach, lues au premier appel."""
    return Lexique(
        _lire("prenoms.toml", _Prenoms),
        _lire("noms.toml", _Noms),
        _lire("ecartes.toml", _Ecartes),
    )
