"""Ce qu'un référentiel dit de plus que ses titres, en HTML échappé, pour Moodle et pour Mahara."""

import html
from collections.abc import Iterable, Iterator

from coach.modeles.referentiel import NOMS_DES_CATEGORIES, Competence


def paragraphes(textes: Iterable[str]) -> str:
    """Un paragraphe par texte non vide."""
    return "".join(f"<p>{_echappe(texte)}</p>" for texte in textes if texte)


def description(competence: Competence) -> str:
    """Le titre entier, la situation et les énoncés par catégorie."""
    morceaux = [paragraphes((competence.titre, competence.situation))]
    for categorie in dict.fromkeys(item.categorie for item in competence.items):
        morceaux.append(paragraphes((NOMS_DES_CATEGORIES[categorie],)))
        morceaux.append(f"<ul>{''.join(_enonces(competence, categorie))}</ul>")
    return "".join(morceaux)


def _enonces(competence: Competence, categorie: str) -> Iterator[str]:
    """Chaque énoncé de la catégorie, avec ce que la source range dessous."""
    items = [item for item in competence.items if item.categorie == categorie]
    for rang, item in enumerate(items, 1):
        dessous = [
            f"<li>{_echappe(enonce)}</li>"
            for sous in competence.sous_items
            if (sous.categorie, sous.item) == (categorie, rang)
            for enonce in sous.enonces
        ]
        liste = f"<ul>{''.join(dessous)}</ul>" if dessous else ""
        yield f"<li>{_echappe(item.enonce)}{liste}</li>"


def _echappe(texte: str) -> str:
    return html.escape(texte, quote=False)
