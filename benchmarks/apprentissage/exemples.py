"""Ce dont on apprend : des textes d'une seule nature, et des phrases dont chaque mot a la sienne.

Ne lit jamais ce qui sert à mesurer.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from apprentissage.propositions import unites
from coach.analyse.enonce import Enonce, preparer
from coach.analyse.frontieres import Jointure, allures, jointures
from coach.analyse.jetons import Jeton
from coach.analyse.modele import attenuation
from coach.analyse.phrases import phrases
from coach.analyse.reperage import reconnaitre
from coach.analyse.traits import lettres, lisible, marques, tournures
from coach.modeles.texte import nfc

DONNEES = Path(__file__).resolve().parents[2] / "tests" / "donnees"
RECITS = ("entrainement", "complement", "nuances", "terrains")
REPONSES = ("lecture/reponses-d-etape", "corpus/reponses", "corpus/reponses-terrains")
NATURES = ("fait", "opinion", "emotion")
IMPORTANCES = {"segment": 1.0, "paire": 1.5, "proposition": 0.35, "etape": 1.0}
Valeurs = dict[str, float]
Part = tuple[str, int, int, float]
"""Un trait, ses premier et dernier jetons, sa valeur."""


@dataclass(frozen=True)
class Exemple:
    """Un texte d'une seule nature : ses traits, son rang de nature, son poids.

    `attendue` : le rang de la nature que la question appelait, et si la réponse est brève.
    """

    auteur: str
    traits: Valeurs
    rang: int
    genre: str
    attendue: tuple[int, bool] | None = None

    @property
    def importance(self) -> float:
        """Ce que pèse l'exemple dans l'apprentissage."""
        return IMPORTANCES[self.genre]


@dataclass(frozen=True)
class Phrase:
    """Une phrase du texte brut : les traits de chaque proposition, et le rang d'or des mots.

    On apprend à couper sur des propositions ; lire la phrase entière d'abord n'y perd rien.
    """

    auteur: str
    parts: list[Part]
    mots: int
    rangs: list[int]
    jointures: list[Jointure | None]


def lignes(chemin: str) -> Iterator[dict]:
    """Les objets d'un fichier JSONL du dossier des données."""
    with (DONNEES / chemin).open(encoding="utf-8") as fichier:
        yield from map(json.loads, fichier)


def auteur_de(recit: dict) -> str:
    """L'auteur d'un récit : le début de son identifiant."""
    auteur: str = recit["id"].split("-")[0]
    return auteur


def recits() -> Iterator[dict]:
    """Les récits d'apprentissage, tous auteurs."""
    for nom in RECITS:
        yield from lignes(f"corpus/{nom}.jsonl")


def phrases_seules() -> Iterator[dict]:
    """Les phrases isolées d'apprentissage : `texte` et `label`."""
    for nom in ("paires", "paires-nuances", "paires-terrains", "phrases-libres"):
        yield from lignes(f"corpus/{nom}.jsonl")


def reponses() -> Iterator[dict]:
    """Les réponses d'étape d'apprentissage qui ont une nature."""
    for nom in REPONSES:
        for reponse in lignes(f"{nom}.jsonl"):
            if reponse["partie"] == "apprendre" and reponse["nature"] in NATURES:
                yield reponse


def parts(enonce: Enonce) -> list[Part]:
    """Les traits d'un énoncé, chacun sur son étendue ; seules les lettres se cumulent."""
    rendu: dict[str, Part] = {}
    mots = enonce.mots
    trouves = reconnaitre(enonce)
    for nom, a, b in [(t.regle, t.rang, t.rang_fin) for t in trouves]:
        rendu.setdefault(nom, (nom, a, b, 1.0))
    for source in (tournures, marques):
        for nom, a, b in source(mots):
            rendu.setdefault(nom, (nom, a, b, 1.0))
    cumul = [(nom, i, i, 1.0) for i, m in enumerate(mots) if lisible(m) for nom in lettres(m.cle)]
    return [*rendu.values(), *cumul]


def valeurs(liste: Iterable[Part], jetons: int) -> Valeurs:
    """La valeur de chaque trait dans un passage de tant de jetons, les étendues oubliées."""
    rendu: Valeurs = {}
    part = attenuation(jetons)
    for nom, _, _, valeur in liste:
        rendu[nom] = rendu.get(nom, 0.0) + part * valeur
    return rendu


def exemple(auteur: str, texte: str, nature: str, genre: str) -> Exemple:
    """Un texte déjà découpé, lu sans contexte."""
    enonce = preparer(nfc(texte))
    traits = valeurs(parts(enonce), len(enonce.mots))
    return Exemple(auteur, traits, NATURES.index(nature), genre)


def reponse_d_etape(reponse: dict) -> Exemple:
    """Une réponse d'étape, et la nature que sa question appelait."""
    enonce = preparer(nfc(reponse["texte"]))
    attendue = None
    if reponse["attendue"]:
        compte = sum("signe" not in m.etiquettes for m in enonce.mots)
        attendue = (NATURES.index(reponse["attendue"]), compte <= 3)
    rang = NATURES.index(reponse["nature"])
    traits = valeurs(parts(enonce), len(enonce.mots))
    return Exemple("etapes", traits, rang, "etape", attendue)


def rangs_d_or(recit: dict) -> list[int | None]:
    """Le rang de la nature d'or de chaque caractère du texte (ou rien)."""
    rendu: list[int | None] = [None] * len(recit["texte"])
    position = 0
    for segment, label in zip(recit["segments"], recit["labels"], strict=True):
        debut = recit["texte"].index(segment, position)
        position = debut + len(segment)
        rendu[debut:position] = [NATURES.index(label)] * len(segment)
    return rendu


def phrases_du_texte(recit: dict) -> Iterator[tuple[Phrase, list[Exemple]]]:
    """Chaque phrase du texte brut, et ses propositions dont la nature est nette."""
    auteur, texte, or_ = auteur_de(recit), recit["texte"], rangs_d_or(recit)
    for debut, fin in phrases(texte):
        phrase = texte[debut:fin]
        enonce = preparer(phrase)
        mots = enonce.mots
        if not mots:
            continue
        rangs = rangs_des_mots(mots, or_[debut:fin])
        toutes: list[Part] = []
        nets: list[Exemple] = []
        for a, b in unites(phrase, mots, allures(mots)):
            unite = parts(enonce.extrait(a, b))
            toutes += [(nom, x + a, y + a, v) for nom, x, y, v in unite]
            if len(set(rangs[a:b])) == 1 and texte_de(phrase, mots, a, b) not in recit["segments"]:
                nets.append(Exemple(auteur, valeurs(unite, b - a), rangs[a], "proposition"))
        yield Phrase(auteur, toutes, len(mots), rangs, jointures(enonce, phrase)), nets


def texte_de(phrase: str, mots: list[Jeton], a: int, b: int) -> str:
    """Le texte d'une suite de jetons."""
    return phrase[mots[a].debut : mots[b - 1].fin]


def rangs_des_mots(mots: list[Jeton], or_: list[int | None]) -> list[int]:
    """Le rang d'or de chaque jeton ; hors segment, celui du précédent."""
    rendu: list[int] = []
    for mot in mots:
        vu = or_[mot.debut]
        rendu.append(vu if vu is not None else (rendu[-1] if rendu else 0))
    return rendu


def charger() -> tuple[list[Exemple], list[Phrase]]:
    """Tous les exemples et toutes les phrases d'apprentissage."""
    exemples: list[Exemple] = []
    toutes: list[Phrase] = []
    for recit in recits():
        auteur = auteur_de(recit)
        for segment, label in zip(recit["segments"], recit["labels"], strict=True):
            exemples.append(exemple(auteur, segment, label, "segment"))
        for phrase, nets in phrases_du_texte(recit):
            toutes.append(phrase)
            exemples += nets
    exemples += [exemple("paires", p["texte"], p["label"], "paire") for p in phrases_seules()]
    exemples += [reponse_d_etape(r) for r in reponses()]
    return exemples, toutes
