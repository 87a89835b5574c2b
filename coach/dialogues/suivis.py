"""Ce que sont devenus les ajustements d'avant : demandé en ouvrant la séance, gardé au carnet.

La question et la réponse sont des événements de la séance, comme les autres. Le suivi, lui, est du
carnet (`ajustement_suivi`) : chaque réponse en dit un, nommée dans son champ `source` (voir
`coach.dialogues.concordance`).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.dialogues.citation import citer_mots, sans_point
from coach.dialogues.concordance import Dit
from coach.dialogues.echeances import lire_echeance
from coach.dialogues.ecriture import AEcrire, choix_de, question, texte_de
from coach.dialogues.histoire import AjustementPasse
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire
from coach.dialogues.script import Etape, Question
from coach.dialogues.vouvoiement import vouvoyer
from coach.modeles.base import EtatAjustement
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import (
    AjustementSuivi,
    Evenement,
    OptionProposee,
    QuestionPosee,
)
from coach.modeles.seance import Echange, EtatSeance

ETAPE = "suivi"
"""L'étape, hors protocole, où ces questions se posent."""

SUIVIS_MAX = 2
_DEMANDES_MAX = 2
"""Séances où l'on passe la question : ensuite, l'ajustement attend dans le plan, sans insister."""

_JOURS_DE_REPIT = 7
"""Jours avant de redemander des nouvelles d'un même ajustement."""

_ETATS: tuple[EtatAjustement, ...] = ("fait", "en_cours", "a_faire", "abandonne")
_ETAT, _PRECISE, _APPRIS = "suivi", "suivi_etat", "suivi_appris"


def etape_des_suivis() -> Etape:
    """Ce que les visages disent de l'étape hors protocole."""
    muette = Question(id=_ETAT, formulations=("…",))
    return Etape(id=ETAPE, titre=dire("suivi.titre"), but=dire("suivi.but"), questions=(muette,))


def ouvrir(matiere: Matiere) -> AEcrire | None:
    """La prochaine question sur un ajustement d'avant ; rien une fois la séance entamée.

    Jamais pour une note à reprendre, ni dans un protocole qui va droit au but.
    """
    etat = matiere.etat
    if any(e.demande.etape != ETAPE for e in etat.echanges) or etat.note is not None:
        return None
    if not matiere.protocole.suivis:
        return None
    faits = _faits(etat)
    demandes = list(dict.fromkeys(_demandes(etat)))
    for ajustement in demandes:
        if suite := _poursuivre(ajustement, faits):
            return suite
    neufs = [a for a in dus(matiere) if a.id not in demandes]
    if not neufs or len(demandes) >= SUIVIS_MAX:
        return None
    phrase = _rappel(neufs[0], matiere.contexte.horloge().date())
    return _choix(f"{_ETAT}:{neufs[0].id}", phrase)


def dus(matiere: Matiere) -> list[AjustementPasse]:
    """Les ajustements à reprendre : échéance passée d'abord, puis les sans date, puis les autres.

    Ceux que la personne a déjà passés deux fois restent dans le plan, sans insister ; ceux dont
    elle vient de donner des nouvelles attendent une semaine, ou leur échéance ; ceux du jour même,
    leur échéance ou demain.
    """
    aujourd_hui = matiere.contexte.horloge().date()
    ouverts = [
        a
        for a in matiere.contexte.histoire.ajustements
        if a.etat in ("a_faire", "en_cours")
        and a.demandes < _DEMANDES_MAX
        and _peut_avoir_eu_lieu(a, aujourd_hui)
        and _a_redemander(a, aujourd_hui)
    ]

    def urgence(ajustement: AjustementPasse) -> tuple[int, int]:
        if ajustement.echeance is None:
            return 1, -ajustement.decide_le.toordinal()
        rang = 0 if ajustement.echeance <= aujourd_hui else 2
        return rang, ajustement.echeance.toordinal()

    return sorted(ouverts, key=urgence)


def _peut_avoir_eu_lieu(ajustement: AjustementPasse, aujourd_hui: date) -> bool:
    """Décidé aujourd'hui et pas encore échu, il est trop tôt pour en demander des nouvelles."""
    echu = ajustement.echeance is not None and ajustement.echeance <= aujourd_hui
    return ajustement.decide_le < aujourd_hui or echu


def _a_redemander(ajustement: AjustementPasse, aujourd_hui: date) -> bool:
    avant = ajustement.demande_le
    if avant is None or (aujourd_hui - avant).days >= _JOURS_DE_REPIT:
        return True
    return ajustement.echeance is not None and avant < ajustement.echeance <= aujourd_hui


def ajustement_demande(question: str) -> str:
    """L'ajustement dont cette question demande des nouvelles, ou une chaîne vide."""
    sorte, _, ajustement = question.partition(":")
    return ajustement if sorte == _ETAT else ""


def _faits(etat: EtatSeance) -> dict[str, Echange]:
    return {
        e.demande.question: e
        for e in etat.echanges
        if isinstance(e.demande, QuestionPosee) and not e.ouvert
    }


def _demandes(etat: EtatSeance) -> Iterator[str]:
    """Les ajustements dont la séance a déjà demandé des nouvelles, en ordre."""
    for echange in etat.de_l_etape(ETAPE):
        demande = echange.demande
        nom = ajustement_demande(demande.question) if isinstance(demande, QuestionPosee) else ""
        if nom:
            yield nom


def _poursuivre(ajustement: str, faits: dict[str, Echange]) -> AEcrire | None:
    """Ce qui en a été appris ; une question passée n'en appelle pas d'autre.

    Répondre avec ses mots vaut apprentissage : il ne reste qu'à dire l'état.
    """
    premiere = faits.get(f"{_ETAT}:{ajustement}")
    if premiere is None or premiere.reponse is None:
        return None
    choisi = next(iter(premiere.reponse.choix), None)
    suite = f"{_APPRIS if choisi else _PRECISE}:{ajustement}"
    if suite in faits:
        return None
    if choisi is None:
        return _choix(suite, dire("suivi.preciser"))
    return question(etape_des_suivis(), suite, dire(f"suivi.appris_{choisi}"))


def _choix(identifiant: str, phrase: str) -> AEcrire:
    options = [OptionProposee(valeur=e, libelle=dire(f"suivi.{e}")) for e in _ETATS]
    return question(etape_des_suivis(), identifiant, phrase, saisie="choix", options=options)


def _rappel(ajustement: AjustementPasse, aujourd_hui: date) -> str:
    """« Le 3 mars, vous aviez décidé de rappeler votre collègue. Où en est-ce ? »"""
    jour = en_clair(ajustement.decide_le)
    if ajustement.decide_le.year == aujourd_hui.year:
        jour = jour.removesuffix(f" {ajustement.decide_le.year}")
    avant = ajustement.decide_le < aujourd_hui
    jour = dire("suivi.jour", jour=jour) if avant else dire("suivi.aujourd_hui")
    action = sans_point(ajustement.texte.strip().rstrip(" ;,"))
    vous = vouvoyer(action)
    if vous:
        return dire("suivi.rappel", jour=jour, action=vous)
    if any(guillemet in action for guillemet in '«»“”"\n') or not action:
        return dire("suivi.rappel_tel_quel", jour=jour, action=" ".join(action.split()))
    return dire("suivi.rappel_cite", jour=jour, cite=citer_mots(action))


# --- Le carnet d'accord avec la séance ---------------------------------------------------------


def suivis_dits(etat: EtatSeance, _journal: Sequence[Evenement]) -> dict[str, Dit]:
    """Ce que la séance dit de chaque ajustement, par identifiant de réponse."""
    faits = _faits(etat) if etat.de_l_etape(ETAPE) else {}
    dits: dict[str, Dit] = {}
    for nom, echange in faits.items():
        sorte, _, ajustement = nom.partition(":")
        choisi = next(iter(choix_de(echange)), None)
        if sorte not in (_ETAT, _PRECISE) or choisi not in _ETATS or echange.reponse is None:
            continue
        appris = texte_de(faits.get(f"{_ETAT}:{ajustement}")) if sorte == _PRECISE else ""
        dits[echange.reponse.id] = _suivi(ajustement, choisi, None, appris)
        suite = faits.get(f"{_APPRIS}:{ajustement}")
        if sorte == _ETAT and suite and suite.reponse:
            texte = texte_de(suite)
            reportee = choisi in ("a_faire", "en_cours")
            echeance = lire_echeance(texte, suite.reponse.quand.date()) if reportee else None
            dits[suite.reponse.id] = _suivi(ajustement, choisi, echeance, texte)
    return dits


def _suivi(ajustement: str, etat: str, echeance: date | None, appris: str) -> Dit:
    champs = {"ajustement": ajustement, "etat": etat, "echeance": echeance, "appris": appris}
    return Dit(AjustementSuivi, champs)
