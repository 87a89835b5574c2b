"""Lire un document écrit, comme le lirait la personne à qui il est remis."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from markdown_it import MarkdownIt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Page(HTMLParser):
    """Les balises d'une page et ses textes visibles, hors dessin et hors style."""

    MUETTES = frozenset({"style", "title", "desc", "svg"})
    SEULES = frozenset({"meta", "br", "col", "link", "img", "path", "rect", "circle"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.balises: list[tuple[str, dict[str, str | None]]] = []
        self.textes: list[str] = []
        self.ouvertes: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, balise: str, attributs: list[tuple[str, str | None]]) -> None:
        self.balises.append((balise, dict(attributs)))
        if balise not in self.SEULES:
            self.ouvertes.append(balise)

    def handle_startendtag(self, balise: str, attributs: list[tuple[str, str | None]]) -> None:
        self.balises.append((balise, dict(attributs)))

    def handle_endtag(self, balise: str) -> None:
        assert self.ouvertes.pop() == balise

    def handle_data(self, texte: str) -> None:
        if not self.MUETTES & set(self.ouvertes):
            self.textes.append(texte)

    @property
    def texte(self) -> str:
        return " ".join(self.textes)

    def toutes(self, nom: str) -> list[dict[str, str | None]]:
        return [attributs for balise, attributs in self.balises if balise == nom]


def corps_de_word(octets: bytes) -> etree._Element:
    """Le document.xml d'un .docx."""
    with ZipFile(BytesIO(octets)) as pieces:
        assert pieces.testzip() is None
        return etree.fromstring(pieces.read("word/document.xml"))


def texte_de_word(octets: bytes) -> str:
    paragraphes = corps_de_word(octets).iter(f"{W}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphes)


def page_du_markdown(source: str) -> Page:
    """Le Markdown tel qu'un lecteur le montre (tables et balises comprises)."""
    lecteur = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Page(lecteur.render(source))


def texte_du_pdf(fichier: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext manque")
    commande = ["pdftotext", "-enc", "UTF-8", str(fichier), "-"]
    return subprocess.run(commande, check=True, capture_output=True).stdout.decode()


def mots(texte: str) -> str:
    """Le texte sans égard aux espaces ni aux coupures de ligne."""
    return re.sub(r"[\s\u200b\u00ad]+", " ", texte).strip()
