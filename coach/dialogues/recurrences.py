"""Ce qui revient d'une séance à l'autre, d'après les compétences que la personne a reliées."""

from datetime import date

from coach.dialogues.citation import citer_mots
from coach.dialogues.competences import trouver
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire, enumerer
from coach.modeles.calendrier import en_clair
from coach.modeles.seance import LienFait
from coach.referentiels.themes import charger_themes

_FENETRE = 12
"""Séances d'avant où un thème se cherche : au-delà, il ne revient pas, il a existé."""

_TOUTES_LES = 3
"""On ne le dit qu'à la troisième séance, puis à la sixième… : signalé, jamais rabâché."""

_ORDINAUX = {3: "troisième", 6: "sixième", 9: "neuvième", 12: "douzième"}
_DATES_MAX = 3


def theme_qui_revient(matiere: Matiere) -> tuple[str, ...]:
    """Une phrase, avec les dates, sur le thème le plus présent ; aucune si rien ne revient."""
    aujourd_hui = matiere.contexte.horloge().date()
    passees = list(matiere.contexte.histoire.seances)[:_FENETRE]
    candidats: list[tuple[int, str, list[date]]] = []
    for theme in _themes(matiere):
        dates = [s.date for s in passees if theme in s.themes]
        if (len(dates) + 1) % _TOUTES_LES == 0 and len(dates) + 1 in _ORDINAUX:
            candidats.append((len(dates) + 1, theme, dates))
    if not candidats:
        return ()
    fois, theme, dates = max(candidats, key=lambda c: c[0])
    titre = next((t.titre for t in charger_themes() if t.id == theme), theme)
    jours = [_jour(d, aujourd_hui) for d in sorted(set(dates))][-_DATES_MAX:]
    return (
        dire(
            "theme.revient",
            theme=citer_mots(titre.rstrip(" .")),
            fois=_ORDINAUX[fois],
            dates=enumerer([*jours, dire("theme.ce_jour")]),
        ),
    )


def _themes(matiere: Matiere) -> list[str]:
    """Les thèmes des compétences reliées ce soir, sans doublon, dans l'ordre."""
    trouves: dict[str, None] = {}
    for lien in matiere.etat.liens:
        for theme in _themes_du_lien(matiere, lien):
            trouves[theme] = None
    return list(trouves)


def _themes_du_lien(matiere: Matiere, lien: LienFait) -> tuple[str, ...]:
    trouvee = trouver(matiere.contexte.referentiels, f"{lien.referentiel}:{lien.code}")
    return tuple(trouvee[1].themes) if trouvee else ()


def _jour(jour: date, aujourd_hui: date) -> str:
    clair = en_clair(jour)
    return clair.removesuffix(f" {jour.year}") if jour.year == aujourd_hui.year else clair
