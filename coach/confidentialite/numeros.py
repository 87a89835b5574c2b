"""Ce qui identifie sans nommer : téléphone, courriel, compte, adresse, numéro, naissance.

Formats de France, de Belgique et de Suisse. Les numéros verts et les lignes d'aide, qui ne
désignent personne, ne sont pas relevés.
"""

import re
from collections.abc import Iterator

from coach.confidentialite.reperage import Genre, Reperage

_S = r"[ \u00a0\u202f.\-/]{1,3}"
"""Ce qui sépare les groupes d'un numéro."""

_COURRIEL = re.compile(
    r"(?<![\w.+-])[\w+-][\w.+-]{0,63}"
    r"(?:@|[ \u00a0]?(?:\(at\)|\[at\]|\(arobase\)|\[arobase\])[ \u00a0]?)"
    r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){1,6}",
    re.IGNORECASE,
)
_COMPTE = re.compile(  # « @kevin_b59 », une page : qui la suit y trouve la personne
    r"(?<![\w.@+\-])@[\w.\-]{2,40}(?<![.\-])"
    r"|(?<!\w)(?:https?://|www\.)[^\s<>«»\"“”]{3,400}(?<![.,;:!?)\]’'])",
    re.IGNORECASE,
)
_PLAQUE = re.compile(r"(?<![\w-])(?:[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}|[1-9]-[A-Z]{3}-\d{3})(?![\w-])")
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:"
    r"(?:\+|00[ \u00a0\u202f.]?)[1-9]\d{0,2}(?:[ \u00a0\u202f.\-/]{0,2}\(0\))?"
    r"(?:[ \u00a0\u202f.\-/]{0,2}\d){8,11}"
    r"|(?!08[0-29]|090)0\d(?:"
    rf"\d{{8}}|\d{{7}}|(?:{_S}\d\d){{4}}"  # 0612345678, 021234567, 06 12 34 56 78
    rf"|\d\d{_S}\d\d{_S}\d\d{_S}\d\d|\d\d{_S}\d{{3}}{_S}\d{{3}}"  # 0470 12 34 56, 0470 123 456
    rf"|\d{_S}\d{{3}}{_S}\d\d{_S}\d\d|{_S}\d{{3}}{_S}\d\d{_S}\d\d"  # 079 123 45 67, 02 123 45 67
    rf"|\d{_S}\d\d{_S}\d\d{_S}\d\d"  # 081 22 33 44
    r")|08[1-9]" + rf"{_S}\d\d{_S}\d\d{_S}\d\d"
    r")(?![\w€%]|[.,]\d)"
)
_NUMEROS = (
    re.compile(  # NIR : sexe, année, mois, département, commune, ordre, clé
        r"(?<!\w)[12][ .\-]?\d\d[ .\-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .\-]?(?:\d\d|2[AB])[ .\-]?\d{3}"
        r"[ .\-]?\d{3}(?:[ .\-]?\d\d)?(?!\w)"
    ),
    re.compile(r"(?<!\w)\d\d\.?\d\d\.?\d\d[ \-]\d{3}[. ]?\d\d(?!\w)"),  # NISS
    re.compile(r"(?<!\w)756[. ]?\d{4}[. ]?\d{4}[. ]?\d\d(?!\w)"),  # AVS
    re.compile(r"(?<!\w)(?:FR|BE|CH|LU|DE)\d\d(?: ?[0-9A-Z]{4}){3,6}(?: ?[0-9A-Z]{1,3})?(?!\w)"),
)
_NUMERO_ANNONCE = re.compile(
    r"(?<!\w)(?:dossier|allocataire|identifiant|matricule|etranger|étranger|agdref|récépissé|sécu"
    r"|sécurité sociale|registre national|niss|nir|avs|passeport|carte d['’]identité"
    r"|titre de séjour|permis [bcflns]|bénéficiaire|demandeur d['’]emploi|assuré"
    r"|numéro (?:caf|cpas|ai|forem|orp))"
    r"(?: (?:caf|cpas|ai|forem|orp|actiris|france travail|mdph|ofpra|social))?[ \u00a0]*"
    r"(?:est(?: le)?|:|=|n°|no|nº|num\.?|numéro|,|le|#|[ \u00a0])*"
    r"(?P<numero>(?=[A-Z0-9./\-]*\d[A-Z0-9./\-]*\d[A-Z0-9./\-]*\d[A-Z0-9./\-]*\d)"
    r"[A-Z0-9](?:[A-Z0-9./\-]*[A-Z0-9]){4,})(?!\w)",
    re.IGNORECASE,
)
_MOIS = (
    r"(?:janv(?:ier|\.)?|f[ée]v(?:rier|r?\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?"
    r"|ao[ûu]t|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_NAISSANCE = re.compile(
    r"(?<!\w)(?:n[ée]{1,2}e?s?(?:\(e\)|·e)? (?:le|un)|date de naissance|ddn|naissance|né le)"
    r"[ \u00a0:]*(?:est )?(?:le )?"
    r"(?P<date>\d{1,2}[ ./\-]\d{1,2}[ ./\-]\d{2,4}"
    rf"|(?:\d{{1,2}}|1er) {_MOIS}(?: \d{{2,4}})?|\d{{4}}-\d\d-\d\d)(?!\w)",
    re.IGNORECASE,
)
_DE_TEL_JOUR = re.compile(  # « sa femme est du 14.07.1991 » : le jour de quelqu'un, et d'assez loin
    r"(?<!\w)(?:est|sont|suis|était) du (?P<date>(?:\d{1,2}[ ./\-]\d{1,2}[ ./\-]"
    rf"|(?:\d{{1,2}}|1er) {_MOIS} )(?:19\d\d|200\d|201[0-5]))(?!\w)",
    re.IGNORECASE,
)

_VOIE = (
    r"(?:rue|avenue|av\.?|boulevard|bd|blvd|impasse|allées?|chemin|ch\.|route|rte|quai|ruelle"
    r"|faubourg|chaussée|esplanade|venelle|sentier|drève|lotissement|rond-point|voie|traverse)"
)
_VOIE_AMBIGUE = (
    r"(?:place|pl\.|cours|passage|cité|résidence|square|clos|villa|hameau|montée|côte|promenade)"
)
_LIEN = (
    r"(?:de la|de l['’]|de|du|des|d['’]|à la|aux?|la|le|les|l['’]|en|sous|sur|sainte?"
    r"|g[ée]n[ée]ral|mar[ée]chal|docteur|pr[ée]sident|colonel|capitaine|abb[ée]|professeur)"
)
_LETTRES = r"(?:[^\W\d_][\w'’\-]{2,}|[A-ZÀ-Þ][\w'’\-]*)"
_MAJUSCULE = r"(?:[A-ZÀ-ÖØ-ÞŒ][\w'’\-]*|\d{1,4}(?!\w))"
_NOM_DE_VOIE = (
    rf"(?: {_LIEN})*(?:(?<=['’])| ){_LETTRES}"
    rf"(?:(?: {_LIEN}){{0,2}}(?:(?<=['’])| ){_MAJUSCULE}){{0,4}}"
)
_NOM_EN_CAPITALE = (
    rf"(?: (?:{_LIEN}|\d{{1,2}}))*(?:(?<=['’])| )(?:{_MAJUSCULE}|(?:{_MOIS}))"
    rf"(?:(?: {_LIEN}){{0,2}}(?:(?<=['’])| ){_MAJUSCULE}){{0,4}}"
)
_COMMUNE = rf"(?:,? ?(?:[-–] ?)?(?:[FBL]-|CH-)?\d{{4,5}} {_MAJUSCULE}(?:[ -]{_MAJUSCULE}){{0,3}})?"
_NUMERO_DE_VOIE = r"\d{1,4}(?: ?(?:bis|ter|quater)\b|[a-dA-D]\b)?"
_ADRESSES = (
    re.compile(rf"(?<![\w,.]){_NUMERO_DE_VOIE},? (?i:{_VOIE}){_NOM_DE_VOIE}{_COMMUNE}"),
    re.compile(  # « au 14 de la rue des Lilas »
        rf"(?<![\w,.]){_NUMERO_DE_VOIE} (?:de la |de l['’]|du |des )"
        rf"(?i:{_VOIE}){_NOM_EN_CAPITALE}{_COMMUNE}"
    ),
    re.compile(rf"(?<![\w,.]){_NUMERO_DE_VOIE},? (?i:{_VOIE_AMBIGUE}){_NOM_EN_CAPITALE}{_COMMUNE}"),
    re.compile(
        rf"(?<!\w)(?i:{_VOIE}|{_VOIE_AMBIGUE})(?: {_LIEN})*(?:(?<=['’])| ){_MAJUSCULE}"
        rf"(?:(?: {_LIEN}){{0,2}}(?:(?<=['’])| )[A-ZÀ-ÖØ-ÞŒ][\w'’\-]*){{0,4}},? (?:n° ?)?"
        rf"\d{{1,4}}[a-dA-D]?(?:/\d{{1,3}})?(?: ?(?:bte|boîte) \w{{1,4}})?"
        rf"(?=[,.;)!?\n]|$| à [A-ZÀ-Þ]| - ){_COMMUNE}"
    ),
    re.compile(  # sans majuscules : « rue de la station 17 à namur »
        rf"(?<!\w)(?i:{_VOIE}) {_LIEN}(?: {_LIEN})?(?:(?<=['’])| )[^\W\d_]{{3,}}"
        rf"(?:[ -][^\W\d_]{{3,}})? \d{{1,4}}[a-dA-D]?(?=[,.;)!?\n]|$| à [^\W\d_])"
    ),
)


def _reperer(
    texte: str, motif: re.Pattern[str], genre: Genre, offre: str, groupe: str | int = 0
) -> Iterator[Reperage]:
    for trouve in motif.finditer(texte):
        yield Reperage(trouve.start(groupe), trouve.end(groupe), genre, offre)


def numeros(texte: str) -> Iterator[Reperage]:
    """Les repérages d'un texte NFC, du plus sûr au moins sûr ; ils peuvent se recouvrir."""
    yield from _reperer(texte, _COURRIEL, "courriel", "[courriel]")
    yield from _reperer(texte, _COMPTE, "compte", "[compte]")
    yield from _reperer(texte, _PLAQUE, "numero", "[numéro]")
    for motif in _NUMEROS:
        yield from _reperer(texte, motif, "numero", "[numéro]")
    for motif in (_NAISSANCE, _DE_TEL_JOUR):
        yield from _reperer(texte, motif, "naissance", "[date de naissance]", "date")
    yield from _reperer(texte, _NUMERO_ANNONCE, "numero", "[numéro]", "numero")
    yield from _reperer(texte, _TELEPHONE, "telephone", "[téléphone]")
    for motif in _ADRESSES:
        yield from _reperer(texte, motif, "adresse", "[adresse]")
