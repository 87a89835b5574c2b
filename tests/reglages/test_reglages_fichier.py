"""Le fichier des réglages : ce qui s'y lit, ce qui s'y lit mal, ce qui s'y écrit."""

import os
import stat
import threading
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from fichier_ecrit import ecrire
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lieux import DEPOT
from typographie import fautes_de_typographie

from coach.reglages import Reglages, lire
from coach.reglages.apparence import FICHIER, THEMES, Apparence, lire_vite
from coach.reglages.champs import ErreurDeReglages, champs
from coach.reglages.ecriture import enregistrer
from coach.reglages.gabarit import gabarit
from coach.reglages.modele import NOM_MAXIMAL
from coach.reglages.page import page
from coach.reglages.paroles import CATALOGUE

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


def test_un_tube_ou_un_fichier_demesure_n_arrete_pas_le_coach(dossier: Path) -> None:
    """Lire un tube attendrait sans fin : le coach s'ouvre quand même, et dit ce qui ne va pas."""
    fichier = ecrire(dossier, "")

    def un_tube() -> None:
        fichier.unlink()
        os.mkfifo(fichier)

    for abimer in (un_tube, lambda: ecrire(dossier, "# rien\n" * 100_000)):
        abimer()
        assert lire_vite(dossier) == Apparence()
        [phrase] = lire(dossier).avertissements
        assert "ne peut pas être ouvert" in phrase
        with pytest.raises(ErreurDeReglages, match="rien n’y a changé"):
            enregistrer(dossier, {"pays": "BE"})
        fichier.unlink()
        fichier.touch()
    assert [f.name for f in dossier.glob("reglages*")] == [FICHIER]
