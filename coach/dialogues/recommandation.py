"""Recommander un protocole d'après une phrase tapée à l'accueil, avec les mots de la personne."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from coach.confidentialite import Alerte, detecter
from coach.dialogues.champs import lire, traits
from coach.dialogues.citation import citer_mots
from coach.dialogues.paroles import dire, enumerer
from coach.dialogues.plaidoyer import Plaidoyer, passages, plaider
from coach.dialogues.script import Protocole
from coach.liens.mots import Mot
from coach.modeles.texte import nfc

HABITUELS = ("analyse-de-pratique", "express")
"""Ce qui se propose quand la phrase n'appelle rien de précis."""

PROPOSITIONS_MAX = 3
_LONGUEUR_LUE = 2_000
"""Points de code lus au plus : une phrase, pas un récit."""

CLAIR = 0.4
"""Vraisemblance à partir de laquelle un protocole se propose avec sa raison."""

_PART_DU_PREMIER = 0.01
"""Un protocole bien moins vraisemblable que le premier ne se propose pas à sa suite."""

_RAISON = 0.1
"""Vraisemblance en deçà de laquelle un protocole proposé à la suite ne s'appuie pas sur un mot."""


@dataclass(frozen=True)
class Proposition:
    """Un protocole proposé ; `raison` cite la personne, ou est vide s'il n'y en a pas de nette.

    `passages` : les mots qui l'appellent, en points de code de la phrase NFC.
    """

    protocole: Protocole
    raison: str = ""
    passages: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Recommandation:
    """Ce que la phrase appelle, le plus net d'abord.

    `alerte` : la phrase dit un danger, l'aide humaine se montre avant toute proposition.
    """

    propositions: tuple[Proposition, ...]
    alerte: Alerte | None = None

    @property
    def claire(self) -> bool:
        """Vrai quand les mots de la personne ont désigné un protocole."""
        return bool(self.propositions) and bool(self.propositions[0].raison)


@dataclass(frozen=True)
class _Candidat:
    """Un protocole, ce qui plaide pour lui, et sa vraisemblance de 0 à 1."""

    protocole: Protocole
    plaidoyer: Plaidoyer
    vraisemblance: float

    @property
    def de_sa_main(self) -> bool:
        """Vrai pour un protocole de la personne dont elle emploie un appel : il se propose."""
        return self.plaidoyer.de_sa_main


def recommander(phrase: str, protocoles: Sequence[Protocole]) -> Recommandation:
    """Les protocoles que cette phrase appelle, trois au plus ; sinon ceux d'habitude, sans raison.

    Ils ne se proposent que si le premier est assez vraisemblable, et que des mots le disent.
    """
    texte = nfc(phrase)[:_LONGUEUR_LUE]
    lus = lire(texte)
    candidats = _candidats(lus, protocoles)
    propositions = _proposer(texte, lus, candidats)
    return Recommandation(tuple(propositions or _habituels(protocoles)), detecter(texte))


def _candidats(lus: Sequence[Mot], protocoles: Sequence[Protocole]) -> list[_Candidat]:
    """Les protocoles, le plus vraisemblable d'abord ; n'en proposer aucun a sa part aussi."""
    portes = traits(lus)
    plaidoyers = [plaider(p, lus, portes) for p in protocoles]
    scores = [p.score for p in plaidoyers]
    tous = [*scores, plaider(None, lus, portes).score]
    total = sum(math.exp(s - max(tous)) for s in tous)
    candidats = [
        _Candidat(protocole, plaidoyer, math.exp(plaidoyer.score - max(tous)) / total)
        for protocole, plaidoyer in zip(protocoles, plaidoyers, strict=True)
    ]
    return sorted(candidats, key=lambda c: -c.vraisemblance)


def _proposer(texte: str, lus: Sequence[Mot], candidats: Sequence[_Candidat]) -> list[Proposition]:
    if not candidats or candidats[0].vraisemblance < CLAIR:
        return []
    premier, *autres = candidats
    plancher = _PART_DU_PREMIER * premier.vraisemblance
    suite = [c for c in autres if c.de_sa_main or c.vraisemblance >= plancher]
    suite.sort(key=lambda c: not c.de_sa_main)
    propositions = [_proposition(texte, lus, c) for c in (premier, *suite[: PROPOSITIONS_MAX - 1])]
    return propositions if propositions[0].raison else []


def _proposition(texte: str, lus: Sequence[Mot], candidat: _Candidat) -> Proposition:
    if candidat.vraisemblance < _RAISON and not candidat.de_sa_main:
        return Proposition(candidat.protocole)
    cites = passages(lus, candidat.plaidoyer.parts)
    if not cites:
        return Proposition(candidat.protocole)
    raison = dire("recommandation.raison", cites=enumerer(citer_mots(texte[d:f]) for d, f in cites))
    return Proposition(candidat.protocole, raison, tuple(cites))


def _habituels(protocoles: Sequence[Protocole]) -> list[Proposition]:
    par_id = {p.id: p for p in protocoles}
    return [Proposition(par_id[i]) for i in HABITUELS if i in par_id]
