"""Dire clairement ce qui ne va pas dans un protocole : où, quoi, et que faire."""

from collections.abc import Iterable

from coach.dialogues.paroles import dire
from coach.erreurs import ErreurEnClair
from coach.modeles.texte import sans_commandes
from coach.referentiels.document import Chemin, Document
from coach.referentiels.erreurs import plus_proche

_LONGUEUR_CITEE = 60
"""Points de code cités au plus d'une valeur venue du fichier."""


class ErreurDeProtocole(ErreurEnClair):
    """Un protocole introuvable ou mal écrit ; le message est une phrase à montrer telle quelle."""


def erreur(sorte: str, /, *, choix: Iterable[str] = (), **valeurs: str | int) -> ErreurDeProtocole:
    """L'erreur de cette sorte (une clé de messages.toml), hors de tout fichier."""
    cites = {nom: citer(v) if isinstance(v, str) else v for nom, v in valeurs.items()}
    cites["choix"] = ", ".join(citer(c) for c in choix)
    return ErreurDeProtocole(dire(f"protocole.{sorte}", **cites))


def erreur_a(
    document: Document,
    chemin: Chemin,
    sorte: str,
    /,
    *,
    choix: Iterable[str] = (),
    **valeurs: str | int,
) -> ErreurDeProtocole:
    """L'erreur située : le fichier, la ligne de ce chemin, l'étape où il se trouve."""
    ou = dire("protocole_ou.fichier", fichier=citer(document.fichier))
    if ligne := _ligne(document, chemin):
        ou += dire("protocole_ou.ligne", ligne=ligne)
    if etape := _etape(document, chemin):
        ou += dire("protocole_ou.etape", etape=citer(etape))
    cites = {nom: citer(v) if isinstance(v, str) else v for nom, v in valeurs.items()}
    cites["choix"] = ", ".join(citer(c) for c in choix)
    return ErreurDeProtocole(dire(f"protocole.{sorte}", ou=ou, **cites))


def inconnu(
    document: Document, chemin: Chemin, sorte: str, nom: str, connus: Iterable[str], **valeurs: str
) -> ErreurDeProtocole:
    """Un nom inconnu, avec le plus proche de ceux qui existent, sinon la liste."""
    choix = tuple(connus)
    if proche := plus_proche(nom, choix):
        return erreur_a(document, chemin, f"{sorte}_proche", nom=nom, proche=proche, **valeurs)
    return erreur_a(document, chemin, sorte, nom=nom, choix=choix, **valeurs)


def citer(valeur: str) -> str:
    """La valeur en une ligne, courte, sans rien qu'un terminal exécuterait."""
    ligne = " ".join(sans_commandes(valeur).split())
    return ligne if len(ligne) <= _LONGUEUR_CITEE else ligne[: _LONGUEUR_CITEE - 1] + "…"


def _ligne(document: Document, chemin: Chemin) -> int | None:
    """La ligne de ce champ ; dans une liste de textes, celle du texte lui-même."""
    ligne = document.ligne(chemin)
    texte = _valeur(document, chemin)
    if ligne is None or not chemin or not isinstance(chemin[-1], int) or not isinstance(texte, str):
        return ligne
    debut = texte.split("\n")[0][:40]
    suivantes = document.texte.split("\n")[ligne - 1 :]
    return next((ligne + n for n, ici in enumerate(suivantes) if debut and debut in ici), ligne)


def _valeur(document: Document, chemin: Chemin) -> object:
    ici: object = document.donnees
    for pas in chemin:
        if isinstance(ici, dict) and isinstance(pas, str):
            ici = ici.get(pas)
        elif isinstance(ici, list) and isinstance(pas, int) and pas < len(ici):
            ici = ici[pas]
        else:
            return None
    return ici


def _etape(document: Document, chemin: Chemin) -> str | None:
    """Le nom de l'étape que traverse ce chemin, sinon son rang."""
    if len(chemin) < 2 or chemin[0] != "etapes" or not isinstance(chemin[1], int):
        return None
    nom = _valeur(document, (*chemin[:2], "id"))
    return nom if isinstance(nom, str) and nom else f"n°\u00a0{chemin[1] + 1}"
