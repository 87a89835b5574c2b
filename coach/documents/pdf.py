"""Le PDF, composé par typst : un document à archiver (PDF/A-2b) et accessible (PDF/UA-1).

Ses polices sont celles que typst porte : le même document donne les mêmes octets partout.
"""

import json
import re
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.documents.erreurs import ErreurDeDocument
from coach.documents.graphiques import IMPRIMEE, dessiner

if TYPE_CHECKING:
    from typst import Compiler

_GABARIT = Path(__file__).with_name("gabarits") / "document.typ"
_LARGEUR = 640
_ABSENT = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_SANS_DESSIN = "▯"
"""Ce qui s'imprime à la place d'un signe que les polices embarquées n'ont pas (une émoticône)."""

_ESSAIS = 8


def composer_pdf(vue: dict[str, Any], maintenant: datetime) -> bytes:
    """Les octets du PDF, datés de `maintenant`.

    Lève `ErreurDeDocument` si l'extra `documents` manque ou si la mise en page échoue.
    """
    typst = _typst("pdf")
    donnees = json.dumps(_avec_dessins(vue), ensure_ascii=False)
    for _ in range(_ESSAIS):
        try:
            pdf = _compositeur().compile(
                _GABARIT.read_bytes(),
                format="pdf",
                sys_inputs={"document": donnees},
                pdf_standards=["a-2b", "ua-1"],
                timestamp=int(maintenant.timestamp()),
            )
        except typst.TypstError as erreur:
            suite = _sans_les_signes_absents(donnees, erreur.diagnostic)
            if suite == donnees:
                raise ErreurDeDocument("composition", detail=erreur.message) from erreur
            donnees = suite
        else:
            return _octets(pdf)
    raise ErreurDeDocument("composition", detail=_SANS_DESSIN)


def en_png(svg: str, ppp: int) -> bytes:
    """Un SVG en PNG, à `ppp` points par pouce sur 14,5 cm de large.

    Lève `ErreurDeDocument` si l'extra `documents` manque.
    """
    _typst("docx")
    source = (
        "#set page(width: 14.5cm, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 14.5cm)'
    )
    png = _compositeur().compile(
        source.encode(), format="png", ppi=ppp, sys_inputs={"svg": svg}, pdf_standards=[]
    )
    return _octets(png)


def _typst(forme: str) -> Any:
    try:
        import typst
    except ImportError as erreur:
        raise ErreurDeDocument("extra_absent", forme=forme) from erreur
    return typst


def _octets(rendu: object) -> bytes:
    """typst rend une liste quand il y a plusieurs pages d'images ; il n'y en a jamais qu'une."""
    if not isinstance(rendu, bytes):
        raise ErreurDeDocument("composition", detail=type(rendu).__name__)
    return rendu


@cache
def _compositeur() -> "Compiler":
    """Sans police du système ; sa racine est le dossier des gabarits, qui ne contient qu'eux."""
    from typst import Compiler

    return Compiler(root=_GABARIT.parent, ignore_system_fonts=True)


def _avec_dessins(vue: dict[str, Any]) -> dict[str, Any]:
    """La vue, où chaque graphique porte son dessin."""

    def dessinee(partie: dict[str, Any]) -> dict[str, Any]:
        blocs = [
            {**bloc, "svg": str(dessiner(bloc, IMPRIMEE, largeur=_LARGEUR))}
            if bloc["sorte"] == "graphique"
            else bloc
            for bloc in partie["blocs"]
        ]
        return {**partie, "blocs": blocs, "parties": [dessinee(p) for p in partie["parties"]]}

    return {**vue, "parties": [dessinee(partie) for partie in vue["parties"]]}


def _sans_les_signes_absents(donnees: str, diagnostic: str) -> str:
    """Les données, où ce que typst ne sait pas tracer est remplacé par un rectangle."""
    cites = "".join(_CODE.sub(lambda m: chr(int(m[1], 16)), c) for c in _ABSENT.findall(diagnostic))
    table = {ord(c): _remplacant(c) for c in cites if not c.isascii()}
    return donnees.translate(table)


def _remplacant(signe: str) -> str:
    """Rien pour ce qui ne se voit pas : un liant, un accent, une variante."""
    return "" if unicodedata.category(signe) in {"Cf", "Mn", "Me"} else _SANS_DESSIN
