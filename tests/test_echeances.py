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
        ("au prochain atelier", None),
        ("chaque jeudi", None),
        ("le 31/02", None),
        ("bientôt", None),
        ("", None),
    ],
)
def test_une_echeance_dite_en_francais(dit, lu):
    assert lire_echeance(dit, MARDI) == lu


def test_un_mois_apres_le_31_tombe_le_dernier_jour():
    assert lire_echeance("dans un mois", date(2026, 1, 31)) == date(2026, 2, 28)


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_aucun_texte_ne_fait_tomber_la_lecture(texte, jour):
    lue = lire_echeance(texte, jour)
    assert lue is None or isinstance(lue, date)
