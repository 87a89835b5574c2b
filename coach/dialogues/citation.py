"""Citer la personne : ses mots exacts, ou rien. Un écho faux est pire qu'une question nue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.modeles.base import Ancre
from coach.modeles.lecture import Segment
from coach.modeles.seance import Reponse

LONGUEUR_CITEE = 110
"""Points de code au plus ; au-delà, on cite le début, coupé là où une phrase peut s'arrêter."""

LONGUEUR_AISEE = 60
"""Points de code qu'une phrase du coach porte sans peine ; au-delà, on resserre la citation."""

LONGUEUR_DITE = 85
"""Points de code au plus dans une relance : au-delà, on ne reconnaît plus sa propre phrase."""

_COUPES = re.compile(
    r"[;!?…]\s|(?<!\b[A-ZÉÈ])\.\s|\s[:–—]\s|\n"
    r"|,\s(?=(?:et|mais|donc|puis|car|alors|parce|du coup|je|il|elle|on|ils|elles|nous|ça|c['’]"
    r"|j['’])\b)",
    re.IGNORECASE,
)
_CHACUN = re.compile(rf"{_COUPES.pattern}|\s(?=(?:et|mais) (?:ils?|elles?|on|ça)\b)", re.IGNORECASE)
"""Les coupes, et là où le sujet change sans virgule."""

_AMORCE = re.compile(
    r"(?:(?:et|mais|puis|alors|donc|or|car|ensuite|bref|bon|ben|enfin|franchement|du coup|après"
    r"|bah|bof|euh+|pf+|mouais"
    r"|là|parce que|vu que|par contre|en fait|en vrai|n['’]empêche|reste que|bon ben|voilà"
    r"|pourtant|et puis|surtout que)\b|(?:parce|vu) qu['’])[\s,]*",
    re.IGNORECASE,
)
_RESTE = re.compile(
    r"(?:que|dont|où|qui|ce (?:qui|que|dont)|celles?|celui|ceux|de (?:celles?|ceux)|non|ni|sans"
    r"|afin|tant)\b|(?:ce )?qu['’]",
    re.IGNORECASE,
)
_MORCEAU = re.compile(
    r"(?:pour|comme|quand|assez|avec|chez|dans|sous|plus|à|au|aux)\b", re.IGNORECASE
)
_TRAINE = re.compile(
    r"[\s,]+(?:et|mais|car|donc|ou|que|parce que|puis|je crois|je pense|hein|quoi|voilà|surtout"
    r"|du coup|en fait)$",
    re.IGNORECASE,
)
_ARRETS = re.compile(r"(?<!\b[A-ZÉÈ])[.;!?…](?=\s)|\s?[:–—](?=\s)|,(?=\s)")
"""Les signes après lesquels une citation peut s'arrêter."""

_EN_SUSPENS = re.compile(
    r"[\s,]+(?:et|ou|ni|mais|donc|car|or|que|qui|dont|où|si|comme|quand|parce|puis|alors|de|du|des|d"
    r"|la|le|les|l|un|une|au|aux|à|en|par|pour|sur|sous|dans|avec|sans|chez|vers|entre|ce|cet|cette"
    r"|ces|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|je|j|tu|il|elle|on|nous"
    r"|vous|ils|elles|se|s|me|m|te|t|ne|n|y|lui|qu|c|pas|plus|très|trop|si|aussi|assez|est|sont|a"
    r"|ont|était|avait|ai|suis|a été)['’]?$",
    re.IGNORECASE,
)
"""Un petit mot qui laisse la phrase en l'air : une citation coupée ne finit pas sur lui."""

_PART_GARDEE = 0.4
"""Un arrêt qui garderait moins que cette part de la longueur citée en jetterait trop."""

_BORDS = " \t\n.,;:!?…-–—•*\u00a0\u202f"
_GUILLEMETS = re.compile('[«»“”„"]')
_INITIALE = re.compile(r"\b[A-ZÀ-Ý]\Z")


@dataclass(frozen=True)
class Citation:
    """Un passage prêt à dire : entre guillemets dans `texte`, situé par `ancre`."""

    texte: str
    ancre: Ancre

    @property
    def coupee(self) -> bool:
        """Vrai quand la fin du passage n'a pas pu tenir."""
        return self.texte != citer_mots(self.ancre.texte)


def citer_mots(mots: str) -> str:
    """Des mots entre guillemets français, espaces insécables compris."""
    return f"«\u00a0{mots}\u00a0»"


def citer(reponse: Reponse, debut: int, fin: int) -> Citation | None:
    """Le passage [debut, fin[ de la réponse, entre guillemets, ou rien s'il se cite mal.

    Rien aussi quand le passage contient des guillemets, ou se trouve entre eux : on ne saurait
    plus qui parle ; ou une parenthèse qui ne se ferme pas.
    """
    brut = reponse.texte[debut:fin]
    debut += len(brut) - len(brut.lstrip(_BORDS))
    passage = _sans_bords(brut)
    coupe = ""
    if len(passage) > LONGUEUR_CITEE:
        passage = _couper(passage)
        coupe = "…"
    passage = _sans_bords(passage.split("\n")[0])
    if len(passage) < 2 or _GUILLEMETS.search(passage):
        return None
    if passage.count("(") != passage.count(")") or _dans_une_parole(reponse.texte, debut):
        return None
    ancre = Ancre(evenement=reponse.id, debut=debut, fin=debut + len(passage), texte=passage)
    return Citation(citer_mots(passage + coupe), ancre)


def _couper(passage: str) -> str:
    """Le début d'un passage trop long : jusqu'à un arrêt, sinon au dernier mot qui se tient."""
    debut = passage[: LONGUEUR_CITEE + 1]
    arrets = [a.start() for a in _ARRETS.finditer(debut)]
    if arrets and arrets[-1] >= _PART_GARDEE * LONGUEUR_CITEE:
        debut = debut[: arrets[-1]]
    else:
        debut = debut.rsplit(" ", 1)[0].rstrip(_BORDS)
    while suspens := _EN_SUSPENS.search(debut):
        debut = debut[: suspens.start()].rstrip(_BORDS)
    return debut


def sans_point(phrase: str) -> str:
    """La phrase sans son point final, pour la reprendre dans une autre ; une initiale le garde."""
    return _jusqu_au_dernier_mot(phrase, " .")


def _sans_bords(brut: str) -> str:
    """Le passage sans ses signes de bord ; le point d'une initiale (« Mme A. ») lui reste."""
    return _jusqu_au_dernier_mot(brut.lstrip(_BORDS), _BORDS)


def _jusqu_au_dernier_mot(texte: str, signes: str) -> str:
    nu = texte.rstrip(signes)
    return nu + "." if _INITIALE.search(nu) and texte[len(nu) :].startswith(".") else nu


def _dans_une_parole(texte: str, place: int) -> bool:
    """Vrai si des guillemets sont ouverts à cet endroit : c'est peut-être un autre qui parle."""
    avant = texte[:place]
    return avant.count("«") > avant.count("»") or avant.count("“") > avant.count("”")


def citer_proposition(reponse: Reponse, debut: int, fin: int, place: int) -> Citation | None:
    """Le passage, cité ; s'il est long, la seule proposition qui contient `place` (point de code).

    Un « et », un « mais » qui l'ouvre ou le ferme reste dehors.
    """
    if fin - debut > LONGUEUR_AISEE:
        for coupe in _COUPES.finditer(reponse.texte, debut, fin):
            if coupe.end() <= place:
                debut = coupe.end()
            elif coupe.start() > place:
                fin = coupe.start()
                break
    brut = reponse.texte[debut:fin]
    marge = len(brut) - len(brut.lstrip(_BORDS))
    amorce = _AMORCE.match(brut, marge)
    if amorce and amorce.end() < len(brut.rstrip(_BORDS)):
        debut += amorce.end()
    if traine := _TRAINE.search(reponse.texte[debut:fin].rstrip(_BORDS)):
        fin = debut + traine.start()
    return citer(reponse, debut, fin)


def propositions(texte: str, debut: int, fin: int) -> Iterator[tuple[int, int]]:
    """Les places des propositions de [debut, fin[, sans le « et », le « puis » qui les ouvre.

    « Je me suis tue et elle est partie » en a deux : quelqu'un d'autre y agit.
    """
    for coupe in [*_CHACUN.finditer(texte, debut, fin), None]:
        jusque = coupe.start() if coupe else fin
        amorce = _AMORCE.match(texte, debut, jusque)
        yield (amorce.end() if amorce else debut), jusque
        if coupe:
            debut = coupe.end()


def contient_des_guillemets(texte: str) -> bool:
    """Vrai si ces mots en citent déjà d'autres."""
    return bool(_GUILLEMETS.search(texte))


def est_un_reste(texte: str) -> bool:
    """Vrai si ces mots ne sont que la suite d'une phrase : « ce qui montre bien son respect »."""
    return bool(_RESTE.match(texte))


def est_un_morceau(texte: str) -> bool:
    """Vrai si ces mots, seuls, ne tiennent pas debout : « que c'était elle », « à ce bureau »."""
    return est_un_reste(texte) or bool(_MORCEAU.match(texte))


def place_de(segment: Segment) -> int:
    """Le point de code où le segment dit le plus clairement sa nature."""
    return segment.indices[0].debut if segment.indices else segment.debut


def citer_segment(reponse: Reponse, segment: Segment) -> Citation | None:
    """Le segment d'une réponse, cité ; s'il est long, la seule proposition qui porte l'indice."""
    return citer_proposition(reponse, segment.debut, segment.fin, place_de(segment))


def citer_debut(reponse: Reponse) -> Citation | None:
    """Le début de la réponse, cité."""
    return citer(reponse, 0, len(reponse.texte))
