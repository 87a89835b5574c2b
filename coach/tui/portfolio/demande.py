"""Comprendre ce que l'on veut voir du portfolio : « depuis mars theme:equipe #atelier CP11 »."""

from dataclasses import dataclass, field
from datetime import date

from coach.carnet.demande import Connus, Demande, Morceau, comprendre_la_demande
from coach.modeles.referentiel import Theme
from coach.modeles.texte import cle, sans_commandes
from coach.portfolio import Filtres
from coach.referentiels.themes import charger_themes
from coach.tui.journaux import filtrage
from coach.tui.paroles import dire

PREFIXE = "theme:"
"""Ce qui précède le nom d'un thème."""


@dataclass(frozen=True)
class Voulu:
    """Une demande comprise.

    `mots` : cherchés, repliés, dans le code et le titre des compétences ; `dit` : les filtres en
    clair ; `avis` : ce qui n'est pas compris.
    """

    filtres: Filtres = field(default_factory=Filtres)
    mots: tuple[str, ...] = ()
    dit: str = ""
    avis: tuple[str, ...] = ()


def comprendre(texte: str, aujourd_hui: date, connus: Connus) -> Voulu:
    """Ce que demande ce texte : une période, un thème, des protocoles, des étiquettes, des mots."""
    demande = comprendre_la_demande(texte, aujourd_hui, connus)
    themes = [m for m in demande.morceaux if est_un_theme(m)]
    voulu = theme_de(themes[-1].ecrit) if themes else None
    mots = [cle(m.valeur) for m in demande.morceaux if m.sorte == "mots" and m not in themes]
    mots += [cle(m.valeur.rpartition("/")[2]) for m in demande.morceaux if m.sorte == "competence"]
    dits = [filtrage.decrire(demande.filtre)]
    dits += [dire("portfolio.filtre_theme", titre=voulu.titre)] if voulu else []
    return Voulu(
        _filtres(demande, voulu, aujourd_hui),
        tuple(mots),
        " · ".join(filter(None, dits)),
        (*filtrage.avis(demande), *(_inconnu(m) for m in themes[-1:] if voulu is None)),
    )


def est_un_theme(morceau: Morceau) -> bool:
    """Vrai si ce morceau nomme un thème."""
    return morceau.sorte == "mots" and cle(morceau.ecrit).startswith(PREFIXE)


def theme_de(ecrit: str) -> Theme | None:
    """Le thème de « theme:equipe », par son identifiant ou le début de son titre."""
    nom = cle(ecrit).removeprefix(PREFIXE).strip('" ')
    if not nom:
        return None
    themes = charger_themes()
    exact = next((t for t in themes if nom in (t.id, cle(t.titre))), None)
    return exact or next((t for t in themes if cle(t.titre).startswith(nom)), None)


def _filtres(demande: Demande, theme: Theme | None, aujourd_hui: date) -> Filtres:
    """Une période qui court encore n'a pas de fin : on la regarde d'aujourd'hui."""
    filtre, periode = demande.filtre, demande.filtre.periode
    return Filtres(
        depuis=periode.debut if periode and periode.debut > date.min else None,
        jusqu_a=periode.fin if periode and periode.fin < aujourd_hui else None,
        theme=theme.id if theme else None,
        protocoles=filtre.protocoles,
        etiquettes=filtre.etiquettes,
    )


def _inconnu(morceau: Morceau) -> str:
    nom = sans_commandes(morceau.ecrit.partition(":")[2])
    return dire("portfolio.theme_inconnu", mot=nom)
