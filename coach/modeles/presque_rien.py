"""Les réponses qui ne disent presque rien, ou qui renvoient à ce qui est déjà écrit."""

import re

from coach.modeles.texte import cle

_MOTS_MAX = 10
"""Au-delà, une réponse dit forcément quelque chose."""

_SOUFFLES = (
    r"(?:(?:bah|ben|beh|euh+|heu+|hu?m+|pf+|bof|bon|oh|ah|eh|mouais|moui|franchement|honnetement"
    r"|desolee?|enfin|alors|la|mais|bref|lol|mdr)\b[\s.…]*)"
)
_SUITE = r"(?:\s+[\w'-]+){0,4}"
"""Quatre mots de plus au plus : « rien de spécial », « je ne sais pas quoi dire »."""

_VIDE = re.compile(
    rf"{_SOUFFLES}*(?:"
    rf"(?:rien(?! (?:ne|n'|dit|fait|compris)\b)|aucune?"
    rf"|je (?:ne )?(?:sais|vois) (?:pas|plus)(?! s[i'])"
    rf"|(?:j'?(?:e )?)?(?:sais|chais) pas(?! s[i'])|j(?:e n)?'en sais rien"
    rf"|pas grand[- ]chose){_SUITE}"
    rf"|non(?: (?:pas|plus|rien|aucune?|jamais|vraiment|je (?:ne )?sais)\b{_SUITE})?(?: merci)?"
    r"|(?:rien|pas) (?:ne |d')?(?:me )?(?:vient|idee|avis)|pas envie(?: d'en parler)?"
    r"|(?:je |on )?passe|joker|suivant|neant|sans (?:avis|commentaire)"
    r"|c'est tout|nsp|ras|si|merci|oui|ouais|ok|d'accord|voila|idem"
    r")?$"
)
_ARRET = re.compile(r"[.,;:!?…\n]+")

_PRECISION = re.compile(
    r"(?:(?:l'|d'|(?:\d+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+\s?h(?:\s?\d+)?|sur|entre|et"
    r"|ou|vers|a|au|en|de|du|la|le|ce|cette|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|matin|midi|apres-midi|soir|nuit|hier|avant-hier|aujourd'hui|heures?|minutes?|jours?"
    r"|semaines?|mois|debut|fin|milieu|dernier|derniere|passee?|demie|quart|janvier|fevrier|mars"
    r"|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?=\W|$))[\s.,;:/%-]*)+$"
)

_DANS = (
    r"dans (?:(?:mon|ma|mes|le|la|les) (?:recit|titre|texte|note|notes|debut|reponse|premiere?)\b"
    r"|ce que (?:j'|je))\b.*"
)
_PLUS_HAUT = (
    r"(?:plus haut|ci-dessus|au[- ]dessus|la-haut|avant|juste avant|tout a l'heure|au debut"
    rf"|{_DANS})"
)
_DIT = r"(?:dit|ecrit|raconte|explique|repondu|note|decrit|mis)e?s?"
_RENVOI = re.compile(
    rf"{_SOUFFLES}*(?:"
    rf"(?:(?:comme )?(?:je (?:vous )?(?:l'ai|viens de le)|j'ai|j'avais|c'est|c'etait|tout(?: est)?"
    rf"|comme|a ete)[\s,]+)*(?:deja (?:tout )?(?:{_DIT}|dire)(?: {_PLUS_HAUT})?"
    rf"|(?:tout )?{_DIT} {_PLUS_HAUT})"
    rf"|(?:cf\.?|voir|idem|pareil|meme (?:chose|reponse)|comme|tout est|c'est)(?: que)? "
    rf"(?:plus haut|ci-dessus|au[- ]dessus|la-haut|au debut|{_DANS})"
    r"(?: .{0,20})?"
    r")$"
)


def presque_vide(texte: str) -> bool:
    """Vrai pour « rien », « pff », « je ne sais pas », un « oui » seul, et ce qui n'a pas de mots.

    « Bof, gênée » dit quelque chose : chaque membre de phrase doit être vide. Un renvoi (« déjà
    dit plus haut ») n'apporte rien non plus.
    """
    replie = cle(texte).strip(" .…!?,;")
    if len(replie) < 2:
        return True
    if renvoie_plus_haut(texte):
        return True
    membres = [m.strip() for m in _ARRET.split(replie) if m.strip()]
    return len(replie.split()) <= _MOTS_MAX and all(_VIDE.match(m) for m in membres)


def renvoie_plus_haut(texte: str) -> bool:
    """Vrai pour « déjà dit », « voir plus haut » : la réponse est ailleurs dans la séance."""
    replie = cle(texte).strip(" .…!?,;()")
    return len(replie.split()) <= _MOTS_MAX + 2 and bool(_RENVOI.match(replie))


def precision_seule(texte: str) -> bool:
    """Vrai pour un nombre, un jour ou une heure donnés seuls : « 6 », « lundi », « vers 14 h »."""
    return bool(_PRECISION.match(cle(texte).strip(" .…!?,;")))
