"""Un livret en document : ses parties dans les mots de la personne, puis la table des preuves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from coach.carnet import Carnet
from coach.documents.modele import (
    Bloc,
    Document,
    Graphique,
    Identite,
    Paragraphe,
    Preuve,
    TableDesPreuves,
)
from coach.documents.modele import Partie as PartieDuDocument
from coach.livret.erreurs import ErreurDeLivret
from coach.livret.genre import Genre, Partie, charger_genre
from coach.livret.repli import Livret, Passage, PreuveFigee
from coach.modeles.calendrier import en_clair
from coach.portfolio import Filtres, portfolio
from coach.publication.competences import adresse_dite, table_des_competences
from coach.publication.graphiques import niveaux
from coach.publication.paroles import dire

_LIGNE_VIDE = re.compile(r"\n\s*\n")


def document(
    livret: Livret,
    genre: Genre,
    passages: Sequence[Passage],
    *,
    le: date,
    graphe: Graphique | None = None,
    identite: Identite = (),
) -> Document:
    """Le document de ces passages (ceux d'aujourd'hui, ou d'une version), daté du jour `le`.

    `graphe` : où la personne se situait, s'il y a de quoi le dire.
    """
    numeros: dict[tuple[str, str], int] = {}
    citees: list[PreuveFigee] = []
    for passage in _ranges(passages, genre):
        for preuve in livret.preuves_de(passage):
            if preuve.meme not in numeros:
                numeros[preuve.meme] = len(numeros) + 1
                citees.append(preuve)
    redige = _Redaction(livret, genre, passages, numeros)
    parties = [*redige.parties()]
    if graphe:
        parties.append(PartieDuDocument(dire("livret.progression"), (graphe,)))
    if citees:
        blocs = (
            Paragraphe(dire("livret.preuves_note"), note=True),
            TableDesPreuves(tuple(_preuve(p, numeros[p.meme]) for p in citees)),
        )
        parties.append(PartieDuDocument(dire("preuves.titre"), blocs, nouvelle_page=True))
        if codes := table_des_competences(c for p in citees for c in p.competences):
            parties.append(PartieDuDocument(dire("competences.titre"), (codes,)))
    return Document(
        genre="livret",
        titre=livret.titre,
        sous_titre="" if livret.titre == genre.titre else genre.titre,
        parties=tuple(parties),
        identite=identite,
        date=en_clair(le),
        mention=dire("livret.mention"),
        sommaire=True,
    )


def du_carnet(
    carnet: Carnet,
    livret: Livret,
    aujourd_hui: date,
    *,
    version: str | None = None,
    identite: Identite = (),
) -> Document:
    """Le document de ce livret, aujourd'hui ou dans une version. Voir `choisir`, `progression`."""
    genre = charger_genre(livret.genre)
    passages, jour = choisir(livret, version, aujourd_hui)
    graphe = progression(carnet, genre, jour)
    return document(livret, genre, passages, le=jour, graphe=graphe, identite=identite)


def choisir(
    livret: Livret, version: str | None, aujourd_hui: date
) -> tuple[tuple[Passage, ...], date]:
    """Les passages à remettre et leur jour : ceux de la version nommée, ou d'aujourd'hui.

    Lève `ErreurDeLivret` si la version n'existe pas, ou s'il n'y a encore rien d'écrit.
    """
    passages, jour = livret.passages, aujourd_hui
    if version is not None:
        figee = livret.version(version)
        if figee is None:
            raise ErreurDeLivret("version_inconnue", nom=version)
        passages, jour = figee.passages, figee.figee_le.date()
    if not passages:
        raise ErreurDeLivret("rien_d_ecrit")
    return passages, jour


def absentes(livret: Livret, version: str | None, aujourd_hui: date) -> tuple[str, ...]:
    """Les numéros des parties attendues que ce document n'aura pas : rien n'y est écrit.

    Une partie qui peut manquer (aucun mot au moins) n'y est pas. Lève comme `choisir`.
    """
    genre = charger_genre(livret.genre)
    passages, _ = choisir(livret, version, aujourd_hui)
    ecrites = {p.partie for p in passages}
    vides = (p.id for p in genre.parties if p.mots[0] and p.id not in ecrites)
    return tuple(map(genre.numero, vides))


def progression(carnet: Carnet, genre: Genre, le: date) -> Graphique | None:
    """Où la personne se situait dans le référentiel de ce genre. Lève les erreurs du carnet."""
    filtres = Filtres((genre.referentiel,), jusqu_a=le)
    graphe = niveaux(portfolio(carnet, filtres))
    return replace(graphe, titre=dire("livret.niveaux")) if graphe else None


def _ranges(passages: Sequence[Passage], genre: Genre) -> list[Passage]:
    rangs = {p.id: rang for rang, p in enumerate(genre.parties)}
    return sorted(passages, key=lambda p: (rangs.get(p.partie, len(rangs)), p.place, p.id))


class _Redaction:
    """Les parties du genre qui ont de quoi se lire, dans leur ordre."""

    def __init__(
        self,
        livret: Livret,
        genre: Genre,
        passages: Sequence[Passage],
        numeros: dict[tuple[str, str], int],
    ) -> None:
        self._livret, self._genre, self._numeros = livret, genre, numeros
        self._passages = _ranges(passages, genre)

    def parties(self) -> Iterator[PartieDuDocument]:
        for partie in self._genre.parties:
            if not partie.dans and (redigee := self._partie(partie)):
                yield redigee
        connues = {p.id for p in self._genre.parties}
        if orphelins := [p for p in self._passages if p.partie not in connues]:
            yield PartieDuDocument(dire("livret.hors"), tuple(self._blocs(orphelins)))

    def _partie(self, partie: Partie) -> PartieDuDocument | None:
        siens = [p for p in self._passages if p.partie == partie.id]
        contenues = (self._partie(c) for c in self._genre.contenues(partie.id))
        dedans = tuple(c for c in contenues if c)
        if not siens and not dedans:
            return None
        titre = partie.titre
        if not partie.dans:
            numero = self._genre.numero(partie.id)
            titre = dire("livret.titre_de_partie", numero=numero, titre=partie.titre)
        return PartieDuDocument(titre, tuple(self._blocs(siens)), dedans)

    def _blocs(self, passages: Sequence[Passage]) -> Iterator[Bloc]:
        """Un paragraphe par ligne vide ; les renvois suivent le dernier de chaque passage."""
        for passage in passages:
            morceaux = [m for m in _LIGNE_VIDE.split(passage.texte.strip()) if m.strip()]
            cites = dict.fromkeys(self._numeros[p.meme] for p in self._livret.preuves_de(passage))
            for morceau in morceaux[:-1]:
                yield Paragraphe(morceau)
            for dernier in morceaux[-1:]:
                yield Paragraphe(dernier, tuple(sorted(cites)))


def _preuve(preuve: PreuveFigee, numero: int) -> Preuve:
    jour = en_clair(preuve.date) if preuve.date else dire("livret.sans_date")
    return Preuve(
        numero,
        jour,
        _extrait(preuve),
        preuve.origine,
        tuple(map(adresse_dite, preuve.competences)),
    )


def _extrait(preuve: PreuveFigee) -> str:
    """Ses mots ; d'un essai, ce qui était décidé puis ce qui a suivi."""
    essai, saut, suite = preuve.extrait.partition("\n")
    if preuve.sorte != "ajustement" or not saut:
        return preuve.extrait
    return dire("livret.suite", essai=essai, suite=suite)
