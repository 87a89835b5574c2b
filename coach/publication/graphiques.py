"""Les graphes du portfolio, dans la forme que prend un document : des barres et leurs phrases."""

from collections.abc import Iterable, Iterator, Sequence

from coach.documents.modele import Barre, Graphique
from coach.exposition import mois as des_mois
from coach.exposition.points import Graphe, Point
from coach.modeles.lecture import Nature
from coach.portfolio import Portfolio, series
from coach.positionnement.echelle import reponses
from coach.publication.paroles import compter, dire

Part = tuple[str, dict[Nature, int]]
"""Un nom d'étape, et le poids de chaque nature dans ce qui s'y est écrit (signes)."""


BARRES = 12
"""Barres d'un dessin : au-delà, un graphe se coupe en plusieurs, qu'une page puisse porter."""


def en_barres(graphes: Iterable[Graphe]) -> Iterator[Graphique]:
    """Ceux qui ont des barres et de quoi les remplir."""
    for graphe in graphes:
        if not (graphe.points and all(p.parts for p in graphe.points)):
            continue
        sortes = [sorte for sorte, _ in graphe.legende]
        morceaux = [graphe.points[n : n + BARRES] for n in range(0, len(graphe.points), BARRES)]
        for rang, points in enumerate(morceaux):
            yield Graphique(
                dire("graphe.suite", titre=graphe.titre) if rang else graphe.titre,
                tuple(nom for _, nom in graphe.legende),
                tuple(_barre(p, sortes) for p in points),
                graphe.plein,
                " ".join(p.phrase for p in points),
                graphe.note,
            )


def _barre(point: Point, sortes: Sequence[str]) -> Barre:
    valeurs = {p.sorte: p.valeur for p in point.parts}
    return Barre(point.nom, tuple(valeurs.get(s, 0.0) for s in sortes), point.chiffre)


def niveaux(vu: Portfolio) -> Graphique | None:
    """Combien de compétences la personne disait à chaque niveau, à la fin de chaque mois."""
    mois = [m for m in series.progression(vu) if m.niveaux]
    if not mois:
        return None
    echelle = reponses()
    barres = []
    phrases = []
    for m in mois:
        total = sum(m.niveaux.values())
        parts = tuple(float(m.niveaux.get(r.niveau, 0)) for r in echelle)
        dits = [f"{r.nom}\u00a0: {m.niveaux[r.niveau]}" for r in echelle if m.niveaux.get(r.niveau)]
        barres.append(Barre(des_mois.nom(m.mois), parts, compter("niveaux.competences", total)))
        phrases.append(dire("niveaux.phrase", mois=des_mois.nom(m.mois), dits=", ".join(dits)))
    plein = max(sum(b.parts) for b in barres)
    return Graphique(
        dire("niveaux.titre"),
        tuple(r.nom for r in echelle),
        tuple(barres),
        plein,
        " ".join(phrases),
        dire("niveaux.note"),
    )


def natures(parts: Sequence[Part]) -> Graphique | None:
    """La part des faits, des opinions et des émotions à chaque étape d'une séance."""
    pleines = [(nom, poids) for nom, poids in parts if sum(poids.values())]
    if not pleines:
        return None
    barres, phrases = [], []
    for nom, poids in pleines:
        total = sum(poids.values())
        ici = {n: poids.get(n, 0) / total for n in Nature}
        dits = [f"{n.nom}\u00a0: {100 * p:.0f}\u00a0%" for n, p in ici.items() if p]
        barres.append(Barre(nom, tuple(ici.values()), ", ".join(dits)))
        phrases.append(dire("natures.phrase", etape=nom, dits=", ".join(dits)))
    return Graphique(
        dire("natures.titre"),
        tuple(n.nom for n in Nature),
        tuple(barres),
        1.0,
        " ".join(phrases),
        dire("natures.note"),
    )
