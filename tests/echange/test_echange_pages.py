"""Le carnet en pages Markdown : tout y est, rien n'y commande, et rien ne s'efface par surprise."""

import json
import os
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from carnet_d_essai import RECIT, TITRES, remplir
from fabriques import DEPART, Seance, ulid
from hypothesis import given
from hypothesis import strategies as st
from ligne_de_commande import coach, en_json, refus
from markdown_it import MarkdownIt
from typographie import fautes_de_typographie

from coach.carnet import Carnet
from coach.echange import textes
from coach.echange.erreurs import ErreurDEchange
from coach.echange.journaux.entete import separer
from coach.echange.journaux.lecture import lire_journal
from coach.echange.pages.dossier import INDEX, ecrire_le_carnet
from coach.echange.pages.markdown import echapper, en_tete, paragraphes
from coach.echange.pages.page import nom_de_fichier, page
from coach.modeles.evenements import AjustementDecide, EtiquettePosee, NoteDeposee
from coach.modeles.repli import plier

HOSTILE = (
    "# titre\n---\ntags: [x]\n- puce\n1. rang\n> cite\n    code\n```dataviewjs\nx\n```\n"
    "<script>alert(1)</script> [[lien]] ![i](x) [a](b) **g** _i_ `c` #mot $x$ %%secret%% ^b\n===\n"
    "&lt;b&gt; | a | b |\n+ plus\n{{ 7*7 }}"
)


def rendu(texte: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(texte))


def texte_de(html: str) -> str:
    import html as entites

    nu = re.sub(r"<br />\n?", "\n", html)
    return entites.unescape(re.sub(r"<[^>]+>", "", nu))


# --- Le texte ----------------------------------------------------------------------------------


def test_le_texte_de_la_personne_ne_commande_rien() -> None:
    html = rendu(paragraphes(HOSTILE))
    assert set(re.findall(r"</?(\w+)", html)) == {"p", "br"}
    mots = texte_de(html).split()
    assert mots == HOSTILE.split()


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=80))
def test_tout_texte_se_lit_tel_quel(texte: str) -> None:
    html = rendu(paragraphes(texte))
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}
    assert "".join(texte_de(html).split()) == "".join(normal(texte).split())


def normal(texte: str) -> str:
    from coach.modeles.texte import nfc

    return nfc(re.sub("[\u2028\u2029]", "\n", texte))


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_l_en_tete_ne_se_laisse_pas_forcer(titre: str, mots: list[str]) -> None:
    lignes = list(en_tete({"titre": titre + "x", "tags": mots, "fin": "oui"}))
    assert lignes[0] == lignes[-1] == "---" and lignes[-2] == 'fin: "oui"'
    for ligne in lignes[1:-1]:
        valeur = re.fullmatch(r'(?:[a-z]+: |  - )(".*")|tags:', ligne)
        assert valeur, ligne
        assert valeur[1] is None or isinstance(json.loads(valeur[1]), str)
    lue = separer("\n".join([*lignes, "corps"]))
    assert (lue.corps, lue.texte("fin")) == ("corps", "oui")
    assert len(lue.liste("tags")) == len(mots)


# --- La page -----------------------------------------------------------------------------------


def une_seance() -> Seance:
    seance = Seance(ulid(1))
    seance.titrer('Le "retard": #1 --- de M. K.')
    seance.dire(NoteDeposee, texte="Une note.\n\n## Fausse étape")
    reponse = seance.repondre(HOSTILE)
    seance.relier(reponse, "titre", code="CP1")
    seance.dire(EtiquettePosee, etiquette="à reprendre")
    seance.dire(AjustementDecide, texte="Rappeler *demain*", echeance=date(2026, 3, 9))
    seance.finir()
    return seance


def test_la_page_dit_toute_la_seance(carnet: Carnet) -> None:
    seance = une_seance()
    carnet.ajouter(*seance.evenements)
    etat = plier(seance.flux, seance.evenements)
    lue = separer(page(etat, carnet.actions(seance.flux)))
    assert lue.texte("titre") == 'Le "retard": #1 --- de M. K.'
    assert lue.texte("date") == DEPART.replace(tzinfo=None).isoformat()
    assert lue.texte("seance") == seance.flux
    assert lue.liste("tags") == ["à-reprendre"]
    assert lue.texte("origine") == "coach-reflexif"
    html = rendu(lue.corps)
    titres = re.findall(r"<h([12])>(.*?)</h", html)
    assert [rang for rang, _ in titres].count("1") == 1
    assert "Fausse étape" not in [t for _, t in titres]
    assert {"La note", "Compétences reliées", "Ajustements"} <= {t for _, t in titres}
    assert "Rappeler *demain* (à faire, pour le 09/03/2026)" in texte_de(html)
    assert "<script" not in html and "<a " not in html and "<img" not in html
    assert "".join(HOSTILE.split()) in "".join(texte_de(html).split())


@pytest.mark.parametrize(
    ("titre", "attendu"),
    [
        ("L’entretien interrompu", "l-entretien-interrompu-"),
        ("../../etc/passwd", "etc-passwd-"),
        ('a<b>:"/\\|?*\x00', "a-b-"),
        ("Œuvre à l’été", "oeuvre-a-l-ete-"),
        ("日本語", ""),
        ("mot " * 60, "mot-mot-"),
    ],
)
def test_le_nom_du_fichier_convient_a_tous_les_systemes(titre: str, attendu: str) -> None:
    seance = Seance(ulid(1))
    seance.titrer(titre)
    nom = nom_de_fichier(plier(seance.flux, seance.evenements))
    assert nom.startswith(f"2026-03-03-{attendu}")
    assert re.fullmatch(r"[a-z0-9-]{1,90}\.md", nom)


# --- Le dossier --------------------------------------------------------------------------------


@pytest.fixture
def rempli(carnet: Carnet) -> Carnet:
    remplir(carnet, DEPART)
    return carnet


def contenu(dossier: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in dossier.iterdir()}


def test_un_fichier_par_seance_et_toujours_les_memes(rempli: Carnet, tmp_path: Path) -> None:
    assert ecrire_le_carnet(rempli, tmp_path / "a") == len(TITRES)
    ecrire_le_carnet(rempli, tmp_path / "b")
    assert contenu(tmp_path / "a") == contenu(tmp_path / "b")
    pages = [f for f in (tmp_path / "a").iterdir() if f.suffix == ".md"]
    assert len(pages) == len(TITRES)
    assert sorted(separer(p.read_text("utf-8")).texte("titre") for p in pages) == sorted(TITRES)
    premiere = next(p for p in pages if "interrompu" in p.name).read_text("utf-8")
    assert "J’avais la boule au ventre." in premiere and RECIT[:20] in premiere
    if os.name == "posix":
        assert {p.stat().st_mode & 0o777 for p in pages} == {0o600}
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a", "b"]


def test_le_dossier_se_remplace_s_il_est_reste_celui_du_coach(
    rempli: Carnet, tmp_path: Path
) -> None:
    ici = tmp_path / "pages"
    ecrire_le_carnet(rempli, ici)
    with pytest.raises(ErreurDEchange) as refuse:
        ecrire_le_carnet(rempli, ici)
    assert refuse.value.raison == "dossier_a_remplacer"
    rempli.titrer(ulid(1), "Un autre titre")
    (ici / ".DS_Store").write_bytes(b"x")
    ecrire_le_carnet(rempli, ici, remplacer=True)
    assert any("un-autre-titre" in nom for nom in contenu(ici))
    assert not any("interrompu" in nom for nom in contenu(ici))
    assert [f.name for f in tmp_path.iterdir()] == ["pages"]


@pytest.mark.parametrize("remplacer", [False, True])
def test_rien_de_la_personne_ne_s_efface(rempli: Carnet, tmp_path: Path, remplacer: bool) -> None:
    ici = tmp_path / "documents"
    ici.mkdir()
    (ici / "memoire.docx").write_bytes(b"des mois de travail")
    avant = contenu(ici)
    with pytest.raises(ErreurDEchange):
        ecrire_le_carnet(rempli, ici, remplacer=remplacer)
    (ici / INDEX).write_text('{"format": "autre"}')
    with pytest.raises(ErreurDEchange):
        ecrire_le_carnet(rempli, ici, remplacer=remplacer)
    (ici / INDEX).unlink()
    assert contenu(ici) == avant and [f.name for f in tmp_path.iterdir()] == ["documents"]


def test_une_page_retouchee_ou_ajoutee_arrete_tout(rempli: Carnet, tmp_path: Path) -> None:
    ici = tmp_path / "pages"
    ecrire_le_carnet(rempli, ici)
    (ici / "a-moi.md").write_text("à moi", encoding="utf-8")
    with pytest.raises(ErreurDEchange, match=r"a-moi\.md"):
        ecrire_le_carnet(rempli, ici, remplacer=True)
    (ici / "a-moi.md").unlink()
    page_ecrite = next(f for f in ici.iterdir() if f.suffix == ".md")
    page_ecrite.write_text("récrite", encoding="utf-8")
    with pytest.raises(ErreurDEchange) as refuse:
        ecrire_le_carnet(rempli, ici, remplacer=True)
    assert refuse.value.raison == "page_modifiee"
    assert page_ecrite.read_text(encoding="utf-8") == "récrite"


def test_un_echec_au_milieu_ne_laisse_rien(
    rempli: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import coach.echange.pages.dossier as module

    ecrits: list[str] = []

    def casser(fichier: Path, octets: bytes) -> None:
        ecrits.append(fichier.name)
        if len(ecrits) == 3:
            raise OSError(28, "plein")
        fichier.write_bytes(octets)

    monkeypatch.setattr(module, "_ecrire", casser)
    with pytest.raises(ErreurDEchange) as refuse:
        ecrire_le_carnet(rempli, tmp_path / "pages")
    assert refuse.value.raison == "ecriture" and list(tmp_path.iterdir()) == []


def test_ni_dans_le_carnet_ni_par_un_lien(rempli: Carnet, tmp_path: Path) -> None:
    for ou in (rempli.dossier, rempli.dossier / "pages"):
        with pytest.raises(ErreurDEchange) as refuse:
            ecrire_le_carnet(rempli, ou)
        assert refuse.value.raison == "dans_le_carnet"
    with pytest.raises(ErreurDEchange) as refuse:
        ecrire_le_carnet(rempli, tmp_path / "absent" / "pages")
    assert refuse.value.raison == "dossier_parent"
    (tmp_path / "vrai").mkdir()
    (tmp_path / "lien").symlink_to(tmp_path / "vrai")
    with pytest.raises(ErreurDEchange):
        ecrire_le_carnet(rempli, tmp_path / "lien")


def test_la_commande_dit_ce_qu_elle_a_ecrit_et_que_les_noms_y_restent(
    rempli: Carnet, tmp_path: Path
) -> None:
    rempli.fermer()
    reponse = coach("carnet", "exporter", tmp_path / "pages", "--json")
    rendu = {"dossier": str(tmp_path / "pages"), "format": "markdown", "seances": 6}
    assert json.loads(reponse.stdout) == rendu
    assert "pseudonymisé" in reponse.stderr
    assert "--remplacer" in refus("carnet", "exporter", tmp_path / "pages")
    assert en_json("carnet", "exporter", tmp_path / "pages", "--remplacer")["seances"] == 6
    refus("carnet", "exporter", tmp_path / "autre", "--format", "word")


def test_reimporter_ses_propres_pages_n_ajoute_rien(rempli: Carnet, tmp_path: Path) -> None:
    ecrire_le_carnet(rempli, tmp_path / "pages")
    lu = lire_journal(tmp_path / "pages", "markdown")
    assert (lu.entrees, lu.pages) == ((), len(TITRES))


def test_les_referentiels_s_exportent_et_s_importent_par_la_commande(tmp_path: Path) -> None:
    ecrit = tmp_path / "cip.json"
    assert coach("referentiel", "exporter", "cip", "-o", ecrit).exit_code == 0
    sorti = coach("referentiel", "exporter", "cip").stdout
    assert json.loads(sorti) == json.loads(ecrit.read_bytes())
    assert (
        "caseVersion" not in coach("referentiel", "exporter", "cip", "--format", "case-1.0").stdout
    )
    assert coach("referentiel", "exporter", "cip", "--format", "moodle").stdout.count("coach-cip")
    essai: dict[str, Any] = en_json("referentiel", "importer", ecrit, "--essai", "--id", "copie")
    assert (essai["nouveau"], essai["essai"], essai["competences"]) == (True, True, 16)
    assert en_json("referentiel", "importer", ecrit, "--id", "copie")["nouveau"] is True
    assert en_json("referentiel", "importer", ecrit, "--id", "copie")["nouveau"] is False
    assert "copie" in [r["id"] for r in en_json("referentiel", "lister")]
    assert coach("referentiel", "valider").exit_code == 0
    assert "--id" in refus("referentiel", "importer", ecrit, "--id", "cip")
    refus("referentiel", "exporter", "cip", "--format", "pdf")
    refus("referentiel", "exporter", "inconnu")
    assert "déjà à jour" in coach("referentiel", "exporter", "cip", "-o", ecrit).stderr
    refus("referentiel", "exporter", "cip", "--format", "moodle", "-o", ecrit)
    refus("referentiel", "importer", tmp_path / "absent.json")


def test_echapper_garde_une_seule_ligne() -> None:
    assert echapper("a\nb  c") == "a b c"


@pytest.mark.parametrize("nom", ["messages.toml", "paroles.toml"])
def test_les_phrases_sont_composees_en_francais(nom: str) -> None:
    fichier = Path(textes.__file__).with_name(nom)
    for section in tomllib.loads(fichier.read_text("utf-8")).values():
        for phrase in section.values():
            assert not fautes_de_typographie(phrase), phrase
