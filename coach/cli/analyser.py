"""`coach analyser` : un texte découpé en faits, opinions et émotions."""

from typing import TYPE_CHECKING, Any

import click

from coach.cli.entree import ENTREE, lire_texte
from coach.cli.francais import option_json, verbe
from coach.cli.paroles import CATALOGUE, dire
from coach.cli.sortie import ecrire, ecrire_json, ecrire_ligne_json, en_une_ligne, pour_cent

if TYPE_CHECKING:
    from coach.modeles.lecture import Lecture, Segment


@verbe("analyser")
@click.argument("fichier", default=ENTREE, metavar=dire("argument.texte"))
@click.option("--lignes", is_flag=True, help=dire("option.lignes"))
@option_json()
def commande(fichier: str, lignes: bool, en_json: bool) -> None:
    """Lit le texte entier, ou chacune de ses lignes à part."""
    texte = lire_texte(fichier)
    if lignes:
        _lire_les_lignes(texte)
        return
    from coach.analyse import lire

    lecture = lire(texte)
    if en_json:
        ecrire_json(document(lecture))
        return
    for segment in lecture.segments:
        ecrire(ligne_de(segment))
    if lecture.segments:
        ecrire()
        ecrire(
            dire(
                "lecture.parts",
                faits=pour_cent(lecture.repartition.fait),
                opinions=pour_cent(lecture.repartition.opinion),
                emotions=pour_cent(lecture.repartition.emotion),
            )
        )
    else:
        ecrire(dire("lecture.vide"))


def _lire_les_lignes(texte: str) -> None:
    """Une lecture par ligne, sans contexte ; la fin du texte n'est pas une ligne de plus."""
    lignes = texte.removesuffix("\n").split("\n") if texte else []
    for ligne in lignes:
        ecrire_ligne_json(_document_d_une_ligne(ligne) if ligne.strip() else None)


def _document_d_une_ligne(ligne: str) -> dict[str, Any]:
    """La lecture d'une ligne, sa nature redite à la racine : un tube la prend sans déplier."""
    lecture = _lire_la_ligne(ligne)
    (segment,) = lecture.segments
    return {**document(lecture), "nature": segment.nature.value, "confiance": segment.confiance}


def _lire_la_ligne(ligne: str) -> "Lecture":
    """La lecture d'une ligne : un seul segment, dont la nature prend toute la part."""
    from coach.analyse import lire_segment
    from coach.modeles.lecture import Lecture, Repartition

    segment = lire_segment(ligne)
    parts = Repartition.model_validate({segment.nature.value: 1.0})
    return Lecture(segments=(segment,), repartition=parts)


def document(lecture: "Lecture") -> dict[str, Any]:
    """La lecture telle que les commandes la rendent en JSON."""
    return {
        "version": lecture.version,
        "segments": [segment_en_json(s) for s in lecture.segments],
        "repartition": lecture.repartition.model_dump(),
    }


def segment_en_json(segment: "Segment") -> dict[str, Any]:
    """Un segment ; ce qui ne vaut que parfois n'y est que s'il vaut."""
    brut = segment.model_dump(mode="json", exclude_none=True)
    for nom in ("incertain", "corrige"):
        if not brut[nom]:
            del brut[nom]
    return brut


def ligne_de(segment: "Segment") -> str:
    """Le segment en une ligne : la marque, les mots, puis ce qui a été lu."""
    precisions = [nom_du_sous_type(segment)]
    if segment.intensite:
        precisions.append(dire(f"intensite.{segment.intensite}"))
    if segment.corporel:
        precisions.append(dire("lecture.corporel"))
    if segment.corrige:
        precisions.append(dire("lecture.corrige"))
    elif segment.incertain:
        precisions.append(dire("lecture.incertain"))
    return dire(
        "lecture.segment",
        marque=segment.nature.marque,
        texte=en_une_ligne(segment.texte),
        precisions=", ".join(precisions),
    )


def nom_du_sous_type(segment: "Segment") -> str:
    """La nature et le sous-type, accents compris ; pour une émotion, sa famille dans la roue.

    Un sous-type inconnu, venu d'une correction faite ailleurs, se montre tel quel.
    """
    from coach.analyse import familles
    from coach.modeles.lecture import Nature

    if segment.nature == Nature.EMOTION:
        noms = {f.id: f.nom for f in familles()}
    else:
        noms = CATALOGUE.sections["sous_type"]
    nom = noms.get(segment.sous_type, segment.sous_type)
    return dire("lecture.nature", nature=segment.nature.nom, nom=nom)
