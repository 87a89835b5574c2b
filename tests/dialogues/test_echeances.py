"""Les échéances dites en français, à partir d'un mardi 3 mars 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogues.echeances import lire_echeance

MARDI = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("dit", "lu"),
    [
        ("jeudi", date(2026, 3, 5)),
        ("Mardi", date(2026, 3, 10)),
        ("jeudi en huit", date(2026, 3, 12)),
        ("lundi de la semaine prochaine", date(2026, 3, 9)),
        ("jeudi de la semaine prochaine", date(2026, 3, 12)),
        ("demain matin", date(2026, 3, 4)),
        ("après-demain", date(2026, 3, 5)),
        ("ce soir", MARDI),
        ("le 12 mars", date(2026, 3, 12)),
        ("le 1er février", date(2027, 2, 1)),
        ("le 12 août 2026", date(2026, 8, 12)),
        ("12/04", date(2026, 4, 12)),
        ("12.04.2027", date(2027, 4, 12)),
        ("2026-05-20", date(2026, 5, 20)),
        ("dans deux semaines", date(2026, 3, 17)),
        ("d’ici 10 jours", date(2026, 3, 13)),
        ("dans un mois", date(2026, 4, 3)),
        ("la semaine prochaine", date(2026, 3, 13)),
        ("cette semaine", date(2026, 3, 6)),
        ("avant la fin de semaine", date(2026, 3, 6)),
        ("en mai", date(2026, 5, 31)),
        ("pour janvier", date(2027, 1, 31)),
        ("fin mars", date(2026, 3, 31)),
        ("début avril", date(2026, 4, 10)),
        ("mi-avril", date(2026, 4, 15)),
        ("avant juin", date(2026, 5, 31)),
        ("septembre", date(2026, 9, 30)),
        ("à la fin du mois", date(2026, 3, 31)),
        ("le mois prochain", date(2026, 4, 30)),
        ("avant la fin de l’année", date(2026, 12, 31)),
        ("avant Noël", date(2026, 12, 24)),
        ("relire le bilan de mars", None),
        ("fini de parler", None),
        ("au prochain atelier", None),
        ("chaque jeudi", None),
        ("le 31/02", None),
        ("bientôt", None),
        ("", None),
    ],
)
def test_une_echeance_dite_en_francais(dit, lu):
    assert lire_echeance(dit, MARDI) == lu


def test_la_fin_de_la_semaine_dite_un_dimanche_est_celle_qui_vient():
    assert lire_echeance("avant la fin de semaine", date(2026, 3, 8)) == date(2026, 3, 13)


def test_un_mois_apres_le_31_tombe_le_dernier_jour():
    assert lire_echeance("dans un mois", date(2026, 1, 31)) == date(2026, 2, 28)


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_aucun_texte_ne_fait_tomber_la_lecture(texte, jour):
    lue = lire_echeance(texte, jour)
    assert lue is None or isinstance(lue, date)
