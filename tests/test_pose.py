"""Écrire un fichier pour la personne : une seule règle, pour toutes les commandes et les écrans."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from banc_tui import a_part, banc, carnet
from fabriques import DEPART
from hypothesis import given, settings
from hypothesis import strategies as st
from lieux import JOURNALS
from ligne_de_commande import coach, refus
from seance_nommee import seance_nommee
from textual.widgets import Button, Input

from coach.carnet import Carnet
from coach.catalogue import Catalogue
from coach.documents.disque import poser as poser_un_document
from coach.documents.erreurs import ErreurDeDocument
from coach.livret import Atelier
from coach.modeles.evenements import AjustementDecide
from coach.partage.disque import ecrire, place_libre
from coach.partage.erreurs import ErreurDeFichier
from coach.pose import PoseImpossible, chemin_dit, poser, verifier_la_place
from coach.tui.ecrans.confirmation import EcranConfirmation
from coach.tui.ecrans.saisie import EcranSaisie

__all__ = ["a_part", "carnet"]

GROUPE = JOURNALS / "groupe"
CLAVIERS = sorted(GROUPE.glob("clavier-*.jsonl"))


# --- La règle ------------------------------------------------------------------------------------


def test_rien_ne_s_ecrase_sans_accord(tmp_path: Path) -> None:
    fichier = tmp_path / "f"
    assert poser({fichier: b"un"}) == (fichier,)
    assert fichier.stat().st_mode & 0o777 == 0o600
    assert poser({fichier: b"un"}) == (), "le même contenu est déjà là"
    with pytest.raises(PoseImpossible, match="un autre nom") as refuse:
        poser({fichier: b"deux"})
    assert refuse.value.raison == "existe" and fichier.read_bytes() == b"un"
    assert poser({fichier: b"deux"}, remplacer=True) == (fichier,)
    assert fichier.read_bytes() == b"deux" and list(tmp_path.iterdir()) == [fichier]


def test_un_fichier_vide_n_a_rien_a_perdre(tmp_path: Path) -> None:
    fichier = tmp_path / "f"
    fichier.touch(0o644)
    verifier_la_place(fichier)
    assert poser({fichier: b"un"}) == (fichier,)
    assert fichier.read_bytes() == b"un" and fichier.stat().st_mode & 0o777 == 0o600


def test_plusieurs_fichiers_se_posent_tous_ou_aucun(tmp_path: Path) -> None:
    page, image = tmp_path / "p.md", tmp_path / "p-images" / "1.svg"
    image.parent.mkdir()
    image.write_bytes(b"la sienne")
    with pytest.raises(PoseImpossible, match=r"1\.svg"):
        poser({page: b"page", image: b"image"})
    assert not page.exists() and image.read_bytes() == b"la sienne"
    assert poser({page: b"page", image: b"image"}, remplacer=True) == (page, image)


def test_ce_qui_parait_entre_temps_reste(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, image = tmp_path / "p.md", tmp_path / "p-images" / "1.svg"
    lier = Path.hardlink_to

    def lier_trop_tard(ici: Path, cible: Path) -> None:
        if ici == image:
            ici.write_bytes(b"d'un autre programme")
        lier(ici, cible)

    monkeypatch.setattr(Path, "hardlink_to", lier_trop_tard)
    with pytest.raises(PoseImpossible) as refuse:
        poser({page: b"page", image: b"image"})
    assert refuse.value.raison == "existe" and image.read_bytes() == b"d'un autre programme"
    assert sorted(f for f in tmp_path.rglob("*") if f.is_file()) == [image]


def test_un_disque_sans_liens_marche_aussi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sans_lien(*_: object) -> None:
        raise OSError(errno.EPERM, "pas de lien ici")

    monkeypatch.setattr(Path, "hardlink_to", sans_lien)
    assert poser({tmp_path / "f": b"un"}) == (tmp_path / "f",)
    with pytest.raises(PoseImpossible):
        poser({tmp_path / "f": b"deux"})
    assert [f.name for f in tmp_path.iterdir()] == ["f"]


@pytest.mark.parametrize(
    ("code", "raison"),
    [
        (errno.ENOSPC, "sans_place"),
        (errno.EDQUOT, "sans_place"),
        (errno.EACCES, "sans_droit"),
        (errno.EROFS, "sans_droit"),
        (errno.EIO, "refuse"),
    ],
)
@pytest.mark.parametrize("appel", ["os.fsync", "tempfile.mkstemp"])
def test_une_panne_ne_laisse_rien_et_se_dit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, raison: str, appel: str
) -> None:
    fichier = tmp_path / "f"
    fichier.write_bytes(b"avant")

    def panne(*_: object, **__: object) -> None:
        raise OSError(code, "panne")

    monkeypatch.setattr(appel, panne)
    with pytest.raises(PoseImpossible) as refuse:
        poser({fichier: b"neuf", tmp_path / "g-images" / "g": b"g"}, remplacer=True)
    assert refuse.value.raison == raison and "Rien n’a été écrit" in str(refuse.value)
    assert list(tmp_path.iterdir()) == [fichier] and fichier.read_bytes() == b"avant"


@pytest.mark.parametrize("arret", [KeyboardInterrupt, SystemExit, MemoryError])
def test_une_interruption_ne_laisse_rien(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arret: type[BaseException]
) -> None:
    def coupe(*_: object) -> None:
        raise arret

    monkeypatch.setattr("os.fsync", coupe)
    with pytest.raises(arret):
        poser({tmp_path / "f": b"f"})
    assert list(tmp_path.iterdir()) == []


def test_ni_lien_ni_tube_ni_dossier(tmp_path: Path) -> None:
    cible = tmp_path / "cible"
    cible.write_bytes(b"a quelqu'un d'autre")
    lien, tube = tmp_path / "lien", tmp_path / "tube"
    lien.symlink_to(cible)
    os.mkfifo(tube)
    for place, raison in ((lien, "special"), (tube, "special"), (tmp_path, "est_un_dossier")):
        for geste in (lambda p: poser({p: b"x"}, remplacer=True), verifier_la_place):
            with pytest.raises(PoseImpossible) as refuse:
                geste(place)  # type: ignore[operator]
            assert refuse.value.raison == raison
    assert cible.read_bytes() == b"a quelqu'un d'autre" and lien.is_symlink()


def test_les_noms_impossibles_se_disent(tmp_path: Path) -> None:
    for nom, raison in (
        ("", "sans_nom"),
        ("  ", "sans_nom"),
        ("a\0b", "nom"),
        (f"{tmp_path}/", "est_un_dossier"),
        (f"{tmp_path}/neuf/", "est_un_dossier"),
        (".", "est_un_dossier"),
        (f"{tmp_path}/..", "est_un_dossier"),
        ("~nul-ne-porte-ce-nom/f", "nom"),
    ):
        with pytest.raises(PoseImpossible) as refuse:
            chemin_dit(nom)
        assert refuse.value.raison == raison, nom
    assert chemin_dit("~/f") == Path.home() / "f"
    with pytest.raises(PoseImpossible) as refuse:
        poser({tmp_path / ("x" * 300): b""})
    assert refuse.value.raison == "nom"


@settings(deadline=None)
@given(nom=st.text(max_size=30))
def test_aucun_nom_ne_fait_de_panne(nom: str) -> None:
    try:
        verifier_la_place(chemin_dit("/dossier-qui-n-existe-pas/" + nom))
    except PoseImpossible as refuse:
        assert "rien n’a été écrit" in str(refuse)


def test_chaque_couche_dit_la_meme_phrase(tmp_path: Path) -> None:
    fichier = tmp_path / "f"
    fichier.write_bytes(b"avant")
    dites = set()
    for geste, sorte in (
        (lambda: poser({fichier: b"x"}), PoseImpossible),
        (lambda: ecrire(fichier, b"x"), ErreurDeFichier),
        (lambda: place_libre(str(fichier)), ErreurDeFichier),
        (lambda: poser_un_document({fichier: b"x"}), ErreurDeDocument),
    ):
        with pytest.raises(sorte) as refuse:
            geste()  # type: ignore[operator]
        dites.add(" ".join(str(refuse.value).split()))
    assert len(dites) == 1


def test_chaque_phrase_est_bien_composee() -> None:
    from typographie import fautes_de_typographie

    for section in Catalogue(
        str(Path(ecrire.__code__.co_filename).parents[1] / "x"), "pose.toml"
    ).sections.values():
        for phrase in section.values():
            assert not fautes_de_typographie(phrase), phrase


# --- Les commandes -------------------------------------------------------------------------------


@pytest.fixture
def flux(carnet: Carnet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Une séance et un livret au carnet, le dossier de travail vide."""
    seance = seance_nommee()
    seance.dire(AjustementDecide, texte="Appeler l’école", echeance=DEPART.date())
    carnet.ajouter(*seance.evenements)
    monkeypatch.setattr("coach.carnet.horloge.maintenant", lambda: DEPART)
    Atelier.ouvrir(carnet, "capacites", carnet._horloge().date()).ecrire("presentation", "Je dis.")
    monkeypatch.setenv("COACH_CARNET", str(carnet.dossier))
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    return seance.flux


COMMANDES: dict[str, Callable[[str], list[str]]] = {
    "seance": lambda flux: ["journal", "exporter", flux],
    "page": lambda flux: ["journal", "exporter", flux, "--format", "html", "--noms", "garder"],
    "livret": lambda _: ["livret", "exporter", "--format", "html", "--noms", "garder"],
    "portfolio": lambda _: ["portfolio", "exporter", "--format", "md", "--noms", "remplacer"],
    "agenda": lambda _: ["plan", "ics", "--avec-textes"],
    "referentiel": lambda _: ["referentiel", "exporter", "cip"],
    "fusion": lambda _: ["annotations", "fusionner", *map(str, CLAVIERS)],
    "compte": lambda _: ["annotations", "compte-rendu", *map(str, CLAVIERS)],
}


@pytest.mark.parametrize("nom", COMMANDES)
def test_chaque_commande_suit_la_regle(flux: str, nom: str) -> None:
    commande, sortie = COMMANDES[nom](flux), Path("sortie")
    assert coach(*commande, "-o", sortie).exit_code == 0
    ecrit = sortie.read_bytes()
    assert ecrit and sortie.stat().st_mode & 0o777 == 0o600
    sortie.write_bytes(b"autre chose")
    dite = refus(*commande, "-o", sortie)
    assert "existe déjà" in dite and "--remplacer" in dite
    assert sortie.read_bytes() == b"autre chose"
    assert coach(*commande, "-o", sortie, "--remplacer").exit_code == 0
    assert len(sortie.read_bytes()) == len(ecrit)
    assert not list(Path.cwd().glob(".coach-*"))


@pytest.mark.parametrize("nom", ["seance", "referentiel", "fusion", "compte"])
def test_relancer_la_meme_commande_est_sans_effet(flux: str, nom: str) -> None:
    commande, sortie = COMMANDES[nom](flux), Path("sortie")
    coach(*commande, "-o", sortie)
    avant = sortie.stat()
    encore = coach(*commande, "-o", sortie)
    assert encore.exit_code == 0 and "déjà à jour" in encore.stderr
    assert (sortie.stat().st_ino, sortie.stat().st_mtime_ns) == (avant.st_ino, avant.st_mtime_ns)


@pytest.mark.parametrize("nom", COMMANDES)
@pytest.mark.parametrize(
    ("sortie", "code"),
    [
        *(("", 2), ("neuf/", 2), (".", 2), ("absent/f", 1), ("fichier/f", 1)),
        pytest.param("é" * 300, 2, id="trop long"),
        pytest.param("é" * 300 + "/f", 1, id="dossier trop long"),
    ],
)
def test_une_sortie_impossible_se_dit(flux: str, nom: str, sortie: str, code: int) -> None:
    Path("fichier").write_bytes(b"")
    resultat = coach(*COMMANDES[nom](flux), "-o", sortie)
    assert resultat.exit_code in (code, 2) and resultat.stdout == ""
    assert "rien n’a été" in resultat.stderr.lower() or "fichier" in resultat.stderr
    assert [f.name for f in Path.cwd().iterdir()] == ["fichier"]


@pytest.mark.skipif(os.geteuid() == 0, reason="tout est permis à l'administration")
def test_un_dossier_ferme_se_dit(flux: str) -> None:
    Path("ferme").mkdir(mode=0o500)
    assert "ne vous laisse" in refus("journal", "exporter", flux, "-o", "ferme/f", code=1)


def test_ce_qui_fut_donne_ne_se_remplace_pas(flux: str) -> None:
    Path("don.jsonl").write_bytes(b"un don d'avant")
    dite = refus("partager", flux, "-o", "don.jsonl", "--texte", entree="\n" * 40)
    assert "ne se remplace pas" in dite and Path("don.jsonl").read_bytes() == b"un don d'avant"


def test_les_noms_remplaces_se_disent_apres_et_seulement_si_c_est_ecrit(flux: str) -> None:
    Path("s.html").write_bytes(b"avant")
    dite = refus("journal", "exporter", flux, "-o", "s.html")
    assert "remplacé" not in dite.replace("--remplacer", "")
    ecrit = coach("journal", "exporter", flux, "-o", "s.html", "--remplacer").stderr.splitlines()
    assert "Document écrit" in ecrit[0] and "remplacés" in ecrit[1]


def test_une_revue_a_la_main_ne_se_perd_pas_pour_un_nom_pris(flux: str) -> None:
    Path("s.html").write_bytes(b"avant")
    resultat = coach("journal", "exporter", flux, "-o", "s.html", "--noms", "revoir", entree="1\n")
    assert resultat.exit_code == 2 and resultat.stdout == "", "dit avant la première question"


@pytest.mark.parametrize(
    "commande",
    [
        ["livret", "exporter", "", "-o", "x.md"],
        ["livret", "montrer", ""],
        ["livret", "verifier", " "],
        ["journal", "montrer", ""],
        ["journal", "importer", ""],
        ["carnet", "exporter", ""],
        ["carnet", "sauvegarder", ""],
        ["carnet", "sauvegarder", "neuf/"],
        ["demo", "--dans", ""],
        ["rejouer", "", "--texte"],
        ["partage", "retirer", ""],
        ["referentiel", "importer", ""],
        ["partage", "retirer", "é" * 300],
        ["protocole", "essayer", "é" * 300],
        ["portfolio", "exporter", "-o", "x.docx", "--modele", "é" * 300],
    ],
    ids=lambda commande: " ".join(commande)[:40],
)
def test_un_nom_vide_ou_trop_long_se_refuse_en_une_phrase(flux: str, commande: list[str]) -> None:
    assert refus(*commande).count("\n") == 1
    assert list(Path.cwd().iterdir()) == []


def test_un_signal_de_fin_efface_ce_qui_est_provisoire(tmp_path: Path) -> None:
    """Arrêtée pendant que la démonstration s'écrit, la commande ne laisse rien de provisoire."""
    essai = (
        "import os, signal, sys, tempfile\n"
        "import coach.demonstration\n"
        "def coupe(*_):\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    signal.pause()\n"
        "coach.demonstration.ecrire = coupe\n"
        "sys.stdin.isatty = sys.stdout.isatty = sys.stderr.isatty = lambda: True\n"
        "from coach.__main__ import main\n"
        "sys.argv = ['coach', 'demo']\n"
        "sys.exit(main())\n"
    )
    environ = os.environ | {"TMPDIR": str(tmp_path)}
    lance = subprocess.run(
        [sys.executable, "-c", essai], env=environ, capture_output=True, text=True, timeout=120
    )
    assert lance.returncode == 128 + signal.SIGTERM, lance.stderr
    assert list(tmp_path.iterdir()) == []


# --- L'écran -------------------------------------------------------------------------------------


async def test_un_nom_pris_se_dit_et_se_corrige_a_l_ecran(flux: str, carnet: Carnet) -> None:
    from coach.tui.journaux.rangement import exporter

    pris, neuf = Path("pris.jsonl").absolute(), Path("neuf.jsonl").absolute()
    pris.write_bytes(b"avant")
    async with banc(carnet, (120, 40)) as b:
        exporter(b.app, flux)
        for nom in (pris, pris, "", f"{neuf.parent}/", neuf):
            await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
            saisie = b.app.screen
            saisie.query_one(Input).value = str(nom)
            await b.touches("enter")
            await b.jusque(lambda avant=saisie: b.app.screen is not avant)  # type: ignore[misc]
            if isinstance(b.app.screen, EcranConfirmation):
                assert "--remplacer" not in b.a_l_ecran() and nom == pris
                await b.touches("enter")  # l'issue prudente : un autre nom
        await b.jusque(neuf.exists)
        assert pris.read_bytes() == b"avant"
        exporter(b.app, flux)
        await b.jusque(lambda: isinstance(b.app.screen, EcranSaisie))
        b.app.screen.query_one(Input).value = str(pris)
        await b.touches("enter")
        await b.jusque(lambda: isinstance(b.app.screen, EcranConfirmation))
        b.app.screen.query_one("#remplacer", Button).press()
        await b.jusque(lambda: pris.read_bytes() != b"avant")
    assert json.loads(neuf.read_text("utf-8").splitlines()[0])["seance"] == flux
    assert pris.read_bytes() == neuf.read_bytes(), "remplacé, parce que dit"
