"""De quoi lire une progression : quelques grandes requêtes, des tuples nommés, rien par ligne."""

from collections.abc import Sequence
from typing import NamedTuple

from coach.carnet.listes import Lisible
from coach.scoring.lignes import PositionnementLu, PreuveLue

_PREUVES = """
SELECT p.id, nullif(p.flux, 'carnet'), coalesce(d.referentiel, p.referentiel),
    coalesce(d.millesime, p.millesime), coalesce(d.code, p.code), p.date, p.extrait,
    p.justification, p.source, p.temoin, coalesce(s.protocole, '')
FROM preuves p
    LEFT JOIN preuves_deplacees d ON d.cible = p.id
    LEFT JOIN seances s ON s.flux = p.flux
WHERE NOT EXISTS (SELECT 1 FROM preuves_retirees r WHERE r.cible = p.id)
ORDER BY p.referentiel, p.code, p.date, p.id
"""

_POSITIONNEMENTS = """
SELECT id, referentiel, millesime, code, item, jour, niveau, justification, par
FROM positionnements ORDER BY referentiel, code, jour, rang, id
"""

_EMOTIONS = """
SELECT s.jour, e.flux, e.famille, e.mot, e.intensite, e.corps
FROM emotions e JOIN seances s ON s.flux = e.flux ORDER BY s.instant, e.id
"""

_REPONSES = """
SELECT s.jour, t.flux, s.protocole, json_extract(q.corps, '$.question'), t.texte
FROM seances s
    JOIN textes t ON t.flux = s.flux
    JOIN evenements r ON r.id = t.reponse
    JOIN evenements q ON q.id = json_extract(r.corps, '$.question')
WHERE s.protocole IN ({protocoles}) AND t.etape IN ({etapes})
ORDER BY s.instant, t.id
"""


class EmotionLue(NamedTuple):
    """Une émotion choisie dans la roue, en séance ; `intensite` et `corps` peuvent être vides."""

    jour: str
    journal: str
    famille: str
    mot: str
    intensite: str
    corps: str


class ReponseTrouvee(NamedTuple):
    """La réponse d'une séance à une question de son protocole."""

    jour: str
    journal: str
    protocole: str
    question: str
    texte: str


class Matiere(NamedTuple):
    """Les preuves et les positionnements qui tiennent, et les étiquettes de chaque séance.

    `preuves` : par compétence d'origine puis par date ; une preuve déplacée n'est donc pas rangée
    parmi les siennes. `positionnements` : par compétence, puis dans l'ordre où ils furent faits.
    """

    preuves: list[PreuveLue]
    positionnements: list[PositionnementLu]
    etiquettes: dict[str, tuple[str, ...]]


def matiere(base: Lisible) -> Matiere:
    """Tout ce qu'un portfolio lit, en trois requêtes."""
    return Matiere(
        list(map(PreuveLue._make, base.execute(_PREUVES))),
        list(map(PositionnementLu._make, base.execute(_POSITIONNEMENTS))),
        _etiquettes(base),
    )


def _etiquettes(base: Lisible) -> dict[str, tuple[str, ...]]:
    """Les étiquettes de chaque séance qui en a, repliées (sans casse ni accents)."""
    trouvees: dict[str, tuple[str, ...]] = {}
    for flux, etiquette in base.execute("SELECT flux, cle FROM etiquettes ORDER BY flux, cle"):
        trouvees[flux] = (*trouvees.get(flux, ()), etiquette)
    return trouvees


def emotions_choisies(base: Lisible) -> list[EmotionLue]:
    """Les émotions prises dans la roue, la plus ancienne d'abord."""
    return list(map(EmotionLue._make, base.execute(_EMOTIONS)))


def reponses_aux_etapes(
    base: Lisible, protocoles: Sequence[str], etapes: Sequence[str]
) -> list[ReponseTrouvee]:
    """Ce que répondent, à ces étapes, les séances de ces protocoles ; par date."""
    requete = _REPONSES.format(
        protocoles=", ".join("?" * len(protocoles)), etapes=", ".join("?" * len(etapes))
    )
    return list(map(ReponseTrouvee._make, base.execute(requete, [*protocoles, *etapes])))
