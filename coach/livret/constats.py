"""Ce que la vérification relève : des manques et des choses à regarder, jamais une note."""

from dataclasses import dataclass
from typing import Any, Literal

SorteDeConstat = Literal[
    "critere",
    "sans_preuve",
    "preuve_double",
    "source_changee",
    "nom",
    "jugement",
    "court",
    "long",
    "vide",
]

SORTES: tuple[SorteDeConstat, ...] = (
    "critere",
    "vide",
    "court",
    "long",
    "sans_preuve",
    "source_changee",
    "preuve_double",
    "jugement",
    "nom",
)
"""Les sortes, dans l'ordre où elles se montrent."""


@dataclass(frozen=True, slots=True)
class Constat:
    """Une chose à regarder : où, laquelle, et quoi en faire, en une phrase.

    `partie` et `passage` : vides quand cela ne tient pas à un endroit ; `critere` : celui de la
    grille ; `extrait` : les mots en cause, tels quels.
    """

    sorte: SorteDeConstat
    phrase: str
    partie: str = ""
    passage: str = ""
    critere: str = ""
    extrait: str = ""

    def document(self) -> dict[str, Any]:
        """Sa forme en JSON ; un champ vide n'y est pas."""
        champs = {
            "partie": self.partie,
            "passage": self.passage,
            "critere": self.critere,
            "extrait": self.extrait,
        }
        dits = {nom: valeur for nom, valeur in champs.items() if valeur}
        return {"sorte": self.sorte, **dits, "phrase": self.phrase}


@dataclass(frozen=True, slots=True)
class EtatDeCritere:
    """Un critère de la grille : ce qu'il dit, et ce qui lui manque encore ; rien : il est montré.

    `enonces` : les énoncés du référentiel auxquels il renvoie.
    """

    id: str
    titre: str
    parties: tuple[str, ...]
    enonces: tuple[str, ...]
    manques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """Le livret relu : chaque critère, puis chaque constat, dans l'ordre du livret."""

    criteres: tuple[EtatDeCritere, ...]
    constats: tuple[Constat, ...]

    def de(self, sorte: SorteDeConstat) -> tuple[Constat, ...]:
        """Les constats d'une sorte."""
        return tuple(c for c in self.constats if c.sorte == sorte)

    def de_la_partie(self, partie: str) -> tuple[Constat, ...]:
        """Les constats d'une partie."""
        return tuple(c for c in self.constats if c.partie == partie)

    def document(self, livret: str) -> dict[str, Any]:
        """La réponse de `coach livret verifier --json`."""
        return {
            "version": 1,
            "livret": livret,
            "criteres": [
                {
                    "id": c.id,
                    "titre": c.titre,
                    "parties": list(c.parties),
                    "enonces": list(c.enonces),
                    "manques": list(c.manques),
                }
                for c in self.criteres
            ],
            "constats": [c.document() for c in self.constats],
        }
