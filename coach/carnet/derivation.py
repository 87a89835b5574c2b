"""Ce qui se recalcule depuis le journal : listes, textes cherchés, preuves, actions, segments."""

from collections.abc import Callable, Iterator, Sequence

from sqlite_utils import Database

from coach import __version__
from coach.carnet.connexion import ecriture
from coach.carnet.registre import lire_flux
from coach.carnet.schema import DERIVEES
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.evenements import (
    AjustementSuivi,
    Evenement,
    PositionnementFait,
    PreuveAjoutee,
    PreuveDeplacee,
    PreuveRetiree,
)
from coach.modeles.journal import en_ordre, vivants
from coach.modeles.lecture import Decision, Lecture, Segment
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance
from coach.modeles.texte import cle

ETAPE_DE_LA_NOTE = "note"
ETAPE_DU_TITRE = "titre"

Lecteur = Callable[[str, Sequence[Decision]], Lecture]
"""Lit un texte selon les décisions de la personne."""

_PAR_LOT = 500


def sales(base: Database) -> list[str]:
    """Les flux dont les tables dérivées ne disent plus tout."""
    return [flux for (flux,) in base.execute("SELECT flux FROM a_deriver ORDER BY flux")]


def deriver(base: Database, flux: Sequence[str]) -> None:
    """Remet ces flux à jour, par lots : chaque lot est entier ou n'est pas."""
    for debut in range(0, len(flux), _PAR_LOT):
        with ecriture(base):
            for un in flux[debut : debut + _PAR_LOT]:
                oublier(base, un)
                _deriver_un(base, un)
                base.execute("DELETE FROM a_deriver WHERE flux = ?", [un])


def oublier(base: Database, flux: str) -> None:
    """Vide les tables dérivées de ce flux, index compris."""
    base.execute(
        "INSERT INTO textes_fts (textes_fts, rowid, cle)"
        " SELECT 'delete', id, cle FROM textes WHERE flux = ?",
        [flux],
    )
    for table in DERIVEES:
        base.execute(f"DELETE FROM {table} WHERE flux = ?", [flux])


def tout_oublier(base: Database) -> None:
    """Vide les tables dérivées et l'index de recherche ; tout devient à dériver."""
    with ecriture(base):
        for table in sorted(set(DERIVEES) & set(base.table_names())):  # un ancien schéma en a moins
            base.execute(f"DELETE FROM {table}")
        base.execute("INSERT INTO textes_fts (textes_fts) VALUES ('rebuild')")
        base.execute("INSERT OR IGNORE INTO a_deriver SELECT DISTINCT flux FROM evenements")


def _deriver_un(base: Database, flux: str) -> None:
    evenements = lire_flux(base, flux)
    if not evenements:
        return
    if flux == FLUX_DU_CARNET:
        _deriver_le_carnet(base, evenements)
    else:
        _deriver_la_seance(base, plier(flux, evenements), en_ordre(evenements))


def _deriver_la_seance(base: Database, etat: EtatSeance, evenements: Sequence[Evenement]) -> None:
    cree_le = etat.cree_le or evenements[0].quand
    modifie_le = etat.modifie_le or evenements[-1].quand
    base.execute(
        "INSERT INTO seances VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            etat.id,
            etat.titre,
            etat.protocole,
            cree_le.isoformat(),
            modifie_le.isoformat(),
            etat.terminee,
            cree_le.timestamp(),
            cree_le.date().isoformat(),
            modifie_le.timestamp(),
        ],
    )
    base.conn.executemany(
        "INSERT OR IGNORE INTO etiquettes VALUES (?, ?, ?)",
        [(etat.id, cle(etiquette), etiquette) for etiquette in etat.etiquettes],
    )
    base.conn.executemany(
        "INSERT INTO textes (flux, reponse, etape, texte, cle) VALUES (?, ?, ?, ?, ?)",
        [
            (etat.id, reponse, etape, texte, cle(texte))
            for reponse, etape, texte in _textes(etat)
            if texte.strip()
        ],
    )
    base.execute(
        "INSERT INTO textes_fts (rowid, cle) SELECT id, cle FROM textes WHERE flux = ?", [etat.id]
    )
    base.conn.executemany(
        "INSERT OR REPLACE INTO preuves VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '')",
        [
            (
                lien.id,
                etat.id,
                lien.referentiel,
                lien.millesime,
                lien.code,
                cree_le.date().isoformat(),
                lien.extrait,
                lien.justification,
            )
            for lien in etat.liens
        ],
    )
    base.conn.executemany(
        "INSERT OR REPLACE INTO actions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                a.id,
                etat.id,
                a.texte,
                a.moment,
                a.echeance.isoformat() if a.echeance else None,
                a.indicateur,
                a.decide_le.isoformat(),
                a.decide_le.timestamp(),
            )
            for a in etat.ajustements
        ],
    )
    base.conn.executemany(
        "INSERT OR REPLACE INTO emotions VALUES (?, ?, ?, ?, ?, ?)",
        [
            (e.id, etat.id, e.famille, e.mot, e.intensite or "", e.corps or "")
            for e in etat.emotions
        ],
    )


def _textes(etat: EtatSeance) -> Iterator[tuple[str | None, str, str]]:
    """Les textes vivants d'une séance : réponse, étape, texte."""
    if etat.note:
        yield None, ETAPE_DE_LA_NOTE, etat.note
    for reponse in etat.reponses:
        yield reponse.id, reponse.etape, reponse.texte
    ecrits = [etat.note or "", *(r.texte for r in etat.reponses)]
    if not any(etat.titre.removesuffix("…") in " ".join(ecrit.split()) for ecrit in ecrits):
        yield None, ETAPE_DU_TITRE, etat.titre


def _deriver_le_carnet(base: Database, evenements: Sequence[Evenement]) -> None:
    for evenement in vivants(evenements):
        match evenement:
            case AjustementSuivi():
                _suivre(base, evenement)
            case PositionnementFait():
                _positionner(base, evenement)
            case PreuveAjoutee() as p:
                base.execute(
                    "INSERT OR REPLACE INTO preuves VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
                    [
                        *(p.id, p.flux, p.referentiel, p.millesime, p.code),
                        *(p.date.isoformat(), p.extrait, p.source, p.temoin),
                    ],
                )
            case PreuveDeplacee() as p:
                base.execute(
                    "INSERT OR REPLACE INTO preuves_deplacees VALUES (?, ?, ?, ?, ?)",
                    [p.cible, p.flux, p.referentiel, p.millesime, p.code],
                )
            case PreuveRetiree():
                base.execute(
                    "INSERT OR REPLACE INTO preuves_retirees VALUES (?, ?)",
                    [evenement.cible, evenement.flux],
                )


def _suivre(base: Database, suivi: AjustementSuivi) -> None:
    """Le dernier suivi dit l'état ; une échéance ou un apprentissage d'avant restent."""
    base.execute(
        "INSERT INTO suivis VALUES (:ajustement, :flux, :etat, :echeance, :appris)"
        " ON CONFLICT (ajustement) DO UPDATE SET etat = excluded.etat,"
        " echeance = coalesce(excluded.echeance, echeance),"
        " appris = CASE excluded.appris WHEN '' THEN appris ELSE excluded.appris END",
        {
            "ajustement": suivi.ajustement,
            "flux": suivi.flux,
            "etat": suivi.etat,
            "echeance": suivi.echeance.isoformat() if suivi.echeance else None,
            "appris": suivi.appris,
        },
    )


def _positionner(base: Database, fait: PositionnementFait) -> None:
    base.execute(
        "INSERT OR REPLACE INTO positionnements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(fait.id, fait.flux, fait.referentiel, fait.millesime, fait.code, fait.item),
            *(fait.quand.date().isoformat(), fait.niveau, fait.justification, fait.par, fait.rang),
        ],
    )


def segments(
    base: Database, flux: str, lecteur: Lecteur | None, *, garder: bool
) -> dict[str, tuple[Segment, ...]]:
    """Les segments de chaque réponse de la séance ; `garder` les écrit pour la prochaine fois."""
    lus = base.execute("SELECT lecteur FROM segments_lus WHERE flux = ?", [flux]).fetchone()
    if lecteur is None and lus is not None and lus[0] == __version__:
        return _gardes(base, flux)
    frais = _lire(base, flux, lecteur or _lecteur_du_coach())
    if garder and lecteur is None:
        _garder(base, flux, frais)
    return frais


def _lecteur_du_coach() -> Lecteur:
    from coach.analyse import lire

    return lire


def _gardes(base: Database, flux: str) -> dict[str, tuple[Segment, ...]]:
    trouves: dict[str, list[Segment]] = {}
    for reponse, corps in base.execute(
        "SELECT reponse, corps FROM segments WHERE flux = ? ORDER BY reponse, debut", [flux]
    ):
        trouves.setdefault(reponse, []).append(Segment.model_validate_json(corps))
    return {reponse: tuple(liste) for reponse, liste in trouves.items()}


def _lire(base: Database, flux: str, lecteur: Lecteur) -> dict[str, tuple[Segment, ...]]:
    etat = plier(flux, lire_flux(base, flux))
    lus = {
        reponse.id: lecteur(reponse.texte, etat.decisions.get(reponse.id, ())).segments
        for reponse in etat.reponses
    }
    return {reponse: trouves for reponse, trouves in lus.items() if trouves}


def _garder(base: Database, flux: str, lus: dict[str, tuple[Segment, ...]]) -> None:
    lignes = [
        (flux, reponse, segment.debut, segment.nature.value, segment.model_dump_json())
        for reponse, trouves in lus.items()
        for segment in trouves
    ]
    with ecriture(base):
        base.execute("DELETE FROM segments WHERE flux = ?", [flux])
        base.conn.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", lignes)
        base.execute("INSERT OR REPLACE INTO segments_lus VALUES (?, ?)", [flux, __version__])
