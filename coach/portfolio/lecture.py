"""Lire le portfolio : trois requêtes sur le carnet, puis un seul passage sur leurs lignes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TypeVar

from coach.carnet import Carnet
from coach.carnet.horloge import maintenant
from coach.carnet.progression import Matiere
from coach.modeles.referentiel import Competence, Correspondance, Referentiel
from coach.portfolio.filtres import Filtres
from coach.portfolio.vues import Apparentee, CompetenceVue, Portfolio, ReferentielVu
from coach.referentiels import ErreurDeReferentiel, charger, identifiants
from coach.scoring.competences import bilan
from coach.scoring.ecarts import ecarts
from coach.scoring.lignes import PositionnementLu, PreuveLue

L = TypeVar("L", PreuveLue, PositionnementLu)

Adresse = tuple[str, str]
"""Un référentiel, et un code replié (sans casse)."""


def portfolio(
    carnet: Carnet,
    filtres: Filtres | None = None,
    *,
    suivis: Sequence[str] = (),
    au: date | None = None,
) -> Portfolio:
    """Le portfolio de ce carnet.

    `suivis` : les référentiels que suit la personne, montrés même vides ; `au` : le jour d'où l'on
    regarde (aujourd'hui ; `filtres.jusqu_a` s'il est dit). Lève les erreurs du carnet, et
    `ErreurDeReferentiel` si un référentiel nommé par les filtres n'existe pas.
    """
    voulus = filtres or Filtres()
    return dresser(carnet.matiere(), voulus, suivis, voulus.jusqu_a or au or maintenant().date())


def dresser(matiere: Matiere, filtres: Filtres, suivis: Sequence[str], au: date) -> Portfolio:
    """Le portfolio que donne cette matière, au jour `au`. Lève `ErreurDeReferentiel`."""
    jusque = au.isoformat() if filtres.jusqu_a else None
    dossiers = _Dossiers(
        _par_competence(matiere.preuves, _DE_PREUVE, jusque),
        _par_competence(matiere.positionnements, _DE_POSITIONNEMENT, jusque),
        matiere,
        filtres,
        filtres.garde(matiere.etiquettes),
    )
    return Portfolio(
        au, filtres, tuple(dossiers.referentiel(nom) for nom in dossiers.a_montrer(suivis))
    )


_DE_PREUVE: Callable[[PreuveLue], Adresse] = itemgetter(2, 4)
_DE_POSITIONNEMENT: Callable[[PositionnementLu], Adresse] = itemgetter(1, 3)


def _par_competence(
    lignes: Iterable[L], adresse: Callable[[L], Adresse], jusque: str | None
) -> dict[Adresse, list[L]]:
    """Les lignes de chaque compétence, par date ; elles arrivent presque rangées."""
    if jusque is not None:
        lignes = [ligne for ligne in lignes if ligne.jour <= jusque]
    rangees: dict[Adresse, list[L]] = {}
    eparses: set[Adresse] = set()
    for (referentiel, code), siennes in groupby(lignes, adresse):
        ou = (referentiel, code.casefold())
        if ou in rangees:
            eparses.add(ou)
            rangees[ou].extend(siennes)
        else:
            rangees[ou] = list(siennes)
    for ou in eparses:  # des preuves venues d'ailleurs, ou un code écrit de deux façons
        rangees[ou].sort(key=attrgetter("jour"))
    return rangees


@dataclass(frozen=True)
class _Dossiers:
    """Tout ce qui est connu de chaque compétence, et de quoi en faire des vues."""

    preuves: dict[Adresse, list[PreuveLue]]
    positionnements: dict[Adresse, list[PositionnementLu]]
    matiere: Matiere
    filtres: Filtres
    garde: Callable[[PreuveLue], bool] | None
    gardees: dict[Adresse, tuple[PreuveLue, ...]] = field(default_factory=dict)
    titres: dict[str, dict[str, str]] = field(default_factory=dict)
    """Par référentiel, le titre de chaque compétence : chaque fichier ne se regarde qu'une fois."""

    def a_montrer(self, suivis: Sequence[str]) -> tuple[str, ...]:
        """Les référentiels : ceux des filtres, sinon les suivis, puis ceux qui ont une matière.

        Un référentiel suivi dont le fichier a disparu, et où il n'y a rien, ne s'y montre pas.
        """
        if self.filtres.referentiels:
            return tuple(dict.fromkeys(self.filtres.referentiels))
        avec = sorted({ou[0] for ou in (*self.preuves, *self.positionnements)})
        connus = {*avec, *identifiants()}
        return tuple(dict.fromkeys((*(s for s in suivis if s in connus), *avec)))

    def referentiel(self, identifiant: str) -> ReferentielVu:
        """Le référentiel et ses compétences, puis celles qu'il n'a pas et que le carnet nomme."""
        connu = self._charger(identifiant)
        competences = connu.competences if connu else ()
        officielles = {c.code.casefold() for c in competences}
        orphelines = [
            self._competence(identifiant, _inconnue(self._ecrit(ou)), connu)
            for ou in dict.fromkeys((*self.preuves, *self.positionnements))
            if ou[0] == identifiant and ou[1] not in officielles
        ]
        vues = [self._competence(identifiant, c, connu) for c in competences] + orphelines
        if theme := self.filtres.theme:
            vues = [v for v in vues if theme in v.themes]
        return ReferentielVu(
            identifiant,
            connu.titre if connu else identifiant,
            connu.millesime if connu else "",
            connu.groupes if connu else (),
            tuple(vues),
        )

    def _charger(self, identifiant: str) -> Referentiel | None:
        """Le référentiel, ou rien s'il a disparu et que le carnet en garde des preuves."""
        try:
            return charger(identifiant)
        except ErreurDeReferentiel:
            if any(ou[0] == identifiant for ou in (*self.preuves, *self.positionnements)):
                return None
            raise

    def _ecrit(self, ou: Adresse) -> str:
        lignes: Sequence[PreuveLue | PositionnementLu]
        lignes = self.preuves.get(ou) or self.positionnements[ou]
        return lignes[0].code

    def _competence(
        self, identifiant: str, competence: Competence, connu: Referentiel | None
    ) -> CompetenceVue:
        ou = (identifiant, competence.code.casefold())
        toutes = self.preuves.get(ou, [])
        regards = self.positionnements.get(ou, [])
        fait = bilan(toutes, regards, self.matiere.etiquettes)
        parentes = [p for p in competence.correspondances if self._preuves_de(p)]
        jours = [self._preuves_de(p)[-1].jour for p in parentes]
        jours += [toutes[-1].jour] if toutes else []
        return CompetenceVue(
            referentiel=identifiant,
            code=competence.code,
            titre=competence.titre,
            groupe=competence.groupe,
            themes=competence.themes,
            millesime=connu.millesime if connu else "",
            preuves=self._gardees(ou),
            apparentees=self._apparentees(parentes),
            positionnements=self._periode([r for r in regards if r.item is None]),
            items=self._periode([r for r in regards if r.item is not None]),
            bilan=fait,
            ecarts=ecarts(fait, montree_ailleurs=bool(parentes)),
            montree_le=date.fromisoformat(max(jours)) if jours else None,
        )

    def _preuves_de(self, parente: Correspondance) -> list[PreuveLue]:
        return self.preuves.get((parente.referentiel, parente.code.casefold()), [])

    def _apparentees(self, parentes: Iterable[Correspondance]) -> tuple[Apparentee, ...]:
        trouvees = []
        for parente in parentes:
            if gardees := self._gardees((parente.referentiel, parente.code.casefold())):
                titre = self._titre(parente.referentiel, parente.code)
                trouvees.append(
                    Apparentee(
                        parente.referentiel,
                        parente.code,
                        titre,
                        parente.degre,
                        parente.raison,
                        gardees,
                    )
                )
        return tuple(trouvees)

    def _titre(self, referentiel: str, code: str) -> str:
        if referentiel not in self.titres:
            try:
                competences = charger(referentiel).competences
            except ErreurDeReferentiel:
                competences = ()
            self.titres[referentiel] = {c.code.casefold(): c.titre for c in competences}
        return self.titres[referentiel].get(code.casefold(), "")

    def _gardees(self, ou: Adresse) -> tuple[PreuveLue, ...]:
        """Les preuves de cette compétence que laissent les filtres ; ses parentes les partagent."""
        if ou not in self.gardees:
            toutes = self.preuves.get(ou, ())
            self.gardees[ou] = tuple(filter(self.garde, toutes) if self.garde else toutes)
        return self.gardees[ou]

    def _periode(self, regards: list[PositionnementLu]) -> tuple[PositionnementLu, ...]:
        if not (self.filtres.depuis or self.filtres.jusqu_a):
            return tuple(regards)
        return tuple(r for r in regards if self.filtres.dans_la_periode(r.jour))


def _inconnue(code: str) -> Competence:
    """Une compétence dont le carnet parle et que le coach ne connaît pas."""
    return Competence.model_construct(code=code, titre="", groupe="", lieu="")
