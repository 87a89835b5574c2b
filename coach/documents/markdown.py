"""Un texte en Markdown : rien n'y est une marque, ni titre, ni lien, ni balise, ni colonne."""

import re

from markupsafe import Markup

_MARQUES = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_LIENS_SEULS = re.compile(r"(?<=http)(s?):(?=//)|(?<=ftp):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.I)
"""Ce qu'un lecteur de Markdown étendu changerait de lui-même en lien."""

_EN_TETE = re.compile(r"^([-+=:])")
_CHIFFRES = re.compile(r"^(\d+)([.)])")


def en_ligne(texte: str) -> Markup:
    """Le texte sur une ligne, chaque signe dit pour lui-même."""
    return Markup(_echapper(" ".join(texte.split("\n"))))


def en_paragraphe(texte: str, retrait: str = "") -> Markup:
    """Le texte, ses sauts de ligne gardés ; `retrait` : ce qui commence les lignes suivantes."""
    lignes = [_echapper(ligne) for ligne in texte.split("\n")]
    suite = f"\\\n{retrait}"
    groupes = [suite.join(groupe) for groupe in _paragraphes(lignes)]
    return Markup(f"\n{retrait.rstrip()}\n{retrait}".join(groupes))


def en_cellule(texte: str) -> Markup:
    """Le texte dans une case : un saut de ligne y est une rupture, jamais une nouvelle ligne."""
    return Markup("<br>".join(_echapper(ligne) for ligne in texte.split("\n")))


def _paragraphes(lignes: list[str]) -> list[list[str]]:
    """Une ligne vide sépare deux paragraphes."""
    groupes: list[list[str]] = [[]]
    for ligne in lignes:
        if ligne:
            groupes[-1].append(ligne)
        elif groupes[-1]:
            groupes.append([])
    return [groupe for groupe in groupes if groupe]


def _echapper(ligne: str) -> str:
    net = _MARQUES.sub(r"\\\1", ligne.strip(" "))
    net = _LIENS_SEULS.sub(lambda m: m[0][:-1] + "\\" + m[0][-1], net)
    if chiffres := _CHIFFRES.match(net):
        return f"{chiffres[1]}\\{net[len(chiffres[1]) :]}"
    return _EN_TETE.sub(r"\\\1", net)
