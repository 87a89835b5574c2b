"""Les étapes composées : émotions, ajustement, clôture.

Chaque fonction rend le prochain événement de son étape, ou rien quand l'étape est faite.
"""

from collections.abc import Sequence

from coach.analyse import familles
from coach.dialogues.accord import accorder, inclusif
from coach.dialogues.echeances import lire_echeance
from coach.dialogues.ecriture import AEcrire, choix_de, depuis, faits_de, question, texte_de
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire
from coach.dialogues.recurrences import theme_qui_revient
from coach.dialogues.reprises import poser
from coach.dialogues.script import Etape
from coach.modeles.evenements import (
    AjustementDecide,
    EmotionChoisie,
    OptionProposee,
    QuestionPosee,
    SeanceTerminee,
)
from coach.modeles.lecture import Nature
from coach.modeles.presque_rien import presque_vide, renvoie_plus_haut
from coach.modeles.seance import Echange

_INTENSITES = ("faible", "moyenne", "forte")
_MOT_MAXIMAL = 60
"""Points de code d'un mot à soi dans la roue ; au-delà, c'est un récit."""


# --- Les émotions : la question ouverte, puis la roue si rien n'est venu ---------------------


def emotions(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Offre la roue quand l'étape reste sans émotion ; retient les mots choisis."""
    echanges = depuis(matiere, etape, etape.questions[0].id)
    faits = faits_de(echanges)
    if not faits:
        return None
    if "roue" not in faits:
        if any(_dit_une_emotion(matiere, e) or _renvoie_a_une_emotion(e) for e in echanges):
            return None
        options = [OptionProposee(valeur=f.id, libelle=f.nom) for f in familles()]
        texte = dire("roue.familles")
        return question(etape, "roue", texte, saisie="choix_multiple", options=options)
    prises = _familles_prises(matiere, faits["roue"])
    choisies = [f for f in familles() if f.id in prises]
    if not choisies:
        return None
    if "roue_mots" not in faits:
        options = [
            OptionProposee(valeur=f"{f.id}:{mot}", libelle=_accorde(matiere, mot))
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
    if faits["roue_intensite"].acte in matiere.etat.traites:
        return None
    if "roue_corps" not in faits:
        lieux = dire("roue.lieux").split(" | ")
        options = [OptionProposee(valeur=lieu, libelle=lieu) for lieu in lieux]
        texte = dire("roue.corps")
        return question(etape, "roue_corps", texte, saisie="choix_multiple", options=options)
    return _retenir_emotion(matiere, faits)


def _accorde(matiere: Matiere, mot: str) -> str:
    """Un mot de la roue, accordé avec la personne."""
    return accorder(inclusif(mot), matiere.contexte.accord)


def _dit_une_emotion(matiere: Matiere, echange: Echange) -> bool:
    if echange.reponse is None or presque_vide(echange.reponse.texte):
        return False
    return any(s.nature == Nature.EMOTION for s in matiere.lecture(echange).segments)


def _renvoie_a_une_emotion(echange: Echange) -> bool:
    """Vrai pour « c'est tout », « déjà dit », quand l'émotion vient d'être redonnée."""
    redonnee = isinstance(echange.demande, QuestionPosee) and bool(echange.demande.rappels)
    texte = texte_de(echange)
    return bool(texte) and (redonnee or renvoie_plus_haut(texte))


def _familles_prises(matiere: Matiere, roue: Echange) -> tuple[str, ...]:
    """Les familles choisies ; à défaut, celles que dit le mot écrit à la place d'un choix."""
    if choix_de(roue) or presque_vide(texte_de(roue)):
        return choix_de(roue)
    lues = [s.sous_type for s in matiere.lecture(roue).segments if s.nature == Nature.EMOTION]
    return tuple(dict.fromkeys(lues))


def _retenir_emotion(matiere: Matiere, faits: dict[str, Echange]) -> AEcrire | None:
    """Une émotion par mot choisi (ou par famille sans mot), l'une après l'autre.

    Un mot qui n'est pas dans la roue, écrit à la place d'un choix, vaut autant que les siens.
    """
    choisis = [m.split(":", 1) for m in choix_de(faits["roue_mots"])]
    ecrit = texte_de(faits["roue_mots"]) or (
        "" if choix_de(faits["roue"]) else texte_de(faits["roue"])
    )
    a_soi = "" if choisis else " ".join(ecrit.split())[:_MOT_MAXIMAL]
    prises = {famille for famille, _ in choisis}
    mots = [[famille, _accorde(matiere, mot)] for famille, mot in choisis]
    noms = {f.id: f.nom for f in familles()}
    familles_prises = [f for f in _familles_prises(matiere, faits["roue"]) if f in noms]
    mots += [[f, a_soi or noms[f]] for f in familles_prises if f not in prises]
    acte = faits["roue_corps"].acte
    deja = {(e.famille, e.mot) for e in matiere.etat.emotions if e.apres == acte}
    intensite = next(iter(choix_de(faits["roue_intensite"])), None)
    for famille, mot in mots:
        if (famille, mot) not in deja:
            lieux = faits["roue_corps"]
            corps = ", ".join(choix_de(lieux)) or texte_de(lieux) or None
            champs = {"famille": famille, "mot": mot, "intensite": intensite, "corps": corps}
            return AEcrire(EmotionChoisie, champs, acte)
    return None


# --- L'ajustement : quoi, quand, à quoi on le saura ------------------------------------------


def ajustement(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Décide l'ajustement quand ses questions sont faites ; passe les autres si l'action l'est.

    L'échéance se lit dans la réponse à `quand`, sinon dans l'action elle-même.
    """
    premiere = etape.questions[0].id
    echanges = depuis(matiere, etape, premiere)
    faits = faits_de(echanges)
    action = _precisee(echanges, premiere)
    if not action or presque_vide(action):
        return None
    for suivante in etape.questions[1:]:
        if suivante.id not in faits:
            return poser(matiere, etape, suivante, len(action))
    moment = _dernier_mot(echanges, "quand")
    acte = faits[etape.questions[-1].id].acte
    if acte in matiere.etat.traites:
        return None
    champs = {
        "texte": action,
        "moment": moment,
        "echeance": lire_echeance(moment or action, matiere.contexte.horloge().date()),
        "indicateur": texte_de(faits.get("indicateur")),
    }
    return AEcrire(AjustementDecide, champs, acte)


def _dits(echanges: Sequence[Echange], identifiant: str) -> list[str]:
    """La réponse à cette question, puis ce qu'une relance y a fait ajouter."""
    textes: list[str] = []
    ici = False
    for echange in echanges:
        if isinstance(echange.demande, QuestionPosee):
            ici = echange.demande.question == identifiant
        texte = texte_de(echange) if ici else ""
        if texte and not (textes and presque_vide(texte)):
            textes.append(texte)
    return textes


def _dernier_mot(echanges: Sequence[Echange], identifiant: str) -> str:
    """Ce qui fut dit en dernier : « jeudi » l'emporte sur « bientôt »."""
    return "".join(_dits(echanges, identifiant)[-1:])


def _precisee(echanges: Sequence[Echange], identifiant: str) -> str:
    """« Quoi : comment », quand une relance a fait préciser l'action."""
    textes = _dits(echanges, identifiant)
    if len(textes) < 2:
        return "".join(textes)
    return "\u00a0: ".join([textes[0].rstrip(" .;:\u00a0\u202f"), *textes[1:]])


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
        texte = " ".join([*theme_qui_revient(matiere), dire("cloture.question")])
        return question(etape, "fermeture", texte, saisie="choix", options=options)
    etat = next(iter(choix_de(faits["fermeture"])), "non_dit")
    return AEcrire(SeanceTerminee, {"etat": etat})
