"""Retrouver dans un texte les mots, locutions et préfixes d'un vocabulaire."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.liens.entrees import entree
from coach.liens.fautes import Correcteur
from coach.liens.mots import Mot, mots

_ENJAMBEE = 3
"""Nombre de mots-outils, au plus, entre deux mots pleins d'une locution."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Une entrée du vocabulaire trouvée dans le texte, étendue en points de code."""

    debut: int
    fin: int
    entree: str


class Lexique:
    """Un vocabulaire compilé : entrées comme dans themes.toml (mot, locution, préfixe*)."""

    def __init__(self, entrees: Iterable[str], autres_formes: Iterable[str] = ()) -> None:
        """Compile les entrées ; `autres_formes` : clés de mots justes, à ne jamais corriger."""
        self._pleines: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._brutes: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._prefixes: dict[str, str] = {}
        formes: set[str] = set(autres_formes)
        for ecrite in dict.fromkeys(entrees):
            formes.update(self._compiler(ecrite))
        self._correcteur = Correcteur(formes)

    def _compiler(self, ecrite: str) -> tuple[str, ...]:
        """Range une entrée et rend les clés de ses mots pleins, à ne pas corriger."""
        lue = entree(ecrite)
        if lue.prefixe:
            self._prefixes["".join(lue.motif[:-1])] = ecrite
            return ()
        if lue.motif:
            ou = self._pleines if lue.sans_outils else self._brutes
            ou.setdefault(lue.motif[0], []).append((lue.motif, ecrite))
        return lue.pleins

    def corriges(self, texte: str) -> list[Mot]:
        """Les mots du texte, leur racine remplacée par celle du mot voulu en cas de faute."""
        return [self._correcteur.corriger(m) for m in mots(texte)]

    def occurrences(self, suite: Sequence[Mot]) -> list[Occurrence]:
        """Toutes les entrées trouvées dans des mots corrigés, recouvrements compris."""
        brut = list(enumerate(suite))
        pleins = [(rang, m) for rang, m in brut if not m.petit]
        trouvees = self._suites(pleins, self._pleines) + self._suites(brut, self._brutes)
        if self._prefixes:
            trouvees.extend(self._par_prefixe(m for _, m in pleins))
        return trouvees

    def _suites(
        self,
        suite: list[tuple[int, Mot]],
        motifs: dict[str, list[tuple[tuple[str, ...], str]]],
    ) -> list[Occurrence]:
        trouvees = []
        racines = [m.racine for _, m in suite]
        for ici, (_, mot) in enumerate(suite):
            for motif, ecrite in motifs.get(mot.racine, ()):
                fin = ici + len(motif)
                if tuple(racines[ici:fin]) == motif and self._d_un_trait(suite[ici:fin]):
                    trouvees.append(Occurrence(mot.debut, suite[fin - 1][1].fin, ecrite))
        return trouvees

    @staticmethod
    def _d_un_trait(tranche: list[tuple[int, Mot]]) -> bool:
        """Vrai si ces mots sont de la même phrase, sans trop de mots-outils entre eux."""
        if tranche[0][1].phrase != tranche[-1][1].phrase:
            return False
        return all(b - a <= _ENJAMBEE + 1 for (a, _), (b, _) in pairwise(tranche))

    def _par_prefixe(self, suite: Iterable[Mot]) -> list[Occurrence]:
        return [
            Occurrence(m.debut, m.fin, self._prefixes[m.cle[:n]])
            for m in suite
            for n in range(2, len(m.cle) + 1)
            if m.cle[:n] in self._prefixes
        ]
