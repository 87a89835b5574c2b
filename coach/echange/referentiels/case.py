"""Un référentiel en paquet CASE (1EdTech, Competencies and Academic Standards Exchange).

Le paquet suit le schéma strict de `CFPackage` : les champs `CFPackageURI` et `CFDocumentURI`, que
demande l'API d'un serveur, n'y ont pas leur place. La version 1.1 ajoute `caseVersion` et la raison
de chaque correspondance (`notes`) ; sans eux, le même paquet est en 1.0.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal

from coach.echange.paroles import dire
from coach.echange.referentiels.identites import (
    adresse,
    instant_du_millesime,
    uuid_d_ailleurs,
    uuid_de_la_competence,
    uuid_du_document,
    uuid_du_groupe,
)
from coach.modeles.referentiel import (
    NOMS_DES_CATEGORIES,
    Competence,
    Correspondance,
    Referentiel,
)
from coach.referentiels import ErreurDeReferentiel, charger

Version = Literal["1.0", "1.1"]

GROUPE = "groupe"
COMPETENCE = "competence"
SOUS_ENONCE = "sous_enonce"
PARTIE = "partie_du_livret"

DEGRES = {"equivalente": "exactMatchOf", "proche": "isRelatedTo"}
"""Le type d'association de chaque degré de correspondance."""

_ENFANT = "isChildOf"

_Objet = dict[str, Any]


def ecrire_case(referentiel: Referentiel, version: Version = "1.1") -> bytes:
    """Les octets du paquet : UTF-8, les mêmes à chaque fois pour un même référentiel."""
    document = paquet(referentiel, version)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def titre_du_genre(genre: str) -> str:
    """Le nom d'une sorte d'élément (« Groupe », « Critères de performance »…)."""
    return NOMS_DES_CATEGORIES.get(genre) or dire(f"genre.{genre}")


def genres() -> tuple[str, ...]:
    """Toutes les sortes d'éléments que le coach écrit."""
    return (GROUPE, COMPETENCE, SOUS_ENONCE, PARTIE, *NOMS_DES_CATEGORIES)


def paquet(referentiel: Referentiel, version: Version = "1.1") -> dict[str, Any]:
    """Le paquet en objets JSON : document, éléments, associations, définitions."""
    return _Redaction(referentiel, version).paquet()


def _lien(titre: str, uuid: str) -> _Objet:
    return {"title": titre, "identifier": uuid, "uri": adresse(uuid)}


class _Redaction:
    """Écrit un paquet, élément après élément."""

    def __init__(self, referentiel: Referentiel, version: Version) -> None:
        self._referentiel = referentiel
        self._version = version
        self._quand = instant_du_millesime(referentiel.millesime)
        self._racine = _lien(referentiel.titre, uuid_du_document(referentiel.id))
        self._elements: list[_Objet] = []
        self._associations: list[_Objet] = []
        self._rangs: dict[str, int] = {}

    def paquet(self) -> dict[str, Any]:
        self._livret()
        groupes = self._groupes()
        for competence in self._referentiel.competences:
            self._competence(competence, groupes[competence.groupe])
        for competence in self._referentiel.competences:
            for parente in competence.correspondances:
                self._correspondance(competence, parente)
        return {
            "CFDocument": self._document(),
            "CFItems": self._elements,
            "CFAssociations": self._associations,
            "CFDefinitions": {"CFItemTypes": list(self._types())},
        }

    def _document(self) -> _Objet:
        r = self._referentiel
        document = {
            **_sans_titre(self._racine),
            "creator": r.emetteur,
            "title": r.titre,
            "lastChangeDateTime": self._quand,
            "description": r.avertissement,
            "language": f"fr-{r.pays}" if len(r.pays) == 2 and r.pays.isalpha() else "fr",
            "version": r.millesime,
            "notes": r.source,
        }
        return document if self._version == "1.0" else {**document, "caseVersion": "1.1"}

    def _types(self) -> Iterator[_Objet]:
        employes = {element["CFItemType"] for element in self._elements}
        for rang, genre in enumerate(genres(), 1):
            titre = titre_du_genre(genre)
            if titre in employes:
                yield {
                    **_lien(titre, uuid_d_ailleurs("type", genre)),
                    "description": titre,
                    "hierarchyCode": str(rang),
                    "typeCode": genre,
                    "lastChangeDateTime": self._quand,
                }

    def _livret(self) -> None:
        for rang, partie in enumerate(self._referentiel.livret, 1):
            uuid = uuid_d_ailleurs("livret", self._referentiel.id, rang)
            self._element(PARTIE, uuid, partie.titre, self._racine, notes=partie.description)

    def _groupes(self) -> dict[str, _Objet]:
        """Le lien de chaque groupe, par son code ; ses modalités, une par ligne, en note."""
        liens: dict[str, _Objet] = {}
        for groupe in self._referentiel.groupes:
            liens[groupe.code] = self._element(
                GROUPE,
                uuid_du_groupe(self._referentiel.id, groupe.code),
                groupe.titre,
                liens[groupe.parent] if groupe.parent else self._racine,
                humanCodingScheme=groupe.code,
                notes="\n".join(groupe.modalites),
            )
        return liens

    def _competence(self, competence: Competence, groupe: _Objet) -> None:
        """La compétence et ses énoncés ; en note, sa place dans la source, puis la situation."""
        ref, code = self._referentiel.id, competence.code
        note = "\n\n".join(t for t in (competence.lieu, competence.situation) if t)
        elle = self._element(
            COMPETENCE,
            uuid_de_la_competence(ref, code),
            competence.titre,
            groupe,
            humanCodingScheme=code,
            conceptKeywords=list(competence.themes),
            notes=note,
        )
        rangs: dict[str, int] = {}
        for item in competence.items:
            rang = rangs[item.categorie] = rangs.get(item.categorie, 0) + 1
            place = (ref, code.casefold(), item.categorie, rang)
            enonce = self._element(
                item.categorie, uuid_d_ailleurs("enonce", *place), item.enonce, elle
            )
            self._sous_enonces(competence, enonce, item.categorie, rang, place)

    def _sous_enonces(
        self,
        competence: Competence,
        enonce: _Objet,
        categorie: str,
        rang: int,
        place: tuple[object, ...],
    ) -> None:
        ranges = [s for s in competence.sous_items if (s.categorie, s.item) == (categorie, rang)]
        textes = [texte for s in ranges for texte in s.enonces]
        for numero, texte in enumerate(textes, 1):
            uuid = uuid_d_ailleurs("sous_enonce", *place, numero)
            self._element(SOUS_ENONCE, uuid, texte, enonce)

    def _element(
        self, genre: str, uuid: str, enonce: str, parent: _Objet, **facultatifs: Any
    ) -> _Objet:
        """Ajoute un élément sous son parent ; rend de quoi le désigner."""
        titre = titre_du_genre(genre)
        lui = _lien(enonce, uuid)
        self._elements.append(
            {
                **_sans_titre(lui),
                "fullStatement": enonce,
                "CFItemType": titre,
                "CFItemTypeURI": _lien(titre, uuid_d_ailleurs("type", genre)),
                "language": "fr",
                **{nom: valeur for nom, valeur in facultatifs.items() if valeur},
                "lastChangeDateTime": self._quand,
            }
        )
        rang = self._rangs[parent["identifier"]] = self._rangs.get(parent["identifier"], 0) + 1
        self._associer(_ENFANT, lui, parent, sequenceNumber=rang)
        return lui

    def _correspondance(self, competence: Competence, parente: Correspondance) -> None:
        ici = uuid_de_la_competence(self._referentiel.id, competence.code)
        ailleurs = uuid_de_la_competence(parente.referentiel, parente.code)
        raison = {"notes": parente.raison} if self._version == "1.1" and parente.raison else {}
        self._associer(
            DEGRES[parente.degre],
            _lien(competence.titre, ici),
            _lien(_titre_de(parente), ailleurs),
            **raison,
        )

    def _associer(self, genre: str, de: _Objet, vers: _Objet, **facultatifs: Any) -> None:
        uuid = uuid_d_ailleurs("association", genre, de["identifier"], vers["identifier"])
        self._associations.append(
            {
                "identifier": uuid,
                "uri": adresse(uuid),
                "associationType": genre,
                "originNodeURI": de,
                "destinationNodeURI": vers,
                **facultatifs,
                "lastChangeDateTime": self._quand,
            }
        )


def _sans_titre(lien: _Objet) -> _Objet:
    return {"identifier": lien["identifier"], "uri": lien["uri"]}


def _titre_de(parente: Correspondance) -> str:
    """Le titre de la compétence d'en face, ou son adresse si elle n'est pas là."""
    try:
        trouvee = charger(parente.referentiel).competence(parente.code)
    except ErreurDeReferentiel:
        trouvee = None
    return trouvee.titre if trouvee else f"{parente.referentiel}:{parente.code}"
