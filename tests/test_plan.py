"""Le plan d'action : ce qu'il range, ce qui s'en dit, ce que l'agenda en reçoit."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from banc_tui import SAMEDI_SOIR, samedi_soir
from carnet_d_essai import remplir
from fabriques import seance, ulid
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from test_cli import coach, en_json, refus

from coach.carnet import Carnet
from coach.carnet.apercu import LIGNES
from coach.modeles.evenements import AjustementDecide, AjustementSuivi, EvenementAnnule
from coach.modeles.periodes import comprendre
from coach.plan import gestes
from coach.plan.agenda import a_echeance, ecrire_l_agenda
from coach.plan.creneau import Creneau, comprendre_le_creneau
from coach.plan.demande import comprendre_la_demande
from coach.plan.erreurs import ErreurDePlan
from coach.plan.lecture import Filtre, lire, trouver
from coach.plan.vues import Engagement, Plan

SAMEDI = SAMEDI_SOIR.date()
PARIS = ZoneInfo("Europe/Paris")
AUTEUR = ulid(99)


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Trois ajustements : échu hier, à venir lundi, sans date depuis un mois."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert, SAMEDI_SOIR)
        yield ouvert


def plan(carnet: Carnet, filtre: Filtre | None = None) -> Plan:
    return lire(carnet, SAMEDI, filtre)


def le(carnet: Carnet, texte: str) -> Engagement:
    return next(e for e in plan(carnet).engagements if e.texte == texte)


def appeler(carnet: Carnet) -> Engagement:
    return le(carnet, "Appeler la mission locale")


def textes(vu: Plan) -> list[str]:
    return [e.texte for e in vu.engagements]


# --- Lire ------------------------------------------------------------------------------------


def test_les_ajustements_de_toutes_les_seances_se_rangent_par_groupe(carnet: Carnet) -> None:
    gestes.clore(carnet, le(carnet, "Le dire à l’équipe"), "abandonne")
    groupes = {nom: [e.texte for e in siens] for nom, siens in plan(carnet).groupes().items()}
    assert groupes == {
        "echus": ["Appeler la mission locale"],
        "sans_date": ["Préparer deux questions"],
        "abandonnes": ["Le dire à l’équipe"],
    }


def test_le_jour_de_l_echeance_n_est_pas_encore_echu(carnet: Carnet) -> None:
    echeance = date(2026, 11, 20)
    assert not appeler(carnet).echu(echeance)
    assert appeler(carnet).echu(echeance + timedelta(days=1))


def test_un_ajustement_dit_d_ou_il_vient_et_a_quoi_on_le_saura(carnet: Carnet) -> None:
    vu = appeler(carnet)
    assert (vu.titre, vu.jour, vu.indicateur) == (
        "Le stage écourté",
        date(2026, 11, 16),
        "Elle aura une date.",
    )
    assert carnet.resume(vu.journal) is not None
    assert vu.prevue == vu.echeance == date(2026, 11, 20)


def test_l_histoire_garde_chaque_pas_et_ce_qui_en_fut_appris(carnet: Carnet) -> None:
    gestes.commencer(carnet, appeler(carnet))
    gestes.reporter(carnet, appeler(carnet), date(2026, 12, 4), SAMEDI)
    gestes.clore(carnet, appeler(carnet), "fait", " Le matin, ils répondent. ")
    vu = appeler(carnet)
    assert [(p.etat, p.echeance, p.appris) for p in vu.histoire] == [
        ("en_cours", None, ""),
        ("en_cours", date(2026, 12, 4), ""),
        ("fait", None, "Le matin, ils répondent."),
    ]
    assert (vu.etat, vu.echeance, vu.prevue) == ("fait", date(2026, 12, 4), date(2026, 11, 20))
    assert vu.appris == "Le matin, ils répondent."


def test_l_accueil_et_le_plan_disent_la_meme_chose(carnet: Carnet) -> None:
    gestes.reporter(carnet, appeler(carnet), date(2026, 11, 22), SAMEDI)
    gestes.commencer(carnet, le(carnet, "Préparer deux questions"))
    dus = carnet.apercu(SAMEDI).dus
    assert 0 < len(dus) <= LIGNES
    connus = {e.id: e for e in plan(carnet).engagements}
    for du in dus:
        vu = connus[du.id]
        assert (vu.etat, vu.echeance, vu.appris) == (du.etat, du.echeance, du.appris)
        assert vu.ouvert
    echus = {e.id for e in plan(carnet).groupes().get("echus", ())}
    assert echus <= {du.id for du in dus}


def test_une_seance_annulee_ou_supprimee_emporte_ses_ajustements(carnet: Carnet) -> None:
    flux = appeler(carnet).journal
    gestes.clore(carnet, appeler(carnet), "fait", "Rien.")
    carnet.supprimer(flux)
    assert "Appeler la mission locale" not in textes(plan(carnet))


def test_ce_qu_une_seance_dit_en_deux_temps_n_est_qu_un_pas(carnet: Carnet) -> None:
    autre = seance(50, depart=SAMEDI_SOIR - timedelta(hours=2))
    etat, appris = autre.repondre("c’est fait"), autre.repondre("Ils répondent tôt.")
    carnet.ajouter(*autre.evenements)
    voulu = appeler(carnet).id
    carnet.consigner(AjustementSuivi, ajustement=voulu, etat="fait", source=etat.id)
    carnet.consigner(
        AjustementSuivi,
        ajustement=voulu,
        etat="fait",
        appris="Ils répondent tôt.",
        source=appris.id,
    )
    [pas] = appeler(carnet).histoire
    assert (pas.etat, pas.appris, pas.seance) == ("fait", "Ils répondent tôt.", autre.flux)


# --- Filtrer ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demande", "attendus"),
    [
        ("", {"Appeler", "Le", "Préparer"}),
        ("échus", {"Appeler"}),
        ("à faire", {"Appeler", "Le", "Préparer"}),
        ("faits", set()),
        ("échus faits", {"Appeler"}),
        ("en octobre", {"Préparer"}),
        ("à faire en octobre", {"Préparer"}),
        ("mission", {"Appeler"}),
        ("stage ecourte", {"Appeler"}),
        ("abandonnés mission", set()),
    ],
)
def test_le_filtre_comprend_un_etat_une_periode_des_mots(
    carnet: Carnet, demande: str, attendus: set[str]
) -> None:
    vu = plan(carnet, comprendre_la_demande(demande, SAMEDI))
    assert {texte.split()[0] for texte in textes(vu)} == attendus


def test_la_periode_est_celle_de_la_seance(carnet: Carnet) -> None:
    periode = comprendre("en octobre", SAMEDI)
    assert textes(plan(carnet, Filtre(periode=periode))) == ["Préparer deux questions"]


# --- Dire où il en est ------------------------------------------------------------------------


def test_clore_s_ajoute_et_se_defait(carnet: Carnet) -> None:
    avant = len(carnet.evenements("carnet"))
    gestes.clore(carnet, appeler(carnet), "fait", "Utile.")
    gestes.defaire(carnet, appeler(carnet))
    ajoutes = carnet.evenements("carnet")[avant:]
    assert [type(e) for e in ajoutes] == [AjustementSuivi, EvenementAnnule]
    assert (appeler(carnet).etat, appeler(carnet).appris) == ("a_faire", "")


def test_defaire_deux_fois_remonte_l_histoire_puis_dit_qu_il_n_y_a_plus_rien(
    carnet: Carnet,
) -> None:
    gestes.commencer(carnet, appeler(carnet))
    gestes.clore(carnet, appeler(carnet), "abandonne")
    gestes.defaire(carnet, appeler(carnet))
    assert appeler(carnet).etat == "en_cours"
    gestes.defaire(carnet, appeler(carnet))
    assert appeler(carnet).etat == "a_faire"
    with pytest.raises(ErreurDePlan) as refuse:
        gestes.defaire(carnet, appeler(carnet))
    assert refuse.value.raison == "rien_a_defaire"


def test_ce_qu_une_seance_a_dit_ne_se_defait_pas_d_ici(carnet: Carnet) -> None:
    autre = seance(50)
    reponse = autre.repondre("c’est fait")
    carnet.ajouter(*autre.evenements)
    carnet.consigner(AjustementSuivi, ajustement=appeler(carnet).id, etat="fait", source=reponse.id)
    with pytest.raises(ErreurDePlan) as refuse:
        gestes.defaire(carnet, appeler(carnet))
    assert refuse.value.raison == "dit_en_seance"
    assert appeler(carnet).etat == "fait"


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("a_faire", "a_faire"),
        ("en_cours", "en_cours"),
        ("fait", "a_faire"),
        ("abandonne", "a_faire"),
    ],
)
def test_reporter_garde_en_cours_et_rouvre_ce_qui_etait_clos(
    carnet: Carnet, avant: Any, apres: str
) -> None:
    carnet.suivre(appeler(carnet).id, avant)
    gestes.reporter(carnet, appeler(carnet), date(2027, 1, 8), SAMEDI)
    assert (appeler(carnet).etat, appeler(carnet).echeance) == (apres, date(2027, 1, 8))


def test_reporter_au_passe_se_refuse_et_ne_change_rien(carnet: Carnet) -> None:
    with pytest.raises(ErreurDePlan):
        gestes.reporter(carnet, appeler(carnet), SAMEDI - timedelta(days=1), SAMEDI)
    assert appeler(carnet).histoire == ()
    gestes.reporter(carnet, appeler(carnet), SAMEDI, SAMEDI)


@pytest.mark.parametrize(
    ("dite", "lue"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("jeudi", date(2026, 11, 26)),
        ("le 12 mars", date(2027, 3, 12)),
        ("dans deux semaines", date(2026, 12, 5)),
        ("04/12/2026", date(2026, 12, 4)),
    ],
)
def test_une_date_se_dit_en_francais_ou_en_chiffres(dite: str, lue: date) -> None:
    assert gestes.comprendre_la_date(dite, SAMEDI) == lue


@pytest.mark.parametrize("dite", ["2026-02-30", "un de ces jours", "", "2026-13-01"])
def test_une_date_illisible_se_dit(dite: str) -> None:
    with pytest.raises(ErreurDePlan):
        gestes.comprendre_la_date(dite, SAMEDI)


# --- L'agenda --------------------------------------------------------------------------------


def agenda(vu: Plan, **champs: Any) -> tuple[bytes, Calendar]:
    """Le fichier écrit, et ce qu'en relit un agenda."""
    octets = ecrire_l_agenda(vu, SAMEDI_SOIR.astimezone(PARIS), auteur=AUTEUR, **champs)
    return octets, Calendar.from_ical(octets)


MARDI = Creneau((1,), time(20), date(2027, 6, 30))


def test_un_engagement_est_un_jour_entier_qui_n_occupe_pas(carnet: Carnet) -> None:
    _, relu = agenda(plan(carnet))
    jours = {e.decoded("dtstart"): e for e in relu.events}
    assert jours.keys() == {date(2026, 11, 20), date(2026, 11, 23)}
    for jour, evenement in jours.items():
        assert evenement.decoded("dtend") == jour + timedelta(days=1)
        assert evenement["transp"] == "TRANSPARENT"
        assert evenement["class"] == "PRIVATE"
        assert evenement.decoded("dtstamp") == SAMEDI_SOIR.astimezone(UTC)
    assert not relu.todos
    assert relu["prodid"] and relu["version"] == "2.0"


def test_un_ajustement_clos_n_y_est_plus(carnet: Carnet) -> None:
    gestes.clore(carnet, appeler(carnet), "fait")
    _, relu = agenda(plan(carnet))
    assert [e.decoded("dtstart") for e in relu.events] == [date(2026, 11, 23)]


def test_le_meme_ajustement_reporte_garde_son_identifiant_et_monte_d_une_revision(
    carnet: Carnet,
) -> None:
    _, avant = agenda(Plan(SAMEDI, (appeler(carnet),)))
    gestes.reporter(carnet, appeler(carnet), date(2026, 12, 4), SAMEDI)
    octets = ecrire_l_agenda(
        Plan(SAMEDI, (appeler(carnet),)), SAMEDI_SOIR + timedelta(hours=1), auteur=AUTEUR
    )
    [ancien], [neuf] = avant.events, Calendar.from_ical(octets).events
    assert ancien["uid"] == neuf["uid"]
    assert neuf["sequence"] > ancien["sequence"]
    assert neuf.decoded("dtstart") == date(2026, 12, 4)


def tous_les_octets(octets: bytes) -> str:
    """Le fichier, lignes dépliées, échappements défaits."""
    return re.sub(r"\\([,;\\])", r"\1", octets.decode().replace("\r\n ", ""))


def test_sans_accord_aucun_mot_de_la_personne_n_y_va(carnet: Carnet) -> None:
    octets, _ = agenda(plan(carnet), creneau=MARDI, zone=PARIS)
    lu = tous_les_octets(octets)
    for vu in plan(carnet).engagements:
        assert vu.texte not in lu and vu.titre not in lu
        assert not vu.indicateur or vu.indicateur not in lu
        assert vu.id not in lu.upper() and vu.journal not in lu.upper()
    assert AUTEUR not in lu
    avec, _ = agenda(plan(carnet), avec_textes=True)
    assert "Appeler la mission locale" in tous_les_octets(avec)
    assert "Elle aura une date." in tous_les_octets(avec)


def engagement(texte: str, indicateur: str) -> Engagement:
    return Engagement(
        *(ulid(7), texte, "", date(2026, 12, 4), None, indicateur, "a_faire", ""),
        *(SAMEDI_SOIR, ulid(8), "", SAMEDI),
    )


LIGNE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")))


@given(LIGNE, LIGNE)
def test_tout_texte_se_relit_tel_quel_en_lignes_pliees(texte: str, indicateur: str) -> None:
    octets, relu = agenda(Plan(SAMEDI, (engagement(texte, indicateur),)), avec_textes=True)
    assert all(len(ligne) <= 75 for ligne in octets.split(b"\r\n"))
    assert b"\n" not in octets.replace(b"\r\n", b"")
    [evenement] = relu.events
    assert str(evenement["summary"]) == " ".join(texte.split())
    assert not evenement.errors


def test_le_temps_de_reflexion_revient_a_l_heure_d_ici_ete_comme_hiver() -> None:
    _, relu = agenda(Plan(SAMEDI), creneau=MARDI, zone=PARIS)
    [evenement] = relu.events
    debut = evenement.decoded("dtstart")
    assert (debut.date(), debut.time(), debut.tzinfo.key) == (
        date(2026, 11, 24),
        time(20),
        "Europe/Paris",
    )
    assert evenement.decoded("duration") == timedelta(minutes=15)
    regle = evenement["rrule"]
    assert (regle["freq"], regle["byday"]) == (["WEEKLY"], ["TU"])
    assert regle["until"] == [datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC)]
    [fuseau] = relu.timezones
    assert fuseau.tz_name == "Europe/Paris"
    assert {t["tzoffsetto"].td for t in fuseau.subcomponents} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }
    assert "only works" not in fuseau.to_ical().decode()


def test_sans_fuseau_connu_l_heure_est_celle_du_lieu() -> None:
    _, relu = agenda(Plan(SAMEDI), creneau=MARDI)
    [evenement] = relu.events
    assert evenement.decoded("dtstart") == datetime(2026, 11, 24, 20)
    assert evenement["rrule"]["until"] == [datetime(2027, 6, 30, 23, 59, 59)]
    assert not relu.timezones


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        ("mardi 20:00", Creneau((1,), time(20), date(2027, 11, 21))),
        ("Mardi à 20 h 30", Creneau((1,), time(20, 30), date(2027, 11, 21))),
        (
            "le lundi et le jeudi, 8h15, 30 minutes",
            Creneau((0, 3), time(8, 15), date(2027, 11, 21), 30),
        ),
        ("vendredi midi", Creneau((4,), time(12), date(2027, 11, 21))),
        (
            "mardi 20:00, un quart d’heure, toutes les deux semaines, jusqu’au mardi 5 mai",
            Creneau((1,), time(20), date(2027, 5, 5), 15, "quinzaine"),
        ),
        (
            "dimanche 18h une fois par mois, une heure",
            Creneau((6,), time(18), date(2027, 11, 21), 60, "mois"),
        ),
    ],
)
def test_un_creneau_se_dit_en_francais(dit: str, attendu: Creneau) -> None:
    assert comprendre_le_creneau(dit, SAMEDI_SOIR) == attendu


@pytest.mark.parametrize(
    "dit", ["mardi", "20:00", "mardi 25:00", "bientôt", "mardi 20:00 jusqu’à pâques"]
)
def test_un_creneau_incomplet_se_dit(dit: str) -> None:
    with pytest.raises(ErreurDePlan) as refuse:
        comprendre_le_creneau(dit, SAMEDI_SOIR)
    assert refuse.value.raison == "creneau_illisible"


def test_le_creneau_du_jour_deja_passe_commence_la_fois_d_apres() -> None:
    creneau = comprendre_le_creneau("samedi 20:00", SAMEDI_SOIR)
    assert creneau.premier(SAMEDI_SOIR) == date(2026, 11, 28)
    assert comprendre_le_creneau("samedi 22:00", SAMEDI_SOIR).premier(SAMEDI_SOIR) == SAMEDI
    mensuel = comprendre_le_creneau("samedi 20:00 chaque mois", SAMEDI_SOIR)
    assert mensuel.premier(SAMEDI_SOIR) == date(2026, 12, 5)


def test_un_creneau_qui_ne_tombe_jamais_se_refuse() -> None:
    with pytest.raises(ErreurDePlan) as refuse:
        comprendre_le_creneau("vendredi 20:00", SAMEDI_SOIR, jusqu_a=date(2026, 11, 23))
    assert refuse.value.raison == "creneau_fini"


# --- La commande -----------------------------------------------------------------------------


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
    from test_maison import modules_charges

    assert "icalendar" not in modules_charges("plan", "--json")


def test_trouver_refuse_un_debut_trop_court(carnet: Carnet) -> None:
    with pytest.raises(ErreurDePlan):
        trouver(plan(carnet), appeler(carnet).id[:5])
    assert trouver(plan(carnet), appeler(carnet).id.lower()) == appeler(carnet)


def test_seuls_les_ouverts_a_date_vont_a_l_agenda(carnet: Carnet) -> None:
    assert {e.texte for e in a_echeance(plan(carnet))} == {
        "Appeler la mission locale",
        "Le dire à l’équipe",
    }
