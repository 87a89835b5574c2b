"""La recherche dans les textes du carnet : accents, casse, œ et apostrophes indifférents."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from sqlite_utils import Database

from coach.carnet.filtres import Filtre, condition
from coach.carnet.vues import Trouvaille
from coach.modeles.texte import cle

FENETRE = 160
"""Points de code d'un extrait, au plus."""

_MOT = re.compile(r"[^\W_]+")

_REQUETE = """
SELECT s.flux, s.titre, s.cree_le, t.etape, t.texte, t.cle, t.reponse
FROM (
    SELECT d.id FROM textes_fts f JOIN textes d ON d.id = f.rowid JOIN seances s ON s.flux = d.flux
    WHERE textes_fts MATCH ? AND {condition}
    ORDER BY s.instant DESC, s.flux DESC, d.id LIMIT ?
) JOIN textes t USING (id) JOIN seances s ON s.flux = t.flux
ORDER BY s.instant DESC, s.flux DESC, t.id
"""

Groupe = tuple[str, ...]
"""Des mots repliés qui se suivent ; ceux que des espaces séparent forment des groupes à part."""


def chercher(
    base: Database, texte: str, limite: int, filtre: Filtre | None = None
) -> list[Trouvaille]:
    """Les passages où tous les mots se trouvent, séances récentes d'abord, parmi celles du filtre.

    Le dernier mot peut n'être qu'un début. Le texte n'est jamais une syntaxe de recherche.
    """
    groupes = [mots for part in cle(texte).split() if (mots := tuple(_MOT.findall(part)))]
    if not groupes:
        return []
    sous, valeurs = condition(filtre or Filtre())
    requete = _REQUETE.format(condition=sous)
    lignes = base.execute(requete, [_en_requete(groupes), *valeurs, limite]).fetchall()
    return [
        Trouvaille(flux, titre, datetime.fromisoformat(cree_le), etape, *extrait, reponse)
        for flux, titre, cree_le, etape, texte_entier, replie, reponse in lignes
        for extrait in [_extraire(texte_entier, replie, groupes)]
    ]


def _en_requete(groupes: Sequence[Groupe]) -> str:
    return " ".join(f'"{" ".join(mots)}"' for mots in groupes) + "*"


@lru_cache(maxsize=4096)
def _longueur_repliee(caractere: str) -> int:
    return len(cle(caractere))


def _origines(texte: str) -> list[int]:
    """Pour chaque caractère replié, la place de celui dont il vient ; puis la fin du texte."""
    places = [i for i, c in enumerate(texte) for _ in range(_longueur_repliee(c))]
    return [*places, len(texte)]


def _extraire(
    texte: str, replie: str, groupes: Sequence[Groupe]
) -> tuple[str, int, int, tuple[tuple[int, int], ...]]:
    """La fenêtre où les mots sont le plus serrés : extrait, début, fin, place de chaque mot."""
    origines = _origines(texte)
    mots = [(origines[debut], origines[fin - 1] + 1) for debut, fin in _passage(replie, groupes)]
    debut, fin = min(d for d, _ in mots), max(f for _, f in mots)
    if fin - debut > FENETRE:
        mots = mots[:1]
        debut, fin = mots[0][0], min(mots[0][1], mots[0][0] + FENETRE)
    gauche, droite = _fenetre(texte, debut, fin)
    return (
        texte[gauche:droite],
        debut - gauche,
        fin - gauche,
        tuple(sorted((d - gauche, min(f, droite) - gauche) for d, f in mots)),
    )


def _passage(replie: str, groupes: Sequence[Groupe]) -> list[tuple[int, int]]:
    """Une occurrence de chaque groupe, choisies au plus près les unes des autres."""
    occurrences = [
        list(_occurrences(replie, mots, prefixe=mots is groupes[-1])) for mots in groupes
    ]
    rares = min((liste for liste in occurrences if liste), key=len, default=[(0, 1)])
    candidats = [
        [min(liste, key=lambda o: abs(o[0] - pivot[0])) for liste in occurrences if liste]
        for pivot in rares[:50]
    ]
    return min(
        candidats,
        key=lambda mots: (
            max((f for _, f in mots), default=0) - min((d for d, _ in mots), default=0)
        ),
        default=[(0, 1)],
    )


def _occurrences(replie: str, mots: Groupe, *, prefixe: bool) -> Iterator[tuple[int, int]]:
    motif = r"[\W_]+".join(map(re.escape, mots))
    fin = r"[^\W_]*" if prefixe else r"(?![^\W_])"
    for trouve in re.finditer(rf"(?<![^\W_]){motif}{fin}", replie):
        yield trouve.start(), trouve.end()


def _fenetre(texte: str, debut: int, fin: int) -> tuple[int, int]:
    """Les bornes de l'extrait, élargies autour de [debut, fin) et coupées entre deux mots."""
    marge = (FENETRE - (fin - debut)) // 2
    gauche = max(0, min(debut - marge, len(texte) - FENETRE))
    droite = min(len(texte), gauche + FENETRE)
    if gauche and not texte[gauche - 1].isspace():
        while gauche < debut and not texte[gauche].isspace():
            gauche += 1
    while gauche < debut and texte[gauche].isspace():
        gauche += 1
    if droite < len(texte) and not texte[droite].isspace():
        while droite > fin and not texte[droite - 1].isspace():
            droite -= 1
    while droite > fin and texte[droite - 1].isspace():
        droite -= 1
    return gauche, droite
