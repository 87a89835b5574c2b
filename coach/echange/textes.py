"""Un texte venu d'ailleurs, rendu sûr : sans commandes, sans sens forcé, sans balisage."""

import html
import re

from coach.modeles.texte import saisi, sans_commandes

_SAUTS = re.compile("[\u2028\u2029\x0b\x0c\x85]")
_ECRITS = re.compile(r"\ufffd")
_MUETTES = re.compile(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)")
_BALISE = re.compile(
    r"(?i)</?(?:a|abbr|b|big|blockquote|body|br|center|code|div|dd|dl|dt|em|embed|font|form|"
    r"h[1-6]|head|hr|html|i|iframe|img|input|ins|li|link|math|meta|object|ol|p|pre|s|small|span|"
    r"strike|strong|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video|audio|source)"
    r"(?:\s[^<>]*|\s*/)?>"
)
_BLANCS = re.compile(r"[^\S\n\u00a0\u202f]+")
"""Les blancs qui se réduisent : les insécables font la typographie, elles restent."""


def assaini(texte: str) -> str:
    """Le texte en NFC, sans rien d'invisible, de commande ni de sens forcé ; les lignes restent.

    Ce qui ne peut pas s'écrire en UTF-8 devient « � ».
    """
    lisible = texte.encode("utf-8", "replace").decode("utf-8")
    marque = _ECRITS.sub("\ue000", saisi(_SAUTS.sub("\n", lisible)))
    return sans_commandes(marque).replace("\ufffd", "").replace("\ue000", "\ufffd")


def sans_balises(texte: str) -> str:
    """Le texte seul d'un passage en HTML : balises ôtées, entités rendues, blancs réduits."""
    nu = html.unescape(_BALISE.sub(" ", _MUETTES.sub(" ", texte)))
    lignes = (_BLANCS.sub(" ", ligne).strip() for ligne in assaini(nu).split("\n"))
    return "\n".join(ligne for ligne in lignes if ligne)


def en_une_ligne(texte: str) -> str:
    """Le texte assaini, ses blancs et fins de ligne ramenés à une espace."""
    return _BLANCS.sub(" ", assaini(texte).replace("\n", " ")).strip()


def abrege(texte: str, longueur: int) -> str:
    """Le texte s'il tient, sinon son début coupé entre deux mots, et « … » (points de code)."""
    if len(texte) <= longueur:
        return texte
    debut = texte[: longueur - 1]
    entier = debut.rsplit(" ", 1)[0]
    return (entier if len(entier) > longueur // 2 else debut).rstrip() + "…"
