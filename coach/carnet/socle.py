"""Un carnet ouvert : sa base, ses verrous, et la façon d'y lire et d'y écrire."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database
from ulid import ULID

from coach.carnet import derivation, nettoyage, ouverture, registre
from coach.carnet.connexion import connecter_en_memoire
from coach.carnet.erreurs import CarnetOccupe, EcritureImpossible, en_clair
from coach.carnet.horloge import maintenant
from coach.carnet.verrous import OUVERTURE, Verrous
from coach.carnet.vues import Effacement
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.journal import Plume


def nouvel_ulid() -> str:
    """Un identifiant neuf."""
    return str(ULID())


_ATTENTE = 5.0
"""Secondes : le flux du carnet se prend et se rend ; une séance, elle, se tient longtemps."""


class Socle:
    """La base, les verrous et l'horloge d'un carnet ouvert ; à fermer, ou avec `with`.

    `empechement` : ce qui se dit à qui voudrait écrire dans un carnet ouvert pour lire (une raison
    d'`EcritureImpossible`).
    """

    def __init__(
        self,
        dossier: Path,
        base: Database,
        verrous: Verrous | None,
        horloge: Callable[[], datetime],
        nouvel_id: Callable[[], str],
    ) -> None:
        self.dossier = dossier
        self.avertissements: tuple[str, ...] = ()
        self.empechement = "lecture_seule"
        self._base = base
        self._verrous = verrous
        self._horloge = horloge
        self._nouvel_id = nouvel_id
        self._fil = threading.RLock()
        self._copie: Database | None = None
        with en_clair(dossier):
            self.auteur = registre.lire_l_auteur(base)

    @classmethod
    def ouvrir(
        cls,
        dossier: Path,
        *,
        lecture_seule: bool = False,
        horloge: Callable[[], datetime] = maintenant,
        nouvel_id: Callable[[], str] = nouvel_ulid,
        _repartir: bool = False,
    ) -> Self:
        """Ouvre le carnet de ce dossier, créé s'il manque (sauf `lecture_seule`).

        `horloge` et `nouvel_id` (des ULID) : ce que le carnet doit au dehors.

        Lève `CarnetIllisible`, `CarnetOccupe` ou `EcritureImpossible`.
        """
        if lecture_seule:
            return cls(dossier, ouverture.ouvrir_pour_lire(dossier), None, horloge, nouvel_id)
        verrous = Verrous(dossier / ouverture.VERROUS)
        base, avertissements = ouverture.ouvrir(
            dossier, verrous, horloge(), nouvel_id(), repartir=_repartir
        )
        carnet = cls(dossier, base, verrous, horloge, nouvel_id)
        carnet.avertissements = avertissements
        return carnet

    def fermer(self) -> None:
        """Ferme le carnet ; ce qui est gardé l'est déjà."""
        with self._fil:
            if self._copie is not None:
                self._copie.close()
                self._copie = None
            self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        sorte: type[BaseException] | None,
        erreur: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.fermer()

    def version(self) -> tuple[int, int]:
        """Change à chaque écriture du carnet, d'ici ou d'une autre fenêtre."""
        with self._lecture():
            ailleurs = self._base.execute("PRAGMA data_version").fetchone()[0]
            return int(ailleurs), self._base.conn.total_changes

    def _plume(self) -> Plume:
        """De quoi écrire la suite du flux du carnet ; à prendre dans une transaction."""
        return Plume(
            FLUX_DU_CARNET,
            self.auteur,
            self._horloge,
            self._nouvel_id,
            registre.dernier_rang(self._base, FLUX_DU_CARNET),
        )

    @contextmanager
    def _lecture(self) -> Iterator[None]:
        with self._fil, en_clair(self.dossier):
            yield

    @contextmanager
    def _ecriture(self, flux: str) -> Iterator[None]:
        with self._fil, self._verrou(flux), en_clair(self.dossier):
            yield

    @contextmanager
    def _verrou(self, nom: str) -> Iterator[None]:
        """Tient le verrou ; ce que lève ensuite qui le tient n'est pas une erreur du carnet."""
        if self._verrous is None:
            raise EcritureImpossible(self.empechement, dossier=self.dossier)
        attente = _ATTENTE if nom in {FLUX_DU_CARNET, OUVERTURE} else 0.0
        with ExitStack() as tenu:
            with en_clair(self.dossier):
                tenu.enter_context(self._verrous.tenir(nom, attente))
            yield

    def _achever(self, nombre: int) -> Effacement:
        nettoyees, retirees = nettoyage.achever(self._base, self.dossier / ouverture.SAUVEGARDES)
        return Effacement(nombre, nettoyees, retirees)

    def _a_jour(self) -> Database:
        """La base où les tables dérivées disent tout ; en mémoire si rien ne peut s'écrire."""
        sales = derivation.sales(self._base)
        if not sales:
            return self._base
        if self._verrous is not None:
            try:
                with en_clair(self.dossier):
                    derivation.deriver(self._base, sales)
                return self._base
            except (EcritureImpossible, CarnetOccupe):
                pass
        return self._copie_a_jour(sales)

    def _copie_a_jour(self, sales: Sequence[str]) -> Database:
        if self._copie is not None:
            self._copie.close()
        self._copie = connecter_en_memoire()
        self._base.conn.backup(self._copie.conn)
        derivation.deriver(self._copie, sales)
        return self._copie
