"""`coach reglages` : dire, changer, répondre par un tube, ouvrir, et ne rien charger de lourd."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fichier_ecrit import ecrire
from lieux import DEPOT
from ligne_de_commande import coach

from coach.reglages import Reglages, lire
from coach.reglages.apparence import FICHIER
from coach.reglages.champs import ErreurDeReglages, champ, champs
from coach.reglages.ecriture import enregistrer
from coach.reglages.gabarit import gabarit

# --- La commande ---------------------------------------------------------------------------------


def test_la_commande_dit_tous_les_reglages_sans_rien_creer(dossier: Path) -> None:
    dite = coach("reglages").stdout
    assert all(f"{c.nom}\u00a0: " in dite for c in champs())
    assert str(dossier / FICHIER) in dite
    assert json.loads(coach("reglages", "--json").stdout) == Reglages().model_dump(mode="json")
    assert not dossier.exists()


@pytest.mark.parametrize(
    ("mots", "nom", "valeur"),
    [
        (["pays", "be"], "pays", "BE"),
        (["pays"], "pays", None),
        (["referentiels", "cip", "cisp"], "referentiels", ["cip", "cisp"]),
        (["referentiels", "cip,suisse"], "referentiels", ["cip", "suisse"]),
        (["nom", "Anne-Lise", "D."], "nom", "Anne-Lise D."),
        (["accord", "feminin"], "accord", "feminin"),
        (["animations", "Non"], "animations", False),
        (["touches.envoyer", "f2", "ctrl+e"], "touches", {"envoyer": ["f2", "ctrl+e"]}),
    ],
)
def test_changer_garde_aussitot(dossier: Path, mots: list[str], nom: str, valeur: Any) -> None:
    enregistrer(dossier, {"pays": "CH"})
    rendu = json.loads(coach("reglages", "changer", *mots, "--json").stdout)
    assert rendu[nom] == valeur
    assert lire(dossier).reglages.model_dump(mode="json") == rendu


def test_une_seule_touche_se_change_ou_se_rend(dossier: Path) -> None:
    coach("reglages", "changer", "touches.envoyer", "f12")
    coach("reglages", "changer", "touches.aide", "f11")
    coach("reglages", "changer", "touches.envoyer")
    assert lire(dossier).reglages.touches == {"aide": ("f11",)}


@pytest.mark.parametrize(
    ("mots", "attendus"),
    [
        (["them", "clair"], ["« them »", "« theme »"]),
        (["theme", "clar"], ["« clar »", "« clair »"]),
        (["animations", "peut-être"], ["oui ou par non"]),
        (["referentiels", "cip", "suise"], ["« suise »", "« suisse »"]),
        (["touches.Envoyer", "f2"], ["« Envoyer »"]),
        (["touches.envoyer", "ctrl+c"], ["« Envoyer »", "Ctrl+C"]),
        (["touches.envoyer", "ctrl+p"], ["« Envoyer »", "« Commandes »"]),
        (["theme.clair", "x"], ["« theme.clair »", "« theme »"]),
    ],
)
def test_une_mauvaise_valeur_ne_change_rien_et_dit_la_bonne(
    dossier: Path, mots: list[str], attendus: list[str]
) -> None:
    resultat = coach("reglages", "changer", *mots)
    assert (resultat.exit_code, resultat.stdout) == (2, "")
    dit = resultat.stderr.replace("\u00a0", " ")
    assert [a for a in attendus if a not in dit] == []
    assert not dossier.exists()


def test_repondre_ligne_a_ligne_par_un_tube(dossier: Path) -> None:
    resultat = coach(
        "reglages", "--texte", entree="2\n\n1,4\n\nInès\n\n/retour\nInès B.\n9\n1\n\n/fin\n"
    )
    assert resultat.exit_code == 0
    lus = lire(dossier).reglages
    assert lus == Reglages(
        pays="BE", referentiels=("cisp", "coordinateur"), nom="Inès B.", accord="feminin"
    )
    assert "n’est pas chiffré" in resultat.stdout
    assert "entre 1 et 3" in resultat.stdout


def test_une_commande_ne_devient_pas_un_nom(dossier: Path) -> None:
    resultat = coach("reglages", "--texte", entree="1\n\n/passer\n/aide\n/bidule\n//L.\n/fin\n")
    assert resultat.exit_code == 0
    assert lire(dossier).reglages.nom == "/L."
    assert "/retour\u00a0: revenir" in resultat.stdout
    assert "Je ne connais pas /bidule" in resultat.stdout
    assert resultat.stdout.count("Nom affiché. ") == 1, "la question ne se redit pas à chaque faute"


def test_un_tube_vide_ne_change_rien_et_finit_bien(dossier: Path) -> None:
    resultat = coach("reglages", "--texte")
    assert resultat.exit_code == 0
    assert not dossier.exists()


def test_ouvrir_sans_editeur_dit_ou_est_le_fichier(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert coach("reglages", "ouvrir").stdout.strip() == str(dossier / FICHIER)
    assert (dossier / FICHIER).read_text(encoding="utf-8") == gabarit()


@pytest.mark.skipif(os.name != "posix", reason="un éditeur en shell")
def test_ouvrir_lance_l_editeur_puis_dit_ce_qui_ne_va_pas(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import coach.cli.reglages.ouvrir as verbe

    editeur = tmp_path / "mon éditeur"
    editeur.write_text('#!/bin/sh\nprintf "theme = \\"clar\\"\\n" > "$1"\n', encoding="utf-8")
    editeur.chmod(0o700)
    monkeypatch.setenv("EDITOR", f"'{editeur}'")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(verbe, "quelqu_un_repond", lambda: True)
    resultat = coach("reglages", "ouvrir")
    assert resultat.exit_code == 0
    assert "« clair »" in resultat.stderr.replace("\u00a0", " ")
    monkeypatch.setenv("EDITOR", "false")
    assert coach("reglages", "ouvrir").exit_code == 1


# --- Rien de lourd -------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("--version",), ("noter", "Rappeler Mme D.")], ids=" ".join)
def test_ce_qui_ne_fait_que_lire_ne_charge_pas_de_quoi_ecrire(
    arguments: tuple[str, ...], dossier: Path
) -> None:
    ecrire(dossier, 'pays = "BE"\n')
    essai = (
        "import sys\nfrom coach.__main__ import main\n"
        "sys.argv = ['coach', *sys.argv[1:]]\nassert main() == 0\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('tomlkit', 'textual')], "
        "file=sys.stderr)"
    )
    reponse = subprocess.run(
        [sys.executable, "-c", essai, *arguments], cwd=DEPOT, capture_output=True, text=True
    )
    assert reponse.stderr.strip().endswith("[]")


def test_l_accueil_lit_son_apparence_sans_le_modele() -> None:
    essai = (
        "import sys\nfrom pathlib import Path\nfrom coach.reglages.apparence import lire_vite\n"
        "lire_vite(Path('rien'))\nprint([m for m in ('pydantic', 'tomlkit') if m in sys.modules])"
    )
    reponse = subprocess.run([sys.executable, "-c", essai], cwd=DEPOT, capture_output=True)
    assert reponse.stdout.strip() == b"[]"


def test_un_reglage_inconnu_se_refuse_avec_le_plus_proche() -> None:
    with pytest.raises(ErreurDeReglages, match="theme"):
        champ("theme2")
