"""Les rayons où se prennent les offres d'une partie : chacun lit une part du carnet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from coach.analyse import elements, genres
from coach.analyse.phrases import phrases
from coach.livret.fonds import Fonds
from coach.livret.genre import Partie
from coach.livret.paroles import dire
from coach.livret.repli import Sorte, figer
from coach.modeles.calendrier import en_chiffres
from coach.modeles.lecture import Lecture
from coach.modeles.progression import MOI, meme_personne
from coach.modeles.seance import Reponse
from coach.modeles.texte import en_une_ligne
from coach.positionnement.echelle import reponse as reponse_de_l_echelle
from coach.referentiels import charger
from coach.scoring.lignes import PositionnementLu, PreuveLue

Rayon = Literal[
    "niveaux", "regards", "directes", "parentes", "themes", "ajustements", "reponses", "reflexion"
]

RAYONS: tuple[Rayon, ...] = get_args(Rayon)
"""Les rayons d'une partie, dans l'ordre où ils se montrent."""

SEANCES_RELUES = 12
"""Séances où l'on cherche des éléments de réflexion : relire un texte coûte."""

SEANCES_PARCOURUES = 80
"""Séances, les plus récentes, dont on regarde les réponses aux étapes d'une partie."""

LONGUEUR_MINIMALE = 20
"""Points de code : plus court, une réponse ne se cite pas."""


@dataclass(frozen=True, slots=True)
class Offre:
    """Quelque chose du carnet à citer dans une partie.

    `extrait` : ses mots, tels quels ; `detail` : ce qui l'éclaire (une justification, un chemin, un
    état) ; `pourquoi` : ce qui l'amène ici ; `jour` : AAAA-MM-JJ ; `journal` : la séance, ou vide ;
    `origine` : son titre, le document ou la personne ; `utilisee` : un passage du livret la cite.
    """

    rayon: Rayon
    sorte: Sorte
    source: str
    jour: str
    journal: str
    origine: str
    extrait: str
    detail: str = ""
    pourquoi: str = ""
    competences: tuple[str, ...] = ()
    utilisee: bool = False

    @property
    def meme(self) -> tuple[str, str]:
        """Ce qui fait qu'une offre est la même qu'une preuve figée."""
        return self.journal or self.source, self.extrait

    def figee(self) -> str:
        """Le texte sous lequel elle se fige dans le livret."""
        return figer(
            self.sorte,
            jour=self.jour,
            journal=self.journal,
            competences=self.competences,
            origine=self.origine,
            extrait=self.extrait,
        )


Adresse = tuple[str, str]


def _adresses(partie: Partie) -> tuple[Adresse, ...]:
    """Les compétences que la partie nomme."""
    adresses = (c.partition(":")[::2] for c in partie.offres.competences if c != "*")
    return tuple((r, code.casefold()) for r, code in adresses)


def toutes(partie: Partie, fonds: Fonds) -> Iterator[Offre]:
    """Tout ce que le carnet a pour cette partie, rayon après rayon ; une chose peut y revenir."""
    voulues = _adresses(partie)
    sources = partie.offres
    tout = "*" in sources.competences
    if sources.positionnements:
        yield from _niveaux(voulues, fonds, tout=tout)
    journaux: list[str] = []
    for offre in _extraits(voulues, sources.themes, fonds, tout=tout):
        journaux.append(offre.journal)
        yield offre
    if sources.ajustements:
        yield from _essais(sources.ajustements, fonds)
    if sources.etapes:
        yield from _reponses(sources.etapes, fonds)
    if sources.elements:
        utiles = {j for j in journaux if j} or set(fonds.seances)
        yield from _reflexion(sources.elements, utiles, fonds)


# --- Où elle en est --------------------------------------------------------------------------


def _niveaux(voulues: tuple[Adresse, ...], fonds: Fonds, *, tout: bool) -> Iterator[Offre]:
    """Le dernier niveau de chaque compétence et son chemin, puis le regard de chaque tiers."""
    par_competence: dict[Adresse, list[PositionnementLu]] = {}
    for lu in fonds.matiere.positionnements:
        ou = (lu.referentiel, lu.code.casefold())
        if lu.item is None and (tout or ou in voulues):
            par_competence.setdefault(ou, []).append(lu)
    for siens in par_competence.values():
        miens = [lu for lu in siens if lu.mien]
        if miens:
            yield _niveau(miens, "niveaux")
        tiers: dict[str, list[PositionnementLu]] = {}
        for lu in siens:
            if not lu.mien:
                nom = next((n for n in tiers if meme_personne(n, lu.par)), lu.par)
                tiers.setdefault(nom, []).append(lu)
        for regards in tiers.values():
            yield _niveau(regards, "regards")


def _niveau(regards: list[PositionnementLu], rayon: Rayon) -> Offre:
    dernier = regards[-1]
    nom = reponse_de_l_echelle(dernier.niveau).nom
    chemin = " → ".join(
        dire("offre.pas", niveau=reponse_de_l_echelle(r.niveau).nom, jour=_jour(r.jour))
        for r in regards
    )
    cle = "auto_positionnement" if meme_personne(dernier.par, MOI) else "regard"
    code = f"{dernier.referentiel} {dernier.code}"
    return Offre(
        rayon=rayon,
        sorte="positionnement",
        source=dernier.id,
        jour=dernier.jour,
        journal="",
        origine=dire(f"offre.{cle}", qui=dernier.par, niveau=nom),
        extrait=dernier.justification or nom,
        detail=chemin,
        pourquoi=dire(f"pourquoi.{rayon}", code=code),
        competences=(f"{dernier.referentiel}:{dernier.code}",),
    )


# --- Les extraits reliés ---------------------------------------------------------------------


def _extraits(
    voulues: tuple[Adresse, ...], themes: tuple[str, ...], fonds: Fonds, *, tout: bool
) -> Iterator[Offre]:
    parentes = _parentes(voulues)
    for preuve in fonds.matiere.preuves:
        ou = (preuve.referentiel, preuve.code.casefold())
        code = f"{preuve.referentiel} {preuve.code}"
        if tout or ou in voulues:
            yield _extrait(preuve, "directes", dire("pourquoi.directes", code=code), fonds)
        elif ou in parentes:
            phrase = dire("pourquoi.parentes", code=code, raison=parentes[ou])
            yield _extrait(preuve, "parentes", phrase, fonds)
        elif themes and set(themes) & set(fonds.themes(preuve.referentiel, preuve.code)):
            yield _extrait(preuve, "themes", dire("pourquoi.themes", code=code), fonds)


def _parentes(voulues: Iterable[Adresse]) -> dict[Adresse, str]:
    """Les compétences d'ailleurs qui comptent ici, et en quoi."""
    trouvees: dict[Adresse, str] = {}
    for referentiel, code in voulues:
        competence = charger(referentiel).competence(code)
        for p in competence.correspondances if competence else ():
            trouvees.setdefault((p.referentiel, p.code.casefold()), p.raison)
    return trouvees


def _extrait(preuve: PreuveLue, rayon: Rayon, pourquoi: str, fonds: Fonds) -> Offre:
    temoin = dire("offre.temoin", temoin=preuve.temoin) if preuve.temoin else ""
    return Offre(
        rayon=rayon,
        sorte="preuve" if preuve.journal else "apport",
        source=preuve.id,
        jour=preuve.jour,
        journal=preuve.journal or "",
        origine=preuve.source or fonds.titre(preuve.journal),
        extrait=preuve.extrait or preuve.justification,
        detail=(preuve.justification if preuve.extrait else "") or temoin,
        pourquoi=pourquoi,
        competences=(f"{preuve.referentiel}:{preuve.code}",),
    )


# --- Les essais ------------------------------------------------------------------------------


def _essais(voulus: str, fonds: Fonds) -> Iterator[Offre]:
    """Les ajustements, et ce que la personne en a appris, dans ses mots."""
    for essai in fonds.engagements.values():
        if voulus != "tous" and essai.ouvert != (voulus == "ouverts"):
            continue
        etat = dire(f"etat.{essai.etat}")
        if essai.ouvert and essai.echeance:
            detail = dire("offre.pour_le", etat=etat, jour=_jour(essai.echeance.isoformat()))
        else:
            jour = _jour(essai.dernier_mot.date().isoformat())
            detail = dire("offre.depuis", etat=etat, jour=jour)
        dits = (essai.texte, essai.appris)
        yield Offre(
            rayon="ajustements",
            sorte="ajustement",
            source=essai.id,
            jour=essai.jour.isoformat(),
            journal=essai.journal,
            origine=essai.titre,
            extrait="\n".join(en_une_ligne(d) for d in dits if d.strip()),
            detail=detail,
            pourquoi=dire("pourquoi.ajustements"),
        )


# --- Ce qu'elle a répondu, et ses éléments de réflexion --------------------------------------


def _reponses(etapes: tuple[str, ...], fonds: Fonds) -> Iterator[Offre]:
    for journal in list(fonds.seances)[:SEANCES_PARCOURUES]:
        for reponse in fonds.etat(journal).reponses:
            voulue = reponse.etape in etapes and not reponse.choix
            if voulue and len(reponse.texte) >= LONGUEUR_MINIMALE:
                pourquoi = dire("pourquoi.reponses", etape=_nom_de_l_etape(reponse.etape))
                yield _cite(reponse, reponse.texte, "reponses", pourquoi, journal, fonds)


def _nom_de_l_etape(etape: str) -> str:
    try:
        return dire(f"etape.{etape}")
    except KeyError:
        return etape.replace("_", " ")


def _reflexion(voulus: tuple[str, ...], journaux: set[str], fonds: Fonds) -> Iterator[Offre]:
    noms = genres()
    relues = [journal for journal in fonds.seances if journal in journaux][:SEANCES_RELUES]
    for journal in relues:
        lus = fonds.segments(journal)
        for reponse in fonds.etat(journal).reponses:
            if reponse.choix:
                continue
            lecture = Lecture(segments=lus.get(reponse.id, ()))
            for element in elements(reponse.texte, lecture):
                if element.genre in voulus:
                    phrase = _phrase(reponse.texte, element.debut)
                    if len(phrase) < LONGUEUR_MINIMALE:
                        continue
                    pourquoi = dire("pourquoi.reflexion", element=noms[element.genre].casefold())
                    yield _cite(reponse, phrase, "reflexion", pourquoi, journal, fonds)


def _phrase(texte: str, place: int) -> str:
    for debut, fin in phrases(texte):
        if debut <= place < fin:
            return texte[debut:fin].strip()
    return texte.strip()


def _cite(
    reponse: Reponse, extrait: str, rayon: Rayon, pourquoi: str, journal: str, fonds: Fonds
) -> Offre:
    return Offre(
        rayon=rayon,
        sorte="passage",
        source=reponse.id,
        jour=fonds.jour(journal),
        journal=journal,
        origine=fonds.titre(journal),
        extrait=extrait,
        pourquoi=pourquoi,
    )


def _jour(jour: str) -> str:
    """« 12/03/2026 »."""
    return en_chiffres(date.fromisoformat(jour))
