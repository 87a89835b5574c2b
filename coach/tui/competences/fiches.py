"""Ce que montre une fiche : une compétence, un groupe, ou un référentiel, en blocs à peindre.

Tous les textes y sont des données, d'où qu'ils viennent : celui qui les peint ne les interprète
jamais.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from coach.carnet import Preuve
from coach.modeles.referentiel import (
    NOMS_DES_CATEGORIES,
    Competence,
    Correspondance,
    Groupe,
    Item,
    Referentiel,
    SousItems,
)
from coach.modeles.texte import cle, sans_commandes
from coach.referentiels import ErreurDeReferentiel, charger
from coach.scoring.lignes import PreuveLue
from coach.tui.competences.preuves import Endroit, Montre
from coach.tui.dates import jour_relatif
from coach.tui.paroles import CATALOGUE, dire

Sorte = Literal["titre", "discret", "section", "texte", "lien"]
Repere = Literal["", "preuves", "parentes"]

_MOT_MINIMUM = 3
"""Lettres d'un mot cherché ; plus court, il est partout."""


class Adresse(NamedTuple):
    """Où mène un lien : une compétence d'un référentiel."""

    referentiel: str
    code: str


Vers = Adresse | Preuve | PreuveLue | Endroit
"""Où mène un lien : une compétence, une preuve à relire, un passage d'une séance."""


@dataclass(frozen=True)
class Ligne:
    """Un paragraphe ; `tete` le précède, en retrait ; `discrete` : dit à côté, moins fort."""

    texte: str
    tete: str = ""
    discrete: bool = False


@dataclass(frozen=True)
class Bloc:
    """Un morceau de fiche ; `repere` : le nom de la section qui commence ici, pour y aller."""

    sorte: Sorte
    lignes: tuple[Ligne, ...]
    vers: Vers | None = None
    repere: Repere = ""


def _bloc(sorte: Sorte, *textes: str, repere: Repere = "") -> Bloc:
    return Bloc(sorte, tuple(Ligne(t) for t in textes), repere=repere)


# --- Une compétence ----------------------------------------------------------------------------


def fiche_de_competence(
    referentiel: Referentiel, competence: Competence, montre: Montre, touches: Mapping[str, str]
) -> list[Bloc]:
    """La compétence entière : situation, items, évaluation, ce qui la montre, ses parentes.

    `touches` : le nom de la touche de chaque geste.
    """
    preuves = montre.pour(referentiel.id, competence.code)
    return [
        *_tete(referentiel, competence, len(preuves), touches),
        *_contenu(competence),
        *_modalites(referentiel.modalites(competence)),
        *_preuves(preuves, montre),
        *_parentes(competence.correspondances),
    ]


def _tete(
    referentiel: Referentiel, competence: Competence, preuves: int, touches: Mapping[str, str]
) -> Iterator[Bloc]:
    yield _bloc("titre", nom(competence.code, competence.titre))
    groupe = referentiel.groupe(competence.groupe)
    lieu = [nom(groupe.code, groupe.titre)] if groupe else []
    yield _bloc("discret", *lieu, competence.lieu)
    resume = []
    if preuves:
        resume.append(dire("referentiel.resume_montree", nombre=fois(preuves), **touches))
    if parentes := len(competence.correspondances):
        phrase = "resume_parente" if parentes == 1 else "resume_parentes"
        resume.append(dire(f"referentiel.{phrase}", nombre=parentes, **touches))
    if resume:
        yield _bloc("discret", " · ".join(resume))


def _contenu(competence: Competence) -> Iterator[Bloc]:
    if competence.situation:
        yield _bloc("section", NOMS_DES_CATEGORIES["situation"])
        yield _bloc("texte", competence.situation)
    for categorie, items in groupby(competence.items, key=lambda i: i.categorie):
        ranges = [s for s in competence.sous_items if s.categorie == categorie]
        yield _bloc("section", NOMS_DES_CATEGORIES[categorie])
        yield Bloc("texte", tuple(_items(items, ranges)))


def _items(items: Iterable[Item], ranges: Sequence[SousItems]) -> Iterator[Ligne]:
    """Les items d'une catégorie, et sous chacun ce que la source y range."""
    for numero, item in enumerate(items, 1):
        yield Ligne(item.enonce, "– ")
        for sous in ranges:
            if sous.item == numero:
                yield from (Ligne(enonce, "    · ") for enonce in sous.enonces)


def _modalites(modalites: Sequence[str]) -> Iterator[Bloc]:
    if modalites:
        yield _bloc("section", dire("referentiel.modalites"))
        yield Bloc("texte", tuple(Ligne(m, "– ") for m in modalites))


def _preuves(preuves: Sequence[Preuve], montre: Montre) -> Iterator[Bloc]:
    if preuves:
        yield _bloc("section", dire("referentiel.montre"), repere="preuves")
    for preuve in preuves:
        quand = jour_relatif(preuve.date, montre.aujourdhui)
        if preuve.seance is None:
            apport = " · ".join(filter(None, (quand, preuve.source, preuve.temoin)))
            yield Bloc("texte", (*_dit(preuve, "– "), Ligne(apport, "  ", discrete=True)))
        else:
            titre = montre.titres.get(preuve.seance) or dire("accueil.sans_titre")
            ou = dire("referentiel.preuve_ou", quand=quand, titre=titre)
            lignes = (*_dit(preuve, "› "), Ligne(ou, "  ", discrete=True))
            yield Bloc("lien", lignes, vers=preuve)


def _dit(preuve: Preuve, tete: str) -> Iterator[Ligne]:
    """L'extrait, puis en quoi il montre la compétence ; l'un des deux peut manquer."""
    dits = [preuve.justification] if preuve.justification else []
    if preuve.extrait:
        dits.insert(0, dire("referentiel.extrait", extrait=preuve.extrait))
    for rang, texte in enumerate(dits or [dire("referentiel.sans_extrait")]):
        yield Ligne(texte, "  " if rang else tete)


def _parentes(parentes: Sequence[Correspondance]) -> Iterator[Bloc]:
    if parentes:
        yield _bloc("section", dire("referentiel.parentes"), repere="parentes")
    for parente in parentes:
        titre = titre_ailleurs(parente)
        code = f"{parente.referentiel}\u00a0{parente.code}"
        degre = dire(f"referentiel.{parente.degre}")
        raison = Ligne(
            dire("referentiel.raison", degre=degre, raison=parente.raison), "  ", discrete=True
        )
        if titre is None:
            yield Bloc("texte", (Ligne(code, "– "), raison))
        else:
            vers = Adresse(parente.referentiel, parente.code)
            yield Bloc("lien", (Ligne(nom(code, titre), "› "), raison), vers=vers)


def titre_ailleurs(parente: Correspondance) -> str | None:
    """Le titre de la parente ; rien si son référentiel ou elle n'existe pas, ou plus."""
    try:
        trouvee = charger(parente.referentiel).competence(parente.code)
    except ErreurDeReferentiel:
        return None
    return trouvee.titre if trouvee else None


# --- Un groupe, un référentiel -----------------------------------------------------------------


def fiche_de_groupe(referentiel: Referentiel, groupe: Groupe) -> list[Bloc]:
    """Le groupe : comment il s'évalue, et ses compétences, où l'on peut aller."""
    dedans = referentiel.du_groupe(groupe)
    liens = [
        Bloc("lien", (Ligne(nom(c.code, c.titre), "› "),), vers=Adresse(referentiel.id, c.code))
        for c in dedans
    ]
    return [
        _bloc("titre", nom(groupe.code, groupe.titre)),
        _bloc("discret", compter(len(dedans))),
        *_modalites(groupe.modalites),
        *([_bloc("section", dire("referentiel.competences"))] if liens else []),
        *liens,
    ]


def fiche_du_referentiel(referentiel: Referentiel, ecartes: Sequence[str]) -> list[Bloc]:
    """D'où vient le référentiel, ce qu'il demande de remettre, et les fichiers laissés de côté."""
    origine = dire(
        "referentiel.origine",
        emetteur=referentiel.emetteur,
        millesime=referentiel.millesime,
    )
    blocs = [
        _bloc("titre", referentiel.titre),
        _bloc("discret", origine, compter(len(referentiel.competences))),
        _bloc("texte", referentiel.avertissement),
        _bloc("section", dire("referentiel.source")),
        _bloc("texte", referentiel.source),
    ]
    if referentiel.livret:
        parties = (
            Ligne(dire("referentiel.partie", **p.model_dump()), f"{n}. ")
            for n, p in enumerate(referentiel.livret, 1)
        )
        blocs += [_bloc("section", dire("referentiel.livret")), Bloc("texte", tuple(parties))]
    if ecartes:
        blocs += [_bloc("section", dire("referentiel.ecartes")), _bloc("texte", *ecartes)]
    return blocs


def item_trouve(competence: Competence, demande: str) -> str:
    """L'item où se lit ce que le titre ne dit pas des mots cherchés ; vide si le titre suffit."""
    titre = cle(competence.titre)
    for mot in cle(demande).split():
        if len(mot) >= _MOT_MINIMUM and mot not in titre:
            for item in competence.items:
                if f" {mot}" in f" {cle(item.enonce)}".replace("'", " "):
                    return item.enonce
    return ""


# --- Les mots des fiches -----------------------------------------------------------------------


def nom(code: str, titre: str) -> str:
    """« CP1 · Informer… »."""
    return dire("referentiel.nom", code=code, titre=titre)


def enseigne(referentiel: Referentiel, identifiants: Sequence[str]) -> tuple[str, str]:
    """Sur deux lignes : son rang parmi ces identifiants et son pays, puis son titre."""
    rang, total = identifiants.index(referentiel.id) + 1, len(identifiants)
    ou = dire("referentiel.ou", rang=rang, total=total, pays=pays(referentiel))
    return sans_commandes(ou), sans_commandes(referentiel.titre.replace("\n", " "))


def pays(referentiel: Referentiel) -> str:
    """Le nom du pays, ou ce que le référentiel en écrit."""
    return CATALOGUE.sections["pays"].get(referentiel.pays, referentiel.pays)


def compter(nombre: int) -> str:
    """« une compétence », « 62 compétences »."""
    return dire("referentiel.une") if nombre == 1 else dire("referentiel.nombre", nombre=nombre)


def compter_les_trouvees(nombre: int) -> str:
    """« une compétence trouvée », ou que rien ne ressemble à ce que l'on cherche."""
    if not nombre:
        return dire("referentiel.rien")
    if nombre == 1:
        return dire("referentiel.trouvee_une")
    return dire("referentiel.trouvees", nombre=nombre)


def fois(nombre: int) -> str:
    """« une fois », « 3 fois »."""
    return dire("referentiel.une_fois") if nombre == 1 else dire("referentiel.fois", nombre=nombre)
