"""Réunir ce qui nomme la même personne, le même lieu, et donner à chacun sa lettre."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, product
from string import ascii_uppercase

from coach.confidentialite.entites import (
    TEXTES_GARDES,
    GenreDEntite,
    Identifiant,
    identifier,
)
from coach.confidentialite.mots import lie, mots
from coach.modeles.texte import cle, nfc
from coach.partage.phrases import Contexte
from coach.partage.pseudonymes import (
    FEMME,
    HOMME,
    Entite,
    nom_de,
    noms_de,
    place_de,
    significatifs,
)

_LETTREES = frozenset({"personne", "lieu", "organisation"})
_MOTS_D_UN_NOM = 3
_INITIALE = re.compile(r"(?<!\w)([A-Z])\.")


def proposer(textes: Sequence[str], connus: Mapping[str, str] | None = None) -> tuple[Entite, ...]:
    """Les entités de ces textes, dans l'ordre où elles viennent, chacune avec sa lettre.

    `connus` : les lettres déjà données, par nom (voir `noms_de`, `noms_possibles`). Une lettre
    n'est jamais celle du nom, ni une initiale déjà écrite dans un des textes.
    """
    lus = [i for texte in textes for i in _identifier(texte, connus or {})]
    groupes = _grouper(lus)
    prises = {lettre for texte in textes for lettre in _INITIALE.findall(texte)}
    return tuple(_lettrer(groupes, prises, connus or {}))


def noms_possibles(textes: Sequence[str]) -> set[str]:
    """Sous quels noms un pseudonyme d'avant a pu se retenir, pour chaque mot à majuscule.

    Ce que la personne a remplacé une fois se propose de nouveau, même là où rien ne le trahit.
    """
    return {nom for texte in textes for _, nom in _possibles(texte)}


@lru_cache(maxsize=TEXTES_GARDES)
def _possibles(texte: str) -> tuple[tuple[Identifiant, str], ...]:
    """Un, deux ou trois mots liés, le premier à majuscule, comme le nom d'une personne."""
    return tuple(_lus_comme_des_noms(nfc(texte)))


def _lus_comme_des_noms(texte: str) -> Iterator[tuple[Identifiant, str]]:
    lus = mots(texte)
    for rang, premier in enumerate(lus):
        dernier = rang
        while premier.capital and dernier < min(rang + _MOTS_D_UN_NOM, len(lus)):
            if dernier > rang and not lie(texte, lus[dernier - 1], lus[dernier]):
                break
            debut, fin = premier.debut, lus[dernier].fin
            forme = texte[debut:fin]
            if len(forme) > 2:
                yield Identifiant(debut, fin, forme, "personne"), nom_de("personne", forme)
            dernier += 1


def _identifier(texte: str, connus: Mapping[str, str]) -> list[Identifiant]:
    """Ce qui désigne dans ce texte, et ce que la personne y a déjà remplacé une fois."""
    lus = list(identifier(texte))
    retenus = [i for i, nom in _possibles(texte) if nom in connus] if connus else []
    for retenu in sorted(retenus, key=lambda i: i.debut - i.fin):
        if all(retenu.fin <= lu.debut or lu.fin <= retenu.debut for lu in lus):
            lus.append(retenu)
    return sorted(lus)


def a_la_main(texte: str, entites: Sequence[Entite], genre: GenreDEntite) -> Entite:
    """Une entité que la personne ajoute : ces mots, tels qu'ils sont écrits."""
    forme = nfc(texte).strip()
    prises = {e.lettre for e in entites}
    lettre = next(x for x in _lettres() if x not in prises and not cle(forme).startswith(x.lower()))
    numero = sum(1 for e in entites if e.genre == genre) + 1
    return Entite(f"{genre}:main{numero}:{cle(forme)}", genre, (forme,), "", lettre, "", "acceptee")


def separer(entite: Entite, contexte: Contexte, entites: Sequence[Entite]) -> tuple[Entite, Entite]:
    """L'entité sans cette occurrence, et celle que l'occurrence nomme, sous une autre lettre."""
    place = place_de(contexte)
    forme = contexte.texte[contexte.debut : contexte.fin]
    prises = {e.lettre for e in entites}
    lettre = next(x for x in _lettres() if x not in prises and not cle(forme).startswith(x.lower()))
    numero = sum(1 for e in entites if e.seulement) + 1
    autre = Entite(
        id=f"{entite.id}:autre{numero}",
        genre=entite.genre,
        formes=(forme,),
        appui=entite.appui,
        lettre=lettre,
        decision="acceptee",
        seulement=(place,),
    )
    return replace(entite, sauf=(*entite.sauf, place)), autre


# --- Réunir ----------------------------------------------------------------------------------


@dataclass
class _Groupe:
    genre: GenreDEntite
    appui: str
    formes: list[str]
    cles: set[str]
    sexe: str
    rang: int


def _grouper(lus: Sequence[Identifiant]) -> list[_Groupe]:
    """Réunit ce qui nomme la même chose ; les noms complets d'abord."""
    premiers: dict[tuple[str, str], tuple[int, Identifiant]] = {}
    for rang, lu in enumerate(lus):
        premiers.setdefault((lu.genre, lu.texte), (rang, lu))
    groupes: list[_Groupe] = []
    for rang, lu in sorted(
        premiers.values(), key=lambda x: (-len(significatifs(x[1].texte)), x[0])
    ):
        cles, sexe = set(significatifs(lu.texte)), _sexe(lu.texte)
        groupe = next((g for g in groupes if _meme(g, lu, cles, sexe)), None)
        if groupe is None:
            groupes.append(_Groupe(lu.genre, lu.appui, [lu.texte], cles, sexe, rang))
            continue
        groupe.formes.append(lu.texte)
        groupe.cles |= cles
        groupe.sexe = groupe.sexe or sexe
        groupe.rang = min(groupe.rang, rang)
    return sorted(groupes, key=lambda g: g.rang)


def _meme(groupe: _Groupe, lu: Identifiant, cles: set[str], sexe: str) -> bool:
    if groupe.genre != lu.genre:
        return False
    if lu.genre not in _LETTREES:
        return groupe.formes[0] == lu.texte
    if lu.appui == "habitant" or groupe.appui == "habitant":
        return _parent(groupe.cles, cles)
    if groupe.sexe and sexe and groupe.sexe != sexe:
        return False
    return bool(cles) and (cles <= groupe.cles or groupe.cles <= cles)


def _parent(gauche: set[str], droite: set[str]) -> bool:
    """« namuroise » et « Namur » : les quatre premières lettres."""
    return any(a[:4] == b[:4] for a in gauche for b in droite if len(a) > 3 and len(b) > 3)


def _sexe(forme: str) -> str:
    premier = cle(forme.split()[0].rstrip("."))
    return "h" if premier in HOMME else "f" if premier in FEMME else ""


# --- Lettrer ---------------------------------------------------------------------------------


def _lettres() -> Iterator[str]:
    for longueur in count(1):
        for lettres in product(ascii_uppercase, repeat=longueur):
            yield "".join(lettres)


def _lettrer(
    groupes: Sequence[_Groupe], prises: set[str], connus: Mapping[str, str]
) -> Iterator[Entite]:
    entites = [
        Entite(f"{g.genre}:{min(g.cles)}:{g.rang}", g.genre, tuple(g.formes), g.appui)
        for g in groupes
    ]
    deja: dict[str, str] = {}
    for entite in entites:
        donnee = next((connus[n] for n in noms_de(entite) if n in connus), "")
        if donnee and donnee not in deja.values():
            deja[entite.id] = donnee
    occupees = prises | set(deja.values())
    for entite in entites:
        connue = deja.get(entite.id, "")
        if entite.genre not in _LETTREES:
            yield replace(entite, libre=connue)
            continue
        if connue and not _est_lettre(connue):
            yield replace(entite, libre=connue, lettre=_libre(entite, occupees))
            continue
        lettre = connue or _libre(entite, occupees)
        occupees.add(lettre)
        yield replace(entite, lettre=lettre)


def _est_lettre(pseudonyme: str) -> bool:
    return pseudonyme.isascii() and pseudonyme.isupper() and len(pseudonyme) <= 2


def _libre(entite: Entite, occupees: set[str]) -> str:
    initiales = {c[0].upper() for forme in entite.formes for c in significatifs(forme) if c}
    lettre = next(x for x in _lettres() if x not in occupees and x not in initiales)
    occupees.add(lettre)
    return lettre
