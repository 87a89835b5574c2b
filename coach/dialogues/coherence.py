"""Ce qu'un protocole bien formé doit encore tenir : noms uniques, renvois justes, textes sûrs."""

from coach.dialogues.erreurs import erreur_a, inconnu
from coach.dialogues.repertoire import catalogue
from coach.dialogues.script import CITE, CITES, Etape, Protocole, Question
from coach.referentiels import ErreurDeReferentiel
from coach.referentiels import charger as charger_referentiel
from coach.referentiels import identifiants as referentiels
from coach.referentiels.document import Chemin, Document, champ_de

RESERVES = frozenset(
    {"roue", "roue_mots", "roue_intensite", "competences", "parentes", "fermeture", "periode"}
)
"""Les questions que les étapes composées posent d'elles-mêmes."""

_QUESTIONS = {
    "texte": (1, 20),
    "emotions": (1, 1),
    "ajustement": (1, 3),
    "competences": (0, 0),
    "cloture": (1, 1),
    "periode": (1, 20),
}
"""Combien de questions écrites chaque genre d'étape prend, au moins et au plus."""

_PLACES = {"reprise": CITE, "rappels_dits": CITES}
"""Les champs où une place se remplit, et laquelle."""


def verifier(document: Document, protocole: Protocole) -> None:
    """Lève `ErreurDeProtocole` à la première incohérence, dans l'ordre du fichier."""
    _verifier_les_accolades(document)
    etapes: set[str] = set()
    questions: set[str] = set()
    for rang, etape in enumerate(protocole.etapes):
        ici: Chemin = ("etapes", rang)
        if etape.id in etapes:
            raise erreur_a(document, (*ici, "id"), "etape_double", nom=etape.id)
        etapes.add(etape.id)
        _verifier_l_etape(document, ici, etape)
        for numero, question in enumerate(etape.questions):
            la: Chemin = (*ici, "questions", numero)
            _verifier_la_question(document, la, question, questions)
            questions.add(question.id)


def _verifier_les_accolades(document: Document) -> None:
    """Aucune accolade, sinon la place prévue, une seule fois, là où elle est prévue."""
    for chemin, texte in document.textes():
        champ = champ_de(chemin)
        place = _PLACES.get(champ)
        reste = texte.replace(place, "", 1) if place else texte
        if place and reste == texte:
            raise erreur_a(document, chemin, "place_absente", champ=champ, place=place)
        if "{" in reste or "}" in reste:
            raise erreur_a(document, chemin, "accolade", champ=champ)


def verifier_les_competences(document: Document, protocole: Protocole) -> None:
    """Lève `ErreurDeProtocole` si une compétence n'existe pas ; lit les référentiels cités."""
    for rang, ecrite in enumerate(protocole.competences):
        ici: Chemin = ("competences", rang)
        identifiant, deux_points, code = ecrite.partition(":")
        if not deux_points or not code:
            raise erreur_a(document, ici, "competence_forme", nom=ecrite)
        try:
            referentiel = charger_referentiel(identifiant)
        except ErreurDeReferentiel:
            raise inconnu(
                document, ici, "referentiel_inconnu", identifiant, referentiels()
            ) from None
        if referentiel.competence(code) is None:
            codes = [c.code for c in referentiel.competences]
            raise inconnu(
                document, ici, "competence_inconnue", code, codes, referentiel=identifiant
            )


def _verifier_l_etape(document: Document, ici: Chemin, etape: Etape) -> None:
    au_moins, au_plus = _QUESTIONS[etape.genre]
    if len(etape.questions) < au_moins:
        raise erreur_a(document, ici, "sans_question", nom=etape.id)
    if len(etape.questions) > au_plus:
        place: Chemin = (*ici, "questions", au_plus)
        raise erreur_a(document, place, "question_de_trop", genre=etape.genre, maximum=au_plus)
    if etape.relances and not etape.relances_max:
        raise erreur_a(document, (*ici, "relances"), "relances_sans_maximum")
    if etape.rappels is None and (etape.rappels_dits or etape.rappels_vides):
        champ = "rappels_dits" if etape.rappels_dits else "rappels_vides"
        raise erreur_a(document, (*ici, champ), "champ_seul", champ=champ, avec="rappels")
    for rang, relance in enumerate(etape.relances):
        if relance not in catalogue():
            place = (*ici, "relances", rang)
            raise inconnu(document, place, "relance_inconnue", relance, sorted(catalogue()))


def _verifier_la_question(
    document: Document, ici: Chemin, question: Question, avant: set[str]
) -> None:
    """Un nom neuf, et des renvois vers des questions d'avant."""
    if question.id in avant:
        raise erreur_a(document, (*ici, "id"), "question_double", nom=question.id)
    if question.id in RESERVES:
        raise erreur_a(document, (*ici, "id"), "nom_reserve", nom=question.id)
    if question.reprise and question.reprend is None:
        place = (*ici, "reprise")
        raise erreur_a(document, place, "champ_seul", champ="reprise", avec="reprend")
    for champ, cible in (("reprend", question.reprend), ("si", question.si)):
        if cible is not None and cible not in avant:
            raise inconnu(
                document, (*ici, champ), "renvoi_inconnu", cible, sorted(avant), champ=champ
            )
