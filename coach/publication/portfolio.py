"""Un portfolio en document : chaque compétence montrée, ce que l'on en dit et ce qui la montre."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach.carnet import Carnet
from coach.chiffres import en_chiffres
from coach.documents.modele import (
    Bloc,
    Citation,
    Colonne,
    Document,
    Graphique,
    Identite,
    Liste,
    Paragraphe,
    Partie,
    Tableau,
)
from coach.exposition.ecarts import phrase
from coach.exposition.filtres import dits_au_jury
from coach.exposition.graphes import immediats
from coach.exposition.points import Graphe
from coach.modeles.calendrier import en_clair
from coach.portfolio import CompetenceVue, Portfolio, ReferentielVu
from coach.positionnement.echelle import reponse
from coach.publication.competences import code_dit
from coach.publication.graphiques import en_barres, niveaux
from coach.publication.paroles import compter, dire
from coach.publication.preuves import Registre
from coach.scoring.lignes import PositionnementLu, PreuveLue


def document(
    vu: Portfolio,
    graphes: Sequence[Graphe],
    titres: Mapping[str, str],
    identite: Identite = (),
) -> Document:
    """Le document d'un portfolio ; `titres` : celui de chaque séance, par identifiant."""
    registre = Registre(titres)
    parties = [_ensemble(vu, graphes)]
    plusieurs = sum(bool(_pleines(r)) for r in vu.referentiels) > 1
    parties += [p for r in vu.referentiels if (p := _referentiel(r, registre, plusieurs))]
    if len(registre):
        blocs = (Paragraphe(dire("preuves.note"), note=True), registre.table())
        parties.append(Partie(dire("preuves.titre"), blocs, nouvelle_page=True))
    return Document(
        genre="portfolio",
        titre=dire("portfolio.titre"),
        sous_titre=_sous_titre(vu),
        parties=tuple(parties),
        identite=identite,
        date=en_clair(vu.au),
        mention=dire("portfolio.mention"),
        sommaire=len(parties) > 1,
    )


def du_carnet(carnet: Carnet, vu: Portfolio, identite: Identite = ()) -> Document:
    """Le document de ce portfolio, tel que ses filtres le laissent. Lève les erreurs du carnet.

    Un référentiel suivi où rien n'est à elle n'y a pas de graphe : ses barres vides se liraient
    comme un manque, et un dossier suisse ne parle pas du titre français.
    """
    titres = {r.id: r.titre for r in carnet.lister(vu.filtres.des_seances())}
    montre = replace(vu, referentiels=tuple(r for r in vu.referentiels if _pleines(r)))
    return document(montre, immediats(carnet, montre, vu.filtres), titres, identite)


def _sous_titre(vu: Portfolio) -> str:
    """Ce que les filtres laissent, s'il y en a : un extrait ne passe pas pour le tout."""
    dits = ", ".join(dits_au_jury(vu.filtres))
    return dits[:1].upper() + dits[1:]


# --- L'ensemble --------------------------------------------------------------------------------


def _ensemble(vu: Portfolio, graphes: Sequence[Graphe]) -> Partie:
    lignes = tuple(_compte(r) for r in vu.referentiels if _pleines(r))
    if not lignes:
        return Partie(dire("portfolio.ensemble"), (Paragraphe(dire("portfolio.vide"), note=True),))
    dessins: list[Graphique] = [*en_barres(graphes)]
    if dits := niveaux(vu):
        dessins.append(dits)
    return Partie(dire("portfolio.ensemble"), (_tableau(lignes), *dessins))


def _tableau(lignes: tuple[tuple[str, ...], ...]) -> Tableau:
    colonnes = (("referentiel", 6), ("montrees", 3), ("preuves", 2))
    return Tableau("", tuple(Colonne(dire(f"portfolio.{c}"), part) for c, part in colonnes), lignes)


def _compte(referentiel: ReferentielVu) -> tuple[str, ...]:
    montrees = sum(bool(c.preuves or c.apparentees) for c in referentiel.competences)
    preuves = sum(len(c.preuves) for c in referentiel.competences)
    sur = dire("portfolio.sur", montrees=montrees, total=len(referentiel.competences))
    return referentiel.titre, sur, en_chiffres(preuves)


# --- Un référentiel ----------------------------------------------------------------------------


def _pleines(referentiel: ReferentielVu) -> list[CompetenceVue]:
    """Celles qui ont une preuve à elles, ou un regard : les apparentées se disent chez elles."""
    return [c for c in referentiel.competences if c.preuves or c.positionnements]


def _referentiel(referentiel: ReferentielVu, registre: Registre, plusieurs: bool) -> Partie | None:
    """Ses compétences montrées ; `plusieurs` : une preuve nomme alors aussi le référentiel."""
    groupes = []
    for groupe, competences in referentiel.par_groupe():
        pleines = [c for c in competences if c.preuves or c.positionnements]
        if pleines:
            nom = f"{groupe.code} · {groupe.titre}" if groupe else dire("portfolio.hors")
            parties = tuple(_competence(c, registre, plusieurs) for c in pleines)
            groupes.append(Partie(nom, parties=parties))
    if not groupes:
        return None
    edition = dire("portfolio.edition", millesime=referentiel.millesime)
    blocs = (Paragraphe(edition, note=True),) if referentiel.millesime else ()
    return Partie(referentiel.titre, blocs, tuple(groupes), nouvelle_page=True)


def _competence(competence: CompetenceVue, registre: Registre, plusieurs: bool) -> Partie:
    titre = " · ".join(filter(None, (competence.code, competence.titre)))
    code = code_dit(competence.referentiel, competence.code) if plusieurs else competence.code
    return Partie(titre, tuple(_blocs(competence, code, registre)))


def _blocs(competence: CompetenceVue, code: str, registre: Registre) -> Iterator[Bloc]:
    if competence.positionnements:
        yield Liste(tuple(_regard(p) for p in competence.positionnements))
    for preuve in competence.preuves:
        yield _preuve(preuve, registre, code)
    if parentes := competence.par_correspondance:
        dites = ", ".join(dict.fromkeys(code_dit(p.referentiel, p.code) for _, p in parentes))
        yield Paragraphe(compter("portfolio.parentes", len(parentes), ou=dites), note=True)
    for ecart in competence.ecarts:
        yield Paragraphe(phrase(ecart, competence, en_clair, dire), note=True)


def _regard(regard: PositionnementLu) -> str:
    cle = "regard_mien" if regard.mien else "regard_tiers"
    dit = dire(
        f"portfolio.{cle}",
        jour=en_clair(regard.date),
        niveau=reponse(regard.niveau).nom,
        par=regard.par,
    )
    mot = regard.justification.strip()
    return dire("portfolio.avec_mot", dit=dit, mot=mot) if mot else dit


def _preuve(preuve: PreuveLue, registre: Registre, code: str) -> Citation:
    numero = registre.citer(preuve, code)
    source = " · ".join(filter(None, (registre.source(preuve), en_clair(preuve.date))))
    return Citation(preuve.extrait or preuve.justification, source, (numero,))
