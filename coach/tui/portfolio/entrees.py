"""Les lignes du portfolio : des compétences rangées, la frise, ce qui manque, ce qui étonne."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coach.exposition import ecarts
from coach.modeles.calendrier import MOIS, en_clair
from coach.modeles.texte import cle
from coach.portfolio import CompetenceVue, Portfolio
from coach.portfolio.vues import Jalon
from coach.referentiels.themes import charger_themes
from coach.tui.paroles import dire
from coach.tui.portfolio.angle import Angle

Sorte = Literal["titre", "competence", "pli", "jalon", "texte"]


@dataclass(frozen=True)
class Entree:
    """Une ligne : son texte, ce qu'elle désigne, et la clé qui la retrouve."""

    sorte: Sorte
    cle: tuple[str, ...]
    texte: str = ""
    competence: CompetenceVue | None = None
    jalon: Jalon | None = None

    @property
    def active(self) -> bool:
        """Vrai si le curseur s'y pose."""
        return self.sorte in ("competence", "pli", "jalon")


@dataclass(frozen=True)
class _Section:
    cle: str
    titre: str
    competences: Sequence[CompetenceVue]


def entrees(vu: Portfolio, angle: Angle, aujourd_hui: date) -> Iterator[Entree]:
    """Les lignes de ce portfolio, sous cet angle."""
    match angle.vue:
        case "frise":
            yield from _frise(vu, angle)
        case "manques":
            yield from _manques(vu, angle)
        case "ecarts":
            yield from _ecarts(vu, angle, aujourd_hui)
        case _:
            yield from _competences(vu, angle)


def repond(competence: CompetenceVue, mots: Iterable[str]) -> bool:
    """Vrai si son code ou son titre a tous ces mots (repliés)."""
    texte = cle(f"{competence.referentiel} {competence.code} {competence.titre}")
    return all(mot in texte for mot in mots)


def _titre(cle_: str, texte: str) -> Entree:
    return Entree("titre", ("titre", cle_), texte)


# --- Les compétences, rangées ------------------------------------------------------------------


def _competences(vu: Portfolio, angle: Angle) -> Iterator[Entree]:
    for section in _sections(vu, angle):
        voulues = [c for c in section.competences if repond(c, angle.mots)]
        pleines = [c for c in voulues if not c.vide]
        vides = [c for c in voulues if c.vide]
        if pleines or (angle.mots and vides):
            yield _titre(section.cle, section.titre)
        for competence in voulues if angle.mots else pleines:
            yield _ligne(section.cle, competence)
        if vides and not angle.mots:
            yield from _pli(section, vides, angle, seul=not pleines)


def _pli(
    section: _Section, vides: Sequence[CompetenceVue], angle: Angle, *, seul: bool
) -> Iterator[Entree]:
    """Celles où rien ne se montre : une ligne, qui s'ouvre."""
    ouvert = section.cle in angle.ouverts
    cle_ = "pli_seul" if seul else "pli"
    suffixe = "un" if len(vides) == 1 else "des"
    signe = dire("referentiel.ouvert" if ouvert else "referentiel.ferme")
    dit = dire(f"portfolio.{cle_}_{suffixe}", nombre=len(vides), titre=section.titre)
    yield Entree("pli", ("pli", section.cle), f"{signe} {dit}")
    if ouvert:
        yield from (_ligne(section.cle, c) for c in vides)


def _ligne(ou: str, competence: CompetenceVue) -> Entree:
    cle_ = ("competence", ou, competence.referentiel, competence.code)
    return Entree("competence", cle_, competence=competence)


def _sections(vu: Portfolio, angle: Angle) -> Iterator[_Section]:
    if angle.rangement == "theme":
        ranges = vu.par_theme()
        for theme in charger_themes():
            if theme.id in ranges:
                yield _Section(theme.id, theme.titre, ranges[theme.id])
    elif angle.rangement == "referentiel":
        for referentiel in vu.referentiels:
            yield _Section(referentiel.id, referentiel.titre, referentiel.competences)
    else:
        for referentiel in vu.referentiels:
            if referentiel.id == angle.referentiel:
                for groupe, siennes in referentiel.par_groupe():
                    nom = (
                        dire("referentiel.nom", code=groupe.code, titre=groupe.titre)
                        if groupe
                        else dire("portfolio.hors")
                    )
                    yield _Section(
                        f"{referentiel.id}/{groupe.code if groupe else ''}", nom, siennes
                    )


# --- La frise, les manques, les écarts ---------------------------------------------------------


def _frise(vu: Portfolio, angle: Angle) -> Iterator[Entree]:
    """Le plus récent d'abord, sous son mois."""
    mois = ""
    for jalon in reversed(vu.frise()):
        competence = vu.competence(jalon.referentiel, jalon.code)
        if competence is None or not repond(competence, angle.mots):
            continue
        if jalon.jour[:7] != mois:
            mois = jalon.jour[:7]
            jour = jalon.date
            yield _titre(mois, f"{MOIS[jour.month - 1]} {jour.year}".capitalize())
        yield Entree("jalon", ("jalon", jalon.id), competence=competence, jalon=jalon)


def _manques(vu: Portfolio, angle: Angle) -> Iterator[Entree]:
    manquantes = {(c.referentiel, c.code) for c in vu.sans_preuve() if repond(c, angle.mots)}
    for referentiel in vu.referentiels:
        siennes = [c for c in referentiel.competences if (c.referentiel, c.code) in manquantes]
        if siennes:
            yield _titre(referentiel.id, referentiel.titre)
            yield from (_ligne(referentiel.id, c) for c in siennes)


def _ecarts(vu: Portfolio, angle: Angle, aujourd_hui: date) -> Iterator[Entree]:
    for competence in vu.avec_ecart():
        if repond(competence, angle.mots):
            yield _ligne("ecarts", competence)
            for rang, ecart in enumerate(competence.ecarts):
                texte = ecarts.phrase(ecart, competence, lambda jour: dite(jour, aujourd_hui))
                yield Entree("texte", ("texte", competence.code, str(rang)), texte)


def dite(jour: date, aujourd_hui: date) -> str:
    """« 17 juillet » ; l'année, quand ce n'est pas celle-ci."""
    return en_clair(jour, annee=jour.year != aujourd_hui.year)
