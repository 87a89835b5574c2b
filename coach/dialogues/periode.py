"""L'étape de relecture : les séances d'une période remises sous les yeux, puis une question."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from coach.dialogues.citation import citer_mots
from coach.dialogues.ecriture import AEcrire, choix_de, faits_de, question, texte_de
from coach.dialogues.histoire import SeancePassee
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire, enumerer
from coach.dialogues.reprises import poser
from coach.dialogues.script import Etape, Question
from coach.modeles.calendrier import decaler_les_mois, en_clair
from coach.modeles.evenements import OptionProposee
from coach.modeles.periodes import comprendre
from coach.modeles.seance import Echange
from coach.referentiels.themes import charger_themes

CHOIX = "periode"
"""Le nom de la question qui choisit la période."""

_DUREES = (1, 3, 6, 12)
"""Mois proposés, en plus de toute l'histoire."""

_TOUT = "tout"
_BLANCS = re.compile(r"[ \t\n]+")
_TITRES_MAX = 6
_THEMES_MAX = 3
_ACTIONS_MAX = 3


def periode(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Demande la période s'il y a un choix à faire, la montre, puis pose la question écrite."""
    faits = faits_de(matiere.etat.de_l_etape(etape.id))
    options = _options(matiere)
    if len(options) > 1 and CHOIX not in faits:
        phrase = dire("periode.laquelle")
        return question(etape, CHOIX, phrase, saisie="choix", options=options)
    for rang, posee in enumerate(etape.questions):
        if posee.id not in faits:
            if rang:
                return poser(matiere, etape, posee, len(matiere.contexte.histoire.seances))
            return _regarder(matiere, etape, posee, faits.get(CHOIX))
    return None


def _regarder(matiere: Matiere, etape: Etape, posee: Question, choix: Echange | None) -> AEcrire:
    """La première question, après ce que la période montre.

    Elle parle de plusieurs séances : s'il n'y en a qu'une, ou aucune, elle se dit autrement.
    """
    seances = _choisies(matiere, choix)
    montre = _montrer(matiere, seances)
    if len(seances) > 1:
        return poser(matiere, etape, posee, len(matiere.contexte.histoire.seances), tuple(montre))
    regard = dire("periode.regard_d_une" if seances else "periode.regard_de_memoire")
    return question(etape, posee.id, " ".join([*montre, regard]))


def _options(matiere: Matiere) -> list[OptionProposee]:
    """Les durées qui ne montrent pas toutes la même chose, de la plus courte à la plus longue."""
    offertes: list[OptionProposee] = []
    vues = 0
    for valeur in (*map(str, _DUREES), _TOUT):
        nombre = len(_seances(matiere, valeur))
        if nombre > vues:
            libelle = dire("periode.tout" if valeur == _TOUT else f"periode.mois_{valeur}")
            compte = dire("periode.une" if nombre == 1 else "periode.plusieurs", nombre=nombre)
            offertes.append(OptionProposee(valeur=valeur, libelle=f"{libelle} ({compte})"))
            vues = nombre
    return offertes


def _seances(matiere: Matiere, valeur: str) -> list[SeancePassee]:
    """Les séances des derniers mois, la plus ancienne d'abord."""
    toutes = sorted(matiere.contexte.histoire.seances, key=lambda s: s.date)
    if valeur == _TOUT:
        return toutes
    debut = decaler_les_mois(matiere.contexte.horloge().date(), -int(valeur))
    return [s for s in toutes if s.date >= debut]


def _choisies(matiere: Matiere, choix: Echange | None) -> list[SeancePassee]:
    """Celles de la période choisie, ou dite avec ses mots ; toutes, à défaut."""
    for valeur in choix_de(choix):
        return _seances(matiere, valeur)
    toutes = _seances(matiere, _TOUT)
    dite = comprendre(texte_de(choix), matiere.contexte.horloge().date())
    return [s for s in toutes if dite.debut <= s.date <= dite.fin] if dite else toutes


def _montrer(matiere: Matiere, seances: Sequence[SeancePassee]) -> list[str]:
    """Ce que la période contient : séances, thèmes qui reviennent, actions encore ouvertes."""
    if not seances:
        vide = not matiere.contexte.histoire.seances
        return [dire("periode.rien" if vide else "periode.rien_ici")]
    phrases = [_dire_les_seances(seances)]
    if themes := _themes(seances):
        phrases.append(dire("periode.themes", themes=enumerer(themes)))
    if actions := _actions(matiere, seances[0].date):
        phrases.append(dire("periode.actions", actions=enumerer(actions)))
    return phrases


def _dire_les_seances(seances: Sequence[SeancePassee]) -> str:
    dites = [
        dire("periode.seance", titre=_citer(s.titre), jour=en_clair(s.date, annee=False))
        for s in seances[-_TITRES_MAX:]
    ]
    reste = len(seances) - len(dites)
    if reste:
        dites.append(dire("periode.autre" if reste == 1 else "periode.autres", nombre=reste))
    cle = "periode.une_seance" if len(seances) == 1 else "periode.des_seances"
    return dire(cle, nombre=len(seances), seances=enumerer(dites))


def _themes(seances: Sequence[SeancePassee]) -> list[str]:
    """Les thèmes reliés dans plus d'une séance, les plus fréquents d'abord."""
    titres = {t.id: t.titre for t in charger_themes()}
    fois = Counter(theme for s in seances for theme in sorted(s.themes) if theme in titres)
    return [
        dire("periode.theme", theme=titres[theme], nombre=nombre)
        for theme, nombre in fois.most_common(_THEMES_MAX)
        if nombre > 1
    ]


def _actions(matiere: Matiere, depuis: date) -> list[str]:
    """Les actions décidées dans la période et encore ouvertes."""
    ouvertes = [a for a in matiere.contexte.histoire.ajustements if a.decide_le >= depuis]
    return [_citer(a.texte) for a in ouvertes[:_ACTIONS_MAX]]


def _citer(texte: str) -> str:
    """Des mots de la personne entre guillemets ; tels quels s'ils en ont déjà."""
    ligne = _BLANCS.sub(" ", texte).strip(" .")
    if not ligne:
        return dire("periode.sans_titre")
    return ligne if "«" in ligne else citer_mots(ligne)
