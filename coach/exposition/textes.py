"""Les graphes qui relisent les textes : l'équilibre des natures, les émotions qui s'y lisent."""

from collections.abc import Mapping, Sequence
from datetime import date

from coach.exposition import mois as des_mois
from coach.exposition.mois import Trouvee
from coach.exposition.paroles import dire
from coach.exposition.points import Graphe, Part, Piece, Point
from coach.modeles.calendrier import en_clair
from coach.modeles.lecture import Nature
from coach.modeles.texte import en_une_ligne
from coach.portfolio import series
from coach.portfolio.seances import SeanceLue
from coach.portfolio.series import Equilibre


def relus(lues: Sequence[SeanceLue]) -> tuple[Graphe, ...]:
    """Les graphes que donnent ces séances relues."""
    return (equilibre(lues), emotions_lues(lues))


def equilibre(lues: Sequence[SeanceLue]) -> Graphe:
    """La part des faits, des opinions et des émotions dans les textes de chaque mois."""
    seances = {lue.id: lue for lue in lues}
    avec = [m for m in series.equilibre(lues) if any(m.parts.values())]
    return Graphe(
        "equilibre",
        dire("equilibre.titre"),
        dire("equilibre.note"),
        tuple(_un_mois(m, seances) for m in avec),
        legende=tuple((n.value, f"{n.marque} {n.nom}") for n in Nature),
        vide=dire("equilibre.vide"),
    )


def _un_mois(mois: Equilibre, seances: Mapping[str, SeanceLue]) -> Point:
    parts = {n: mois.parts[n] or 0.0 for n in Nature}
    dits = {n.value: _pour_cent(p) for n, p in parts.items()}
    nom = des_mois.nom(mois.mois)
    phrase = dire("equilibre.phrase", mois=nom, **dits)
    if mois.a_sa_place is not None:
        phrase += " " + dire("equilibre.place", part=_pour_cent(mois.a_sa_place))
    return Point(
        nom,
        phrase,
        chiffre=" ".join(f"{n.marque}{dits[n.value]:>3}" for n in Nature),
        parts=tuple(Part(n.value, p) for n, p in parts.items()),
        pieces=tuple(_piece(seances[s]) for s in sorted(mois.seances)),
    )


def _piece(lue: SeanceLue) -> Piece:
    seule = series.equilibre([lue])[0]
    dits = {n.value: _pour_cent(seule.parts[n] or 0.0) for n in Nature}
    detail = f"{_quand(lue)} · {dire('equilibre.detail', **dits)}"
    return Piece(_titre(lue), detail, journal=lue.id)


def _pour_cent(part: float) -> str:
    return f"{100 * part:.0f}"


def _titre(lue: SeanceLue) -> str:
    return en_une_ligne(lue.titre) or dire("seances.sans_titre")


def _quand(lue: SeanceLue) -> str:
    return en_clair(date.fromisoformat(lue.jour), semaine=True) if lue.jour else ""


def emotions_lues(lues: Sequence[SeanceLue]) -> Graphe:
    """Les émotions que le coach lit dans les textes, par famille et par mois."""
    trouvees = [
        Trouvee(
            famille,
            lue.jour,
            Piece(
                en_une_ligne(passage.texte),
                f"{_quand(lue)} · {_titre(lue)}",
                journal=lue.id,
                reponse=passage.reponse,
                debut=passage.debut,
                fin=passage.fin,
            ),
        )
        for lue in lues
        for famille, passage in lue.emotions
        if lue.jour and famille
    ]
    return des_mois.emotions("lues", trouvees)
