"""Ce qu'une rencontre montre, en texte comme à l'écran : la phase, l'heure, ce qui s'est dit."""

from collections.abc import Iterable

from coach.modeles.evenements import AnnotationPosee
from coach.modeles.texte import nfc, sans_commandes
from coach.supervision.animation import Heure
from coach.supervision.methode import Methode, Phase
from coach.supervision.paroles import dire
from coach.supervision.retour import Recue

_ORDRE = ("question", "resonance", "hypothese", "piste", "decision", "apprentissage", "note")
_NOM_MAXIMAL = 60
"""Points de code du nom d'un membre."""


def ou_en_est(methode: Methode, phase: Phase) -> str:
    """« Phase 2 sur 5 : Les questions »."""
    rang = [p.id for p in methode.phases].index(phase.id) + 1
    return dire("phase.ou", rang=rang, total=len(methode.phases), titre=phase.titre)


def en_minutes(heure: Heure) -> str:
    """Le temps passé, sur celui que la méthode conseille ou tient."""
    passe = int(heure.passe.total_seconds() // 60)
    conseille = int(heure.conseille.total_seconds() // 60)
    cle = "depassee" if heure.depassee else ("tenue" if heure.ferme else "conseillee")
    return dire(f"heure.{cle}", passe=passe, conseille=conseille)


def par_genre(contributions: Iterable[AnnotationPosee]) -> list[tuple[str, list[str]]]:
    """Les contributions en mots, genre par genre ; qui a signé se dit à la fin de la sienne."""
    dites: dict[str, list[str]] = {genre: [] for genre in _ORDRE}
    for contribution in contributions:
        dites[contribution.genre].append(en_mots(contribution))
    return [(dire(f"titre.{genre}"), textes) for genre, textes in dites.items() if textes]


def par_genre_recu(donnees: Iterable[Recue]) -> list[tuple[str, list[Recue]]]:
    """De même, de ce qu'une séance a reçu."""
    rangees: dict[str, list[Recue]] = {genre: [] for genre in _ORDRE}
    for recue in donnees:
        rangees[recue.contribution.genre].append(recue)
    return [(dire(f"titre.{genre}"), siennes) for genre, siennes in rangees.items() if siennes]


def en_mots(contribution: AnnotationPosee) -> str:
    """Ce qui fut dit, et par qui si c'est signé."""
    texte = sans_commandes(contribution.texte)
    if contribution.signature is None:
        return texte
    return dire("phase.signee", texte=texte, nom=sans_commandes(contribution.signature))


def noms_donnes(ligne: str) -> list[str]:
    """Les noms d'une ligne « Inès, Paul », chacun une fois, sans rien qu'un terminal exécute."""
    propres = (" ".join(sans_commandes(nfc(n)).split())[:_NOM_MAXIMAL] for n in ligne.split(","))
    return list(dict.fromkeys(nom for nom in propres if nom))
