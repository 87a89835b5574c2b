"""Un ajustement du plan dans une liste : deux lignes, et le détail quand il est déplié."""

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from coach.modeles.calendrier import en_clair
from coach.modeles.texte import en_une_ligne
from coach.plan.vues import Engagement, Pas
from coach.tui.dates import jour_relatif
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe, Pile


def ligne_du_plan(engagement: Engagement, aujourd_hui: date, discret: str, *, deplie: bool) -> Pile:
    """Ce qui fut décidé, pour quand et où il en est ; `deplie` : d'où il vient, son histoire."""
    detail = Text(f"{_quand(engagement, aujourd_hui)} · {_etat(engagement.etat)}", discret)
    lignes = [Paragraphe(en_une_ligne(engagement.texte)), Paragraphe(detail, tete="  ")]
    if engagement.appris and not engagement.ouvert and not deplie:
        lignes.append(Paragraphe(Text(en_une_ligne(engagement.appris), "italic"), tete="  "))
    if deplie:
        lignes += [Paragraphe(phrase, tete="    ") for phrase in _detail(engagement, aujourd_hui)]
    return Pile(*lignes)


def _etat(etat: str) -> str:
    """« ◐ en cours » : un signe et le mot, jamais une couleur."""
    return f"{dire(f'plan.marque_{etat}')} {dire(f'ajustement.{etat}')}"


def _quand(engagement: Engagement, aujourd_hui: date) -> str:
    if not engagement.ouvert:
        return _jour(engagement.dernier_mot.date(), aujourd_hui)
    if engagement.echeance is None:
        decide = _jour(engagement.decide_le.date(), aujourd_hui)
        return dire("accueil.sans_date", quand=decide)
    cle = "accueil.echu" if engagement.echu(aujourd_hui) else "accueil.pour"
    return dire(cle, quand=_jour(engagement.echeance, aujourd_hui))


def _jour(jour: date, aujourd_hui: date) -> str:
    return jour_relatif(jour, aujourd_hui)


def _date(jour: date, aujourd_hui: date) -> str:
    """Le jour lui-même, dont l'histoire se souvient : jamais « hier »."""
    return en_clair(jour, semaine=True, annee=jour.year != aujourd_hui.year)


def _detail(engagement: Engagement, aujourd_hui: date) -> Iterator[str]:
    if engagement.indicateur:
        yield dire("plan.indicateur", texte=en_une_ligne(engagement.indicateur))
    titre = en_une_ligne(engagement.titre) or dire("accueil.sans_titre")
    jour = _jour(engagement.jour, aujourd_hui)
    cle = "plan.origine_prevue" if engagement.prevue else "plan.origine"
    prevue = _date(engagement.prevue, aujourd_hui) if engagement.prevue else ""
    yield dire(cle, jour=jour, titre=titre, prevue=prevue)
    for pas in engagement.histoire:
        yield _pas(pas, aujourd_hui)


def _pas(pas: Pas, aujourd_hui: date) -> str:
    """« Mardi 3 mars : en cours, reporté au 12 mars. Ce qui en fut appris. »"""
    etat = dire(f"ajustement.{pas.etat}")
    if pas.echeance:
        etat = dire("plan.reporte_a", etat=etat, jour=_date(pas.echeance, aujourd_hui))
    jour = _jour(pas.quand.date(), aujourd_hui)
    cle = "plan.pas_appris" if pas.appris else "plan.pas"
    dit = dire(cle, jour=jour, etat=etat, texte=en_une_ligne(pas.appris))
    return dit[:1].upper() + dit[1:]
