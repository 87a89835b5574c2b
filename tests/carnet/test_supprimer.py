"""Supprimer une séance : plus une suite de douze caractères, dans aucun fichier du carnet."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from fabriques import Seance, horloge_fixe, seance, ulid
from seance_lourde import AJUSTE, BROUILLON, NOTE, REPRIS, SECRET, seance_lourde
from traces import traces

from coach.carnet import (
    Carnet,
    EffacementInacheve,
    SeanceEffacee,
    SeanceInconnue,
    SeanceOuverteAilleurs,
)
from coach.modeles.base import FLUX_DU_CARNET, Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    AjustementSuivi,
    CompetenceLiee,
    CorrectionApprise,
    OptionProposee,
    PassageRedige,
    PreuveAjoutee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
)
from coach.modeles.journal import ligne_canonique
from coach.modeles.lecture import Nature
from coach.modeles.retrait import en_une_phrase
from coach.partage.allers_retours import exporter_du_carnet, importer

TOUT = (SECRET, REPRIS, BROUILLON, NOTE, AJUSTE)


def test_la_recherche_d_octets_trouverait_ce_qui_reste(lourd: tuple[Carnet, Seance]) -> None:
    carnet, _ = lourd
    fichiers = {nom for nom, _ in traces(carnet.dossier, *TOUT)}
    assert "carnet.sqlite" in fichiers
    assert "carnet-2026-03-05.sqlite" in fichiers
    for texte in TOUT:
        assert traces(carnet.dossier, texte)


def test_supprimer_ne_laisse_aucune_suite_dans_aucun_fichier(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    effacement = carnet.supprimer(s.flux)
    assert effacement.evenements == len(s.evenements)
    assert effacement.sauvegardes_nettoyees == 3
    assert effacement.sauvegardes_retirees == ()
    assert traces(carnet.dossier, *TOUT) == []
    assert carnet.evenements(s.flux) == []
    assert carnet.brouillon(s.flux) is None
    assert carnet.chercher("guichet") == [] and carnet.actions() == [] and carnet.preuves() == []
    assert [r.id for r in carnet.lister()] == [ulid(2)]
    assert carnet.verifier().problemes == ()
    carnet.fermer()
    assert traces(carnet.dossier, *TOUT) == []


def test_supprimer_reste_vrai_apres_reconstruction_et_restauration(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    carnet.supprimer(s.flux)
    carnet.reconstruire()
    for sauvegarde in sorted((carnet.dossier / "sauvegardes").glob("carnet-*")):
        carnet.restaurer(sauvegarde, malgre_la_perte=True)
        assert [r.id for r in carnet.lister()] == [ulid(2)]
        assert traces(carnet.dossier, *TOUT) == []


def test_supprimer_pendant_qu_une_autre_fenetre_est_ouverte(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    with Carnet.ouvrir(carnet.dossier) as fenetre:
        fenetre.lister()
        fenetre.evenements(s.flux)
        carnet.supprimer(s.flux)
        assert fenetre.evenements(s.flux) == []
        assert traces(carnet.dossier, *TOUT) == []


def test_une_seance_ouverte_ailleurs_ne_se_supprime_pas(lourd: tuple[Carnet, Seance]) -> None:
    carnet, s = lourd
    with (
        Carnet.ouvrir(carnet.dossier) as fenetre,
        fenetre.tenir(s.flux),
        pytest.raises(SeanceOuverteAilleurs),
    ):
        carnet.supprimer(s.flux)
    assert carnet.evenements(s.flux) == s.evenements


def test_un_effacement_empeche_s_acheve_a_la_prochaine_ouverture(
    lourd: tuple[Carnet, Seance],
) -> None:
    carnet, s = lourd
    lecteur = sqlite3.connect(carnet.dossier / "carnet.sqlite", isolation_level=None)
    lecteur.execute("BEGIN")
    lecteur.execute("SELECT count(*) FROM evenements").fetchone()
    carnet._base.execute("PRAGMA busy_timeout = 1").fetchall()
    with pytest.raises(EffacementInacheve, match="prochaine ouverture"):
        carnet.supprimer(s.flux)
    lecteur.execute("ROLLBACK")
    lecteur.close()
    assert carnet.evenements(s.flux) == []
    carnet.fermer()
    with Carnet.ouvrir(carnet.dossier, horloge=horloge_fixe()) as rouvert:
        assert rouvert.avertissements == ()
        assert traces(carnet.dossier, *TOUT) == []


def test_une_sauvegarde_illisible_est_retiree_et_on_le_dit(lourd: tuple[Carnet, Seance]) -> None:
    carnet, s = lourd
    abimee = carnet.dossier / "sauvegardes" / "carnet-2026-03-05.sqlite"
    contenu = abimee.read_bytes()
    abimee.write_bytes(b"\x00" * 4096 + contenu[4096:])
    effacement = carnet.supprimer(s.flux)
    assert effacement.sauvegardes_retirees == (abimee.name,)
    assert not abimee.exists()
    assert traces(carnet.dossier, *TOUT) == []


def test_supprimer_une_seance_inconnue_le_dit(carnet: Carnet) -> None:
    with pytest.raises(SeanceInconnue):
        carnet.supprimer(ulid(404))


# --- La tombe ----------------------------------------------------------------------------------


def test_une_seance_supprimee_ne_revient_pas_en_silence(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    fichier = exporter_du_carnet(carnet, s.flux)
    carnet.supprimer(s.flux)
    [tombe] = carnet.evenements(FLUX_DU_CARNET)
    assert (tombe.type, ligne_canonique(tombe).count(s.flux)) == ("seance_supprimee", 1)
    with pytest.raises(SeanceEffacee):
        importer(carnet, fichier)
    with pytest.raises(SeanceEffacee):
        carnet.ajouter(s.evenements[0])
    with pytest.raises(SeanceEffacee):
        carnet.garder_brouillon(s.flux, ulid(1), "encore")
    assert traces(carnet.dossier, *TOUT) == []
    revenue = importer(carnet, fichier, malgre_suppression=True)
    assert revenue.nouveau and exporter_du_carnet(carnet, s.flux) == fichier
    carnet.supprimer(s.flux)
    with pytest.raises(SeanceEffacee):
        importer(carnet, fichier)


def test_restaurer_ne_fait_pas_revenir_ce_qui_fut_supprime(carnet: Carnet, tmp_path: Path) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    carnet.consigner(CorrectionApprise, texte=SECRET, nature=Nature.FAIT, source=s.evenements[4].id)
    carnet.sauvegarder(tmp_path / "vieille.sqlite")
    carnet.supprimer(s.flux)
    assert carnet.comparer(tmp_path / "vieille.sqlite").seances_effacees == 1
    carnet.restaurer(tmp_path / "vieille.sqlite", malgre_la_perte=True)
    assert carnet.evenements(s.flux) == []
    assert traces(carnet.dossier, *TOUT) == []
    with pytest.raises(SeanceEffacee):
        carnet.ajouter(s.evenements[0])
    carnet.restaurer(tmp_path / "vieille.sqlite", malgre_la_perte=True, avec_effacees=True)
    assert carnet.evenements(s.flux) == s.evenements


# --- Ce qui cite -------------------------------------------------------------------------------


def test_ce_qui_cite_se_montre_et_part_si_on_le_veut(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    ajustement = next(e for e in s.evenements if isinstance(e, AjustementDecide))
    lien = next(e for e in s.evenements if isinstance(e, CompetenceLiee))
    suivi = carnet.consigner(
        AjustementSuivi, ajustement=ajustement.id, etat="fait", appris=AJUSTE[:30]
    )
    preuve = carnet.consigner(
        PreuveAjoutee,
        referentiel="cip",
        millesime="2020",
        code="C1",
        extrait=f"Je note que {SECRET}",
        source="Main courante",
        date=date(2026, 3, 4),
    )
    passage = carnet.consigner(
        PassageRedige,
        livret=ulid(70),
        partie="6.1",
        place=0,
        texte="Ce jour-là",
        preuves=(lien.id,),
    )
    etrangere = carnet.consigner(AjustementSuivi, ajustement=ulid(99), etat="fait", appris="Rien.")
    autre = seance(2)
    rappel = autre.dire(
        QuestionPosee,
        etape="situation",
        question="engagement",
        texte=f"Le 3 mars, vous aviez décidé de « {AJUSTE} ». Et depuis ?",
        options=(OptionProposee(valeur="fait", libelle="C’est fait"),),
    )
    autre.dire(ReponseDonnee, etape="situation", question=rappel.id, texte="C’est en cours.")
    rappels = Ancre(evenement=ajustement.id, debut=0, fin=len(AJUSTE), texte=AJUSTE)
    avec_ancre = autre.dire(
        QuestionPosee, etape="faits", question="q", texte=f"« {AJUSTE} » ?", rappels=(rappels,)
    )
    carnet.ajouter(*autre.evenements)

    trouvees = {c.evenement: c for c in carnet.citations(s.flux)}
    assert set(trouvees) == {suivi.id, preuve.id, passage.id, rappel.id, avec_ancre.id}
    assert etrangere.id not in trouvees
    assert trouvees[preuve.id].extrait.startswith("Je note que")

    carnet.supprimer(s.flux, emporter=[suivi.id, rappel.id, avec_ancre.id, etrangere.id])
    restent = {e.id for e in carnet.evenements(FLUX_DU_CARNET)}
    assert suivi.id not in restent and {preuve.id, passage.id, etrangere.id} <= restent
    question = next(e for e in carnet.evenements(autre.flux) if e.id == avec_ancre.id)
    assert isinstance(question, QuestionPosee)
    assert (question.texte, question.rappels) == ("« […] » ?", ())
    assert traces(carnet.dossier, REPRIS, BROUILLON, NOTE, AJUSTE) == []


@pytest.mark.parametrize(
    ("troue", "lisible"),
    [
        (
            "Le 3 mars, vous aviez décidé de […] vous. Où en est-ce ?",
            "Le 3 mars, vous aviez décidé de […]. Où en est-ce ?",
        ),
        ("Vous aviez décidé de […]r votre […] chez vous.", "Vous aviez décidé de […]."),
        ("« […] » : quel jour serait-ce ?", "« […] » : quel jour serait-ce ?"),
        ("« Ce matin encore, […] et puis » ?", "« Ce matin encore, […] » ?"),
        ("Rien n’y est troué.", "Rien n’y est troué."),
    ],
)
def test_une_phrase_du_coach_trouee_se_lit_encore(troue: str, lisible: str) -> None:
    assert en_une_phrase(troue) == lisible


def test_supprimer_avec_tout_ce_qui_cite_ne_laisse_rien(carnet: Carnet) -> None:
    s = seance_lourde()
    carnet.ajouter(*s.evenements)
    ajustement = next(e for e in s.evenements if isinstance(e, AjustementDecide))
    carnet.consigner(AjustementSuivi, ajustement=ajustement.id, etat="fait", appris=SECRET)
    autre = seance(2)
    ancre = Ancre(evenement=ajustement.id, debut=0, fin=len(AJUSTE), texte=AJUSTE)
    autre.dire(
        QuestionPosee,
        etape="situation",
        question="engagement",
        texte=f"Vous aviez décidé de « {AJUSTE} » ?",
        rappels=(ancre,),
        options=(OptionProposee(valeur="a", libelle=AJUSTE[:40], ancre=ancre),),
    )
    carnet.ajouter(*autre.evenements)
    carnet.lister()
    carnet.supprimer(s.flux, emporter=[c.evenement for c in carnet.citations(s.flux)])
    assert traces(carnet.dossier, *TOUT) == []
    assert carnet.verifier().problemes == ()


def test_les_memes_mots_dits_dans_deux_seances_n_empechent_pas_d_en_effacer_une(
    carnet: Carnet,
) -> None:
    """Une question d'ici cite une réponse d'ici, qui redit ce que l'autre séance disait aussi."""
    s = seance_lourde()
    autre = seance(2)
    reponse = autre.repondre(f"Ce matin encore, {SECRET}. J’ai appelé ma cheffe.")
    ancre = Ancre(evenement=reponse.id, debut=0, fin=len(reponse.texte), texte=reponse.texte)
    rappel = autre.dire(
        QuestionPosee,
        etape="ajustement",
        question="lien",
        texte=f"De « {reponse.texte} », que retenez-vous ?",
        rappels=(ancre,),
        options=(OptionProposee(valeur="a", libelle=SECRET, ancre=ancre),),
    )
    relance = autre.dire(
        RelancePosee, etape="faits", relance="r", formulation=0, texte=f"« {SECRET} » ?", cite=ancre
    )
    carnet.ajouter(*s.evenements)
    carnet.ajouter(*autre.evenements)
    carnet.supprimer(s.flux, emporter=[c.evenement for c in carnet.citations(s.flux)])
    tenus = {e.id: e for e in carnet.evenements(autre.flux)}
    question, posee = tenus[rappel.id], tenus[relance.id]
    assert isinstance(question, QuestionPosee) and isinstance(posee, RelancePosee)
    assert question.texte.startswith("De « Ce matin encore[…]") and posee.texte == "« […] » ?"
    assert question.options[0].libelle == "[…]"
    assert (*question.rappels, question.options[0].ancre, posee.cite) == (ancre, ancre, ancre)
    assert carnet.verifier().problemes == ()
    assert traces(carnet.dossier, REPRIS, NOTE, AJUSTE) == []


# --- Un nom tapé par mégarde -------------------------------------------------------------------


def test_un_libelle_pris_dans_une_liste_n_est_pas_une_citation(carnet: Carnet) -> None:
    libelle = "CP11 · Analyser sa pratique professionnelle"
    s, autre = seance(1), seance(2)
    for vecue in (s, autre):
        question = vecue.dire(
            QuestionPosee,
            etape="competences",
            question="laquelle",
            texte="Laquelle avez-vous exercée ?",
            saisie="choix",
            options=(OptionProposee(valeur="cip:CP11", libelle=libelle),),
        )
        vecue.dire(
            ReponseDonnee,
            etape="competences",
            question=question.id,
            texte=libelle,
            choix=("cip:CP11",),
        )
    s.repondre(f"J’ai écrit « {REPRIS} ».")
    rappel = autre.dire(
        QuestionPosee, etape="faits", question="q", texte=f"Et pour {libelle}, que retenez-vous ?"
    )
    cite = autre.dire(QuestionPosee, etape="faits", question="q", texte=f"« {REPRIS} » ?")
    for vecue in (s, autre):
        carnet.ajouter(*vecue.evenements)
    trouvees = {c.evenement for c in carnet.citations(s.flux)}
    assert rappel.id not in trouvees
    assert trouvees == {cite.id}
