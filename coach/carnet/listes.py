"""Les listes lues dans les tables dérivées : séances, ce par quoi elles se rangent, actions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from coach.carnet.filtres import Filtre, condition
from coach.carnet.resumes import Action, Resume

if TYPE_CHECKING:
    from coach.carnet.vues import CompetenceMontree, Compte

_COLONNES = "s.flux, s.titre, s.protocole, s.cree_le, s.modifie_le, s.termine"

_ETIQUETTES = """(
    SELECT json_group_array(etiquette) FROM
    (SELECT etiquette FROM etiquettes WHERE flux = s.flux ORDER BY cle)
)"""

_RECENTES = "ORDER BY s.instant DESC, s.flux DESC"

_MONTREES = """
SELECT coalesce(d.referentiel, p.referentiel), coalesce(d.code, p.code), count(DISTINCT p.flux)
FROM preuves p JOIN seances s ON s.flux = p.flux LEFT JOIN preuves_deplacees d ON d.cible = p.id
WHERE NOT EXISTS (SELECT 1 FROM preuves_retirees r WHERE r.cible = p.id)
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""

_ACTIONS = """
SELECT a.id, a.flux, a.texte, a.moment, coalesce(s.echeance, a.echeance), a.indicateur,
    coalesce(s.etat, 'a_faire'), coalesce(s.appris, ''), a.decide_le
FROM actions a LEFT JOIN suivis s ON s.ajustement = a.id
"""

SANS_DATE = 14
"""Jours après lesquels un ajustement décidé sans date est à regarder."""

_DUES = f"""
WHERE (s.etat IS NULL OR s.etat IN ('a_faire', 'en_cours'))
    AND coalesce(s.echeance, a.echeance, date(substr(a.decide_le, 1, 10), '+{SANS_DATE} days')) <= ?
"""


class Lisible(Protocol):
    """De quoi lire : une base ouverte, ou une connexion nue."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any:
        """Exécute une requête."""


def lister(
    base: Lisible, filtre: Filtre | None = None, limite: int = -1, depart: int = 0
) -> list[Resume]:
    """Les séances, les plus récemment commencées d'abord ; `mots` n'y est pas regardé."""
    texte, valeurs = condition(filtre or Filtre())
    return _resumes(
        base.execute(
            f"SELECT {_COLONNES}, {_ETIQUETTES} FROM seances s WHERE {texte} {_RECENTES}"
            " LIMIT ? OFFSET ?",
            [*valeurs, limite, depart],
        )
    )


def compter(base: Lisible, filtre: Filtre) -> int:
    """Combien de séances le filtre laisse ; `mots` n'y est pas regardé."""
    texte, valeurs = condition(filtre)
    return _nombre(base, f"SELECT count(*) FROM seances s WHERE {texte}", valeurs)


def resume(base: Lisible, flux: str) -> Resume | None:
    """La séance `flux`, ou rien."""
    requete = f"SELECT {_COLONNES}, {_ETIQUETTES} FROM seances s WHERE s.flux = ?"
    return next(iter(_resumes(base.execute(requete, [flux]))), None)


def jours(base: Lisible, filtre: Filtre) -> dict[date, int]:
    """Combien de séances chaque jour, les jours qui en ont."""
    texte, valeurs = condition(filtre)
    lignes = base.execute(
        f"SELECT s.jour, count(*) FROM seances s WHERE {texte} GROUP BY 1", valeurs
    )
    return {date.fromisoformat(jour): nombre for jour, nombre in lignes}


def a_reprendre(base: Lisible, limite: int) -> list[Resume]:
    """Les séances inachevées et les notes, les dernières touchées d'abord, sans étiquettes."""
    return _resumes(
        base.execute(
            f"SELECT {_COLONNES}, '[]' FROM seances s WHERE s.termine = 0"
            " ORDER BY s.touchee DESC, s.flux DESC LIMIT ?",
            [limite],
        )
    )


def finies(base: Lisible, limite: int) -> list[Resume]:
    """Les dernières séances menées à leur terme, sans étiquettes."""
    return _resumes(
        base.execute(
            f"SELECT {_COLONNES}, '[]' FROM seances s WHERE s.termine = 1 {_RECENTES} LIMIT ?",
            [limite],
        )
    )


# --- Ce par quoi les séances se rangent ---------------------------------------------------------


def etiquettes(base: Lisible) -> "list[Compte]":
    """Les étiquettes, la plus posée d'abord."""
    from coach.carnet.vues import Compte

    return [
        Compte(nom, nombre)
        for nom, nombre in base.execute(
            "SELECT min(etiquette), count(*) FROM etiquettes GROUP BY cle ORDER BY 2 DESC, cle"
        )
    ]


def protocoles(base: Lisible) -> "list[Compte]":
    """Les protocoles menés, le plus fréquent d'abord ; un nom vide pour les notes."""
    from coach.carnet.vues import Compte

    return [
        Compte(nom, nombre)
        for nom, nombre in base.execute(
            "SELECT protocole, count(*) FROM seances GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    ]


def competences(base: Lisible) -> "list[CompetenceMontree]":
    """Les compétences reliées dans des séances, la plus souvent d'abord."""
    from coach.carnet.vues import CompetenceMontree

    return [CompetenceMontree(*ligne) for ligne in base.execute(_MONTREES)]


# --- Les actions --------------------------------------------------------------------------------


def actions(base: Lisible, flux: str | None = None) -> list[Action]:
    """Les ajustements, de `flux` ou de partout, dans l'ordre où ils furent décidés."""
    ou, valeurs = ("", []) if flux is None else ("WHERE a.flux = ? ", [flux])
    return _actions(base.execute(f"{_ACTIONS}{ou}ORDER BY a.instant, a.id", valeurs))


def dues(base: Lisible, jusqu_au: date, limite: int) -> list[Action]:
    """Les ajustements ni faits ni abandonnés, dus ce jour-là au plus tard, le plus ancien d'abord.

    Décidé sans date, un ajustement est dû `SANS_DATE` jours après.
    """
    ordre = "ORDER BY coalesce(s.echeance, a.echeance, substr(a.decide_le, 1, 10)), a.id LIMIT ?"
    return _actions(base.execute(_ACTIONS + _DUES + ordre, [jusqu_au.isoformat(), limite]))


def ouvertes(base: Lisible, limite: int) -> list[Action]:
    """Les ajustements ni faits ni abandonnés : les premiers à échoir, et les derniers décidés.

    `limite` vaut pour chacun des deux.
    """
    condition_ouverte = "WHERE s.etat IS NULL OR s.etat IN ('a_faire', 'en_cours')"
    ordres = ("coalesce(s.echeance, a.echeance, '9999'), a.instant", "a.instant DESC")
    trouvees = [
        action
        for ordre in ordres
        for action in _actions(
            base.execute(f"{_ACTIONS} {condition_ouverte} ORDER BY {ordre} LIMIT ?", [limite])
        )
    ]
    return list({action.id: action for action in trouvees}.values())


def compter_les_dues(base: Lisible, jusqu_au: date) -> int:
    """Combien d'ajustements sont dus ce jour-là."""
    requete = "SELECT count(*) FROM actions a LEFT JOIN suivis s ON s.ajustement = a.id" + _DUES
    return _nombre(base, requete, [jusqu_au.isoformat()])


def _actions(lignes: Iterable[Sequence[Any]]) -> list[Action]:
    return [
        Action(
            id=identifiant,
            seance=flux,
            texte=texte,
            moment=moment,
            echeance=date.fromisoformat(echeance) if echeance else None,
            indicateur=indicateur,
            etat=etat,
            appris=appris,
            decide_le=datetime.fromisoformat(decide_le),
        )
        for identifiant, flux, texte, moment, echeance, indicateur, etat, appris, decide_le in (
            lignes
        )
    ]


def _resumes(lignes: Iterable[Sequence[Any]]) -> list[Resume]:
    return [
        Resume(
            flux,
            titre,
            protocole,
            datetime.fromisoformat(cree_le),
            datetime.fromisoformat(modifie_le),
            bool(termine),
            _liste(posees),
        )
        for flux, titre, protocole, cree_le, modifie_le, termine, posees in lignes
    ]


def _liste(document: str) -> tuple[str, ...]:
    """Une liste JSON ; presque toujours vide, elle ne se lit alors pas."""
    if document == "[]":
        return ()
    import json

    return tuple(json.loads(document))


def _nombre(base: Lisible, requete: str, valeurs: Sequence[object]) -> int:
    return int(base.execute(requete, valeurs).fetchone()[0])
