"""Le portfolio pour être lu : 80 colonnes, sans couleur, ligne à ligne pour un lecteur d'écran."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from coach.cli.portfolio.paroles import dire
from coach.cli.sortie import en_une_ligne, jour
from coach.exposition.ecarts import phrase
from coach.exposition.filtres import dits
from coach.modeles.base import Niveau
from coach.modeles.insecable import rendre, tenir
from coach.modeles.referentiel import Groupe
from coach.portfolio import CompetenceVue, Portfolio, ReferentielVu
from coach.portfolio.vues import SANS_PREUVE
from coach.positionnement.echelle import reponse
from coach.scoring.lignes import PositionnementLu, PreuveLue

LARGEUR = 80
_LARGEURS = (8, 9, 12, 25)
"""Colonnes du tableau ; la dernière prend ce qui reste."""

_RETRAIT = 4


def lignes(vu: Portfolio, *, detail: bool = False) -> Iterator[str]:
    """Les lignes du portfolio ; `detail` : chaque extrait et chaque regard, sous sa compétence."""
    yield dire("titre.portfolio", jour=jour(vu.au))
    filtres = ", ".join(dits(vu.filtres))
    if filtres:
        yield from plier(dire("titre.filtres", filtres=filtres))
    rien = dire("titre.rien_filtre" if filtres else "titre.rien")
    for referentiel in vu.referentiels:
        yield from _referentiel(referentiel, rien, detail)
    yield from _ecarts(vu)
    yield from _manques(vu)
    yield ""
    if any(c.apparentees for c in vu.competences):
        yield from plier(dire("tableau.note"))
    suite = "manque.suite" if any(not c.vide for c in vu.competences) else "titre.vide"
    yield from plier(dire(suite))


# --- Un référentiel ----------------------------------------------------------------------------


def _referentiel(referentiel: ReferentielVu, rien: str, detail: bool) -> Iterator[str]:
    yield ""
    yield from plier(referentiel.titre)
    if referentiel.millesime:
        yield from plier(dire("titre.edition", millesime=referentiel.millesime))
    else:
        yield from plier(dire("titre.inconnu"))
    montrees = [c for c in referentiel.competences if c.preuves or c.apparentees]
    yield dire(
        "titre.compte",
        montrees=len(montrees),
        total=len(referentiel.competences),
        preuves=sum(len(c.preuves) for c in referentiel.competences),
    )
    for groupe, competences in referentiel.par_groupe():
        if pleines := [c for c in competences if not c.vide]:
            yield from _groupe(groupe, pleines, detail)
    if all(c.vide for c in referentiel.competences):
        yield rien


def _groupe(groupe: Groupe | None, pleines: Iterable[CompetenceVue], detail: bool) -> Iterator[str]:
    yield ""
    if groupe is None:
        yield dire("titre.hors")
    else:
        yield from plier(dire("titre.groupe", code=groupe.code, titre=groupe.titre))
    noms = ("code", "preuves", "derniere", "vous", "autres")
    yield _rangee([dire(f"tableau.{nom}") for nom in noms])
    for competence in pleines:
        yield _rangee(_cases(competence))
        yield from plier(competence.titre, _RETRAIT)
        if detail:
            yield from _detail(competence)


def _cases(competence: CompetenceVue) -> list[str]:
    parentes = len(competence.par_correspondance)
    directes = len(competence.preuves)
    nombre = (
        dire("tableau.avec_parentes", directes=directes, parentes=parentes)
        if parentes
        else str(directes)
    )
    bilan = competence.bilan
    tiers = [dire("tableau.tiers", niveau=dit(p.niveau), par=p.par) for p in bilan.tiers]
    return [
        competence.code,
        nombre,
        jour(competence.derniere) if competence.derniere else dire("tableau.sans"),
        dit(bilan.mien.niveau) if bilan.mien else dire("tableau.sans"),
        ", ".join(tiers) or dire("tableau.sans"),
    ]


def _rangee(cases: Sequence[str]) -> str:
    """Une ligne du tableau ; une case trop longue pousse la suite, rien n'est coupé."""
    rendu = "".join(
        case.ljust(largeur - 1) + " " for case, largeur in zip(cases, _LARGEURS, strict=False)
    )
    return "\n".join(plier(rendu + cases[-1], suite=_RETRAIT, tel_quel=True))


# --- Le détail ---------------------------------------------------------------------------------


def _detail(competence: CompetenceVue) -> Iterator[str]:
    autre = {p.id for p in competence.d_une_autre_edition()}
    for preuve in competence.preuves:
        ligne = _preuve(preuve)
        if preuve.id in autre:
            ligne = dire("detail.edition", preuve=ligne, millesime=preuve.millesime)
        yield from plier(ligne, _RETRAIT)
    for preuve, depuis in competence.par_correspondance:
        ligne = dire(
            "detail.parente",
            jour=jour(preuve.date),
            extrait=en_une_ligne(preuve.extrait),
            degre=dire(f"detail.{depuis.degre}"),
            referentiel=depuis.referentiel,
            code=depuis.code,
        )
        yield from plier(ligne, _RETRAIT)
    for lu in competence.positionnements:
        yield from plier(_regard(lu), _RETRAIT)
    if competence.items:
        yield from plier(dire("detail.items", nombre=len(competence.items)), _RETRAIT)
    yield from _bilan(competence)


def _bilan(competence: CompetenceVue) -> Iterator[str]:
    variete, tendance = competence.bilan.variete, competence.bilan.tendance
    if competence.bilan.preuves:
        cle = "une_situation" if variete.situations == 1 else "situations"
        ligne = dire(
            f"detail.{cle}",
            situations=variete.situations,
            protocoles=", ".join(sorted(variete.protocoles)) or dire("detail.aucun"),
            etiquettes=", ".join(sorted(variete.etiquettes)) or dire("detail.aucune"),
        )
        yield from plier(ligne, _RETRAIT)
    if tendance.avant and tendance.sens in ("monte", "redescend"):
        avant = dit(tendance.avant.niveau)
        ligne = dire(f"tendance.{tendance.sens}", avant=avant, jour=jour(tendance.avant.date))
        yield from plier(ligne, _RETRAIT)


def _preuve(preuve: PreuveLue) -> str:
    cle = "preuve_avec_temoin" if preuve.temoin else "preuve_apportee"
    return dire(
        "detail.preuve" if preuve.journal else f"detail.{cle}",
        jour=jour(preuve.date),
        extrait=en_une_ligne(preuve.extrait),
        source=en_une_ligne(preuve.source),
        temoin=en_une_ligne(preuve.temoin),
    )


def _regard(lu: PositionnementLu) -> str:
    qui = dire("detail.vous") if lu.mien else lu.par
    ligne = dire("detail.positionnement", jour=jour(lu.date), qui=qui, niveau=dit(lu.niveau))
    mot = en_une_ligne(lu.justification)
    return dire("detail.avec_mot", positionnement=ligne, mot=mot) if mot else ligne


# --- Ce qui étonne, ce qui manque ---------------------------------------------------------------


def _ecarts(vu: Portfolio) -> Iterator[str]:
    avec = vu.avec_ecart()
    if not avec:
        return
    yield ""
    yield dire("ecarts.titre")
    yield from plier(dire("ecarts.chapeau"))
    for competence in avec:
        nom = f"{competence.referentiel} {competence.code}" if len(vu.referentiels) > 1 else ""
        nomme = dire("ecarts.competence", code=nom or competence.code, titre=competence.titre)
        yield from plier(nomme, 2)
        for ecart in competence.ecarts:
            yield from plier(phrase(ecart, competence, jour), _RETRAIT)
            for preuve in ecart.preuves:
                yield from plier(_preuve(preuve), _RETRAIT + 2)


def _manques(vu: Portfolio) -> Iterator[str]:
    manquantes = {(c.referentiel, c.code) for c in vu.sans_preuve(SANS_PREUVE)}
    if not manquantes:
        return
    yield ""
    yield dire("manque.titre")
    for referentiel in vu.referentiels:
        if len(vu.referentiels) > 1 and any(r == referentiel.id for r, _ in manquantes):
            yield from plier(referentiel.titre, 2)
        for groupe, competences in referentiel.par_groupe():
            siennes = [c.code for c in competences if (c.referentiel, c.code) in manquantes]
            if siennes:
                cle = "groupe" if groupe else "sans_groupe"
                nom, codes = groupe.code if groupe else "", ", ".join(siennes)
                yield from plier(dire(f"manque.{cle}", groupe=nom, codes=codes), 2)
    yield from plier(dire("manque.note"))


# --- Écrire ------------------------------------------------------------------------------------


def dit(niveau: Niveau) -> str:
    """« ◔ en construction » : la marque et le mot."""
    return reponse(niveau).dite


def plier(
    texte: str, retrait: int = 0, *, suite: int | None = None, tel_quel: bool = False
) -> list[str]:
    """Le texte sur des lignes de 80 colonnes ; ce qui se replie va deux colonnes plus loin.

    Une fin de ligne reste : une commande à copier a la sienne.
    """
    return [
        rendre(ligne)
        for morceau in texte.split("\n")
        for ligne in textwrap.wrap(
            tenir(morceau),
            LARGEUR,
            initial_indent=" " * retrait,
            subsequent_indent=" " * (retrait + 2 if suite is None else suite),
            drop_whitespace=not tel_quel,
            break_on_hyphens=False,
            break_long_words=False,
        )
        or [""]
    ]
