"""Ce que `coach rejouer` doit relire : des fichiers, des séances du carnet, ce qu'un filtre rend.

Un fichier se regarde sans carnet ; tout est lu et vérifié avant que rien ne se montre.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.coffre import contenu
from coach.cli.entree import texte_de_la_commande
from coach.cli.ouverture import carnet_existant
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import narrer

if TYPE_CHECKING:
    from coach.carnet import Carnet, Filtre
    from coach.supervision.relecture import Relecture
    from coach.supervision.serie import Serie

AU_PLUS = 100
"""Séances d'une même série."""


@dataclass(frozen=True)
class Demande:
    """Ce que la commande désigne ; `cle` : de quoi ouvrir un fichier chiffré."""

    designations: tuple[str, ...] = ()
    cle: str | None = None
    theme: str | None = None
    mots: str | None = None
    periode: str | None = None
    protocole: tuple[str, ...] = ()
    etiquette: tuple[str, ...] = ()
    competence: tuple[str, ...] = ()

    @property
    def filtree(self) -> bool:
        """Vrai si des séances sont demandées par ce qu'elles contiennent."""
        restreintes = (self.theme, self.mots, self.periode)
        listes = (self.protocole, self.etiquette, self.competence)
        return any(v is not None for v in restreintes) or any(listes)


@contextmanager
def serie_demandee(demande: Demande) -> "Iterator[tuple[Serie, Carnet | None]]":
    """La série, et le carnet s'il en a fallu un : il reste ouvert le temps de relire.

    Lève `Refus`, `ErreurDeFichier` ou `ErreurDeCarnet`.
    """
    from coach.supervision.serie import Serie

    if bool(demande.designations) == demande.filtree:
        raise Refus("rejouer_les_deux" if demande.filtree else "rejouer_rien")
    fichiers = {nom for nom in demande.designations if est_un_chemin(nom)}
    with ExitStack() as pile:
        carnet = None
        if demande.filtree or len(fichiers) < len({*demande.designations}):
            carnet = pile.enter_context(carnet_existant())
        elif any(map(_a_l_air_d_une_seance, fichiers)):
            carnet = _carnet_s_il_existe(pile)
        if demande.filtree:
            assert carnet is not None
            relues = _par_filtre(carnet, demande)
        else:
            relues = [_une(nom, nom in fichiers, carnet, demande) for nom in demande.designations]
        yield Serie(relues), carnet


def est_un_chemin(nom: str) -> bool:
    """Vrai pour ce qui existe sur le disque, ou ne peut être un identifiant."""
    return os.path.lexists(nom) or not _a_l_air_d_une_seance(nom)


def _a_l_air_d_une_seance(nom: str) -> bool:
    return bool(nom) and nom.isascii() and nom.isalnum() and len(nom) <= _ULID


_ULID = 26


def _carnet_s_il_existe(pile: ExitStack) -> "Carnet | None":
    from coach.carnet import ErreurDeCarnet

    try:
        return pile.enter_context(carnet_existant())
    except ErreurDeCarnet:
        return None


def _une(nom: str, fichier: bool, carnet: "Carnet | None", demande: Demande) -> "Relecture":
    from coach.analyse import lire
    from coach.supervision.source import du_fichier

    if not fichier:
        assert carnet is not None
        return _du_carnet(carnet, carnet.resoudre(texte_de_la_commande(nom)))
    if carnet is not None and _designe_aussi(carnet, nom):
        raise Refus("rejouer_ambigu", nom=nom)
    return du_fichier(contenu(Path(nom), demande.cle), lire)


def _designe_aussi(carnet: "Carnet", nom: str) -> bool:
    """Vrai si ce nom de fichier est aussi le début d'une séance du carnet."""
    from coach.carnet import SeanceInconnue

    try:
        carnet.resoudre(nom)
    except SeanceInconnue as erreur:
        return bool(erreur.candidats)
    return True


def _du_carnet(carnet: "Carnet", flux: str) -> "Relecture":
    from coach.assemblage.lecture import LectureApprise
    from coach.supervision.source import du_carnet

    return du_carnet(flux, carnet.evenements(flux), LectureApprise(carnet).lire)


# --- Par ce qu'elles contiennent -----------------------------------------------------------------


def _par_filtre(carnet: "Carnet", demande: Demande) -> "list[Relecture]":
    """Les séances retenues, de la plus ancienne à la plus récente."""
    from coach.cli.journal.filtrage import filtre

    voulu = filtre(
        carnet, demande.periode, demande.protocole, demande.etiquette, demande.competence
    )
    resumes = carnet.lister(voulu)
    if demande.theme is not None:
        gardees = _du_theme(carnet, voulu, texte_de_la_commande(demande.theme))
        resumes = [r for r in resumes if r.id in gardees]
    if demande.mots is not None:
        mots = texte_de_la_commande(demande.mots)
        trouvees = {t.id for t in carnet.chercher(mots, _PASSAGES, voulu)}
        resumes = [r for r in resumes if r.id in trouvees]
    if not resumes:
        raise Refus("rejouer_aucune")
    if len(resumes) > AU_PLUS:
        narrer(dire("rejouer.trop", nombre=len(resumes), maximum=AU_PLUS))
    return [_du_carnet(carnet, r.id) for r in reversed(resumes[:AU_PLUS])]


_PASSAGES = 5_000
"""Passages cherchés au plus pour `--mots`."""


def _du_theme(carnet: "Carnet", voulu: "Filtre", demande: str) -> set[str]:
    """Les séances reliées à une compétence de ce thème. Lève `Refus` s'il n'existe pas."""
    theme = _theme(demande)
    trouvees: set[str] = set()
    for reliee in carnet.competences():
        if theme in _themes_de(reliee.referentiel, reliee.code):
            sienne = (reliee.referentiel, reliee.code)
            filtre = replace(voulu, competences=(*voulu.competences, sienne))
            trouvees |= {r.id for r in carnet.lister(filtre)}
    return trouvees


def _theme(demande: str) -> str:
    """L'identifiant du thème, donné par lui-même ou par son titre. Lève `Refus`."""
    from coach.modeles.texte import cle
    from coach.referentiels.themes import charger_themes

    themes = charger_themes()
    for theme in themes:
        if cle(demande).strip() in (theme.id, cle(theme.titre)):
            return theme.id
    raise Refus("theme", valeur=demande, choix=", ".join(t.id for t in themes))


def _themes_de(referentiel: str, code: str) -> tuple[str, ...]:
    from coach.referentiels import ErreurDeReferentiel, charger

    try:
        competence = charger(referentiel).competence(code)
    except ErreurDeReferentiel:
        return ()
    return competence.themes if competence else ()
