"""Les éléments de réflexion et les généralités : présents ou absents, à leur place."""

import pytest

from coach.analyse import elements, generalites, genres, lire


def _montres(texte: str) -> list[tuple[str, str]]:
    trouves = elements(texte, lire(texte))
    return [(e.genre, texte[e.debut : e.fin]) for e in trouves]


@pytest.mark.parametrize(
    ("texte", "genre"),
    [
        ("C’est peut-être parce que le cadre n’était pas clair.", "causes"),
        ("Peut-être qu’il avait peur du regard des autres.", "autre_point_de_vue"),
        ("De son point de vue, la règle devait paraître absurde.", "autre_point_de_vue"),
        ("J’aurais dû lui poser la question autrement.", "propre_part"),
        ("Je me demande pourquoi cela me touche autant.", "propre_part"),
        ("La direction nous impose des objectifs intenables.", "contexte"),
        ("J’ai compris que je parlais trop.", "apprentissage"),
        ("La prochaine fois, je commencerai par me taire.", "plan"),
    ],
)
def test_chaque_genre_se_reconnait(texte: str, genre: str) -> None:
    assert genre in genres()
    assert genre in {g for g, _ in _montres(texte)}


@pytest.mark.parametrize(
    "texte",
    ["", "Il est arrivé à dix heures.", "Elle a dit : « C’est la faute du système. »"],
)
def test_rien_dans_un_fait(texte: str) -> None:
    assert _montres(texte) == []


def test_les_generalites_se_montrent_a_leur_place() -> None:
    texte = "D’habitude, on commence à neuf heures. Ces jeunes arrivent toujours en retard."
    trouvees = {(g.genre, texte[g.debut : g.fin].lower()) for g in generalites(texte)}
    assert ("habitude", "d’habitude") in trouvees
    assert ("on", "on commence") in trouvees
    assert ("groupe", "ces jeunes") in trouvees
    assert ("frequence", "toujours") in trouvees


@pytest.mark.parametrize(
    "texte",
    ["On a fini à midi.", "Il a dit qu’ils étaient toujours en retard.", "Elle s’est levée."],
)
def test_un_moment_precis_n_est_pas_une_generalite(texte: str) -> None:
    assert generalites(texte) == ()
