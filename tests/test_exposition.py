"""Les graphes du portfolio : chaque chiffre égale la matière qu'il ouvre, et se dit en français."""

import pytest
from carnet_du_portfolio import AU, mener, positionner
from typographie import fautes_de_typographie

from coach.carnet import Carnet
from coach.exposition.graphes import immediats
from coach.exposition.paroles import CATALOGUE
from coach.exposition.textes import relus
from coach.portfolio import portfolio
from coach.portfolio.seances import seances_lues

PHRASES = [
    (f"{section}.{nom}", texte)
    for section, siens in CATALOGUE.sections.items()
    for nom, texte in siens.items()
]


@pytest.mark.parametrize(("cle", "texte"), PHRASES, ids=[cle for cle, _ in PHRASES])
def test_chaque_phrase_est_en_bon_francais(cle: str, texte: str) -> None:
    assert not fautes_de_typographie(texte)


def test_chaque_chiffre_egale_ce_qu_il_ouvre(carnet: Carnet) -> None:
    mener(carnet, 1, liens=(("cip", "CP11", "J’ai posé le cadre."), ("cip", "CP2", "Il a souri.")))
    positionner(carnet, "CP11", "en_construction")
    vu = portfolio(carnet, suivis=("cip",), au=AU)
    graphes = {g.id: g for g in immediats(carnet, vu, None, "cip")}
    for point in graphes["progression"].points:
        assert dict(point.parts)["neuves"] == len(point.pieces)
    for point in graphes["groupes-cip"].points:
        assert sum(part.valeur for part in point.parts) == len(point.pieces)
    for point in graphes["niveaux"].points:
        assert len(point.trace.replace(" ", "")) == len(point.pieces)
    for point in graphes["seances"].points:
        assert sum(int(signe) for signe in point.trace if signe.isdigit()) == len(point.pieces)
    assert graphes["progression"].plein == 2


def test_les_graphes_des_textes_menent_a_leurs_seances(carnet: Carnet) -> None:
    seance = mener(carnet, 1)
    equilibre, lues = relus(list(seances_lues(carnet)))
    for point in equilibre.points:
        assert {p.journal for p in point.pieces} == {seance.flux}
        assert sum(part.valeur for part in point.parts) == pytest.approx(1)
    assert all(p.journal for point in lues.points for p in point.pieces)
