"""Les motifs de danger, lus dans `donnees/motifs.toml` et compilés quand un texte les appelle."""

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from coach.confidentialite.detresse.ancres import Lecteur, Repertoire

_RENVOI = re.compile(r"\{([a-z_]+)\}")
_APOSTROPHE_OU_RIEN = r"['\s]?"

VoixDeMotif = Literal["moi", "sujet", "soi", "je", "tiers", "autre"]


class _Donnees(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Motif(_Donnees):
    id: str
    voix: VoixDeMotif | Literal["chacun"]
    expressions: str
    sauf: tuple[str, ...] = ()


class _Filtre(_Donnees):
    id: str
    ou: Literal["phrase", "avant", "autour"]
    signes: str = ""
    sauf: str = ""
    avant: str = ""
    apres: str = ""


class _Idiomes(_Donnees):
    expressions: str


class _Bornes(_Donnees):
    avant: str
    apres: str = ""


class _Sujets(_Donnees):
    moi: str
    tiers: str
    avoir: str


class _Personnes(_Donnees):
    moi: dict[str, str]
    tiers: dict[str, str]


class _Fichier(_Donnees):
    mots: dict[str, str]
    personnes: _Personnes
    graphies: dict[str, str]
    idiomes: _Idiomes
    motif: tuple[_Motif, ...]
    filtre: tuple[_Filtre, ...]
    autrui: _Bornes
    soi: _Bornes
    sujets: _Sujets


class Expression:
    """Une expression régulière, compilée au premier texte qui l'appelle."""

    def __init__(self, source: str, lecteur: Lecteur) -> None:
        self._source = source
        self._mots = lecteur.mots
        self.ancres = lecteur.ancres(source)

    @cached_property
    def compilee(self) -> re.Pattern[str]:
        """L'expression bornée par des frontières de mot."""
        return _compiler(rf"(?<!\w)(?:{self._source})(?!\w)", self._mots)


class Filtre:
    """Ce qui annule un motif : un passé révolu, une négation claire, un thème professionnel."""

    def __init__(self, donnees: _Filtre, mots: Mapping[str, str]) -> None:
        self._signes = _une_par_ligne(donnees.signes, mots)
        self._sauf = _une_par_ligne(donnees.sauf, mots)
        self._avant = _compiler(donnees.avant, mots) if donnees.avant else None
        self._apres = _compiler(donnees.apres, mots) if donnees.apres else None

    def ecarte(self, avant: str, motif: str, apres: str) -> bool:
        """Vrai si la phrase, coupée autour du motif, dit qu'il n'y a pas de danger présent."""
        if self._avant and self._avant.search(avant):
            return True
        if self._apres and self._apres.search(apres):
            return True
        phrase = avant + motif + apres
        if not (self._signes and self._signes.search(phrase)):
            return False
        return not (self._sauf and self._sauf.search(phrase))


class Motif:
    """Des tournures d'un même danger, la voix qui les prononce et leurs filtres."""

    def __init__(
        self,
        donnees: _Motif,
        voix: VoixDeMotif,
        lecteur: Lecteur,
        filtres: Mapping[str, Filtre],
    ) -> None:
        self.id = donnees.id
        self.voix: VoixDeMotif = voix
        self.filtres = tuple(filtres[nom] for nom in donnees.sauf)
        self.expressions = _expressions(donnees.expressions, lecteur)
        if not self.expressions:
            raise ValueError(f"motif sans expression : {donnees.id}")


class Motifs:
    """Tout `motifs.toml`, prêt à chercher dans un texte plié."""

    def __init__(self, donnees: _Fichier) -> None:
        mots = donnees.mots
        filtres = {f.id: Filtre(f, mots) for f in donnees.filtre}
        moi = Lecteur(mots | donnees.personnes.moi)
        tiers = Lecteur(mots | donnees.personnes.tiers)
        self.motifs = tuple(
            Motif(motif, voix, lecteur, filtres)
            for motif in donnees.motif
            for voix, lecteur in _lectures(motif, moi, tiers)
        )
        self.graphies = donnees.graphies
        self.graphie = re.compile(rf"(?<!\w)(?:{'|'.join(donnees.graphies)})(?![\w'])")
        idiomes = _expressions(donnees.idiomes.expressions, moi)
        self.idiomes = Repertoire((e.ancres, e) for e in idiomes)
        self.repertoire = Repertoire((e.ancres, (m, e)) for m in self.motifs for e in m.expressions)
        self.autrui = _compiler(donnees.autrui.avant, mots)
        self.soi_avant = _compiler(donnees.soi.avant, mots)
        self.soi_apres = _compiler(donnees.soi.apres, mots)
        sujets = donnees.sujets
        self.sujets = _compiler(
            rf"(?<!\w)(?:(?P<moi>{sujets.moi})|(?P<tiers>{sujets.tiers}|{sujets.avoir}))(?!\w)",
            mots,
        )
        self.sujets_d_infinitif = _compiler(
            rf"(?<!\w)(?:(?P<moi>{sujets.moi})|(?P<tiers>{sujets.tiers}))(?!\w)", mots
        )


def _lectures(
    motif: _Motif, moi: Lecteur, tiers: Lecteur
) -> tuple[tuple[VoixDeMotif, Lecteur], ...]:
    """Un motif « chacun » se dit de soi et d'un tiers : les mêmes tournures, deux personnes."""
    if motif.voix == "chacun":
        return ("moi", moi), ("tiers", tiers)
    return ((motif.voix, moi),)


def _deplier(expression: str, mots: Mapping[str, str]) -> str:
    """L'expression complète ; lève `KeyError` si elle renvoie à un mot absent de `[mots]`."""
    while _RENVOI.search(expression):
        expression = _RENVOI.sub(lambda renvoi: mots[renvoi[1]], expression)
    avec_apostrophes = expression.replace("'", _APOSTROPHE_OU_RIEN)
    return avec_apostrophes.replace(" ?", r"\s*").replace(" ", r"\s+")


def _compiler(expression: str, mots: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_deplier(expression, mots))


def _lignes(expressions: str) -> list[str]:
    return [ligne.strip("\n") for ligne in expressions.splitlines() if ligne.strip()]


def _expressions(expressions: str, lecteur: Lecteur) -> tuple[Expression, ...]:
    return tuple(Expression(ligne, lecteur) for ligne in _lignes(expressions))


def _une_par_ligne(expressions: str, mots: Mapping[str, str]) -> re.Pattern[str] | None:
    """Les expressions d'un bloc, bornées par des frontières de mot ; rien si le bloc est vide."""
    lignes = _lignes(expressions)
    if not lignes:
        return None
    return _compiler(rf"(?<!\w)(?:{'|'.join(lignes)})(?!\w)", mots)


@lru_cache(maxsize=1)
def motifs() -> Motifs:
    """Les motifs livrés avec le coach, lus au premier appel."""
    source = files("coach.confidentialite.detresse").joinpath("donnees", "motifs.toml")
    return Motifs(_Fichier.model_validate(tomllib.loads(source.read_text("utf-8"))))
