"""Ce qui désigne quelqu'un, un lieu ou un organisme dans un texte à partager.

Le rappel prime : un prénom seul, un nom de ville, une enseigne sont relevés, ce que la frappe en
séance laisse passer. La personne décide ensuite de chacun.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from coach.confidentialite.entites.contexte import Contexte, phrase_criee
from coach.confidentialite.mots import Mot, mots
from coach.confidentialite.noms import noms
from coach.confidentialite.numeros import numeros
from coach.modeles.texte import nfc

GenreDEntite = Literal[
    "personne",
    "lieu",
    "organisation",
    "telephone",
    "courriel",
    "compte",
    "adresse",
    "numero",
    "naissance",
]


_POINT_D_INITIALE = re.compile(r"\.(?=[ \u00a0\u202f]*[a-zà-öø-ÿœ,;)])")

TEXTES_GARDES = 1024
"""Une revue redemande les mêmes textes à chaque décision : ce qui s'y lit se garde."""


@dataclass(frozen=True, order=True)
class Identifiant:
    """Une étendue à remplacer, en points de code du texte NFC.

    `appui` dit comment elle s'est lue : « ville », « quartier », « asbl », « habitant »… ; vide
    pour un nom sans rien devant.
    """

    debut: int
    fin: int
    texte: str
    genre: GenreDEntite
    appui: str = ""


def identifier(texte: str) -> tuple[Identifiant, ...]:
    """Les étendues d'un texte qui désignent, en ordre et sans recouvrement."""
    return _identifier(nfc(texte))


@lru_cache(maxsize=TEXTES_GARDES)
def _identifier(normal: str) -> tuple[Identifiant, ...]:
    retenus = list(_par_les_formes(normal))
    lus = mots(normal)
    contexte = Contexte(normal, lus, crie=phrase_criee(normal))
    rang = 0
    while rang < len(lus):
        trouve = contexte.lire(rang)
        if trouve is None:
            rang += 1
            continue
        premier, dernier, genre, appui = trouve
        debut, fin = lus[premier].debut, _fin_avec_le_point(normal, lus[dernier])
        lu = Identifiant(debut, fin, normal[debut:fin], genre, appui)
        if all(lu.fin <= r.debut or r.fin <= lu.debut for r in retenus):
            retenus.append(lu)
        rang = dernier + 1
    return tuple(sorted([*retenus, *_redits(normal, contexte, retenus)]))


def _fin_avec_le_point(texte: str, dernier: Mot) -> int:
    """Le point de « Karim B. a signé » part avec l'initiale ; celui qui finit la phrase reste."""
    point = dernier.initiale and _POINT_D_INITIALE.match(texte, dernier.fin)
    return dernier.fin + 1 if point else dernier.fin


def _par_les_formes(texte: str) -> Iterator[Identifiant]:
    """Les numéros, puis les noms complets, que la frappe signale déjà."""
    pris: list[tuple[int, int]] = []
    for r in (*numeros(texte), *noms(texte)):
        if all(r.fin <= debut or fin <= r.debut for debut, fin in pris):
            pris.append((r.debut, r.fin))
            genre: GenreDEntite = "personne" if r.genre == "nom" else r.genre
            yield Identifiant(r.debut, r.fin, texte[r.debut : r.fin], genre)


def _redits(
    texte: str, contexte: Contexte, retenus: Sequence[Identifiant]
) -> Iterator[Identifiant]:
    """Les mêmes noms en tête de phrase, où leur majuscule ne disait rien."""
    connus = {
        mot.cle: (r.genre, r.appui)
        for r in retenus
        if r.genre in ("personne", "lieu", "organisation")
        for mot in mots(r.texte)
        if mot.capital and len(mot.texte) > 2 and contexte.nomme_vraiment(mot)
    }
    for mot in contexte.mots:
        redit = mot.capital and mot.cle in connus
        if redit and all(mot.fin <= r.debut or r.fin <= mot.debut for r in retenus):
            genre, appui = connus[mot.cle]
            yield Identifiant(mot.debut, mot.fin, mot.texte, genre, appui)
