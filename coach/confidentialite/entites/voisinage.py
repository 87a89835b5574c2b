"""Ce qui entoure un mot : mots liés, début de phrase, guillemets, ce qui l'annonce."""

import re
from collections.abc import Sequence

from coach.confidentialite.entites.lexique import lexique_des_entites
from coach.confidentialite.lexique import lexique
from coach.confidentialite.mots import Mot, lie

_AVANT_UNE_TETE = frozenset('.!?…:»«(“”"–—•·*]-')
"""Les signes après lesquels une majuscule ne dit rien."""

LIEN_DE_NOM = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "saint", "sainte"})
_APRES_UN_NOM_COMMUN = frozenset({
    "à", "de", "d", "du", "des", "en", "ou", "par", "sur", "pour", "que", "qu", "au", "aux", "dans",
})  # fmt: skip
_DEVANT_UN_ROLE = frozenset({
    "le", "la", "l", "un", "une", "mon", "ma", "son", "sa", "notre", "leur", "votre",
})  # fmt: skip
_FINALES_DE_MOTS = ("er", "ir", "re", "ment", "tion", "oir")
"""Infinitifs et adverbes ouvrent aussi une phrase sans article : « Parler m'a aidée »."""

_PRONOMS_QUI_SUIVENT = frozenset({
    "ce", "ci", "la", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "moi", "toi",
})  # fmt: skip

_POINT = re.compile(r"\.[ \u00a0\u202f]")
_GUILLEMETS = re.compile(r"[\s\u00a0\u202f]*[«“\"][\s\u00a0\u202f]*$")


class Voisinage:
    """Les mots d'un texte et leur voisinage."""

    def __init__(self, texte: str, lus: Sequence[Mot]) -> None:
        self.mots = lus
        self._texte = texte
        self._lex = lexique()
        self._listes = lexique_des_entites()

    def _lie(self, rang: int) -> bool:
        return 0 < rang < len(self.mots) and lie(self._texte, self.mots[rang - 1], self.mots[rang])

    def _en_tete(self, rang: int) -> bool:
        """Vrai en début de phrase, de citation ou de parenthèse."""
        if self._suit_une_initiale(rang):
            return False
        premier = self.mots[rang].debut
        if rang and self.mots[rang - 1].fin >= premier - 1 and self._texte[premier - 1] in "'’":
            return self._en_tete(rang - 1)
        while premier and (signe := self._texte[premier - 1]).isspace():
            if signe == "\n":
                return True
            premier -= 1
        return not premier or self._texte[premier - 1] in _AVANT_UNE_TETE

    def _suit_une_initiale(self, rang: int) -> bool:
        """Vrai pour « Okonkwo » dans « T. Okonkwo » ; « plan B. Garder » et « Mme A. Hier » n'y
        sont que la fin d'une phrase.
        """
        if not rang or not self.mots[rang - 1].initiale or self.mots[rang - 1].cle == "m":
            return False
        mot, avant = self.mots[rang], self.mots[rang - 2] if self._lie(rang - 1) else None
        if not _POINT.fullmatch(self._texte, self.mots[rang - 1].fin, mot.debut):
            return False
        if not mot.capital or len(mot.texte) < 3 or mot.cle.endswith(_FINALES_DE_MOTS):
            return False
        repere = self._listes.avant_une_lettre | self._listes.civilites
        return avant is None or not (avant.capital or avant.cle in repere)

    def _avant(self, rang: int, pas: int = 1) -> str:
        """La clé d'un mot d'avant, s'il est lié ; vide sinon."""
        for un in range(pas):
            if not self._lie(rang - un):
                return ""
        return self.mots[rang - pas].cle

    def _est_prenom(self, mot: Mot) -> bool:
        """« Amina », « Jean-Phi », « L'Ahmed »."""
        parties = mot.cle.removeprefix("l'").split("-")
        connus = [partie in self._lex.prenoms for partie in parties]
        return all(connus) or (len(connus) > 1 and connus[0] and not self._est_ville(mot))

    def _est_nom(self, mot: Mot) -> bool:
        return mot.cle in self._lex.noms

    def _est_ville(self, mot: Mot) -> bool:
        return mot.cle in self._listes.villes

    def _suivi_d_une_action(self, rang: int) -> bool:
        """Vrai si ce qui suit est ce que fait quelqu'un : « Rose a dit », « Ange, lui, »."""
        if rang + 1 >= len(self.mots):
            return False
        suivant = self.mots[rang + 1]
        entre = self._texte[self.mots[rang].fin : suivant.debut]
        if entre.strip(" \u00a0\u202f,'’"):
            return False
        if suivant.cle == "et" and rang + 2 < len(self.mots):
            return self.mots[rang + 2].capital
        if "," in entre:
            return suivant.cle in {"elle", "lui", "qui", "encore"} or suivant.capital
        return suivant.cle in self._listes.apres_une_personne and suivant.texte != "à"

    def _agit_sans_article(self, rang: int) -> bool:
        """Vrai si un mot inconnu ouvre la phrase comme quelqu'un : « Xiomara comprend »."""
        mot = self.mots[rang]
        if mot.crie or len(mot.texte) < 3:
            return False
        if mot.parties[-1] in _PRONOMS_QUI_SUIVENT or mot.cle in self._listes.ouvrent_une_phrase:
            return False
        return self._fait_quelque_chose(rang) or self._est_presente(rang)

    def _agit_malgre_son_sens(self, rang: int) -> bool:
        """Vrai pour « Juste n'est pas venu », pas pour « Juste est le mot »."""
        if not self._est_prenom(self.mots[rang]) or not self._fait_quelque_chose(rang):
            return False
        suivants = [m.cle for m in self.mots[rang + 1 : rang + 3]]
        return suivants[0] not in {"est", "etait", "serait"} or suivants[-1] not in _DEVANT_UN_ROLE

    def _fait_quelque_chose(self, rang: int) -> bool:
        """Un verbe suit, ou « et » et quelqu'un que l'on connaît."""
        if not self._lie(rang + 1):
            return False
        suivant = self.mots[rang + 1]
        if suivant.cle == "et" and self._lie(rang + 2):
            return self.mots[rang + 2].capital and self._est_prenom(self.mots[rang + 2])
        if self.mots[rang].cle.endswith(_FINALES_DE_MOTS):
            return False
        return suivant.texte in self._listes.verbes_d_une_personne

    def _est_presente(self, rang: int) -> bool:
        """Vrai pour « Gégé, l'encadrant, » : un article et un rôle, entre deux virgules."""
        if rang + 2 >= len(self.mots):
            return False
        article, role = self.mots[rang + 1], self.mots[rang + 2]
        entre = self._texte[self.mots[rang].fin : article.debut]
        return (
            entre.strip(" \u00a0\u202f") == ","
            and article.cle in _DEVANT_UN_ROLE
            and self._texte[role.fin : role.fin + 1] in {",", " "}
            and (role.cle in self._lex.titres or role.cle in self._lex.avant_une_personne)
        )

    def _se_lit_comme_un_nom(self, rang: int) -> bool:
        """Vrai sauf si la suite fait du mot un nom commun : « Grâce à », « Pierre de taille »."""
        if self._suivi_d_une_action(rang) or self._est_presente(rang):
            return True
        if not self._lie(rang + 1):
            return False
        suivant = self.mots[rang + 1]
        if suivant.cle in {"et", "ou"} and self._lie(rang + 2):
            return self.mots[rang + 2].capital
        return suivant.texte not in _APRES_UN_NOM_COMMUN and not suivant.capital

    def _ouvreur(self, rang: int) -> str:
        """Le mot qui annonce un organisme ou un lieu, liens sautés : « asbl », « rue »."""
        place = rang
        for _ in range(4):
            if not (self._lie(place) or self._apres_guillemet(place)):
                return ""
            place -= 1
            mot = self.mots[place]
            if self._annonce(mot, place):
                return mot.cle
            if mot.cle not in LIEN_DE_NOM:
                return ""
        return ""

    def _annonce(self, mot: Mot, place: int) -> bool:
        if mot.cle in {"place", "cours", "bois", "val"} and self._avant(place) in {
            "ma", "sa", "ta", "leur", "votre", "notre", "en", "au", "un", "une", "cette",
        }:  # fmt: skip
            return False
        return mot.cle in self._listes.ouvre_un_organisme or mot.cle in self._listes.ouvre_un_lieu

    def _apres_guillemet(self, rang: int) -> bool:
        if not 0 < rang < len(self.mots):
            return False
        entre = self._texte[self.mots[rang - 1].fin : self.mots[rang].debut]
        return bool(entre.strip()) and bool(_GUILLEMETS.fullmatch(entre))
