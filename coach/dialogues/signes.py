"""Ce qui, dans une réponse entière, appelle une relance : sa longueur, ce qui y manque."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.dialogues.citation import LONGUEUR_AISEE, Citation, citer, citer_proposition
from coach.dialogues.echeances import lire_echeance
from coach.dialogues.vouvoiement import infinitif
from coach.modeles.base import Ancre
from coach.modeles.lecture import Lecture, Nature
from coach.modeles.presque_rien import presque_vide, renvoie_plus_haut
from coach.modeles.seance import Reponse
from coach.modeles.texte import cle

MOTS_D_UN_RECIT = 25
"""En dessous, un récit des faits gagne à être déroulé."""

MOTS_HORS_DE_PROPORTION = 40
"""À partir de là, ce qui répond à une question d'une ligne est déjà un récit."""

_MOTS_D_UN_GESTE = 5
"""En dessous, une réponse ne laisse pas encore voir ce qui s'est fait."""

_MOTS_D_UNE_EMOTION = 7
"""Jusque-là, une émotion est dite sans son moment ni son lieu ; au-delà, elle est racontée."""

_MOTS_D_UN_AVIS = 12
"""À partir de là, un avis est assez développé pour qu'on remarque le regard qui y manque."""

_SOI = re.compile(r"\b(?:je|me|moi|mon|ma|mes|nous|notre|nos)\b|\b[jm][' ]")
_AUTRUI = re.compile(
    r"\b(?:il|elle|ils|elles|iel|lui|leur|monsieur|madame|mme|m\.|quelqu'un|la personne"
    r"|(?:le|la|les|un|une|des|ce|cette) (?:stagiaire|collegue|jeune|dame|monsieur|beneficiaire"
    r"|equipe|groupe|mere|pere|responsable|chef|cheffe|directrice|directeur)s?)\b"
)
_PAROLE = re.compile(
    r'[«“"]|\b(?:dit|disait|disent|dis|demand|repond|repon|expliqu|annonc|appel|cri(?:e|ait|er)'
    r"|propos|racont|parl|repet|insist|murmur|lanc|lach|ecri)"
)
ACTE = re.compile(
    r"\s*(?:(?:j['’](?:y |en )?|je (?:lui |leur |l['’]|les |vous )?(?:en )?)ai "
    r"(?:(?!voulu|essay|tent|pens|cru|pu\b|dû|failli|eu\b|été)\w+ )?"
    r"(?!été|eu\b|pens|cru|senti|trouvé|vu\b|entendu|su\b|pu\b|dû|voulu|lui\b|reçu|croisé"
    r"|fini par|perdu|oublié|raté|craqué|crié|hurlé|failli)"
    r"\w+(?:é|ée|i|is|it|u|ert|ait|int|ise|ie)\b"
    r"|je (?:me )?suis (?!sentie?\b|demandée?\b|dite?\b|énerv)\w+(?:é|ée|i|ie|is|ise|u|ue)\b"
    r"|je (?:lui |leur )?(?:propose|demande|réponds|explique|montre|rappelle|reformule|note)\b)",
    re.IGNORECASE,
)
"""Le début d'une proposition où « je » fait quelque chose : ni vu, ni su, ni ressenti."""

_CORPS_OU_MOMENT = re.compile(
    r"\b(?:ventre|gorge|coeur|mains?|poings?|larmes?|chair|jambes?|tete|souffle|estomac|poitrine"
    r"|epaules?|dos|peau|sueurs?|boule|noeud|noue|serre|trembl|chaud|froid|quand|pendant|depuis"
    r"|apres|avant|minutes?|heures?|au moment|d'abord|ensuite|puis|a l'idee)"
)
_NEGATIF = re.compile(
    r"\bne (?:plus|pas|jamais) (?:\w+[ '])?\w+(?:er|ir|re)\b"
    r"|^(?:ne |surtout )?(?:plus|pas|jamais)\b"
    r"|\b(?:arret(?:er?|es|ent|iez)|cess(?:er?|es|ent|iez)|evit(?:er?|es|ent|iez)) (?:de |d[' ])"
    r"|\bje (?:ne |n')\w+ (?:plus|pas|jamais)\b"
)
_ENTRE = re.compile(r"[,;.:\n]|\b(?:et|ou)\b")
_DEJA_POSITIF = re.compile(r"\b(?:plutot|a la place|mais|je vais|je voudrais|j'aimerais|je veux)\b")
_ACTION_VAGUE = re.compile(
    r"\b(?:mieux|plus|davantage|moins|faire attention|ameliorer|progresser|travailler sur|gerer"
    r"|prendre (?:du recul|sur moi)|lacher prise|etre (?:a l'ecoute|attenti(?:f|ve)|vigilante?"
    r"|patiente?)|ecouter|communiquer|m'affirmer|me former|faire des efforts|changer)\b"
)
_SITUEE = re.compile(
    r"\d|\b(?:avant|apres|des|au debut|a la fin|pendant|quand|lors|en ouvrant|au prochain|a chaque"
    r"|lundi|mardi|mercredi|jeudi|vendredi|demain|avec|aupres|noter|ecrire|appeler|envoyer)\b"
)
_NOM_PROPRE = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÉÈÀÂÎÔ][\wà-ÿ.]*")
_MOMENT_VAGUE = re.compile(
    r"\b(?:bientot|des que (?:possible|je (?:peux|pourrai))|prochainement|un jour|plus tard"
    r"|un de ces (?:jours|quatre)|ces jours-ci|quand j[' ]?aurai|on verra|a l'occasion"
    r"|regulierement|la prochaine fois|desormais|a l'avenir|maintenant"
    r"|tout le temps|quand (?:je (?:peux|pourrai)|ca se presentera)|je (?:ne )?sais pas)\b"
)
_AUTRE_POINT_DE_VUE = re.compile(
    r"\b(?:peut-etre qu|de son cote|de son point de vue|a sa place|pour (?:lui|elle|eux|elles)\b"
    r"|de leur cote|vu de|il a pu|elle a pu|il pensait|elle pensait|je (?:me )?demande si)"
)


@dataclass(frozen=True)
class Entendu:
    """Ce à quoi une relance peut réagir.

    `question` : celle que la réponse (ou sa relance) sert ; `premiere`, `seule` : c'est la
    première, ou la seule, de l'étape ; `apres_relance` : la réponse suit déjà une relance ;
    `appui` : des actes de la personne, à citer quand sa réponse est presque vide ; `cites` : ce que
    des relances ont déjà cité ; `relire` : la lecture d'un passage, seul ; `aujourd_hui` sert à
    lire une échéance.
    """

    reponse: Reponse
    lecture: Lecture
    aujourd_hui: date
    question: str = ""
    premiere: bool = True
    seule: bool = True
    apres_relance: bool = False
    appui: Sequence[Citation] = ()
    cites: Sequence[Ancre] = ()
    relire: Callable[[str], Lecture] | None = None

    @property
    def texte(self) -> str:
        """Le texte de la réponse."""
        return self.reponse.texte

    @property
    def mots(self) -> int:
        """Le nombre de mots de la réponse."""
        return len(self.texte.split())

    def deja_cite(self, passage: str) -> bool:
        """Vrai si une relance a déjà repris ces mots."""
        replie = cle(passage)
        return any(cle(ancre.texte) in replie for ancre in self.cites)


def _recit(entendu: Entendu) -> bool:
    return entendu.mots >= MOTS_D_UN_RECIT and not entendu.apres_relance


def _trop_court(entendu: Entendu) -> bool:
    """Vrai sous la longueur d'un récit ; une étape à plusieurs questions en attend moins."""
    minimum = MOTS_D_UN_RECIT if entendu.seule else _MOTS_D_UN_GESTE
    if entendu.apres_relance or renvoie_plus_haut(entendu.texte):
        return False
    return entendu.mots < minimum


def _sans_soi(entendu: Entendu) -> bool:
    return _recit(entendu) and not _SOI.search(cle(entendu.texte))


def _sans_parole(entendu: Entendu) -> bool:
    if not _recit(entendu) or any(
        s.sous_type == "parole_rapportee" for s in entendu.lecture.segments
    ):
        return False
    replie = cle(entendu.texte)
    return bool(_AUTRUI.search(replie)) and not _PAROLE.search(replie)


def _emotion_floue(entendu: Entendu) -> bool:
    precises = [
        s
        for s in entendu.lecture.segments
        if s.nature == Nature.EMOTION and s.sous_type not in ("malaise", "trouble", "tristesse")
    ]
    return entendu.mots <= _MOTS_D_UNE_EMOTION and not precises and not entendu.apres_relance


def _jugement_de_soi(entendu: Entendu) -> bool:
    """Vrai pour « nulle » : peu de mots, et peut-être pas encore une émotion."""
    return entendu.mots <= _MOTS_D_UNE_EMOTION and not entendu.apres_relance


def _emotion_breve(entendu: Entendu) -> bool:
    emotions = [s for s in entendu.lecture.segments if s.nature == Nature.EMOTION]
    return (
        entendu.mots <= _MOTS_D_UNE_EMOTION
        and len(emotions) == 1
        and not emotions[0].corporel
        and not _CORPS_OU_MOMENT.search(cle(entendu.texte))
        and not entendu.apres_relance
    )


def _un_seul_regard(entendu: Entendu) -> bool:
    replie = cle(entendu.texte)
    return (
        entendu.mots >= _MOTS_D_UN_AVIS
        and not entendu.apres_relance
        and "?" not in entendu.texte
        and bool(_AUTRUI.search(replie))
        and not _AUTRE_POINT_DE_VUE.search(replie)
    )


def _sans_preuve(entendu: Entendu) -> bool:
    return (
        entendu.mots < MOTS_D_UN_RECIT
        and not entendu.apres_relance
        and not presque_vide(entendu.texte)
        and not re.search(r"\b(?:ne|n')\b|\bpas\b", cle(entendu.texte))
        and not ACTE.match(entendu.texte)
        and not any(s.nature == Nature.FAIT for s in entendu.lecture.segments)
    )


def _formule_negative(entendu: Entendu) -> bool:
    replie = cle(entendu.texte)
    if not _NEGATIF.search(replie) or _DEJA_POSITIF.search(replie):
        return False
    return not any(_se_propose(proposition) for proposition in _ENTRE.split(replie))


def _se_propose(proposition: str) -> bool:
    """Vrai pour un infinitif qui n'est pas un refus : « dire ce que je ressens »."""
    return bool(infinitif(proposition.strip())) and not _NEGATIF.search(proposition)


def _action_vague(entendu: Entendu) -> bool:
    if not entendu.premiere or entendu.apres_relance or presque_vide(entendu.texte):
        return False
    replie = cle(entendu.texte)
    if _SITUEE.search(replie) or _NOM_PROPRE.search(entendu.texte):
        return False
    return entendu.mots < 3 or bool(_ACTION_VAGUE.search(replie))


def _moment_vague(entendu: Entendu) -> bool:
    if entendu.question != "quand" or entendu.apres_relance:
        return False
    if lire_echeance(entendu.texte, entendu.aujourd_hui):
        return False
    return bool(_MOMENT_VAGUE.search(cle(entendu.texte)))


SIGNES: dict[str, Callable[[Entendu], bool]] = {
    "trop_court": _trop_court,
    "sans_soi": _sans_soi,
    "sans_parole": _sans_parole,
    "emotion_floue": _emotion_floue,
    "jugement_de_soi": _jugement_de_soi,
    "emotion_breve": _emotion_breve,
    "un_seul_regard": _un_seul_regard,
    "presque_vide": lambda entendu: presque_vide(entendu.texte),
    "sans_preuve": _sans_preuve,
    "formule_negative": _formule_negative,
    "action_vague": _action_vague,
    "moment_vague": _moment_vague,
}
"""Les signes d'une réponse entière, par nom ; ceux d'un passage sont dans `relances`."""


def a_citer(signe: str, entendu: Entendu) -> list[Citation]:
    """Ce qu'une relance née de ce signe peut reprendre : rien, un acte, ou la réponse si courte."""
    if signe == "presque_vide":
        return [c for c in entendu.appui if not entendu.deja_cite(c.ancre.texte)][:1]
    if signe == "formule_negative":
        trouve = _NEGATIF.search(cle(entendu.texte))
        place = trouve.start() if trouve else 0
        citation = citer_proposition(entendu.reponse, 0, len(entendu.texte), place)
    elif signe in ("trop_court", "sans_preuve", "action_vague", "moment_vague"):
        if len(entendu.texte.strip()) > LONGUEUR_AISEE or presque_vide(entendu.texte):
            return []
        citation = citer(entendu.reponse, 0, len(entendu.texte))
    else:
        return []
    return [citation] if citation and not citation.coupee else []
