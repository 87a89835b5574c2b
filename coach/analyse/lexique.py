"""Les lexiques : des fichiers TOML aux étiquettes d'un mot ou d'une locution."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, reduce
from sys import intern

from coach.analyse.donnees import donnees, ensemble
from coach.analyse.flexions import accorder, conjuguer, mettre_au_pluriel
from coach.analyse.graphie import cle_fine, cles

_FICHIERS = (
    "outils",
    "personnes",
    "contexte",
    "actions",
    "parole",
    "mental",
    "modalites",
    "jugements",
    "corps",
    "faux_sentiments",
    "choses",
    "gestes",
    "vecu",
    "terrain",
    "expressions",
    "fonds",
)
_INTENSITES = ("faible", "moyenne", "forte")
_JE = frozenset({"je", "j'", "me", "m'", "mon", "ma", "mes", "moi"})
_D_AUTRUI = frozenset({"intention", "apparence", "dire"})
_EMOTIONS = frozenset({"emo_etat", "emo_nom"})
_VIDE: frozenset[str] = frozenset()


Paire = tuple[str, str]


@cache
def avec(etiquettes: frozenset[str], etiquette: str) -> frozenset[str]:
    """Les mêmes étiquettes et une de plus ; un seul objet pour tous les mots qui les partagent."""
    return etiquettes | {etiquette}


@cache
def _rangees(tailles: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(tailles, reverse=True))


@dataclass
class Lexique:
    """Étiquettes des mots (clés fines) et des locutions (leurs mots séparés d'une espace).

    `tailles` : combien de mots, la plus longue d'abord, ont les locutions qu'ouvrent deux mots.
    """

    mots: dict[str, frozenset[str]] = field(default_factory=dict)
    locutions: dict[str, frozenset[str]] = field(default_factory=dict)
    tailles: dict[Paire, tuple[int, ...]] = field(default_factory=dict)
    emotions: dict[str, tuple[str, str]] = field(default_factory=dict)
    infinitifs: set[str] = field(default_factory=set)
    graphies: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def ajouter(self, entree: tuple[str, ...], etiquette: str) -> None:
        """Range une entrée : un mot seul, ou une locution de plusieurs mots."""
        if not entree:
            return
        if len(entree) == 1:
            mot = entree[0]
            self.mots[mot] = avec(self.mots.get(mot, _VIDE), etiquette)
            return
        a_je = bool(_JE & set(entree)) and etiquette not in _D_AUTRUI
        propres = (etiquette, "je") if a_je else (etiquette,)
        cle, paire = " ".join(entree), (intern(entree[0]), intern(entree[1]))
        self.locutions[cle] = reduce(avec, propres, self.locutions.get(cle, _VIDE))
        self.tailles[paire] = _rangees(frozenset((*self.tailles.get(paire, ()), len(entree))))


def _locutions(texte: str) -> list[tuple[str, ...]]:
    return [cles(morceau) for morceau in texte.split("|") if morceau.strip()]


def _entree(mot: str) -> tuple[str, ...]:
    """Une entrée écrite au lexique : sa clé fine si c'est un mot seul, ses clés sinon."""
    if mot.isalpha():
        return (cle_fine(mot),)
    entree = cles(mot)
    return (cle_fine(mot),) if len(entree) == 1 else entree


def _formes(table: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Toutes les entrées d'une table : mots, formes, accords, conjugaisons, locutions."""
    for champ in ("mots", "formes", "infinitifs"):
        yield from (_entree(mot) for mot in table.get(champ, "").split())
    for champ, flechir in (("adjectifs", accorder), ("verbes", conjuguer)):
        for mot in table.get(champ, "").split():
            *debut, fin = _entree(mot)
            yield from ((*debut, forme) for forme in flechir(fin))
    for mot in table.get("noms", "").split():
        *debut, fin = _entree(mot)
        yield from ((*debut, forme) for forme in mettre_au_pluriel(fin))
    yield from _locutions(table.get("locutions", ""))


def _formes_de_roue(table: dict[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Entrées d'une famille d'émotion, avec leur étiquette (état, nom, verbes, image)."""
    etats = table.get("etats", "") + " " + table.get("etats_aussi", "")
    yield from (("emo_etat", f) for f in _formes({"adjectifs": etats}))
    for mot in table.get("noms", "").split():
        *debut, fin = _entree(mot)
        yield "emo_nom", (*debut, fin)
        yield "emo_nom", (*debut, fin + "s")
    gestes = {"verbes": table.get("gestes", ""), "locutions": table.get("signes", "")}
    yield from (("manifeste", f) for f in _formes(gestes))
    yield from (("emo_je", f) for f in _formes({"verbes": table.get("je", "")}))
    yield from (("emo_me", f) for f in _formes({"verbes": table.get("me", "")}))
    yield from (("emo_image", f) for f in _locutions(table.get("images", "")))


def _charger_roue(lexique: Lexique) -> None:
    for famille, contenu in donnees("roue").items():
        for intensite in _INTENSITES:
            emotion = (famille, intensite)
            for etiquette, entree in _formes_de_roue(contenu.get(intensite, {})):
                lexique.ajouter(entree, etiquette)
                nom = " ".join(entree).replace("é", "e")
                lexique.emotions.setdefault(nom, emotion)


def _estomper(lexique: Lexique) -> None:
    """Donne une étiquette à part aux mots d'émotion à double sens (« seul », « posé »)."""
    for entree in _formes(donnees("flous")["flou"]):
        mot = entree[0]
        tags = lexique.mots.get(mot, _VIDE)
        if len(entree) == 1 and tags & _EMOTIONS:
            lexique.mots[mot] = (tags - {"emo_etat", "emo_nom"}) | {"emo_flou"}


def _infinitifs(lexique: Lexique) -> set[str]:
    """Verbes reconnus à leur terminaison, parmi les mots que le lexique dit être des actions."""
    verbaux = {"acte", "dire", "intention", "emo_je", "emo_me"}
    return {
        mot
        for mot, tags in lexique.mots.items()
        if mot.endswith(("er", "ir", "re", "oir")) and len(mot) > 3 and tags & verbaux
    } | ensemble("infinitifs_courants")


@cache
def lexique() -> Lexique:
    """Charge tous les lexiques, une fois."""
    rendu = Lexique()
    for nom in _FICHIERS:
        for etiquette, table in donnees(nom).items():
            for entree in _formes(table):
                rendu.ajouter(entree, etiquette)
    _charger_roue(rendu)
    _estomper(rendu)
    rendu.infinitifs = _infinitifs(rendu)
    rendu.graphies = {k: cles(v) for k, v in donnees("graphies")["graphies"].items()}
    return rendu
