"""Les graphes d'un portfolio : chaque chiffre, sa phrase et sa matière.

Un graphe se lit de deux façons, qui disent la même chose : une barre ou des signes par ligne, et
une phrase par ligne pour qui écoute son écran. Ceux qui relisent les textes sont dans `textes`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from coach.carnet import Carnet, Resume
from coach.exposition import mois as des_mois
from coach.exposition.paroles import compter, dire
from coach.exposition.points import Graphe, Part, Piece, Point, piece_de
from coach.modeles.base import Niveau
from coach.modeles.calendrier import dernier_jour, en_clair
from coach.modeles.texte import en_une_ligne
from coach.portfolio import CompetenceVue, Filtres, Portfolio, ReferentielVu, series
from coach.portfolio.series import Energie, Mois, PartDeGroupe
from coach.positionnement.echelle import reponse, reponses
from coach.scoring.lignes import PreuveLue

ECHELLE_D_ENERGIE = 10
"""Les notes d'énergie vont de 0 à 10."""

_PAR_UNITE = 2
"""Signes d'une unité d'énergie."""


def immediats(
    carnet: Carnet, vu: Portfolio, filtres: Filtres | None, referentiel: str = ""
) -> tuple[Graphe, ...]:
    """Les graphes que le carnet donne sans rien relire, dans l'ordre où ils se regardent.

    `referentiel` : celui dont on veut les groupes ; vide, tous. Lève les erreurs du carnet.
    """
    seances = carnet.lister((filtres or Filtres()).des_seances())
    titres = {r.id: en_une_ligne(r.titre) for r in seances}
    return (
        progression(vu, titres),
        niveaux(vu),
        *(par_groupe(r) for r in vu.referentiels if referentiel in ("", r.id)),
        calendrier(seances, vu.au),
        energie(series.energies(carnet, filtres), titres),
        des_mois.emotions_choisies(series.emotions(carnet, filtres), titres),
    )


# --- La progression ----------------------------------------------------------------------------


def progression(vu: Portfolio, titres: Mapping[str, str]) -> Graphe:
    """Les preuves, mois par mois : celles d'avant, celles du mois."""
    points = series.progression(vu)
    return Graphe(
        "progression",
        dire("progression.titre"),
        dire("progression.note"),
        tuple(_un_mois(mois, titres) for mois in points),
        legende=(("avant", dire("progression.avant")), ("neuves", dire("progression.neuves"))),
        plein=max((p.cumul for p in points), default=0),
        vide=dire("progression.vide"),
    )


def _un_mois(mois: Mois, titres: Mapping[str, str]) -> Point:
    neuves = len(mois.preuves)
    return Point(
        des_mois.nom(mois.mois),
        dire(
            "progression.phrase",
            mois=des_mois.nom(mois.mois),
            neuves=compter("progression.neuves", neuves),
            cumul=compter("progression.cumul", mois.cumul),
            montrees=compter("progression.montrees", mois.montrees),
        ),
        chiffre=dire("progression.chiffre", neuves=neuves, cumul=mois.cumul),
        parts=(Part("avant", mois.cumul - neuves), Part("neuves", neuves)),
        pieces=tuple(piece_de(p, ou_et_quand(p, titres)) for p in mois.preuves),
    )


def ou_et_quand(preuve: PreuveLue, titres: Mapping[str, str]) -> str:
    """« CP11 · mercredi 18 novembre 2026 · le titre de la séance, ou le document »."""
    jour = en_clair(preuve.date, semaine=True)
    ou = titres.get(preuve.journal or "", "") if preuve.journal else preuve.source
    return " · ".join(filter(None, (f"{preuve.referentiel} {preuve.code}", jour, ou)))


def niveaux(vu: Portfolio) -> Graphe:
    """Ce que la personne disait de ses compétences, à la fin de chaque mois."""
    points = [_niveaux_du_mois(vu, m.mois) for m in series.progression(vu) if m.niveaux]
    legende = " · ".join(r.dite.replace(" ", "\u00a0") for r in reponses())
    return Graphe(
        "niveaux",
        dire("niveaux.titre"),
        dire("niveaux.note", legende=legende),
        tuple(points),
        vide=dire("niveaux.vide"),
    )


def _niveaux_du_mois(vu: Portfolio, mois: str) -> Point:
    dits: dict[Niveau, list[CompetenceVue]] = {}
    for competence in vu.competences:
        miens = [p for p in competence.positionnements if p.mien and p.jour[:7] <= mois]
        if miens:
            dits.setdefault(miens[-1].niveau, []).append(competence)
    ranges = [(r, dits[r.niveau]) for r in reponses() if r.niveau in dits]
    return Point(
        des_mois.nom(mois),
        dire(
            "niveaux.phrase",
            mois=des_mois.nom(mois),
            niveaux=", ".join(f"{r.nom}\u00a0: {len(siennes)}" for r, siennes in ranges),
        ),
        chiffre=compter("niveaux.competences", sum(len(siennes) for _, siennes in ranges)),
        trace=" ".join(r.marque * len(siennes) for r, siennes in ranges),
        pieces=tuple(
            Piece(_nommer(c), r.dite, competence=(c.referentiel, c.code))
            for r, siennes in ranges
            for c in siennes
        ),
    )


def _nommer(competence: CompetenceVue) -> str:
    return en_une_ligne(" · ".join(filter(None, (competence.code, competence.titre))))


# --- Les groupes -------------------------------------------------------------------------------


def par_groupe(referentiel: ReferentielVu) -> Graphe:
    """Dans chaque groupe, les compétences montrées et les autres."""
    parts = series.par_groupe(referentiel)
    return Graphe(
        f"groupes-{referentiel.id}",
        dire("groupes.titre", titre=referentiel.titre),
        dire("groupes.note"),
        tuple(map(_un_groupe, parts)),
        legende=(("montrees", dire("groupes.montrees")), ("reste", dire("groupes.reste"))),
        plein=max((len(p.competences) for p in parts), default=0),
        vide=dire("groupes.vide"),
    )


def _un_groupe(part: PartDeGroupe) -> Point:
    montrees, total = len(part.montrees), len(part.competences)
    nom = f"{part.groupe.code} · {part.groupe.titre}" if part.groupe else dire("groupes.hors")
    return Point(
        nom,
        dire(
            "groupes.phrase",
            nom=nom,
            montrees=compter("groupes.montrees", montrees, total=total),
            preuves=compter("progression.cumul", part.preuves),
        ),
        chiffre=dire("groupes.chiffre", montrees=montrees, total=total),
        parts=(Part("montrees", montrees), Part("reste", total - montrees)),
        pieces=tuple(_piece_de_competence(c) for c in part.competences),
    )


def _piece_de_competence(competence: CompetenceVue) -> Piece:
    detail = [compter("progression.cumul", len(competence.preuves))]
    if parentes := len(competence.par_correspondance):
        detail.append(compter("groupes.parentes", parentes))
    if mien := competence.bilan.mien:
        detail.append(reponse(mien.niveau).dite)
    return Piece(
        _nommer(competence),
        " · ".join(detail),
        competence=(competence.referentiel, competence.code),
    )


# --- Les séances, l'énergie --------------------------------------------------------------------


def calendrier(seances: Sequence[Resume], au: date) -> Graphe:
    """Un mois par ligne, un signe par jour."""
    par_jour: dict[date, list[Resume]] = {}
    for resume in seances:
        par_jour.setdefault(resume.cree_le.date(), []).append(resume)
    return Graphe(
        "seances",
        dire("seances.titre"),
        dire("seances.note"),
        tuple(_mois_de_seances(m, par_jour) for m in des_mois.suite(par_jour, au)),
        entete="".join(str(n % 10) for n in range(1, 32)),
        vide=dire("seances.vide"),
    )


def _mois_de_seances(mois: date, par_jour: Mapping[date, Sequence[Resume]]) -> Point:
    jours = [mois.replace(day=n) for n in range(1, dernier_jour(mois).day + 1)]
    trace = "".join(_signe(len(par_jour.get(jour, ()))) for jour in jours)
    siennes = [(jour, resume) for jour in jours for resume in par_jour.get(jour, ())]
    nombre = compter("seances.nombre", len(siennes))
    dits = ", ".join(str(jour.day) for jour in jours if jour in par_jour)
    nom = des_mois.nom_de(mois)
    return Point(
        nom,
        dire(
            "seances.phrase" if siennes else "seances.aucune", mois=nom, nombre=nombre, jours=dits
        ),
        chiffre=nombre if siennes else "",
        trace=trace,
        pieces=tuple(
            Piece(
                en_une_ligne(r.titre) or dire("seances.sans_titre"),
                en_clair(jour, semaine=True),
                journal=r.id,
            )
            for jour, r in siennes
        ),
    )


def _signe(nombre: int) -> str:
    return "·" if not nombre else str(nombre) if nombre < 10 else "+"


def energie(notes: Iterable[Energie], titres: Mapping[str, str]) -> Graphe:
    """Les notes d'énergie de chaque séance qui la demande : avant, après."""
    par_seance: dict[str, list[Energie]] = {}
    for note in notes:
        par_seance.setdefault(note.journal, []).append(note)
    return Graphe(
        "energie",
        dire("energie.titre"),
        dire("energie.note"),
        tuple(_une_energie(dites, titres) for dites in par_seance.values()),
        entete="0" + " " * (ECHELLE_D_ENERGIE * _PAR_UNITE - 1) + str(ECHELLE_D_ENERGIE),
        vide=dire("energie.vide"),
    )


def _une_energie(dites: Sequence[Energie], titres: Mapping[str, str]) -> Point:
    quand = en_clair(date.fromisoformat(dites[0].jour))
    signes = ["·"] * (ECHELLE_D_ENERGIE * _PAR_UNITE + 1)
    for rang, dite in enumerate(dites):
        place = round(min(max(dite.note, 0), ECHELLE_D_ENERGIE) * _PAR_UNITE)
        derniere = rang + 1 == len(dites)
        signes[place] = "◉" if signes[place] == "○" else "●" if derniere else "○"
    nombres = " → ".join(_nombre(d.note) for d in dites)
    titre = titres.get(dites[0].journal) or dire("seances.sans_titre")
    return Point(
        quand,
        dire("energie.phrase", jour=quand, notes=", ".join(_notes(dites)), titre=titre),
        chiffre=nombres,
        trace="".join(signes),
        pieces=(Piece(titre, f"{quand} · {nombres}", journal=dites[0].journal),),
    )


def _notes(dites: Sequence[Energie]) -> Iterator[str]:
    for dite in dites:
        moment = dite.question.rpartition("_")[2]
        cle = f"energie.{moment}" if moment in ("avant", "apres") else "energie.autre"
        yield dire(cle, note=_nombre(dite.note))


def _nombre(note: float) -> str:
    return f"{note:g}".replace(".", ",")
