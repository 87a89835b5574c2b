"""L'établi : un livret ouvert, où en sont ses parties, ce que le carnet y offre, le brouillon."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coach.carnet import Carnet
from coach.livret.erreurs import ErreurDeLivret
from coach.livret.fonds import Fonds
from coach.livret.genre import Genre, Partie, charger_genre
from coach.livret.lecture import designer
from coach.livret.offres import Offre, ranger
from coach.livret.offres import offres as offres_de
from coach.livret.paroles import dire
from coach.livret.rayons import toutes
from coach.livret.repli import Livret, PreuveFigee, plier
from coach.livret.sources import EtatDeSource, etat_de_la_source
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.texte import nfc
from coach.referentiels.erreurs import plus_proche


@dataclass(frozen=True, slots=True)
class EtatDePartie:
    """Où en est une partie : combien de passages, de mots et de preuves."""

    partie: Partie
    numero: str
    passages: int
    mots: int
    preuves: int

    @property
    def vide(self) -> bool:
        """Vrai si rien n'y est écrit."""
        return self.passages == 0


@dataclass(frozen=True, slots=True)
class Commence:
    """Le passage en cours : sa partie, ses mots, ses preuves, et le passage récrit s'il y en a."""

    partie: str
    texte: str
    preuves: tuple[str, ...] = ()
    passage: str | None = None


@dataclass
class Etabli:
    """Un livret ouvert, à lire et à reprendre ; `aujourd_hui` sert à dire ce qui est échu.

    Lève `ErreurDeLivret` si le livret n'existe pas, et les erreurs du carnet.
    """

    carnet: Carnet
    identifiant: str
    aujourd_hui: date
    livret: Livret = field(init=False)
    genre: Genre = field(init=False)
    _offres: dict[str, tuple[Offre, ...]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.livret = designer(self.carnet, self.identifiant)
        self.identifiant = self.livret.id
        self.genre = charger_genre(self.livret.genre)

    @cached_property
    def fonds(self) -> Fonds:
        """Le carnet, où puisent les offres ; `rafraichir` le relit."""
        return Fonds(self.carnet, self.aujourd_hui)

    def rafraichir(self) -> None:
        """Relit le carnet : une séance a pu s'y écrire depuis."""
        self.__dict__.pop("fonds", None)
        self._offres.clear()
        self._relire()

    def etats(self) -> tuple[EtatDePartie, ...]:
        """Chaque partie, et où elle en est."""
        return tuple(self.etat(p) for p in self.genre.parties)

    def etat(self, partie: Partie) -> EtatDePartie:
        """Où en est cette partie, sans celles qu'elle contient."""
        siens = self.livret.de(partie.id)
        preuves = {p.meme for passage in siens for p in self.livret.preuves_de(passage)}
        numero = self.genre.numero(partie.id)
        return EtatDePartie(partie, numero, len(siens), sum(p.mots for p in siens), len(preuves))

    def partie(self, demandee: str) -> Partie:
        """La partie de ce nom ou de ce numéro (« plan », « 4.2 ») ; lève `ErreurDeLivret`."""
        voulue = demandee.strip().casefold()
        for partie in self.genre.parties:
            if voulue in (partie.id, self.genre.numero(partie.id)):
                return partie
        ids = [p.id for p in self.genre.parties]
        proche = plus_proche(voulue, ids)
        raison = "partie_proche" if proche else "partie_inconnue"
        raise ErreurDeLivret(raison, partie=demandee, proche=proche, choix=", ".join(ids))

    def offres(self, partie: str) -> tuple[Offre, ...]:
        """Ce que le carnet a pour cette partie, rangé, chaque chose dite déjà utilisée ou non."""
        if partie not in self._offres:
            self._offres[partie] = offres_de(self.partie(partie), self.livret, self.fonds)
        return self._offres[partie]

    def chercher(self, partie: str) -> Iterator[None]:
        """Cherche les offres par petits pas, entre lesquels on peut faire autre chose.

        Tous faits, `offres` les rend aussitôt. Lève les erreurs du carnet.
        """
        if partie in self._offres:
            return
        connue, lues = self.partie(partie), []
        for offre in toutes(connue, self.fonds):
            lues.append(offre)
            yield
        self._offres[partie] = ranger(lues, connue, self.livret)

    def source(self, preuve: PreuveFigee) -> EtatDeSource:
        """Ce qu'est devenue la source d'une preuve figée."""
        return etat_de_la_source(preuve, self.fonds)

    # --- Le brouillon ----------------------------------------------------------------------------

    def commencer(
        self, partie: str, texte: str, preuves: Sequence[str] = (), passage: str | None = None
    ) -> None:
        """Garde le passage en cours, à reprendre si tout s'arrête là ; vide, il s'oublie."""
        question = json.dumps(["livret", self.partie(partie).id, passage or "", *preuves])
        garde = nfc(texte) if texte.strip() else " " if preuves else ""
        self.carnet.garder_brouillon(self.livret.id, question, garde)

    @property
    def commence(self) -> Commence | None:
        """Le passage en cours, ou rien."""
        garde = self.carnet.brouillon(self.livret.id)
        if garde is None:
            return None
        try:
            _, partie, passage, *preuves = json.loads(garde.question)
        except ValueError:
            return None
        if self.genre.partie(partie) is None:
            return None
        return Commence(
            partie,
            garde.texte if garde.texte.strip() else "",
            tuple(p for p in preuves if p in self.livret.preuves),
            passage if self.livret.passage(passage) else None,
        )

    def oublier_le_brouillon(self) -> None:
        """Oublie le passage en cours."""
        self.carnet.garder_brouillon(self.livret.id, "livret", "")

    def _relire(self) -> None:
        plies = plier(self.carnet.evenements(FLUX_DU_CARNET))
        if self.identifiant not in plies:
            raise ErreurDeLivret("inconnu", prefixe=self.identifiant)
        self.livret = plies[self.identifiant]
        self._offres.clear()


def nom_de_la_source(etat: EtatDeSource) -> str:
    """Ce qu'on dit d'une preuve dont la source n'est plus telle quelle ; vide si elle tient."""
    return "" if etat == "tient" else dire(f"source.{etat}")
