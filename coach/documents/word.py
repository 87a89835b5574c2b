"""Le document Word : sur nos styles, ou dans le modèle de l'école."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.documents.erreurs import ErreurDeDocument

if TYPE_CHECKING:
    from docx.document import Document


def composer_docx(vue: dict[str, Any], maintenant: datetime, modele: Path | None) -> bytes:
    """Les octets du .docx, datés de `maintenant`.

    Lève `ErreurDeDocument` si l'extra `documents` manque, ou si le modèle ne convient pas.
    """
    _verifier_l_extra()
    from coach.documents.word_modele import remplir
    from coach.documents.word_styles import dater, en_octets

    document = _sur_nos_styles(vue) if modele is None else remplir(modele, vue)
    dater(document, vue, maintenant)
    return en_octets(document, maintenant)


def _verifier_l_extra() -> None:
    try:
        import docx  # noqa: F401
        import docxtpl  # noqa: F401
    except ImportError as erreur:
        raise ErreurDeDocument("extra_absent", forme="docx") from erreur


def _sur_nos_styles(vue: dict[str, Any]) -> "Document":
    from docx.shared import Pt

    from coach.documents.word_blocs import Ecrivain
    from coach.documents.word_styles import DISCRET, document_vierge

    document = document_vierge(vue["langue"])
    _entete_et_pied(document, vue)
    ecrivain = Ecrivain(document)
    titre = document.add_paragraph(vue["titre"], style="Title")
    if vue["sommaire"]:
        titre.paragraph_format.space_before = Pt(70)
    if vue["sous_titre"]:
        document.add_paragraph(vue["sous_titre"], style="Subtitle")
    ecrivain.fiche(vue["identite"])
    if vue["date"]:
        document.add_paragraph().add_run(vue["date"]).font.color.rgb = DISCRET
    if vue["sommaire"]:
        _sommaire(document, vue)
    for rang, partie in enumerate(vue["parties"]):
        ecrivain.partie(partie, page=vue["sommaire"] and rang == 0)
    ecrivain.signets.defaire_les_liens_perdus()
    return document


def _entete_et_pied(document: "Document", vue: dict[str, Any]) -> None:
    """Le titre en tête et la page en pied ; la première page porte la mention à la place."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from coach.documents.word_champs import champ

    section = document.sections[0]
    section.different_first_page_header_footer = True
    tete = section.header.paragraphs[0]
    tete.text, tete.alignment = vue["titre"], WD_ALIGN_PARAGRAPH.RIGHT
    if vue["mention"]:
        section.first_page_footer.paragraphs[0].text = vue["mention"]
        pied = section.first_page_footer.add_paragraph(style="Footer")
    else:
        pied = section.first_page_footer.paragraphs[0]
    for paragraphe in (pied, section.footer.paragraphs[0]):
        paragraphe.alignment = WD_ALIGN_PARAGRAPH.CENTER
        champ(paragraphe, "PAGE", "1")
        paragraphe.add_run(" / ")
        champ(paragraphe, "NUMPAGES", "1")


def _sommaire(document: "Document", vue: dict[str, Any]) -> None:
    """Une table que Word saura refaire, dont les lignes sont déjà là et mènent à leur partie."""
    from docx.shared import Cm, Pt

    from coach.documents.word_champs import borne, instruction, lien

    document.add_paragraph(vue["mots"]["sommaire"], style="TOC Heading")
    lignes = [
        (profondeur, partie)
        for mere in vue["parties"]
        for profondeur, partie in [(0, mere), *((1, sous) for sous in mere["parties"])]
    ]
    for rang, (profondeur, partie) in enumerate(lignes):
        paragraphe = document.add_paragraph()
        paragraphe.paragraph_format.left_indent = Cm(0.8 * profondeur)
        paragraphe.paragraph_format.space_after = Pt(3)
        if rang == 0:
            for element in (
                borne("begin"),
                instruction(r' TOC \o "1-2" \n \h '),
                borne("separate"),
            ):
                paragraphe.add_run()._r.append(element)
        lien(paragraphe, partie["titre"], partie["ancre"])
        if rang == len(lignes) - 1:
            paragraphe.add_run()._r.append(borne("end"))
