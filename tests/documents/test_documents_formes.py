"""Quatre formes, un seul contenu : on ouvre les vrais fichiers."""

import os
import re
import sys
from datetime import timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote_to_bytes
from zipfile import ZipFile

import docx
import pytest
from couleurs import contraste
from document_invente import DANS_L_ORDRE, GRAPHE, MAINTENANT, d_un_bloc, livret
from lire_document import Page, W, corps_de_word, page_du_markdown, texte_de_word, texte_du_pdf

from coach.documents import FORMES, ErreurDeDocument, Forme, ecrire
from coach.documents.modele import Citation, Document, Paragraphe, Partie

GABARIT = Path(ecrire.__code__.co_filename).with_name("gabarits") / "document.html.j2"


def lire(forme: Forme, fichier: Path) -> str:
    if forme == "pdf":
        return texte_du_pdf(fichier)
    if forme == "docx":
        return texte_de_word(fichier.read_bytes())
    texte = fichier.read_text("utf-8")
    return (Page(texte) if forme == "html" else page_du_markdown(texte)).texte


@pytest.fixture(scope="module")
def ecrits(tmp_path_factory: pytest.TempPathFactory) -> dict[Forme, Path]:
    dossier = tmp_path_factory.mktemp("formes")
    fichiers = {forme: dossier / f"livret.{forme}" for forme in FORMES}
    for forme, fichier in fichiers.items():
        assert ecrire(livret(), forme, fichier, maintenant=MAINTENANT)[0] == fichier
    return fichiers


@pytest.mark.parametrize("forme", FORMES)
def test_chaque_forme_dit_tout_et_dans_le_meme_ordre(
    forme: Forme, ecrits: dict[Forme, Path]
) -> None:
    lu = lire(forme, ecrits[forme])
    corps = lu[lu.rindex("Mot01") :]  # les titres sont d'abord dans le sommaire
    trouves = [mot for mot in re.findall(r"Mot\d\d", corps) if mot in DANS_L_ORDRE]
    assert trouves == list(DANS_L_ORDRE)
    for dit in ("Livret des capacités", "Devant le jury", "Camille R.", "22 novembre 2026"):
        assert dit in lu
    assert "[9]" in lu  # une preuve absente de la table se cite sans mener nulle part
    assert lu.index("Sommaire") < lu.index("Mot01") < lu.rindex("Mot01")


@pytest.mark.parametrize("forme", FORMES)
def test_la_meme_heure_donne_les_memes_octets(
    forme: Forme, ecrits: dict[Forme, Path], tmp_path: Path
) -> None:
    encore = tmp_path / f"encore.{forme}"
    ecrire(livret(), forme, encore, maintenant=MAINTENANT)
    contenu = encore.read_bytes().replace(b"encore-images", b"livret-images")
    assert contenu == ecrits[forme].read_bytes()


@pytest.mark.parametrize("forme", ["pdf", "docx"])
def test_l_heure_donnee_date_le_fichier(forme: Forme, tmp_path: Path) -> None:
    avant, apres = tmp_path / "a", tmp_path / "b"
    ecrire(livret(), forme, avant, maintenant=MAINTENANT)
    ecrire(livret(), forme, apres, maintenant=MAINTENANT + timedelta(days=1))
    assert avant.read_bytes() != apres.read_bytes()


# --- HTML --------------------------------------------------------------------------------------


def test_la_page_est_seule_sans_script_ni_reseau(ecrits: dict[Forme, Path]) -> None:
    html = ecrits["html"].read_text("utf-8")
    page = Page(html)
    assert not page.ouvertes
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(b for b, _ in page.balises)
    assert not re.search(r"@import|url\((?!#)|src=", html)
    adresses = {a["href"] for a in page.toutes("a")}
    assert all(adresse and adresse.startswith("#") for adresse in adresses)
    assert "default-src 'none'" in html


def test_la_page_se_lit_a_l_oreille(ecrits: dict[Forme, Path]) -> None:
    page = Page(ecrits["html"].read_text("utf-8"))
    assert page.toutes("html") == [{"lang": "fr"}]
    niveaux = [int(b[1]) for b, _ in page.balises if re.fullmatch(r"h\d", b)]
    assert niveaux[0] == 1
    assert niveaux.count(1) == 1
    assert all(apres <= avant + 1 for avant, apres in pairwise(niveaux))
    assert all(th["scope"] in {"col", "row"} for th in page.toutes("th"))
    (dessin,) = page.toutes("svg")
    assert dessin["role"] == "img"
    nommes = {attributs["id"] for _, attributs in page.balises if "id" in attributs}
    assert set(str(dessin["aria-labelledby"]).split()) <= nommes
    assert GRAPHE.alternative.replace(" :", "\u00a0:") in ecrits["html"].read_text("utf-8")


@pytest.mark.parametrize("forme", ["html", "md"])
def test_un_renvoi_mene_a_sa_preuve_et_la_preuve_y_ramene(
    forme: Forme, ecrits: dict[Forme, Path]
) -> None:
    texte = ecrits[forme].read_text("utf-8")
    page = Page(texte) if forme == "html" else page_du_markdown(texte)
    ancres = [a["id"] for _, a in page.balises if "id" in a]
    assert len(ancres) == len(set(ancres))
    menes = {str(a["href"])[1:] for a in page.toutes("a") if "href" in a}
    assert menes <= set(ancres)
    assert {"preuve-1", "preuve-2", "renvoi-1-1", "renvoi-2-1", "renvoi-2-2"} <= menes


def test_les_contrastes_suffisent_de_jour_et_de_nuit() -> None:
    themes = re.findall(r":root \{([^}]*)\}", GABARIT.read_text("utf-8"))
    assert len(themes) == 2
    for theme in themes:
        couleurs = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme))
        for nom in ("texte", "discret", "accent"):
            assert contraste(couleurs[nom], couleurs["fond"]) >= 4.5
            assert contraste(couleurs[nom], couleurs["voile"]) >= 4.5
        for nom in ("filet", *(f"teinte-{rang}" for rang in range(1, 7))):
            assert contraste(couleurs[nom], couleurs["fond"]) >= 3


# --- Markdown ----------------------------------------------------------------------------------


def test_le_markdown_a_ses_images_a_cote(tmp_path: Path) -> None:
    fichier = tmp_path / "mon livret (1).md"
    _, image = ecrire(livret(), "md", fichier, maintenant=MAINTENANT)
    assert image == tmp_path / "mon livret (1)-images" / "graphique-1.svg"
    assert image.read_text("utf-8").startswith("<svg ")
    source = fichier.read_text("utf-8")
    (trouvee,) = page_du_markdown(source).toutes("img")
    assert trouvee["src"] == "mon%20livret%20%281%29-images/graphique-1.svg"
    assert trouvee["alt"] == GRAPHE.alternative.replace(" :", "\u00a0:")
    assert "\n\n\n" not in source


@pytest.mark.skipif(sys.platform != "linux", reason="ce disque ne porte que des noms en Unicode")
def test_un_nom_que_l_unicode_ne_dit_pas_mene_a_ses_images(tmp_path: Path) -> None:
    fichier = tmp_path / os.fsdecode(b"ann\xe9e.md")
    _, image = ecrire(livret(), "md", fichier, maintenant=MAINTENANT)
    (trouvee,) = page_du_markdown(fichier.read_text("utf-8")).toutes("img")
    adresse = os.fsdecode(unquote_to_bytes(trouvee["src"]))
    assert image == tmp_path / adresse and image.is_file()


# --- PDF ---------------------------------------------------------------------------------------


def test_le_pdf_est_a_archiver_et_accessible(ecrits: dict[Forme, Path]) -> None:
    pdf = ecrits["pdf"].read_bytes()
    for marque in (b"<pdfaid:part>2<", b"<pdfaid:conformance>B<", b"<pdfuaid:part>1<"):
        assert marque in pdf
    assert "Livret des capacités</rdf:li>".encode() in pdf
    assert b"Camille R.</rdf:li>" in pdf
    assert b"/Lang(fr)" in pdf
    assert b"2026-11-22T09:30:00" in pdf
    assert b"/FontFile" in pdf


def test_un_signe_que_les_polices_n_ont_pas_n_arrete_rien(tmp_path: Path) -> None:
    fichier = tmp_path / "x.pdf"
    document = d_un_bloc(Paragraphe("Un sourire 🙂, une famille 👩‍👧, 漢字, Привет, ◔."))
    ecrire(document, "pdf", fichier, maintenant=MAINTENANT)
    assert "Un sourire ▯, une famille ▯▯, ▯▯, Привет, ◔." in texte_du_pdf(fichier)


# --- Word --------------------------------------------------------------------------------------


def test_le_document_word_a_de_vrais_styles(ecrits: dict[Forme, Path]) -> None:
    document = docx.Document(str(ecrits["docx"]))
    styles = {p.text: p.style.name for p in document.paragraphs if p.style and p.text}
    assert styles["Livret des capacités"] == "Title"
    assert styles["1. Me présenter Mot01"] == "Heading 1"
    assert styles["Mes objectifs Mot07"] == "Heading 2"
    assert styles["«\u00a0J’ai posé mon stylo.\u00a0» Mot03\u00a0[2]"] == "Quote"
    proprietes = document.core_properties
    assert (proprietes.title, proprietes.author) == ("Livret des capacités", "Camille R.")
    assert proprietes.created == MAINTENANT
    assert not proprietes.comments
    ajustements, preuves = [table for table in document.tables if len(table.columns) > 1]
    for table in (ajustements, preuves):
        assert table.style.name == "Tableau du document"
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
        assert all(r._tr.trPr.find(f"{W}cantSplit") is not None for r in table.rows)


def test_le_titre_d_un_graphique_passe_la_page_avec_son_image(ecrits: dict[Forme, Path]) -> None:
    document = docx.Document(str(ecrits["docx"]))
    (legende,) = [p for p in document.paragraphs if p.text == GRAPHE.titre]
    assert legende.style is not None and legende.style.paragraph_format.keep_with_next
    suite = legende._p.getnext()
    assert suite is not None and suite.tag == f"{W}tbl"  # une case insécable tient son titre
    assert suite.find(f".//{W}drawing") is not None
    assert suite.find(f".//{W}cantSplit") is not None
    assert suite.find(f".//{W}keepNext") is not None  # et la phrase qui le suit


def test_les_renvois_de_word_menent_a_des_signets(ecrits: dict[Forme, Path]) -> None:
    corps = corps_de_word(ecrits["docx"].read_bytes())
    signets = [s.get(f"{W}name") for s in corps.iter(f"{W}bookmarkStart")]
    assert len(signets) == len(set(signets))
    menes = {lien.get(f"{W}anchor") for lien in corps.iter(f"{W}hyperlink")}
    assert {"preuve_1", "preuve_2", "renvoi_2_2", "partie_1", "partie_1_1"} <= menes
    assert menes <= set(signets)


def test_l_image_de_word_se_dit_en_mots_et_la_page_se_numerote(ecrits: dict[Forme, Path]) -> None:
    octets = ecrits["docx"].read_bytes()
    (dessin,) = [e for e in corps_de_word(octets).iter() if str(e.tag).endswith("}docPr")]
    assert dessin.get("descr") == GRAPHE.alternative.replace(" :", "\u00a0:")
    with ZipFile(BytesIO(octets)) as pieces:
        (png,) = [n for n in pieces.namelist() if n.startswith("word/media/")]
        largeur = int.from_bytes(pieces.read(png)[16:20], "big")
        assert largeur >= 14.5 / 2.54 * 300 - 1
        pieds = "".join(
            pieces.read(n).decode() for n in pieces.namelist() if n.startswith("word/footer")
        )
        assert {p.date_time for p in pieces.infolist()} == {(2026, 11, 22, 9, 30, 0)}
        assert not [n for n in pieces.namelist() if "thumbnail" in n]
        styles = pieces.read("word/styles.xml").decode()
    assert pieds.count(" PAGE ") == 2
    assert "Les noms sont inventés." in pieds
    assert 'w:lang w:val="fr-FR"' in styles


def test_chaque_liste_numerotee_repart_de_un(tmp_path: Path) -> None:
    from coach.documents.modele import Liste

    fichier = tmp_path / "x.docx"
    listes = (Liste(("a", "b"), numerotee=True), Liste(("c", "d"), numerotee=True))
    ecrire(d_un_bloc(*listes), "docx", fichier, maintenant=MAINTENANT)
    numeros = [n.get(f"{W}val") for n in corps_de_word(fichier.read_bytes()).iter(f"{W}numId")]
    assert numeros[0] == numeros[1] != numeros[2] == numeros[3]


# --- Sur le disque -----------------------------------------------------------------------------


@pytest.mark.parametrize("forme", FORMES)
def test_rien_ne_reste_d_une_ecriture_qui_echoue(
    forme: Forme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fichier = tmp_path / f"x.{forme}"
    fichier.write_text("avant", "utf-8")

    def plein(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", plein)
    with pytest.raises(ErreurDeDocument, match="ne peut pas s’écrire"):
        ecrire(livret(), forme, fichier, maintenant=MAINTENANT, remplacer=True)
    assert [f.name for f in tmp_path.iterdir()] == [fichier.name]
    assert fichier.read_text("utf-8") == "avant"


def test_un_dossier_absent_ou_pris_se_dit(tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    for chemin in (tmp_path / "x.html", tmp_path / "nulle" / "part" / "y.html"):
        with pytest.raises(ErreurDeDocument, match="dossier"):
            ecrire(livret(), "html", chemin, maintenant=MAINTENANT)
    assert [f.name for f in tmp_path.iterdir()] == ["x.html"]


# --- Sans l'extra ------------------------------------------------------------------------------


@pytest.mark.parametrize(("forme", "absent"), [("pdf", "typst"), ("docx", "docx")])
def test_sans_l_extra_une_phrase_dit_comment_l_obtenir(
    forme: Forme, absent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, absent, None)
    with pytest.raises(ErreurDeDocument) as refus:
        ecrire(livret(), forme, tmp_path / "x", maintenant=MAINTENANT)
    assert "make complements" in str(refus.value)
    assert "html et md" in str(refus.value)
    assert not list(tmp_path.iterdir())


def test_sans_l_extra_html_et_markdown_s_ecrivent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for absent in ("typst", "docx", "docxtpl", "lxml"):
        monkeypatch.setitem(sys.modules, absent, None)
    for forme in ("html", "md"):
        ecrire(livret(), forme, tmp_path / f"x.{forme}", maintenant=MAINTENANT)
        assert "Mot19" in (tmp_path / f"x.{forme}").read_text("utf-8")


def test_la_source_d_un_extrait_ne_passe_pas_seule_a_la_page_suivante(tmp_path: Path) -> None:
    extraits = tuple(Citation(f"Extrait {n}.", f"La source {n}") for n in range(60))
    document = Document("portfolio", "Titre", (Partie("Une partie", extraits),))
    fichier = tmp_path / "extraits.pdf"
    ecrire(document, "pdf", fichier, maintenant=MAINTENANT)
    pages = [p for p in texte_du_pdf(fichier).split("\f") if p.strip()]
    assert len(pages) > 2
    for page in pages:
        assert set(re.findall(r"Extrait (\d+)", page)) == set(re.findall(r"source (\d+)", page))
