"""L'hygiène de la maison : ce que chaque commande charge, ce que chaque fichier porte."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lieux import DEPOT
from modules_charges import modules_charges

CODE = sorted((DEPOT / "coach").rglob("*.py"))


INTERFACE = {"textual", "rich"}
RESEAU = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib",
    "urllib3",
    "webbrowser",
    "websockets",
    "xmlrpc",
}


@pytest.mark.parametrize(
    ("arguments", "entree"),
    [
        (("--version",), ""),
        (("noter", "Penser à rappeler Mme D."), ""),
        (("journal", "lister", "--json"), ""),
        (("analyser", "-", "--json"), "Il est parti à 10h."),
    ],
    ids=lambda valeur: " ".join(valeur) if isinstance(valeur, tuple) else "",
)
def test_les_verbes_rapides_ne_chargent_pas_l_interface(
    arguments: tuple[str, ...], entree: str
) -> None:
    charges = modules_charges(*arguments, entree=entree)
    assert not {nom for nom in charges if nom.split(".")[0] in INTERFACE}


def test_la_version_ne_charge_aucune_bibliotheque() -> None:
    charges = modules_charges("--version")
    assert {nom for nom in charges if nom.split(".")[0] == "coach"} == {"coach", "coach.__main__"}
    assert not charges & {"click", "pydantic", "sqlite_utils", "sqlite3", "json", "re"}


def test_le_moteur_ne_charge_pas_l_interface() -> None:
    couches = ["modeles", "analyse", "referentiels", "confidentialite", "liens"]
    couches += ["scoring", "dialogues", "carnet", "partage", "portfolio", "positionnement"]
    couches += ["plan", "exposition", "livret", "echange", "documents", "publication"]
    essai = (
        "import importlib, pkgutil, sys\n"
        f"for couche in {couches}:\n"
        "    paquet = importlib.import_module('coach.' + couche)\n"
        "    for m in pkgutil.walk_packages(paquet.__path__, paquet.__name__ + '.'):\n"
        "        importlib.import_module(m.name)\n"
        f"print([m for m in sys.modules if m.split('.')[0] in {INTERFACE}])\n"
    )
    reponse = subprocess.run(
        [sys.executable, "-c", essai], cwd=DEPOT, capture_output=True, text=True, timeout=120
    )
    assert (reponse.stdout.strip(), reponse.stderr) == ("[]", "")


def importations(fichier: Path) -> Iterator[str]:
    """Les modules qu'un fichier nomme dans ses importations, où qu'elles soient."""
    for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names)
        elif isinstance(noeud, ast.ImportFrom):
            yield noeud.module or ""


def test_aucun_fichier_ne_parle_au_reseau() -> None:
    fautifs = {
        (str(fichier.relative_to(DEPOT)), nom)
        for fichier in CODE
        for nom in importations(fichier)
        if nom.split(".")[0] in RESEAU
    }
    assert not fautifs


def publiques(noeud: ast.AST, chemin: str) -> Iterator[tuple[str, ast.AST]]:
    """Les classes et fonctions publiques d'un module et de ses classes."""
    for fils in ast.iter_child_nodes(noeud):
        if isinstance(fils, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if fils.name.startswith("_"):
                continue
            yield f"{chemin}:{fils.name}", fils
            if isinstance(fils, ast.ClassDef):
                yield from publiques(fils, f"{chemin}:{fils.name}")


def test_tout_ce_qui_est_public_se_presente() -> None:
    muettes = []
    for fichier in CODE:
        module = ast.parse(fichier.read_text(encoding="utf-8"))
        nom = str(fichier.relative_to(DEPOT))
        for chemin, noeud in [(nom, module), *publiques(module, nom)]:
            if not ast.get_docstring(noeud):  # type: ignore[arg-type]
                muettes.append(chemin)
    assert not muettes


ANGLAIS = re.compile(
    r"\b(the|and|your|you|please|press|loading|delete|save|cancel|this|that|what|with|from|"
    r"error|warning|yes|settings|search|unknown|invalid|missing|not found)\b",
    re.IGNORECASE,
)


def phrases(donnees: object) -> Iterator[str]:
    """Toutes les valeurs de texte d'un document TOML."""
    if isinstance(donnees, str):
        yield donnees
    elif isinstance(donnees, dict):
        for valeur in donnees.values():
            yield from phrases(valeur)
    elif isinstance(donnees, list):
        for valeur in donnees:
            yield from phrases(valeur)


def textes_affiches() -> list[Path]:
    """Les fichiers de ce que le coach dit (les lexiques servent à lire, pas à parler)."""
    return [f for f in sorted((DEPOT / "coach").rglob("*.toml")) if "lexiques" not in f.parts]


def test_le_coach_parle_francais() -> None:
    fichiers = textes_affiches()
    assert fichiers
    intrus = {
        (fichier.name, phrase)
        for fichier in fichiers
        for phrase in phrases(tomllib.loads(fichier.read_text(encoding="utf-8")))
        if ANGLAIS.search(phrase)
    }
    assert not intrus


def test_les_commandes_du_lisez_moi_existent() -> None:
    from coach.cli.arbre import ARBRE

    lisez_moi = (DEPOT / "README.md").read_text(encoding="utf-8")
    citees = re.findall(r"^coach ([a-z]+) ?([a-z]*)", lisez_moi, re.MULTILINE)
    citees += re.findall(r"`coach ([a-z]+) ?([a-z]*)[^`]*`", lisez_moi)
    assert len(citees) > 8
    for verbe, sous_verbe in citees:
        assert verbe in ARBRE[""]
        if verbe in ARBRE and sous_verbe:
            assert sous_verbe in ARBRE[verbe]


def test_les_liens_entre_documents_menent_quelque_part() -> None:
    documents = [*DEPOT.glob("*.md"), *(DEPOT / "docs").glob("*.md")]
    perdus = [
        (document.name, lien)
        for document in documents
        for lien in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
        if not (document.parent / lien).exists()
    ]
    assert not perdus


ETRANGERS = re.compile(
    r"pythonhosted|pypi\.(?:org|python)|/(?:work|opt/pypi|root)/|/home/\w|/Users/\w|C:\\Users\\\w"
)


def fichiers_suivis() -> list[Path]:
    """Les fichiers du dépôt, ou de l'archive quand il n'y a pas de dépôt."""
    commande = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        reponse = subprocess.run(commande, cwd=DEPOT, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        ecartes = {".venv", "__pycache__"}
        return [f for f in DEPOT.rglob("*") if f.is_file() and not ecartes & set(f.parts)]
    return [DEPOT / nom for nom in reponse.stdout.decode().split("\0") if nom]


def test_aucun_fichier_ne_nomme_une_machine() -> None:
    fautifs = []
    for fichier in fichiers_suivis():
        if not fichier.is_file() or fichier == Path(__file__):
            continue
        contenu = fichier.read_bytes().decode("utf-8", errors="ignore")
        fautifs += [(str(fichier.relative_to(DEPOT)), t) for t in ETRANGERS.findall(contenu)]
    assert not fautifs


def test_les_versions_epinglees_ne_disent_que_des_versions() -> None:
    lignes = (DEPOT / "contraintes.txt").read_text(encoding="utf-8").splitlines()
    epingles = [ligne for ligne in lignes if not ligne.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", ligne) for ligne in epingles)
    assert epingles == sorted(epingles)
    projet = tomllib.loads((DEPOT / "pyproject.toml").read_text(encoding="utf-8"))
    demandes = projet["project"]["dependencies"] + projet["dependency-groups"]["dev"]
    noms = {re.split(r"[<>=!~ ]", demande)[0] for demande in demandes}
    assert noms <= {ligne.split("==")[0] for ligne in epingles}
