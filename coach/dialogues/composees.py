"""Les étapes qui ne sont pas une simple question : émotions, ajustement, compétences, clôture.

Chaque fonction rend le prochain événement de son étape, ou rien quand l'étape est faite.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from coach.analyse import familles
from coach.dialogues.accord import inclusif
from coach.dialogues.echeances import lire_echeance
from coach.dialogues.matiere import Matiere
from coach.dialogues.messages import dire
from coach.dialogues.protocole import Etape
from coach.dialogues.relances import presque_vide
from coach.modeles.base import Ancre, Suite
from coach.modeles.evenements import (
    AjustementDecide,
    CompetenceLiee,
    EmotionChoisie,
    OptionProposee,
    QuestionPosee,
    SeanceTerminee,
)
from coach.modeles.lecture import Nature
from coach.modeles.referentiel import Competence, Referentiel
from coach.modeles.seance import Echange
from coach.referentiels.recherche import chercher

COMPETENCES_MAX = 3
_SUGGESTIONS = 5
_INTENSITES = ("faible", "moyenne", "forte")


@dataclass(frozen=True)
class AEcrire:
    """Un événement du coach, à signer et à dater.

    `apres` : l'acte dont il découle ; à défaut, le dernier acte de la personne.
    """

    sorte: type[Suite]
    champs: dict[str, Any]
    apres: str | None = None


def question(
    etape: Etape,
    identifiant: str,
    texte: str,
    *,
    saisie: Literal["texte", "choix", "choix_multiple"] = "texte",
    options: Sequence[OptionProposee] = (),
    rappels: tuple[Ancre, ...] = (),
) -> AEcrire:
    """Une question de cette étape."""
    champs = {
        "etape": etape.id,
        "question": identifiant,
        "texte": texte,
        "saisie": saisie,
        "options": tuple(options),
        "rappels": rappels,
    }
    return AEcrire(QuestionPosee, champs)


def _depuis(matiere: Matiere, etape: Etape, ouverture: str) -> list[Echange]:
    """Les échanges de l'étape depuis la dernière fois qu'elle s'est ouverte par cette question."""
    echanges = matiere.etat.de_l_etape(etape.id)
    for rang in range(len(echanges) - 1, -1, -1):
        demande = echanges[rang].demande
        if isinstance(demande, QuestionPosee) and demande.question == ouverture:
            return list(echanges[rang:])
    return []


def _faits(echanges: Sequence[Echange]) -> dict[str, Echange]:
    """Les échanges achevés, par nom de question."""
    return {
        e.demande.question: e
        for e in echanges
        if isinstance(e.demande, QuestionPosee) and not e.ouvert
    }


def _texte(echange: Echange | None) -> str:
    return echange.reponse.texte.strip() if echange and echange.reponse else ""


# --- Les émotions : la question ouverte, puis la roue si rien n'est venu ---------------------


def emotions(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Offre la roue quand l'étape reste sans émotion ; retient les mots choisis."""
    echanges = _depuis(matiere, etape, etape.questions[0].id)
    faits = _faits(echanges)
    if not faits:
        return None
    if "roue" not in faits:
        if any(_dit_une_emotion(matiere, e) for e in echanges):
            return None
        options = [OptionProposee(valeur=f.id, libelle=f.nom) for f in familles()]
        texte = dire("roue.familles")
        return question(etape, "roue", texte, saisie="choix_multiple", options=options)
    choisies = [f for f in familles() if f.id in _choix(faits["roue"])]
    if not choisies:
        return None
    if "roue_mots" not in faits:
        options = [
            OptionProposee(valeur=f"{f.id}:{mot}", libelle=inclusif(mot))
            for f in choisies
            for degre in f.mots.values()
            for mot in degre
        ]
        texte = dire("roue.mots")
        return question(etape, "roue_mots", texte, saisie="choix_multiple", options=options)
    if "roue_intensite" not in faits:
        options = [OptionProposee(valeur=i, libelle=dire(f"roue.{i}")) for i in _INTENSITES]
        texte = dire("roue.intensite")
        return question(etape, "roue_intensite", texte, saisie="choix", options=options)
    return _retenir_emotion(matiere, faits)


def _dit_une_emotion(matiere: Matiere, echange: Echange) -> bool:
    if echange.reponse is None or presque_vide(echange.reponse.texte):
        return False
    return any(s.nature == Nature.EMOTION for s in matiere.lecture(echange).segments)


def _choix(echange: Echange) -> tuple[str, ...]:
    return echange.reponse.choix if echange.reponse else ()


def _retenir_emotion(matiere: Matiere, faits: dict[str, Echange]) -> AEcrire | None:
    """Une émotion par mot choisi (ou par famille sans mot), l'une après l'autre."""
    choisis = [m.split(":", 1) for m in _choix(faits["roue_mots"])]
    prises = {famille for famille, _ in choisis}
    mots = [[famille, inclusif(mot)] for famille, mot in choisis]
    noms = {f.id: f.nom for f in familles()}
    mots += [[f, noms[f]] for f in _choix(faits["roue"]) if f not in prises]
    acte = faits["roue_intensite"].acte
    deja = {(e.famille, e.mot) for e in matiere.etat.emotions if e.apres == acte}
    intensite = next(iter(_choix(faits["roue_intensite"])), None)
    for famille, mot in mots:
        if (famille, mot) not in deja:
            champs = {"famille": famille, "mot": mot, "intensite": intensite}
            return AEcrire(EmotionChoisie, champs, acte)
    return None


# --- L'ajustement : quoi, quand, à quoi on le saura ------------------------------------------


def ajustement(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Décide l'ajustement quand ses trois questions sont faites ; les passe si l'action l'est."""
    premiere = etape.questions[0].id
    faits = _faits(_depuis(matiere, etape, premiere))
    action = _texte(faits.get(premiere))
    if not action:
        return None
    for suivante in etape.questions[1:]:
        if suivante.id not in faits:
            texte = suivante.formulations[len(action) % len(suivante.formulations)]
            return question(etape, suivante.id, texte)
    moment = _texte(faits.get("quand"))
    acte = faits[etape.questions[-1].id].acte
    if acte in matiere.etat.traites:
        return None
    champs = {
        "texte": action,
        "moment": moment,
        "echeance": lire_echeance(moment, matiere.contexte.horloge().date()),
        "indicateur": _texte(faits.get("indicateur")),
    }
    return AEcrire(AjustementDecide, champs, acte)


# --- Les compétences : choisir, montrer, justifier -------------------------------------------


def competences(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Suggère, cherche, puis demande l'extrait et la justification de chaque compétence."""
    if not matiere.contexte.referentiels:
        return None
    faits = _faits(_depuis(matiere, etape, "competences"))
    choix = faits.get("competences")
    if choix is None or matiere.etat.etape_reprise == etape.id:
        return _suggerer(matiere, etape)
    if choix.reponse is None:
        return None
    if not choix.reponse.choix:
        return _chercher(matiere, etape, choix.reponse.texte)
    for valeur in choix.reponse.choix[:COMPETENCES_MAX]:
        suite = _relier(matiere, etape, valeur, faits)
        if suite:
            return suite
    return None


def trouver(
    referentiels: Sequence[Referentiel], valeur: str
) -> tuple[Referentiel, Competence] | None:
    """Le référentiel et la compétence de « cip:CP11 », ou rien."""
    identifiant, _, code = valeur.partition(":")
    for referentiel in referentiels:
        if referentiel.id == identifiant and (competence := referentiel.competence(code)):
            return referentiel, competence
    return None


def _suggerer(matiere: Matiere, etape: Etape) -> AEcrire:
    options = [
        OptionProposee(
            valeur=f"{s.referentiel}:{s.code}",
            libelle=dire("competences.option_avec_mots", code=s.code, titre=s.titre, cites=mots)
            if mots
            else dire("competences.option", code=s.code, titre=s.titre),
        )
        for referentiel in matiere.contexte.referentiels
        for s, mots in matiere.suggestions(referentiel, _SUGGESTIONS)
    ]
    texte = dire("competences.question" if options else "competences.sans_suggestion")
    return question(etape, "competences", texte, saisie="choix_multiple", options=options)


def _chercher(matiere: Matiere, etape: Etape, demande: str) -> AEcrire:
    options = [
        OptionProposee(
            valeur=f"{referentiel.id}:{c.code}",
            libelle=dire("competences.option", code=c.code, titre=c.titre),
        )
        for referentiel in matiere.contexte.referentiels
        for c in chercher(referentiel, demande)
    ]
    texte = dire("competences.trouvees" if options else "competences.introuvable")
    return question(etape, "competences", texte, saisie="choix_multiple", options=options)


def _relier(
    matiere: Matiere, etape: Etape, valeur: str, faits: dict[str, Echange]
) -> AEcrire | None:
    trouvee = trouver(matiere.contexte.referentiels, valeur)
    if trouvee is None:
        return None
    referentiel, competence = trouvee
    extrait, justification = faits.get(f"extrait:{valeur}"), faits.get(f"justification:{valeur}")
    if extrait is None:
        return _demander_extrait(matiere, etape, valeur, referentiel, competence)
    if justification is None:
        return question(etape, f"justification:{valeur}", dire("competences.justification"))
    if justification.acte in matiere.etat.traites:
        return None
    ancre, texte = _extrait_choisi(matiere, extrait)
    champs = {
        "referentiel": referentiel.id,
        "code": competence.code,
        "millesime": referentiel.millesime,
        "ancre": ancre,
        "extrait": texte,
        "justification": _texte(justification),
    }
    return AEcrire(CompetenceLiee, champs, justification.acte)


def _demander_extrait(
    matiere: Matiere, etape: Etape, valeur: str, referentiel: Referentiel, competence: Competence
) -> AEcrire:
    suggestions = {s.code: s for s, _ in matiere.suggestions(referentiel, _SUGGESTIONS)}
    texte = matiere.texte()
    suggestion = suggestions.get(competence.code)
    mots = [texte[r.debut : r.fin] for r in suggestion.raisons] if suggestion else []
    options = [
        OptionProposee(valeur=str(rang), libelle=c.texte, ancre=c.ancre)
        for rang, c in enumerate(matiere.extraits(mots), 1)
    ]
    phrase = dire("competences.extrait", code=competence.code, titre=competence.titre)
    return question(etape, f"extrait:{valeur}", phrase, saisie="choix", options=options)


def _extrait_choisi(matiere: Matiere, echange: Echange) -> tuple[Ancre | None, str]:
    reponse = echange.reponse
    if reponse is None:
        return None, ""
    assert isinstance(echange.demande, QuestionPosee)
    for option in echange.demande.options:
        if option.valeur in reponse.choix and option.ancre:
            return option.ancre, option.ancre.texte
    texte = reponse.texte.strip()
    retrouvee = matiere.retrouver(texte)
    return (retrouvee.ancre if retrouvee else None), texte


# --- La clôture ------------------------------------------------------------------------------


def cloture(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Demande si la situation est refermée, puis termine."""
    faits = _faits(_depuis(matiere, etape, etape.questions[0].id))
    if not faits:
        return None
    if "fermeture" not in faits:
        options = [
            OptionProposee(valeur=e, libelle=dire(f"cloture.{e}"))
            for e in ("refermee", "vive", "non_dit")
        ]
        texte = dire("cloture.question")
        return question(etape, "fermeture", texte, saisie="choix", options=options)
    etat = next(iter(_choix(faits["fermeture"])), "non_dit")
    return AEcrire(SeanceTerminee, {"etat": etat})
