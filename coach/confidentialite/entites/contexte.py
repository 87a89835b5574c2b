"""Lire un mot à majuscule d'après ce qui l'entoure : quelqu'un, un lieu, un organisme, ou rien."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from coach.confidentialite.entites.voisinage import LIEN_DE_NOM, Voisinage
from coach.confidentialite.mots import Mot

Lu = tuple[int, int, Literal["personne", "lieu", "organisation"], str]
"""Premier et dernier rangs, genre, appui."""

_LIEN = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "a", "au", "aux", "en", "sur"})
_ARTICLES_DE_VILLE = frozenset({"la", "le", "les"})
_DEVANT_UN_MOMENT = frozenset(
    {"de", "d", "a", "le", "la", "l", "en", "avant", "apres", "des", "depuis"}
)
_ET_FILS = re.compile(r"\s*&\s*(?:fils|filles?|cie|associés)\b", re.IGNORECASE)
_REDITE = re.compile(r"([^aeiouy]{1,2}[aeiouy]{1,2})\1")
_ABREGEES = frozenset({"m", "mr", "mme", "mlle"})
_SAINTS = frozenset({"saint", "sainte", "st", "ste"})
_PORTEE = 6


def phrase_criee(texte: str) -> bool:
    """Vrai quand presque tout est en capitales : une majuscule n'y dit plus rien."""
    lettres = [c for c in texte if c.isalpha()]
    return bool(lettres) and sum(c.isupper() for c in lettres) > 0.6 * len(lettres)


class Contexte(Voisinage):
    """Ce que nomme chaque mot d'un texte ; `crie` : tout y est en capitales."""

    def __init__(self, texte: str, lus: Sequence[Mot], *, crie: bool) -> None:
        super().__init__(texte, lus)
        self._crie = crie

    def lire(self, rang: int) -> Lu | None:
        """Ce que nomme le mot de ce rang, ou rien."""
        mot = self.mots[rang]
        if mot.cle in self._listes.gentiles:
            return rang, rang, "lieu", "habitant"
        if not mot.capital:
            return self._sans_majuscule(rang)
        if mot.cle in _ARTICLES_DE_VILLE and self._ville_a_article(rang):
            return rang, rang + 1, "lieu", "ville"
        if len(mot.texte) < 2 or not self._peut_nommer(rang):
            return None
        lu = self._selon_ce_qui_precede(rang) or self._seul(rang)
        return lu and self._avec_sa_particule(lu)

    def _avec_sa_particule(self, lu: Lu) -> Lu:
        """« De Smedt », « Ben Youssef », « Le Goff » : la particule à capitale fait le nom, comme
        l'initiale de « T. Okonkwo ».
        """
        premier, dernier, genre, appui = lu
        if genre != "personne":
            return lu
        prenom = self._est_prenom(self.mots[premier])
        if self._suit_une_initiale(premier):
            return lu if prenom else (premier - 1, dernier, genre, appui)
        if not self._lie(premier) or not self.mots[premier - 1].capital:
            return lu
        avant = self.mots[premier - 1].cle
        particule = avant in self._lex.particules and not (avant in {"de", "d", "du"} and prenom)
        article = not prenom and self._article_de_nom(premier - 1, dernier)
        return (premier - 1, dernier, genre, appui) if particule or article else lu

    def _article_de_nom(self, rang: int, dernier: int) -> bool:
        """« à Le Goff » ; en tête de phrase, il faut que quelqu'un agisse : « Le Goff attend »."""
        if self.mots[rang].cle not in self._lex.particules_en_capitale:
            return False
        agit = self._fait_quelque_chose(dernier) or self._est_presente(dernier)
        return not self._en_tete(rang) or agit

    def nomme_vraiment(self, mot: Mot) -> bool:
        """Vrai si ce mot n'est ni un mot-outil, ni un titre, ni une civilité."""
        return mot.cle not in self._listes.ecartes and mot.cle not in self._listes.civilites

    def _peut_nommer(self, rang: int) -> bool:
        mot = self.mots[rang]
        if mot.cle in self._lex.jours_et_mois or mot.cle in self._listes.pays:
            if self._avant(rang) in _DEVANT_UN_MOMENT or not self._est_prenom(mot):
                return False
            return self._suivi_d_une_action(rang)
        if self._ouvre_une_enseigne(rang):
            return True
        if mot.cle in self._listes.ecartes or mot.cle in self._listes.civilites:
            connu = (self._est_nom(mot) or self._est_prenom(mot)) and len(mot.texte) > 2
            place = not self._en_tete(rang) or self._agit_malgre_son_sens(rang)
            return connu and not mot.crie and place
        if self._crie or mot.crie:
            connu = self._est_prenom(mot) or self._est_nom(mot) or self._est_ville(mot)
            ordinaire = mot.cle in self._lex.prenoms_qui_sont_des_mots
            return (connu and not ordinaire) or bool(self._ouvreur(rang))
        return True

    def _ouvre_une_enseigne(self, rang: int) -> bool:
        """Vrai pour « Les » dans « l'asbl Les Trois Ponts » ou « le foyer « Un toit » »."""
        if rang + 1 >= len(self.mots) or not self.mots[rang - 1 if rang else 0].texte.islower():
            return False
        if not (self._lie(rang) or self._apres_guillemet(rang)):
            return False
        ouvre = rang > 0 and self.mots[rang - 1].cle in self._listes.ouvre_un_organisme
        return ouvre and self._lie(rang + 1)

    # --- Ce qui précède ----------------------------------------------------------------------

    def _selon_ce_qui_precede(self, rang: int) -> Lu | None:
        if ouvreur := self._ouvreur(rang):
            return self._apres_un_ouvreur(rang, ouvreur)
        if self._avant(rang) == "chez" and not self._est_prenom(self.mots[rang]):
            return rang, self._fin(rang), "organisation", ""
        return None

    def _ville_a_article(self, rang: int) -> bool:
        """« La Chaux-de-Fonds » ; en tête de phrase, l'article doit faire partie du nom connu."""
        suivant = rang + 1
        if not self._lie(suivant) or not self.mots[suivant].capital:
            return False
        entiere = f"{self.mots[rang].cle}-{self.mots[suivant].cle}"
        if entiere in self._listes.villes:
            return True
        return not self._en_tete(rang) and self._est_ville(self.mots[suivant])

    def _apres_un_ouvreur(self, rang: int, ouvreur: str) -> Lu | None:
        mot = self.mots[rang]
        juste_avant = self._avant(rang)
        if juste_avant in {"de", "d", "a"} and self._est_prenom(mot) and not self._est_ville(mot):
            return rang, self._fin_de_personne(rang), "personne", ""
        if juste_avant in {"de", "d"} and ouvreur not in {"rue", "place", "quartier", "avenue"}:
            return rang, self._fin(rang), "lieu", "ville"
        premier = rang
        while self.mots[premier - 1].cle in LIEN_DE_NOM and self.mots[premier - 1].cle != ouvreur:
            premier -= 1
        guillemet = self._fin_du_guillemet(premier)
        dernier = guillemet if guillemet is not None else self._fin(rang)
        if ouvreur in self._listes.ouvre_un_organisme:
            return premier, dernier, "organisation", ouvreur
        return premier, dernier, "lieu", ouvreur

    def _fin_du_guillemet(self, rang: int) -> int | None:
        """Le dernier mot d'un nom entre guillemets, s'il est court."""
        if not self._apres_guillemet(rang):
            return None
        fin = re.compile(r"[»”\"]").search(self._texte, self.mots[rang].fin)
        if fin is None:
            return None
        dedans = [i for i in range(rang, len(self.mots)) if self.mots[i].fin <= fin.start()]
        return dedans[-1] if len(dedans) <= _PORTEE else None

    def _fin(self, rang: int) -> int:
        """Le dernier mot d'un nom de lieu ou d'organisme : capitales, liens entre elles."""
        dernier, place = rang, rang + 1
        while place < min(len(self.mots), rang + _PORTEE) and self._lie(place):
            mot = self.mots[place]
            if mot.capital and mot.cle not in self._listes.outils_et_services:
                dernier = place
            elif mot.cle not in _LIEN:
                break
            place += 1
        if _ET_FILS.match(self._texte, self.mots[dernier].fin) and dernier + 1 < len(self.mots):
            return dernier + 1
        return dernier

    # --- Un mot seul -------------------------------------------------------------------------

    def _seul(self, rang: int) -> Lu | None:
        mot = self.mots[rang]
        en_tete = self._en_tete(rang)
        avant = self._avant(rang)
        prenom = self._est_prenom(mot)
        en_ville = self._est_ville(mot) and not (prenom and avant not in {"a", "vers", "de", "d"})
        sans_doute = not (self._est_un_mot(mot) or self._est_nom(mot))
        if en_ville and (sans_doute or not en_tete):
            return rang, rang, "lieu", "ville"
        if en_tete:
            return self._en_tete_de_phrase(rang, prenom)
        if prenom:
            return rang, self._fin_de_personne(rang), "personne", ""
        return self._inconnu(rang, avant)

    def _est_un_surnom(self, mot: Mot) -> bool:
        """« Gégé », « Doudou » : une syllabe redite, qui n'est pas un mot de tous les jours."""
        return bool(_REDITE.fullmatch(mot.cle)) and mot.cle not in self._listes.syllabes_redites

    def _est_un_mot(self, mot: Mot) -> bool:
        return (
            mot.cle in self._lex.prenoms_qui_sont_des_mots
            or mot.cle in self._listes.prenoms_ordinaires
            or mot.cle in self._lex.noms_qui_sont_des_mots
            or mot.cle in self._listes.villes_ordinaires
        )

    def _en_tete_de_phrase(self, rang: int, prenom: bool) -> Lu | None:
        mot = self.mots[rang]
        if not (prenom or self._est_nom(mot)):
            surnom = self._est_un_surnom(mot) or self._agit_sans_article(rang)
            return (rang, rang, "personne", "") if surnom else None
        if self._est_un_mot(mot) and not self._se_lit_comme_un_nom(rang):
            return None
        return rang, self._fin_de_personne(rang), "personne", ""

    def _inconnu(self, rang: int, avant: str) -> Lu | None:
        """Une majuscule que rien n'explique : un nom, selon le mot d'avant."""
        mot = self.mots[rang]
        dernier = self._fin_de_personne(rang)
        if self._est_nom(mot):
            return rang, dernier, "personne", ""
        service = avant in {"de", "d"} and self._avant(rang, 2) in self._listes.publics
        if service or mot.parties[0] in _SAINTS:
            return rang, self._fin(rang), "lieu", "ville"
        if avant in self._listes.avant_une_ville:
            return rang, self._fin(rang), "lieu", "ville"
        if avant in {"au", "du"}:
            return rang, self._fin(rang), "lieu", ""
        if avant == "la":
            return rang, self._fin(rang), "organisation", ""
        return rang, dernier, "personne", ""

    def _fin_de_personne(self, rang: int) -> int:
        """« Jean Pierre » et « Karim B. » se prennent en entier."""
        suivant = rang + 1
        if self._lie(suivant) and self.mots[suivant].capital:
            mot = self.mots[suivant]
            if mot.initiale:
                return suivant if self._texte[mot.fin : mot.fin + 1] == "." else rang
            if mot.cle not in self._listes.ecartes and (
                self._est_prenom(mot) or self._est_nom(mot)
            ):
                return suivant
        return rang

    def _sans_majuscule(self, rang: int) -> Lu | None:
        """« wendy », « m. roche », « à namur », dans des notes sans majuscules."""
        mot = self.mots[rang]
        if self._apres_civilite_abregee(rang):
            return rang - 1, rang, "personne", ""
        devant_une_ville = self._avant(rang) in {"a", "de", "d", "vers"} and len(mot.cle) > 4
        ville = self._est_ville(mot) and mot.cle not in self._listes.villes_ordinaires
        if ville and devant_une_ville:
            return rang, rang, "lieu", "ville"
        prenom = (
            mot.cle in self._lex.prenoms_sans_majuscule
            and mot.cle not in self._listes.prenoms_ordinaires
        )
        if prenom and len(mot.cle) > 3:
            return rang, rang, "personne", ""
        if self._est_prenom_dit_de(rang):
            return rang, rang, "personne", ""
        if self._chez_sans_majuscule(rang):
            return rang, rang, "organisation", ""
        return None

    def _est_prenom_dit_de(self, rang: int) -> bool:
        """« sa fille lola », « ma collègue rose » : le lien de parenté ou le rôle le dit."""
        annonce = self._avant(rang) in self._lex.avant_une_personne
        return annonce and self.mots[rang].cle in self._lex.prenoms

    def _chez_sans_majuscule(self, rang: int) -> bool:
        """« en stage chez colruyt » : après « chez », un mot qui n'est pas une personne."""
        mot = self.mots[rang]
        if self._avant(rang) != "chez" or len(mot.cle) < 4 or not self._sans_capitales:
            return False
        return self.nomme_vraiment(mot) and mot.cle not in self._listes.apres_chez

    @cached_property
    def _sans_capitales(self) -> bool:
        """Vrai pour des notes prises sans majuscules : aucune phrase n'en ouvre."""
        return not any(m.capital for m in self.mots)

    def _apres_civilite_abregee(self, rang: int) -> bool:
        mot = self.mots[rang]
        if not rang or len(mot.texte) < 3 or self.mots[rang - 1].cle not in _ABREGEES:
            return False
        if mot.cle in self._listes.ecartes or mot.cle in self._listes.apres_une_personne:
            return False
        civilite = self.mots[rang - 1]
        entre = self._texte[civilite.fin : mot.debut]
        pointe = entre.startswith(".")
        return bool(re.fullmatch(r"\.?[ \u00a0\u202f]", entre)) and (pointe or civilite.cle != "m")
