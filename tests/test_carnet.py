"""Le carnet : rien ne se perd, rien ne s'écrase, et tout se retrouve."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import date, timedelta
from pathlib import Path

import pytest
from fabriques import DEPART, Seance, horloge_fixe, seance, ulid
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from coach.carnet import (
    Carnet,
    CarnetIllisible,
    CarnetOccupe,
    EcritureImpossible,
    ErreurDeCarnet,
    RestaurationRefusee,
    SauvegardeImpossible,
    SeanceChangeeAilleurs,
    SeanceInconnue,
    SeanceOuverteAilleurs,
    migrations,
    ouverture,
)
from coach.carnet.recherche import _origines
from coach.modeles.base import FLUX_DU_CARNET, Ancre
from coach.modeles.evenements import (
    AjustementDecide,
    AjustementSuivi,
    EvenementAnnule,
    PreuveAjoutee,
    PreuveDeplacee,
    PreuveRetiree,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.lecture import Lecture, Nature, Segment
from coach.modeles.texte import cle

EN_UN_MOT = "Elle n’avait pas d’abri : j’ai appelé le 115 à 17 h 40."


def une_seance(nombre: int = 1) -> Seance:
    s = seance(nombre)
    s.titrer("L’accueil du lundi")
    s.repondre(EN_UN_MOT)
    return s


def programme(dossier: Path, corps: str) -> subprocess.Popen[str]:
    """Un autre processus qui exécute `corps`, avec `carnet` ouvert."""
    code = "from pathlib import Path\nimport sys, time\nfrom coach.carnet import Carnet\n"
    code += f"carnet = Carnet.ouvrir(Path({str(dossier)!r}))\n" + textwrap.dedent(corps)
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


# --- Un dossier, privé -------------------------------------------------------------------------


def test_un_carnet_est_un_dossier_que_la_personne_seule_peut_lire(carnet: Carnet) -> None:
    carnet.ajouter(*une_seance().evenements)
    chemins = [carnet.dossier, *carnet.dossier.rglob("*")]
    assert {c.name for c in carnet.dossier.iterdir()} >= {"carnet.sqlite", "sauvegardes", "verrous"}
    for chemin in chemins:
        attendu = 0o700 if chemin.is_dir() else 0o600
        assert chemin.stat().st_mode & 0o777 == attendu, chemin


def test_les_droits_trop_larges_se_resserrent_a_l_ouverture(carnet: Carnet) -> None:
    carnet.fermer()
    carnet.dossier.chmod(0o755)
    (carnet.dossier / "carnet.sqlite").chmod(0o644)
    Carnet.ouvrir(carnet.dossier).fermer()
    assert carnet.dossier.stat().st_mode & 0o777 == 0o700
    assert (carnet.dossier / "carnet.sqlite").stat().st_mode & 0o777 == 0o600


def test_le_chemin_du_carnet_ne_peut_pas_etre_un_fichier(tmp_path: Path) -> None:
    fichier = tmp_path / "carnet"
    fichier.write_text("mes notes", encoding="utf-8")
    with pytest.raises(CarnetIllisible, match="est un dossier") as erreur:
        Carnet.ouvrir(fichier)
    assert erreur.value.raison == "chemin_est_un_fichier"
    assert fichier.read_text(encoding="utf-8") == "mes notes"


def test_chaque_ecriture_attend_le_disque(carnet: Carnet) -> None:
    base = carnet._base
    assert base.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert base.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert base.execute("PRAGMA secure_delete").fetchone()[0] == 1
    assert base.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_l_auteur_du_carnet_ne_change_pas(carnet: Carnet) -> None:
    auteur = carnet.auteur
    carnet.fermer()
    with Carnet.ouvrir(carnet.dossier) as rouvert:
        assert rouvert.auteur == auteur


# --- Le journal --------------------------------------------------------------------------------


def test_ce_qui_est_ajoute_revient_a_l_identique_et_en_ordre(carnet: Carnet) -> None:
    s = une_seance()
    for evenement in s.evenements:
        carnet.ajouter(evenement)
    carnet.fermer()
    with Carnet.ouvrir(carnet.dossier) as rouvert:
        assert rouvert.evenements(s.flux) == s.evenements


def test_un_rang_deja_pris_est_refuse_et_rien_n_est_ecrase(carnet: Carnet) -> None:
    s, autre = une_seance(), une_seance()
    carnet.ajouter(*s.evenements)
    tard = autre.evenements[-1].model_copy(update={"id": ulid(77)})
    with pytest.raises(SeanceChangeeAilleurs):
        carnet.ajouter(tard)
    assert carnet.evenements(s.flux) == s.evenements


def test_un_ajout_a_plusieurs_est_entier_ou_n_est_pas(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(s.evenements[0])
    mauvais = s.evenements[2].model_copy(update={"rang": 1, "id": ulid(78)})
    with pytest.raises(SeanceChangeeAilleurs):
        carnet.ajouter(s.evenements[1], mauvais)
    assert carnet.evenements(s.flux) == s.evenements[:1]


@pytest.mark.parametrize(
    "requete",
    [
        "UPDATE evenements SET corps = '{}'",
        "DELETE FROM evenements",
        "INSERT OR REPLACE INTO evenements SELECT id, flux, rang, auteur, quand, type, '{}'"
        " FROM evenements",
    ],
)
def test_le_journal_ne_fait_que_grandir(carnet: Carnet, requete: str) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    with pytest.raises(sqlite3.IntegrityError, match="ne fait que grandir"):
        carnet._base.execute(requete)
    assert carnet.evenements(s.flux) == s.evenements


def test_consigner_ecrit_dans_le_flux_du_carnet_a_la_suite(carnet: Carnet) -> None:
    un = carnet.consigner(AjustementSuivi, ajustement=ulid(1), etat="fait")
    deux = carnet.consigner(AjustementSuivi, ajustement=ulid(1), etat="abandonne")
    assert [un.rang, deux.rang] == [1, 2]
    assert {un.auteur, deux.auteur} == {carnet.auteur}
    assert carnet.evenements(FLUX_DU_CARNET) == [un, deux]


# --- Le brouillon ------------------------------------------------------------------------------


def test_le_brouillon_s_ecrase_puis_part_avec_sa_reponse(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    demande = s.dire(QuestionPosee, etape="emotions", question="q", texte="Et vous ?")
    carnet.ajouter(demande)
    carnet.garder_brouillon(s.flux, demande.id, "J’avais le ve")
    carnet.garder_brouillon(s.flux, demande.id, "J’avais le ventre noué")
    brouillon = carnet.brouillon(s.flux)
    assert brouillon is not None
    assert (brouillon.question, brouillon.texte) == (demande.id, "J’avais le ventre noué")
    carnet.ajouter(s.dire(ReponseDonnee, etape="emotions", question=demande.id, texte="Noué."))
    assert carnet.brouillon(s.flux) is None


def test_le_brouillon_d_une_autre_question_reste(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements[:3])
    carnet.garder_brouillon(s.flux, ulid(5), "une idée pour plus tard")
    carnet.ajouter(*s.evenements[3:])
    assert carnet.brouillon(s.flux) is not None


def test_un_brouillon_abime_par_le_terminal_se_garde_quand_meme(carnet: Carnet) -> None:
    carnet.garder_brouillon(ulid(1), ulid(2), "caf\udce9 et \x00 fin")
    brouillon = carnet.brouillon(ulid(1))
    assert brouillon is not None
    assert brouillon.texte.startswith("caf") and brouillon.texte.endswith("fin")


def test_tout_survit_a_une_mort_brutale(dossier: Path) -> None:
    s = une_seance()
    lignes = [e.model_dump_json() for e in s.evenements]
    autre = programme(
        dossier,
        f"""
        from coach.modeles.evenements import ADAPTATEUR
        flux = {s.flux!r}
        with carnet.tenir(flux):
            for ligne in {lignes!r}:
                carnet.ajouter(ADAPTATEUR.validate_json(ligne))
            carnet.garder_brouillon(flux, {ulid(9)!r}, "et là, je me suis demandé si")
            print("prêt", flush=True)
            time.sleep(60)
        """,
    )
    assert autre.stdout is not None
    assert autre.stdout.readline() == "prêt\n"
    autre.send_signal(signal.SIGKILL)
    autre.wait()
    autre.stdout.close()
    with Carnet.ouvrir(dossier) as carnet:
        assert carnet.evenements(s.flux) == s.evenements
        brouillon = carnet.brouillon(s.flux)
        assert brouillon is not None and brouillon.texte == "et là, je me suis demandé si"
        with carnet.tenir(s.flux):
            assert carnet.verifier().problemes == ()


# --- Deux fenêtres -----------------------------------------------------------------------------


def test_une_deuxieme_fenetre_lit_mais_n_ecrit_pas(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements[:-1])
    with Carnet.ouvrir(carnet.dossier) as fenetre, carnet.tenir(s.flux):
        with pytest.raises(SeanceOuverteAilleurs, match="autre fenêtre"), fenetre.tenir(s.flux):
            pass
        with pytest.raises(SeanceOuverteAilleurs):
            fenetre.ajouter(s.evenements[-1])
        with pytest.raises(SeanceOuverteAilleurs):
            fenetre.garder_brouillon(s.flux, ulid(1), "j’écrase")
        assert fenetre.evenements(s.flux) == s.evenements[:-1]
        assert [r.id for r in fenetre.lister()] == [s.flux]
        carnet.ajouter(s.evenements[-1])


def test_deux_fenetres_ecrivent_deux_seances(carnet: Carnet) -> None:
    un, deux = une_seance(1), une_seance(2)
    with Carnet.ouvrir(carnet.dossier) as fenetre:
        with carnet.tenir(un.flux), fenetre.tenir(deux.flux):
            for a, b in zip(un.evenements, deux.evenements, strict=True):
                carnet.ajouter(a)
                fenetre.ajouter(b)
        carnet.consigner(AjustementSuivi, ajustement=ulid(1), etat="fait")
        fenetre.consigner(AjustementSuivi, ajustement=ulid(2), etat="fait")
        assert carnet.evenements(deux.flux) == deux.evenements
        assert [e.rang for e in fenetre.evenements(FLUX_DU_CARNET)] == [1, 2]


def test_une_seance_rouverte_apres_coup_ne_s_ecrase_pas(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    with Carnet.ouvrir(carnet.dossier) as fenetre:
        fenetre.ajouter(s.dire(TitreDonne, titre="Depuis l’autre fenêtre"))
        en_retard = s.evenements[-1].model_copy(update={"id": ulid(4), "titre": "Ici"})
        with pytest.raises(SeanceChangeeAilleurs, match="Rien n’a été écrasé"):
            carnet.ajouter(en_retard)
        assert fenetre.lister()[0].titre == "Depuis l’autre fenêtre"


def test_plusieurs_fenetres_creent_le_meme_carnet(dossier: Path) -> None:
    fenetres = [
        programme(
            dossier,
            f"""
            import itertools, fabriques
            fabriques._ids = itertools.count({nombre} * 10**7)
            for tour in range(5):
                carnet.ajouter(*fabriques.seance({nombre} * 10 + tour).evenements)
            print(carnet.auteur)
            """,
        )
        for nombre in range(1, 4)
    ]
    auteurs = {fenetre.communicate()[0].strip() for fenetre in fenetres}
    assert [fenetre.returncode for fenetre in fenetres] == [0, 0, 0]
    with Carnet.ouvrir(dossier) as carnet:
        assert auteurs == {carnet.auteur}
        assert len(carnet.lister()) == 15
        assert carnet.verifier().problemes == ()


def test_une_seance_tenue_se_reprend_dans_la_meme_fenetre(carnet: Carnet) -> None:
    s = une_seance()
    premiere, seconde = carnet.tenir(s.flux), carnet.tenir(s.flux)
    premiere.__enter__()
    seconde.__enter__()
    premiere.__exit__(None, None, None)
    with Carnet.ouvrir(carnet.dossier) as fenetre:
        with pytest.raises(SeanceOuverteAilleurs), fenetre.tenir(s.flux):
            pass
        seconde.__exit__(None, None, None)
        with fenetre.tenir(s.flux):
            pass


def test_un_carnet_bloque_par_ailleurs_le_dit(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    carnet._base.execute("PRAGMA busy_timeout = 1").fetchall()
    autre = sqlite3.connect(carnet.dossier / "carnet.sqlite", isolation_level=None)
    autre.execute("BEGIN IMMEDIATE")
    with pytest.raises(CarnetOccupe):
        carnet.ajouter(*une_seance().evenements)
    autre.execute("ROLLBACK")
    autre.close()
    carnet.ajouter(*une_seance().evenements)


# --- Lister et chercher ------------------------------------------------------------------------


def test_lister_met_les_plus_recentes_d_abord(carnet: Carnet) -> None:
    for jours, nombre in ((1, 3), (3, 1), (2, 2)):
        s = seance(nombre, depart=DEPART + timedelta(days=jours))
        s.titrer(f"Jour {jours}")
        carnet.ajouter(*s.evenements)
        if jours == 2:
            carnet.ajouter(s.finir())
    assert [(r.titre, r.termine) for r in carnet.lister()] == [
        ("Jour 3", False),
        ("Jour 2", True),
        ("Jour 1", False),
    ]
    assert carnet.lister()[0].cree_le == DEPART + timedelta(days=3)
    assert carnet.lister()[0].protocole == "analyse-de-pratique"


def test_lister_compare_les_heures_et_non_leur_ecriture(carnet: Carnet) -> None:
    from datetime import timezone

    tot = seance(1, depart=DEPART)
    tard = seance(2, depart=(DEPART + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-8))))
    carnet.ajouter(*tot.evenements)
    carnet.ajouter(*tard.evenements)
    assert [r.id for r in carnet.lister()] == [tard.flux, tot.flux]


def test_une_note_seule_est_une_seance_a_reprendre(carnet: Carnet) -> None:
    s = seance(1)
    s.noter("Penser à rappeler la mission locale avant jeudi midi, pour le stage de K.")
    carnet.ajouter(*s.evenements)
    [resume] = carnet.lister()
    assert resume.titre.startswith("Penser à rappeler")
    [trouvaille] = carnet.chercher("mission locale")
    assert (trouvaille.etape, trouvaille.reponse) == ("note", None)


@pytest.mark.parametrize(
    "requete",
    ["coeur", "CŒUR", "cœ", "ecole", "ÉCOLE", "l'école", "l’ecole", "e\u0301cole", "serré ecol"],
)
def test_chercher_ignore_accents_casse_ligatures_et_apostrophes(
    carnet: Carnet, requete: str
) -> None:
    s = seance(1)
    s.repondre("Devant l’école, le cœur serré, j’attends.")
    carnet.ajouter(*s.evenements)
    [trouvaille] = carnet.chercher(requete)
    assert trouvaille.extrait == "Devant l’école, le cœur serré, j’attends."
    surligne = trouvaille.extrait[trouvaille.debut : trouvaille.fin]
    for mot in cle(requete).replace("'", " ").split():
        assert mot in cle(surligne)


@pytest.mark.parametrize(
    "requete",
    [
        '"',
        "*",
        "AND",
        "colere OR joie",
        "NEAR(a b)",
        "cle:colere",
        "-joie ^",
        "((",
        "a\x00b",
        "…",
    ],
)
def test_une_requete_n_est_jamais_une_syntaxe(carnet: Carnet, requete: str) -> None:
    s = seance(1)
    s.repondre("La colère monte.")
    carnet.ajouter(*s.evenements)
    assert carnet.chercher(requete) == []


def test_chercher_veut_tous_les_mots(carnet: Carnet) -> None:
    s = seance(1)
    s.repondre("La réunion de synthèse a commencé en retard.")
    s.repondre("Le bilan du stage reste à écrire.")
    carnet.ajouter(*s.evenements)
    assert len(carnet.chercher("synthese reunion")) == 1
    assert carnet.chercher("synthese bilan") == []
    assert carnet.chercher("synth reunion") == []  # seul le dernier mot peut être un début


def test_chercher_ne_lit_que_ce_qui_vit(carnet: Carnet) -> None:
    s = seance(1)
    garde = s.repondre("Il est arrivé en avance.")
    perdu = s.repondre("Phrase que je retire : brouhaha.")
    carnet.ajouter(*s.evenements)
    assert len(carnet.chercher("brouhaha")) == 1
    annule = s.dire(EvenementAnnule, cible=perdu.id)
    modifie = s.dire(ReponseModifiee, cible=garde.id, texte="Il est arrivé à l’heure dite.")
    carnet.ajouter(annule, modifie)
    assert carnet.chercher("brouhaha") == []
    assert carnet.chercher("avance") == []
    assert [t.reponse for t in carnet.chercher("heure dite")] == [garde.id]
    carnet.ajouter(s.dire(EvenementAnnule, cible=annule.id))
    assert len(carnet.chercher("brouhaha")) == 1


def test_un_extrait_est_une_fenetre_coupee_entre_deux_mots(carnet: Carnet) -> None:
    s = seance(1)
    texte = "Nous avons parlé longuement du projet. " * 12 + "Puis le mot rare : sémaphore. "
    texte += "Et la journée a continué comme si de rien n’était. " * 12
    s.repondre(texte)
    carnet.ajouter(*s.evenements)
    [t] = carnet.chercher("semaphor")
    assert len(t.extrait) <= 160
    assert t.extrait[t.debut : t.fin] == "sémaphore"
    place = texte.index(t.extrait)
    assert texte[place - 1].isspace() and texte[place + len(t.extrait)].isspace()


_LETTRES = st.sampled_from("aéèœŒçÇ’'  \nßÆ…ﬁK1-«»e\u0301")


@given(st.lists(_LETTRES, max_size=60).map("".join))
def test_la_place_des_mots_replies_revient_a_celle_du_texte(texte: str) -> None:
    origines = _origines(texte)
    assert len(origines) == len(cle(texte)) + 1
    assert "".join(cle(texte[i]) for i in dict.fromkeys(origines[:-1])) == cle(texte)


@given(
    st.lists(st.sampled_from(["cœur", "l’été", "où", "MAÎTRE", "stage", "à", "«", "…"]), min_size=1)
)
def test_tout_mot_ecrit_se_retrouve_et_se_situe(
    tmp_path_factory: pytest.TempPathFactory, mots: list[str]
) -> None:
    with Carnet.ouvrir(tmp_path_factory.mktemp("c") / "carnet", horloge=horloge_fixe()) as carnet:
        s = seance(1)
        s.repondre(" ".join(mots))
        carnet.ajouter(*s.evenements)
        for mot in {m for m in mots if m[0].isalpha()}:
            [t] = carnet.chercher(mot)
            assert cle(t.extrait[t.debut : t.fin]) == cle(mot)


def test_un_prefixe_designe_une_seance_ou_le_dit(carnet: Carnet) -> None:
    un, deux = une_seance(1), une_seance(2)
    carnet.ajouter(*un.evenements)
    assert carnet.resoudre(un.flux[:6].lower()) == un.flux
    carnet.ajouter(*deux.evenements)
    assert carnet.resoudre(deux.flux) == deux.flux
    with pytest.raises(SeanceInconnue) as ambigu:
        carnet.resoudre(un.flux[:10])
    assert set(ambigu.value.candidats) == {un.flux, deux.flux}
    for inconnu in ("01J00", "ZZZZZZZZ", "carnet", "%%%%%%", ""):
        with pytest.raises(SeanceInconnue):
            carnet.resoudre(inconnu)


# --- Ce qui se recalcule -----------------------------------------------------------------------


def test_actions_et_preuves_suivent_le_journal(carnet: Carnet) -> None:
    s = seance(1)
    reponse = s.repondre(EN_UN_MOT)
    lien = s.relier(reponse, "j’ai appelé le 115")
    autre_lien = s.relier(reponse, "Elle n’avait pas d’abri", code="C2")
    ajustement = s.dire(
        AjustementDecide, texte="Afficher le numéro.", echeance=date(2026, 3, 10), indicateur="Vu."
    )
    carnet.ajouter(*s.evenements)
    ecrite = carnet.consigner(
        PreuveAjoutee,
        referentiel="cip",
        millesime="2020",
        code="C3",
        extrait="Attestation",
        source="Bilan de stage",
        date=date(2026, 1, 5),
    )
    carnet.consigner(PreuveDeplacee, cible=lien.id, referentiel="cip", millesime="2020", code="C9")
    carnet.consigner(PreuveRetiree, cible=autre_lien.id, motif="doublon")
    carnet.consigner(
        AjustementSuivi, ajustement=ajustement.id, etat="en_cours", echeance=date(2026, 4, 1)
    )
    carnet.consigner(AjustementSuivi, ajustement=ajustement.id, etat="fait", appris="Utile.")
    [action] = carnet.actions()
    assert (action.etat, action.echeance, action.appris, action.seance) == (
        "fait",
        date(2026, 4, 1),
        "Utile.",
        s.flux,
    )
    assert [(p.id, p.code, p.seance, p.date) for p in carnet.preuves()] == [
        (ecrite.id, "C3", None, date(2026, 1, 5)),
        (lien.id, "C9", s.flux, date(2026, 3, 3)),
    ]


def _vues(carnet: Carnet) -> object:
    return (
        carnet.lister(),
        carnet.actions(),
        carnet.preuves(),
        carnet.chercher("abri"),
        carnet.chercher("note"),
    )


def test_reconstruire_redonne_les_memes_listes(carnet: Carnet) -> None:
    for nombre in range(1, 6):
        s = une_seance(nombre)
        s.relier(s.repondre("J’ai posé le cadre."), "posé le cadre")
        s.dire(AjustementDecide, texte=f"Essai {nombre}")
        carnet.ajouter(*s.evenements)
    avant = _vues(carnet)
    with carnet._base.conn as base:
        for table in ("seances", "textes", "actions", "preuves"):
            base.execute(f"DELETE FROM {table}")
    assert carnet.reconstruire() == 5
    assert _vues(carnet) == avant


def _lecteur(texte: str, decisions: object = ()) -> Lecture:
    segment = Segment(
        debut=0,
        fin=len(texte),
        texte=texte,
        nature=Nature.OPINION if decisions else Nature.FAIT,
        sous_type="observation",
        confiance=0.9,
    )
    return Lecture(segments=(segment,))


def test_les_segments_se_lisent_avec_les_decisions_de_la_personne(carnet: Carnet) -> None:
    s = seance(1)
    reponse = s.repondre("Il boude.")
    carnet.ajouter(*s.evenements)
    [segment] = carnet.segments(s.flux, _lecteur)[reponse.id]
    assert segment.nature is Nature.FAIT
    ancre = Ancre(evenement=reponse.id, debut=0, fin=9, texte="Il boude.")
    carnet.ajouter(s.dire(SegmentCorrige, ancre=ancre, nature=Nature.OPINION))
    [segment] = carnet.segments(s.flux, _lecteur)[reponse.id]
    assert segment.nature is Nature.OPINION


def test_lister_ne_lit_pas_les_textes(carnet: Carnet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coach.analyse", None)
    carnet.ajouter(*une_seance().evenements)
    assert len(carnet.lister()) == len(carnet.chercher("abri")) == 1


# --- Lecture seule, disque plein, base abîmée --------------------------------------------------


def test_en_lecture_seule_tout_se_lit_et_rien_ne_s_ecrit(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)  # rien n'a encore été dérivé
    carnet.fermer()
    avant = {c: c.read_bytes() for c in carnet.dossier.rglob("*.sqlite")}
    with Carnet.ouvrir(carnet.dossier, lecture_seule=True) as lecture:
        assert lecture.evenements(s.flux) == s.evenements
        assert [r.titre for r in lecture.lister()] == ["L’accueil du lundi"]
        assert len(lecture.chercher("abri")) == 1
        with pytest.raises(EcritureImpossible, match="lecture seule"):
            lecture.ajouter(s.finir())
        with pytest.raises(EcritureImpossible), lecture.tenir(s.flux):
            pass
        with pytest.raises(EcritureImpossible):
            lecture.supprimer(s.flux)
    assert {c: c.read_bytes() for c in carnet.dossier.rglob("*.sqlite")} == avant


def test_lire_un_carnet_absent_n_en_cree_pas(dossier: Path) -> None:
    with pytest.raises(EcritureImpossible) as erreur:
        Carnet.ouvrir(dossier, lecture_seule=True)
    assert erreur.value.raison == "carnet_absent"
    assert not dossier.exists()


def test_un_dossier_en_lecture_seule_le_dit(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuser(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuser)
    with pytest.raises(EcritureImpossible, match="lecture seule"):
        Carnet.ouvrir(dossier)


def test_une_base_devenue_muette_a_l_ecriture_se_lit_encore(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements[:-1])
    carnet._base.execute("PRAGMA query_only = ON").fetchall()
    with pytest.raises(EcritureImpossible):
        carnet.ajouter(s.evenements[-1])
    assert [r.id for r in carnet.lister()] == [s.flux]
    assert carnet.evenements(s.flux) == s.evenements[:-1]


def test_disque_plein_rien_n_est_ecrit_a_moitie(carnet: Carnet) -> None:
    s = seance(1)
    carnet.ajouter(*s.evenements)
    pages = carnet._base.execute("PRAGMA page_count").fetchone()[0]
    carnet._base.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    longue = [s.repondre("abcdefghij" * 5_000)]
    with pytest.raises(EcritureImpossible, match="disque est plein") as erreur:
        carnet.ajouter(s.evenements[-2], *longue)
    assert erreur.value.conseil
    assert carnet.evenements(s.flux) == s.evenements[:1]
    assert [r.id for r in carnet.lister()] == [s.flux]
    carnet._base.execute("PRAGMA max_page_count = 1000000").fetchall()
    carnet.ajouter(s.evenements[-2], *longue)
    assert carnet.evenements(s.flux) == s.evenements
    assert carnet.verifier().problemes == ()


def test_disque_vraiment_plein_dans_un_autre_processus(dossier: Path) -> None:
    autre = programme(
        dossier,
        """
        import resource
        from fabriques import seance
        from coach.carnet import EcritureImpossible
        s = seance(1)
        carnet.ajouter(*s.evenements)
        taille = 300_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (taille, taille))
        ecrits, erreur = 1, None
        while erreur is None:
            s.repondre("mot " * 2_000)
            try:
                carnet.ajouter(*s.evenements[ecrits:])
                ecrits = len(s.evenements)
            except EcritureImpossible as vue:
                erreur = vue
        assert len(carnet.evenements(s.flux)) == ecrits
        print(ecrits, erreur.phrase)
        """,
    )
    sortie, _ = autre.communicate()
    assert autre.returncode == 0
    ecrits, phrase = sortie.strip().split(" ", 1)
    assert "disque" in phrase or "écrire" in phrase
    with Carnet.ouvrir(dossier) as carnet:
        assert len(carnet.evenements(seance(1).flux)) == int(ecrits)
        assert carnet.verifier().problemes == ()


@pytest.mark.parametrize(
    "contenu", [b"pas une base " * 500, b"SQLite format 3\x00" + b"\x07" * 999]
)
def test_un_fichier_qui_n_est_pas_une_base_reste_intact(dossier: Path, contenu: bytes) -> None:
    dossier.mkdir()
    (dossier / "carnet.sqlite").write_bytes(contenu)
    with pytest.raises(CarnetIllisible) as erreur:
        Carnet.ouvrir(dossier)
    assert erreur.value.phrase and erreur.value.conseil
    assert (dossier / "carnet.sqlite").read_bytes() == contenu


def test_la_base_d_un_autre_logiciel_reste_intacte(dossier: Path) -> None:
    dossier.mkdir()
    autre = sqlite3.connect(dossier / "carnet.sqlite")
    autre.execute("CREATE TABLE recettes (nom TEXT)")
    autre.commit()
    autre.close()
    avant = (dossier / "carnet.sqlite").read_bytes()
    with pytest.raises(CarnetIllisible) as erreur:
        Carnet.ouvrir(dossier)
    assert erreur.value.raison == "autre_base"
    assert (dossier / "carnet.sqlite").read_bytes() == avant


def test_une_base_abimee_se_dit_et_se_repare(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    sauvegarde = carnet.dossier.parent / "mienne.sqlite"
    carnet.sauvegarder(sauvegarde)
    carnet.fermer()
    base = carnet.dossier / "carnet.sqlite"
    base.write_bytes(b"\x00" * 100 + base.read_bytes()[100:])
    with pytest.raises(CarnetIllisible):
        Carnet.ouvrir(carnet.dossier)
    with Carnet.reparer(carnet.dossier, sauvegarde) as repare:
        assert repare.evenements(s.flux) == s.evenements
        assert repare.auteur == carnet.auteur
    assert list((carnet.dossier / "sauvegardes").glob("abime-*"))


def test_une_base_perdue_n_est_pas_remplacee_par_un_carnet_vide(carnet: Carnet) -> None:
    carnet.ajouter(*une_seance().evenements)
    carnet.fermer()
    Carnet.ouvrir(carnet.dossier).fermer()  # la sauvegarde du jour
    (carnet.dossier / "carnet.sqlite").unlink()
    with pytest.raises(CarnetIllisible, match="restaurez"):
        Carnet.ouvrir(carnet.dossier)


def test_verifier_nomme_l_evenement_qui_ne_va_pas(carnet: Carnet) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    bilan = carnet.verifier()
    assert (bilan.seances, bilan.evenements, bilan.problemes) == (1, len(s.evenements), ())
    base = carnet._base.conn
    base.execute("INSERT INTO effacement_en_cours VALUES (1)")
    base.execute("UPDATE evenements SET corps = '{' WHERE id = ?", [s.evenements[1].id])
    base.execute("UPDATE evenements SET rang = 99 WHERE id = ?", [s.evenements[2].id])
    problemes = carnet.verifier().problemes
    assert len(problemes) == 2
    assert s.evenements[1].id in problemes[0] and s.evenements[2].id in problemes[1]


# --- Migrations --------------------------------------------------------------------------------


def test_un_carnet_d_une_version_plus_recente_reste_intact(carnet: Carnet) -> None:
    carnet._base.table("_sqlite_migrations").insert(
        {"migration_set": "carnet", "name": "m999_avenir", "applied_at": "2030"}
    )
    carnet.fermer()
    avant = (carnet.dossier / "carnet.sqlite").read_bytes()
    for lecture_seule in (False, True):
        with pytest.raises(CarnetIllisible, match="plus récente"):
            Carnet.ouvrir(carnet.dossier, lecture_seule=lecture_seule)
    assert (carnet.dossier / "carnet.sqlite").read_bytes() == avant


def test_une_migration_se_fait_apres_une_sauvegarde_et_d_un_bloc(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    carnet.fermer()

    def m900_ratee(base: Database) -> None:
        base.execute("CREATE TABLE nouveaute (id TEXT)")
        raise sqlite3.OperationalError("panne")

    def m900_essai(base: Database) -> None:
        base.execute("CREATE TABLE nouveaute (id TEXT)")

    publiees = migrations.TOUTES

    def avec(migration: object) -> None:
        registre = migrations.Migrations("carnet")
        toutes = (*publiees, migration)
        for une in toutes:
            registre()(une)  # type: ignore[arg-type]
        monkeypatch.setattr(migrations, "MIGRATIONS", registre)
        monkeypatch.setattr(migrations, "TOUTES", toutes)

    avec(m900_ratee)
    with pytest.raises(ErreurDeCarnet):
        Carnet.ouvrir(carnet.dossier)
    avec(m900_essai)
    with Carnet.ouvrir(carnet.dossier) as migre:
        assert "nouveaute" in migre._base.table_names()
        assert migre.evenements(s.flux) == s.evenements
    sauvegardes = list((carnet.dossier / "sauvegardes").glob("avant-migration-*.sqlite"))
    assert sauvegardes
    copie = sqlite3.connect(sauvegardes[-1])
    tables = {nom for (nom,) in copie.execute("SELECT name FROM sqlite_master")}
    copie.close()
    assert "evenements" in tables and "nouveaute" not in tables


def test_les_migrations_publiees_sont_toutes_enregistrees() -> None:
    noms = [m.__name__ for m in migrations.TOUTES]
    assert noms == sorted(noms) and noms[0] == "m001_socle"


# --- Sauvegardes -------------------------------------------------------------------------------


def _sauvegardes(dossier: Path, raison: str = "carnet") -> list[str]:
    return sorted(f.name for f in (dossier / "sauvegardes").glob(f"{raison}-*.sqlite"))


def test_une_sauvegarde_par_jour_et_sept_gardees(dossier: Path) -> None:
    for jour in range(10):
        for _ in range(2):
            horloge = horloge_fixe(DEPART + timedelta(days=jour))
            with Carnet.ouvrir(dossier, horloge=horloge) as carnet:
                carnet.consigner(AjustementSuivi, ajustement=ulid(1), etat="fait")
    noms = _sauvegardes(dossier)
    assert noms == [f"carnet-2026-03-{jour:02}.sqlite" for jour in range(6, 13)]
    assert not list((dossier / "sauvegardes").glob("*.partiel*"))


def test_une_sauvegarde_impossible_previent_sans_fermer_le_carnet(
    carnet: Carnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    carnet.fermer()

    def plein(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ouverture.sauvegardes, "copier", plein)
    with Carnet.ouvrir(carnet.dossier) as ouvert:
        assert "sauvegarde" in " ".join(ouvert.avertissements)
        ouvert.ajouter(*une_seance().evenements)


def test_une_base_abimee_ne_chasse_pas_les_bonnes_sauvegardes(carnet: Carnet) -> None:
    for nombre in range(1, 40):
        carnet.ajouter(*une_seance(nombre).evenements)
    carnet.fermer()
    base = carnet.dossier / "carnet.sqlite"
    octets = bytearray(base.read_bytes())
    octets[len(octets) // 2 : len(octets) // 2 + 20_000] = b"\xff" * 20_000
    base.write_bytes(octets)
    with Carnet.ouvrir(carnet.dossier) as ouvert:
        assert "abîmé" in " ".join(ouvert.avertissements)
        with pytest.raises(CarnetIllisible):
            ouvert.reconstruire()
    assert _sauvegardes(carnet.dossier) == []


def test_sauvegarder_n_ecrase_rien_et_se_relit(carnet: Carnet, tmp_path: Path) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    assert fichier.stat().st_mode & 0o777 == 0o600
    assert [f.name for f in tmp_path.glob("copie*")] == ["copie.sqlite"]
    with pytest.raises(SauvegardeImpossible) as erreur:
        carnet.sauvegarder(fichier)
    assert erreur.value.raison == "sauvegarde_existe"
    with pytest.raises(SauvegardeImpossible):
        carnet.sauvegarder(tmp_path / "absent" / "copie.sqlite")
    with Carnet.ouvrir(tmp_path / "autre") as autre:
        autre.restaurer(fichier)
        assert autre.evenements(s.flux) == s.evenements
        assert autre.lister() == carnet.lister()


def test_restaurer_dit_d_abord_ce_qui_serait_perdu(carnet: Carnet, tmp_path: Path) -> None:
    un, deux = une_seance(1), une_seance(2)
    carnet.ajouter(*un.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    carnet.ajouter(*deux.evenements)
    carnet.ajouter(un.finir())
    perdus = len(deux.evenements) + 1
    with pytest.raises(RestaurationRefusee) as refus:
        carnet.restaurer(fichier)
    assert (refus.value.seances, refus.value.evenements) == (1, perdus)
    assert len(carnet.lister()) == 2
    carnet.restaurer(fichier, malgre_la_perte=True)
    assert [r.id for r in carnet.lister()] == [un.flux]
    [garde] = (carnet.dossier / "sauvegardes").glob("avant-restauration-*.sqlite")
    carnet.restaurer(garde)
    assert len(carnet.lister()) == 2
    assert carnet.verifier().problemes == ()


def test_restaurer_attend_que_les_autres_fenetres_se_ferment(
    carnet: Carnet, tmp_path: Path
) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    carnet.sauvegarder(tmp_path / "copie.sqlite")
    with (
        Carnet.ouvrir(carnet.dossier) as fenetre,
        fenetre.tenir(s.flux),
        pytest.raises(CarnetOccupe),
    ):
        carnet.restaurer(tmp_path / "copie.sqlite")


@pytest.mark.parametrize("contenu", [b"", b"n'importe quoi" * 99, None])
def test_une_sauvegarde_illisible_ne_touche_a_rien(
    carnet: Carnet, tmp_path: Path, contenu: bytes | None
) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    fichier = tmp_path / "copie.sqlite"
    if contenu is not None:
        fichier.write_bytes(contenu)
    with pytest.raises(SauvegardeImpossible, match="Rien n’a été modifié"):
        carnet.restaurer(fichier, malgre_la_perte=True)
    assert carnet.evenements(s.flux) == s.evenements


def test_une_sauvegarde_trafiquee_n_apporte_que_des_donnees(carnet: Carnet, tmp_path: Path) -> None:
    s = une_seance()
    carnet.ajouter(*s.evenements)
    fichier = tmp_path / "copie.sqlite"
    carnet.sauvegarder(fichier)
    piege = sqlite3.connect(fichier)
    piege.execute("CREATE TRIGGER piege AFTER INSERT ON brouillons BEGIN DELETE FROM seances; END")
    piege.execute("CREATE TABLE butin (texte TEXT)")
    piege.commit()
    piege.close()
    carnet.restaurer(fichier)
    assert not {"piege", "butin"} & {
        nom for (nom,) in carnet._base.execute("SELECT name FROM sqlite_master")
    }
    for piege_a_cote in (
        "INSERT INTO brouillons VALUES (x'ff', 'q', 't', 'jamais')",
        "INSERT INTO entetes VALUES ('x', 1, '[1')",
        "DELETE FROM identite",
    ):
        vers = tmp_path / "trafiquee.sqlite"
        vers.write_bytes(fichier.read_bytes())
        trafique = sqlite3.connect(vers)
        trafique.execute(piege_a_cote)
        trafique.commit()
        trafique.close()
        with pytest.raises(SauvegardeImpossible):
            carnet.restaurer(vers)
        assert carnet.evenements(s.flux) == s.evenements
    trafique = sqlite3.connect(fichier)
    trafique.execute("INSERT INTO effacement_en_cours VALUES (1)")
    trafique.execute("UPDATE evenements SET corps = replace(corps, 'rang', 'rong')")
    trafique.commit()
    trafique.close()
    with pytest.raises(SauvegardeImpossible):
        carnet.restaurer(fichier, malgre_la_perte=True)
    assert carnet.evenements(s.flux) == s.evenements


# --- Les phrases -------------------------------------------------------------------------------


def test_les_phrases_du_catalogue_sont_du_francais_bien_compose() -> None:
    import tomllib

    for chemin in ("coach/carnet/messages.toml", "coach/partage/messages.toml"):
        racine = Path(__file__).parent.parent
        catalogue = tomllib.loads((racine / chemin).read_text(encoding="utf-8"))
        for nom, message in catalogue.items():
            for texte in (message["phrase"], message["conseil"]):
                assert "'" not in texte, nom
                assert not any(f" {signe}" in texte for signe in ":;!?»"), nom
                assert "« " not in texte, nom
            assert message["phrase"].endswith("."), nom
