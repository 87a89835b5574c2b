"""Le journal en base : lire un flux, y ajouter, y intégrer ce qui vient d'ailleurs."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlite_utils import Database

from coach.carnet.connexion import ecriture
from coach.carnet.erreurs import (
    ContenuDifferent,
    ErreurDeCarnet,
    SeanceChangeeAilleurs,
    SeanceEffacee,
    SeanceInconnue,
)
from coach.carnet.vues import Brouillon, EntetePortable, Integration
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    ADAPTATEUR,
    Evenement,
    EvenementAnnule,
    ReponseDonnee,
    ReponseModifiee,
    SeanceSupprimee,
)
from coach.modeles.journal import Plume, ligne_canonique, vivants

LONGUEUR_DU_PREFIXE = 6
"""Le moins de caractères qui désignent une séance."""

_APRES_TOUT_ULID = "~"


def lire_flux(base: Database, flux: str) -> list[Evenement]:
    """Les événements du flux, dans l'ordre total."""
    lignes = base.execute(
        "SELECT corps FROM evenements WHERE flux = ? ORDER BY rang, auteur, id", [flux]
    )
    return [ADAPTATEUR.validate_json(corps) for (corps,) in lignes]


def lire(base: Database, identifiants: Sequence[str]) -> list[Evenement]:
    """Les événements de ces identifiants, ceux que le carnet connaît."""
    trouves = (
        base.execute("SELECT corps FROM evenements WHERE id = ?", [identifiant]).fetchone()
        for identifiant in identifiants
    )
    return [ADAPTATEUR.validate_json(trouve[0]) for trouve in trouves if trouve]


def dernier_rang(base: Database, flux: str) -> int:
    """Le plus haut rang du flux, zéro s'il est vide."""
    trouve = base.execute("SELECT max(rang) FROM evenements WHERE flux = ?", [flux]).fetchone()
    return int(trouve[0] or 0)


def lire_l_auteur(base: Database) -> str:
    """L'identifiant qui signe ce que la personne écrit dans ce carnet."""
    return str(base.execute("SELECT valeur FROM identite WHERE cle = 'auteur'").fetchone()[0])


def exiger(base: Database, flux: str) -> None:
    """Lève `SeanceInconnue` si le carnet n'a rien de ce flux."""
    if not base.execute("SELECT 1 FROM evenements WHERE flux = ? LIMIT 1", [flux]).fetchone():
        raise SeanceInconnue


def inserer(base: Database, evenements: Iterable[Evenement]) -> None:
    """Écrit ces événements et marque leurs flux à dériver ; à appeler dans une transaction."""
    lignes = [
        (e.id, e.flux, e.rang, e.auteur, e.quand.isoformat(), e.type, ligne_canonique(e))
        for e in evenements
    ]
    base.conn.executemany("INSERT INTO evenements VALUES (?, ?, ?, ?, ?, ?, ?)", lignes)
    base.conn.executemany(
        "INSERT OR IGNORE INTO a_deriver VALUES (?)", sorted({(ligne[1],) for ligne in lignes})
    )


@contextmanager
def effacement_permis(base: Database) -> Iterator[None]:
    """Une transaction où le journal se laisse changer : effacer, expurger, restaurer."""
    with ecriture(base):
        base.execute("INSERT INTO effacement_en_cours VALUES (1)")
        yield
        base.execute("DELETE FROM effacement_en_cours")


def ajouter(base: Database, evenements: Sequence[Evenement]) -> None:
    """Ajoute à la suite d'un flux ; le brouillon de la réponse donnée part dans le même geste.

    Lève `SeanceChangeeAilleurs` si le flux a avancé, `SeanceEffacee` s'il porte une tombe.
    """
    flux = evenements[0].flux
    if any(e.flux != flux for e in evenements):
        raise ErreurDeCarnet("flux_melanges")
    with ecriture(base):
        rang = dernier_rang(base, flux)
        if not rang:
            refuser_si_efface(base, flux)
        for evenement in evenements:
            if _connu(base, evenement.id):
                raise ErreurDeCarnet("deja_au_journal")
            if evenement.rang <= rang:
                raise SeanceChangeeAilleurs
            rang = evenement.rang
        inserer(base, evenements)
        for evenement in evenements:
            _effacer_le_brouillon(base, evenement)
        base.execute(
            "UPDATE entetes SET pseudonymise = 0 WHERE flux = ? AND pseudonymise = 1", [flux]
        )


def _connu(base: Database, identifiant: str) -> bool:
    trouve = base.execute("SELECT 1 FROM evenements WHERE id = ?", [identifiant]).fetchone()
    return trouve is not None


def _effacer_le_brouillon(base: Database, evenement: Evenement) -> None:
    match evenement:
        case ReponseDonnee():
            question = evenement.question
        case ReponseModifiee():
            question = evenement.cible
        case _:
            return
    base.execute(
        "DELETE FROM brouillons WHERE flux = ? AND question = ?", [evenement.flux, question]
    )


def tombes(base: Database) -> list[SeanceSupprimee]:
    """Les tombes encore debout : une importation voulue annule la sienne."""
    if not base.execute(
        "SELECT 1 FROM evenements WHERE type = 'seance_supprimee' LIMIT 1"
    ).fetchone():
        return []
    lignes = base.execute(
        "SELECT corps FROM evenements WHERE flux = ?"
        " AND type IN ('seance_supprimee', 'evenement_annule')",
        [FLUX_DU_CARNET],
    )
    debout = vivants(ADAPTATEUR.validate_json(corps) for (corps,) in lignes)
    return [e for e in debout if isinstance(e, SeanceSupprimee)]


def tombe(base: Database, flux: str) -> str | None:
    """L'identifiant de la tombe qui garde ce flux, ou rien."""
    return next((e.id for e in tombes(base) if e.seance == flux), None)


def refuser_si_efface(base: Database, flux: str) -> None:
    """Lève `SeanceEffacee` si une tombe garde ce flux."""
    if tombe(base, flux):
        raise SeanceEffacee


def integrer(
    base: Database,
    evenements: Sequence[Evenement],
    entete: EntetePortable,
    plume: Callable[[], Plume],
    *,
    malgre_suppression: bool,
) -> Integration:
    """Réunit au carnet les événements d'une séance venue d'ailleurs : tout, ou rien.

    `plume` en rend une pour le flux du carnet. Lève `SeanceEffacee` et `ContenuDifferent`.
    """
    if len({e.flux for e in evenements}) != 1 or evenements[0].flux == FLUX_DU_CARNET:
        raise ErreurDeCarnet("flux_melanges")
    flux = evenements[0].flux
    with ecriture(base):
        garde = tombe(base, flux)
        if garde and not malgre_suppression:
            raise SeanceEffacee
        nouveau = dernier_rang(base, flux) == 0
        ajoutes = _inconnus(base, evenements)
        if ajoutes:
            if garde:
                inserer(base, [plume().ecrire(EvenementAnnule, cible=garde)])
            inserer(base, ajoutes)
            connu = EntetePortable(pseudonymise=True) if nouveau else lire_entete(base, flux)
            reuni = EntetePortable(
                pseudonymise=entete.pseudonymise and connu.pseudonymise,
                champs={**entete.champs, **connu.champs},
            )
            garder_entete(base, flux, reuni)
    return Integration(flux=flux, nouveau=nouveau, ajoutes=len(ajoutes))


def _inconnus(base: Database, evenements: Sequence[Evenement]) -> list[Evenement]:
    """Les événements que le carnet n'a pas ; lève `ContenuDifferent` si l'un d'eux le contredit."""
    ajoutes: dict[str, Evenement] = {}
    expurges = identifiants_expurges(base)
    for evenement in evenements:
        ligne = ligne_canonique(evenement)
        connu = base.execute("SELECT corps FROM evenements WHERE id = ?", [evenement.id]).fetchone()
        if connu is None and (double := ajoutes.get(evenement.id)):
            connu = (ligne_canonique(double),)
        if connu is None:
            if evenement.id in expurges:
                raise ContenuDifferent("texte_expurge")
            ajoutes[evenement.id] = evenement
        elif connu[0] != ligne:
            raise ContenuDifferent("texte_expurge" if evenement.id in expurges else "")
    return list(ajoutes.values())


def identifiants_expurges(base: Database) -> set[str]:
    """Les événements dont un nom a été remplacé."""
    return {
        identifiant
        for (identifiant,) in base.execute(
            "SELECT json_extract(corps, '$.evenement') FROM evenements"
            " WHERE flux = ? AND type = 'texte_expurge'",
            [FLUX_DU_CARNET],
        )
    }


def garder_entete(base: Database, flux: str, entete: EntetePortable) -> None:
    """Retient ce que disait de plus l'en-tête d'un fichier reçu."""
    champs = json.dumps(entete.champs, ensure_ascii=False, sort_keys=True)
    base.execute(
        "INSERT OR REPLACE INTO entetes VALUES (?, ?, ?)", [flux, int(entete.pseudonymise), champs]
    )


def lire_entete(base: Database, flux: str) -> EntetePortable:
    """Ce que l'en-tête du fichier d'où vient la séance disait de plus."""
    trouve = base.execute(
        "SELECT pseudonymise, champs FROM entetes WHERE flux = ?", [flux]
    ).fetchone()
    if trouve is None:
        return EntetePortable()
    return EntetePortable(pseudonymise=bool(trouve[0]), champs=dict(json.loads(trouve[1])))


def lire_brouillon(base: Database, flux: str) -> Brouillon | None:
    """Ce qui était en train de s'écrire dans cette séance, ou rien."""
    trouve = base.execute(
        "SELECT question, texte, quand FROM brouillons WHERE flux = ?", [flux]
    ).fetchone()
    if trouve is None:
        return None
    question, texte, quand = trouve
    return Brouillon(flux, question, texte, datetime.fromisoformat(quand))


def garder_brouillon(base: Database, flux: str, question: str, texte: str, quand: datetime) -> None:
    """Garde la phrase en cours ; un texte vide efface le brouillon."""
    lisible = texte.encode("utf-8", "replace").decode("utf-8")
    with ecriture(base):
        if not dernier_rang(base, flux):
            refuser_si_efface(base, flux)
        if lisible:
            base.execute(
                "INSERT OR REPLACE INTO brouillons VALUES (?, ?, ?, ?)",
                [flux, question, lisible, quand.isoformat()],
            )
        else:
            base.execute("DELETE FROM brouillons WHERE flux = ?", [flux])


def resoudre(base: Database, prefixe: str) -> str:
    """La séance que désigne ce début d'identifiant (six caractères au moins, casse indifférente).

    Lève `SeanceInconnue`, avec ses `candidats` quand plusieurs commencent ainsi.
    """
    debut = prefixe.strip().upper()
    if len(debut) < LONGUEUR_DU_PREFIXE:
        raise SeanceInconnue("prefixe_trop_court")
    if not (debut.isascii() and debut.isalnum()):
        raise SeanceInconnue
    trouves = [
        flux
        for (flux,) in base.execute(
            "SELECT DISTINCT flux FROM evenements WHERE flux >= ? AND flux < ? LIMIT 5",
            [debut, debut + _APRES_TOUT_ULID],
        )
    ]
    if not trouves:
        raise SeanceInconnue
    if len(trouves) > 1:
        raise SeanceInconnue("prefixe_ambigu", candidats=tuple(trouves))
    return str(trouves[0])
