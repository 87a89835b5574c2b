"""Un texte prêt à imprimer : rien d'invisible ni d'agissant, et les insécables du français."""

import re
import unicodedata

from coach.modeles.texte import nfc

_TERMINAL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # couleurs et déplacements
    r"|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # titres et liens
    r"|\x1b[@-Z\\-_]?|\x9b[0-?]*[ -/]*[@-~]"
)
_FINS_DE_LIGNE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_GARDES = frozenset("\n\u00ad\u200c\u200d")
"""Fin de ligne, césure possible, liant et antiliant : ils ne se voient pas mais servent."""

_ECARTES = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Commandes, formats (dont les sens d'écriture forcés), substituts, usages privés."""

_FINE, _INSECABLE = "\u202f", "\u00a0"
_INSECABLES = (
    (re.compile(r"(?<=\S) +(?=[;!?])"), _FINE),
    (re.compile(r"(?<=\S) +(?=»)|(?<=\S) +(?=:(?:\s|$))|(?<=«) +(?=\S)"), _INSECABLE),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), _FINE),
    (re.compile(r"(?<=\d) (?=[%€]|h\b)"), _INSECABLE),
    (re.compile(r"(?<=\d\u00a0h) (?=\d)"), _INSECABLE),
    (re.compile(r"\b(M\.|MM\.|Mmes?|Mlle|Dr|[Nn]°|p\.) (?=\S)"), f"\\1{_INSECABLE}"),
)


def imprimable(texte: str, *, langue: str = "fr") -> str:
    """Le texte en NFC, sans commandes ni caractères invisibles ; les sauts de ligne restent.

    En français, les espaces déjà écrites qui ne se coupent pas deviennent insécables ; aucun
    signe n'est ajouté.
    """
    net = _FINS_DE_LIGNE.sub("\n", _TERMINAL.sub("", nfc(texte))).replace("\t", " ")
    net = net.translate(_FILTRE)
    lignes = (" ".join(re.split(" +", ligne.strip())) for ligne in net.split("\n"))
    net = "\n".join(lignes).strip("\n")
    if langue.lower().startswith("fr"):
        for motif, espace in _INSECABLES:
            net = motif.sub(espace, net)
    return net


def sur_une_ligne(texte: str, *, langue: str = "fr") -> str:
    """Comme `imprimable`, sans saut de ligne : un titre, un nom, une source."""
    return imprimable(re.sub(r"\s*\n\s*", " ", imprimable(texte, langue=langue)), langue=langue)


def _imprimable(caractere: str) -> bool:
    non_caractere = ord(caractere) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(caractere) <= 0xFDEF
    return unicodedata.category(caractere) not in _ECARTES and not non_caractere


class _Filtre(dict[int, int | None]):
    """De chaque point de code : lui-même s'il s'imprime, rien sinon ; jugé la première fois."""

    def __missing__(self, point: int) -> int | None:
        signe = chr(point)
        self[point] = point if signe in _GARDES or _imprimable(signe) else None
        return self[point]


_FILTRE = _Filtre()
