"""Ce que la fin d'une séance dit des parts du récit : des nombres qui tiennent, ou rien."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogues.presentation import decide, en_cents
from coach.modeles.lecture import Nature


@given(st.lists(st.integers(0, 500), min_size=3, max_size=3).filter(any))
def test_les_parts_font_cent_et_restent_a_moins_d_un_point(caracteres: list[int]) -> None:
    total = sum(caracteres)
    parts = {n: c / total for n, c in zip(Nature, caracteres, strict=True)}
    cents = en_cents(parts)
    assert sum(cents.values()) == 100
    assert all(abs(cents[n] - 100 * parts[n]) < 1 for n in Nature)


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("Écrire à Mme B.", "Écrire à Mme B."),
        ("La rappeler jeudi.", "La rappeler jeudi"),
        ("la rappeler\u00a0: jeudi matin", "«\u00a0la rappeler\u00a0: jeudi matin\u00a0»"),
    ],
)
def test_ce_qui_fut_decide_se_redit_sans_deux_points_de_suite(texte: str, dit: str) -> None:
    assert decide(texte) == dit


def test_trois_tiers_ne_font_pas_quatre_vingt_dix_neuf() -> None:
    assert sorted(en_cents(dict.fromkeys(Nature, 1 / 3)).values()) == [33, 33, 34]
