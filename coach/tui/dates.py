"""Les dates comme on les dit : « aujourd'hui », « hier », « lundi 16 novembre »."""

from datetime import date, datetime

from coach.modeles.calendrier import en_clair
from coach.tui.paroles import dire


def jour_complet(jour: date) -> str:
    """« samedi 21 novembre 2026 »."""
    return en_clair(jour, semaine=True)


def heure(moment: datetime) -> str:
    """« 21:04 », à l'heure d'ici."""
    return moment.strftime("%H:%M")


def jour_relatif(jour: date, aujourdhui: date) -> str:
    """Le jour, au plus près de la façon de le dire : sans l'année quand c'est la même."""
    ecart = (aujourdhui - jour).days
    if ecart == 0:
        return dire("date.aujourdhui")
    if ecart == 1:
        return dire("date.hier")
    if jour.year == aujourdhui.year:
        return en_clair(jour, semaine=True, annee=False)
    return en_clair(jour)
