"""Les réglages : le fichier, ce qui s'y lit mal, ce qui s'y écrit, et la commande."""

import json
import os
import stat
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typographie import fautes_de_typographie

from coach.cli.principal import commande
from coach.reglages import Reglages, lire
from coach.reglages.apparence import FICHIER, THEMES, Apparence, lire_vite
from coach.reglages.champs import ErreurDeReglages, champ, champs
from coach.reglages.ecriture import enregistrer
from coach.reglages.gabarit import gabarit
from coach.reglages.modele import NOM_MAXIMAL
from coach.reglages.page import page
from coach.reglages.paroles import CATALOGUE

DEPOT = Path(__file__).parents[1]


@pytest.fixture
def dossier(foyer: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Le dossier des réglages ; il n'existe pas encore."""
    monkeypatch.setenv("COACH_CONFIGURATION", str(foyer / "reglages"))
    return foyer / "reglages"


def ecrire(dossier: Path, texte: str) -> Path:
    dossier.mkdir(exist_ok=True)
    (dossier / FICHIER).write_text(texte, encoding="utf-8")
    return dossier / FICHIER


def coach(*arguments: str, entree: str = "") -> Result:
    resultat = CliRunner().invoke(commande, list(arguments), input=entree)
    assert resultat.exception is None or isinstance(resultat.exception, SystemExit)
    return resultat


# --- Un seul modèle -----------------------------------------------------------------------------


def test_tout_reglage_a_son_titre_son_aide_et_le_nom_de_ses_choix() -> None:
    for reglage in champs():
        assert reglage.titre and reglage.aide and reglage.attendu
        assert reglage.en_mots(Reglages())
        for choix in reglage.choix():
            assert choix.libelle


def test_le_gabarit_se_lit_sans_un_mot_et_dit_les_valeurs_d_habitude(dossier: Path) -> None:
    ecrire(dossier, gabarit())
    lus = lire(dossier)
    assert (lus.reglages, lus.avertissements) == (Reglages(), ())
    for reglage in champs():
        assert f"# {reglage.titre}. " in gabarit()
    assert all(len(ligne) <= 92 for ligne in gabarit().splitlines())


def test_la_page_de_reference_est_celle_du_modele(dossier: Path) -> None:
    ecrite = (DEPOT / "docs" / "reglages.md").read_text(encoding="utf-8")
    assert ecrite == page(), "à refaire : python -m coach.reglages.page > docs/reglages.md"


def test_les_textes_des_reglages_sont_en_bon_francais() -> None:
    for section, phrases in CATALOGUE.sections.items():
        for nom, phrase in phrases.items():
            if not ("`" in phrase or '"' in phrase):
                assert fautes_de_typographie(phrase.strip()) == [], f"{section}.{nom}"


def test_la_lecture_rapide_connait_les_memes_themes_que_le_modele() -> None:
    assert get_args(Reglages.model_fields["theme"].annotation) == THEMES


# --- Lire ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ligne", "mots"),
    [
        ('pays = "be"', ["ligne 2", "« be »", "« BE »", "FR, BE ou CH"]),
        ('pays = "aucune"', ["« aucune »"]),
        ('referentiels = ["cip", "cips"]', ["ligne 2", "« cips »", "« cip »"]),
        ('referentiels = "cip"', ["« cip »", "liste"]),
        ("nom = 3", ["« 3 »", "« nom »"]),
        (f'nom = "{"é" * (NOM_MAXIMAL + 1)}"', ["« nom »", str(NOM_MAXIMAL)]),
        ('accord = "féminin"', ["« féminin »", "« feminin »"]),
        ('appui = "allégé"', ["« allege »"]),
        ('theme = "contrasté"', ["« contraste »"]),
        ('animations = "non"', ["« non »", "false"]),
        ("animations = 0", ["« 0 »", "« animations »"]),
        ('them = "clair"', ["« them »", "« theme »"]),
        ("[touches]\nenvoyer = 3", ["ligne 3", "« envoyer »"]),
        ('[touches]\nEnvoyer = "f2"', ["ligne 3", "« Envoyer »"]),
    ],
)
def test_ce_qui_est_mal_ecrit_se_nomme_avec_sa_ligne_et_le_mot_juste(
    dossier: Path, ligne: str, mots: list[str]
) -> None:
    ecrire(dossier, f"# mes réglages\n{ligne}\n")
    [dit] = lire(dossier).avertissements
    dit_sans_insecables = dit.replace("\u00a0", " ")
    assert str(dossier / FICHIER) in dit
    assert [m for m in mots if m not in dit_sans_insecables] == []
    assert fautes_de_typographie(dit.split("=")[0].replace(str(dossier), "")) == []


def test_ce_qui_va_bien_reste_a_cote_de_ce_qui_va_mal(dossier: Path) -> None:
    ecrire(
        dossier,
        'pays = "CH"\nreferentiels = ["suisse", "suise"]\ntheme = "vert"\n'
        '[touches]\nenvoyer = "f2, ctrl+e"\naide = 3\n',
    )
    lus = lire(dossier)
    assert len(lus.avertissements) == 3
    assert lus.reglages == Reglages(
        pays="CH", referentiels=("suisse",), touches={"envoyer": ("f2", "ctrl+e")}
    )


@pytest.mark.parametrize("octets", [b"pays = \n", b'nom = "\xe9"', b"[" * 5000])
def test_un_fichier_illisible_se_dit_et_n_arrete_rien(dossier: Path, octets: bytes) -> None:
    dossier.mkdir()
    (dossier / FICHIER).write_bytes(octets)
    lus = lire(dossier)
    assert lus.reglages == Reglages()
    assert "ne se lit pas" in lus.avertissements[0]


VALEURS = st.one_of(
    st.sampled_from(["sombre", "clair", "contraste", "vert", "Inès", " a\tb ", "é" * 41, ""]),
    st.booleans(),
    st.integers(),
    st.lists(st.sampled_from(["f2", "ctrl+e", "a,b", ""]), max_size=2),
    st.dictionaries(st.sampled_from(["envoyer", "Aide", "é"]), st.sampled_from(["f2", ["f3"], 3])),
)


@given(st.dictionaries(st.sampled_from(["theme", "animations", "nom", "touches"]), VALEURS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_la_lecture_rapide_et_celle_du_modele_disent_la_meme_chose(
    tmp_path: Path, donnees: dict[str, Any]
) -> None:
    import tomlkit

    (tmp_path / FICHIER).write_text(tomlkit.dumps(donnees), encoding="utf-8")
    vite, lus = lire_vite(tmp_path), lire(tmp_path).reglages
    assert (vite.theme, vite.animations, vite.nom) == (lus.theme, lus.animations, lus.nom)
    separees = {
        g: tuple(t.split(",")) if isinstance(t, str) else tuple(t) for g, t in vite.touches.items()
    }
    assert separees == lus.touches


def test_sans_fichier_l_apparence_est_celle_d_habitude(dossier: Path) -> None:
    assert lire_vite(dossier) == Apparence()


# --- Écrire --------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="droits POSIX")
def test_le_fichier_nait_du_gabarit_lisible_par_la_personne_seule(dossier: Path) -> None:
    enregistrer(dossier, {"pays": "BE"})
    texte = (dossier / FICHIER).read_text(encoding="utf-8")
    assert texte == gabarit().replace('pays = "aucun"', 'pays = "BE"')
    assert stat.S_IMODE(dossier.stat().st_mode) == 0o700
    assert {stat.S_IMODE(f.stat().st_mode) for f in dossier.iterdir()} == {0o600}


def test_les_commentaires_l_ordre_et_le_reste_survivent(dossier: Path) -> None:
    fichier = ecrire(
        dossier,
        "# à moi\r\ntheme = 'clair'  # le soir\r\n\r\ninconnu = [1,\r\n  2] # je garde\r\n"
        '[touches]\r\n# ma touche\r\nenvoyer = "f2" # là\r\naide = "f1"\r\n',
    )
    avant = fichier.read_bytes().decode()
    enregistrer(
        dossier,
        {"theme": "contraste", "pays": None, "touches": {"envoyer": ("f3",), "theme": ("f4",)}},
    )
    apres = fichier.read_bytes().decode()
    for commentaire in ("# à moi", "# le soir", "inconnu = [1,\r\n  2] # je garde", "# ma touche"):
        assert commentaire in avant and commentaire in apres
    donnees = tomllib.loads(apres)
    assert donnees["theme"] == "contraste" and donnees["pays"] == "aucun"
    assert donnees["touches"] == {"envoyer": ["f3"], "theme": ["f4"]}


def test_ce_qu_une_autre_fenetre_vient_d_ecrire_reste(dossier: Path) -> None:
    enregistrer(dossier, {"theme": "clair"})
    faits = enregistrer(dossier, {"accord": "feminin"})
    assert (faits.lus.reglages.theme, faits.lus.reglages.accord) == ("clair", "feminin")


def test_deux_fenetres_au_meme_instant_ne_perdent_rien(dossier: Path) -> None:
    valeurs: list[dict[str, Any]] = [
        {"theme": "clair"},
        {"accord": "feminin"},
        {"nom": "Inès"},
        {"pays": "CH"},
    ]
    fils = [threading.Thread(target=enregistrer, args=(dossier, v)) for v in valeurs]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    lus = lire(dossier)
    assert lus.avertissements == ()
    assert lus.reglages == Reglages(theme="clair", accord="feminin", nom="Inès", pays="CH")


def test_un_fichier_abime_est_garde_a_cote_et_c_est_dit(dossier: Path) -> None:
    fichier = ecrire(dossier, "# huit ans de réglages\npays = \n")
    faits = enregistrer(dossier, {"theme": "clair"})
    assert faits.copie is not None
    assert faits.copie.read_text(encoding="utf-8") == "# huit ans de réglages\npays = \n"
    assert str(faits.copie) in faits.avertissements[0]
    assert lire(dossier).reglages == Reglages(theme="clair")
    fichier.write_text("de nouveau [", encoding="utf-8")
    encore = enregistrer(dossier, {"theme": "sombre"})
    assert encore.copie not in (None, faits.copie)
    assert "huit ans" in faits.copie.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="liens POSIX")
def test_un_fichier_qui_est_un_lien_le_reste(dossier: Path, tmp_path: Path) -> None:
    vrai = tmp_path / "mes-fichiers" / "coach.toml"
    vrai.parent.mkdir()
    vrai.write_text("# chez moi\n", encoding="utf-8")
    dossier.mkdir()
    (dossier / FICHIER).symlink_to(vrai)
    enregistrer(dossier, {"theme": "clair"})
    assert (dossier / FICHIER).is_symlink()
    assert "# chez moi" in vrai.read_text(encoding="utf-8") and "clair" in vrai.read_text("utf-8")


def test_un_disque_qui_refuse_laisse_le_fichier_d_avant(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enregistrer(dossier, {"theme": "clair"})
    avant = (dossier / FICHIER).read_bytes()

    def refuser(*_: object, **__: object) -> None:
        raise OSError(28, "plein")

    monkeypatch.setattr("os.fsync", refuser)
    with pytest.raises(ErreurDeReglages, match="rien n’y a changé"):
        enregistrer(dossier, {"theme": "sombre"})
    assert (dossier / FICHIER).read_bytes() == avant
    assert [f.name for f in dossier.iterdir() if f.suffix == ".tmp"] == []


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "pays": st.sampled_from(["FR", "BE", "CH", None]),
            "referentiels": st.lists(st.sampled_from(["cip", "casp", "cisp"]), min_size=1).map(
                lambda liste: tuple(dict.fromkeys(liste))
            ),
            "nom": st.text(max_size=NOM_MAXIMAL),
            "theme": st.sampled_from(THEMES),
            "animations": st.booleans(),
            "touches": st.dictionaries(
                st.sampled_from(["envoyer", "aide"]), st.just(("f2", 'ctrl+"'))
            ),
        },
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_ce_qui_s_ecrit_se_relit(
    tmp_path_factory: pytest.TempPathFactory, valeurs: dict[str, Any]
) -> None:
    dossier = tmp_path_factory.mktemp("reglages")
    voulus = Reglages.model_validate(valeurs)
    propres = {nom: getattr(voulus, nom) for nom in valeurs}
    enregistrer(dossier, propres)
    assert lire(dossier).reglages == voulus


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
