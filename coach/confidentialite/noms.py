"""Les noms complets : civilité et nom, prénom et nom, nom et prénom.

Un prénom seul, une initiale (« Mme A. », « Karim B. ») ou une fonction (« M. le directeur ») ne
sont pas des noms complets. Le rappel prime, mais un organisme, un lieu, un jour ou un sigle ne
doivent pas interrompre la personne qui écrit.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coach.confidentialite.lexique import Lexique, lexique
from coach.confidentialite.mots import Mot, lie, mots
from coach.confidentialite.reperage import Reperage

_CIVILITES_ABREGEES = frozenset({"m", "mr", "mm", "mme", "mmes", "mlle", "mlles", "dr", "me", "pr"})
_CIVILITES_ENTIERES = frozenset(
    {"monsieur", "messieurs", "madame", "mesdames", "mademoiselle", "docteur", "docteure", "maitre"}
)
_CIVILITES_PLURIELLES = frozenset({"mm", "mmes", "mlles", "messieurs", "mesdames"})
_CIVILITES_EXACTES = {"m": {"M", "m"}, "mm": {"MM"}, "me": {"Me"}, "pr": {"Pr"}}
"""Abréviations qui sont aussi des mots : « me », « pr » pour « pour », « mm » de millimètres."""
_SUITE_DE_CIVILITE = re.compile(r"\.?[ \t\u00a0\u202f]*\n?")
_ESPACE_OU_LIGNE = re.compile(r"[ \t\u00a0\u202f]+\n?|\n")
_PORTEE = 6
"""Nombre de mots, au plus, dans un nom avec ses particules."""


class _Nom(NamedTuple):
    """Un nom lu dans les mots : rangs du premier mot capital, et du mot qui suit le nom."""

    premier: int
    suivant: int


class _Lecteur:
    """Lit les noms d'un texte, de gauche à droite."""

    def __init__(self, texte: str, lex: Lexique) -> None:
        self._texte = texte
        self._lex = lex
        self._mots = mots(texte)
        lettres = [c for c in texte if c.isalpha()]
        self._crie = bool(lettres) and sum(c.isupper() for c in lettres) > 0.6 * len(lettres)

    def reperages(self) -> Iterator[Reperage]:
        rang = 0
        while rang < len(self._mots):
            suivant = rang + 1
            for lire in (self._civilite, self._prenom, self._nom_puis_prenom, self._personne):
                if lu := lire(rang):
                    trouves, suivant = lu
                    yield from trouves
                    break
            rang = suivant

    # -- voisinage ------------------------------------------------------------------------------

    def _lies(self, rang: int) -> bool:
        """Vrai si le mot de ce rang suit le précédent sans ponctuation."""
        if not 0 < rang < len(self._mots):
            return False
        return lie(self._texte, self._mots[rang - 1], self._mots[rang])

    def _est_prenom(self, mot: Mot) -> bool:
        liste = self._lex.prenoms if mot.capital else self._lex.prenoms_sans_majuscule
        return all(partie in liste for partie in mot.parties)

    def _est_particule(self, mot: Mot, apres_de: bool) -> bool:
        if mot.cle in self._lex.particules:
            return True
        return mot.cle in self._lex.particules_en_capitale and (mot.capital or apres_de)

    def _peut_nommer(self, mot: Mot, exclus: frozenset[str]) -> bool:
        """Vrai si ce mot peut être un nom de famille, à cet endroit."""
        if not mot.capital:
            return mot.cle in self._lex.noms_sans_majuscule
        if mot.cle in self._lex.jours_et_mois or len(mot.texte) < 2:
            return False
        if mot.cle in self._lex.noms and not (self._crie and mot.cle in self._lex.mots_outils):
            return True
        if mot.cle in self._lex.sigles and (mot.crie or len(mot.texte) > 3):
            return False
        return mot.cle not in exclus and not (mot.crie and len(mot.texte) < 3)

    def _lire_nom(self, debut: int, exclus: frozenset[str]) -> _Nom | None:
        """Le nom qui commence à ce rang : particules, initiales, puis un ou plusieurs mots."""
        premier, suivant, rang = None, debut, debut
        while rang < min(len(self._mots), debut + _PORTEE) and (rang == debut or self._lies(rang)):
            mot = self._mots[rang]
            apres_initiale = rang > debut and self._mots[rang - 1].initiale
            if not (mot.initiale or self._est_particule(mot, rang > debut)):
                if not self._continue(mot, exclus, deja=premier is not None or apres_initiale):
                    break
                premier, suivant = rang if premier is None else premier, rang + 1
            rang += 1
        return None if premier is None else _Nom(premier, suivant)

    def _continue(self, mot: Mot, exclus: frozenset[str], *, deja: bool) -> bool:
        """Vrai si ce mot prolonge le nom ; plus exigeant après un premier mot."""
        if not deja:
            return self._peut_nommer(mot, exclus)
        connu = mot.cle in self._lex.noms or self._est_prenom(mot)
        if not mot.capital or self._crie:
            return connu and mot.capital
        return self._peut_nommer(mot, exclus | self._lex.jamais_apres_prenom)

    # -- les quatre tournures -------------------------------------------------------------------

    def _civilite(self, rang: int) -> tuple[list[Reperage], int] | None:
        """« Mme Benali », « M. et Mme Lambert », « Madame la juge Martin »."""
        dernier = self._fin_des_civilites(rang)
        if dernier is None:
            return None
        depart = self._apres_le_titre(dernier + 1)
        nom = self._nom_apres_civilite(dernier, depart)
        if nom is None:
            return None
        civilite = self._texte[self._mots[rang].debut : self._mots[dernier].fin]
        point = "." if self._texte[self._mots[dernier].fin :][:1] == "." else ""
        offre = f"{civilite}{point} {self._initiale_du_nom(depart, nom)}."
        trouves = [self._reperage(rang, nom.suivant, offre)]
        suivant = nom.suivant
        if self._mots[dernier].cle in _CIVILITES_PLURIELLES:
            while autre := self._nom_coordonne(suivant):
                trouves.append(
                    self._reperage(
                        suivant + 1, autre.suivant, f"{self._initiale_du_nom(suivant + 1, autre)}."
                    )
                )
                suivant = autre.suivant
        return trouves, suivant

    def _prenom(self, rang: int) -> tuple[list[Reperage], int] | None:
        """« Fatoumata Diallo », « Maria da Silva », « karim benali »."""
        mot = self._mots[rang]
        if not self._est_prenom(mot) or not self._lies(rang + 1):
            return None
        if self._lies(rang) and self._mots[rang - 1].cle in self._lex.avant_un_lieu:
            return None
        nom = self._lire_nom(rang + 1, self._lex.jamais_apres_prenom)
        if nom is None or self._est_compose(rang, nom) or not self._assez_sur(rang, nom):
            return None
        cles = "-".join(m.cle for m in self._mots[rang : nom.suivant])
        if cles in self._lex.ensembles_connus:
            return [], nom.suivant
        if mot.cle in self._lex.mots_outils and self._est_prenom(self._mots[nom.premier]):
            return None
        return [self._reperage(rang, nom.suivant, _initiales(mot))], nom.suivant

    def _nom_puis_prenom(self, rang: int) -> tuple[list[Reperage], int] | None:
        """« DIALLO Fatoumata », « Nguyen Thi Lan »."""
        mot = self._mots[rang]
        if not mot.capital or mot.cle not in self._lex.noms or self._est_prenom(mot):
            return None
        if mot.cle in self._lex.noms_qui_sont_des_mots and not mot.crie:
            return None
        suivant = rang + 1
        while self._lies(suivant) and self._mots[suivant].capital:
            if not self._est_prenom(self._mots[suivant]):
                break
            suivant += 1
        if suivant == rang + 1:
            return None
        return [self._reperage(rang, suivant, _initiales(self._mots[rang + 1]))], suivant

    def _personne(self, rang: int) -> tuple[list[Reperage], int] | None:
        """« la stagiaire Zoé Untel », quand le prénom n'est pas dans la liste."""
        mot = self._mots[rang]
        if not self._lies(rang) or self._mots[rang - 1].cle not in self._lex.avant_une_personne:
            return None
        exclus = self._lex.jamais_apres_prenom
        if not mot.capital or mot.crie or not self._peut_nommer(mot, exclus):
            return None
        nom = self._lire_nom(rang + 1, exclus) if self._lies(rang + 1) else None
        if nom is None or not self._mots[nom.premier].capital:
            return None
        return [self._reperage(rang, nom.suivant, _initiales(mot))], nom.suivant

    # -- civilités ------------------------------------------------------------------------------

    def _est_civilite(self, rang: int) -> bool:
        if rang >= len(self._mots):
            return False
        mot = self._mots[rang]
        if mot.cle in _CIVILITES_ENTIERES:
            return True
        return mot.texte in _CIVILITES_EXACTES.get(mot.cle, {mot.texte}) and (
            mot.cle in _CIVILITES_ABREGEES
        )

    def _fin_des_civilites(self, rang: int) -> int | None:
        """Le rang de la dernière civilité d'une suite « M. et Mme », ou rien."""
        if not self._est_civilite(rang):
            return None
        while (
            rang + 2 < len(self._mots)
            and self._mots[rang + 1].cle in {"et", "ou"}
            and self._est_civilite(rang + 2)
        ):
            rang += 2
        return rang

    def _apres_le_titre(self, rang: int) -> int:
        """Le rang qui suit « la juge » dans « Madame la juge Martin », sinon le rang donné."""
        if rang + 2 >= len(self._mots) or self._mots[rang].cle not in {"le", "la", "l"}:
            return rang
        suivant = rang + 1
        while suivant < len(self._mots) and self._mots[suivant].cle in self._lex.titres:
            suivant += 1
        return suivant if suivant > rang + 1 and self._lies(suivant) else rang

    def _nom_apres_civilite(self, civilite: int, depart: int) -> _Nom | None:
        if depart >= len(self._mots):
            return None
        mot, premier = self._mots[civilite], self._mots[depart]
        entre = self._texte[mot.fin : self._mots[civilite + 1].debut]
        colle = _ESPACE_OU_LIGNE if mot.cle in _CIVILITES_ENTIERES else _SUITE_DE_CIVILITE
        if not colle.fullmatch(entre) or (
            mot.cle == "m" and not self._m_est_monsieur(mot, premier)
        ):
            return None
        if not premier.capital and premier.cle in self._lex.prenoms_sans_majuscule:
            return _Nom(depart, depart + 1)
        return self._lire_nom(depart, self._lex.jamais_apres_civilite)

    def _m_est_monsieur(self, mot: Mot, suivant: Mot) -> bool:
        """« M. Benali », « M Benali » ; « m » seul ou « m'a » n'est pas une civilité."""
        pointe = self._texte[mot.fin :][:1] == "."
        return pointe or (mot.capital and suivant.capital)

    def _nom_coordonne(self, rang: int) -> _Nom | None:
        """Le nom qui suit « et » dans « Mmes Benali et Diallo »."""
        if not self._lies(rang) or not self._lies(rang + 1) or self._mots[rang].cle != "et":
            return None
        nom = self._lire_nom(rang + 1, self._lex.jamais_apres_civilite)
        return nom if nom and self._mots[nom.premier].capital else None

    # -- prénoms --------------------------------------------------------------------------------

    def _est_compose(self, rang: int, nom: _Nom) -> bool:
        """Vrai pour « Jean Pierre » ou « Marie Claire », sans nom derrière."""
        return (
            nom.suivant == rang + 2
            and self._mots[rang].cle in self._lex.composes_premiers
            and self._mots[rang + 1].cle in self._lex.composes_seconds
        )

    def _assez_sur(self, rang: int, nom: _Nom) -> bool:
        """En capitales ou sans capitale, le nom doit être un nom connu."""
        prenom, premier = self._mots[rang], self._mots[nom.premier]
        connu = premier.cle in self._lex.noms or self._est_prenom(premier)
        if self._crie and premier.crie:
            return connu
        return premier.capital or (connu and (nom.premier == rang + 1 or not prenom.capital))

    # -- remplacements --------------------------------------------------------------------------

    def _initiale_du_nom(self, depart: int, nom: _Nom) -> str:
        """L'initiale du nom de famille : particule capitale comprise, prénom laissé de côté."""
        premier = nom.premier
        if self._prenom_devant(nom):
            depart = premier = premier + 1
        for mot in self._mots[depart : nom.suivant]:
            if mot.capital and not (mot.initiale and mot is not self._mots[premier]):
                return mot.texte[0]
        return self._mots[min(premier, nom.suivant - 1)].texte[0]

    def _prenom_devant(self, nom: _Nom) -> bool:
        premier = self._mots[nom.premier]
        if nom.suivant - nom.premier < 2 or not self._est_prenom(premier):
            return False
        return not (premier.crie and not self._mots[nom.suivant - 1].crie)

    def _reperage(self, premier: int, suivant: int, proposition: str) -> Reperage:
        debut, fin = self._mots[premier].debut, self._mots[suivant - 1].fin
        return Reperage(debut, fin, "nom", proposition)


def _initiales(prenom: Mot) -> str:
    """« J.-L. » pour « Jean-Luc », « F. » pour « Fatoumata »."""
    lettres = [partie[0] for partie in re.split("[‐‑-]", prenom.texte) if partie]
    return "-".join(f"{lettre}." for lettre in lettres)


def noms(texte: str) -> Iterator[Reperage]:
    """Les noms complets d'un texte NFC, en ordre, sans recouvrement."""
    return _Lecteur(texte, lexique()).reperages()
