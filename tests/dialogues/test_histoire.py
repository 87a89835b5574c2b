"""Le passé de la personne : ajustements qui reviennent, appui qui s'estompe, thèmes qui durent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from depot_en_memoire import DEBUT, DepotEnMemoire, contexte_fixe, ulid
from typographie import fautes_de_typographie

from coach import assemblage
from coach.dialogues import presentation
from coach.dialogues.estompage import Estompage
from coach.dialogues.histoire import AjustementPasse, Histoire, Passage, SeancePassee
from coach.dialogues.moteur import GesteImpossible, Moteur
from coach.dialogues.paroles import dire
from coach.dialogues.protocole import charger
from coach.dialogues.vouvoiement import vouvoyer
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import AjustementSuivi, RelancePosee
from coach.modeles.journal import vivants
from coach.referentiels import charger as charger_referentiel
from coach.reglages import Reglages

FLUX = ulid(31_000_000)
AUJOURD_HUI = DEBUT.date()
UN, DEUX, TROIS = (ulid(40_000_000 + n) for n in range(3))


def ajustement(ident=UN, texte="Rappeler mon collègue", **champs):
    return AjustementPasse(ident, texte, date(2026, 2, 17), **champs)


def mener(*ajustements, protocole="analyse-de-pratique", depot=None, note=None, **histoire):
    depot = depot or DepotEnMemoire()
    passe = Histoire(ajustements=ajustements, **histoire)
    moteur = Moteur(FLUX, charger(protocole), depot, contexte_fixe(histoire=passe))
    moteur.demarrer(note)
    return moteur, depot


def suivis(depot):
    """Ce que le carnet sait de l'ajustement, comme le lira le plan."""
    return [
        (e.ajustement, e.etat, e.appris)
        for e in vivants(depot.evenements(FLUX_DU_CARNET))
        if isinstance(e, AjustementSuivi)
    ]


def demande(moteur):
    return moteur.etat.en_attente.demande


# --- Les ajustements reviennent ----------------------------------------------------------------


def test_un_ajustement_d_avant_ouvre_la_seance_avec_sa_date_et_en_vous():
    moteur, depot = mener(ajustement())
    attendu = "Le 17 février, vous aviez décidé de rappeler votre collègue. Où en est-ce\u202f?"
    assert demande(moteur).texte == attendu
    assert [o.valeur for o in demande(moteur).options] == [
        "fait",
        "en_cours",
        "a_faire",
        "abandonne",
    ]
    assert depot.journal == [], "la question attend en réserve le premier geste"


def test_ce_qu_elle_en_dit_va_au_carnet_et_la_seance_commence():
    moteur, depot = mener(ajustement())
    moteur.repondre("", ["fait"])
    assert suivis(depot) == [(UN, "fait", "")]
    moteur.repondre("Il suffisait de demander.")
    assert suivis(depot)[-1] == (UN, "fait", "Il suffisait de demander.")
    assert demande(moteur).question == "titre"


def test_annuler_puis_retablir_defait_et_refait_le_suivi():
    moteur, depot = mener(ajustement())
    moteur.repondre("", ["fait"])
    moteur.repondre("Il suffisait de demander.")
    moteur.annuler()
    assert suivis(depot) == [(UN, "fait", "")]
    moteur.annuler()
    assert suivis(depot) == []
    moteur.retablir()
    assert suivis(depot) == [(UN, "fait", "")]
    moteur.annuler()
    moteur.repondre("", ["abandonne"])
    assert suivis(depot) == [(UN, "abandonne", "")]


def test_recrire_ce_qu_on_a_appris_recrit_le_suivi():
    moteur, depot = mener(ajustement())
    moteur.repondre("", ["en_cours"])
    moteur.repondre("Rien")
    moteur.modifier(moteur.etat.reponses[-1].id, "Qu'il attendait mon appel.")
    assert suivis(depot) == [
        (UN, "en_cours", ""),
        (UN, "en_cours", "Qu'il attendait mon appel."),
    ]


def test_une_coupure_entre_la_reponse_et_le_suivi_se_repare_a_la_reprise():
    moteur, depot = mener(ajustement())
    consigner = depot.consigner
    depot.consigner = lambda *a, **k: (_ for _ in ()).throw(OSError("coupure"))
    with pytest.raises(OSError, match="coupure"):
        moteur.repondre("", ["fait"])
    depot.consigner = consigner
    assert suivis(depot) == []
    repris = Moteur(FLUX, moteur.protocole, depot, moteur.contexte, depot.evenements(FLUX))
    repris.demarrer()
    assert suivis(depot) == [(UN, "fait", "")]
    encore = Moteur(FLUX, moteur.protocole, depot, moteur.contexte, depot.evenements(FLUX))
    encore.demarrer()
    assert suivis(depot) == [(UN, "fait", "")], "rejouer l'accord n'écrit rien de plus"


def test_repondre_avec_ses_mots_vaut_apprentissage():
    moteur, depot = mener(ajustement())
    moteur.repondre("J'ai appelé, il n'a pas répondu.")
    assert suivis(depot) == []
    moteur.repondre("", ["en_cours"])
    assert suivis(depot) == [(UN, "en_cours", "J'ai appelé, il n'a pas répondu.")]
    assert demande(moteur).question == "titre"


def test_pas_encore_peut_donner_un_nouveau_moment():
    moteur, depot = mener(ajustement())
    moteur.repondre("", ["a_faire"])
    moteur.repondre("Il était en congé. Jeudi, plutôt.")
    (*_, dernier) = [e for e in depot.journal if isinstance(e, AjustementSuivi)]
    assert (dernier.etat, dernier.echeance) == ("a_faire", date(2026, 3, 5))


def test_deux_au_plus_les_plus_dus_d_abord_et_chacun_se_passe():
    loin = ajustement(UN, "Lire le guide", echeance=AUJOURD_HUI + timedelta(9))
    sans_date = ajustement(DEUX, "Relire mes notes")
    echu = ajustement(TROIS, "Appeler la mairie", echeance=AUJOURD_HUI - timedelta(2))
    moteur, depot = mener(loin, sans_date, echu)
    vus = []
    while demande(moteur).etape == "suivi":
        vus.append(demande(moteur).question.removeprefix("suivi:"))
        moteur.passer()
    assert vus == [TROIS, DEUX]
    assert suivis(depot) == []


@pytest.mark.parametrize("suite", ["note", "express", "deja_passe", "fait"])
def test_il_ne_s_impose_pas(suite):
    champs = {"protocole": "express"} if suite == "express" else {}
    champs |= {"note": "Karim parti au milieu"} if suite == "note" else {}
    connu = ajustement(
        demandes=2 if suite == "deja_passe" else 0, etat="fait" if suite == "fait" else "a_faire"
    )
    moteur, _ = mener(connu, **champs)
    assert demande(moteur).etape != "suivi"


def test_des_nouvelles_donnees_valent_une_semaine_sauf_echeance_venue():
    hier = AUJOURD_HUI - timedelta(1)
    assert demande(mener(ajustement(demande_le=hier))[0]).etape != "suivi"
    assert demande(mener(ajustement(demande_le=AUJOURD_HUI - timedelta(7)))[0]).etape == "suivi"
    echu = ajustement(demande_le=hier, echeance=AUJOURD_HUI)
    assert demande(mener(echu)[0]).etape == "suivi"


def test_on_ne_recule_pas_avant_le_debut():
    moteur, _ = mener(ajustement())
    with pytest.raises(GesteImpossible):
        moteur.reculer()


def test_ce_qui_est_dit_du_passe_n_entre_pas_dans_la_matiere_de_ce_soir():
    moteur, _ = mener(ajustement())
    moteur.repondre("", ["fait"])
    moteur.repondre("Elle était de mauvaise foi.")
    assert moteur.matiere.segments() == []
    assert moteur.etat.titre == ""


@pytest.mark.parametrize(
    ("action", "attendu"),
    [
        ("Rappeler mon collègue", "de rappeler votre collègue"),
        ("M’asseoir à côté de lui", "de vous asseoir à côté de lui"),
        ("écrire mes objectifs", "d’écrire vos objectifs"),
        ("Ne pas me précipiter", "de ne pas vous précipiter"),
        ("Je vais poser le cadre", "de poser le cadre"),
        ("Cahier de liaison à ouvrir", None),
        ("Atelier CV", None),
        ("Dire ce que je pense", None),
        ("Une grille d'entretien", None),
        ("Relire « le guide »", None),
    ],
)
def test_une_action_se_redit_en_vous_ou_se_cite_telle_quelle(action, attendu):
    assert vouvoyer(action) == attendu


def test_ce_qui_ne_se_redit_pas_en_vous_se_cite():
    moteur, _ = mener(ajustement(texte="Dire ce que je pense"))
    assert "«\u00a0Dire ce que je pense\u00a0»" in demande(moteur).texte


# --- L'appui s'estompe -------------------------------------------------------------------------


def fois(*textes, relances=0):
    return [Passage(AUJOURD_HUI, texte, (), relances) for texte in textes]


BIEN = "F: Il s'est levé, il a pris son sac et il est sorti."
FAITS = charger("analyse-de-pratique").etape("faits")
AXES = charger("analyse-de-pratique").etape("axes")


def appui(etape, passages, regle="accompagne"):
    histoire = Histoire(passages={etape.id: passages})
    return Estompage(contexte_fixe(histoire=histoire, appui=regle)).appui(etape)


@pytest.mark.parametrize(
    ("passages", "attendu"),
    [
        ([], "accompagne"),
        (fois(BIEN, BIEN), "accompagne"),
        (fois(BIEN, BIEN, BIEN), "allege"),
        (fois(BIEN, BIEN, BIEN, "Rien"), "allege"),
        (fois("Rien", BIEN, BIEN), "accompagne"),
        (fois("O/jugement: Il exagère.", BIEN, BIEN), "accompagne"),
        (fois(BIEN, BIEN) + fois(BIEN, relances=1), "accompagne"),
    ],
)
def test_trois_fois_tenue_l_etape_s_allege_une_fois_en_peine_tout_revient(passages, attendu):
    assert appui(FAITS, passages) == attendu


def test_une_etape_sans_nature_attendue_se_juge_a_sa_reponse():
    assert appui(AXES, fois("Ralentir", "Nommer", "Attendre")) == "allege"


def test_le_reglage_a_la_main_l_emporte():
    assert appui(FAITS, [], "allege") == "allege"
    assert appui(FAITS, fois(BIEN, BIEN, BIEN), "libre") == "libre"


def relances_posees(regle, passages=()):
    histoire = Histoire(passages={"faits": list(passages)})
    contexte = contexte_fixe(histoire=histoire, appui=regle)
    moteur = Moteur(FLUX, charger("analyse-de-pratique"), DepotEnMemoire(), contexte)
    moteur.demarrer()
    aides = []
    while demande(moteur).etape == "situation":
        moteur.passer()
    while demande(moteur).etape == "faits":
        aides.append(presentation.aide_a_montrer(moteur, demande(moteur)))
        moteur.repondre("O/jugement: Elle a tort.\nO/generalisation: Ils râlent toujours.")
    posees = [e.demande for e in moteur.etat.echanges if isinstance(e.demande, RelancePosee)]
    question = moteur.etat.de_l_etape("faits")[0].demande
    assert presentation.aide_de(moteur.protocole, question), "l'aide reste à portée"
    return len(posees), bool(aides[0])


def test_l_appui_decide_de_l_aide_et_du_nombre_de_relances():
    assert relances_posees("accompagne") == (2, True)
    assert relances_posees("accompagne", fois(BIEN, BIEN, BIEN)) == (1, False)
    assert relances_posees("allege") == (1, False)
    assert relances_posees("libre") == (0, False)


# --- Les thèmes qui reviennent -----------------------------------------------------------------


def a_la_cloture(passees):
    cip = charger_referentiel("cip")
    code, theme = next((c.code, c.themes[0]) for c in cip.competences if c.themes)
    seances = [
        SeancePassee(ulid(n + 1), date(2026, 2, n + 1), "", "", frozenset(), frozenset({theme}))
        for n in range(passees)
    ]
    contexte = contexte_fixe(histoire=Histoire(seances=seances), referentiels=(cip,))
    moteur = Moteur(FLUX, charger("analyse-de-pratique"), DepotEnMemoire(), contexte)
    moteur.demarrer()
    while demande(moteur).etape != "competences":
        moteur.passer()
    moteur.repondre(code)
    moteur.repondre("", [f"cip:{code}"])
    moteur.repondre("Un extrait dans mes mots")
    while getattr(demande(moteur), "question", "") != "fermeture":
        moteur.passer()
    return demande(moteur).texte


def test_a_la_troisieme_fois_le_theme_est_dit_avec_ses_dates():
    texte = a_la_cloture(2)
    assert "troisième séance" in texte
    assert "1er février, 2 février et aujourd’hui" in texte
    assert fautes_de_typographie(texte) == []


@pytest.mark.parametrize("passees", [0, 1, 3, 4])
def test_un_theme_n_est_pas_rabache(passees):
    assert "thème" not in a_la_cloture(passees)


def test_ce_que_dit_le_passe_est_bien_ecrit():
    for nom in ("rappel", "rappel_cite", "rappel_tel_quel"):
        phrase = dire(f"suivi.{nom}", jour="Le 3 mars", action="de lire", cite="«\u00a0a\u00a0»")
        assert fautes_de_typographie(phrase) == []


# --- Depuis le carnet --------------------------------------------------------------------------


def contexte_du(carnet, jour=0):
    """Le contexte de ce carnet, tant de jours après le début."""
    contexte = assemblage.contexte(carnet, Reglages())
    return replace(contexte, horloge=lambda: DEBUT + timedelta(jour))


def seance_entiere(
    carnet, action="Rappeler mon collègue", recit="Il est entré, il a dit non.", jour=0
):
    moteur = assemblage.ouvrir_moteur(carnet, contexte_du(carnet, jour))
    moteur.demarrer()
    while not moteur.etat.terminee:
        attendu = demande(moteur)
        premiere = not isinstance(attendu, RelancePosee)
        if premiere and attendu.etape == "faits":
            moteur.repondre(recit)
        elif premiere and attendu.etape == "ajustements" and attendu.question == "action":
            moteur.repondre(action)
        else:
            moteur.passer()
    return moteur


def test_ce_qui_fut_decide_revient_du_carnet_et_le_plan_se_met_a_jour(carnet):
    premiere = seance_entiere(carnet)
    (decide,) = premiere.etat.ajustements
    suivante = assemblage.ouvrir_moteur(carnet, contexte_du(carnet, 1))
    suivante.demarrer()
    assert demande(suivante).question == f"suivi:{decide.id}"
    suivante.repondre("", ["fait"])
    suivante.repondre("Que ce n'était rien.")
    (action,) = carnet.actions()
    assert (action.etat, action.appris) == ("fait", "Que ce n'était rien.")
    suivante.annuler()
    suivante.annuler()
    (action,) = carnet.actions()
    assert (action.etat, action.appris) == ("a_faire", "")


def test_deux_fois_passe_l_ajustement_attend_dans_le_plan(carnet):
    seance_entiere(carnet)
    for semaine in (1, 2, 3):
        moteur = seance_entiere(carnet, action="", jour=9 * semaine)
        if semaine < 3:
            assert moteur.etat.de_l_etape("suivi")
    histoire = assemblage.histoire(carnet, ulid(1))
    assert [a.demandes for a in histoire.ajustements] == [2]
    assert not seance_entiere(carnet, action="", jour=36).etat.de_l_etape("suivi")


def test_l_histoire_dit_les_seances_les_etapes_et_les_formulations(carnet):
    moteur = seance_entiere(carnet)
    (passee,) = assemblage.histoire(carnet, ulid(1)).seances
    assert (passee.id, passee.protocole) == (moteur.flux, "analyse-de-pratique")
    assert "faits" in passee.etapes
    histoire = assemblage.histoire(carnet, ulid(1))
    posees = [e.demande for e in moteur.etat.echanges if isinstance(e.demande, RelancePosee)]
    assert posees
    assert all(p.formulation in histoire.dites(p.relance) for p in posees)
    assert histoire.passages_de("faits")[0].relances == len(posees)
    assert assemblage.histoire(carnet, moteur.flux) == Histoire()


def test_le_nom_efface_l_est_aussi_dans_le_suivi(carnet):
    seance_entiere(carnet)
    moteur = assemblage.ouvrir_moteur(carnet, contexte_du(carnet, 1))
    moteur.demarrer()
    moteur.repondre("", ["fait"])
    moteur.repondre("Karim Benali attendait mon appel.")
    carnet.expurger(moteur.flux, "Karim Benali", "K. B.")
    (action,) = carnet.actions()
    assert action.appris == "K. B. attendait mon appel."
