"""Le compte rendu d'une rencontre, en Markdown ou en HTML autonome ; sans noms, sauf choix."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.confidentialite.entites import identifier
from coach.documents.nettoyage import sur_une_ligne
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import AnnotationPosee
from coach.supervision.animation import ROLES
from coach.supervision.annotations import Annotations
from coach.supervision.classement import LireSeul, bilan, comparer, deja_lus, en_mots
from coach.supervision.methode import Methode, exiger_la_methode
from coach.supervision.paroles import CATALOGUE, dire
from coach.supervision.rencontre import Rencontre, plier_rencontre

if TYPE_CHECKING:
    from jinja2 import Environment

Forme = Literal["md", "html"]

_GABARITS = Path(__file__).with_name("gabarits")
_GENRES = ("decision", "apprentissage", "question", "resonance", "hypothese", "piste")
"""Dans l'ordre où on les lit ; les notes restent à qui les a prises."""


@dataclass(frozen=True)
class Dite:
    """Une contribution ; `nom` est vide quand le compte rendu n'en dit aucun."""

    texte: str
    nom: str = ""


@dataclass(frozen=True)
class Partie:
    """Les contributions d'un genre."""

    titre: str
    dites: tuple[Dite, ...]


@dataclass(frozen=True)
class Temps:
    """Une phase vécue : son nom, son but, le temps qu'elle a pris."""

    titre: str
    but: str
    duree: str


@dataclass(frozen=True)
class LectureCommune:
    """Un extrait lu ensemble : chaque phrase et ce qui s'en est dit, puis l'accord en mots."""

    phrases: tuple[tuple[str, str], ...]
    bilan: tuple[str, ...]


@dataclass(frozen=True)
class CompteRendu:
    """Tout ce que le gabarit montre, chaque texte sur une ligne et prêt à imprimer."""

    titre: str
    date: str
    methode: str
    membres: tuple[str, ...]
    parties: tuple[Partie, ...]
    temps: tuple[Temps, ...]
    lectures: tuple[LectureCommune, ...]
    vide: bool


def composer(
    annotations: Annotations, methode: Methode, lire: LireSeul, *, noms: bool = False
) -> CompteRendu:
    """Ce qui se dira de la rencontre ; `noms` : dire aussi qui y était et qui a signé."""
    rencontre = plier_rencontre(annotations.evenements)
    parties = tuple(_parties(rencontre, noms=noms))
    quand = rencontre.phases[0].ouverte_le.date() if rencontre.phases else None
    return CompteRendu(
        titre=sur_une_ligne(rencontre.titre) or dire("compte_rendu.sans_titre"),
        date=en_clair(quand, semaine=True) if quand else "",
        methode=methode.titre,
        membres=tuple(_membres(rencontre)) if noms else (),
        parties=parties,
        temps=tuple(_temps(rencontre, methode)),
        lectures=tuple(_lectures(rencontre, lire)),
        vide=not parties,
    )


def rediger(compte_rendu: CompteRendu, forme: Forme) -> str:
    """Le texte du compte rendu ; ce que le groupe a écrit n'y est jamais ni balise ni lien."""
    gabarit = _atelier(forme).get_template(f"compte_rendu.{forme}.j2")
    return gabarit.render(cr=compte_rendu, mots=CATALOGUE.sections["compte_rendu"])


def rediger_de(
    annotations: Annotations, lire: LireSeul, forme: Forme, *, noms: bool = False
) -> str:
    """Le compte rendu de ces annotations. Lève `ErreurDeFichier` si la méthode n'est pas d'ici."""
    methode = exiger_la_methode(annotations.methode)
    return rediger(composer(annotations, methode, lire, noms=noms), forme)


def forme_de(fichier: str) -> Forme:
    """La forme que dit le nom du fichier : HTML s'il finit comme une page, Markdown sinon."""
    return "html" if fichier.casefold().endswith((".html", ".htm")) else "md"


def noms_restants(annotations: Annotations) -> list[str]:
    """Ce qui désigne encore quelqu'un dans un compte rendu qui ne dit pas qui a parlé.

    Prénoms seuls, lieux et numéros compris : comme à la porte d'un partage.
    """
    rencontre = plier_rencontre(annotations.evenements)
    dits = [c.texte for c in rencontre.contributions if c.genre in _GENRES]
    lus = [p.ancre.texte for passages in deja_lus(rencontre).values() for p in passages]
    textes = dict.fromkeys([rencontre.titre, *dits, *lus])
    return list(dict.fromkeys(i.texte for texte in textes for i in identifier(texte)))


@cache
def _atelier(forme: Forme) -> "Environment":
    from coach.documents.gabarits import atelier

    return atelier(forme, [_GABARITS])


def _parties(rencontre: Rencontre, *, noms: bool) -> "list[Partie]":
    par_genre: Mapping[str, list[Dite]] = {genre: [] for genre in _GENRES}
    for contribution in sorted(rencontre.contributions, key=lambda c: (c.quand, c.ordre)):
        if contribution.genre in par_genre:
            par_genre[contribution.genre].append(_dite(contribution, noms=noms))
    return [
        Partie(dire(f"compte_rendu.{genre}"), tuple(dites))
        for genre, dites in par_genre.items()
        if dites
    ]


def _dite(contribution: AnnotationPosee, *, noms: bool) -> Dite:
    nom = contribution.signature if noms else None
    return Dite(sur_une_ligne(contribution.texte), sur_une_ligne(nom or ""))


def _membres(rencontre: Rencontre) -> list[str]:
    tenus = [(nom, role) for nom, role in rencontre.roles.items() if role in ROLES]
    tenus.sort(key=lambda place: ROLES.index(place[1]))
    return [
        dire("compte_rendu.membre", nom=sur_une_ligne(nom), role=dire(f"role.{role}"))
        for nom, role in tenus
    ]


def _temps(rencontre: Rencontre, methode: Methode) -> list[Temps]:
    vecues = {p.id: p for p in rencontre.phases}
    temps = []
    for phase in methode.phases:
        if (vecue := vecues.get(phase.id)) is not None:
            passe = vecue.close_le - vecue.ouverte_le if vecue.close_le else None
            temps.append(Temps(phase.titre, phase.but, _duree(passe)))
    return temps


def _duree(passe: timedelta | None) -> str:
    if passe is None:
        return dire("compte_rendu.pas_close")
    minutes = max(0, round(passe.total_seconds() / 60))
    cle = {0: "instant", 1: "minute"}.get(minutes, "minutes")
    return dire(f"compte_rendu.{cle}", nombre=minutes)


def _lectures(rencontre: Rencontre, lire: LireSeul) -> list[LectureCommune]:
    communes = []
    for passages in deja_lus(rencontre).values():
        ensemble = comparer(passages, lire)
        phrases = tuple((sur_une_ligne(p.ancre.texte), en_mots(p)) for p in ensemble.phrases)
        communes.append(LectureCommune(phrases, tuple(bilan(ensemble))))
    return communes
