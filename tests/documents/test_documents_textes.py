"""Le texte d'une personne n'est jamais du code : il ressort tel quel, ou ne s'imprime pas."""

import re
import unicodedata
from pathlib import Path

import docx
import pytest
from document_invente import MAINTENANT, d_un_bloc
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lire_document import Page, corps_de_word, mots, page_du_markdown, texte_du_pdf

from coach.documents import FORMES, Forme, ecrire
from coach.documents.markdown import en_cellule, en_ligne, en_paragraphe
from coach.documents.modele import (
    Barre,
    Citation,
    Colonne,
    Document,
    Fiche,
    Graphique,
    Liste,
    Paragraphe,
    Partie,
    Preuve,
    Tableau,
    TableDesPreuves,
)
from coach.documents.nettoyage import imprimable, sur_une_ligne

HOSTILES = (
    "<script>alert(1)</script>",
    "]]> <!-- --> <?php ?> </style></title></svg>",
    "{{ 7*7 }} {% for x in y %} {# z #}",
    "{_{ 7 }_} {_% if %_}",
    "a & b &amp; &#60;b&#62;",
    '{ DDEAUTO c:\\windows\\cmd.exe "/c calc" }',
    "=cmd|' /C calc'!A0",
    "{\\rtf1\\ansi \\b gras}",
    '#import "@preview/x:1.0.0": * // /* */',
    "*gras* _ital_ $x^2$ @ref <etiquette> `code` -- ~ \\ #panic()",
    "# titre", "- puce", "1. un", "> cité", "| a | b |", "===", "+ x", "~~~", "    code",
    "[lien](http://x.y) ![image](z) [^1]: note <http://a.b>",
    "http://www.exemple.fr www.exemple.fr",
    "\\| \\\\| \\",
    "\x1b[31mrouge\x1b[0m \x1b]0;titre\x07fin",
    "nul\x00\x08\ufffe\ud800 \u202esens\u202c \ufeff",
    "mot" * 200,
)  # fmt: skip

TEXTES = st.lists(
    st.one_of(st.sampled_from(HOSTILES), st.text(max_size=30), st.sampled_from(["\n", " "])),
    max_size=4,
).map("".join)


def textes_seuls(page: Page) -> bool:
    """La page n'a que des paragraphes et des lignes."""
    return {balise for balise, _ in page.balises} <= {"p", "br"}


@given(TEXTES)
@settings(max_examples=200, deadline=None)
@example("\r\n\u2028a\x0bb")
def test_il_ne_reste_que_ce_qui_s_imprime(texte: str) -> None:
    net = imprimable(texte)
    assert all(unicodedata.category(c) not in {"Cs", "Co"} for c in net)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", net)
    assert imprimable(net) == net
    assert "\n" not in sur_une_ligne(texte)


def test_les_commandes_de_terminal_partent_entieres() -> None:
    assert imprimable("\x1b[1;31mrouge\x1b[0m et \x1b]0;titre\x07fin") == "rouge et fin"


def test_les_espaces_deja_ecrites_deviennent_insecables_et_rien_d_autre() -> None:
    ecrit = "« Oui », dit Mme D. : à 6 h 40 ? 10 000 € ; 5 % ! a:b {x ;y}"
    net = imprimable(ecrit)
    attendu = (
        "«\u00a0Oui\u00a0», dit Mme\u00a0D.\u00a0: à 6\u00a0h\u00a040\u202f? "
        "10\u202f000\u00a0€\u202f; 5\u00a0%\u202f! a:b {x\u202f;y}"
    )
    assert net == attendu
    assert imprimable("Yes ! No ?", langue="en") == "Yes ! No ?"


@given(TEXTES)
@settings(max_examples=200, deadline=None)
@example("a\n\nb\n===\n---")
@example("* * *")
@example("***\n___\n1986\\. été")
def test_en_markdown_le_texte_ne_devient_rien(texte: str) -> None:
    net = imprimable(texte)
    page = page_du_markdown(en_paragraphe(net))
    assert textes_seuls(page)
    assert mots(page.texte) == mots(net)
    titre = page_du_markdown(f"# {en_ligne(sur_une_ligne(texte))}")
    assert {b for b, _ in titre.balises} == {"h1"}
    assert mots(titre.texte) == mots(sur_une_ligne(texte))


@given(TEXTES, TEXTES)
@settings(max_examples=100, deadline=None)
def test_en_markdown_une_case_reste_une_case(un: str, autre: str) -> None:
    cases = [imprimable(un), imprimable(autre)]
    lignes = [f"| {' | '.join(map(en_cellule, cases))} |"] * 2
    page = page_du_markdown("\n".join(["| a | b |", "| --- | --- |", *lignes]))
    assert len(page.toutes("td")) == 4
    assert {b for b, _ in page.balises} <= {"table", "thead", "tbody", "tr", "th", "td", "br"}
    assert mots(page.texte) == mots(" ".join(["a b", *cases, *cases]))


@given(texte=TEXTES)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(texte=" ".join(HOSTILES))
def test_chaque_forme_rend_le_texte_tel_quel(texte: str, tmp_path: Path) -> None:
    net = imprimable(f"Début {texte} fin")
    document = d_un_bloc(Paragraphe(f"Début {texte} fin"))
    fichiers = {forme: tmp_path / f"x.{forme}" for forme in FORMES}
    for forme, fichier in fichiers.items():
        ecrire(document, forme, fichier, maintenant=MAINTENANT, remplacer=True)
    page = Page(fichiers["html"].read_text("utf-8"))
    assert mots(net) in mots(page.texte)
    assert not page.toutes("script")
    assert mots(net) in mots(page_du_markdown(fichiers["md"].read_text("utf-8")).texte)
    paragraphes = docx.Document(str(fichiers["docx"])).paragraphs
    assert mots(net) in mots(" ".join(p.text for p in paragraphes))


def partout(texte: str) -> Document:
    """Le texte à toutes les places d'un document."""
    blocs = (
        Paragraphe(texte, (1,)),
        Citation(texte, texte),
        Liste((texte, texte), numerotee=True),
        Fiche(((texte, texte),)),
        Tableau(texte, (Colonne(texte), Colonne("b")), ((texte, "c"),)),
        Graphique(texte, (texte, "y"), (Barre(texte, (1, 2), texte),), 2, texte, texte),
        TableDesPreuves((Preuve(1, texte, texte, texte, (texte,)),)),
    )
    return Document(
        genre="portfolio",
        titre=texte,
        parties=(Partie(texte, blocs, (Partie(texte, blocs[:1]),)),),
        sous_titre=texte,
        identite=((texte, texte),),
        date=texte,
        mention=texte,
        sommaire=True,
        auteur=texte,
        langue=texte,
    )


@pytest.mark.parametrize("forme", FORMES)
@pytest.mark.parametrize("texte", [*HOSTILES, "", " ".join(HOSTILES)], ids=range(len(HOSTILES) + 2))
def test_un_texte_hostile_a_toutes_les_places(texte: str, forme: Forme, tmp_path: Path) -> None:
    fichier = tmp_path / f"x.{forme}"
    ecrire(partout(texte), forme, fichier, maintenant=MAINTENANT)
    if forme == "html":
        page = Page(fichier.read_text("utf-8"))
        assert not page.ouvertes
        assert not {"script", "img", "b"} & {b for b, _ in page.balises}
    elif forme == "docx":
        codes = [str(e.text) for e in corps_de_word(fichier.read_bytes()).iter() if _code(e.tag)]
        assert codes == [r' TOC \o "1-2" \n \h ']
    elif forme == "md":
        page = page_du_markdown(fichier.read_text("utf-8"))
        assert len(page.toutes("h1")) == 1
        assert all(str(a.get("href", "#")).startswith("#") for a in page.toutes("a"))


def _code(balise: object) -> bool:
    return str(balise).endswith(("}instrText", "}fldSimple"))


def test_le_balisage_typst_se_lit_dans_le_pdf(tmp_path: Path) -> None:
    fichier = tmp_path / "x.pdf"
    texte = '#import "x.typ": * et *gras* _ital_ $x^2$ @ref <e> `c` // d -- ... ~ "q" \\ #panic()'
    ecrire(d_un_bloc(Paragraphe(texte)), "pdf", fichier, maintenant=MAINTENANT)
    assert mots(texte) in mots(texte_du_pdf(fichier))
