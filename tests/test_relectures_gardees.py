"""Ce qui se lit d'avance, ou se garde, rend la même chose que si on le lisait sur le moment."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from banc_tui import samedi_soir
from hypothesis import given
from hypothesis import strategies as st
from livret_d_essai import remplir

from coach.analyse import Lecteur
from coach.assemblage.lecture import LectureApprise
from coach.carnet import Carnet
from coach.carnet.citations import PASSAGE, Passages
from coach.confidentialite.entites import identification
from coach.documents.nettoyage import imprimable
from coach.livret import Atelier
from coach.livret.verification import nommer, relire, verifier
from coach.modeles.evenements import CorrectionApprise

JOUR = date(2026, 11, 21)


@pytest.fixture
def carnet(tmp_path: Path) -> Iterator[Carnet]:
    """Trois séances, et un livret de deux passages."""
    with Carnet.ouvrir(tmp_path / "carnet", horloge=samedi_soir) as ouvert:
        remplir(ouvert)
        yield ouvert


@pytest.fixture
def atelier(carnet: Carnet) -> Atelier:
    """Le livret, des noms dans un passage."""
    ouvert = Atelier.ouvrir(carnet, "capacites", JOUR)
    ouvert.ecrire("presentation", "Je suis conseillère depuis quatre ans, à Ottignies.")
    ouvert.ecrire("ecoute", "Mme Benali est de mauvaise foi, mais je l’écoute toujours.")
    return ouvert


class Muettes:
    """Des corrections qui ne se lisent qu'une fois : y revenir est une faute."""

    def __init__(self) -> None:
        self.ferme = False

    def dernier(self, flux: str) -> str:
        assert not self.ferme, "le carnet se relit"
        return flux

    def apprises(self) -> Sequence[CorrectionApprise]:
        assert not self.ferme, "le carnet se relit"
        return ()


def test_un_lecteur_ne_revient_pas_au_carnet_et_lit_la_meme_chose() -> None:
    retenues = Muettes()
    apprise = LectureApprise(retenues)
    lire = apprise.lecteur()
    texte = "Elle est partie sans un mot. J’étais en colère."
    attendue = apprise.lire(texte)
    retenues.ferme = True
    assert lire(texte) is attendue
    assert lire("Il pleuvait.").segments


def test_apres_l_avance_verifier_ne_lit_plus_aucun_texte(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch
) -> None:
    livret, genre, fonds = atelier.livret, atelier.genre, atelier.fonds
    voulue = verifier(livret, genre, fonds, Lecteur().lire)
    lecture = LectureApprise(atelier.carnet)
    for pas in (*relire(livret, genre, lecture.lecteur()), *nommer(livret, genre)):
        pas()

    def refuser(*_: object, **__: object) -> None:
        raise AssertionError("un texte se relit")

    monkeypatch.setattr(Lecteur, "lire", refuser)
    monkeypatch.setattr(identification, "mots", refuser)
    assert verifier(livret, genre, fonds, lecture.lire) == voulue


def test_les_offres_cherchees_pas_a_pas_sont_les_memes(carnet: Carnet, atelier: Atelier) -> None:
    autre = Atelier(carnet, atelier.livret.id, JOUR)
    for partie in atelier.genre.parties:
        for _ in atelier.chercher(partie.id):
            pass
        assert atelier.offres(partie.id) == autre.offres(partie.id)


MOTS = st.lists(st.sampled_from(["elle", "a", "refusé", "la", "visite", "é", " "]), max_size=40)


@given(st.lists(MOTS.map(" ".join), max_size=3), MOTS.map(" ".join), st.integers(0, 60))
def test_un_passage_redit_se_trouve_ou_qu_il_soit(cites: list[str], autre: str, place: int) -> None:
    texte = autre + "".join(t[place : place + PASSAGE + place % 7] for t in cites)
    suites = {t[i : i + PASSAGE] for t in cites for i in range(len(t) - PASSAGE + 1)}
    redit = any(texte[i : i + PASSAGE] in suites for i in range(len(texte) - PASSAGE + 1))
    assert Passages.de(cites).dans(texte) == redit


@given(st.text(max_size=60))
def test_rien_d_invisible_ne_s_imprime(texte: str) -> None:
    for signe in imprimable(texte):
        assert signe in "\n\u00ad\u200c\u200d" or unicodedata.category(signe) not in (
            "Cc",
            "Cf",
            "Cs",
            "Co",
        )
