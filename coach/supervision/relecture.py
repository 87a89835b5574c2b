"""Une séance qui se déroule de nouveau : des moments, dans l'ordre où ils furent vécus.

Rien du fichier n'est exécuté ni écrit ; le texte d'autrui y est déjà sans commande de terminal.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import takewhile

from coach.dialogues.enseignes import enseigne
from coach.dialogues.erreurs import ErreurDeProtocole
from coach.dialogues.presentation import se_lit
from coach.dialogues.protocole import Protocole, charger
from coach.dialogues.suivis import ETAPE as ENGAGEMENTS
from coach.modeles.evenements import (
    AnnotationPosee,
    EtiquettePosee,
    Evenement,
    NoteDeposee,
    QuestionPosee,
    RelancePosee,
    ReponseDonnee,
    ReponseModifiee,
    SeanceOuverte,
    SegmentCorrige,
    TitreDonne,
)
from coach.modeles.journal import vivants
from coach.modeles.lecture import Decision, Lecture, Nature
from coach.modeles.repli import plier
from coach.modeles.seance import EtatSeance
from coach.modeles.texte import sans_commandes
from coach.supervision.derniers_textes import sans_les_anciens_textes
from coach.supervision.fil import GROUPE, derouler
from coach.supervision.fil import Moment as Moment
from coach.supervision.paroles import dire

Lire = Callable[[str, Sequence[Decision], Nature | None], Lecture]

LISIBLE = 20_000
"""Points de code : au-delà, ce n'est plus une réponse que le coach lit phrase à phrase."""

DECISIONS_AU_PLUS = 300
"""Corrections d'une même réponse qui comptent dans sa lecture : les dernières."""

_GARDES = 64

_TETE = (
    SeanceOuverte,
    NoteDeposee,
    QuestionPosee,
    ReponseDonnee,
    ReponseModifiee,
    EtiquettePosee,
    TitreDonne,
)
"""Ce qui suffit à dire le titre, le jour et le protocole."""


@dataclass(frozen=True)
class EtapeRelue:
    """Une étape traversée, et le rang du premier de ses moments (de 0)."""

    id: str
    titre: str
    debut: int


class Relecture:
    """Une séance relue : ses moments, ses étapes, et ce qui s'y lisait à chaque pas.

    `pas` compte les moments déjà vus : 0 avant le premier. `chez_soi` : montrer aussi ce que la
    personne a récrit, et ce que des groupes en ont dit ; d'un fichier venu d'ailleurs, jamais.
    """

    def __init__(
        self,
        flux: str,
        evenements: Iterable[Evenement],
        lire: Lire,
        *,
        chez_soi: bool = False,
    ) -> None:
        self.flux = flux
        siens = [e for e in evenements if e.flux == flux]
        tenus = vivants(siens)
        self._premier_jour = siens[0].quand.date() if siens else date.min
        self._vivants = tenus if chez_soi else _pour_autrui(tenus)
        self._lire = lru_cache(maxsize=_GARDES)(lire)
        self._au_rang = lru_cache(maxsize=2)(self._plier_jusqu_a)
        self._tete = plier(flux, (e for e in self._vivants if isinstance(e, _TETE)))
        self._protocole = _protocole(self._tete.protocole)
        deroule = derouler(self._vivants)
        self.moments = deroule.moments
        self.sans_attache = deroule.sans_attache

    # --- Ce qu'elle est --------------------------------------------------------------------------

    @property
    def titre(self) -> str:
        """Le titre de la séance, ou rien."""
        return _une_ligne(self._tete.titre)

    @property
    def jour(self) -> date:
        """Le jour de la séance, là où elle fut menée."""
        return self._tete.cree_le.date() if self._tete.cree_le else self._premier_jour

    @property
    def protocole(self) -> str:
        """Le titre du protocole suivi, son nom s'il n'est pas d'ici ; vide pour une note."""
        nom = self._tete.protocole
        connu = enseigne(nom) if nom else None
        return connu.titre if connu else _une_ligne(nom)

    @cached_property
    def etapes(self) -> tuple[EtapeRelue, ...]:
        """Les étapes, dans l'ordre où la séance y est entrée."""
        debuts: dict[str, int] = {}
        for rang, moment in enumerate(self.moments):
            if moment.etape:
                debuts.setdefault(moment.etape, rang)
        return tuple(EtapeRelue(nom, self._titre(nom), debut) for nom, debut in debuts.items())

    def etape(self, pas: int) -> EtapeRelue | None:
        """L'étape du dernier moment vu ; rien avant la première."""
        nom = self.moments[pas - 1].etape if 0 < pas <= len(self.moments) else ""
        return self._etapes_par_nom.get(nom)

    # --- Aller d'un pas à l'autre ----------------------------------------------------------------

    def avant(self, pas: int) -> int:
        """Le pas qui précède, jamais sous le premier."""
        return max(pas - 1, 0)

    def apres(self, pas: int) -> int:
        """Le pas qui suit, jamais au-delà du dernier."""
        return min(pas + 1, len(self.moments))

    # --- Ce qui se voit --------------------------------------------------------------------------

    def scene(self, pas: int, au_plus: int) -> tuple[Moment, ...]:
        """Les moments qui restent ensemble : ceux de la question du dernier moment vu.

        `au_plus` : les derniers seulement.
        """
        if not 0 < pas <= len(self.moments):
            return ()
        rangs = self._rangs[self.moments[pas - 1].question]
        vus = bisect_right(rangs, pas - 1)
        return tuple(self.moments[rang] for rang in rangs[max(0, vus - au_plus) : vus])

    def suite(self, pas: int, au_plus: int) -> tuple[Moment, ...]:
        """Ce qui vient après `pas` moments, dans la même étape."""
        ici = self.moments[pas - 1].etape if 0 < pas <= len(self.moments) else ""
        return tuple(
            takewhile(lambda m: m.etape == ici, self.moments[max(pas, 0) : max(pas, 0) + au_plus])
        )

    def etat(self, pas: int) -> EtatSeance:
        """L'état de la séance après ses `pas` premiers moments."""
        return self._au_rang(self._rang_au(pas))

    def texte(self, reponse: str, pas: int) -> str:
        """Une réponse telle qu'elle s'écrivait après `pas` moments ; vide avant elle."""
        trouvee = self._seule(reponse, pas).reponse(reponse)
        return sans_commandes(trouvee.texte) if trouvee else ""

    def lecture(self, reponse: str, pas: int) -> Lecture:
        """Les natures d'une réponse, telles qu'elles se lisaient après `pas` moments."""
        etat = self._seule(reponse, pas)
        trouvee = etat.reponse(reponse)
        if trouvee is None or trouvee.choix or not 0 < len(trouvee.texte) <= LISIBLE:
            return Lecture()
        demande = self._demandes[trouvee.question]
        attendue = None
        if self._protocole is not None:
            if not se_lit(self._protocole, demande, trouvee.texte):
                return Lecture()
            etape = self._protocole.etape(demande.etape)
            attendue = etape.attendue if etape else None
        elif isinstance(demande, QuestionPosee) and demande.options:
            return Lecture()
        return self._lire(trouvee.texte, etat.decisions.get(reponse, ()), attendue)

    # --- Ce qui se cherche une fois --------------------------------------------------------------

    @cached_property
    def _etapes_par_nom(self) -> dict[str, EtapeRelue]:
        return {e.id: e for e in self.etapes}

    @cached_property
    def _rangs(self) -> dict[str, list[int]]:
        """Par question, le rang de ses moments."""
        rangs: defaultdict[str, list[int]] = defaultdict(list)
        for rang, moment in enumerate(self.moments):
            rangs[moment.question].append(rang)
        return rangs

    @cached_property
    def _places(self) -> dict[str, int]:
        """Par événement, sa place parmi tous."""
        return {e.id: n for n, e in enumerate(self._vivants)}

    @cached_property
    def _demandes(self) -> dict[str, QuestionPosee | RelancePosee]:
        return {e.id: e for e in self._vivants if isinstance(e, QuestionPosee | RelancePosee)}

    @cached_property
    def _touchent(self) -> dict[str, list[int]]:
        """Par réponse, la place de ce qui l'écrit, la récrit ou la corrige."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, evenement in enumerate(self._vivants):
            match evenement:
                case ReponseDonnee():
                    places[evenement.id].append(place)
                case ReponseModifiee():
                    places[evenement.cible].append(place)
                case SegmentCorrige():
                    places[evenement.ancre.evenement].append(place)
                case _:
                    pass
        return places

    def _rang_au(self, pas: int) -> int:
        """Combien d'événements tiennent dans les `pas` premiers moments."""
        if pas <= 0:
            return 0
        if pas >= len(self.moments):
            return len(self._vivants)
        return self._places[self.moments[pas - 1].evenement] + 1

    def _plier_jusqu_a(self, nombre: int) -> EtatSeance:
        return plier(self.flux, self._vivants[:nombre])

    def _seule(self, reponse: str, pas: int) -> EtatSeance:
        """L'état qui ne connaît que cette réponse : il se plie vite, si longue soit la séance."""
        places = self._touchent.get(reponse, [])
        vus = [self._vivants[p] for p in places[: bisect_right(places, self._rang_au(pas) - 1)]]
        corrections = [e.id for e in vus if isinstance(e, SegmentCorrige)]
        trop = set(corrections[:-DECISIONS_AU_PLUS])
        donnees = (e for e in vus if isinstance(e, ReponseDonnee))
        demandes = [self._demandes[e.question] for e in donnees if e.question in self._demandes]
        return plier(self.flux, [*demandes, *(e for e in vus if e.id not in trop)])

    def _titre(self, etape: str) -> str:
        if etape == GROUPE:
            return dire("rejouer.le_groupe")
        if etape == ENGAGEMENTS:
            return dire("rejouer.les_engagements")
        connue = self._protocole.etape(etape) if self._protocole else None
        return connue.titre if connue else _une_ligne(etape.replace("-", " ").replace("_", " "))


def _pour_autrui(vivants: Iterable[Evenement]) -> list[Evenement]:
    """La séance seule : ni textes récrits, ni ce qu'un autre groupe en a dit."""
    return sans_les_anciens_textes(e for e in vivants if not isinstance(e, AnnotationPosee))


def _une_ligne(texte: str) -> str:
    return sans_commandes(texte).replace("\n", " ").replace("\t", " ")


def _protocole(nom: str) -> Protocole | None:
    """Le protocole de la séance s'il est d'ici ; un fichier peut en nommer un autre."""
    try:
        return charger(nom) if nom else None
    except ErreurDeProtocole:
        return None
