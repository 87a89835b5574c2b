"""Dire clairement ce qui ne va pas dans un référentiel, et quoi faire."""

import re
from collections.abc import Iterable

from coach.catalogue import Catalogue
from coach.erreurs import ErreurEnClair
from coach.modeles.texte import cle, sans_commandes

LONGUEUR_CITEE = 60
"""Points de code cités au plus d'une valeur venue du fichier."""

RESSEMBLANCE = 60
"""Note de rapidfuzz (sur 100) à partir de laquelle un nom proche est proposé."""


class ErreurDeReferentiel(ErreurEnClair):
    """Un référentiel inutilisable ; le message est une phrase à montrer telle quelle."""


_CATALOGUE = Catalogue(__file__)


def erreur(
    sorte: str,
    fichier: str,
    ligne: int | None = None,
    competence: str | None = None,
    /,
    *,
    attendu: str = "",
    choix: Iterable[str] = (),
    **valeurs: str | int,
) -> ErreurDeReferentiel:
    """L'erreur de cette sorte, située aussi précisément que possible.

    `sorte` et `attendu` sont des clés de messages.toml ; les valeurs citées, qui viennent du
    fichier, sont raccourcies et désarmées.
    """
    catalogue = _CATALOGUE.sections
    ou = catalogue["ou"]["fichier"].format(fichier=_citer(fichier))
    if ligne is not None:
        ou += catalogue["ou"]["ligne"].format(ligne=ligne)
    if competence is not None:
        ou += catalogue["ou"]["competence"].format(competence=_citer(competence))
    cites = {nom: _citer(v) if isinstance(v, str) else v for nom, v in valeurs.items()}
    phrase = catalogue["erreurs"][sorte].format(
        ou=ou,
        fichier=_citer(fichier),
        attendu=catalogue["attendu"][attendu].format(**cites) if attendu else "",
        choix=", ".join(_citer(c) for c in choix),
        **cites,
    )
    return ErreurDeReferentiel(phrase)


def _citer(valeur: str) -> str:
    """La valeur en une ligne, courte, sans rien qu'un terminal exécuterait."""
    ligne = re.sub(r"[\n\t]+", " ", sans_commandes(valeur)).strip()
    return ligne if len(ligne) <= LONGUEUR_CITEE else ligne[: LONGUEUR_CITEE - 1] + "…"


def plus_proche(nom: str, connus: Iterable[str]) -> str | None:
    """Le nom connu qui ressemble le plus à `nom`, accents et casse à part, ou rien."""
    from rapidfuzz import process  # lent à importer : seulement s'il y a une faute à expliquer

    trouve = process.extractOne(cle(nom), {c: cle(c) for c in connus}, score_cutoff=RESSEMBLANCE)
    return None if trouve is None else str(trouve[2])
