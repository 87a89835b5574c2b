"""Rendre les référentiels, livrés ou de la personne, avec les parentes de leurs compétences."""

from functools import lru_cache

from coach.modeles.referentiel import Competence, Referentiel
from coach.personnels import Personnels
from coach.referentiels.correspondances import parentes, ranger
from coach.referentiels.erreurs import erreur, plus_proche
from coach.referentiels.fichier import charger_fichier
from coach.referentiels.livres import fichier_livre, identifiants_livres
from coach.referentiels.personnels import personnels


def identifiants() -> tuple[str, ...]:
    """Les identifiants des référentiels qui se lisent : les livrés et ceux de la personne, triés.

    Ne lève rien pour un fichier de la personne : il manque ici, et `avertissements` le dit.
    """
    return tuple(sorted((*identifiants_livres(), *personnels().lus)))


def avertissements() -> tuple[str, ...]:
    """Ce qui ne va pas dans les référentiels de la personne : une phrase par fichier de côté."""
    return tuple(str(refus) for refus in personnels().ecartes.values())


def charger(identifiant: str) -> Referentiel:
    """Le référentiel de cet identifiant, relu seulement si la personne a changé les siens.

    Chaque compétence a toutes ses parentes. Lève `ErreurDeReferentiel` s'il n'existe pas, ou si
    son fichier n'est pas valide.
    """
    siens = personnels()
    if identifiant in siens.lus or identifiant in identifiants_livres():
        return _avec_ses_parentes(identifiant, siens)
    if refus := siens.refus_de(identifiant):
        raise refus
    fichier = f"{identifiant}.toml"
    if proche := plus_proche(identifiant, identifiants()):
        raise erreur("inconnu_proche", fichier, identifiant=identifiant, proche=proche)
    raise erreur("inconnu", fichier, identifiant=identifiant, choix=identifiants())


@lru_cache(maxsize=64)
def _avec_ses_parentes(identifiant: str, siens: Personnels[Referentiel]) -> Referentiel:
    referentiel = siens.lus.get(identifiant) or _livre(identifiant)
    competences = tuple(_reliee(identifiant, c, siens) for c in referentiel.competences)
    return referentiel.model_copy(update={"competences": competences})


@lru_cache(maxsize=64)
def _livre(identifiant: str) -> Referentiel:
    return charger_fichier(fichier_livre(identifiant))


def _reliee(identifiant: str, competence: Competence, siens: Personnels[Referentiel]) -> Competence:
    siennes = (*competence.correspondances, *parentes(identifiant, competence.code, siens))
    return competence.model_copy(update={"correspondances": ranger(siennes)})
