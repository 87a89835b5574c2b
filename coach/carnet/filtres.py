"""Ce qui restreint une liste de séances, et sa traduction pour la base."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.modeles.texte import cle

if TYPE_CHECKING:
    from coach.modeles.periodes import Periode


@dataclass(frozen=True, slots=True)
class Filtre:
    """Les séances voulues ; tout ce qui est dit doit être vrai ensemble.

    `protocoles` : l'un d'eux (vide, le nom d'une note) ; `etiquettes` : toutes, sans casse ni
    accents ; `competences` : toutes, par référentiel (vide : n'importe lequel) et code ; `mots` :
    ce que leur texte contient ; `terminees` : rien pour toutes.
    """

    periode: "Periode | None" = None
    protocoles: tuple[str, ...] = ()
    etiquettes: tuple[str, ...] = ()
    competences: tuple[tuple[str, str], ...] = ()
    mots: str = ""
    terminees: bool | None = None

    def __bool__(self) -> bool:
        return self != Filtre()


Condition = tuple[str, list[object]]
"""Un morceau de WHERE où la séance se nomme `s`, et ses valeurs."""

_COMPETENCE = """EXISTS (
    SELECT 1 FROM preuves p LEFT JOIN preuves_deplacees d ON d.cible = p.id
    WHERE p.flux = s.flux AND ? IN ('', coalesce(d.referentiel, p.referentiel))
        AND coalesce(d.code, p.code) = ? COLLATE NOCASE
        AND NOT EXISTS (SELECT 1 FROM preuves_retirees r WHERE r.cible = p.id)
)"""


def condition(filtre: Filtre) -> Condition:
    """La condition entière, hors `mots` : c'est l'index de la recherche qui y répond."""
    morceaux = list(_morceaux(filtre))
    texte = " AND ".join(texte for texte, _ in morceaux) or "1"
    return texte, [valeur for _, valeurs in morceaux for valeur in valeurs]


def _morceaux(filtre: Filtre) -> Iterator[Condition]:
    if filtre.periode:
        yield (
            "s.jour BETWEEN ? AND ?",
            [filtre.periode.debut.isoformat(), filtre.periode.fin.isoformat()],
        )
    if filtre.protocoles:
        places = ", ".join("?" * len(filtre.protocoles))
        yield f"s.protocole IN ({places})", list(filtre.protocoles)
    for etiquette in filtre.etiquettes:
        yield (
            "EXISTS (SELECT 1 FROM etiquettes e WHERE e.flux = s.flux AND e.cle = ?)",
            [cle(etiquette)],
        )
    for referentiel, code in filtre.competences:
        yield _COMPETENCE, [referentiel, code]
    if filtre.terminees is not None:
        yield "s.termine = ?", [int(filtre.terminees)]
