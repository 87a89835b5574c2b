"""Chaque réglage tel qu'il se montre : titre, aide, choix, et la valeur d'aujourd'hui en mots.

Tout est tiré du modèle ; le fichier, l'écran, la commande et la page en viennent.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from coach.erreurs import ErreurEnClair
from coach.reglages.apparence import NOM_MAXIMAL, convient, en_touches
from coach.reglages.modele import AUCUN, Reglages
from coach.reglages.paroles import CATALOGUE, dire
from coach.reglages.suivis import offerts
from coach.reglages.valeurs import Choix, plus_proche, trier

Sorte = Literal["choix", "plusieurs", "texte", "oui_non", "touches"]

OUI, NON = "oui", "non"


class ErreurDeReglages(ErreurEnClair):
    """Un réglage qui n'a pas pu changer ; `raison` : « ecriture » quand le disque refuse."""


@dataclass(frozen=True)
class Champ:
    """Un réglage ; `valeurs` : ce qui s'écrit dans le fichier, quand le choix est fermé."""

    nom: str
    sorte: Sorte
    fermees: tuple[str, ...] = ()

    @property
    def titre(self) -> str:
        """Le nom affiché."""
        return dire(f"titre.{self.nom}")

    @property
    def aide(self) -> str:
        """À quoi il sert, en une ou deux phrases."""
        return dire(f"aide.{self.nom}")

    @property
    def valeurs(self) -> tuple[str, ...]:
        """Ce qui peut s'écrire ; vide quand tout texte convient."""
        if self.sorte == "plusieurs":
            from coach.referentiels import identifiants

            return identifiants()
        return self.fermees

    @property
    def attendu(self) -> str:
        """Ce que le fichier attend, en une phrase."""
        possibles = [v for v in self.valeurs if v != AUCUN]
        *debut, fin = possibles or [""]
        liste = ", ".join(debut) + (dire("attendu.ou") if debut else "") + fin
        return dire(f"attendu.{self.sorte}", liste=liste, maximum=NOM_MAXIMAL)

    def choix(self, pays: str | None = None) -> tuple[Choix, ...]:
        """Les valeurs offertes, dites ; les référentiels de ce pays d'abord."""
        if self.sorte == "plusieurs":
            return offerts(pays)
        return tuple(Choix(v, self._dire(v)) for v in self.valeurs)

    def ecrite(self, reglages: Reglages) -> tuple[str, ...]:
        """La valeur d'aujourd'hui, telle que la commande et les listes l'écrivent."""
        valeur = getattr(reglages, self.nom)
        match valeur:
            case None:
                return (AUCUN,)
            case bool():
                return (OUI if valeur else NON,)
            case str():
                return (valeur,) if valeur else ()
        return tuple(valeur)

    def en_mots(self, reglages: Reglages) -> str:
        """La valeur d'aujourd'hui, telle qu'elle se dit."""
        ecrite = self.ecrite(reglages)
        if self.sorte in ("choix", "oui_non"):
            return self._dire(ecrite[0])
        if self.sorte == "touches":
            cle = "aucune" if not ecrite else "une" if len(ecrite) == 1 else "plusieurs"
            return dire(f"valeur.touches_{cle}", nombre=len(ecrite))
        return ", ".join(ecrite) or dire(f"valeur.{self.nom}_vide")

    def lire(self, mots: Sequence[str]) -> Any:
        """La valeur que disent ces mots ; aucun mot : celle d'habitude.

        Lève `ErreurDeReglages` si elle ne convient pas, en nommant ce qui ne va pas.
        """
        if not mots:
            return Reglages.model_fields[self.nom].get_default(call_default_factory=True)
        valeur: Any = mots[0] if len(mots) == 1 else " ".join(mots)
        if self.sorte == "plusieurs":
            valeur = [m for mot in mots for m in mot.replace(",", " ").split()]
        elif self.sorte == "oui_non":
            valeur = {OUI: True, NON: False}.get(valeur.casefold(), valeur)
        elif self.sorte == "choix":
            plies = {v.casefold(): v for v in self.valeurs}
            valeur = plies.get(valeur.casefold(), valeur)
        _, fautes = trier(self.nom, valeur)
        if fautes:
            raise ErreurDeReglages(self._refus(fautes[0]))
        return getattr(Reglages.model_validate({self.nom: valeur}), self.nom)

    def lire_les_touches(self, geste: str, touches: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Ce geste et ses touches. Lève `ErreurDeReglages` s'ils n'en ont pas la forme."""
        separees = tuple(t for mot in touches for t in en_touches(mot))
        if not convient(geste, list(separees)):
            raise ErreurDeReglages(self._refus(geste))
        return {geste: separees}

    def _refus(self, faute: Any) -> str:
        valeurs = (OUI, NON) if self.sorte == "oui_non" else self.valeurs
        proche = plus_proche(str(faute), valeurs)
        suite = dire("lecture.proche", proche=proche) + " " if proche else ""
        attendu = dire("attendu.oui_ou_non") if self.sorte == "oui_non" else self.attendu
        return dire("changer.refus", valeur=faute, nom=self.nom, suite=suite + attendu)

    def _dire(self, valeur: str) -> str:
        return CATALOGUE.sections[self.nom][valeur]


@cache
def champs() -> tuple[Champ, ...]:
    """Tous les réglages, dans l'ordre du modèle."""
    return tuple(
        Champ(nom, *_forme(champ.annotation)) for nom, champ in Reglages.model_fields.items()
    )


def champ(nom: str) -> Champ:
    """Le réglage de ce nom. Lève `ErreurDeReglages` sinon, en nommant le plus proche."""
    trouve = next((c for c in champs() if c.nom == nom), None)
    if trouve is None:
        noms = [c.nom for c in champs()]
        if proche := plus_proche(nom, noms):
            raise ErreurDeReglages(dire("changer.inconnu_proche", nom=nom, proche=proche))
        raise ErreurDeReglages(dire("changer.inconnu", nom=nom, choix=", ".join(noms)))
    return trouve


def _forme(annotation: Any) -> tuple[Sorte, tuple[str, ...]]:
    """La sorte d'un champ du modèle, et ses valeurs quand le choix est fermé."""
    if get_origin(annotation) in (Union, types.UnionType):
        (sans_rien,) = (a for a in get_args(annotation) if a is not type(None))
        sorte, valeurs = _forme(sans_rien)
        return sorte, (*valeurs, AUCUN)
    if get_origin(annotation) is Literal:
        return "choix", get_args(annotation)
    if annotation is bool:
        return "oui_non", (OUI, NON)
    if get_origin(annotation) is tuple:
        return "plusieurs", ()
    if get_origin(annotation) in (dict, Mapping):
        return "touches", ()
    return "texte", ()
