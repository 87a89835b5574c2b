"""Le document tel que toutes les formes le reçoivent : textes nets, ancres, renvois, niveaux.

Rien que des dictionnaires, des listes, des textes et des nombres : un gabarit les parcourt, la mise
en page les lit en JSON. docs/documents.md dit ces noms : un gabarit récrit s'y fie.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

from coach.documents.largeurs import parts
from coach.documents.modele import (
    Bloc,
    Citation,
    Document,
    Fiche,
    Graphique,
    Liste,
    Paragraphe,
    Partie,
    Tableau,
    TableDesPreuves,
)
from coach.documents.nettoyage import imprimable, sur_une_ligne
from coach.documents.paroles import CATALOGUE, dire
from coach.modeles.texte import cle

Vue = dict[str, Any]

_LANGUE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")


def composer(document: Document) -> Vue:
    """Tout ce qu'une forme écrit, dans l'ordre ; le même document donne la même vue."""
    return _Composition(document).vue()


def reperes(document: Document) -> tuple[str, ...]:
    """Ce qu'un modèle d'école peut demander de ce document, tel que cela s'y écrit."""
    vue = composer(document)
    return (
        *("titre", "sous_titre", "auteur", "date", "mention"),
        *(f"identite.{ligne['nom']}" for ligne in vue["identite"]),
        *(f"parties.{partie['nom']}" for partie in vue["parties"]),
        "contenu",
    )


def nom_de_repere(texte: str) -> str:
    """Le nom court d'un titre ou d'un terme : « 1. Me présenter » donne `me_presenter`."""
    return re.sub(r"[^a-z0-9]+", "_", cle(texte)).strip("_0123456789") or "sans_nom"


def _vide(bloc: Bloc) -> bool:
    """Un bloc qui ne dirait rien ne laisse ni cadre ni espace."""
    match bloc:
        case Paragraphe(texte) | Citation(texte):
            return not imprimable(texte).strip()
        case Liste(contenu) | Fiche(contenu) | TableDesPreuves(contenu):
            return not contenu
        case Tableau(lignes=lignes):
            return not lignes
        case Graphique(barres=barres):
            return not barres


def _tenus(blocs: list[Vue]) -> list[Vue]:
    """Les mêmes ; une note que suit un paragraphe, telle une question et sa réponse, s'y tient."""
    for bloc, suivant in pairwise(blocs):
        if bloc["sorte"] == suivant["sorte"] == "paragraphe":
            bloc["tenu"] = bloc["note"] and not suivant["note"]
    return blocs


class _Composition:
    """Compte les renvois et les graphiques au fil de la lecture."""

    def __init__(self, document: Document) -> None:
        self._document = document
        trouvee = _LANGUE.fullmatch(document.langue)
        self._langue, self._region = trouvee.groups("") if trouvee else ("fr", "")
        self._connues = {
            preuve.numero
            for bloc in document.blocs()
            if isinstance(bloc, TableDesPreuves)
            for preuve in bloc.preuves
        }
        self._cites: Counter[int] = Counter()
        self._retours: defaultdict[int, list[str]] = defaultdict(list)
        self._graphiques = 0
        self._decrites: set[int] = set()

    def vue(self) -> Vue:
        document = self._document
        parties = [
            self._partie(partie, 1, f"partie-{rang}")
            for rang, partie in enumerate(document.parties, 1)
        ]
        for partie in parties:
            self._poser_les_retours(partie)
        return {
            "genre": document.genre,
            "titre": self._titre(document.titre),
            "sous_titre": self._ligne(document.sous_titre),
            "auteur": self._ligne(document.auteur),
            "date": self._ligne(document.date),
            "mention": self._texte(document.mention),
            "langue": "-".join(filter(None, (self._langue, self._region))),
            "identite": [
                {"nom": nom_de_repere(terme), "terme": self._ligne(terme), "dit": self._texte(dit)}
                for terme, dit in document.identite
            ],
            "sommaire": document.sommaire,
            "parties": parties,
            "mots": CATALOGUE.sections["mots"],
        }

    def _texte(self, texte: str) -> str:
        return imprimable(texte, langue=self._langue)

    def _ligne(self, texte: str) -> str:
        return sur_une_ligne(texte, langue=self._langue)

    def _titre(self, texte: str) -> str:
        """Un titre vide ne se lirait pas à l'oreille : il se dit « Sans titre »."""
        return self._ligne(texte) or dire("mots.sans_titre")

    def _partie(self, partie: Partie, niveau: int, ancre: str) -> Vue:
        return {
            "titre": self._titre(partie.titre),
            "nom": partie.cle or nom_de_repere(partie.titre),
            "niveau": niveau,
            "ancre": ancre,
            "nouvelle_page": partie.nouvelle_page,
            "blocs": _tenus([self._bloc(bloc) for bloc in partie.blocs if not _vide(bloc)]),
            "parties": [
                self._partie(sous, niveau + 1, f"{ancre}-{rang}")
                for rang, sous in enumerate(partie.parties, 1)
            ],
        }

    def _bloc(self, bloc: Bloc) -> Vue:
        match bloc:
            case Paragraphe(texte, renvois, note):
                dit = {"texte": self._texte(texte), "renvois": self._renvois(renvois), "note": note}
                return {"sorte": "paragraphe", **dit, "tenu": False}
            case Citation(texte, source, renvois):
                cite = {"texte": self._texte(texte), "source": self._ligne(source)}
                return {"sorte": "citation", **cite, "renvois": self._renvois(renvois)}
            case Liste(elements, numerotee):
                dits = [self._texte(element) for element in elements]
                return {"sorte": "liste", "elements": dits, "numerotee": numerotee}
            case Fiche(lignes):
                paires = [{"terme": self._ligne(t), "dit": self._texte(d)} for t, d in lignes]
                return {"sorte": "fiche", "lignes": paires}
            case Tableau():
                return self._tableau(bloc)
            case Graphique():
                return self._graphique(bloc)
            case TableDesPreuves():
                return self._preuves(bloc)

    def _renvois(self, numeros: tuple[int, ...]) -> list[Vue]:
        renvois = []
        for numero in dict.fromkeys(numeros):
            self._cites[numero] += 1
            ancre = f"renvoi-{numero}-{self._cites[numero]}"
            cible = f"preuve-{numero}" if numero in self._connues else ""
            self._retours[numero].append(ancre)
            renvois.append({"numero": numero, "ancre": ancre, "cible": cible})
        return renvois

    def _tableau(self, bloc: Tableau) -> Vue:
        if any(len(ligne) != len(bloc.colonnes) for ligne in bloc.lignes):
            raise ValueError(f"Tableau « {bloc.titre} » : une cellule par colonne.")
        titres = [self._ligne(colonne.titre) for colonne in bloc.colonnes]
        lignes = [[self._texte(cellule) for cellule in ligne] for ligne in bloc.lignes]
        colonnes = list(zip(titres, *lignes, strict=True))
        largeurs = parts([max(1, colonne.part) for colonne in bloc.colonnes], colonnes)
        return {
            "sorte": "tableau",
            "titre": self._ligne(bloc.titre),
            "colonnes": [
                {"titre": titre, "part": part} for titre, part in zip(titres, largeurs, strict=True)
            ],
            "lignes": lignes,
        }

    def _graphique(self, bloc: Graphique) -> Vue:
        self._graphiques += 1
        barres = [
            {"nom": self._ligne(b.nom), "parts": list(b.parts), "chiffre": self._ligne(b.chiffre)}
            for b in bloc.barres
        ]
        return {
            "sorte": "graphique",
            "numero": self._graphiques,
            "titre": self._ligne(bloc.titre),
            "sortes": [self._ligne(sorte) for sorte in bloc.sortes],
            "barres": barres,
            "plein": bloc.plein,
            "alternative": self._ligne(bloc.alternative) or self._titre(bloc.titre),
            "note": self._texte(bloc.note),
        }

    def _preuves(self, bloc: TableDesPreuves) -> Vue:
        preuves = []
        for preuve in bloc.preuves:
            ancre = "" if preuve.numero in self._decrites else f"preuve-{preuve.numero}"
            self._decrites.add(preuve.numero)
            preuves.append(
                {
                    "numero": preuve.numero,
                    "ancre": ancre,
                    "date": self._ligne(preuve.date),
                    "extrait": self._texte(preuve.extrait),
                    "source": self._ligne(preuve.source),
                    "competences": [self._ligne(c) for c in preuve.competences],
                }
            )
        reliees = any(preuve["competences"] for preuve in preuves)
        return {"sorte": "preuves", "preuves": preuves, "reliees": reliees}

    def _poser_les_retours(self, partie: Vue) -> None:
        """Ce qui cite une preuve peut se lire après elle : les retours se posent à la fin."""
        for bloc in partie["blocs"]:
            if bloc["sorte"] == "preuves":
                for preuve in bloc["preuves"]:
                    preuve["retours"] = self._retours[preuve["numero"]] if preuve["ancre"] else []
        for sous in partie["parties"]:
            self._poser_les_retours(sous)
