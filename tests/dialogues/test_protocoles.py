"""Les protocoles livrés : chacun se mène, tient son temps et parle comme il faut."""

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from depot_en_memoire import DepotEnMemoire, contexte_fixe, ulid
from pydantic import BaseModel
from rapidfuzz.fuzz import ratio
from typographie import fautes_de_typographie

from coach import analyse
from coach.cli.texte.brouillons import SansBrouillon
from coach.cli.texte.lignes import Lignes
from coach.cli.texte.seance import SeanceEnTexte
from coach.dialogues.fichier import valider
from coach.dialogues.histoire import AjustementPasse, Histoire, SeancePassee
from coach.dialogues.livres import fichier_livre, identifiants_livres
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import Protocole, charger
from coach.dialogues.repertoire import catalogue
from coach.dialogues.reprises import lire_note
from coach.dialogues.script import Question
from coach.modeles.evenements import QuestionPosee, RelancePosee
from coach.referentiels import charger as charger_referentiel

IDENTIFIANTS = identifiants_livres()
ATTENDUS = {
    *("analyse-de-pratique", "express", "ressources", "relation", "tensions", "sosie", "incident"),
    *("remise-en-question", "evaluer-sa-pratique", "ecrit-professionnel", "explicitation", "osbd"),
    "bilan-periodique",
}
tous = pytest.mark.parametrize("identifiant", IDENTIFIANTS)

REPONSES = (
    "Le café refusé",
    "Mardi vers 14 h, elle a posé le dossier et elle a dit : je ne signe pas. J'ai refermé le "
    "dossier et je lui ai proposé de revenir jeudi.",
    "J'étais agacée, la gorge serrée.",
    "Elle était de mauvaise foi, elle fait toujours ça.",
    "Je dois demander à ma responsable qui décide.",
    "J'ai tenu le silence, et elle a repris la parole.",
    "Appeler le partenaire jeudi matin",
)


def mener(protocole: Protocole, entree: str, **champs: object) -> tuple[str, Moteur]:
    """Mène la séance en texte, avec le vrai lecteur, jusqu'à la fin de l'entrée."""
    champs = {"lire": analyse.lire, "referentiels": (charger_referentiel("cip"),), **champs}
    moteur = Moteur(ulid(31_000_000), protocole, DepotEnMemoire(), contexte_fixe(**champs))
    sortie = io.StringIO()
    lignes = Lignes(io.StringIO(entree), sortie, interactif=False)
    SeanceEnTexte(moteur, lignes, SansBrouillon(), gardee=False).mener()
    return sortie.getvalue(), moteur


def repondre_a_tout(protocole: Protocole) -> Moteur:
    """Répond à chaque question quelque chose de plausible ; choisit le premier choix offert."""
    contexte = contexte_fixe(lire=analyse.lire)
    moteur = Moteur(ulid(31_000_000), protocole, DepotEnMemoire(), contexte)
    moteur.demarrer()
    for rang in range(200):
        attendu = moteur.etat.en_attente
        if attendu is None:
            break
        options = getattr(attendu.demande, "options", ())
        if options:
            moteur.repondre("", [options[0].valeur])
        else:
            moteur.repondre(f"{REPONSES[rang % len(REPONSES)]} ({rang})")
    return moteur


def questions(protocole: Protocole) -> list[Question]:
    return [q for e in protocole.etapes for q in e.questions]


def textes(donnee: object, champ: str = "") -> Iterator[tuple[str, str]]:
    """Ce qui se lit à l'écran, avec le nom du champ."""
    if isinstance(donnee, BaseModel):
        for nom, valeur in donnee:
            if nom not in ("id", "appels", "competences", "relances", "genre", "reprend", "si"):
                yield from textes(valeur, nom)
    elif isinstance(donnee, tuple):
        for valeur in donnee:
            yield from textes(valeur, champ)
    elif type(donnee) is str and donnee:
        yield champ, donnee


def test_les_treize_protocoles_sont_la() -> None:
    assert set(IDENTIFIANTS) == ATTENDUS


# --- mener


@tous
def test_se_mene_jusqu_au_bout_en_passant_tout(identifiant: str) -> None:
    protocole = charger(identifiant)
    _, moteur = mener(protocole, "\n" * 80)
    assert moteur.etat.terminee
    vues = {e.demande.etape for e in moteur.etat.echanges}
    assert vues == {e.id for e in protocole.etapes}


@tous
def test_se_mene_jusqu_au_bout_en_repondant(identifiant: str) -> None:
    protocole = charger(identifiant)
    moteur = repondre_a_tout(protocole)
    assert moteur.etat.terminee
    posees = [e.demande.question for e in moteur.etat.echanges if est_question(e.demande)]
    assert len(posees) == len(set(posees)), "aucune question ne revient"
    assert {q.id for q in questions(protocole)} <= set(posees)
    dits = [e.demande.texte for e in moteur.etat.echanges]
    assert len(dits) == len(set(dits))
    assert moteur.etat.titre
    if any(e.genre == "ajustement" for e in protocole.etapes):
        assert len(moteur.etat.ajustements) == 1


def est_question(demande: QuestionPosee | RelancePosee) -> bool:
    return isinstance(demande, QuestionPosee)


@tous
def test_tient_dans_le_temps_annonce(identifiant: str) -> None:
    """Une minute par question à développer, un quart de minute par question courte."""
    protocole = charger(identifiant)
    courtes = sum(q.courte for q in questions(protocole))
    longues = len(questions(protocole)) - courtes
    assert longues + courtes / 4 <= protocole.duree_minutes


def test_express_tient_en_cinq_questions() -> None:
    express = charger("express")
    assert express.duree_minutes == 5
    relances = sum(e.relances_max for e in express.etapes)
    assert len(questions(express)) + relances <= 5


# --- écrire


@tous
def test_est_un_fichier_valide_dont_les_competences_existent(identifiant: str) -> None:
    protocole = valider(fichier_livre(identifiant))
    assert protocole.id == identifiant
    referentiels = {c.partition(":")[0] for c in protocole.competences}
    assert referentiels == {"cip", "casp", "cisp", "coordinateur", "suisse"}


@tous
def test_est_bien_typographie(identifiant: str) -> None:
    fautes = {
        texte: fautes_de_typographie(texte)
        for _, texte in textes(charger(identifiant))
        if fautes_de_typographie(texte)
    }
    assert fautes == {}


@tous
def test_chaque_question_a_ses_formulations_et_son_aide(identifiant: str) -> None:
    protocole = charger(identifiant)
    for question in questions(protocole):
        assert 3 <= len(question.formulations) <= 4, question.id
        assert question.aide, question.id
        for rang, une in enumerate(question.formulations):
            autres = question.formulations[rang + 1 :]
            assert all(ratio(une, autre) < 80 for autre in autres), question.id


@tous
def test_aucune_formulation_ne_sert_deux_fois(identifiant: str) -> None:
    dites = [f for q in questions(charger(identifiant)) for f in q.formulations]
    assert len(dites) == len(set(dites))


FERMEE = re.compile(
    r"(?:Est-ce que|Avez-vous|Aviez-vous|Êtes-vous|Étiez-vous|Y a-t-il|Pouvez-vous|Faut-il"
    r"|Pensez-vous|Souhaitez-vous|Croyez-vous|A-t-)\b"
)
TUTOIEMENT = re.compile(r"(?<!s’est )\btu\b|\b(?:toi|tes)\b|\bt’", re.IGNORECASE)


@tous
def test_les_questions_sont_ouvertes_et_vouvoient(identifiant: str) -> None:
    for champ, texte in textes(charger(identifiant)):
        if champ == "formulations":
            assert not FERMEE.match(texte), texte
        hors_citation = re.sub(r"«[^»]*»", "", texte)
        assert not TUTOIEMENT.search(hors_citation), texte
        assert "Bravo" not in texte and "je comprends" not in texte


def test_explicitation_ne_demande_jamais_pourquoi() -> None:
    protocole = charger("explicitation")
    dits = [texte for _, texte in textes(protocole)]
    nommees = {r for e in protocole.etapes for r in e.relances}
    for relance in catalogue().values():
        if relance.id in nommees or any(relance.accompagne(e) for e in protocole.etapes):
            dits += relance.toutes
    assert not [texte for texte in dits if "pourquoi" in texte.casefold()]


def test_incident_commence_par_soi_et_ne_presse_personne() -> None:
    incident = charger("incident")
    assert incident.etapes[0].id == "vous"
    ordre = [e.id for e in incident.etapes]
    assert ordre.index("vous") < ordre.index("faits") < ordre.index("relais")
    assert ordre.index("relais") < ordre.index("suites")
    _, moteur = mener(incident, "\n" * 80, histoire=HISTOIRE)
    assert moteur.etat.echanges[0].demande.etape == "vous", "ni rappel ni bilan d'abord"
    avant = incident.etapes[: ordre.index("ajustements")]
    assert not any(e.relances_max for e in avant), "on ne relance pas quelqu'un sous le choc"


# --- ce que les données savent faire


def test_une_note_sur_dix_est_redonnee_a_l_arrivee() -> None:
    sortie, _ = mener(charger("ressources"), "L’automne\n\n4, pas plus\n\n" + "\n" * 60)
    assert "En commençant, vous vous situiez à 4 sur 10." in sortie


@pytest.mark.parametrize(
    ("texte", "note"),
    [
        ("4", "4"),
        ("plutôt 6,5", "6,5"),
        ("10 !", "10"),
        ("0", "0"),
        ("12 ou 7", "7"),
        ("2026", None),
        ("bof", None),
        ("quatre", None),
    ],
)
def test_lire_une_note(texte: str, note: str | None) -> None:
    assert lire_note(texte) == note


def test_sans_note_lisible_rien_n_est_redonne() -> None:
    sortie, _ = mener(charger("ressources"), "L’automne\n\n\n" + "\n" * 60)
    assert "vous vous situiez" not in sortie


def test_une_question_qui_depend_d_une_autre_se_tait_sans_elle() -> None:
    _, moteur = mener(charger("remise-en-question"), "\n" * 80)
    posees = {e.demande.question for e in moteur.etat.echanges if est_question(e.demande)}
    assert "retour" in posees and "juste" not in posees


def test_ce_qui_est_repris_cite_les_mots_exacts() -> None:
    moteur = repondre_a_tout(charger("osbd"))
    demande = next(
        e.demande
        for e in moteur.etat.echanges
        if est_question(e.demande) and e.demande.question == "demande"
    )
    besoin = next(r for r in moteur.etat.reponses if r.etape == "besoin")
    [ancre] = demande.rappels
    assert besoin.texte[ancre.debut : ancre.fin] == ancre.texte
    assert ancre.texte in demande.texte


def test_l_ecrit_colle_est_lu_et_ses_opinions_rendues() -> None:
    passage = (
        "Le 3 mars, Mme D. est arrivée à 9 h 40. Elle est peu motivée et de mauvaise foi. "
        "Elle a signé le contrat."
    )
    sortie, _ = mener(
        charger("ecrit-professionnel"), f"Le bilan\n\nLe juge\n\n{passage}\n\n" + "\n" * 60
    )
    assert "Dans votre passage, je lis ceci comme une opinion" in sortie
    assert re.search(r"\d\. O .*de mauvaise foi", sortie)


def test_l_echeance_d_express_se_lit_dans_l_action() -> None:
    express = charger("express")
    _, moteur = mener(express, "Le café\n\n\n\nLa rappeler jeudi\n\n" + "\n" * 20)
    [ajustement] = moteur.etat.ajustements
    assert ajustement.echeance is not None and ajustement.echeance.weekday() == 3


# --- relire une période


def passee(rang: int, jour: date, titre: str, *themes: str) -> SeancePassee:
    return SeancePassee(
        id=ulid(rang),
        date=jour,
        titre=titre,
        protocole="analyse-de-pratique",
        themes=frozenset(themes),
    )


HISTOIRE = Histoire(
    seances=(
        passee(4, date(2026, 2, 27), "Le bus manqué", "ecoute"),
        passee(3, date(2026, 2, 10), "Le «\u00a0oui\u00a0»", "ecoute", "conflit_mediation"),
        passee(2, date(2025, 12, 12), "", "conflit_mediation"),
        passee(1, date(2024, 3, 4), "La porte"),
    ),
    ajustements=(
        AjustementPasse(id=ulid(9), texte="Poser le cadre.", decide_le=date(2026, 2, 10)),
        AjustementPasse(id=ulid(8), texte="Ancien", decide_le=date(2024, 3, 4)),
    ),
)


def relire(choix: str, histoire: Histoire = HISTOIRE) -> tuple[str, Moteur]:
    suivis = "/passer\n\n" * len(histoire.ajustements)
    return mener(
        charger("bilan-periodique"), f"{suivis}L’hiver\n\n{choix}" + "\n" * 80, histoire=histoire
    )


def test_le_bilan_offre_les_periodes_qui_different_et_montre_la_choisie() -> None:
    sortie, moteur = relire("1\n\n")
    assert "1. Le mois écoulé (2 séances)" in sortie
    assert "2. Les trois derniers mois (3 séances)" in sortie
    assert "Tout le carnet (4 séances)" in sortie and "Les six derniers mois" not in sortie
    dit = next(
        e.demande.texte
        for e in moteur.etat.echanges
        if est_question(e.demande) and e.demande.question == "regard"
    )
    assert dit.startswith("Sur cette période, 2 séances")
    assert dit.index("Le «\u00a0oui\u00a0»") < dit.index("Le bus manqué")
    assert "Écoute (2 fois)" in dit and "Poser le cadre" in dit and "Ancien" not in dit
    assert "La porte" not in dit
    assert fautes_de_typographie(dit) == []


def test_le_bilan_comprend_une_periode_dite_avec_ses_mots() -> None:
    sortie, _ = relire("en décembre\n\n")
    assert "Sur cette période, une séance" in sortie and "une séance sans titre" in sortie


@pytest.mark.parametrize(
    ("histoire", "choix", "regard"),
    [
        (Histoire(), "", "En repensant à cette période"),
        (HISTOIRE, "en décembre\n\n", "En la relisant, qu’est-ce qui vous saute aux yeux"),
    ],
)
def test_le_bilan_ne_parle_pas_de_plusieurs_seances_quand_il_n_y_en_a_pas(
    histoire: Histoire, choix: str, regard: str
) -> None:
    sortie, _ = relire(choix, histoire)
    assert regard in sortie and "côte à côte" not in sortie


def test_le_bilan_marche_sans_histoire_et_le_dit() -> None:
    sortie, moteur = relire("", Histoire())
    assert "Je n’ai pas encore de séance d’avant" in sortie
    assert "Quelle période voulez-vous relire" not in sortie
    assert moteur.etat.terminee
