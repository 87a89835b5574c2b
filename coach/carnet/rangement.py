"""Ranger une séance après coup : son titre, ses étiquettes. Chaque geste est un événement."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlite_utils import Database
from ulid import ULID

from coach.carnet import registre
from coach.carnet.erreurs import ErreurDeCarnet
from coach.modeles.evenements import EtiquettePosee, Evenement, EvenementAnnule, TitreDonne
from coach.modeles.journal import Plume, vivants
from coach.modeles.texte import cle, nfc, sans_commandes

Rangement = Callable[[Plume, list[Evenement]], list[Evenement]]
"""Ce qu'un geste écrit à la suite de la séance, d'après ce qu'elle contient."""

LONGUEUR = 60
"""Points de code d'une étiquette ; un titre en prend trois fois plus."""


def plume(base: Database, flux: str, auteur: str, quand: datetime) -> Plume:
    """De quoi écrire la suite d'une séance, à cette heure."""
    rang = registre.dernier_rang(base, flux)
    return Plume(flux, auteur, lambda: quand, lambda: str(ULID()), rang)


def titre(tenue: Plume, texte: str) -> list[Evenement]:
    """Le nouveau titre. Lève `ErreurDeCarnet` s'il est vide."""
    return [tenue.ecrire(TitreDonne, titre=_net(texte, 3 * LONGUEUR))]


def etiquette_a_poser(tenue: Plume, evenements: list[Evenement], nom: str) -> list[Evenement]:
    """L'étiquette à poser ; rien si la séance la porte déjà. Lève `ErreurDeCarnet` si vide."""
    net = _net(nom.strip().removeprefix("#"), LONGUEUR)
    if any(_posees(evenements, net)):
        return []
    return [tenue.ecrire(EtiquettePosee, etiquette=net)]


def etiquette_a_oter(tenue: Plume, evenements: list[Evenement], nom: str) -> list[Evenement]:
    """De quoi ôter l'étiquette, autant de fois qu'elle fut posée ; rien si elle ne l'est pas."""
    posees = list(_posees(evenements, nom.strip().removeprefix("#")))
    return [tenue.ecrire(EvenementAnnule, cible=posee.id) for posee in posees]


def _posees(evenements: list[Evenement], nom: str) -> Iterator[EtiquettePosee]:
    voulue = cle(" ".join(nom.split()))
    for evenement in vivants(evenements):
        if isinstance(evenement, EtiquettePosee) and cle(evenement.etiquette) == voulue:
            yield evenement


def _net(texte: str, longueur: int) -> str:
    """Le texte sur une ligne, sans rien qu'un terminal exécuterait."""
    net = " ".join(sans_commandes(nfc(texte)).split())
    if not net:
        raise ErreurDeCarnet("nom_vide")
    if len(net) > longueur:
        raise ErreurDeCarnet("nom_trop_long", longueur=longueur)
    return net
