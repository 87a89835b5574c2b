"""Un carnet de trois séances et un livret, pour les essais de l'atelier."""

from datetime import date, timedelta

from fabriques import DEPART, Seance, ulid

from coach.carnet import Carnet
from coach.livret import Atelier
from coach.modeles.base import Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    AjustementSuivi,
    CompetenceLiee,
    PositionnementFait,
    ReponseDonnee,
)

JOUR = date(2026, 3, 20)
EXTRAIT = "j’ai attendu qu’elle relise la deuxième ligne"
RECIT = f"Elle a posé la lettre, {EXTRAIT}, puis elle a souri."
ESSAI = "Rappeler madame D. avant vendredi"
APPRIS = "Le matin, elle répond à la première sonnerie."


def relier(
    seance: Seance, reponse: ReponseDonnee, extrait: str, referentiel: str, code: str
) -> CompetenceLiee:
    """Relie un extrait à une compétence de ce référentiel."""
    debut = reponse.texte.index(extrait)
    return seance.dire(
        CompetenceLiee,
        referentiel=referentiel,
        code=code,
        millesime="2020",
        ancre=Ancre(evenement=reponse.id, debut=debut, fin=debut + len(extrait), texte=extrait),
        extrait=extrait,
        justification="J’ai laissé la place.",
    )


def remplir(carnet: Carnet) -> dict[str, str]:
    """Trois séances, un essai suivi, des positionnements ; rend les identifiants utiles."""
    ecoute = Seance(ulid(1))
    ecoute.titrer("La lettre relue")
    reponse = ecoute.repondre(RECIT)
    lien = relier(ecoute, reponse, EXTRAIT, "coordinateur", "6.2")
    essai = ecoute.dire(AjustementDecide, texte=ESSAI, echeance=date(2026, 3, 6))
    carnet.ajouter(*ecoute.evenements)

    parente = Seance(ulid(2), depart=DEPART + timedelta(days=3))
    parente.titrer("Le retour sur moi")
    dite = parente.repondre("J’avais parlé trop vite parce que je regardais l’heure.")
    relier(parente, dite, "J’avais parlé trop vite", "cip", "CP11")
    fort = parente.repondre(
        "J’ai repris la question sans la finir à sa place.", etape="points_forts"
    )
    carnet.ajouter(*parente.evenements)

    vide = Seance(ulid(3), depart=DEPART + timedelta(days=5))
    vide.titrer("Une autre fois")
    carnet.ajouter(*vide.evenements)

    for niveau, mot in (("a_decouvrir", "Je coupe."), ("en_construction", "J’attends un peu.")):
        carnet.consigner(
            PositionnementFait,
            referentiel="coordinateur",
            millesime="2020",
            code="6.2",
            niveau=niveau,
            justification=mot,
        )
    carnet.consigner(AjustementSuivi, ajustement=essai.id, etat="fait", appris=APPRIS)
    return {
        "ecoute": ecoute.flux,
        "parente": parente.flux,
        "reponse": reponse.id,
        "lien": lien.id,
        "essai": essai.id,
        "fort": fort.id,
    }


def ouvrir(carnet: Carnet, genre: str = "capacites") -> Atelier:
    """Un livret neuf sur l'établi."""
    return Atelier.ouvrir(carnet, genre, JOUR)
