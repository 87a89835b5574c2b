"""Les blocs de la vue en Word : paragraphes stylés, tableaux à en-tête répété, images décrites."""

from collections.abc import Callable, Sequence
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu

from coach.documents.graphiques import IMPRIMEE, dessiner
from coach.documents.paroles import CATALOGUE
from coach.documents.pdf import en_png
from coach.documents.word_champs import Numerotation, Signets, lien
from coach.documents.word_styles import CASE, DISCRET, NOTE, SOURCE, TABLEAU

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_PPP = 300
_LONGUE = 1500
"""Points de code au-delà desquels une ligne de tableau peut se couper entre deux pages."""

_COURTE = 5
"""Lignes d'une fiche ou d'une liste jusqu'auxquelles elle ne se coupe pas."""

_LARGEUR_DU_DESSIN = 640
_LARGEUR_D_IMAGE = Emu(int(14.5 * 360000))


class Ecrivain:
    """Ajoute à la fin d'un document Word ce que dit la vue."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._mots = CATALOGUE.sections["mots"]
        self._listes = Numerotation(document)
        self.signets = Signets(document)
        section = document.sections[-1]
        marges = (section.left_margin or 0) + (section.right_margin or 0)
        self._largeur = Emu((section.page_width or 7560000) - marges)
        self._ecrivains: dict[str, Callable[[dict[str, Any]], None]] = {
            "paragraphe": self._paragraphe,
            "citation": self._citation,
            "liste": self._liste,
            "fiche": self._fiche,
            "tableau": self._tableau,
            "preuves": self._preuves,
            "graphique": self._graphique,
        }

    def partie(self, partie: dict[str, Any], *, page: bool = False) -> None:
        """La partie, son titre d'abord ; `page` : elle commence une page."""
        titre = self._document.add_paragraph(style=f"Heading {min(partie['niveau'], 4)}")
        titre.paragraph_format.page_break_before = True if page or partie["nouvelle_page"] else None
        mot = titre.add_run(partie["titre"])
        self.signets.poser(partie["ancre"], mot, mot)
        self.contenu(partie)

    def contenu(self, partie: dict[str, Any]) -> None:
        """Ce qui suit le titre d'une partie : ses blocs, puis ses sous-parties."""
        for bloc in partie["blocs"]:
            self._ecrivains[bloc["sorte"]](bloc)
        for sous in partie["parties"]:
            self.partie(sous)

    def _paragraphe(self, bloc: dict[str, Any]) -> None:
        groupes = [g for g in bloc["texte"].split("\n\n") if g] or [""]
        for groupe in groupes:
            ajoute = self._document.add_paragraph(groupe, style=NOTE if bloc["note"] else None)
            ajoute.paragraph_format.keep_with_next = bloc["tenu"] or None
        self._renvois(ajoute, bloc["renvois"])

    def _citation(self, bloc: dict[str, Any]) -> None:
        cite = self._document.add_paragraph(bloc["texte"], style="Quote")
        self._renvois(cite, bloc["renvois"])
        if bloc["source"]:
            cite.paragraph_format.keep_with_next = True
            self._document.add_paragraph(f"— {bloc['source']}", style=SOURCE)

    def _liste(self, bloc: dict[str, Any]) -> None:
        liste = self._listes.liste(numerotee=bloc["numerotee"])
        nombre = len(bloc["elements"])
        for rang, element in enumerate(bloc["elements"], 1):
            paragraphe = self._document.add_paragraph(element)
            entre_deux = rang < nombre <= _COURTE or rang == nombre - 1
            paragraphe.paragraph_format.keep_with_next = entre_deux or None
            self._listes.ranger(paragraphe, liste)

    def _fiche(self, bloc: dict[str, Any]) -> None:
        self.fiche(bloc["lignes"])

    def fiche(self, lignes: list[dict[str, str]]) -> None:
        """Des termes et ce qui s'en dit, un par paragraphe."""
        for ligne in lignes:
            paragraphe = self._document.add_paragraph()
            paragraphe.paragraph_format.keep_with_next = len(lignes) <= _COURTE or None
            terme = paragraphe.add_run(f"{ligne['terme']}\u00a0: ")
            terme.font.color.rgb = DISCRET
            paragraphe.add_run(ligne["dit"])

    def _tableau(self, bloc: dict[str, Any]) -> None:
        if bloc["titre"]:
            self._document.add_paragraph(bloc["titre"], style="Caption")
        titres = [colonne["titre"] for colonne in bloc["colonnes"]]
        parts = [colonne["part"] for colonne in bloc["colonnes"]]
        lignes = [[_cellule(texte) for texte in ligne] for ligne in bloc["lignes"]]
        longueurs = [max(map(len, ligne), default=0) for ligne in bloc["lignes"]]
        self._grille(titres, parts, lignes, longueurs, bloc["titre"])

    def _preuves(self, bloc: dict[str, Any]) -> None:
        mots = self._mots
        titres, parts = [mots["numero"], mots["date_et_source"], mots["extrait"]], [2, 7, 13]
        if bloc["reliees"]:
            titres.append(mots["competences"])
            parts.append(6)
        lignes = []
        for preuve in bloc["preuves"]:
            origine = "\n".join(t for t in (preuve["date"], preuve["source"]) if t)
            ligne = [self._numero(preuve), _cellule(origine), self._extrait(preuve)]
            if bloc["reliees"]:
                ligne.append(_cellule("\n".join(preuve["competences"])))
            lignes.append(ligne)
        longueurs = [len(preuve["extrait"]) for preuve in bloc["preuves"]]
        self._grille(titres, parts, lignes, longueurs, mots["table_des_preuves"])

    def _numero(self, preuve: dict[str, Any]) -> "_Cellule":
        def ecrire(paragraphe: "Paragraph") -> None:
            mot = paragraphe.add_run(str(preuve["numero"]))
            mot.bold = True
            if preuve["ancre"]:
                self.signets.poser(preuve["ancre"], mot, mot)

        return ecrire

    def _extrait(self, preuve: dict[str, Any]) -> "_Cellule":
        infobulle = self._mots["retour"].format(numero=preuve["numero"])

        def ecrire(paragraphe: "Paragraph") -> None:
            paragraphe.add_run(preuve["extrait"])
            for retour in preuve["retours"]:
                paragraphe.add_run(" ")
                lien(paragraphe, "↩", retour, infobulle)

        return ecrire

    def _grille(
        self,
        titres: list[str],
        parts: Sequence[float],
        lignes: "list[list[_Cellule]]",
        longueurs: list[int],
        description: str,
    ) -> None:
        largeurs = [Emu(int(self._largeur * part / sum(parts))) for part in parts]
        table = self._document.add_table(rows=0, cols=len(titres))
        table.style, table.autofit = TABLEAU, False
        _decrire(table, description)
        for colonne, largeur in zip(table.columns, largeurs, strict=True):
            colonne.width = largeur
        rangees = [([_cellule(titre) for titre in titres], 0), *zip(lignes, longueurs, strict=True)]
        for rang, (cellules, longueur) in enumerate(rangees):
            rangee = table.add_row()
            _tenir(rangee, entete=rang == 0, entiere=longueur <= _LONGUE)
            for case, ecrire, largeur in zip(rangee.cells, cellules, largeurs, strict=True):
                case.width = largeur
                paragraphe = self._case(case)
                ecrire(paragraphe)
                if rang == 0:
                    paragraphe.paragraph_format.keep_with_next = True
                    for mot in paragraphe.runs:
                        mot.bold = True
        self._document.add_paragraph().paragraph_format.space_after = 0

    @cached_property
    def _style_de_case(self) -> str:
        """L'identifiant du style d'une case : le chercher à chaque case prenait une seconde."""
        return str(self._document.styles[CASE].style_id)

    def _case(self, case: "_Cell") -> "Paragraph":
        paragraphe: Paragraph = case.paragraphs[0]
        paragraphe._p.style = self._style_de_case
        return paragraphe

    def _graphique(self, bloc: dict[str, Any]) -> None:
        if bloc["titre"]:
            self._document.add_paragraph(bloc["titre"], style="Caption")
        dessin = str(dessiner(bloc, IMPRIMEE, largeur=_LARGEUR_DU_DESSIN))
        paragraphe = self._cadre(bloc["titre"])
        paragraphe.paragraph_format.keep_with_next = True if bloc["note"] else None
        largeur = min(_LARGEUR_D_IMAGE, self._largeur)
        image = paragraphe.add_run().add_picture(BytesIO(en_png(dessin, _PPP)), width=largeur)
        proprietes = image._inline.docPr
        proprietes.set("name", f"graphique-{bloc['numero']}")
        proprietes.set("title", bloc["titre"])
        proprietes.set("descr", bloc["alternative"])
        if bloc["note"]:
            self._document.add_paragraph(bloc["note"], style=NOTE)

    def _cadre(self, description: str) -> "Paragraph":
        """Le paragraphe d'une case seule, invisible et insécable, où poser une image.

        Posée dans la page, une image qui passe à la suivante y laisse parfois partir son titre
        sans elle : LibreOffice n'y tient pas toujours « paragraphes solidaires ».
        """
        table = self._document.add_table(rows=1, cols=1)
        table.autofit = False
        table.columns[0].width = table.cell(0, 0).width = self._largeur
        _decrire(table, description)
        _sans_marges(table)
        _tenir(table.rows[0], entete=False, entiere=True)
        paragraphe: Paragraph = table.cell(0, 0).paragraphs[0]
        return paragraphe

    def _renvois(self, paragraphe: "Paragraph", renvois: list[dict[str, Any]]) -> None:
        for renvoi in renvois:
            paragraphe.add_run("\u00a0")
            numero = f"[{renvoi['numero']}]"
            if not renvoi["cible"]:
                paragraphe.add_run(numero)
                continue
            infobulle = self._mots["renvoi"].format(numero=renvoi["numero"])
            mot = lien(paragraphe, numero, renvoi["cible"], infobulle)
            self.signets.poser(renvoi["ancre"], mot, mot)


_Cellule = Callable[["Paragraph"], None]
"""Ce qu'une case écrit dans son paragraphe."""


def _cellule(texte: str) -> _Cellule:
    def ecrire(paragraphe: "Paragraph") -> None:
        paragraphe.add_run(texte)

    return ecrire


def _decrire(table: Any, description: str) -> None:
    """Le titre que lit un lecteur d'écran, et l'allure réservée à la première ligne."""
    proprietes = table._tbl.tblPr
    aspect = proprietes.find(qn("w:tblLook"))
    if aspect is None:
        aspect = OxmlElement("w:tblLook")
        proprietes.append(aspect)
    for cle in list(aspect.attrib):
        del aspect.attrib[cle]
    aspect.set(qn("w:val"), "0020")
    aspect.set(qn("w:firstRow"), "1")
    legende = OxmlElement("w:tblCaption")
    legende.set(qn("w:val"), description)
    proprietes.append(legende)


def _sans_marges(table: Any) -> None:
    """Le contenu de la case s'aligne sur le texte de la page."""
    marges = OxmlElement("w:tblCellMar")
    for cote in ("w:left", "w:right"):
        marge = OxmlElement(cote)
        marge.set(qn("w:w"), "0")
        marge.set(qn("w:type"), "dxa")
        marges.append(marge)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(marges)


def _tenir(rangee: Any, *, entete: bool, entiere: bool) -> None:
    proprietes = rangee._tr.get_or_add_trPr()
    noms = (["w:cantSplit"] if entiere else []) + (["w:tblHeader"] if entete else [])
    for nom in noms:
        proprietes.append(OxmlElement(nom))
