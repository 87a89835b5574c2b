"""L'arbre d'un paquet CASE : qui est sous qui, et dans quel ordre."""

from dataclasses import dataclass, field

from coach.echange.erreurs import ErreurDEchange
from coach.echange.referentiels.paquet import Element, Paquet

ENFANT = "isChildOf"
PROFONDEUR_AU_PLUS = 20


@dataclass(eq=False)
class Noeud:
    """Un élément à sa place ; `chemin` : son rang (de 1) et celui de chacun de ses parents."""

    element: Element
    parent: "Noeud | None" = None
    enfants: list["Noeud"] = field(default_factory=list)
    chemin: tuple[int, ...] = ()

    @property
    def hauteur(self) -> int:
        """Zéro pour une feuille, un si tout ce qu'il contient est feuille…"""
        return 1 + max(e.hauteur for e in self.enfants) if self.enfants else 0

    @property
    def numero(self) -> str:
        """Sa place en chiffres : « 2.1.3 »."""
        return ".".join(map(str, self.chemin))


@dataclass(frozen=True)
class Arbre:
    """Les éléments sans parent, et combien de parents en trop furent laissés."""

    racines: tuple[Noeud, ...]
    laisses: int

    def parcours(self) -> list[Noeud]:
        """Tous les nœuds, chaque parent avant ses enfants."""
        vus: list[Noeud] = []
        pile = list(reversed(self.racines))
        while pile:
            noeud = pile.pop()
            vus.append(noeud)
            pile.extend(reversed(noeud.enfants))
        return vus


def dresser(paquet: Paquet) -> Arbre:
    """L'arbre du paquet. Un élément qui a plusieurs parents garde le premier.

    Un parent qui n'est pas dans le paquet ne compte pas. Lève `ErreurDEchange` pour un cycle ou un
    arbre démesuré.
    """
    noeuds = {e.uuid: Noeud(e) for e in paquet.elements}
    places: dict[str, tuple[float, int]] = {}
    laisses = 0
    for ordre, association in enumerate(paquet.associations):
        enfant = noeuds.get(association.de)
        if association.genre != ENFANT or enfant is None:
            continue
        if association.de in places:
            parent = noeuds.get(association.vers)
            laisses += parent is not None and parent is not enfant.parent
            continue
        rang = float("inf") if association.rang is None else association.rang
        places[association.de] = (rang, ordre)
        enfant.parent = noeuds.get(association.vers)
    _refuser_les_cycles(noeuds)
    racines: list[Noeud] = []
    for noeud in noeuds.values():
        (noeud.parent.enfants if noeud.parent else racines).append(noeud)
    fin = (float("inf"), len(paquet.associations))
    for fratrie in (racines, *(n.enfants for n in noeuds.values())):
        fratrie.sort(key=lambda n: places.get(n.element.uuid, fin))
    arbre = Arbre(tuple(racines), laisses)
    for rang, racine in enumerate(racines, 1):
        racine.chemin = (rang,)
    for noeud in arbre.parcours():
        for rang, enfant in enumerate(noeud.enfants, 1):
            enfant.chemin = (*noeud.chemin, rang)
    return arbre


def _refuser_les_cycles(noeuds: dict[str, Noeud]) -> None:
    """Lève `ErreurDEchange` si un élément est son propre ancêtre, ou trop profond."""
    for noeud in noeuds.values():
        profondeur, ici = 0, noeud.parent
        while ici is not None:
            profondeur += 1
            if ici is noeud:
                raise ErreurDEchange("cycle", element=_nom(noeud.element))
            if profondeur > PROFONDEUR_AU_PLUS:
                cle = "cycle" if _boucle(ici) else "trop_profond"
                raise ErreurDEchange(cle, element=_nom(noeud.element), limite=PROFONDEUR_AU_PLUS)
            ici = ici.parent


def _boucle(depart: Noeud) -> bool:
    vus: set[int] = set()
    ici: Noeud | None = depart
    while ici is not None and id(ici) not in vus:
        vus.add(id(ici))
        ici = ici.parent
    return ici is not None


def _nom(element: Element) -> str:
    return element.code or element.enonce[:40]
