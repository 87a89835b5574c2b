"""Ce que les activités en texte ont en commun : s'interrompre sans rien perdre, répondre."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from coach.cli.texte.commandes import commande_dite, texte_dit
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import ne_dit_que_des_numeros
from coach.cli.texte.paroles import dire


@contextmanager
def interruptible(fermer: Callable[[], object]) -> Iterator[None]:
    """S'arrête à /pause, à la fin de l'entrée et à Ctrl-C ; `fermer` dit ce qui est gardé.

    Ctrl-C remonte, une fois cela dit.
    """
    try:
        yield
    except Pause:
        fermer()
    except KeyboardInterrupt:
        fermer()
        raise


class Dit(NamedTuple):
    """Ce que la personne vient de dire : une commande (sans sa barre), des numéros, une réponse."""

    sorte: Literal["commande", "numeros", "reponse"]
    texte: str


class Saisie:
    """La réponse qui se tape, finie par une ligne vide ; `garder` la reçoit à chaque ligne."""

    def __init__(self, lignes: Lignes, garder: Callable[[str], object]) -> None:
        self._lignes = lignes
        self._garder = garder
        self._tapees: list[str] = []

    @property
    def commencee(self) -> bool:
        """Vrai si une ligne au moins est tapée."""
        return bool(self._tapees)

    @property
    def texte(self) -> str:
        """Ce qui est tapé, fins de ligne comprises."""
        return "\n".join(self._tapees)

    def reprendre(self, texte: str, annonce: str = "seance.brouillon") -> None:
        """Rend la réponse gardée, et la redit ; rien à dire si rien n'était commencé."""
        self._tapees = texte.split("\n") if texte else []
        if texte:
            self._lignes.dire_toutes([dire(annonce), *self._tapees])

    def retient(self, phrase: str = "seance.commencee") -> bool:
        """Vrai, et cela se dit, si une réponse commencée serait perdue."""
        if self.commencee:
            self._lignes.dire(dire(phrase))
        return self.commencee

    def oublier(self) -> None:
        """Ne garde plus rien de ce qui est tapé."""
        self._tapees = []

    def lire(self, *, numeros: bool = False) -> Dit:
        """Une commande, la réponse finie, ou, si `numeros`, une ligne qui n'en dit que.

        La réponse reste commencée jusqu'à `oublier`. Lève `Pause` à la fin de l'entrée.
        """
        self._lignes.inviter()
        while True:
            ligne = self._lignes.lire()
            commande = commande_dite(ligne, commencee=self.commencee)
            if commande is not None:
                self._lignes.sauter_une_ligne_vide()
                return Dit("commande", commande)
            if not ligne.strip():
                return Dit("reponse", self.texte)
            if numeros and not self.commencee and ne_dit_que_des_numeros(ligne):
                self._lignes.sauter_une_ligne_vide()
                return Dit("numeros", ligne)
            self._tapees.append(texte_dit(ligne))
            self._garder(self.texte)
