"""Un bloc de la vue en Markdown : tables GFM, citations, renvois vers la table des preuves."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from coach.documents.markdown import en_cellule, en_ligne, en_paragraphe
from coach.documents.paroles import CATALOGUE


def en_bloc(bloc: dict[str, Any]) -> Markup:
    """Le bloc entier, sans ligne vide autour ; `image` y est le chemin de l'image voisine."""
    return Markup(_ECRIVAINS[bloc["sorte"]](bloc))


def _paragraphe(bloc: dict[str, Any]) -> str:
    if bloc["note"]:
        return f"_{en_ligne(bloc['texte'])}_{_renvois(bloc)}"
    return f"{en_paragraphe(bloc['texte'])}{_renvois(bloc)}"


def _citation(bloc: dict[str, Any]) -> str:
    texte = f"> {en_paragraphe(bloc['texte'], '> ')}{_renvois(bloc)}"
    return f"{texte}\n>\n> — {en_ligne(bloc['source'])}" if bloc["source"] else texte


def _liste(bloc: dict[str, Any]) -> str:
    if bloc["numerotee"]:
        rangs = [f"{rang}. " for rang in range(1, len(bloc["elements"]) + 1)]
    else:
        rangs = ["- "] * len(bloc["elements"])
    return "\n".join(
        rang + en_paragraphe(element, " " * len(rang))
        for rang, element in zip(rangs, bloc["elements"], strict=True)
    )


def _fiche(bloc: dict[str, Any]) -> str:
    return "\\\n".join(
        (f"**{en_ligne(ligne['terme'])}**\u00a0: " if ligne["terme"] else "")
        + en_paragraphe(ligne["dit"])
        for ligne in bloc["lignes"]
    )


def _tableau(bloc: dict[str, Any]) -> str:
    titres = [en_cellule(colonne["titre"]) for colonne in bloc["colonnes"]]
    table = _table(titres, [[en_cellule(c) for c in ligne] for ligne in bloc["lignes"]])
    return f"**{en_ligne(bloc['titre'])}**\n\n{table}" if bloc["titre"] else table


def _preuves(bloc: dict[str, Any]) -> str:
    mots = CATALOGUE.sections["mots"]
    titres = [mots["numero"], mots["date_et_source"], mots["extrait"]]
    if bloc["reliees"]:
        titres.append(mots["competences"])
    return _table(titres, [_preuve(p, reliees=bloc["reliees"]) for p in bloc["preuves"]])


def _preuve(preuve: dict[str, Any], *, reliees: bool) -> list[str]:
    ancre = f'<a id="{preuve["ancre"]}"></a>' if preuve["ancre"] else ""
    origine = [en_cellule(t) for t in (preuve["date"], preuve["source"]) if t]
    retours = "".join(f" [↩](#{retour})" for retour in preuve["retours"])
    cases = [f"{ancre}{preuve['numero']}", "<br>".join(origine)]
    cases.append(en_cellule(preuve["extrait"]) + retours)
    if reliees:
        cases.append("<br>".join(en_cellule(c) for c in preuve["competences"]))
    return cases


def _graphique(bloc: dict[str, Any]) -> str:
    titre = f"**{en_ligne(bloc['titre'])}**\n\n" if bloc["titre"] else ""
    note = f"\n\n_{en_ligne(bloc['note'])}_" if bloc["note"] else ""
    return f"{titre}![{en_ligne(bloc['alternative'])}](<{bloc['image']}>){note}"


def _table(titres: Sequence[str], lignes: Sequence[Sequence[str]]) -> str:
    rangees = [titres, ["---"] * len(titres), *lignes]
    return "\n".join(f"| {' | '.join(rangee)} |" for rangee in rangees)


def _renvois(bloc: dict[str, Any]) -> str:
    return "".join(
        f' <a id="{r["ancre"]}"></a>[\\[{r["numero"]}\\]](#{r["cible"]})'
        if r["cible"]
        else f" \\[{r['numero']}\\]"
        for r in bloc["renvois"]
    )


_ECRIVAINS = {
    "paragraphe": _paragraphe,
    "citation": _citation,
    "liste": _liste,
    "fiche": _fiche,
    "tableau": _tableau,
    "preuves": _preuves,
    "graphique": _graphique,
}
