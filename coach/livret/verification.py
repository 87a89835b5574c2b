"""Relire un livret avant de le remettre : ce qui manque à chaque critère, ce qui est à regarder.

Rien n'est noté, rien n'est interdit : chaque constat est une phrase, que la personne suit ou non.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from coach.analyse import elements, genres, lire
from coach.analyse.phrases import phrases
from coach.confidentialite.entites import identifier
from coach.livret.constats import SORTES, Constat, EtatDeCritere, Verification
from coach.livret.fonds import Fonds
from coach.livret.genre import enonce_de
from coach.livret.grille import Attente, Critere, Genre, Partie
from coach.livret.jugements import juges
from coach.livret.longueurs import mots_dits, visee
from coach.livret.paroles import dire
from coach.livret.repli import Livret, Passage
from coach.livret.sources import etat_de_la_source
from coach.modeles.lecture import Lecture, Nature
from coach.partage.entites import proposer
from coach.partage.pseudonymes import Entite

Lire = Callable[[str], Lecture]

_CITE = 120
"""Points de code d'une phrase redonnée dans un constat."""

_NATURES = {n.value: n for n in Nature}


@dataclass
class Releve:
    """Un livret, son genre, le carnet d'où il vient, et de quoi lire ses passages."""

    livret: Livret
    genre: Genre
    fonds: Fonds
    lire: Lire = lire
    _lus: dict[str, Lecture] = field(default_factory=dict, init=False)

    def lecture(self, passage: Passage) -> Lecture:
        """La lecture d'un passage, une fois."""
        if passage.version not in self._lus:
            self._lus[passage.version] = self.lire(passage.texte)
        return self._lus[passage.version]

    @cached_property
    def entites(self) -> tuple[Entite, ...]:
        """Les noms que portent encore le titre, les passages et les preuves citées."""
        return proposer(_textes(self.livret, self.genre))

    def partie(self, passage: Passage) -> Partie | None:
        """La partie d'un passage."""
        return self.genre.partie(passage.partie)


def _textes(livret: Livret, genre: Genre) -> list[str]:
    """Ce qu'un livret donne à lire : son titre, ses passages, ce qu'il cite et d'où cela vient."""
    preuves = livret.citees(genre)
    textes = [livret.titre, *(p.texte for p in livret.ranges(genre))]
    return textes + [p.extrait for p in preuves] + [p.origine for p in preuves]


def relire(livret: Livret, genre: Genre, lire: Lire) -> Iterator[Callable[[], object]]:
    """Ce que `verifier` et l'oral liront des passages, un à la fois, pour qui le fait d'avance.

    Rien n'y touche au carnet si `lire` n'y touche pas : un autre fil peut s'en charger.
    """
    for passage in livret.ranges(genre):
        yield partial(_relire, passage.texte, lire)


def nommer(livret: Livret, genre: Genre) -> Iterator[Callable[[], object]]:
    """De même, les noms que `verifier` cherche dans chaque texte."""
    for texte in _textes(livret, genre):
        yield partial(identifier, texte)


def sourcer(livret: Livret, genre: Genre, fonds: Fonds) -> Iterator[None]:
    """De même, où en est chaque source : le carnet se lit par petits pas. Lève ses erreurs."""
    for preuve in livret.citees(genre):
        etat_de_la_source(preuve, fonds)
        yield


def _relire(texte: str, lire: Lire) -> None:
    elements(texte, lire(texte))


def verifier(livret: Livret, genre: Genre, fonds: Fonds, lecteur: Lire = lire) -> Verification:
    """Tout ce qui est à regarder dans ce livret. Lève les erreurs du carnet."""
    releve = Releve(livret, genre, fonds, lecteur)
    etats = tuple(_critere(c, releve) for c in genre.criteres)
    constats = [
        *_manques(etats),
        *_longueurs(releve),
        *_sans_preuve(releve),
        *_sources(releve),
        *_doubles(releve),
        *_jugements(releve),
        *_noms(releve),
    ]
    rangs = {p.id: rang for rang, p in enumerate(genre.parties)}
    constats.sort(key=lambda c: (SORTES.index(c.sorte), rangs.get(c.partie, len(rangs))))
    return Verification(etats, tuple(constats))


# --- La grille -------------------------------------------------------------------------------


def _critere(critere: Critere, releve: Releve) -> EtatDeCritere:
    siens = [p for p in releve.livret.ranges(releve.genre) if p.partie in critere.parties]
    enonces = tuple(e for renvoi in critere.enonces if (e := enonce_de(renvoi)[1]))
    manques = [dire("manque.vide")] if not siens else _attentes(critere, siens, releve)
    return EtatDeCritere(critere.id, critere.titre, critere.parties, enonces, tuple(manques))


def _attentes(critere: Critere, siens: Sequence[Passage], releve: Releve) -> list[str]:
    manques = []
    for attente in critere.attend:
        trouve = _trouve(attente, siens, releve)
        if trouve < attente.combien:
            manques.append(_manque(attente, trouve))
    return manques


def _trouve(attente: Attente, siens: Sequence[Passage], releve: Releve) -> int:
    preuves = {p.meme: p for passage in siens for p in releve.livret.preuves_de(passage)}
    match attente.genre:
        case "preuves":
            return len(preuves)
        case "source":
            return sum(p.sorte == attente.quoi for p in preuves.values())
        case "nature":
            voulue = _NATURES[attente.quoi]
            lus = (releve.lecture(p).segments for p in siens)
            return sum(s.nature == voulue for segments in lus for s in segments)
        case "element":
            lus_ = ((p.texte, releve.lecture(p)) for p in siens)
            return sum(e.genre == attente.quoi for t, x in lus_ for e in elements(t, x))


def _manque(attente: Attente, trouve: int) -> str:
    if attente.genre == "element":
        return dire("manque.element", element=genres()[attente.quoi].casefold())
    if attente.genre == "nature":
        return dire(f"manque.nature_{attente.quoi}")
    if attente.genre == "source":
        return dire(f"manque.source_{attente.quoi}", combien=attente.combien, trouve=trouve)
    cle = "manque.preuve" if attente.combien == 1 else "manque.preuves"
    return dire(cle, combien=attente.combien, trouve=trouve)


def _manques(etats: Sequence[EtatDeCritere]) -> Iterator[Constat]:
    for etat in etats:
        for manque in etat.manques:
            phrase = dire("constat.critere", critere=etat.titre, manque=manque)
            yield Constat("critere", phrase, partie=etat.parties[0], critere=etat.id)


# --- Les passages ----------------------------------------------------------------------------


def _longueurs(releve: Releve) -> Iterator[Constat]:
    for partie in releve.genre.parties:
        mots = sum(p.mots for p in releve.livret.de(partie.id))
        bas, haut = partie.mots
        if not mots and bas:
            yield Constat("vide", dire("constat.vide", mots=bas), partie=partie.id)
        elif mots < bas:
            phrase = dire("constat.court", mots=mots_dits(mots), vises=visee(partie.mots))
            yield Constat("court", phrase, partie=partie.id)
        elif haut and mots > haut:
            phrase = dire("constat.long", mots=mots_dits(mots), vises=visee(partie.mots))
            yield Constat("long", phrase, partie=partie.id)


def _sans_preuve(releve: Releve) -> Iterator[Constat]:
    """Les passages qui affirment sans rien citer, là où la partie demande que l'on montre."""
    for passage in releve.livret.ranges(releve.genre):
        partie = releve.partie(passage)
        if partie is None or not partie.preuves or releve.livret.preuves_de(passage):
            continue
        cite = affirmation(passage, releve.lecture(passage))
        yield Constat(
            "sans_preuve", dire("constat.sans_preuve"), partie.id, passage.id, extrait=cite
        )


def affirmation(passage: Passage, lecture: Lecture) -> str:
    """La phrase où la personne parle le plus d'elle-même ; sinon, la première."""
    for segment in lecture.segments:
        if segment.sous_type == "auto_evaluation":
            return phrase_autour(passage.texte, segment.debut)
    return phrase_autour(passage.texte, 0)


def phrase_autour(texte: str, place: int) -> str:
    """La phrase où se trouve cette place (en points de code) ; trop longue, son début."""
    for debut, fin in phrases(texte):
        if place < fin:
            return _court(texte[debut:fin])
    return _court(texte)


def _court(phrase: str) -> str:
    ligne = " ".join(phrase.split())
    if len(ligne) <= _CITE:
        return ligne
    return ligne[: _CITE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _sources(releve: Releve) -> Iterator[Constat]:
    for passage in releve.livret.ranges(releve.genre):
        for preuve in releve.livret.preuves_de(passage):
            etat = etat_de_la_source(preuve, releve.fonds)
            if etat != "tient":
                phrase = dire(f"constat.source_{etat}", origine=preuve.origine or preuve.jour)
                yield Constat(
                    "source_changee", phrase, passage.partie, passage.id, extrait=preuve.extrait
                )
        if perdues := releve.livret.perdues(passage):
            phrase = dire("constat.preuves_perdues", nombre=perdues)
            yield Constat("source_changee", phrase, passage.partie, passage.id)


def _doubles(releve: Releve) -> Iterator[Constat]:
    """Une preuve citée par plusieurs passages, dite à partir du deuxième."""
    vues: dict[tuple[str, str], Passage] = {}
    for passage in releve.livret.ranges(releve.genre):
        for meme, preuve in {p.meme: p for p in releve.livret.preuves_de(passage)}.items():
            premier = vues.setdefault(meme, passage)
            if premier is not passage:
                numero = releve.genre.numero(premier.partie)
                phrase = dire("constat.preuve_double", numero=numero)
                yield Constat(
                    "preuve_double", phrase, passage.partie, passage.id, extrait=preuve.extrait
                )


def _jugements(releve: Releve) -> Iterator[Constat]:
    """Les mots qui jugent quelqu'un, et les faux sentiments, qui accusent en disant « je »."""
    noms = [forme for e in releve.entites if e.genre == "personne" for forme in e.formes]
    for passage in releve.livret.ranges(releve.genre):
        for sorte, segment in juges(releve.lecture(passage), noms):
            phrase, extrait = dire(f"constat.{sorte}"), _court(segment.texte)
            yield Constat("jugement", phrase, passage.partie, passage.id, extrait=extrait)


def _noms(releve: Releve) -> Iterator[Constat]:
    """Les noms de personnes, de lieux, d'organismes et les numéros, comme avant de partager."""
    passages = releve.livret.ranges(releve.genre)
    for entite in releve.entites:
        ou = next((p for p in passages if any(f in p.texte for f in entite.formes)), None)
        partie, passage = (ou.partie, ou.id) if ou else ("", "")
        phrase = dire("constat.nom" if ou else "constat.nom_dans_une_preuve")
        yield Constat("nom", phrase, partie, passage, extrait=entite.formes[0])
