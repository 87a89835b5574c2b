"""Propriétés de la phrase que les motifs ne disent pas : longueur, citations, date et acte.

Un mot tient en deux octets, un bit par marque ; une phrase, en un entier : une question posée à
tout un passage est une opération.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from coach.analyse.enonce import Enonce, Etendue
from coach.analyse.motifs import Noms

Forme = tuple[str, int, int]
"""Le nom d'une forme, et les rangs du premier et du dernier jeton qui la montrent."""
Places = int
"""Des jetons : le premier bit de chaque mot de seize bits dit « celui-ci »."""
_PAS = 16
_SUJETS = {"je", "j'", "il", "elle", "ils", "elles", "on", "nous", "c'", "ca", "tu", "vous"}
_VERBES = {"@aux", "@etre", "@avoir", "@acte", "@dire", "@intention", "@imp", "@cond", "@fut"}
_CHIFFRES = {"@chiffre", "@nombre"}
_REPERES = _CHIFFRES | {"@temps", "@duree", "@imp"}
_MARQUES: tuple[Noms, ...] = tuple(
    frozenset(noms)
    for noms in (
        {"@signe"},
        _VERBES | _SUJETS,
        _REPERES,
        _REPERES | {"@je", "@propre", "@institution", "@sigle", "@papier"},
        {"@temps", "@chiffre"},
        {"@acte", "@dire", "@fut"},
        _CHIFFRES,
        {"@imp", "etait", "avait", "etaient"},
        {"@aux"},
        {"@pp", "@acte", "@adv"},
        {","},
        {":"},
        {"?"},
        {"!"},
        {"—", "–"},
    )
)
NOMS_DES_MARQUES: Noms = frozenset().union(*_MARQUES)
_PAR_NOM = {
    nom: frozenset(k for k, marque in enumerate(_MARQUES) if nom in marque)
    for nom in NOMS_DES_MARQUES
}
_SIGNE, _VERBE, _REPERE, _ANCRE, _DATE, _ACTE, _CHIFFRE, _PASSE, _AUX, _PARTICIPE = range(10)
_VIRGULE, _DEUX_POINTS, _QUESTION, _EXCLAMATION, _TIRET = range(10, 15)
_COURT, _MOYEN, _LONG = 3, 7, 20
"""En mots : au plus, au plus, plus de."""
_SANS_REPERE, _ENUMERATION, _CHIFFRES_AU_MOINS, _CITATION_LONGUE = 4, 3, 2, 4


def marques_du_mot(noms: Noms) -> bytes:
    """Les marques que porte un mot, un bit chacune."""
    connus = noms & NOMS_DES_MARQUES
    portees = frozenset().union(*[_PAR_NOM[nom] for nom in connus])
    return sum(1 << marque for marque in portees).to_bytes(_PAS // 8, "little")


@cache
def _tous(combien: int) -> Places:
    """Autant de jetons qui se suivent, depuis le premier."""
    return ((1 << _PAS * combien) - 1) // ((1 << _PAS) - 1)


@dataclass(slots=True)
class Marques:
    """Où sont, dans une phrase, les jetons qui comptent pour sa forme."""

    toutes: int
    """Les marques de tous les jetons, bout à bout."""
    mots: Places
    """Tout ce qui n'est pas un signe."""
    cites: Places
    rapportes: Places
    composes: list[Etendue]
    """Les auxiliaires que suit un participe, et lui."""

    def ou(self, marque: int, parmi: Places) -> Places:
        """Ceux de ces jetons qui portent une marque."""
        return self.toutes >> marque & parmi


def marques(enonce: Enonce, marques_des_mots: Iterable[bytes]) -> Marques:
    """Relève les marques d'une phrase, une fois pour tous ses passages."""
    toutes = int.from_bytes(b"".join(marques_des_mots), "little")
    tous = _tous(len(enonce.mots))
    mots = tous & ~(toutes >> _SIGNE)
    composes: list[Etendue] = []
    if aux := toutes >> _AUX & mots:
        composes += _composes(mots, aux, toutes >> _PARTICIPE & tous)
    return Marques(toutes, mots, _places(enonce.cites), _places(enonce.rapportes), composes)


def _places(lesquels: Sequence[bool]) -> Places:
    if True not in lesquels:
        return 0
    return sum(1 << _PAS * rang for rang, celui_ci in enumerate(lesquels) if celui_ci)


def _rang(place: Places) -> int:
    """Le rang du dernier de ces jetons."""
    return (place.bit_length() - 1) // _PAS


def _composes(mots: Places, aux: Places, participes: Places) -> Iterator[Etendue]:
    while aux:
        bas = aux & -aux
        aux ^= bas
        suite = mots & -(bas << 1)
        if suite & -suite & participes:
            yield _rang(bas), _rang(suite & -suite)


def formes(marques_: Marques, a: int, b: int) -> list[Forme]:
    """Rend les formes présentes des jetons `a` à `b` (exclu), et ce qui les montre.

    Les étendues sont en rangs de jetons de la phrase, bornes comprises.
    """
    dedans = _tous(b - a) << _PAS * a
    mots = marques_.mots & dedans
    if not mots:
        return []
    premier, dernier = _bornes(mots)
    cites = marques_.cites & mots
    rendu = [(nom, premier, dernier) for nom in _du_tout(marques_, a, b, mots)]
    rendu += _des_signes(marques_, dedans)
    if cites:
        nom = "citation_longue" if cites.bit_count() >= _CITATION_LONGUE else "citation_courte"
        rendu.append((nom, *_bornes(cites)))
    if cites == mots or marques_.toutes >> _PAS * a + _TIRET & 1:
        rendu.append(("citation_entiere", premier, dernier))
    nombres = marques_.ou(_CHIFFRE, dedans)
    if nombres.bit_count() >= _CHIFFRES_AU_MOINS:
        rendu.append(("chiffres", *_bornes(nombres)))
    dates = marques_.ou(_DATE, dedans) & ~marques_.cites
    if dates and (actes := marques_.ou(_ACTE, dedans)):  # un verbe d'action, une date
        rendu.append(("plan_date", *_bornes(dates & -dates | actes & -actes)))
    return rendu


def _bornes(places: Places) -> Etendue:
    return _rang(places & -places), _rang(places)


def _du_tout(m: Marques, a: int, b: int, mots: Places) -> Iterator[str]:
    """Ce que montre le passage entier, du premier au dernier mot, signes des bords exclus."""
    dedans, compte = _tous(b - a) << _PAS * a, mots.bit_count()
    ou = m.ou
    if compte <= _COURT:
        yield "tres_court"
    elif compte <= _MOYEN:
        yield "court"
    elif compte > _LONG:
        yield "long"
    if not ou(_VERBE, dedans):
        yield "sans_verbe"
    if ou(_VIRGULE, dedans).bit_count() >= _ENUMERATION:
        yield "enumeration"
    repere = m.cites & mots or ou(_REPERE, dedans)
    if compte >= _SANS_REPERE and not repere and not _au_passe(m, a, b, mots):
        yield "sans_temps"
        if not ou(_ANCRE, dedans):  # ni nom, ni « je » : l'énoncé vaut en général
            yield "sans_ancrage"


def _au_passe(m: Marques, a: int, b: int, mots: Places) -> bool:
    """Un imparfait après le premier mot, ou un auxiliaire que suit un participe."""
    if m.ou(_PASSE, mots & ~(mots & -mots)):
        return True
    return any(a <= aux and participe < b for aux, participe in m.composes)


def _des_signes(m: Marques, dedans: Places) -> Iterator[Forme]:
    """Une question, une exclamation, deux points."""
    ou, dites = m.ou, dedans & ~m.cites
    if question := ou(_QUESTION, dites & ~m.rapportes):
        yield "question", _rang(question), _rang(question)
    if exclamation := ou(_EXCLAMATION, dites & ~((m.rapportes & dedans) << _PAS)):
        yield "exclamation", _rang(exclamation), _rang(exclamation)
    if deux_points := ou(_DEUX_POINTS, dites):
        premier, _ = _bornes(deux_points)
        yield "deux_points", premier, premier
