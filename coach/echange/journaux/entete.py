"""L'en-tête d'une note en Markdown (« front matter ») : ce qu'il faut de YAML, et rien d'exécuté.

Seuls comptent les champs simples et les listes de textes ; le reste est ignoré.
"""

import json
import re
from dataclasses import dataclass, field

_BORNE = re.compile(r"---[ \t]*")
_FIN = re.compile(r"(?:---|\.\.\.)[ \t]*")
_CHAMP = re.compile(r"([\w][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
_PUCE = re.compile(r"[ \t]*-[ \t]+(.*)")
_LIGNES_AU_PLUS = 200
_LIGNE_AU_PLUS = 2_000


@dataclass(frozen=True)
class NoteLue:
    """Une note : ses champs (un texte, ou une liste), par nom en minuscules, et son corps."""

    corps: str
    champs: dict[str, str | list[str]] = field(default_factory=dict)

    def texte(self, *noms: str) -> str:
        """Le premier de ces champs qui est un texte ; vide s'il n'y en a pas."""
        valeurs = (self.champs.get(nom) for nom in noms)
        return next((v for v in valeurs if isinstance(v, str) and v), "")

    def liste(self, *noms: str) -> list[str]:
        """Les textes du premier de ces champs ; « a, b » en vaut deux."""
        for nom in noms:
            valeur = self.champs.get(nom)
            if isinstance(valeur, list):
                return valeur
            if valeur:
                return [m for m in re.split(r"[,\s]+", valeur) if m]
        return []


def separer(texte: str) -> NoteLue:
    """La note sans son en-tête, et ce que celui-ci disait."""
    lignes = texte.split("\n")
    if not _BORNE.fullmatch(lignes[0]):
        return NoteLue(texte)
    for rang, ligne in enumerate(lignes[1 : _LIGNES_AU_PLUS + 1], 1):
        if _FIN.fullmatch(ligne):
            return NoteLue("\n".join(lignes[rang + 1 :]), _champs(lignes[1:rang]))
    return NoteLue(texte)


def _champs(lignes: list[str]) -> dict[str, str | list[str]]:
    champs: dict[str, str | list[str]] = {}
    ici = ""
    for ligne in (entiere[:_LIGNE_AU_PLUS] for entiere in lignes):
        if champ := _CHAMP.fullmatch(ligne):
            ici = champ[1].casefold()
            champs[ici] = _valeur(champ[2] or "")
        elif ici and (puce := _PUCE.fullmatch(ligne)):
            deja = champs[ici]
            liste = deja if isinstance(deja, list) else []
            champs[ici] = [*liste, _scalaire(puce[1])]
    return champs


def _valeur(ecrite: str) -> str | list[str]:
    texte = ecrite.strip()
    if texte.startswith("[") and texte.endswith("]"):
        morceaux = re.findall(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^,\[\]]+', texte[1:-1])
        return [m for m in map(_scalaire, morceaux) if m]
    return _scalaire(texte)


def _scalaire(ecrit: str) -> str:
    texte = ecrit.strip()
    if len(texte) > 1 and texte[0] == texte[-1] == '"':
        try:
            lu = json.loads(texte)
        except ValueError:
            return texte[1:-1]
        return lu if isinstance(lu, str) else texte[1:-1]
    if len(texte) > 1 and texte[0] == texte[-1] == "'":
        return texte[1:-1].replace("''", "'")
    return re.sub(r"(?:^|\s)#.*$", "", texte).strip()
