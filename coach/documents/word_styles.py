"""Le document Word vide et ses styles, que la personne peut retoucher dans Word.

Les titres, la citation, la légende et les listes sont les styles de Word lui-même : il les affiche
dans la langue de son menu (« Titre 1 », « Citation »).
"""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

POLICE = "Arial"
"""Présente ou remplacée à la même chasse partout où Word ou LibreOffice s'ouvrent."""

ACCENT, DISCRET = RGBColor(0x1B, 0x5E, 0x72), RGBColor(0x59, 0x59, 0x59)
TABLEAU = "Tableau du document"
NOTE, SOURCE, CASE = "Note du document", "Source de citation", "Texte de tableau"

_TITRES = {1: (16, 20, 8), 2: (13, 16, 6), 3: (11.5, 12, 4), 4: (10.5, 10, 4)}
"""Par niveau : taille, espace avant, espace après (points)."""


def document_vierge(langue: str) -> "Document":
    """Une page A4 dont tous les styles sont posés, en `langue` (étiquette BCP 47)."""
    document = docx.Document()
    _sans_vignette(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
    _texte_courant(document, langue)
    _styles_de_titre(document)
    _styles_de_texte(document)
    assurer_les_styles(document)
    return document


def assurer_les_styles(document: "Document") -> None:
    """Ajoute au document les styles d'ici qui lui manquent ; ceux qu'il a restent les siens."""
    styles = document.styles
    presents = {style.name for style in styles}
    for nom in (*(f"Heading {n}" for n in _TITRES), "Quote", "Caption", NOTE, SOURCE, CASE):
        if nom not in presents:
            styles.add_style(nom, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
            _regler(document, nom)
    if TABLEAU not in presents:
        styles.element.append(parse_xml(_STYLE_DE_TABLEAU))


def dater(document: "Document", vue: dict[str, Any], maintenant: datetime) -> None:
    """Les propriétés du fichier : titre, langue, heure, et l'auteur que la personne a choisi."""
    proprietes = document.core_properties
    proprietes.title, proprietes.language = vue["titre"][:255], vue["langue"]
    proprietes.author = proprietes.last_modified_by = vue["auteur"][:255]
    proprietes.comments = proprietes.keywords = proprietes.category = ""
    proprietes.revision = 1
    quand = maintenant.replace(tzinfo=None, microsecond=0)
    proprietes.created = proprietes.modified = quand


def en_octets(document: "Document", maintenant: datetime) -> bytes:
    """Le fichier .docx, dont chaque pièce porte l'heure donnée."""
    brut, fixe = BytesIO(), BytesIO()
    document.save(brut)
    quand = (max(maintenant.year, 1980), *maintenant.timetuple()[1:6])
    with ZipFile(brut) as pieces, ZipFile(fixe, "w", ZIP_DEFLATED) as sortie:
        for nom in pieces.namelist():
            piece = ZipInfo(nom, quand)
            piece.compress_type, piece.create_system = ZIP_DEFLATED, 0
            sortie.writestr(piece, pieces.read(nom))
    return fixe.getvalue()


def _sans_vignette(document: "Document") -> None:
    """Le document vierge de la bibliothèque porte l'image d'une page qui n'est pas la nôtre."""
    relations = document.part.package.rels
    for cle, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[cle]


def _texte_courant(document: "Document", langue: str) -> None:
    normal = document.styles["Normal"]
    _police(normal)
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.widow_control = True
    chemin = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
    defaut = document.styles.element.find(chemin)
    lang = defaut.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaut.append(lang)
    lang.set(qn("w:val"), "fr-FR" if langue == "fr" else langue)


def _styles_de_titre(document: "Document") -> None:
    for nom, taille in (("Title", 24), ("Subtitle", 14)):
        style = document.styles[nom]
        _police(style)
        _sans_ornement(style)
        style.font.size, style.font.italic = Pt(taille), False
        style.font.bold = nom == "Title"
        style.font.color.rgb = ACCENT if nom == "Title" else DISCRET
        style.paragraph_format.space_after = Pt(10)
    for nom in [*(f"Heading {n}" for n in _TITRES), "TOC Heading"]:
        _regler(document, nom)


def _styles_de_texte(document: "Document") -> None:
    for nom in ("Quote", "Caption"):
        _regler(document, nom)
    for nom in ("Header", "Footer"):
        style = document.styles[nom]
        style.font.size, style.font.color.rgb = Pt(9), DISCRET


def _regler(document: "Document", nom: str) -> None:
    """Donne à un style de paragraphe l'allure qu'il a ici."""
    style = document.styles[nom]
    if nom.startswith("Heading") or nom == "TOC Heading":
        _regler_un_titre(style, int(nom[-1]) if nom[-1].isdigit() else 1)
    elif nom == "Quote":
        style.font.italic, style.font.color.rgb = False, None
        style.paragraph_format.left_indent = Cm(0.8)
        style.paragraph_format.right_indent = Cm(0.4)
        filet, apres = parse_xml(_FILET_DE_CITATION), ("w:spacing", "w:ind", "w:jc")
        style.element.get_or_add_pPr().insert_element_before(filet, *apres)
    elif nom == "Caption":
        style.font.size, style.font.bold, style.font.color.rgb = Pt(10), True, None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(5)
        style.paragraph_format.keep_with_next = True
    elif nom == CASE:
        style.font.size = Pt(9)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(2), 1.1
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    else:
        style.font.size, style.font.color.rgb = Pt(9.5), DISCRET
        style.font.italic = nom == NOTE
        style.paragraph_format.left_indent = Cm(0.8) if nom == SOURCE else None


def _regler_un_titre(style: "ParagraphStyle", niveau: int) -> None:
    taille, avant, apres = _TITRES[niveau]
    _police(style)
    style.font.size, style.font.bold, style.font.italic = Pt(taille), True, False
    style.font.color.rgb = ACCENT if niveau == 1 else RGBColor(0x1D, 0x1D, 0x1F)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(avant), Pt(apres)
    style.paragraph_format.keep_with_next = style.paragraph_format.keep_together = True
    if style.name != "TOC Heading":
        proprietes = style.element.get_or_add_pPr()
        if proprietes.find(qn("w:outlineLvl")) is None:
            niveau_de_plan = OxmlElement("w:outlineLvl")
            niveau_de_plan.set(qn("w:val"), str(niveau - 1))
            proprietes.append(niveau_de_plan)


def _police(style: "ParagraphStyle") -> None:
    """Une police nommée, pas celle d'un thème."""
    polices = style.element.get_or_add_rPr().get_or_add_rFonts()
    for cle in list(polices.attrib):
        del polices.attrib[cle]
    for cle in ("ascii", "hAnsi", "cs", "eastAsia"):
        polices.set(qn(f"w:{cle}"), POLICE)


def _sans_ornement(style: "ParagraphStyle") -> None:
    """Ni filet sous le titre, ni lettres écartées."""
    style.paragraph_format.space_before = Pt(0)
    for proprietes, nom in (
        (style.element.get_or_add_pPr(), "w:pBdr"),
        (style.element.get_or_add_rPr(), "w:spacing"),
        (style.element.get_or_add_rPr(), "w:kern"),
    ):
        for ornement in proprietes.findall(qn(nom)):
            proprietes.remove(ornement)


_FILET_DE_CITATION = (
    f"<w:pBdr {nsdecls('w')}>"
    '<w:left w:val="single" w:sz="18" w:space="10" w:color="1B5E72"/></w:pBdr>'
)
_STYLE_DE_TABLEAU = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TableauDuDocument">
  <w:name w:val="{TABLEAU}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="1B5E72"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/>
  </w:tblBorders><w:tblCellMar>
    <w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1B5E72"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="F2F4F5"/></w:tcPr></w:tblStylePr>
</w:style>"""
