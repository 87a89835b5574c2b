"""Ce que des filtres laissent voir du portfolio, en mots : à la commande et sur un document."""

from collections.abc import Iterator
from dataclasses import replace

from coach.dialogues.enseignes import enseigne
from coach.exposition.paroles import dire
from coach.modeles.calendrier import en_clair
from coach.portfolio import Filtres
from coach.referentiels.themes import charger_themes


def dits(filtres: Filtres) -> Iterator[str]:
    """Chaque filtre, sous le nom que la personne lui connaît ; rien si tout se voit."""
    if filtres.depuis:
        yield dire("filtres.depuis", jour=en_clair(filtres.depuis))
    if filtres.jusqu_a:
        yield dire("filtres.jusqu_a", jour=en_clair(filtres.jusqu_a))
    if filtres.theme:
        titres = {theme.id: theme.titre for theme in charger_themes()}
        yield dire("filtres.theme", titre=titres.get(filtres.theme, filtres.theme))
    for protocole in filtres.protocoles:
        connu = enseigne(protocole)
        yield dire("filtres.protocole", titre=connu.titre if connu else protocole)
    for etiquette in filtres.etiquettes:
        yield dire("filtres.etiquette", etiquette=etiquette)


def dits_au_jury(filtres: Filtres) -> Iterator[str]:
    """De même, sur un document : une étiquette est à soi, elle ne s'y nomme pas."""
    yield from dits(replace(filtres, etiquettes=()))
    if filtres.etiquettes:
        yield dire("filtres.choisies")
