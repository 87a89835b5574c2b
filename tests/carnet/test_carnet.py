"""Le carnet : rien ne se perd, rien ne s'écrase, et tout se retrouve."""

import signal
import sqlite3
from pathlib import Path

import pytest
from carnet_bref import programme, une_seance
from fabriques import ulid
from lieux import DEPOT

from coach.carnet import (
    Carnet,
    CarnetIllisible,
    CarnetOccupe,
    SeanceChangeeAilleurs,
    SeanceOuverteAilleurs,
)
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    AjustementSuivi,
    QuestionPosee,
    ReponseDonnee,
    TitreDonne,
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


@pytest.mark.parametrize("panne", [BrokenPipeError(), OSError(28, "plein"), ValueError()])
def test_ce_qui_arrive_pendant_qu_on_tient_une_seance_garde_son_nom(
    carnet: Carnet, panne: Exception
) -> None:
    """Un tube fermé n'est pas un disque plein, et ce n'est pas la faute du carnet."""
    with pytest.raises(type(panne)) as levee, carnet.tenir(ulid(5)):
        raise panne
    assert levee.value is panne


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


# --- Les phrases -------------------------------------------------------------------------------


def test_les_phrases_du_catalogue_sont_du_francais_bien_compose() -> None:
    import tomllib

    for chemin in ("coach/carnet/messages.toml", "coach/partage/messages.toml"):
        catalogue = tomllib.loads((DEPOT / chemin).read_text(encoding="utf-8"))
        for nom, message in catalogue.items():
            for texte in (message["phrase"], message["conseil"]):
                assert "'" not in texte, nom
                assert not any(f" {signe}" in texte for signe in ":;!?»"), nom
                assert "« " not in texte, nom
            assert message["phrase"].endswith("."), nom
