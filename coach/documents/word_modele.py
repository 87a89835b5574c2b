"""Remplir le modèle Word de l'école : ses repères reçoivent le document, sa mise en page reste.

Le modèle vient d'ailleurs : jinja2 y tourne dans un bac à sable, et tout texte s'échappe. Ce qui
tient en plusieurs paragraphes est d'abord une marque, remplacée après coup par du vrai Word.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from coach.documents.bac import bac_a_sable
from coach.documents.erreurs import ErreurDeDocument
from coach.documents.gabarits import nom_inconnu
from coach.documents.word_blocs import Ecrivain
from coach.documents.word_styles import assurer_les_styles

if TYPE_CHECKING:
    from docx.document import Document

_LIMITE = 100 * 2**20
"""Octets d'un modèle une fois déplié ; un modèle d'école en fait mille fois moins."""

_DEBUT, _FIN = "\ue000", "\ue001"
"""Bornes d'une marque : des signes qu'aucun texte imprimable ne contient."""


class _Repere(str):
    """Une marque, que le modèle peut aussi interroger : `titre`, `contenu`, `parties`."""

    __slots__ = ("contenu", "parties", "titre")

    titre: str
    contenu: str
    parties: "list[_Repere]"


def remplir(modele: Path, vue: dict[str, Any]) -> "Document":
    """Le modèle rempli. Lève `ErreurDeDocument` : modèle cassé, repère inconnu ou mal écrit."""
    marques: dict[str, Callable[[Ecrivain], None]] = {}
    rendu = _rendre(modele, _contexte(vue, marques))
    try:
        assurer_les_styles(rendu)
        ecrivain = Ecrivain(rendu)
        for paragraphe in list(rendu.element.body.iter(qn("w:p"))):
            _remplacer(rendu, paragraphe, marques, ecrivain)
        ecrivain.signets.defaire_les_liens_perdus()
    except (AttributeError, LookupError, TypeError, ValueError) as erreur:
        # une page sans section, un style sans nom… : Word ne l'aurait pas écrit ainsi
        raise ErreurDeDocument("modele_echec", fichier=modele.name) from erreur
    return rendu


def _contexte(
    vue: dict[str, Any], marques: dict[str, Callable[[Ecrivain], None]]
) -> dict[str, Any]:
    def marquer(ecrire: Callable[[Ecrivain], None]) -> str:
        marque = f"{_DEBUT}{len(marques)}{_FIN}"
        marques[marque] = ecrire
        return marque

    def reperer(partie: dict[str, Any]) -> _Repere:
        marque = marquer(lambda ecrivain: ecrivain.contenu(partie))
        repere = _Repere(marque)
        repere.titre, repere.contenu = partie["titre"], marque
        repere.parties = [reperer(sous) for sous in partie["parties"]]
        return repere

    def tout(ecrivain: Ecrivain) -> None:
        for partie in vue["parties"]:
            ecrivain.partie(partie)

    reperes = [(partie["nom"], reperer(partie)) for partie in vue["parties"]]
    simples = ("titre", "sous_titre", "auteur", "date", "mention")
    return {
        **{nom: vue[nom] for nom in simples},
        "identite": {ligne["nom"]: ligne["dit"] for ligne in vue["identite"]},
        "lignes_d_identite": vue["identite"],
        "parties": dict(reperes),
        "liste_des_parties": [repere for _, repere in reperes],
        "contenu": marquer(tout),
    }


def _rendre(modele: Path, contexte: dict[str, Any]) -> "Document":
    nom = modele.name
    gabarit = _ouvrir(modele)
    try:
        gabarit.render(contexte, bac_a_sable(), autoescape=True)
        _sans_marque_hors_du_corps(gabarit, nom)
    except ErreurDeDocument:
        raise
    except UndefinedError as erreur:
        detail = nom_inconnu(erreur)
        raise ErreurDeDocument("modele_inconnu", fichier=nom, detail=detail) from erreur
    except SecurityError as erreur:
        raise ErreurDeDocument("modele_interdit", fichier=nom) from erreur
    except TemplateSyntaxError as erreur:
        raise ErreurDeDocument("modele_syntaxe", fichier=nom, detail=_autour(erreur)) from erreur
    except TemplateError as erreur:
        raise ErreurDeDocument("modele_echec", fichier=nom) from erreur
    except Exception as erreur:  # le fichier vient d'ailleurs, et docxtpl y lève de tout
        raise ErreurDeDocument("modele_echec", fichier=nom) from erreur
    rempli: Document = gabarit.docx  # get_docx() rouvrirait le modèle, vide
    return rempli


def _ouvrir(modele: Path) -> DocxTemplate:
    try:
        with ZipFile(modele) as pieces:
            if sum(piece.file_size for piece in pieces.infolist()) > _LIMITE:
                raise BadZipFile
        gabarit = DocxTemplate(str(modele))
        gabarit.init_docx()
    except Exception as erreur:  # zip, XML ou relations : tout ce qui peut être cassé l'a été
        raise ErreurDeDocument("modele_illisible", fichier=modele.name) from erreur
    return gabarit


def _autour(erreur: TemplateSyntaxError) -> str:
    """La ligne du modèle où le repère est mal écrit, en texte."""
    lignes = [ligne.strip() for ligne in getattr(erreur, "docx_context", ())]
    fautives = [ligne for ligne in lignes if "{{" in ligne or "{%" in ligne]
    return f"«\u00a0{fautives[-1][:80]}\u00a0»" if fautives else "?"


def _sans_marque_hors_du_corps(gabarit: DocxTemplate, nom: str) -> None:
    """Un contenu entier ne tient ni dans un en-tête ni dans un pied de page."""
    for sorte in (gabarit.HEADER_URI, gabarit.FOOTER_URI):
        for _, partie in gabarit.get_headers_footers(sorte):
            if _DEBUT in partie.blob.decode("utf-8"):
                raise ErreurDeDocument("modele_place", fichier=nom)


def _remplacer(
    document: "Document",
    paragraphe: Any,
    marques: dict[str, Callable[[Ecrivain], None]],
    ecrivain: Ecrivain,
) -> None:
    """Met, à la place des marques d'un paragraphe, ce qu'elles annoncent."""
    textes = list(paragraphe.iter(qn("w:t")))
    trouvees = [m for texte in textes for m in marques if m in (texte.text or "")]
    if not trouvees:
        return
    corps = document.element.body
    suite = paragraphe
    for marque in trouvees:
        avant = len(corps)
        marques[marque](ecrivain)
        ajoutes = [e for e in list(corps)[avant - 1 :] if e.tag != qn("w:sectPr")]
        for element in ajoutes:
            suite.addnext(element)
            suite = element
        for texte in textes:
            texte.text = (texte.text or "").replace(marque, "")
    _refermer(paragraphe, suite, vide=not "".join(t.text or "" for t in textes).strip())


def _refermer(paragraphe: Any, dernier: Any, *, vide: bool) -> None:
    """Retire le paragraphe du repère s'il ne disait rien d'autre ; une case finit par un texte."""
    mere = paragraphe.getparent()
    porte_une_section = paragraphe.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    if vide and not porte_une_section and dernier is not paragraphe:
        mere.remove(paragraphe)
    if mere.tag == qn("w:tc") and mere[-1].tag != qn("w:p"):
        mere.append(OxmlElement("w:p"))
