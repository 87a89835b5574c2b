"""Effacer une séance, ou un nom, du journal et de tout ce qui en vient.

Ce qui reste à nettoyer dans les fichiers se note dans la même transaction (voir
`coach.carnet.nettoyage`).
"""

import json
from collections.abc import Callable, Iterable, Sequence

from sqlite_utils import Database

from coach.carnet.citations import citations, corrections_apprises, mots_de_la_seance
from coach.carnet.derivation import oublier
from coach.carnet.erreurs import ErreurDeCarnet
from coach.carnet.partages import oublier_ceux_qui_citent
from coach.carnet.registre import effacement_permis, inserer, lire, lire_flux
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    Evenement,
    LivretOuvert,
    PassageRedige,
    SeanceSupprimee,
    TexteExpurge,
    VersionFigee,
)
from coach.modeles.expurgation import RemplacementImpossible, expurger, remplaceur
from coach.modeles.journal import Plume, ligne_canonique
from coach.modeles.retrait import retirer_les_mots, suites, trouer


def supprimer(
    base: Database, flux: str, plume: Callable[[], Plume], emporter: Sequence[str] = ()
) -> int:
    """Retire une séance du journal, y laisse sa tombe, et note ce qui reste à nettoyer.

    `emporter` : les événements d'ailleurs qui la citent et partent avec elle. Ceux d'une autre
    séance et d'un livret restent, leurs mots cités remplacés par « […] » ; dans un brouillon aussi.
    Rend le nombre d'événements retirés.
    """
    with effacement_permis(base):
        evenements = lire_flux(base, flux)
        ids = {e.id for e in evenements}
        cites = {c.evenement for c in citations(base, flux, evenements)} & set(emporter)
        ailleurs = lire(base, sorted(cites))
        troues = [e for e in ailleurs if e.flux != FLUX_DU_CARNET or isinstance(e, _DU_LIVRET)]
        mots = list(mots_de_la_seance(evenements))
        partants = [e.id for e in ailleurs if e not in troues]
        partants += [e.id for e in corrections_apprises(base, flux, evenements)]
        for autre in troues:
            _recrire(base, retirer_les_mots(autre, ids, mots))
        if troues:
            _trouer_les_brouillons(base, flux, mots)
        for identifiant in partants:
            base.execute("DELETE FROM evenements WHERE id = ?", [identifiant])
        for table in ("evenements", "brouillons", "entetes", "a_deriver", "correspondances"):
            base.execute(f"DELETE FROM {table} WHERE flux = ?", [flux])
        oublier_ceux_qui_citent(base, suites(mots))
        inserer(base, [plume().ecrire(SeanceSupprimee, seance=flux)])
        _a_nettoyer(base, [flux], "flux")
        _a_nettoyer(base, [*partants, *(e.id for e in ailleurs)], "evenement")
        for sali in {flux, FLUX_DU_CARNET, *(e.flux for e in ailleurs)}:
            oublier(base, sali)
    return len(evenements)


_DU_LIVRET = (LivretOuvert, PassageRedige, VersionFigee)
"""Ce que la personne a écrit d'un livret : ses phrases restent, sans les mots de la séance."""


def expurger_le_flux(
    base: Database, flux: str, ancien: str, nouveau: str, plume: Callable[[], Plume]
) -> int:
    """Remplace un nom dans la séance, son brouillon, et ce qui la cite.

    Rend le nombre d'événements changés.
    """
    try:
        remplacer = remplaceur(ancien, nouveau)
        with effacement_permis(base):
            evenements = lire_flux(base, flux)
            voisins = lire(base, [c.evenement for c in citations(base, flux, evenements)])
            connus = {e.id for e in [*evenements, *voisins]}
            apprises = [
                e for e in corrections_apprises(base, flux, evenements) if e.id not in connus
            ]
            avant = [*evenements, *voisins, *apprises]
            apres = expurger(avant, ancien, nouveau)
            changes = [e for a, e in zip(avant, apres, strict=True) if a is not e]
            for evenement in changes:
                _recrire(base, evenement)
            tenue = plume()
            inserer(base, [tenue.ecrire(TexteExpurge, evenement=e.id) for e in changes])
            _expurger_a_cote(base, flux, lambda texte: remplacer(texte).apres)
            _a_nettoyer(base, [flux], "flux")
            _a_nettoyer(base, [e.id for e in changes if e.flux != flux], "evenement")
            for sali in {flux, *(e.flux for e in changes)}:
                oublier(base, sali)
    except RemplacementImpossible as erreur:
        raise ErreurDeCarnet("expurgation_impossible") from erreur
    return len(changes)


def _recrire(base: Database, evenement: Evenement) -> None:
    base.execute(
        "UPDATE evenements SET corps = ? WHERE id = ?", [ligne_canonique(evenement), evenement.id]
    )
    base.execute("INSERT OR IGNORE INTO a_deriver VALUES (?)", [evenement.flux])


def _trouer_les_brouillons(base: Database, flux: str, mots: Sequence[str]) -> None:
    """Ôte des phrases en cours, ailleurs, ce qu'elles reprennent de la séance."""
    passages = suites(mots)
    for autre, texte in base.execute(
        "SELECT flux, texte FROM brouillons WHERE flux <> ?", [flux]
    ).fetchall():
        net = trouer(texte, passages)
        if net != texte:
            base.execute("UPDATE brouillons SET texte = ? WHERE flux = ?", [net, autre])
            _a_nettoyer(base, [autre], "flux")


def _expurger_a_cote(base: Database, flux: str, remplacer: Callable[[str], str]) -> None:
    """Le brouillon et l'en-tête reçu portent aussi des textes."""
    for question, texte in base.execute(
        "SELECT question, texte FROM brouillons WHERE flux = ?", [flux]
    ).fetchall():
        base.execute(
            "UPDATE brouillons SET texte = ? WHERE flux = ? AND question = ?",
            [remplacer(texte), flux, question],
        )
    for (champs,) in base.execute("SELECT champs FROM entetes WHERE flux = ?", [flux]).fetchall():
        nets = json.dumps(
            _dans_tout(json.loads(champs), remplacer), ensure_ascii=False, sort_keys=True
        )
        base.execute("UPDATE entetes SET champs = ? WHERE flux = ?", [nets, flux])


def _dans_tout(brut: object, remplacer: Callable[[str], str]) -> object:
    if isinstance(brut, dict):
        return {remplacer(nom): _dans_tout(valeur, remplacer) for nom, valeur in brut.items()}
    if isinstance(brut, list):
        return [_dans_tout(valeur, remplacer) for valeur in brut]
    return remplacer(brut) if isinstance(brut, str) else brut


def _a_nettoyer(base: Database, identifiants: Iterable[str], sorte: str) -> None:
    base.conn.executemany(
        "INSERT OR IGNORE INTO effacements VALUES (?, ?)", [(i, sorte) for i in identifiants]
    )
