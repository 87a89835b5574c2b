"""Ce que la documentation dit existe : liens, images, commandes, touches, protocoles, couches."""

import importlib.util
import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest
from lieux import DEPOT
from typographie import fautes_de_typographie

from coach.cli.principal import commande
from coach.dialogues.fichier import valider
from coach.dialogues.livres import identifiants_livres
from coach.dialogues.protocole import charger
from coach.dialogues.repertoire import catalogue
from coach.dialogues.script import Etape, Protocole, Question

DOCS = DEPOT / "docs"
IMAGES = sorted((DOCS / "images").glob("*.svg"))
PAGES = [DEPOT / "README.md", DEPOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
PAGES += [DEPOT / "journals" / "README.md", DEPOT / "benchmarks" / "README.md"]

NOMS_DES_PAGES = [str(page.relative_to(DEPOT)) for page in PAGES]
PAR_PAGE = pytest.mark.parametrize("page", PAGES, ids=NOMS_DES_PAGES)

BLOC = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LIEN = re.compile(r"\]\(([^)\s]+)\)")
INVOCATION = re.compile(r'(?:\S*[/\\])?coach(?: (.*))?$|make coach ARGS="(.*)"')
ANGLAIS_ANNONCE = re.compile(r"^> \*Le coach réflexif\* is .*?\n\n", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def lire(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def sans_code(texte: str) -> str:
    """Le texte sans ses blocs ; « x » à la place de chaque bout de code."""
    return re.sub(r"`[^`]+`", "x", BLOC.sub("", texte))


@cache
def outil(nom: str) -> ModuleType:
    """Un script de `docs/`, chargé sans être lancé."""
    trouve = importlib.util.spec_from_file_location(nom, DOCS / f"{nom}.py")
    assert trouve and trouve.loader
    module = importlib.util.module_from_spec(trouve)
    trouve.loader.exec_module(module)
    return module


# --- Les liens et les images -------------------------------------------------------------------


def ancres(page: Path) -> set[str]:
    """Les titres d'une page, tels qu'un lien les nomme."""
    titres = re.findall(r"^#+ (.+)$", sans_code(lire(page)), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", titre.lower()).replace(" ", "-") for titre in titres}


@PAR_PAGE
def test_chaque_lien_mene_quelque_part(page: Path) -> None:
    for lien in LIEN.findall(BLOC.sub("", lire(page))):
        if lien.startswith("https://"):
            continue
        chemin, _, ancre = lien.partition("#")
        cible = (page.parent / chemin).resolve() if chemin else page
        assert cible.exists(), lien
        assert not ancre or ancre in ancres(cible), lien


def test_chaque_image_sert_et_se_dit_en_mots() -> None:
    montrees: set[Path] = set()
    for page in PAGES:
        for alternative, lien in IMAGE.findall(lire(page)):
            assert len(alternative) > 20, lien
            montrees.add((page.parent / lien).resolve())
    assert montrees == set(IMAGES)


def test_chaque_scene_a_son_image() -> None:
    scenes = {scene.__name__ for scene in outil("captures").SCENES}
    assert scenes == {image.stem for image in IMAGES}


@pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.stem)
def test_une_image_ne_renvoie_nulle_part_et_ne_dit_rien_de_la_machine(image: Path) -> None:
    contenu = lire(image)
    adresses = set(re.findall(r"https?://[^\s\"')]+", contenu))
    assert adresses == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in contenu
    texte = re.sub(r"<[^>]*>", "\n", contenu)
    assert not re.findall(r"/(?:tmp|home|root|work|Users|var)\b", texte)


# --- Les commandes -----------------------------------------------------------------------------


def invocations(page: Path) -> Iterator[list[str]]:
    """Les mots de chaque commande `coach …` citée, dans un bloc ou dans une phrase."""
    texte = lire(page)
    lignes = [
        ligne for langue, bloc in BLOC.findall(texte) if not langue for ligne in bloc.split("\n")
    ]
    lignes += re.findall(r"`([^`\n]+)`", BLOC.sub("", texte))
    for ligne in lignes:
        if trouvee := re.match(
            r'(?:\S*[/\\])?coach(?: (.*))?$|make coach ARGS="(.*)"', ligne.strip()
        ):
            arguments = trouvee[1] or trouvee[2] or ""
            yield shlex.split(re.sub(r"[|>…\[].*", "", arguments), comments=True)


def suivre(mots: list[str]) -> None:
    """Suit les mots dans l'arbre des commandes ; ce qui n'y est pas est une faute."""
    ici: click.Command = commande
    restent = iter(mots)
    for mot in restent:
        if mot.startswith("--"):
            connues = {nom: p for p in ici.params for nom in p.opts} | {"--help": None}
            assert mot in connues, (mots, mot)
            option = connues[mot]
            if isinstance(option, click.Option) and not option.is_flag:
                next(restent, None)
        elif isinstance(ici, click.Group) and not mot.isupper():
            suite = ici.get_command(click.Context(ici), mot)
            assert suite is not None, (mots, mot)
            ici = suite


@PAR_PAGE
def test_chaque_commande_citee_existe(page: Path) -> None:
    for mots in invocations(page):
        suivre(mots)


def test_une_commande_inventee_serait_vue() -> None:
    with pytest.raises(AssertionError):
        suivre(["journal", "raconter"])
    with pytest.raises(AssertionError):
        suivre(["seance", "--vite"])


@PAR_PAGE
def test_chaque_cible_de_make_citee_existe(page: Path) -> None:
    cibles = set(re.findall(r"^([a-z]+):", lire(DEPOT / "Makefile"), re.MULTILINE))
    citees = re.findall(r"(?:^|`)make ([a-z]+)", lire(page), re.MULTILINE)
    assert set(citees) <= cibles


# --- Les pages qui suivent le code -------------------------------------------------------------


def test_la_page_des_touches_suit_les_gestes() -> None:
    assert lire(DOCS / "touches.md") == outil("touches").page(), "à refaire : make captures"


def lignes_de_tableau(texte: str) -> list[str]:
    return [ligne for ligne in texte.splitlines() if ligne.startswith("| **")]


def test_la_page_des_protocoles_suit_ceux_qui_sont_livres() -> None:
    attendues = []
    for identifiant in identifiants_livres():
        p = charger(identifiant)
        competences = ", ".join(f"`{c}`" for c in p.competences)
        nom = f"**{p.titre}**<br>`{p.id}`"
        attendues.append(
            f"| {nom} | {p.quand} | {p.duree_minutes} min | {len(p.etapes)} | {competences} |"
        )
    assert lignes_de_tableau(lire(DOCS / "protocoles.md")) == attendues


def test_l_exemple_de_protocole_se_valide(tmp_path: Path) -> None:
    (exemple,) = (bloc for langue, bloc in BLOC.findall(lire(DOCS / "protocoles.md")) if langue)
    fichier = tmp_path / "premier-accueil.toml"
    fichier.write_text(exemple, encoding="utf-8")
    assert valider(fichier).id == "premier-accueil"


def test_la_page_des_protocoles_dit_chaque_champ_et_chaque_relance() -> None:
    page = lire(DOCS / "protocoles.md")
    champs = {nom for modele in (Protocole, Etape, Question) for nom in modele.model_fields}
    dits = set(re.findall(r"`\[?([a-z_]+)\]?`", page))
    assert champs - {"etapes", "questions"} <= dits
    liste = re.search(r"Les relances que l’on peut nommer[^.]*\.", page)
    assert liste
    assert set(re.findall(r"`(\w+)`", liste[0])) == set(catalogue())


def test_l_architecture_dit_les_couches_du_contrat() -> None:
    projet = tomllib.loads(lire(DEPOT / "pyproject.toml"))
    contrat = projet["tool"]["importlinter"]["contracts"][0]["layers"]
    attendues = []
    for couche in contrat:
        presents = [nom for nom in couche.split(" | ") if not nom.startswith("(")]
        attendues.append([nom.removeprefix("coach.") for nom in presents])
    _, bloc = BLOC.findall(lire(DOCS / "architecture.md"))[0]
    dites = [re.split(r" {3,}", ligne)[0].split(" | ") for ligne in bloc.splitlines()]
    assert dites == [couche for couche in attendues if couche not in ([], ["__main__"])]


# --- La langue ---------------------------------------------------------------------------------


def phrases(page: Path) -> Iterator[str]:
    """Ce qui se lit : paragraphes, titres, cases de tableau ; ni le code ni l'anglais annoncé."""
    texte = ANGLAIS_ANNONCE.sub("", sans_code(lire(page)))
    for ligne in LIEN.sub("]", texte).replace("![", "[").splitlines():
        for case in ligne.strip(" |>").split(" | "):
            if case.strip() and not re.fullmatch(r"[-| :]+", case):
                yield re.sub(r"\*\*|^[-#]+ |<br>", "", case.strip())


@pytest.mark.parametrize("page", PAGES[:-2], ids=NOMS_DES_PAGES[:-2])
def test_la_typographie_est_francaise(page: Path) -> None:
    fautes = [(fautes_de_typographie(p), p) for p in phrases(page) if fautes_de_typographie(p)]
    assert not fautes
