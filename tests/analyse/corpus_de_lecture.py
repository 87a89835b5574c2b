"""Les récits et les phrases étiquetés, et de quoi compter ce qui est bien lu."""

from typing import Any

from lieux import DONNEES, lignes

from coach.modeles.lecture import Segment

CORPUS = DONNEES / "corpus"
NATURES = ("fait", "opinion", "emotion")


def recits(nom: str) -> list[dict[str, Any]]:
    """Les récits d'un fichier du corpus."""
    return lignes(f"corpus/{nom}")


def macro_f1(vrais: list[str], lus: list[str]) -> float:
    """Moyenne des F1 des trois natures."""
    return sum(f1(vrais, lus).values()) / 3


def f1(vrais: list[str], lus: list[str]) -> dict[str, float]:
    """La F1 de chaque nature."""
    rendu = {}
    for nature in NATURES:
        juste = sum(v == lu == nature for v, lu in zip(vrais, lus, strict=True))
        rendu[nature] = 2 * juste / max(1, vrais.count(nature) + lus.count(nature))
    return rendu


def nature_majoritaire(segments: tuple[Segment, ...], debut: int, fin: int) -> str:
    """La nature qui couvre le plus de ce passage."""
    poids = dict.fromkeys(NATURES, 0)
    for s in segments:
        poids[s.nature] += max(0, min(s.fin, fin) - max(s.debut, debut))
    return max(poids, key=poids.__getitem__)
