"""Les gabarits récrits et le modèle de l'école : ils obéissent, ou une phrase dit pourquoi."""

import re
from pathlib import Path

import docx
import pytest
from document_invente import MAINTENANT, d_un_bloc, livret
from lire_document import Page, W, corps_de_word, page_du_markdown, texte_de_word

from coach.documents import ErreurDeDocument, ecrire, reperes
from coach.documents.gabarits import copier_gabarit
from coach.documents.modele import Document, Paragraphe, Partie


def rediger(
    dossier: Path, source: str, document: Document | None = None, forme: str = "html"
) -> str:
    """Ce qu'écrit un gabarit récrit."""
    document = document or livret()
    (dossier / f"{document.genre}.{forme}.j2").write_text(source, "utf-8")
    fichier = dossier / f"sortie.{forme}"
    ecrire(document, forme, fichier, maintenant=MAINTENANT, gabarits=dossier)
    return fichier.read_text("utf-8")


# --- HTML et Markdown --------------------------------------------------------------------------


@pytest.mark.parametrize("forme", ["html", "md"])
def test_le_gabarit_copie_rend_le_meme_document(forme: str, tmp_path: Path) -> None:
    copie = copier_gabarit("livret", forme, tmp_path / "gabarits")
    assert copie.name == f"livret.{forme}.j2"
    for nom, gabarits in (("a", None), ("b", copie.parent)):
        ecrire(livret(), forme, tmp_path / nom, maintenant=MAINTENANT, gabarits=gabarits)
    a, b = ((tmp_path / nom).read_text("utf-8") for nom in "ab")
    assert a.replace("a-images", "b-images") == b


def test_un_gabarit_deja_la_n_est_pas_ecrase(tmp_path: Path) -> None:
    copie = copier_gabarit("journal", "md", tmp_path)
    copie.write_text("le mien", "utf-8")
    with pytest.raises(ErreurDeDocument, match=r"journal\.md\.j2"):
        copier_gabarit("journal", "md", tmp_path)
    assert copie.read_text("utf-8") == "le mien"


def test_un_gabarit_ne_sert_qu_a_son_genre(tmp_path: Path) -> None:
    assert rediger(tmp_path, "{{ document.titre }}\n") == "Livret des capacités\n"
    ecrire(
        d_un_bloc(Paragraphe("x")),
        "html",
        tmp_path / "j.html",
        maintenant=MAINTENANT,
        gabarits=tmp_path,
    )
    assert (tmp_path / "j.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ("a\n\n{% if %}", "ligne 3.*mal écrite"),
        ("a\n{{ document.zut }}", "ligne 2.*« zut »"),
        ("{% for p in document.parties %}\n{{ p.rien.autre }}{% endfor %}", "ligne 2.*« rien »"),
        ("\n\n\n{% include 'absent.j2' %}", "ligne 4.*« absent.j2 »"),
        ("{% include '../../secret' %}", "ligne 1.*qui n’existe pas"),
        ("\n{{ ''.__class__.__mro__ }}", "ligne 2.*ne peut pas faire"),
        ("\n{{ document.parties.clear() }}", "ligne 2.*ne peut pas faire"),
        ("\n{{ 1 / 0 }}", "ligne 2.*échoue"),
        ("\n{{ 'a' + 1 }}", "ligne 2.*échoue"),
        ("\n{{ document.titre | safe }}", "ligne 2.*mal écrite"),
        (
            "\n\n{% autoescape false %}{{ document.titre }}{% endautoescape %}",
            "ligne 3.*mal écrite",
        ),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", "ligne 2.*échoue"),
    ],
)
@pytest.mark.parametrize("forme", ["html", "md"])
def test_une_faute_nomme_le_fichier_et_la_ligne(
    source: str, phrase: str, forme: str, tmp_path: Path
) -> None:
    with pytest.raises(ErreurDeDocument) as refus:
        rediger(tmp_path, source, forme=forme)
    dit = str(refus.value).replace("\u00a0", " ")
    assert f"livret.{forme}.j2" in dit
    assert re.search(phrase, dit)
    assert {f.name for f in tmp_path.iterdir()} == {f"livret.{forme}.j2"}


def test_un_gabarit_illisible_se_dit(tmp_path: Path) -> None:
    (tmp_path / "livret.html.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ErreurDeDocument, match="UTF-8"):
        ecrire(livret(), "html", tmp_path / "x", maintenant=MAINTENANT, gabarits=tmp_path)


def test_un_gabarit_recrit_echappe_sans_qu_on_y_pense(tmp_path: Path) -> None:
    hostile = Document("livret", "<b>{{ 1 }}</b> [a](b)", ())
    assert Page(rediger(tmp_path, "<p>{{ document.titre }}</p>", hostile)).balises == [("p", {})]
    markdown = rediger(tmp_path, "{{ document.titre }}", hostile, "md")
    assert page_du_markdown(markdown).balises == [("p", {})]


# --- Le modèle de l'école ----------------------------------------------------------------------


def modele(dossier: Path, *lignes: str, en_tete: str = "", case: str = "") -> Path:
    """Un modèle Word inventé, un paragraphe par ligne, avec un tableau s'il a une case."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = en_tete
    for ligne in lignes:
        document.add_paragraph(ligne)
    if case:
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = case
    chemin = dossier / "ecole.docx"
    document.save(str(chemin))
    return chemin


def remplir(dossier: Path, chemin: Path, document: Document | None = None) -> bytes:
    sortie = dossier / "rempli.docx"
    ecrire(document or livret(), "docx", sortie, maintenant=MAINTENANT, modele_docx=chemin)
    return sortie.read_bytes()


def test_chaque_repere_recoit_ce_qu_il_demande(tmp_path: Path) -> None:
    chemin = modele(
        tmp_path,
        "Présenté par {{ identite.nom }}, {{ identite.formation_suivie }}",
        "{{ parties.presentation }}",
        "{%p for partie in liste_des_parties %}",
        "Partie {{ partie.titre }}",
        "{%p endfor %}",
        en_tete="{{ titre }}",
        case="{{ parties.table_des_preuves_mot }}",
    )
    octets = remplir(tmp_path, chemin)
    texte = texte_de_word(octets)
    assert texte.startswith("Présenté par Camille R., Coordination\n")
    assert "Mot02" in texte
    assert "Partie 2. Mon parcours" in texte
    assert "Mot12" not in texte  # le contenu de la deuxième partie n'était pas demandé
    assert "Mot17" in texte
    assert not re.search(r"[{}\ue000\ue001]", texte)
    rempli = docx.Document(str(tmp_path / "rempli.docx"))
    assert rempli.sections[0].header.paragraphs[0].text == "Livret des capacités"
    assert rempli.tables[0].rows[0].cells[0].tables  # la table des preuves, dans sa case
    titres = [p.text for p in rempli.paragraphs if p.style and p.style.name == "Heading 2"]
    assert titres == ["Mes objectifs Mot07"]


def test_le_contenu_entier_tient_en_un_repere(tmp_path: Path) -> None:
    texte = texte_de_word(remplir(tmp_path, modele(tmp_path, "avant", "{{ contenu }}", "après")))
    trouves = re.findall(r"Mot\d\d", texte)
    assert trouves == sorted(trouves)
    assert len(set(trouves)) == 19
    assert texte.startswith("avant\n1. Me présenter")
    assert texte.rstrip().endswith("après")


def test_un_lien_dont_la_cible_n_est_pas_demandee_redevient_du_texte(tmp_path: Path) -> None:
    octets = remplir(tmp_path, modele(tmp_path, "{{ parties.presentation }}"))
    assert not list(corps_de_word(octets).iter(f"{W}hyperlink"))
    assert "[1]" in texte_de_word(octets)


def test_les_reperes_annonces_sont_ceux_que_le_modele_comprend(tmp_path: Path) -> None:
    annonces = reperes(livret())
    assert {"contenu", "identite.nom", "parties.presentation"} <= set(annonces)
    remplir(tmp_path, modele(tmp_path, *(f"{{{{ {repere} }}}}" for repere in annonces)))


def test_le_texte_n_est_pas_un_repere(tmp_path: Path) -> None:
    hostile = "{{ 7*7 }} {% for %} <w:p/> & ]]> { DDEAUTO c }"
    document = Document("livret", hostile, (Partie("P", (Paragraphe(hostile),)),))
    octets = remplir(tmp_path, modele(tmp_path, "{{ titre }}", "{{ contenu }}"), document)
    assert texte_de_word(octets).count(hostile) == 2


@pytest.mark.parametrize(
    ("ligne", "phrase"),
    [
        ("{{ identite.age }}", "« age »"),
        ("{{ parties.zut }}", "« zut »"),
        ("{{ titre }", "mal écrit"),
        ("{% for %}", "mal écrit"),
        ("{{ titre | safe }}", "mal écrit"),
        ("{% autoescape false %}{{ titre }}{% endautoescape %}", "mal écrit"),
        ("{{ ''.__class__.__mro__ }}", "ne peut pas faire"),
        ("{{ 1 / 0 }}", "ne se remplit pas"),
    ],
)
def test_un_modele_fautif_se_dit_et_n_ecrit_rien(ligne: str, phrase: str, tmp_path: Path) -> None:
    chemin = modele(tmp_path, ligne)
    with pytest.raises(ErreurDeDocument) as refus:
        remplir(tmp_path, chemin)
    dit = str(refus.value).replace("\u00a0", " ")
    assert "ecole.docx" in dit
    assert phrase in dit
    assert [f.name for f in tmp_path.iterdir()] == ["ecole.docx"]


def test_un_contenu_ne_va_pas_dans_un_en_tete(tmp_path: Path) -> None:
    with pytest.raises(ErreurDeDocument, match="en-tête"):
        remplir(tmp_path, modele(tmp_path, "x", en_tete="{{ contenu }}"))


@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04casse", b"du texte"])
def test_un_modele_casse_se_dit(octets: bytes, tmp_path: Path) -> None:
    chemin = tmp_path / "ecole.docx"
    chemin.write_bytes(octets)
    with pytest.raises(ErreurDeDocument, match="ne s’ouvre pas"):
        remplir(tmp_path, chemin)
    chemin.unlink()
    with pytest.raises(ErreurDeDocument, match="ne s’ouvre pas"):
        remplir(tmp_path, chemin)


def test_le_modele_ne_sert_qu_au_document_word(tmp_path: Path) -> None:
    chemin = modele(tmp_path, "x")
    with pytest.raises(ErreurDeDocument, match="docx"):
        ecrire(livret(), "pdf", tmp_path / "x", maintenant=MAINTENANT, modele_docx=chemin)


# --- Un modèle ou un gabarit hostile -----------------------------------------------------------

DEMESURES = [
    "{{ 'a' * 999999999 }}",
    "{{ ['a'] * 999999999 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 2000000 * 2000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{0:>2000000000}'.format('a') }}",
    "{{ '{0:>{1}}'.format('a', 9999999) }}",
    "{{ '{0:>2000000000}'.format_map({'0': 'a'}) }}",
    "{{ 'x'.ljust(4000000000) }}",
    "{{ 'x'.zfill(4000000000) }}",
    "{{ 'x' | center(4000000000) }}",
    "{{ 'x' | indent(4000000000) }}",
    "{{ '%9999999999d' | format(1) }}",
    "{{ titre | replace('', 'y' ~ ('z' * 9)) }}",
    "{{ ('y' | center(9000)) | replace('', 'z' | center(9000)) }}",
    "{% set ns = namespace(a='x') %}{{ ns.a }}",
    "{{ lipsum(n=100000) }}",
]


@pytest.mark.parametrize("source", DEMESURES)
def test_rien_ne_se_multiplie_au_point_de_remplir_la_memoire(source: str, tmp_path: Path) -> None:
    (tmp_path / "journal.html.j2").write_text(source.replace("titre", "document.titre"), "utf-8")
    sortie = tmp_path / "s.html"
    with pytest.raises(ErreurDeDocument, match="Aucun fichier"):
        ecrire(d_un_bloc(Paragraphe("x")), "html", sortie, maintenant=MAINTENANT, gabarits=tmp_path)
    with pytest.raises(ErreurDeDocument, match="Aucun fichier"):
        remplir(tmp_path, modele(tmp_path, source))
    assert not sortie.exists()


def test_ce_qui_est_raisonnable_marche_encore(tmp_path: Path) -> None:
    source = (
        "{{ 3 * 4 }} {{ 7 % 2 }} {{ '{:>4}'.format('a') }} {{ 'a-b' | replace('-', '+') }} "
        "{{ 'x' | center(5) }}| {{ 'y' | indent(2) }} {{ 'vu : {x}, 123456'.format(x=1) }}"
    )
    (tmp_path / "journal.html.j2").write_text(source, "utf-8")
    sortie = tmp_path / "s.html"
    ecrire(d_un_bloc(Paragraphe("x")), "html", sortie, maintenant=MAINTENANT, gabarits=tmp_path)
    assert sortie.read_text("utf-8") == "12 1    a a+b   x  | y vu : 1, 123456"


def test_un_modele_a_entites_ou_sans_section_se_refuse(tmp_path: Path) -> None:
    import zipfile

    entier = modele(tmp_path, "{{ titre }}")
    for nom, tete in (
        ("xxe", '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
        ("rires", '<!DOCTYPE l [<!ENTITY a "aaaa">]>'),
    ):
        casse = tmp_path / f"{nom}.docx"
        with zipfile.ZipFile(entier) as avant, zipfile.ZipFile(casse, "w") as apres:
            for piece in avant.namelist():
                corps = avant.read(piece)
                if piece == "word/document.xml":
                    espace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                    corps = (
                        f'<?xml version="1.0"?>{tete}<w:document xmlns:w="{espace}"><w:body>'
                        "<w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
                    ).encode()
                apres.writestr(piece, corps)
        with pytest.raises(ErreurDeDocument, match="Aucun fichier"):
            remplir(tmp_path, casse)
