"""Le fichier pour l'agenda : des jours entiers, un temps de réflexion, aucun mot sans accord."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from banc_tui import SAMEDI_SOIR
from fabriques import ulid
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from plan_d_essai import SAMEDI, appeler, plan

from coach.carnet import Carnet
from coach.plan import gestes
from coach.plan.agenda import a_echeance, ecrire_l_agenda
from coach.plan.creneau import Creneau, comprendre_le_creneau
from coach.plan.erreurs import ErreurDePlan
from coach.plan.vues import Engagement, Plan

PARIS = ZoneInfo("Europe/Paris")
AUTEUR = ulid(99)


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


def test_rien_a_mettre_a_l_agenda_se_dit_et_ne_fait_pas_un_fichier_vide(carnet: Carnet) -> None:
    vide = Plan(SAMEDI)
    with pytest.raises(ErreurDePlan, match="aucun fichier"):
        agenda(vide)
    _, relu = agenda(vide, creneau=MARDI)
    assert len(relu.events) == 1


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


def test_seuls_les_ouverts_a_date_vont_a_l_agenda(carnet: Carnet) -> None:
    assert {e.texte for e in a_echeance(plan(carnet))} == {
        "Appeler la mission locale",
        "Le dire à l’équipe",
    }
