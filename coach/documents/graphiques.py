"""Un graphique en SVG : des barres couchées, lisibles en couleur comme en noir et blanc."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

CORPS = 15
"""Taille du texte, en unités du dessin."""

_INTERLIGNE, _BARRE, _ECART, _PAVE = 20, 18, 12, 14
_SERRES, _LARGES = frozenset("iljtfrI.,:;’'!|()[] \u00a0\u202f"), frozenset("mwMWœŒæÆ%@—…")

TEINTES = ("#1b5e72", "#b8651b", "#7a3b69", "#3f7d3a", "#5b5b5b", "#2f5fb3")
"""Une par sorte ; au-delà de six, elles reviennent avec une autre texture."""

_TEXTURES = (
    "",
    '<path d="M0 0V8" stroke="{fond}" stroke-width="4"/>',
    '<circle cx="4" cy="4" r="2" fill="{fond}"/>',
    '<path d="M0 0H8M0 0V8" stroke="{fond}" stroke-width="3"/>',
    '<path d="M0 4H8" stroke="{fond}" stroke-width="2.5"/>',
    '<path d="M4 0V8" stroke="{fond}" stroke-width="2.5"/>',
    '<path d="M0 0L8 8M8 0L0 8" stroke="{fond}" stroke-width="1.5"/>',
)
_ANGLES = (0, 45, 0, 45, 0, 0, 0)


@dataclass(frozen=True)
class Encre:
    """D'où viennent les couleurs : dites dans le dessin, ou prises aux variables de la page."""

    texte: str
    discret: str
    fond: str
    teintes: tuple[str, ...]
    police: str
    opaque: bool


_SERIF = "Georgia, 'Liberation Serif', serif"
IMPRIMEE = Encre("#1d1d1f", "#767676", "#ffffff", TEINTES, "'Libertinus Serif'", opaque=False)
IMAGE = Encre("#1d1d1f", "#767676", "#ffffff", TEINTES, _SERIF, opaque=True)
PAGE = Encre(
    "var(--texte)",
    "var(--discret)",
    "var(--fond)",
    tuple(f"var(--teinte-{rang})" for rang in range(1, len(TEINTES) + 1)),
    "inherit",
    opaque=False,
)
"""Pour le papier, pour une image à part, pour une page qui sait s'assombrir."""


def dessiner(graphique: dict[str, Any], encre: Encre, *, largeur: int) -> Markup:
    """Le SVG d'un graphique de la vue ; `largeur` : en unités du dessin (le texte en fait 15)."""
    return _Dessin(graphique, encre, largeur).svg()


def largeur_du_texte(texte: str) -> float:
    """La place que prend un texte, en unités du dessin ; comptée large plutôt que juste."""
    return sum(_chasse(c) for c in texte) * CORPS


def en_lignes(texte: str, largeur: float) -> list[str]:
    """Le texte coupé aux espaces, et dans un mot s'il est plus long que la ligne."""
    lignes, ligne = [], ""
    for mot in texte.split(" "):
        essai = f"{ligne} {mot}" if ligne else mot
        if largeur_du_texte(essai) <= largeur:
            ligne = essai
            continue
        if ligne:
            lignes.append(ligne)
        *pleines, ligne = _morceaux(mot, largeur)
        lignes += pleines
    return [*lignes, ligne] if ligne else lignes


def _morceaux(mot: str, largeur: float) -> list[str]:
    """Le mot en morceaux qui tiennent chacun sur la ligne."""
    morceaux, place = [""], 0.0
    for caractere in mot:
        chasse = _chasse(caractere) * CORPS
        if place + chasse > largeur and morceaux[-1]:
            morceaux.append("")
            place = 0.0
        morceaux[-1] += caractere
        place += chasse
    return morceaux


def _chasse(caractere: str) -> float:
    if caractere in _SERRES:
        return 0.36
    if caractere in _LARGES:
        return 0.98
    if ord(caractere) > 0x2000:
        return 1.1
    return 0.76 if caractere.isupper() else 0.58


class _Dessin:
    """Pose les éléments de haut en bas ; `_y` : où commence le suivant."""

    def __init__(self, graphique: dict[str, Any], encre: Encre, largeur: int) -> None:
        self._graphique, self._encre, self._largeur = graphique, encre, largeur
        self._id = f"graphique-{graphique['numero']}"
        self._y = 4.0
        self._elements: list[Markup] = []
        sommes = [sum(max(0.0, p) for p in barre["parts"]) for barre in graphique["barres"]]
        self._plein = max([graphique["plein"], *sommes, 1e-9])
        chiffres = [largeur_du_texte(barre["chiffre"]) for barre in graphique["barres"]]
        au_bout = [c for c in chiffres if c <= largeur * 0.34]
        self._place = max(au_bout, default=0.0)
        self._piste = largeur - 2 - (self._place + 10 if au_bout and self._place else 0)

    def svg(self) -> Markup:
        graphique = self._graphique
        motifs = self._motifs()
        self._legende()
        for barre in graphique["barres"]:
            self._barre(barre)
        hauteur = round(self._y)
        fond = Markup("")
        if self._encre.opaque:
            fond = Markup('<rect width="{}" height="{}" fill="{}"/>').format(
                self._largeur, hauteur, self._encre.fond
            )
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}"'
            ' role="img" aria-labelledby="{}-titre {}-dit" font-family="{}" font-size="{}">'
            '<title id="{}-titre">{}</title><desc id="{}-dit">{}</desc>{}{}{}</svg>'
        ).format(
            *(self._largeur, hauteur, self._largeur, hauteur, self._id, self._id),
            *(self._encre.police, CORPS, self._id, graphique["titre"]),
            *(self._id, graphique["alternative"], motifs, fond, Markup("").join(self._elements)),
        )

    def _motifs(self) -> Markup:
        motifs = [
            Markup(
                '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse"'
                ' patternTransform="rotate({})">{}</pattern>'
            ).format(
                *(self._id, rang, _ANGLES[rang % len(_ANGLES)]),
                Markup(_TEXTURES[rang % len(_TEXTURES)].format(fond=self._encre.fond)),
            )
            for rang in range(len(self._graphique["sortes"]))
            if _TEXTURES[rang % len(_TEXTURES)]
        ]
        return Markup("<defs>{}</defs>").format(Markup("").join(motifs)) if motifs else Markup("")

    def _legende(self) -> None:
        x = 0.0
        for rang, sorte in enumerate(self._graphique["sortes"]):
            lignes = en_lignes(sorte, self._largeur - _PAVE - 8)
            place = _PAVE + 8 + max((largeur_du_texte(ligne) for ligne in lignes), default=0)
            if x and (x + place > self._largeur or len(lignes) > 1):
                x, self._y = 0.0, self._y + _INTERLIGNE + 2
            self._rectangle(x + 1, self._y + 1, _PAVE, _PAVE, rang)
            for i, ligne in enumerate(lignes):
                self._texte(x + _PAVE + 8, self._y + CORPS - 2 + i * _INTERLIGNE, ligne)
            self._y += _INTERLIGNE * (len(lignes) - 1) if lignes else 0
            x = self._largeur if len(lignes) > 1 else x + place + 16
        if self._graphique["sortes"]:
            self._y += _INTERLIGNE + _ECART

    def _barre(self, barre: dict[str, Any]) -> None:
        for ligne in en_lignes(barre["nom"], self._largeur):
            self._texte(0, self._y + CORPS, ligne)
            self._y += _INTERLIGNE
        self._y += 2
        x = 1.0
        for rang, part in enumerate(barre["parts"]):
            large = max(0.0, part) / self._plein * self._piste
            if large > 0:
                self._rectangle(x, self._y, large, _BARRE, rang)
            x += large
        self._cadre()
        self._chiffre(barre["chiffre"])
        self._y += _BARRE + _ECART

    def _chiffre(self, chiffre: str) -> None:
        if not chiffre:
            return
        if largeur_du_texte(chiffre) <= self._place:
            self._texte(self._piste + 8, self._y + _BARRE - 4, chiffre)
            return
        for ligne in en_lignes(chiffre, self._largeur):
            self._y += _INTERLIGNE
            self._texte(0, self._y + _BARRE - 2, ligne)

    def _cadre(self) -> None:
        self._elements.append(
            Markup(
                '<rect x="1" y="{:.1f}" width="{:.1f}" height="{}" fill="none" stroke="{}"/>'
            ).format(self._y, self._piste - 1, _BARRE, self._encre.discret)
        )

    def _rectangle(self, x: float, y: float, large: float, haut: float, rang: int) -> None:
        """La teinte pleine, puis la texture : le joint de ses carreaux ne se voit pas."""
        remplissages = [self._encre.teintes[rang % len(self._encre.teintes)]]
        if _TEXTURES[rang % len(_TEXTURES)]:
            remplissages.append(f"url(#{self._id}-{rang})")
        for remplissage in remplissages:
            self._elements.append(
                Markup(
                    '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" fill="{}"'
                    ' stroke="{}" stroke-width="1"/>'
                ).format(x, y, large, haut, remplissage, self._encre.texte)
            )

    def _texte(self, x: float, y: float, texte: str) -> None:
        self._elements.append(
            Markup('<text x="{:.1f}" y="{:.1f}" fill="{}">{}</text>').format(
                x, y, self._encre.texte, escape(texte)
            )
        )
