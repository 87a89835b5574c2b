"""Revoir des textes avant de les donner : les noms un à un, puis ce qui désignerait encore.

La même revue sert une séance à partager et un document à remettre.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from coach.confidentialite.entites import GenreDEntite, identifier
from coach.modeles.lecture import Lecture
from coach.modeles.remplacement import Coupe, Remplace
from coach.modeles.texte import nfc
from coach.partage import entites, pseudonymes
from coach.partage.donner import Transforme
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.phrases import Contexte, autour
from coach.partage.pseudonymes import Decision, Entite
from coach.partage.remplacement import Regle, remplacer
from coach.partage.reserves import Reserve, relever

Lire = Callable[[str], Lecture]
Connus = Callable[[Iterable[str]], Mapping[str, str]]


def relire(textes: Iterable[str], lire: Lire) -> Iterator[Callable[[], object]]:
    """Ce qu'une revue cherchera dans ces textes, un à la fois, pour qui le fait d'avance.

    Rien n'y touche au carnet si `lire` n'y touche pas : un autre fil peut s'en charger.
    """
    for texte in textes:
        yield partial(_relire, texte, lire)


def _relire(texte: str, lire: Lire) -> None:
    identifier(texte)
    entites.noms_possibles([texte])
    relever(texte, lire(texte).segments)


class Revue:
    """Ce qui se décide des noms et des passages de quelques textes.

    `fouilles` : tous les textes où chercher des noms ; `connus` : les pseudonymes d'avant ;
    `lire` : de quoi voir les jugements. `textes` dit ceux qui seront donnés.
    """

    def __init__(
        self, fouilles: Sequence[str], *, connus: Connus | None = None, lire: Lire | None = None
    ) -> None:
        self.reformulations: list[tuple[str, str]] = []
        self._lire = lire
        proposees = entites.proposer(fouilles)
        if connus is not None:
            noms = {n for e in proposees for n in pseudonymes.noms_de(e)}
            deja = connus(noms | entites.noms_possibles(fouilles))
            proposees = entites.proposer(fouilles, deja)
        self._entites = {e.id: e for e in proposees}

    def textes(self) -> list[str]:
        """Ce que la personne a écrit et donne, tel qu'elle l'a écrit."""
        raise NotImplementedError

    # --- Les entités -------------------------------------------------------------------------

    def entites(self) -> tuple[Entite, ...]:
        """Celles qui se lisent dans ce qui est donné, dans l'ordre où elles viennent."""
        return tuple(e for e in self._entites.values() if self.contextes(e))

    def contextes(self, entite: Entite) -> tuple[Contexte, ...]:
        """Les phrases où elle se lit, reformulations comprises."""
        recrits = (neuf for _, neuf in self.reformulations)
        return _contextes(entite, (*self.textes(), *recrits))

    def decider(self, identifiant: str, decision: Decision, libre: str = "") -> Entite:
        """Accepte, change (`libre` : ce qui s'écrira) ou refuse. Lève `ErreurDeFichier`.

        Un remplacement qui contient encore le nom est refusé.
        """
        entite = self._entites[identifiant]
        ecrit = nfc(libre).strip()
        if decision == "changee" and (not ecrit or entite.motif().search(ecrit)):
            raise ErreurDeFichier("pseudonyme")
        decidee = replace(entite, decision=decision, libre=ecrit)
        self._entites[identifiant] = decidee
        return decidee

    def tout_accepter(self) -> None:
        """Accepte toutes celles qui restent à voir."""
        for entite in self.entites():
            if entite.decision == "a_voir":
                self.decider(entite.id, "acceptee", entite.libre)

    def ajouter(self, texte: str, genre: GenreDEntite = "personne") -> Entite:
        """Ajoute ces mots à ce qui se remplace. Lève `ErreurDeFichier` s'ils ne s'y lisent pas."""
        entite = entites.a_la_main(texte, list(self._entites.values()), genre)
        if not entite.formes[0] or not self.contextes(entite):
            raise ErreurDeFichier("absent")
        self._entites[entite.id] = entite
        return entite

    def separer(self, identifiant: str, contexte: Contexte) -> Entite:
        """Fait de cette occurrence quelqu'un d'autre, du même nom, et le rend.

        Lève `ErreurDeFichier` si l'entité ne s'y lit pas, ou ne se lit nulle part ailleurs.
        """
        entite = self._entites[identifiant]
        occurrences = self.contextes(entite)
        if contexte not in occurrences or len(occurrences) < 2:
            raise ErreurDeFichier("absent")
        reste, autre = entites.separer(entite, contexte, list(self._entites.values()))
        self._entites |= {identifiant: reste, autre.id: autre}
        return autre

    # --- Les réserves ------------------------------------------------------------------------

    def reserves(self) -> tuple[Reserve, ...]:
        """Ce par quoi quelqu'un se reconnaîtrait encore, dans ce qui est donné."""
        trouvees: dict[tuple[str, str, str], Reserve] = {}
        vus: list[str] = []
        for texte in self.textes():
            if any(texte in vu for vu in vus):
                continue
            vus.append(texte)
            donne = self.transformer(texte).apres
            lecture = self._lire(donne).segments if self._lire else ()
            for reserve in relever(donne, lecture):
                cle = (reserve.genre, reserve.texte, reserve.phrase)
                trouvees.setdefault(cle, reserve)
        return tuple(trouvees.values())

    def reformuler(self, passage: str, neuf: str) -> None:
        """Écrit autrement un passage de ce qui est donné. Lève `ErreurDeFichier` s'il n'y est pas.

        La séance du carnet garde ses mots. Un nom qu'apporte `neuf` est à voir, comme les autres.
        """
        if not passage.strip() or not any(
            passage in self.transformer(texte).apres for texte in self.textes()
        ):
            raise ErreurDeFichier("absent")
        self.reformulations.append((passage, nfc(neuf)))
        for lu in identifier(neuf):
            deja = tuple(self._entites.values())
            if not any(e.motif().search(lu.texte) for e in deja):
                entite = entites.a_la_main(lu.texte, deja, lu.genre)
                neuve = replace(entite, decision="a_voir", appui=lu.appui)
                self._entites[neuve.id] = neuve

    # --- Ce qui en sort ----------------------------------------------------------------------

    def transformer(self, texte: str) -> Transforme:
        """Un texte tel qu'il sera donné : noms d'abord, reformulations ensuite."""
        return suivre(self._etats(texte))

    def _etats(self, texte: str) -> list[Remplace]:
        regles = self._regles()
        etats = [remplacer(texte, regles)]
        for passage, neuf in self.reformulations:
            propre = remplacer(neuf, regles).apres
            etats.append(_reformule(etats[-1].apres, passage, propre))
        return etats

    def _regles(self) -> list[Regle]:
        return _regles(tuple(self._entites.values()))

    def restants(self, ecrits: str) -> tuple[Entite, ...]:
        """Les entités que la personne a remplacées et qui se lisent encore dans `ecrits`.

        Le nom d'un homonyme qu'elle garde s'y lit, et c'est voulu.
        """
        tous = self._entites.values()
        gardes = [e for e in tous if e.decision == "refusee" and (e.seulement or e.sauf)]
        return tuple(
            e
            for e in tous
            if e.remplacee
            and e.motif().search(ecrits)
            and not any(g.motif().search(f) for g in gardes for f in e.formes)
        )

    def gardes(self) -> dict[str, str]:
        """Les pseudonymes à retenir, par nom, pour que la prochaine revue donne les mêmes.

        Celui d'un homonyme séparé n'en est pas : son nom est aussi celui d'un autre.
        """
        return {
            nom: e.libre or e.lettre
            for e in self._entites.values()
            if e.remplacee and (e.libre or e.lettre) and not e.seulement
            for nom in pseudonymes.noms_de(e)
        }


@lru_cache(maxsize=256)
def _contextes(entite: Entite, textes: Sequence[str]) -> tuple[Contexte, ...]:
    """Gardés : une liste de noms les redemande à chaque ligne, à chaque décision."""
    motif = entite.motif()
    return tuple(
        autour(texte, trouve.start(), trouve.end())
        for texte in textes
        for trouve in motif.finditer(texte)
        if entite.ici(texte, trouve.start(), trouve.end())
    )


@lru_cache(maxsize=4)
def _regles(entites: Sequence[Entite]) -> list[Regle]:
    """Gardées : entre deux décisions, chaque texte d'une revue redemande les mêmes."""
    return pseudonymes.regles(entites)


def suivre(etats: Sequence[Remplace], rendu: str | None = None) -> Transforme:
    """Ce que donnent ces remplacements l'un après l'autre ; `rendu` remplace le dernier texte."""

    def etendue(debut: int, fin: int) -> tuple[int, int]:
        for etat in etats:
            debut, fin = etat.etendue(debut, fin)
        return debut, fin

    return Transforme(etats[-1].apres if rendu is None else rendu, etendue)


def _reformule(texte: str, passage: str, neuf: str) -> Remplace:
    coupes, place = [], texte.find(passage)
    while place >= 0:
        coupes.append(Coupe(place, place + len(passage), neuf))
        place = texte.find(passage, place + len(passage))
    return Remplace(texte, tuple(coupes))
