"""Un fichier TOML venu d'ailleurs : lu sans confiance, et dont on sait montrer la ligne fautive."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coach.modeles.texte import nfc, sans_commandes
from coach.referentiels.erreurs import ErreurDeReferentiel, erreur

TAILLE_MAX = 2 * 1024 * 1024
"""Octets lus au plus : un référentiel livré en compte moins de 100 000."""

_CLE_SANS_FIN = re.compile(
    r"(?m)(?<![\w.\"'-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}"
)
"""Une clé de tables en tables : tomllib mettrait à la lire un temps qui croît comme son carré."""


Chemin = tuple[str | int, ...]
"""Une place dans le document : clés et rangs, comptés de 0."""

_CHAMP = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=""")
_EN_TETE = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")


class Document(NamedTuple):
    """Le nom du fichier, son texte NFC et ses données, textes en NFC et sans blanc au bord."""

    fichier: str
    texte: str
    donnees: dict[str, Any]

    def erreur(
        self, sorte: str, chemin: Chemin, *, choix: Iterable[str] = (), **valeurs: str
    ) -> ErreurDeReferentiel:
        """L'erreur située : ligne de ce chemin et compétence où il se trouve."""
        ou = (self.fichier, self.ligne(chemin), self._competence(chemin))
        return erreur(sorte, *ou, choix=choix, **valeurs)

    def textes(self) -> Iterator[tuple[Chemin, str]]:
        """Tous les textes du document, avec leur place."""
        return _textes(self.donnees, ())

    def _competence(self, chemin: Chemin) -> str | None:
        match chemin:
            case ("competences", int(rang), *_):
                table = self.donnees["competences"][rang]
                code = table.get("code") if isinstance(table, dict) else None
                return code if isinstance(code, str) and code else f"n°\u00a0{rang + 1}"
        return None

    def ligne(self, chemin: Chemin) -> int | None:
        """La ligne (de 1) du champ que désigne ce chemin, sinon celle de sa table, sinon rien.

        La place la plus précise l'emporte : un même nom de champ sert dans plusieurs tables.
        """
        vues: dict[Chemin, int] = {}
        for numero, place in self._places():
            if chemin[: len(place)] == place:
                vues.setdefault(place, numero)
        return vues[max(vues, key=len)] if vues else None

    def _places(self) -> Iterator[tuple[int, Chemin]]:
        """La place de chaque table et de chaque champ, avec le numéro de sa ligne."""
        rangs: dict[Chemin, int] = {}
        table: Chemin = ()
        for numero, ligne in enumerate(self.texte.split("\n"), 1):
            if en_tete := _EN_TETE.match(ligne):
                table = _place(en_tete[2].split("."), rangs, nouvelle=en_tete[1] == "[[")
                yield numero, table
            elif champ := _CHAMP.match(ligne):
                yield numero, (*table, champ[1] or champ[2] or champ[3])


def _place(noms: list[str], rangs: dict[Chemin, int], *, nouvelle: bool) -> Chemin:
    """La place de la table de ces noms ; `nouvelle` : un élément de plus d'un tableau de tables."""
    ici: Chemin = ()
    for nom in noms[:-1]:
        ici = (*ici, nom)
        if ici in rangs:
            ici = (*ici, rangs[ici])
    ici = (*ici, noms[-1])
    if nouvelle:
        rangs[ici] = rangs.get(ici, -1) + 1
        ici = (*ici, rangs[ici])
    return ici


def champ_de(chemin: Chemin) -> str:
    """Le nom du champ le plus proche de cette place."""
    return next((p for p in reversed(chemin) if isinstance(p, str)), "")


def lire(chemin: Path) -> Document:
    """Le document de ce fichier. Lève `ErreurDeReferentiel` s'il ne se lit pas ou n'est pas sûr."""
    octets = _octets(chemin)
    try:
        texte = nfc(octets.decode("utf-8-sig"))
    except UnicodeDecodeError as refus:
        ligne = octets.count(b"\n", 0, refus.start) + 1
        raise erreur("encodage", chemin.name, ligne) from None
    if sans_fin := _CLE_SANS_FIN.search(texte):
        ligne = texte.count("\n", 0, sans_fin.start()) + 1
        raise erreur("illisible", chemin.name, ligne)
    try:
        document = Document(chemin.name, texte, _propre(tomllib.loads(texte)))
    except (ValueError, RecursionError) as refus:
        # ValueError : le refus de tomllib, mais aussi un nombre de plus de 4 300 chiffres
        raise erreur("illisible", chemin.name, _ligne_du_refus(str(refus), texte)) from None
    for place, contenu in document.textes():
        if contenu != sans_commandes(contenu):
            raise document.erreur("champ_commande", place, champ=champ_de(place))
    return document


def _octets(chemin: Path) -> bytes:
    try:
        if chemin.exists() and not chemin.is_file():
            raise erreur("pas_un_fichier", chemin.name)
        with chemin.open("rb") as flux:
            octets = flux.read(TAILLE_MAX + 1)
    except FileNotFoundError:
        raise erreur("absent", chemin.name) from None
    except OSError:
        raise erreur("interdit", chemin.name) from None
    if len(octets) > TAILLE_MAX:
        raise erreur("trop_gros", chemin.name, maximum=TAILLE_MAX // 1024**2)
    return octets


def _ligne_du_refus(message: str, texte: str) -> int | None:
    if trouve := re.search(r"at line (\d+)", message):
        return int(trouve[1])
    return texte.rstrip("\n").count("\n") + 1 if "end of document" in message else None


def _propre(valeur: Any) -> Any:
    if isinstance(valeur, str):
        return nfc(valeur).strip()
    if isinstance(valeur, list):
        return [_propre(v) for v in valeur]
    if isinstance(valeur, dict):
        return {c: _propre(v) for c, v in valeur.items()}
    return valeur


def _textes(valeur: Any, chemin: Chemin) -> Iterator[tuple[Chemin, str]]:
    if isinstance(valeur, str):
        yield chemin, valeur
    elif isinstance(valeur, list):
        for rang, element in enumerate(valeur):
            yield from _textes(element, (*chemin, rang))
    elif isinstance(valeur, dict):
        for champ, element in valeur.items():
            yield from _textes(element, (*chemin, champ))
