"""Ce que `coach referentiel montrer` écrit pour être lu : un référentiel, ou une compétence."""

from collections.abc import Iterable
from itertools import count, groupby
from typing import TYPE_CHECKING

from coach.cli.paroles import dire
from coach.cli.sortie import ecrire

if TYPE_CHECKING:
    from coach.modeles.referentiel import Competence, Correspondance, Item, Referentiel, SousItems

_RETRAIT = "  "


def montrer_le_referentiel(referentiel: "Referentiel") -> None:
    """Écrit le référentiel : d'où il vient, ses groupes emboîtés, les parties de son livret."""
    ecrire(referentiel.titre)
    ecrire(
        dire(
            "referentiel.source",
            emetteur=referentiel.emetteur,
            pays=referentiel.pays,
            millesime=referentiel.millesime,
        )
    )
    ecrire(referentiel.avertissement)
    _montrer_les_groupes(referentiel, parent=None, niveau=0)
    if referentiel.livret:
        _annoncer(dire("referentiel.livret"))
    for numero, partie in enumerate(referentiel.livret, 1):
        ecrire(dire("referentiel.partie", numero=numero, **partie.model_dump()))
    ecrire()
    ecrire(dire("referentiel.suite", id=referentiel.id, code=referentiel.competences[0].code))


def _montrer_les_groupes(referentiel: "Referentiel", *, parent: str | None, niveau: int) -> None:
    for groupe in referentiel.groupes:
        if groupe.parent != parent:
            continue
        if niveau == 0:
            ecrire()
        titre = dire("referentiel.groupe", code=groupe.code, titre=groupe.titre)
        ecrire(_RETRAIT * niveau + titre)
        for une in referentiel.competences:
            if une.groupe == groupe.code:
                ligne = dire("referentiel.competence", code=une.code, titre=une.titre)
                ecrire(_RETRAIT * (niveau + 1) + ligne)
        _montrer_les_groupes(referentiel, parent=groupe.code, niveau=niveau + 1)


def montrer_la_competence(referentiel: "Referentiel", competence: "Competence") -> None:
    """Écrit la compétence : situation, énoncés et ce qu'ils rangent, évaluation, parentes."""
    from coach.modeles.referentiel import NOMS_DES_CATEGORIES

    ecrire(dire("referentiel.titre", code=competence.code, titre=competence.titre))
    ecrire(dire("referentiel.lieu", titre=referentiel.titre, lieu=competence.lieu))
    if competence.situation:
        _annoncer(NOMS_DES_CATEGORIES["situation"])
        ecrire(dire("referentiel.situation", texte=competence.situation))
    for categorie, items in groupby(competence.items, key=lambda i: i.categorie):
        _annoncer(NOMS_DES_CATEGORIES[categorie])
        _montrer_les_items(items, [s for s in competence.sous_items if s.categorie == categorie])
    if modalites := referentiel.modalites(competence):
        _annoncer(dire("referentiel.modalites"))
        for modalite in modalites:
            ecrire(dire("referentiel.modalite", texte=modalite))
    if competence.correspondances:
        _annoncer(dire("referentiel.parentes"))
        for parente in competence.correspondances:
            _montrer_la_parente(parente)


def _annoncer(titre: str) -> None:
    ecrire()
    ecrire(dire("referentiel.categorie", nom=titre))


def _montrer_les_items(items: "Iterable[Item]", ranges: "list[SousItems]") -> None:
    """Écrit les items d'une catégorie, et sous chacun ce que la source y range."""
    for numero, item in zip(count(1), items):
        ecrire(dire("referentiel.item", enonce=item.enonce))
        for sous in ranges:
            if sous.item == numero:
                for enonce in sous.enonces:
                    ecrire(dire("referentiel.sous_item", enonce=enonce))


def _montrer_la_parente(parente: "Correspondance") -> None:
    titre = _titre_de(parente)
    ecrire(
        dire(
            "referentiel.parente" if titre else "referentiel.parente_sans_titre",
            referentiel=parente.referentiel,
            code=parente.code,
            titre=titre,
            degre=dire(f"referentiel.{parente.degre}"),
        )
    )
    ecrire(dire("referentiel.raison", raison=parente.raison))


def _titre_de(parente: "Correspondance") -> str:
    """Le titre officiel de la parente ; rien si elle n'existe pas ou plus."""
    from coach.referentiels import ErreurDeReferentiel, charger

    try:
        trouvee = charger(parente.referentiel).competence(parente.code)
    except ErreurDeReferentiel:
        return ""
    return trouvee.titre if trouvee else ""
