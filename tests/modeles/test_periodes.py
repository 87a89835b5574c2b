"""Les périodes dites en français, à partir d'un mercredi 11 novembre 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.modeles.calendrier import JOURS, MOIS, decaler, en_clair
from coach.modeles.orthographe import a_une_faute
from coach.modeles.periodes import comprendre

MERCREDI = date(2026, 11, 11)


def bornes(dit: str, jour: date = MERCREDI) -> tuple[str, str] | None:
    periode = comprendre(dit, jour)
    return periode and (periode.debut.isoformat(), periode.fin.isoformat())


@pytest.mark.parametrize(
    ("dit", "debut", "fin"),
    [
        ("hier", "2026-11-10", "2026-11-10"),
        ("Hier soir", "2026-11-10", "2026-11-10"),
        ("avant-hier", "2026-11-09", "2026-11-09"),
        ("aujourd’hui", "2026-11-11", "2026-11-11"),
        ("ce matin", "2026-11-11", "2026-11-11"),
        ("lundi", "2026-11-09", "2026-11-09"),
        ("mercredi", "2026-11-11", "2026-11-11"),
        ("mercredi dernier", "2026-11-04", "2026-11-04"),
        ("jeudi", "2026-11-05", "2026-11-05"),
        ("mardi de la semaine dernière", "2026-11-03", "2026-11-03"),
        ("la semaine dernière", "2026-11-02", "2026-11-08"),
        ("cette semaine", "2026-11-09", "2026-11-15"),
        ("la semaine du 3 novembre", "2026-11-02", "2026-11-08"),
        ("semaine 10", "2026-03-02", "2026-03-08"),
        ("le week-end dernier", "2026-11-07", "2026-11-08"),
        ("ce mois-ci", "2026-11-01", "2026-11-30"),
        ("le mois dernier", "2026-10-01", "2026-10-31"),
        ("le trimestre dernier", "2026-07-01", "2026-09-30"),
        ("en mars", "2026-03-01", "2026-03-31"),
        ("en décembre", "2025-12-01", "2025-12-31"),
        ("au mois d’août", "2026-08-01", "2026-08-31"),
        ("en mars 2024", "2024-03-01", "2024-03-31"),
        ("en novembre dernier", "2025-11-01", "2025-11-30"),
        ("début mars", "2026-03-01", "2026-03-10"),
        ("mi-mars", "2026-03-11", "2026-03-20"),
        ("fin février 2024", "2024-02-21", "2024-02-29"),
        ("première quinzaine de juin", "2026-06-01", "2026-06-15"),
        ("cette année", "2026-01-01", "2026-12-31"),
        ("l’an dernier", "2025-01-01", "2025-12-31"),
        ("en 2024", "2024-01-01", "2024-12-31"),
        ("il y a trois semaines", "2026-10-19", "2026-10-25"),
        ("il y a 3 jours", "2026-11-08", "2026-11-08"),
        ("il y a deux mois", "2026-09-01", "2026-09-30"),
        ("il y a un an", "2025-11-01", "2025-11-30"),
        ("depuis lundi", "2026-11-09", "2026-11-11"),
        ("depuis le 3 mars", "2026-03-03", "2026-11-11"),
        ("depuis mars", "2026-03-01", "2026-11-11"),
        ("depuis trois semaines", "2026-10-21", "2026-11-11"),
        ("depuis la rentrée", None, None),
        ("les trois derniers jours", "2026-11-09", "2026-11-11"),
        ("ces deux dernières semaines", "2026-10-29", "2026-11-11"),
        ("du 3 au 12 mars", "2026-03-03", "2026-03-12"),
        ("du 3 mars au 12 avril", "2026-03-03", "2026-04-12"),
        ("du 20 décembre au 5 janvier", "2025-12-20", "2026-01-05"),
        ("du 28 au 3 mars", "2026-02-28", "2026-03-03"),
        ("du lundi 2 au dimanche 8 novembre 2026", "2026-11-02", "2026-11-08"),
        ("entre le 1er et le 15 juin 2025", "2025-06-01", "2025-06-15"),
        ("de janvier à mars", "2026-01-01", "2026-03-31"),
        ("du 2026-03-01 au 2026-03-12", "2026-03-01", "2026-03-12"),
        ("du 9 au 15 novembre", "2026-11-09", "2026-11-15"),
        ("avant mars", "0001-01-01", "2026-02-28"),
        ("jusqu’au 12 mars", "0001-01-01", "2026-03-12"),
        ("après le 3 novembre", "2026-11-04", "2026-11-11"),
        ("2026-03-12", "2026-03-12", "2026-03-12"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("12/03", "2026-03-12", "2026-03-12"),
        ("12/03/2025", "2025-03-12", "2025-03-12"),
        ("le 12", "2026-10-12", "2026-10-12"),
        ("le 29 février", "2024-02-29", "2024-02-29"),
        # sans accents, avec une faute
        ("la semiane derniere", "2026-11-02", "2026-11-08"),
        ("depui lundi", "2026-11-09", "2026-11-11"),
        ("en fevirer", "2026-02-01", "2026-02-28"),
        ("  EN   AOUT ", "2026-08-01", "2026-08-31"),
        # ce qui se contredit, ou ne dit rien
        ("lundi 20 novembre 2026", None, None),
        ("le 31 février", None, None),
        ("du 12 mars 2026 au 3 mars 2026", None, None),
        ("sept", None, None),
        ("entretien", None, None),
        ("mais", None, None),
        ("2026-13-01", None, None),
        ("", None, None),
    ],
)
def test_une_periode_dite_en_francais(dit: str, debut: str | None, fin: str | None) -> None:
    assert bornes(dit) == (debut and (debut, fin))


def test_une_periode_dit_ses_jours_exacts() -> None:
    def dire(texte: str) -> str:
        periode = comprendre(texte, MERCREDI)
        assert periode
        return periode.libelle

    assert dire("hier") == "hier, mardi 10 novembre 2026"
    assert dire("la semaine dernière") == "du lundi 2 au dimanche 8 novembre 2026"
    assert dire("en mars") == "mars 2026"
    assert dire("l’an dernier") == "année 2025"
    assert dire("avant mars") == "avant le 1er mars 2026"


@pytest.mark.parametrize("numero", range(1, 13))
def test_un_mois_sans_annee_est_le_dernier_commence(numero: int) -> None:
    periode = comprendre(f"en {MOIS[numero - 1]}", MERCREDI)
    assert periode is not None
    assert periode.debut.month == numero
    assert periode.debut <= MERCREDI
    assert (MERCREDI - periode.debut).days < 366


jours = st.dates(date(1990, 1, 1), date(2090, 1, 1))

MOTS = """
du au de a le la entre et depuis avant apres hier lundi mars mai 3 12 31 0 2025 2026-02 semaine
derniere dernier an mois il y deux trois jours ces fin mi-juin sept
"""
PHRASES = st.lists(st.sampled_from(MOTS.split()), max_size=7).map(" ".join)


@given(st.one_of(PHRASES, st.text(max_size=40)), st.dates())
def test_rien_ne_fait_tomber_la_lecture_et_les_bornes_sont_en_ordre(dit: str, jour: date) -> None:
    periode = comprendre(dit, jour)
    assert periode is None or periode.debut <= periode.fin


@given(PHRASES, jours)
def test_ce_qui_se_comprend_se_comprend_aussi_par_son_libelle(dit: str, jour: date) -> None:
    periode = comprendre(dit, jour)
    if periode is not None and periode.fin < jour:
        relue = comprendre(periode.libelle, jour, tolerant=False)
        assert relue is not None
        assert (relue.debut, relue.fin) == (periode.debut, periode.fin)


@given(jours, st.integers(0, 3000))
def test_toute_date_dite_entiere_se_retrouve(jour: date, ecart: int) -> None:
    passe = decaler(jour, -ecart)
    for dit in (en_clair(passe), en_clair(passe, semaine=True), passe.isoformat()):
        periode = comprendre(dit, jour)
        assert periode is not None
        assert (periode.debut, periode.fin) == (passe, passe)
        assert passe in periode


@given(jours, st.sampled_from(JOURS))
def test_un_jour_de_semaine_est_dans_les_sept_derniers(jour: date, nom: str) -> None:
    for dit, au_plus_tot in ((nom, 0), (f"{nom} dernier", 1)):
        periode = comprendre(dit, jour)
        assert periode is not None
        assert JOURS[periode.debut.weekday()] == nom
        assert au_plus_tot <= (jour - periode.debut).days <= 6 + au_plus_tot


@given(jours, st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_d_une_date_a_l_autre(jour: date, debut: date, duree: int) -> None:
    fin = decaler(debut, duree)
    periode = comprendre(f"du {en_clair(debut)} au {en_clair(fin)}", jour)
    if debut <= jour:
        assert periode is not None
        assert (periode.debut, periode.fin) == (debut, fin)


@given(st.text("abcdefghij", min_size=5, max_size=12), st.data())
def test_une_faute_est_une_seule_faute(mot: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(mot) - 2))
    lettre = "z"
    fautes = [
        mot[:place] + lettre + mot[place:],
        mot[:place] + mot[place + 1 :],
        mot[:place] + lettre + mot[place + 1 :],
    ]
    assert all(a_une_faute(faute, mot) for faute in fautes if faute != mot)
    assert not a_une_faute(mot, mot)
    assert not a_une_faute(lettre * 2 + mot[2:], mot)
