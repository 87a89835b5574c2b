"""Le JSON de jrnl (`jrnl --format json`) : un journal entier, ou une seule entrée.

Chaque entrée a `title`, `body`, `date` (AAAA-MM-JJ), `time` (HH:MM, heure du lieu), `tags` (avec
leur signe) et `starred`.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux.entree import Entree, former, nommer, situer
from coach.echange.journaux.json_lu import entrees_de, lire_json, liste_de, texte_de
from coach.echange.paroles import dire

FORMAT = "jrnl"


def ressemble(lu: Any) -> bool:
    """Vrai si ce JSON a la forme d'un export de jrnl."""
    brutes = lu.get("entries", [lu]) if isinstance(lu, dict) else None
    return (
        isinstance(brutes, list)
        and bool(brutes)
        and all(isinstance(b, dict) and {"title", "body", "date"} <= b.keys() for b in brutes[:5])
    )


def lire_jrnl(octets: bytes, zone: tzinfo | None = None) -> Iterator[Entree]:
    """Les entrées de ce journal, dans son ordre. `zone` : le fuseau de ses heures (celui d'ici).

    Lève `ErreurDEchange`, qui nomme l'entrée fautive.
    """
    lu = lire_json(octets)
    seule = isinstance(lu, dict) and "entries" not in lu and ressemble(lu)
    for rang, brut in enumerate([lu] if seule else entrees_de(lu, FORMAT), 1):
        entree = _entree(brut, rang, zone)
        if entree is not None:
            yield entree


def _entree(brut: dict[str, Any], rang: int, zone: tzinfo | None) -> Entree | None:
    titre, corps = texte_de(brut, "title"), texte_de(brut, "body")
    nom = nommer(rang, titre)
    quand = situer(nom, _instant(brut, nom), zone)
    etiquettes = [
        *liste_de(brut, "tags"),
        *([dire("entree.favori")] if brut.get("starred") else []),
    ]
    # le titre est la première phrase du récit : il en fait partie
    texte = f"{titre.strip()}\n{corps.strip()}" if corps.strip() else titre
    return former(nom, quand, titre, texte, etiquettes)


def _instant(brut: dict[str, Any], nom: str) -> datetime:
    jour, heure = texte_de(brut, "date"), texte_de(brut, "time") or "12:00"
    try:
        return datetime.fromisoformat(f"{jour}T{heure}")
    except ValueError:
        raise ErreurDEchange("date", entree=nom, valeur=f"{jour} {heure}"[:40]) from None
