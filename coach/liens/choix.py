"""Suggérer : parmi les compétences rangées, celles dont le texte dit assez.

Les premières se montrent sur leurs seuls indices, si fort que parle celle qui les précède : un
récit montre presque toujours plus d'une compétence. Les suivantes ont en plus à peser dans le
texte, et à ne pas redire les mots de deux autres.
"""

from collections import Counter

from coach.liens.classement import classer, relever
from coach.liens.index import index_de
from coach.liens.indices import Indice, indices
from coach.liens.suggestion import Raison, Suggestion
from coach.modeles.referentiel import Referentiel
from coach.modeles.texte import nfc

SEUIL_D_INDICES = 1.0
"""Au-dessous (un mot, ou deux mots courants), le texte ne suggère rien."""

SEUIL_DE_DENSITE = 0.035
"""Indices par mot plein au-dessous desquels un texte long parle d'autre chose que du métier."""

RANGS_REGARDES = 12
"""Au-delà de ce rang, une compétence ne se suggère pas, si peu qu'on en ait trouvé avant."""

PREMIERS_RANGS = 3

FORCE_NECESSAIRE = 2.0
"""Ce que doivent peser ensemble les indices d'une compétence."""

FORCE_D_UN_INDICE_SEUL = 3.0
"""Ce que doit peser un indice pour suffire : une tournure rare, propre à la compétence."""

SEUIL_DE_PART = 0.15
"""Passé les premiers rangs : fraction à atteindre d'une part égale (1 / nombre de compétences)."""

FOIS_QU_UN_INDICE_SERT = 2
"""Passé les premiers rangs : à deux compétences déjà, des mots n'en font pas parler une de plus."""

RAISONS_AU_PLUS = 5

PART_DE_LA_PLUS_FORTE = 0.4
"""Une raison bien plus faible que la meilleure n'explique rien : elle n'est pas montrée."""

_Etendue = tuple[int, int]


def relier(texte: str, referentiel: Referentiel, n: int = 5) -> tuple[Suggestion, ...]:
    """Les `n` compétences, au plus, que le texte évoque, par score décroissant.

    Les étendues des raisons comptent les points de code du texte NFC. Moins de `n` suggestions,
    ou aucune, quand le texte n'en dit pas assez (`SEUIL_D_INDICES`, `SEUIL_DE_DENSITE`,
    `FORCE_NECESSAIRE`, `SEUIL_DE_PART`).
    Lève les erreurs de lecture de `coach.liens.index.index_de` si une donnée livrée est abîmée.
    """
    if n <= 0 or not texte.strip():
        return ()
    index = index_de(referentiel)
    releve = relever(nfc(texte), index)
    pleins = sum(not m.petit for m in releve.mots)
    if releve.quantite < max(SEUIL_D_INDICES, SEUIL_DE_DENSITE * pleins):
        return ()
    titres = {c.code: c.titre for c in referentiel.competences}
    suggestions: list[Suggestion] = []
    dits: Counter[_Etendue] = Counter()
    for rang, (code, score) in enumerate(classer(releve, index, list(titres))[:RANGS_REGARDES]):
        tardive = rang >= PREMIERS_RANGS
        if len(suggestions) == n or (tardive and score * len(titres) < SEUIL_DE_PART):
            break
        trouves = indices(code, releve, index)
        if not _assez(trouves) or (tardive and not _autre_chose(trouves, dits)):
            continue
        dits.update((i.debut, i.fin) for i in trouves)
        suggestions.append(
            Suggestion(
                referentiel=referentiel.id,
                code=code,
                titre=titres[code],
                score=round(score, 4),
                raisons=_raisons(trouves),
            )
        )
    return tuple(suggestions)


def _assez(trouves: list[Indice]) -> bool:
    """Vrai si ces indices pèsent assez : plusieurs mots, ou une tournure qui suffit."""
    if len(trouves) == 1:
        return trouves[0].force >= FORCE_D_UN_INDICE_SEUL
    return sum(i.force for i in trouves) >= FORCE_NECESSAIRE


def _autre_chose(trouves: list[Indice], dits: Counter[_Etendue]) -> bool:
    """Vrai si un indice au moins n'a pas déjà fait parler deux autres compétences."""
    return any(dits[i.debut, i.fin] < FOIS_QU_UN_INDICE_SERT for i in trouves)


def _raisons(trouves: list[Indice]) -> tuple[Raison, ...]:
    """Les indices qui expliquent le mieux, dans l'ordre du texte."""
    seuil = PART_DE_LA_PLUS_FORTE * trouves[0].force
    montres = [i for i in trouves[:RAISONS_AU_PLUS] if i.force >= seuil]
    return tuple(
        Raison(debut=i.debut, fin=i.fin, theme=i.theme)
        for i in sorted(montres, key=lambda i: i.debut)
    )
