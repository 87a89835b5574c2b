"""Les étapes composées : émotions, ajustement, clôture.

Chaque fonction rend le prochain événement de son étape, ou rien quand l'étape est faite.
"""

from coach.analyse import familles
from coach.dialogues.accord import inclusif
from coach.dialogues.echeances import lire_echeance
from coach.dialogues.ecriture import AEcrire, choix_de, depuis, faits_de, question, texte_de
from coach.dialogues.matiere import Matiere
from coach.dialogues.messages import dire
from coach.dialogues.protocole import Etape
from coach.dialogues.relances import presque_vide
from coach.modeles.evenements import (
    AjustementDecide,
    EmotionChoisie,
    OptionProposee,
    SeanceTerminee,
)
from coach.modeles.lecture import Nature
from coach.modeles.seance import Echange

_INTENSITES = ("faible", "moyenne", "forte")


# --- Les émotions : la question ouverte, puis la roue si rien n'est venu ---------------------


def emotions(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Offre la roue quand l'étape reste sans émotion ; retient les mots choisis."""
    echanges = depuis(matiere, etape, etape.questions[0].id)
    faits = faits_de(echanges)
    if not faits:
        return None
    if "roue" not in faits:
        if any(_dit_une_emotion(matiere, e) for e in echanges):
            return None
        options = [OptionProposee(valeur=f.id, libelle=f.nom) for f in familles()]
        texte = dire("roue.familles")
        return question(etape, "roue", texte, saisie="choix_multiple", options=options)
    choisies = [f for f in familles() if f.id in choix_de(faits["roue"])]
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


def _retenir_emotion(matiere: Matiere, faits: dict[str, Echange]) -> AEcrire | None:
    """Une émotion par mot choisi (ou par famille sans mot), l'une après l'autre."""
    choisis = [m.split(":", 1) for m in choix_de(faits["roue_mots"])]
    prises = {famille for famille, _ in choisis}
    mots = [[famille, inclusif(mot)] for famille, mot in choisis]
    noms = {f.id: f.nom for f in familles()}
    mots += [[f, noms[f]] for f in choix_de(faits["roue"]) if f not in prises]
    acte = faits["roue_intensite"].acte
    deja = {(e.famille, e.mot) for e in matiere.etat.emotions if e.apres == acte}
    intensite = next(iter(choix_de(faits["roue_intensite"])), None)
    for famille, mot in mots:
        if (famille, mot) not in deja:
            champs = {"famille": famille, "mot": mot, "intensite": intensite}
            return AEcrire(EmotionChoisie, champs, acte)
    return None


# --- L'ajustement : quoi, quand, à quoi on le saura ------------------------------------------


def ajustement(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Décide l'ajustement quand ses trois questions sont faites ; les passe si l'action l'est."""
    premiere = etape.questions[0].id
    faits = faits_de(depuis(matiere, etape, premiere))
    action = texte_de(faits.get(premiere))
    if not action:
        return None
    for suivante in etape.questions[1:]:
        if suivante.id not in faits:
            texte = suivante.formulations[len(action) % len(suivante.formulations)]
            return question(etape, suivante.id, texte)
    moment = texte_de(faits.get("quand"))
    acte = faits[etape.questions[-1].id].acte
    if acte in matiere.etat.traites:
        return None
    champs = {
        "texte": action,
        "moment": moment,
        "echeance": lire_echeance(moment, matiere.contexte.horloge().date()),
        "indicateur": texte_de(faits.get("indicateur")),
    }
    return AEcrire(AjustementDecide, champs, acte)


# --- La clôture ------------------------------------------------------------------------------


def cloture(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Demande si la situation est refermée, puis termine."""
    faits = faits_de(depuis(matiere, etape, etape.questions[0].id))
    if not faits:
        return None
    if "fermeture" not in faits:
        options = [
            OptionProposee(valeur=e, libelle=dire(f"cloture.{e}"))
            for e in ("refermee", "vive", "non_dit")
        ]
        texte = dire("cloture.question")
        return question(etape, "fermeture", texte, saisie="choix", options=options)
    etat = next(iter(choix_de(faits["fermeture"])), "non_dit")
    return AEcrire(SeanceTerminee, {"etat": etat})
