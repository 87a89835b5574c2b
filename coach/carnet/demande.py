"""Comprendre une demande tapée : « protocole:express #équipe hier entretien ».

`#mot` est une étiquette ; `protocole:`, `etiquette:`, `competence:`, `quand:` et `etat:` disent
leur suite ; ce qui se lit comme une période en est une ; le reste se cherche. Entre guillemets,
des mots sont toujours des mots, ou la suite entière d'un préfixe.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from coach.carnet.filtres import Filtre
from coach.modeles.periodes import comprendre
from coach.modeles.texte import cle

Sorte = Literal["mots", "periode", "protocole", "etiquette", "competence", "etat"]

_MORCEAU = re.compile(
    r'(?:(?P<prefixe>[^\W\d_]+):|(?P<diese>#))?(?:"(?P<cite>[^"]*)"?|(?P<nu>\S+))'
)
_PREFIXES: dict[str, Sorte] = {
    "protocole": "protocole",
    "p": "protocole",
    "etiquette": "etiquette",
    "e": "etiquette",
    "competence": "competence",
    "c": "competence",
    "quand": "periode",
    "periode": "periode",
    "date": "periode",
    "etat": "etat",
}
_ETATS = {"inachevee": False, "commencee": False, "terminee": True, "finie": True}
_NOTES = ("note", "notes")
_FENETRE = 10
"""Mots d'une période au plus."""


@dataclass(frozen=True, slots=True)
class Connus:
    """Ce que le carnet contient, pour reconnaître ce que l'on en dit.

    `protocoles` : leur titre par identifiant ; `competences` : référentiel et code.
    """

    protocoles: Mapping[str, str] = field(default_factory=dict)
    etiquettes: Sequence[str] = ()
    competences: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Morceau:
    """Un bout de la demande : ce qui est écrit, ce que c'est, et si cela se retrouve."""

    sorte: Sorte
    ecrit: str
    valeur: str
    connu: bool = True


@dataclass(frozen=True, slots=True)
class Demande:
    """Une demande comprise : son filtre, et les morceaux dont il vient."""

    filtre: Filtre
    morceaux: tuple[Morceau, ...] = ()

    @property
    def inconnus(self) -> tuple[Morceau, ...]:
        """Les morceaux que rien, dans le carnet, ne porte."""
        return tuple(m for m in self.morceaux if not m.connu)


def comprendre_la_demande(texte: str, aujourd_hui: date, connus: Connus) -> Demande:
    """Ce que demande ce texte."""
    nus = list(_decouper(texte))
    if not any(m.sorte == "periode" for m in nus):
        nus = _avec_une_periode(nus, aujourd_hui)
    filtre, morceaux = Filtre(), []
    for morceau in nus:
        filtre, compris = _preciser(filtre, morceau, aujourd_hui, connus)
        morceaux.append(compris)
    mots = " ".join(m.valeur for m in nus if m.sorte == "mots")
    return Demande(replace(filtre, mots=mots), tuple(morceaux))


def basculer(demande: Demande, sorte: Sorte, ecrit: str) -> str:
    """Le texte, ce morceau ajouté, ou ôté s'il y était ; une seule période à la fois."""
    voulu = cle(ecrit)
    present = any(m.sorte == sorte and cle(m.ecrit) == voulu for m in demande.morceaux)
    gardes = [
        m.ecrit
        for m in demande.morceaux
        if not (m.sorte == sorte and (sorte in ("periode", "etat") or cle(m.ecrit) == voulu))
    ]
    return " ".join([*gardes, *([] if present else [ecrit])])


def ecrire(sorte: Sorte, valeur: str) -> str:
    """Ce qui se tape pour demander cela."""
    net = f'"{valeur}"' if re.search(r"\s", valeur) else valeur
    if sorte == "etiquette":
        return f"#{net}"
    return valeur if sorte in ("periode", "mots") else f"{sorte}:{net}"


# --- Découper ----------------------------------------------------------------------------------


def _decouper(texte: str) -> Iterator[Morceau]:
    droit = re.sub(r"[«»“”]\s?|\s?»", '"', texte)
    for trouve in _MORCEAU.finditer(droit):
        ecrit, prefixe = trouve[0], cle(trouve["prefixe"] or "")
        valeur = trouve["nu"] if trouve["cite"] is None else trouve["cite"]
        if trouve["diese"]:
            yield Morceau("etiquette", ecrit, valeur)
        elif prefixe in _PREFIXES:
            yield Morceau(_PREFIXES[prefixe], ecrit, valeur)
        elif trouve["cite"] is not None and not prefixe:
            yield Morceau("mots", ecrit, valeur)
        else:
            yield Morceau("mots", ecrit, ecrit)


def _avec_une_periode(morceaux: Sequence[Morceau], aujourd_hui: date) -> list[Morceau]:
    """Les mots qui se lisent comme une période en deviennent une : les plus nombreux, d'abord."""
    for taille in range(min(_FENETRE, len(morceaux)), 0, -1):
        for debut in range(len(morceaux) - taille + 1):
            suite = morceaux[debut : debut + taille]
            if all(m.sorte == "mots" and m.ecrit == m.valeur for m in suite):
                ecrit = " ".join(m.ecrit for m in suite)
                if _est_une_periode(ecrit, taille, aujourd_hui):
                    periode = Morceau("periode", ecrit, ecrit)
                    return [*morceaux[:debut], periode, *morceaux[debut + taille :]]
    return list(morceaux)


def _est_une_periode(ecrit: str, taille: int, aujourd_hui: date) -> bool:
    """Un mot seul se prend à la lettre : « mais » n'est pas « mai », « 12 » n'est pas un jour."""
    if taille == 1 and ecrit.isdecimal() and len(ecrit) < 4:
        return False
    return comprendre(ecrit, aujourd_hui, tolerant=taille > 1) is not None


# --- Comprendre chaque morceau -----------------------------------------------------------------


def _preciser(
    filtre: Filtre, morceau: Morceau, aujourd_hui: date, connus: Connus
) -> tuple[Filtre, Morceau]:
    match morceau.sorte:
        case "periode":
            periode = comprendre(morceau.valeur, aujourd_hui)
            return replace(filtre, periode=periode or filtre.periode), _su(morceau, periode)
        case "protocole":
            trouves = _protocoles(morceau.valeur, connus)
            voulus = (*filtre.protocoles, *(trouves or (morceau.valeur,)))
            return replace(filtre, protocoles=voulus), _su(morceau, trouves)
        case "etiquette":
            nom = _au_plus_pres(morceau.valeur, connus.etiquettes)
            voulues = (*filtre.etiquettes, nom or morceau.valeur)
            return replace(filtre, etiquettes=voulues), _su(morceau, nom)
        case "competence":
            adresse = _adresse(morceau.valeur)
            reliee = any(_designe(adresse, connue) for connue in connus.competences)
            return replace(filtre, competences=(*filtre.competences, adresse)), _su(morceau, reliee)
        case "etat":
            etat = _au_plus_pres(morceau.valeur, list(_ETATS))
            terminees = _ETATS[etat] if etat else filtre.terminees
            return replace(filtre, terminees=terminees), _su(morceau, etat)
    return filtre, morceau


def _su(morceau: Morceau, trouve: object) -> Morceau:
    return Morceau(morceau.sorte, morceau.ecrit, morceau.valeur, bool(trouve))


def _protocoles(dit: str, connus: Connus) -> tuple[str, ...]:
    """Les protocoles de ce nom ; à défaut, ceux dont le nom commence ainsi, ou le contient."""
    voulu = cle(dit)
    if voulu in _NOTES:
        return ("",)
    noms = {
        i: (cle(i), cle(i).replace("-", " "), cle(t)) for i, t in connus.protocoles.items() if i
    }
    for convient in (str.__eq__, str.startswith, str.__contains__):
        trouves = tuple(i for i, siens in noms.items() if any(convient(n, voulu) for n in siens))
        if trouves and voulu:
            return trouves
    return ()


def _au_plus_pres(dit: str, noms: Sequence[str]) -> str | None:
    """Le nom dit, ou le seul qui commence ainsi."""
    voulu = cle(dit)
    debuts = [nom for nom in noms if voulu and cle(nom).startswith(voulu)]
    exact = next((nom for nom in debuts if cle(nom) == voulu), None)
    return exact or (debuts[0] if len(debuts) == 1 else None)


def _adresse(dit: str) -> tuple[str, str]:
    referentiel, _, code = dit.rpartition("/")
    return cle(referentiel), code


def _designe(adresse: tuple[str, str], connue: tuple[str, str]) -> bool:
    return adresse[0] in ("", connue[0]) and cle(adresse[1]) == cle(connue[1])
