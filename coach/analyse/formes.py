"""Propriétés de la phrase que les motifs ne disent pas : longueur, citations, date et acte.

Chaque marque est un entier dont le bit k dit « le jeton k » : une question posée à tout un passage
est une opération.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coach.analyse.jetons import Jeton
from coach.analyse.motifs import Bande, Choix, Ensembles, Places, ranger

Etendue = tuple[int, int]
_SUJETS = {"je", "j'", "il", "elle", "ils", "elles", "on", "nous", "c'", "ca", "tu", "vous"}
_VERBES = {"@aux", "@etre", "@avoir", "@acte", "@dire", "@intention", "@imp", "@cond", "@fut"}
_CHIFFRES = {"@chiffre", "@nombre"}
_REPERES = _CHIFFRES | {"@temps", "@duree", "@imp"}
_MARQUES: dict[str, Choix] = {
    nom: frozenset(choix)
    for nom, choix in {
        "verbe": _VERBES | _SUJETS,
        "repere": _REPERES,
        "ancre": _REPERES | {"@je", "@propre", "@institution", "@sigle", "@papier"},
        "date": ("@temps", "@chiffre"),
        "acte": ("@acte", "@dire", "@fut"),
        "chiffre": _CHIFFRES,
        "passe": ("@imp", "etait", "avait", "etaient"),
        "aux": ("@aux",),
        "participe": ("@pp", "@acte", "@adv"),
        "virgule": (",",),
        "deux_points": (":",),
        "question": ("?",),
        "exclamation": ("!",),
        "tiret": ("—", "–"),
    }.items()
}


@dataclass(slots=True)
class Marques:
    """Où sont, dans une phrase, les jetons qui comptent pour sa forme."""

    ou: Ensembles
    mots: Places
    """Tout ce qui n'est pas un signe."""
    cites: Places
    rapportes: Places


def marques(jetons: list[Jeton], lisibles: Bande) -> Marques:
    """Relève les marques d'une phrase, une fois pour tous ses passages.

    `lisibles` est sa bande, qui sert telle quelle si rien n'y est cité ni rapporté.
    """
    cites = rapportes = 0
    entiere = lisibles
    if len(lisibles.rangs) < len(jetons):
        entiere = ranger(jetons, list(range(len(jetons))))
        cites = sum(1 << k for k, j in enumerate(jetons) if j.cite)
        rapportes = sum(1 << k for k, j in enumerate(jetons) if j.rapporte)
    mots = ((1 << len(jetons)) - 1) & ~entiere.places.get("@signe", 0)
    return Marques(entiere.ou, mots, cites, rapportes)


@dataclass(slots=True)
class Passage:
    """Les jetons `a` à `b` (exclu) d'une phrase, vus de leurs marques."""

    marques: Marques
    a: int
    dedans: Places
    mots: Places
    cites: Places

    def ou(self, nom: str) -> Places:
        """Où se montre une marque, dans le passage."""
        return self.marques.ou[_MARQUES[nom]] & self.dedans

    def tout(self) -> Etendue:
        """Du premier au dernier mot, signes des bords exclus."""
        return _bornes(self.mots)

    def au_passe(self) -> bool:
        """Un imparfait après le premier mot, ou un auxiliaire que suit un participe."""
        reste = self.mots
        avant = reste & -reste
        aux, participe = self.ou("aux"), self.ou("participe")
        if self.ou("passe") & reste & ~avant:
            return True
        while reste := reste & ~avant:
            mot = reste & -reste
            if aux & avant and participe & mot:
                return True
            avant = mot
        return False


def formes(marques_: Marques, a: int, b: int) -> dict[str, Etendue]:
    """Rend les formes présentes des jetons `a` à `b` (exclu), et ce qui les montre.

    Les étendues sont en rangs de jetons de la phrase, bornes comprises.
    """
    dedans = (1 << b) - (1 << a)
    mots = marques_.mots & dedans
    if not mots:
        return {}
    passage = Passage(marques_, a, dedans, mots, marques_.cites & mots)
    rendu: dict[str, Etendue] = {}
    for nom, detecter in _DETECTEURS.items():
        etendue = detecter(passage)
        if etendue is not None:
            rendu[nom] = etendue
    return rendu


def _bornes(places: Places) -> Etendue:
    return (places & -places).bit_length() - 1, places.bit_length() - 1


def _dernier(places: Places) -> Etendue | None:
    return (places.bit_length() - 1, places.bit_length() - 1) if places else None


def _question(p: Passage) -> Etendue | None:
    return _dernier(p.ou("question") & ~p.marques.cites & ~p.marques.rapportes)


def _exclamation(p: Passage) -> Etendue | None:
    signes = p.ou("exclamation") & ~p.marques.cites
    return _dernier(signes & ~((p.marques.rapportes & p.dedans) << 1)) if signes else None


def _citation_longue(p: Passage) -> Etendue | None:
    return _bornes(p.cites) if p.cites.bit_count() >= 4 else None


def _citation_courte(p: Passage) -> Etendue | None:
    return _bornes(p.cites) if 0 < p.cites.bit_count() < 4 else None


def _citation_entiere(p: Passage) -> Etendue | None:
    return p.tout() if p.cites == p.mots or p.ou("tiret") >> p.a & 1 else None


def _plan_date(p: Passage) -> Etendue | None:
    """Un verbe d'action au présent ou au futur, et une date, dans la même phrase."""
    dates = p.ou("date") & ~p.marques.cites
    actes = p.ou("acte")
    if not dates or not actes:
        return None
    return _bornes((dates & -dates) | (actes & -actes))


def _tres_court(p: Passage) -> Etendue | None:
    return p.tout() if p.mots.bit_count() <= 3 else None


def _court(p: Passage) -> Etendue | None:
    return p.tout() if 3 < p.mots.bit_count() <= 7 else None


def _long(p: Passage) -> Etendue | None:
    return p.tout() if p.mots.bit_count() > 20 else None


def _sans_verbe(p: Passage) -> Etendue | None:
    return None if p.ou("verbe") else p.tout()


def _sans_ancrage(p: Passage) -> Etendue | None:
    """Ni date, ni nombre, ni nom, ni « je », ni passé : l'énoncé vaut en général."""
    if p.mots.bit_count() < 4 or p.cites or p.ou("ancre"):
        return None
    return None if p.au_passe() else p.tout()


def _sans_temps(p: Passage) -> Etendue | None:
    """Ni date, ni nombre, ni passé composé, ni imparfait."""
    if p.mots.bit_count() < 4 or p.cites or p.ou("repere"):
        return None
    return None if p.au_passe() else p.tout()


def _enumeration(p: Passage) -> Etendue | None:
    return p.tout() if p.ou("virgule").bit_count() >= 3 else None


def _chiffres(p: Passage) -> Etendue | None:
    nombres = p.ou("chiffre")
    return _bornes(nombres) if nombres.bit_count() >= 2 else None


def _deux_points(p: Passage) -> Etendue | None:
    signes = p.ou("deux_points") & ~p.marques.cites
    return _bornes(signes & -signes) if signes else None


_DETECTEURS: dict[str, Callable[[Passage], Etendue | None]] = {
    "question": _question,
    "exclamation": _exclamation,
    "citation_longue": _citation_longue,
    "citation_courte": _citation_courte,
    "citation_entiere": _citation_entiere,
    "plan_date": _plan_date,
    "tres_court": _tres_court,
    "court": _court,
    "long": _long,
    "sans_verbe": _sans_verbe,
    "sans_ancrage": _sans_ancrage,
    "sans_temps": _sans_temps,
    "enumeration": _enumeration,
    "chiffres": _chiffres,
    "deux_points": _deux_points,
}
