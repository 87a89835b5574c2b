"""Ce que python-docx n'écrit pas de lui-même : champs, signets, renvois, listes à leur compte."""

from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


def nom_de_signet(ancre: str) -> str:
    """Un signet de Word n'a ni tiret ni espace."""
    return ancre.replace("-", "_")


def borne(sorte: str) -> Any:
    """Une borne de champ : `begin`, `separate` ou `end`."""
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), sorte)
    return element


def instruction(texte: str) -> Any:
    """Ce qu'un champ calcule ; jamais un texte de la personne."""
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = texte
    return element


def champ(paragraphe: "Paragraph", code: str, contenu: str) -> None:
    """Un champ et ce qu'il montre tant que Word ne l'a pas recalculé."""
    for element in (borne("begin"), instruction(f" {code} "), borne("separate")):
        paragraphe.add_run()._r.append(element)
    paragraphe.add_run(contenu)
    paragraphe.add_run()._r.append(borne("end"))


class Signets:
    """Les signets d'un document : chacun son numéro, chaque nom une seule fois."""

    def __init__(self, document: "Document") -> None:
        self._corps = document.element.body
        presents = list(self._corps.iter(qn("w:bookmarkStart")))
        self._numero = max((int(s.get(qn("w:id")) or 0) for s in presents), default=0)
        self._noms = {s.get(qn("w:name")) for s in presents}

    def poser(self, ancre: str, debut: "Run", fin: "Run") -> None:
        """Entoure des mots d'un signet ; un nom déjà pris n'est pas repris."""
        nom = nom_de_signet(ancre)
        if nom in self._noms:
            return
        self._noms.add(nom)
        self._numero += 1
        ouvre, ferme = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for borne_de_signet in (ouvre, ferme):
            borne_de_signet.set(qn("w:id"), str(self._numero))
        ouvre.set(qn("w:name"), nom)
        debut._r.addprevious(ouvre)
        fin._r.addnext(ferme)

    def defaire_les_liens_perdus(self) -> None:
        """Un lien dont la cible n'est pas dans le document redevient du texte."""
        for lien in list(self._corps.iter(qn("w:hyperlink"))):
            ancre = lien.get(qn("w:anchor"))
            if ancre and ancre.startswith(("preuve_", "renvoi_")) and ancre not in self._noms:
                for fils in list(lien):
                    lien.addprevious(fils)
                lien.getparent().remove(lien)


def lien(paragraphe: "Paragraph", texte: str, ancre: str, infobulle: str = "") -> "Run":
    """Un mot qui mène à un signet du document."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), nom_de_signet(ancre))
    element.set(qn("w:history"), "1")
    if infobulle:
        element.set(qn("w:tooltip"), infobulle)
    mot = paragraphe.add_run(texte)
    paragraphe._p.append(element)
    element.append(mot._r)
    return mot


class Numerotation:
    """Des listes à puces et des listes numérotées qui repartent chacune de 1."""

    def __init__(self, document: "Document") -> None:
        self._numerotation = _partie_de_numerotation(document).element
        abstraits = self._numerotation.findall(qn("w:abstractNum"))
        libre = max((int(a.get(qn("w:abstractNumId"))) for a in abstraits), default=-1) + 1
        self._puce, self._rang = libre, libre + 1
        listes = (_abstraite(self._puce, "bullet", "•"), _abstraite(self._rang, "decimal", "%1."))
        for element in listes:
            premiere = self._numerotation.find(qn("w:num"))
            if premiere is None:
                self._numerotation.append(element)
            else:
                premiere.addprevious(element)

    def liste(self, *, numerotee: bool) -> int:
        """Une nouvelle liste ; rend son numéro."""
        presentes = self._numerotation.findall(qn("w:num"))
        numero = max((int(n.get(qn("w:numId"))) for n in presentes), default=0) + 1
        modele = self._rang if numerotee else self._puce
        self._numerotation.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{numero}"><w:abstractNumId w:val="{modele}"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )
        return numero

    @staticmethod
    def ranger(paragraphe: "Paragraph", liste: int) -> None:
        """Le paragraphe devient un élément de la liste."""
        proprietes = paragraphe._p.get_or_add_pPr().get_or_add_numPr()
        proprietes.get_or_add_ilvl().val = 0
        proprietes.get_or_add_numId().val = liste


def _abstraite(numero: int, forme: str, signe: str) -> Any:
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{numero}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{forme}"/><w:lvlText w:val="{signe}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="454" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _partie_de_numerotation(document: "Document") -> Any:
    """Celle du document ; un modèle d'école peut n'en avoir aucune."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part
    partie = NumberingPart.load(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        f"<w:numbering {nsdecls('w')}/>".encode(),
        document.part.package,
    )
    document.part.relate_to(partie, RELATIONSHIP_TYPE.NUMBERING)
    return partie
