"""Le livret tel qu'il se lit aujourd'hui : un repli pur des événements du flux du carnet.

Une preuve citée est figée au moment où elle est choisie : son extrait, son jour et son origine
deviennent un passage de la partie réservée `preuves`. Le livret ne dépend donc plus de la séance :
elle peut être récrite, annulée ou effacée. Effacer une séance, en revanche, montre d'abord ce que
le livret en cite, et la personne décide (`coach.carnet.citations`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from coach.livret.grille import Genre
from coach.modeles.calendrier import date_ou_rien
from coach.modeles.evenements import (
    PARTIE_DES_PREUVES,
    Evenement,
    LivretOuvert,
    PassageRedige,
    PassageRetire,
    VersionFigee,
)
from coach.modeles.journal import en_ordre, vivants
from coach.modeles.texte import en_une_ligne, nfc

Sorte = Literal["preuve", "passage", "positionnement", "ajustement", "apport"]
"""Ce qu'est la source : un extrait relié, une réponse, un niveau, un essai, un document."""

SORTES: tuple[Sorte, ...] = get_args(Sorte)

_SEPARATEUR = " | "
_CHAMPS = 5


@dataclass(frozen=True, slots=True)
class PreuveFigee:
    """Une preuve citée, telle qu'elle était.

    `id` : l'événement qui la fige ; `source` : celui qu'elle cite ; `jour` : AAAA-MM-JJ, ou vide ;
    `journal` : la séance, vide pour ce qui n'en vient pas ; `competences` : « cip:CP11 » ;
    `origine` : le titre de la séance, ou le document.
    """

    id: str
    source: str
    sorte: Sorte
    jour: str
    journal: str
    competences: tuple[str, ...]
    origine: str
    extrait: str

    @property
    def date(self) -> date | None:
        """Le jour d'où elle vient, ou rien s'il ne se lit plus."""
        morceaux = self.jour.split("-")
        if len(morceaux) != 3 or not all(m.isdecimal() for m in morceaux):
            return None
        return date_ou_rien(*map(int, morceaux))

    @property
    def meme(self) -> tuple[str, str]:
        """Ce qui fait qu'une preuve est la même : d'où elle vient, et les mots cités."""
        return self.journal or self.source, self.extrait


def figer(
    sorte: Sorte,
    *,
    jour: str,
    journal: str = "",
    competences: Iterable[str] = (),
    origine: str,
    extrait: str,
) -> str:
    """Le texte sous lequel une preuve se fige : une ligne d'en-tête, puis l'extrait tel quel."""
    entete = (jour, sorte, journal, " ".join(competences), en_une_ligne(nfc(origine)))
    return _SEPARATEUR.join(entete) + "\n" + nfc(extrait)


@dataclass(frozen=True, slots=True)
class Passage:
    """Un passage, dans les mots de la personne.

    `id` : le premier événement de ce passage, qui ne change pas ; `version` : celui qui porte ce
    texte ; `preuves` : les preuves figées ; `versions` : toutes, de la plus ancienne à celle-ci.
    """

    id: str
    version: str
    partie: str
    place: int
    texte: str
    preuves: tuple[str, ...]
    ecrit_le: datetime
    modifie_le: datetime
    versions: tuple[str, ...] = ()

    @property
    def mots(self) -> int:
        """Combien de mots, au sens où les compte un traitement de texte."""
        return len(self.texte.split())


@dataclass(frozen=True, slots=True)
class Version:
    """Une version remise ; `manquants` : les passages effacés depuis, avec une séance."""

    id: str
    nom: str
    figee_le: datetime
    passages: tuple[Passage, ...]
    manquants: int = 0

    @property
    def mots(self) -> int:
        """Combien de mots elle compte."""
        return sum(p.mots for p in self.passages)


@dataclass(frozen=True)
class Livret:
    """Un livret : ses passages par partie et par place, ses preuves, ses versions."""

    id: str
    titre: str
    genre: str
    ouvert_le: datetime
    modifie_le: datetime
    passages: tuple[Passage, ...] = ()
    preuves: Mapping[str, PreuveFigee] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()

    def de(self, partie: str) -> tuple[Passage, ...]:
        """Les passages d'une partie, dans leur ordre."""
        return tuple(p for p in self.passages if p.partie == partie)

    def passage(self, identifiant: str) -> Passage | None:
        """Le passage de cet identifiant, ou rien."""
        return next((p for p in self.passages if p.id == identifiant), None)

    def preuves_de(self, passage: Passage) -> tuple[PreuveFigee, ...]:
        """Les preuves de ce passage ; une preuve effacée avec sa séance n'y est plus."""
        return tuple(self.preuves[i] for i in passage.preuves if i in self.preuves)

    def perdues(self, passage: Passage) -> int:
        """Combien de preuves de ce passage ont été effacées avec leur séance."""
        return sum(i not in self.preuves for i in passage.preuves)

    def ranges(self, genre: Genre) -> tuple[Passage, ...]:
        """Tous les passages, dans l'ordre des parties ; ceux d'une partie disparue, à la fin."""
        rangs = {p.id: rang for rang, p in enumerate(genre.parties)}
        return tuple(sorted(self.passages, key=lambda p: rangs.get(p.partie, len(rangs))))

    def citees(self, genre: Genre) -> tuple[PreuveFigee, ...]:
        """Les preuves qu'un passage cite, une fois chacune, dans l'ordre où elles viennent."""
        vues: dict[tuple[str, str], PreuveFigee] = {}
        for passage in self.ranges(genre):
            for preuve in self.preuves_de(passage):
                vues.setdefault(preuve.meme, preuve)
        return tuple(vues.values())

    def version(self, nom: str) -> Version | None:
        """La dernière version de ce nom, ou rien."""
        return next((v for v in reversed(self.versions) if v.nom == nom), None)

    @property
    def mots(self) -> int:
        """Combien de mots, toutes parties réunies."""
        return sum(p.mots for p in self.passages)


def plier(evenements: Iterable[Evenement]) -> dict[str, Livret]:
    """Les livrets du flux du carnet, par identifiant, du plus ancien au plus récent.

    Les annulations comptent ; le reste du flux est ignoré. L'ordre d'arrivée n'y change rien.
    """
    tous = [e for e in evenements if e.type in _DU_LIVRET]
    ecrits = {e.id: e for e in en_ordre(tous) if isinstance(e, PassageRedige)}
    tenus = vivants(tous)
    racines = {i: _racine(e, ecrits) for i, e in ecrits.items()}
    return {e.id: _livret(e, tenus, ecrits, racines) for e in tenus if isinstance(e, LivretOuvert)}


_DU_LIVRET = frozenset(
    {"livret_ouvert", "passage_redige", "passage_retire", "version_figee", "evenement_annule"}
)


def _livret(
    ouvert: LivretOuvert,
    tenus: Iterable[Evenement],
    ecrits: Mapping[str, PassageRedige],
    racines: Mapping[str, str],
) -> Livret:
    siens: list[PassageRedige] = []
    figees: list[VersionFigee] = []
    par_racine: dict[str, list[PassageRedige]] = {}
    modifie_le = ouvert.quand
    for evenement in tenus:
        match evenement:
            case PassageRedige(livret=ouvert.id):
                if evenement.partie != PARTIE_DES_PREUVES:
                    par_racine.setdefault(racines[evenement.id], []).append(evenement)
                siens.append(evenement)
            case PassageRetire():
                versions = par_racine.pop(racines.get(evenement.cible, evenement.cible), None)
                if versions is None:
                    continue
            case VersionFigee(livret=ouvert.id):
                figees.append(evenement)
            case _:
                continue
        modifie_le = max(modifie_le, evenement.quand)
    passages = [_passage(racine, versions) for racine, versions in par_racine.items()]
    return Livret(
        id=ouvert.id,
        titre=ouvert.titre,
        genre=ouvert.genre,
        ouvert_le=ouvert.quand,
        modifie_le=modifie_le,
        passages=tuple(sorted(passages, key=_place)),
        preuves={
            e.id: _figee(e)
            for e in ecrits.values()
            if e.livret == ouvert.id and e.partie == PARTIE_DES_PREUVES
        },
        versions=tuple(_version(v, ecrits, racines) for v in figees),
    )


def _place(passage: Passage) -> tuple[str, int, str]:
    return passage.partie, passage.place, passage.id


def _racine(ecrit: PassageRedige, ecrits: Mapping[str, PassageRedige]) -> str:
    """Le premier événement du passage ; une boucle, dans un journal retouché, s'arrête."""
    vus: set[str] = set()
    while ecrit.remplace is not None and ecrit.id not in vus:
        vus.add(ecrit.id)
        if ecrit.remplace not in ecrits:
            return ecrit.remplace
        ecrit = ecrits[ecrit.remplace]
    return min(vus) if ecrit.id in vus else ecrit.id


def _passage(racine: str, versions: list[PassageRedige]) -> Passage:
    dernier = versions[-1]
    return Passage(
        id=racine,
        version=dernier.id,
        partie=dernier.partie,
        place=dernier.place,
        texte=dernier.texte,
        preuves=dernier.preuves,
        ecrit_le=versions[0].quand,
        modifie_le=dernier.quand,
        versions=tuple(v.id for v in versions),
    )


def _version(
    figee: VersionFigee, ecrits: Mapping[str, PassageRedige], racines: Mapping[str, str]
) -> Version:
    trouves = [ecrits[i] for i in figee.passages if i in ecrits]
    return Version(
        id=figee.id,
        nom=figee.nom,
        figee_le=figee.quand,
        passages=tuple(_passage(racines[e.id], [e]) for e in trouves),
        manquants=len(figee.passages) - len(trouves),
    )


class _Entete(NamedTuple):
    jour: str = ""
    sorte: str = ""
    journal: str = ""
    competences: str = ""
    origine: str = ""


def _figee(ecrit: PassageRedige) -> PreuveFigee:
    """La preuve que dit cet événement ; un en-tête illisible (mots effacés) n'ôte pas l'extrait."""
    premiere, _, extrait = ecrit.texte.partition("\n")
    morceaux = premiere.split(_SEPARATEUR, _CHAMPS - 1)
    lisible = len(morceaux) == _CHAMPS and morceaux[1] in SORTES
    entete = _Entete(*morceaux) if lisible else _Entete()
    sorte: Sorte = next((s for s in SORTES if s == entete.sorte), "passage")
    return PreuveFigee(
        id=ecrit.id,
        source=ecrit.preuves[0] if ecrit.preuves else "",
        sorte=sorte,
        jour=entete.jour,
        journal=entete.journal,
        competences=tuple(entete.competences.split()),
        origine=entete.origine,
        extrait=extrait if lisible else ecrit.texte,
    )
