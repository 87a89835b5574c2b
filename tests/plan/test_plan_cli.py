"""`coach plan` par un tube : lister, clore, reporter, écrire l'agenda, ou refuser d'une phrase."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from fabriques import seance, ulid
from icalendar import Calendar
from ligne_de_commande import coach, en_json, refus
from modules_charges import modules_charges
from plan_d_essai import appeler, plan

from coach.carnet import Carnet
from coach.modeles.evenements import AjustementDecide
from coach.plan.erreurs import ErreurDePlan
from coach.plan.lecture import trouver


@pytest.fixture
def ligne(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Un carnet écrit d'avance, que la commande lira ; l'identifiant d'un ajustement."""
    monkeypatch.setenv("COACH_CARNET", str(tmp_path / "carnet"))
    monkeypatch.setenv("COACH_CONFIGURATION", str(tmp_path / "reglages"))
    monkeypatch.setenv("TZ", "Europe/Paris")
    with Carnet.ouvrir(tmp_path / "carnet") as ouvert:
        ecrite = seance(1)
        ecrite.titrer("Le stage écourté")
        decide = ecrite.dire(
            AjustementDecide,
            texte="Appeler la mission locale",
            echeance=date(2026, 3, 20),
            indicateur="Elle aura une date.",
        )
        ecrite.finir()
        ouvert.ajouter(*ecrite.evenements)
    yield decide.id


def test_lister_rend_la_forme_du_contrat(ligne: str) -> None:
    attendu = [
        {
            "id": ligne,
            "texte": "Appeler la mission locale",
            "echeance": "2026-03-20",
            "indicateur": "Elle aura une date.",
            "etat": "a_faire",
            "journal": ulid(1),
            "date": "2026-03-03",
        }
    ]
    assert en_json("plan", "lister") == en_json("plan") == attendu
    assert en_json("plan", "lister", "--etat", "fait") == []
    assert [e["id"] for e in en_json("plan", "lister", "--etat", "Échus")] == [ligne]


def test_un_carnet_qui_n_existe_pas_a_un_plan_vide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CARNET", str(tmp_path / "nulle-part"))
    assert en_json("plan") == []
    assert not (tmp_path / "nulle-part").exists()


def test_la_liste_se_lit_sans_couleur_et_nomme_son_etat(ligne: str) -> None:
    sortie = coach("plan").stdout
    assert "\x1b" not in sortie
    assert "Échus (1)" in sortie and "(à faire)" in sortie and "20/03/2026" in sortie
    assert "Le stage écourté" in sortie and "Elle aura une date." in sortie


def test_clore_reporter_commencer_defaire_par_un_debut_d_identifiant(ligne: str) -> None:
    court = ligne[:-4].lower()

    def etat() -> tuple[str, str]:
        [vu] = en_json("plan", "lister")
        return vu["etat"], vu["echeance"]

    assert coach("plan", "commencer", court).exit_code == 0
    assert etat() == ("en_cours", "2026-03-20")
    assert coach("plan", "reporter", court, "2099-01-02").exit_code == 0
    assert etat() == ("en_cours", "2099-01-02")
    faite = coach("plan", "clore", court, "--appris", "Le matin, ils répondent.")
    assert faite.exit_code == 0 and "(fait)" in faite.stdout and "defaire" in faite.stderr
    assert etat()[0] == "fait"
    assert "Le matin, ils répondent." in coach("plan", "lister", "--histoire").stdout
    assert coach("plan", "clore", court, "--abandonne").exit_code == 0
    assert etat()[0] == "abandonne"
    assert coach("plan", "defaire", court).exit_code == 0
    assert etat()[0] == "fait"


@pytest.mark.parametrize(
    ("arguments", "mot"),
    [
        (("clore", "02K"), "trop court"),
        (("clore", "7ZZZZZZZ"), "Aucun ajustement"),
        (("clore", "02K000", "--fait", "--abandonne"), "--abandonne"),
        (("reporter", "02K000", "2026-02-30"), "2026-02-30"),
        (("reporter", "02K000", "2020-01-01"), "déjà passé"),
        (("reporter", "02K000"), "DATE"),
        (("defaire", "02K000"), "rien à défaire"),
        (("lister", "--etat", "perdu"), "perdu"),
        (("lister", "--periode", "jadis"), "jadis"),
        (("ics", "--duree", "10"), "--reflexion"),
        (("ics", "--reflexion", "un jour"), "un jour"),
        (("ics", "--reflexion", "mardi 20:00", "--jusqu-a", "demain"), "AAAA-MM-JJ"),
        (("ics", "--reflexion", "mardi 20:00", "--frequence", "siècle"), "quinzaine"),
        (("ics", "--reflexion", "mardi 20:00", "--fuseau", "Europe/Nulle-Part"), "fuseau"),
    ],
    ids=" ".join,
)
def test_ce_qui_ne_va_pas_se_dit_en_une_phrase(
    ligne: str, arguments: tuple[str, ...], mot: str
) -> None:
    # les identifiants de la fabrique commencent tous ainsi ; il n'y a ici qu'un ajustement
    phrase = refus("plan", *arguments)
    assert mot in phrase
    assert "Traceback" not in phrase


def test_deux_ajustements_au_meme_debut_se_nomment(ligne: str, tmp_path: Path) -> None:
    with Carnet.ouvrir(tmp_path / "carnet") as ouvert:
        autre = seance(2)
        decide = autre.dire(AjustementDecide, texte="Prévenir")
        ouvert.ajouter(*autre.evenements)
    assert decide.id in refus("plan", "clore", "02K000")


def test_le_fichier_pour_l_agenda_ne_porte_les_textes_que_si_on_le_veut(
    ligne: str, tmp_path: Path
) -> None:
    seul, avec = tmp_path / "seul.ics", tmp_path / "avec.ics"
    sans_textes = coach("plan", "ics", "-o", seul)
    assert sans_textes.exit_code == 0 and sans_textes.stdout == ""
    assert "mission" not in seul.read_text("utf-8")
    dit = coach("plan", "ics", "-o", avec, "--avec-textes")
    assert "noms compris" in dit.stderr and "en ligne" in dit.stderr
    assert "mission" in avec.read_text("utf-8")
    ecrit = avec.read_bytes()
    assert "existe déjà" in refus("plan", "ics", "-o", avec)
    assert avec.read_bytes() == ecrit
    assert coach("plan", "ics", "-o", avec, "--remplacer").exit_code == 0
    assert "mission" not in avec.read_text("utf-8")


def test_le_fichier_sort_aussi_sur_la_sortie_et_le_temps_de_reflexion_avec(ligne: str) -> None:
    rendu = coach(
        *("plan", "ics", "--reflexion", "mardi 20:00", "--duree", "20"),
        *("--frequence", "quinzaine", "--jusqu-a", "2099-01-01", "--fuseau", "Europe/Paris"),
    )
    assert rendu.exit_code == 0
    octets = rendu.stdout_bytes
    assert octets.count(b"\r\n") == octets.count(b"\n") and b"\r\r" not in octets
    relu = Calendar.from_ical(octets)
    [serie] = [e for e in relu.events if "rrule" in e]
    assert serie["rrule"]["interval"] == [2]
    assert serie.decoded("duration") == timedelta(minutes=20)
    assert serie.decoded("dtstart").time() == time(20)
    assert "mardi" in rendu.stderr and "Europe/Paris" in rendu.stderr


def test_la_commande_ne_charge_l_agenda_que_pour_l_ecrire() -> None:

    assert "icalendar" not in modules_charges("plan", "--json")


def test_trouver_refuse_un_debut_trop_court(carnet: Carnet) -> None:
    with pytest.raises(ErreurDePlan):
        trouver(plan(carnet), appeler(carnet).id[:5])
    assert trouver(plan(carnet), appeler(carnet).id.lower()) == appeler(carnet)
