"""La page de référence des réglages, tirée du modèle ; un essai vérifie que `docs/` a la même.

Pour la refaire : `python -m coach.reglages.page > docs/reglages.md`.
"""

import sys
from collections.abc import Iterator

from coach.reglages.champs import Champ, champs
from coach.reglages.gabarit import en_toml, gabarit
from coach.reglages.modele import Reglages
from coach.reglages.paroles import dire

_COMMANDES = (
    ("coach reglages", "montrer"),
    ("coach reglages changer pays BE", "changer"),
    ("coach reglages changer pays", "habitude"),
    ("coach reglages --texte", "texte"),
    ("coach reglages ouvrir", "ouvrir"),
)


def page() -> str:
    """La page entière, en Markdown."""
    parties = [
        f"# {dire('page.titre')}",
        dire("page.ouverture"),
        dire("page.fichier"),
        *(partie for champ in champs() for partie in _champ(champ)),
        f"## {dire('page.commandes')}",
        "\n".join(_commandes()),
        f"## {dire('page.modele')}",
        f"```toml\n{gabarit()}```",
    ]
    return "\n\n".join(parties) + "\n"


def _champ(champ: Champ) -> Iterator[str]:
    habituelle = getattr(Reglages(), champ.nom)
    yield f"## {champ.titre} : `{champ.nom}`".replace(" :", "\u00a0:")
    yield champ.aide
    if champ.sorte == "touches":
        yield f"```toml\n[{champ.nom}]\n{dire('gabarit.exemple')}\n```"
        return
    if champ.sorte != "texte":
        yield "\n".join(_valeurs(champ))
    suite = "" if habituelle else f" ({dire('page.vide')})"
    yield f"{dire('page.habitude')}\u00a0: `{en_toml(habituelle)}`{suite}."


def _valeurs(champ: Champ) -> Iterator[str]:
    """Un tableau : ce qui s'écrit, ce que cela dit."""
    ecrites = {"oui": "true", "non": "false"} if champ.sorte == "oui_non" else {}
    yield f"| {dire('page.valeurs')} | |"
    yield "|---|---|"
    for choix in champ.choix():
        yield f"| `{ecrites.get(choix.valeur, choix.valeur)}` | {choix.libelle} |"


def _commandes() -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    for commande, sens in _COMMANDES:
        yield f"| `{commande}` | {dire(f'page.commande_{sens}')} |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
