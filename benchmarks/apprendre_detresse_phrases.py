"""Les phrases dont s'apprend la seconde écoute de la détresse.

Celles qu'on a écrites (tests/donnees/detresse*.jsonl), d'autres composées (detresse_tournures.toml)
et, pour ce qui ne doit pas alerter, les récits du corpus et des phrases ordinaires de travail.
"""

import hashlib
import json
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RACINE))

from coach.confidentialite.detresse import entendre_les_motifs  # noqa: E402

DONNEES = RACINE / "tests" / "donnees"
DEMONSTRATION = RACINE / "coach" / "demonstration"
MOTIFS = RACINE / "coach" / "confidentialite" / "detresse" / "donnees"
TOURNURES = "detresse_tournures.toml"
RIEN = ("rien", "figee")
ADMIS = {
    "detresse": ("soi", "detourne"),
    "danger_tiers": ("rapportee", "tiers"),
    "rien": RIEN,
    "explicite": ("soi",),
    "détourné": ("detourne",),
    "tiers": ("rapportee", "tiers"),
    "piège": RIEN,
}
ECRITES = ("detresse_phrases.jsonl", "detresse.jsonl", "detresse_lots.jsonl")
RECITS = ("entrainement", "complement", "nuances")
ORDINAIRES = (
    ("corpus/paires.jsonl", "texte"),
    ("recommandation.jsonl", "phrase"),
    ("recommandation_reglage.jsonl", "phrase"),
    ("lecture/cas-difficiles.jsonl", "texte"),
    ("lecture/paires.jsonl", "texte"),
    ("lecture/reponses-d-etape.jsonl", "texte"),
)
JUSTES = {"c1-21", "c5-12"}
"""Les récits où un danger est vraiment rapporté : ils n'apprennent pas à se taire."""
COMPOSEES = 350


@dataclass(frozen=True)
class Phrase:
    """Un texte annoté : les voix admises, et le lot qui doit être mis de côté avec lui."""

    texte: str
    admis: tuple[str, ...]
    famille: str
    sorte: str


def lignes(fichier: str) -> list[dict[str, str]]:
    """Les objets d'un fichier de données."""
    texte = (DONNEES / fichier).read_text(encoding="utf-8")
    return [json.loads(ligne) for ligne in texte.splitlines()]


def empreinte() -> str:
    """Ce dont tout s'apprend, en seize signes : autre, les poids livrés ne s'en refont plus."""
    noms = (*ECRITES, TOURNURES, *(f"corpus/{nom}.jsonl" for nom in RECITS))
    ecoute = (MOTIFS / nom for nom in ("motifs.toml", "champs.toml"))
    sources = [
        *(DONNEES / nom for nom in (*noms, *(nom for nom, _ in ORDINAIRES))),
        *sorted(DEMONSTRATION.rglob("*.toml")),
        *ecoute,
    ]
    somme = hashlib.sha256()
    for source in sources:
        somme.update(source.read_text(encoding="utf-8").encode())
    return somme.hexdigest()[:16]


def ecrites() -> Iterator[Phrase]:
    """Les phrases écrites pour apprendre à entendre, ou à ne pas s'alarmer."""
    phrases, cas, lots = ECRITES
    for p in lignes(phrases):
        yield Phrase(p["texte"], (p["classe"],), p["famille"], p["classe"])
    for p in lignes(cas):
        yield Phrase(p["texte"], ADMIS[p["attendu"]], "cas " + p["note"], "cas " + p["attendu"])
    for p in lignes(lots):
        yield Phrase(p["texte"], ADMIS[p["sorte"]], f"lot {p['lot']}", "lot " + p["sorte"])


def recits() -> Iterator[Phrase]:
    """Les récits du corpus qui ne parlent d'aucun danger présent."""
    for nom in RECITS:
        for p in lignes(f"corpus/{nom}.jsonl"):
            if p["id"] not in JUSTES:
                yield Phrase(p["texte"], RIEN, p["id"], "récit")


def ordinaires() -> Iterator[Phrase]:
    """Des phrases de travail écrites pour d'autres essais, par dizaines qui se ressemblent."""
    for fichier, champ in ORDINAIRES:
        for rang, p in enumerate(lignes(fichier)):
            if entendre_les_motifs(p[champ]) is None:
                yield Phrase(p[champ], RIEN, f"{fichier} {rang // 10}", "ordinaire")


def reponses() -> Iterator[Phrase]:
    """Ce qui s'écrit d'ordinaire en séance, et en se positionnant : la démonstration."""
    for fichier in sorted(DEMONSTRATION.rglob("*.toml")):
        for texte in _textes(tomllib.loads(fichier.read_text(encoding="utf-8"))):
            if " " in texte and entendre_les_motifs(texte) is None:
                yield Phrase(texte, RIEN, f"démonstration {fichier.stem}", "réponse")


def _textes(donnee: object) -> Iterator[str]:
    if isinstance(donnee, str):
        yield donnee
    elif isinstance(donnee, dict):
        yield from (t for valeur in donnee.values() for t in _textes(valeur))
    elif isinstance(donnee, list):
        yield from (t for valeur in donnee for t in _textes(valeur))


def composees() -> Iterator[Phrase]:
    """Des débuts et des gestes assemblés au hasard, toujours le même."""
    source = (DONNEES / TOURNURES).read_text(encoding="utf-8")
    hasard = random.Random(5)
    for nom, tournures in tomllib.loads(source).items():
        voix = nom.split("_")[0]
        formes: dict[str, None] = {}
        while len(formes) < COMPOSEES:
            debut, geste, fin = (hasard.choice(tournures[n]) for n in ("debuts", "gestes", "fins"))
            elide = "de *" if geste[0] not in "aeêéo" else "d'*"
            formes[debut.replace("de *", elide).replace("*", geste) + fin] = None
        for forme in formes:
            yield Phrase(forme, RIEN if voix in RIEN else (voix,), "composées", "composée")
