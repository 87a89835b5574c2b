"""Écrit docs/touches.md depuis les gestes de l'interface : `make captures`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from coach.tui.clavier.touches import nom_de_touche, touches_de, tous_les_gestes
from coach.tui.gestes import ECRANS, GENERAUX, PIECES, Geste
from coach.tui.paroles import dire

PAGE = Path(__file__).with_suffix(".md")

_DEBUT = """\
# Les touches

Cette page est écrite depuis le code par `make captures` ; un essai vérifie qu’elle le suit.

Il n’y a rien à apprendre par cœur : le bas de chaque écran montre les touches qui comptent,
**Ctrl+G** (ou F1) les dit toutes, et **Ctrl+P** ouvre la palette, où chaque geste se cherche par
son nom, avec ou sans accents. **Ctrl+T** montre une lettre sur chaque zone de l’écran : la taper
y mène.

Ailleurs que dans un champ, une lettre vaut aussi en majuscule. Dans un champ, les lettres
s’écrivent ; restent les touches F1 à F12, Ctrl suivi d’une lettre, et Échap.

Toutes se changent : dans l’interface, Réglages, puis Touches ; ou dans `reglages.toml`, section
`[touches]`, par l’identifiant de la dernière colonne. Une touche prise deux fois, ou que les
terminaux ne transmettent pas, se dit et n’est pas prise.
"""


def page() -> str:
    """La page entière, en Markdown."""
    morceaux = [_DEBUT, *_partie(2, dire("page_touches.partout"), GENERAUX)]
    for ecran, gestes in ECRANS.items():
        morceaux += _partie(2, dire(f"page_touches.{ecran}"), gestes)
        for piece, siens in PIECES.get(ecran, {}).items():
            morceaux += _partie(3, dire(f"zone.{piece}"), siens)
    return "\n".join(morceaux)


def _partie(niveau: int, titre: str, gestes: Iterable[Geste]) -> Iterator[str]:
    yield f"{'#' * niveau} {titre}\n"
    yield "| touche | geste | ce qu’il fait | identifiant |"
    yield "|---|---|---|---|"
    for ecrit in gestes:
        geste = ecrit if ecrit.touches or ecrit.palette else tous_les_gestes()[ecrit.nom]
        noms = [f"`{nom_de_touche(touche)}`" for touche in touches_de(geste, {})]
        touches = ", ".join(noms) or dire("page_touches.sans")
        yield f"| {touches} | {geste.libelle} | {geste.aide} | `{geste.nom}` |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print("docs/touches.md")
