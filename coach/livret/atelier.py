"""L'atelier, sans écran : choisir, écrire, récrire, lier, ordonner, retirer, figer, revenir.

Comme l'auto-évaluation, il ignore tout de ce qui l'affiche : l'interface, le texte et les essais
mènent le même. Chaque geste est un événement du carnet ; la phrase en cours est un brouillon, gardé
sous l'identifiant du livret. Reprendre, c'est le rouvrir.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coach.carnet import Carnet
from coach.livret.erreurs import ErreurDeLivret
from coach.livret.etabli import Etabli
from coach.livret.genre import charger_genre
from coach.livret.offres import Offre
from coach.livret.repli import Livret, Passage, PreuveFigee
from coach.livret.versions import Changement, comparer
from coach.modeles.evenements import (
    PARTIE_DES_PREUVES,
    EvenementAnnule,
    LivretOuvert,
    PassageRedige,
    PassageRetire,
    VersionFigee,
)
from coach.modeles.journal import AConsigner
from coach.modeles.texte import nfc, sans_commandes

LONGUEUR_MAXIMALE = 20_000
"""Points de code d'un passage : plus de cinq pages."""

_PAS = 10
"""L'écart entre deux places, pour glisser un passage entre deux autres sans toucher aux voisins."""

_NOM_MAXIMAL = 120


@dataclass
class Atelier(Etabli):
    """L'établi, et les gestes qui y écrivent.

    Ils lèvent `ErreurDeLivret` (rien n'est alors écrit) et les erreurs du carnet.
    """

    _actes: list[tuple[str, ...]] = field(default_factory=list, init=False)
    _defaits: list[tuple[str, ...]] = field(default_factory=list, init=False)

    @classmethod
    def ouvrir(cls, carnet: Carnet, genre: str, aujourd_hui: date, titre: str = "") -> "Atelier":
        """Ouvre un livret neuf de ce genre (sa clé), sous ce titre ou celui du genre."""
        connu = charger_genre(genre)
        net = _en_ligne(titre) or connu.titre
        ouvert = carnet.consigner(LivretOuvert, genre=connu.cle or genre, titre=net)
        return cls(carnet, ouvert.id, aujourd_hui)

    # --- Écrire ----------------------------------------------------------------------------------

    def ecrire(
        self, partie: str, texte: str, preuves: Sequence[str] = (), rang: int | None = None
    ) -> Passage:
        """Écrit un passage à la fin de la partie, ou à ce rang (dès 0) ; le brouillon s'efface.

        `preuves` : des preuves figées, rendues par `citer`.
        """
        ou = self.partie(partie)
        net = self._net(texte)
        place, deplaces = self._place(ou.id, rang)
        champs = {
            "livret": self.livret.id,
            "partie": ou.id,
            "place": place,
            "texte": net,
            "preuves": tuple(dict.fromkeys(preuves)),
        }
        ecrits = self._consigner([(PassageRedige, champs), *deplaces])
        self.oublier_le_brouillon()
        return self._passage(ecrits[0])

    def recrire(self, passage: str, texte: str) -> Passage:
        """Récrit un passage ; l'ancien texte reste au journal, et dans les versions figées."""
        tenu = self._tenu(passage)
        net = self._net(texte)
        if net != tenu.texte:
            self._consigner([self._suite(tenu, texte=net)])
        self.oublier_le_brouillon()
        return self._passage(tenu.id)

    def citer(self, offre: Offre) -> PreuveFigee:
        """Fige une offre : la preuve à lier ; la même ne se fige pas deux fois."""
        for figee in self.livret.preuves.values():
            if figee.meme == offre.meme and figee.source == offre.source:
                return figee
        champs = {
            "livret": self.livret.id,
            "partie": PARTIE_DES_PREUVES,
            "place": 0,
            "texte": offre.figee(),
            "preuves": (offre.source,),
        }
        ecrit = self.carnet.consigner(PassageRedige, **champs)
        self._relire()
        return self.livret.preuves[ecrit.id]

    def lier(self, passage: str, *preuves: str) -> Passage:
        """Lie des preuves figées à un passage."""
        tenu = self._tenu(passage)
        toutes = tuple(dict.fromkeys((*tenu.preuves, *preuves)))
        if toutes != tenu.preuves:
            self._consigner([self._suite(tenu, preuves=toutes)])
        return self._passage(tenu.id)

    def delier(self, passage: str, preuve: str) -> Passage:
        """Ôte une preuve d'un passage ; elle reste dans le carnet."""
        tenu = self._tenu(passage)
        if preuve not in tenu.preuves:
            raise ErreurDeLivret("preuve_inconnue")
        restent = tuple(p for p in tenu.preuves if p != preuve)
        self._consigner([self._suite(tenu, preuves=restent)])
        return self._passage(tenu.id)

    def deplacer(self, passage: str, rang: int, partie: str | None = None) -> Passage:
        """Met un passage à ce rang (dès 0) de sa partie, ou d'une autre."""
        tenu = self._tenu(passage)
        ou = self.partie(partie).id if partie else tenu.partie
        siens = [p.id for p in self.livret.de(ou)]
        if ou == tenu.partie and siens.index(tenu.id) == min(max(rang, 0), len(siens) - 1):
            raise ErreurDeLivret("place")
        place, deplaces = self._place(ou, rang, sauf=tenu.id)
        self._consigner([self._suite(tenu, partie=ou, place=place), *deplaces])
        return self._passage(tenu.id)

    def retirer(self, passage: str) -> None:
        """Ôte un passage du livret ; le journal le garde."""
        self._consigner([(PassageRetire, {"cible": self._tenu(passage).version})])

    # --- Revenir ---------------------------------------------------------------------------------

    @property
    def peut_annuler(self) -> bool:
        """Vrai s'il y a un geste à annuler depuis l'ouverture."""
        return bool(self._actes)

    @property
    def peut_retablir(self) -> bool:
        """Vrai s'il y a un geste annulé à rétablir."""
        return bool(self._defaits)

    def annuler(self) -> None:
        """Annule le dernier geste fait depuis l'ouverture."""
        if not self._actes:
            raise ErreurDeLivret("rien_a_annuler")
        self._basculer(self._actes, self._defaits)

    def retablir(self) -> None:
        """Rétablit le dernier geste annulé."""
        if not self._defaits:
            raise ErreurDeLivret("rien_a_retablir")
        self._basculer(self._defaits, self._actes)

    def _basculer(self, depuis: list[tuple[str, ...]], vers: list[tuple[str, ...]]) -> None:
        acte = depuis[-1]
        annules = self.carnet.consigner_ensemble(
            [(EvenementAnnule, {"cible": cible}) for cible in reversed(acte)]
        )
        depuis.pop()
        vers.append(tuple(e.id for e in annules))
        self._relire()

    # --- Les versions ----------------------------------------------------------------------------

    def figer(self, nom: str) -> None:
        """Garde le livret tel qu'il est, sous ce nom."""
        net = _en_ligne(nom)
        if not net:
            raise ErreurDeLivret("nom_vide")
        if self.livret.version(net):
            raise ErreurDeLivret("nom_pris", nom=net)
        passages = tuple(p.version for p in self.livret.ranges(self.genre))
        if not passages:
            raise ErreurDeLivret("rien_a_figer")
        champs = {"livret": self.livret.id, "nom": net, "passages": passages}
        self._consigner([(VersionFigee, champs)])

    def relire(self, nom: str) -> Livret:
        """Le livret tel qu'il était dans cette version."""
        version = self.livret.version(_en_ligne(nom))
        if version is None:
            raise ErreurDeLivret("version_inconnue", nom=nom)
        return Livret(
            id=self.livret.id,
            titre=self.livret.titre,
            genre=self.livret.genre,
            ouvert_le=self.livret.ouvert_le,
            modifie_le=version.figee_le,
            passages=version.passages,
            preuves=self.livret.preuves,
            versions=self.livret.versions,
        )

    def comparer(self, avant: str, apres: str | None = None) -> tuple[Changement, ...]:
        """Ce qui a changé d'une version à une autre, ou à aujourd'hui ; dans l'ordre du livret."""
        nouveau = self.relire(apres) if apres else self.livret
        return comparer(self.relire(avant), nouveau, self.genre)

    # --- Le dedans -------------------------------------------------------------------------------

    def _net(self, texte: str) -> str:
        net = sans_commandes(nfc(texte)).strip()
        if not net:
            raise ErreurDeLivret("passage_vide")
        if len(net) > LONGUEUR_MAXIMALE:
            raise ErreurDeLivret("passage_trop_long", maximum=LONGUEUR_MAXIMALE)
        return net

    def _tenu(self, passage: str) -> Passage:
        tenu = self.livret.passage(passage)
        if tenu is None:
            raise ErreurDeLivret("passage_inconnu")
        return tenu

    def _passage(self, identifiant: str) -> Passage:
        passage = self.livret.passage(identifiant)
        assert passage is not None
        return passage

    def _suite(self, tenu: Passage, **autres: Any) -> AConsigner:
        """Le même passage, autrement : une version de plus."""
        champs = {
            "livret": self.livret.id,
            "partie": tenu.partie,
            "place": tenu.place,
            "texte": tenu.texte,
            "preuves": tenu.preuves,
            "remplace": tenu.version,
        }
        return PassageRedige, {**champs, **autres}

    def _place(self, partie: str, rang: int | None, sauf: str = "") -> tuple[int, list[AConsigner]]:
        """La place à ce rang ; s'il n'y en a plus entre les voisins, toute la partie se replace."""
        autres = [p for p in self.livret.de(partie) if p.id != sauf]
        ou = len(autres) if rang is None else min(max(rang, 0), len(autres))
        if ou == len(autres):
            return autres[-1].place + _PAS if autres else 0, []
        avant = autres[ou - 1].place if ou else -1
        apres = autres[ou].place
        if apres - avant > 1:
            return avant + (apres - avant) // 2, []
        places = [n * _PAS for n in range(len(autres) + 1) if n != ou]
        deplaces = [
            self._suite(p, place=n) for p, n in zip(autres, places, strict=True) if p.place != n
        ]
        return ou * _PAS, deplaces

    def _consigner(self, faits: Sequence[AConsigner]) -> list[str]:
        """Écrit tout d'un geste, ou rien ; ce geste s'annulera d'un coup."""
        ecrits = tuple(e.id for e in self.carnet.consigner_ensemble(faits))
        self._actes.append(ecrits)
        self._defaits.clear()
        self._relire()
        return list(ecrits)


def _en_ligne(texte: str) -> str:
    return " ".join(sans_commandes(nfc(texte)).split())[:_NOM_MAXIMAL]
