"""Le texte tel que le coach le compte : NFC, points de code, clés de recherche."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " "})
_INVISIBLES = re.compile("[\u00ad\u200b\u2060\ufeff]")
_COMMANDES = re.compile(
    # caractères de commande (hors tabulation et fin de ligne), C1, et sens d'écriture forcé
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)


def nfc(texte: str) -> str:
    """Le texte en forme NFC, fins de ligne `\\n` : celui dont on compte les points de code."""
    return unicodedata.normalize("NFC", texte.replace("\r\n", "\n").replace("\r", "\n"))


def saisi(texte: str) -> str:
    """Le texte tapé ou collé, en NFC, sans les coupures invisibles qu'apporte une page copiée.

    Au milieu d'un nom, elles le cacheraient à tout ce qui le cherche, sans que rien se voie.
    """
    return nfc(_INVISIBLES.sub("", texte))


def sans_commandes(texte: str) -> str:
    """Remplace par `�` ce qu'un terminal exécuterait ou qui inverserait la lecture.

    La longueur en points de code ne change pas : les ancres restent justes.
    """
    return _COMMANDES.sub("\ufffd", texte)


def en_une_ligne(texte: str) -> str:
    """Le texte d'une personne, sur une ligne et sans commandes."""
    return " ".join(sans_commandes(texte).split())


def d_une_traite(extrait: str) -> str:
    """Un extrait sur une ligne, où ses lignes (un essai, puis sa suite) se distinguent."""
    lignes = sans_commandes(extrait).split("\n")
    return " · ".join(en_une_ligne(ligne) for ligne in lignes if ligne.strip())


def cle(texte: str) -> str:
    """Clé de recherche : sans casse ni accents, ligatures défaites, apostrophes droites."""
    decompose = unicodedata.normalize("NFKD", texte.translate(_LIGATURES).translate(_APOSTROPHES))
    return "".join(c for c in decompose if not unicodedata.combining(c)).casefold()
