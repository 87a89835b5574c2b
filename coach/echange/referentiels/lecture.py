"""D'un paquet CASE à un référentiel : chaque élément y prend un rôle.

Un paquet écrit par le coach dit la sorte de chaque élément : elle fait foi. Pour les autres, la
forme de l'arbre décide. Un élément sans rien dessous est une compétence, ou un énoncé quand il est
sous une compétence ; celui dont tout le contenu est simple est une compétence, s'il a lui-même un
parent ; tout autre est un groupe.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from coach.echange.erreurs import ErreurDEchange
from coach.echange.paroles import dire
from coach.echange.referentiels.arbre import Arbre, Noeud, dresser
from coach.echange.referentiels.case import (
    COMPETENCE,
    DEGRES,
    GROUPE,
    PARTIE,
    SOUS_ENONCE,
    genres,
    titre_du_genre,
)
from coach.echange.referentiels.identites import uuid_de_la_competence
from coach.echange.referentiels.paquet import Document, Paquet, distincts
from coach.echange.textes import en_une_ligne
from coach.modeles.referentiel import NOMS_DES_CATEGORIES, Referentiel
from coach.referentiels import charger, identifiants
from coach.referentiels.themes import charger_themes

SANS_GROUPE = "0"
"""Le code du groupe qui reçoit les compétences que rien ne contient."""

CATEGORIE = "competence_associee"
"""La catégorie d'un énoncé dont le paquet ne dit rien que le coach connaisse."""

_ATTENDUS = {
    GROUPE: (None, GROUPE),
    COMPETENCE: (GROUPE,),
    SOUS_ENONCE: tuple(NOMS_DES_CATEGORIES),
    PARTIE: (None,),
    **dict.fromkeys(NOMS_DES_CATEGORIES, (COMPETENCE,)),
}
"""Sous quoi chaque sorte d'élément se range."""


def en_referentiel(paquet: Paquet, identifiant: str) -> tuple[Referentiel, int]:
    """Le référentiel de ce paquet, et combien de liens en trop furent laissés.

    Lève `ErreurDEchange` si le paquet ne contient aucune compétence, ou si son arbre ne tient pas.
    """
    arbre = dresser(paquet)
    lecture = _Lecture(paquet, arbre)
    referentiel = Referentiel.model_validate(lecture.champs(identifiant))
    return referentiel, arbre.laisses + lecture.laisses


class _Lecture:
    """Les rôles des éléments d'un paquet, puis les champs du référentiel."""

    def __init__(self, paquet: Paquet, arbre: Arbre) -> None:
        self._paquet = paquet
        self._document = paquet.document
        noeuds = arbre.parcours()
        self._dits = _roles_dits(noeuds)
        self._roles = self._dits or _roles_par_la_forme(noeuds)
        if self._dits:
            rangs = {e.uuid: rang for rang, e in enumerate(paquet.elements)}
            noeuds = sorted(noeuds, key=lambda n: rangs[n.element.uuid])
        self._groupes = [n for n in noeuds if self._roles[n] == GROUPE]
        self._competences = [n for n in noeuds if self._roles[n] == COMPETENCE]
        self._parties = [n for n in noeuds if self._roles[n] == PARTIE]
        if not self._competences:
            raise ErreurDEchange("sans_competence")
        self._codes = distincts(self._groupes, _code)
        self._codes |= distincts(self._competences, _code)
        self._themes = frozenset(theme.id for theme in charger_themes())
        self.laisses = 0

    def champs(self, identifiant: str) -> dict[str, Any]:
        d = self._document
        parentes = self._parentes(identifiant)
        return {
            "id": identifiant,
            "titre": d.titre,
            "emetteur": d.emetteur or dire("case.emetteur"),
            "pays": _pays(d) or dire("case.pays"),
            "millesime": d.millesime or dire("case.millesime"),
            "source": d.source or dire("case.source", identifiant=d.uuid),
            "avertissement": d.description or dire("case.avertissement"),
            "livret": [
                {"titre": n.element.enonce, "description": n.element.note or n.element.enonce}
                for n in self._parties
            ],
            "groupes": list(self._champs_des_groupes()),
            "competences": [
                self._champs_de(n, parentes.get(n.element.uuid, [])) for n in self._competences
            ],
        }

    def _champs_des_groupes(self) -> Iterator[dict[str, Any]]:
        if any(n.parent is None for n in self._competences):
            yield {"code": self._sans_groupe, "titre": self._document.titre}
        for noeud in self._groupes:
            champs: dict[str, Any] = {"code": self._codes[noeud], "titre": noeud.element.enonce}
            if noeud.parent is not None:
                champs["parent"] = self._codes[noeud.parent]
            if noeud.element.note:
                champs["modalites"] = [m for m in noeud.element.note.split("\n") if m]
            yield champs

    @property
    def _sans_groupe(self) -> str:
        pris = {self._codes[n].casefold() for n in self._groupes}
        return next(c for c in (SANS_GROUPE, "00", "racine", self._document.uuid) if c not in pris)

    def _champs_de(self, noeud: Noeud, parentes: list[dict[str, str]]) -> dict[str, Any]:
        element, code = noeud.element, self._codes[noeud]
        lieu, situation = "", element.note
        if self._dits:
            lieu, _, situation = element.note.partition("\n\n")
        apparues = {r: rang for rang, r in enumerate(dict.fromkeys(map(self._role, noeud.enfants)))}
        enonces = sorted(noeud.enfants, key=lambda n: apparues[self._role(n)])
        sous: list[dict[str, Any]] = []
        rangs: dict[str, int] = {}
        for enonce in enonces:
            categorie = self._roles[enonce]
            rang = rangs[categorie] = rangs.get(categorie, 0) + 1
            if enonce.enfants:
                textes = [n.element.enonce for n in enonce.enfants]
                sous.append({"categorie": categorie, "item": rang, "enonces": textes})
        return {
            "code": code,
            "titre": element.enonce,
            "groupe": self._codes[noeud.parent] if noeud.parent else self._sans_groupe,
            "lieu": en_une_ligne(lieu) or dire("case.lieu", code=code),
            "themes": [m for m in dict.fromkeys(element.mots) if m in self._themes],
            "situation": en_une_ligne(situation),
            "items": [{"categorie": self._roles[n], "enonce": n.element.enonce} for n in enonces],
            "sous_items": sous,
            "correspondances": parentes,
        }

    def _role(self, noeud: Noeud) -> str:
        return self._roles[noeud]

    def _parentes(self, identifiant: str) -> dict[str, list[dict[str, str]]]:
        """Les correspondances vers des compétences que le coach connaît, par élément d'origine."""
        degres = {genre: degre for degre, genre in DEGRES.items()}
        liens = [a for a in self._paquet.associations if a.genre in degres]
        if not liens:
            return {}
        connues = _competences_connues(sauf=identifiant)
        siennes = {n.element.uuid for n in self._competences}
        trouvees: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
        for lien in liens:
            if lien.de not in siennes or lien.vers not in connues:
                self.laisses += 1
                continue
            referentiel, code = connues[lien.vers]
            trouvees.setdefault(lien.de, {}).setdefault(
                (referentiel, code),
                {
                    "referentiel": referentiel,
                    "code": code,
                    "degre": degres[lien.genre],
                    "raison": lien.note or dire("case.raison"),
                },
            )
        return {uuid: list(siens.values()) for uuid, siens in trouvees.items()}


def _roles_dits(noeuds: Iterable[Noeud]) -> dict[Noeud, str]:
    """Le rôle de chaque élément d'après la sorte qu'il dit ; rien si l'une ne convient pas."""
    connus = {titre_du_genre(genre).casefold(): genre for genre in genres()}
    connus |= {genre: genre for genre in genres()}
    roles: dict[Noeud, str] = {}
    for noeud in noeuds:
        role = connus.get(noeud.element.genre.casefold())
        dessus = roles.get(noeud.parent) if noeud.parent else None
        if role is None or dessus not in _ATTENDUS[role]:
            return {}
        roles[noeud] = role
    return roles


def _roles_par_la_forme(noeuds: Iterable[Noeud]) -> dict[Noeud, str]:
    """Le rôle de chaque élément d'après l'arbre seul."""
    connues = {titre.casefold(): c for c, titre in NOMS_DES_CATEGORIES.items()}
    roles: dict[Noeud, str] = {}
    for noeud in noeuds:
        if noeud.parent is not None and roles[noeud.parent] == COMPETENCE:
            roles[noeud] = connues.get(noeud.element.genre.casefold(), CATEGORIE)
        elif noeud.hauteur == 0 or (noeud.hauteur == 1 and noeud.parent is not None):
            roles[noeud] = COMPETENCE
        else:
            roles[noeud] = GROUPE
    return roles


def _code(noeud: Noeud) -> str:
    return noeud.element.code or noeud.numero


def _pays(document: Document) -> str:
    """Le pays que dit la langue (« fr-BE »), ou rien."""
    region = document.langue.partition("-")[2]
    return region.upper() if len(region) == 2 and region.isascii() and region.isalpha() else ""


def _competences_connues(*, sauf: str) -> dict[str, tuple[str, str]]:
    return {
        uuid_de_la_competence(ref, competence.code): (ref, competence.code)
        for ref in identifiants()
        if ref != sauf
        for competence in charger(ref).competences
    }
