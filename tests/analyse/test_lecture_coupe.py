"""Où la lecture coupe un texte, et où elle ne coupe jamais."""

import pytest

from coach.analyse import lire
from coach.analyse.phrases import phrases
from coach.modeles.lecture import Nature

FAIT, EMOTION = Nature.FAIT, Nature.EMOTION


@pytest.mark.parametrize(
    "entier",
    [
        "Mme A. est venue avec M. B. Dupont.",
        "Elle a dit « non. Jamais ! Vous entendez ? » en sortant.",
        'Il a répété "je pars. Voilà." sans bouger.',
        "On a vu le dossier, la fiche, etc. puis on a fini.",
        "Rendez-vous à 9h15 avec le Dr Morel, bureau 2.3.",
        "J’ai hésité… et j’ai dit oui.",
        "La page de 2,5 cm, p. ex. celle-ci, est restée.",
        "« Tu sors ! » m’a-t-il lancé.",
    ],
)
def test_jamais_coupe(entier: str) -> None:
    texte = f"{entier} Elle pleurait."
    assert phrases(texte)[0] == (0, len(entier))


def test_jamais_de_coupe_dans_une_citation() -> None:
    texte = (
        "Il a dit : « Je pars, et je suis en colère ; vous êtes nuls. Adieu. » Puis il est sorti."
    )
    debut, fin = texte.index("«"), texte.index("»") + 1
    lus = lire(texte).segments
    for segment in lus:
        assert not debut < segment.debut < fin
        assert not debut < segment.fin < fin
    assert lus[0].nature is FAIT


def test_dialogue_listes_et_notes() -> None:
    texte = "— Vous restez ?\n— Non.\n- appel CPAM\n- rdv le 12\n1. Relance\nVentre noué avant."
    lus = [texte[a:b] for a, b in phrases(texte)]
    assert lus == texte.split("\n")
    assert lire(texte).segments[-1].nature is EMOTION
