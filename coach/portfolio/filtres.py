"""Ce qui restreint un portfolio : référentiels, période, thème, protocoles, étiquettes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from coach.carnet.filtres import Filtre
from coach.modeles.periodes import Periode
from coach.modeles.texte import cle
from coach.scoring.lignes import PreuveLue


@dataclass(frozen=True, slots=True)
class Filtres:
    """Ce que l'on veut voir ; tout ce qui est dit doit être vrai ensemble.

    `referentiels` : vide, ceux que suit la personne et ceux où elle a déjà quelque chose ;
    `depuis` et `jusqu_a` : bornes comprises ; `theme` : l'identifiant d'un thème ; `protocoles` :
    l'un d'eux ; `etiquettes` : toutes, sans casse ni accents. Un protocole ou une étiquette
    n'appartient qu'à une séance : les preuves apportées n'y sont alors pas.
    """

    referentiels: tuple[str, ...] = ()
    depuis: date | None = None
    jusqu_a: date | None = None
    theme: str | None = None
    protocoles: tuple[str, ...] = ()
    etiquettes: tuple[str, ...] = ()

    def dans_la_periode(self, jour: str) -> bool:
        """Vrai si ce jour (AAAA-MM-JJ) est voulu."""
        trop_tot = self.depuis is not None and jour < self.depuis.isoformat()
        trop_tard = self.jusqu_a is not None and jour > self.jusqu_a.isoformat()
        return not (trop_tot or trop_tard)

    def garde(
        self, etiquettes: Mapping[str, Collection[str]]
    ) -> Callable[[PreuveLue], bool] | None:
        """Ce qui dit si une preuve est voulue ; rien quand toutes le sont.

        `etiquettes` : celles de chaque séance, repliées.
        """
        if not (self.depuis or self.jusqu_a or self.protocoles or self.etiquettes):
            return None
        exigees = {cle(e) for e in self.etiquettes}
        depuis = self.depuis.isoformat() if self.depuis else ""
        jusqu_a = self.jusqu_a.isoformat() if self.jusqu_a else "9999"

        def voulue(preuve: PreuveLue) -> bool:
            if not depuis <= preuve.jour <= jusqu_a:
                return False
            if self.protocoles and preuve.protocole not in self.protocoles:
                return False
            return not exigees or exigees <= set(etiquettes.get(preuve.journal or "", ()))

        return voulue

    def des_seances(self) -> Filtre:
        """Le filtre des séances elles-mêmes, tel que le carnet le comprend."""
        periode = None
        if self.depuis or self.jusqu_a:
            periode = Periode(self.depuis or date.min, self.jusqu_a or date.max, "")
        return Filtre(periode=periode, protocoles=self.protocoles, etiquettes=self.etiquettes)
