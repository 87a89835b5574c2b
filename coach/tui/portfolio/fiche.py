"""La fiche d'une compétence du portfolio : ce que l'on en dit, ce que d'autres en voient, ce qui
la montre. Tous les textes y sont des données : celui qui les peint ne les interprète jamais."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from coach.carnet import Carnet
from coach.exposition import ecarts
from coach.modeles.calendrier import en_clair
from coach.modeles.texte import en_une_ligne
from coach.portfolio import Apparentee, CompetenceVue, ReferentielVu
from coach.positionnement.echelle import reponse
from coach.referentiels import ErreurDeReferentiel, charger
from coach.scoring.lignes import PositionnementLu, PreuveLue
from coach.tui.competences.fiches import Bloc, Ligne, nom
from coach.tui.dates import jour_relatif
from coach.tui.lignes import titre_de
from coach.tui.paroles import dire


def fiche(
    competence: CompetenceVue,
    referentiel: ReferentielVu,
    titres: Mapping[str, str],
    aujourd_hui: date,
    touches: Mapping[str, str],
) -> list[Bloc]:
    """Les blocs de cette compétence.

    `titres` : celui de chaque séance ; `touches` : le nom de la touche de chaque geste.
    """

    def jour(quand: date) -> str:
        return en_clair(quand, annee=quand.year != aujourd_hui.year)

    return [
        *_tete(competence, referentiel, jour),
        *_ecarts(competence, jour),
        *_regards(competence, aujourd_hui, touches),
        *_enonces(competence, aujourd_hui),
        *_preuves(competence, titres, aujourd_hui, touches),
        *_parentes(competence, titres, aujourd_hui),
    ]


def titres_des_seances(carnet: Carnet, competence: CompetenceVue) -> dict[str, str]:
    """Le titre de chaque séance qui la montre. Lève `ErreurDeCarnet`."""
    siennes = [*competence.preuves, *(p for p, _ in competence.par_correspondance)]
    resumes = {p.journal: carnet.resume(p.journal) for p in siennes if p.journal}
    return {seance: titre_de(resume) for seance, resume in resumes.items() if resume}


def _tete(
    competence: CompetenceVue, referentiel: ReferentielVu, jour: Callable[[date], str]
) -> Iterator[Bloc]:
    titre = nom(competence.code, competence.titre) if competence.titre else competence.code
    yield Bloc("titre", (Ligne(titre),))
    groupe = next((g for g in referentiel.groupes if g.code == competence.groupe), None)
    lieu = [nom(groupe.code, groupe.titre)] if groupe else []
    yield Bloc("discret", (*map(Ligne, lieu), Ligne(referentiel.titre)))
    bilan = competence.bilan
    if bilan.preuves and bilan.derniere:
        situations = bilan.variete.situations
        yield Bloc(
            "discret",
            (
                Ligne(
                    dire(
                        f"portfolio.resume_{'une' if situations == 1 else 'des'}",
                        preuves=dire(
                            f"portfolio.preuves_{min(bilan.nombre, 2)}", nombre=bilan.nombre
                        ),
                        situations=situations,
                        jour=jour(bilan.derniere),
                    )
                ),
            ),
        )


def _ecarts(competence: CompetenceVue, jour: Callable[[date], str]) -> Iterator[Bloc]:
    if competence.ecarts:
        yield Bloc("section", (Ligne(dire("portfolio.section_ecarts")),))
        phrases = (ecarts.phrase(e, competence, jour) for e in competence.ecarts)
        yield Bloc("texte", tuple(Ligne(phrase) for phrase in phrases))


# --- Les regards -------------------------------------------------------------------------------


def _regards(
    competence: CompetenceVue, aujourd_hui: date, touches: Mapping[str, str]
) -> Iterator[Bloc]:
    miens = [p for p in reversed(competence.positionnements) if p.mien]
    autres = [p for p in reversed(competence.positionnements) if not p.mien]
    yield Bloc("section", (Ligne(dire("portfolio.section_vous")),))
    if not miens:
        yield Bloc("discret", (Ligne(dire("portfolio.pas_positionnee", **touches)),))
    for lu in miens:
        yield _regard(lu, aujourd_hui)
    tendance = competence.bilan.tendance
    if miens and tendance.sens == "redescend":
        yield Bloc("discret", (Ligne(dire("portfolio.redescend")),))
    if autres:
        yield Bloc("section", (Ligne(dire("portfolio.section_autres")),))
    for lu in autres:
        yield _regard(lu, aujourd_hui)


def _regard(lu: PositionnementLu, aujourd_hui: date, enonce: str = "") -> Bloc:
    niveau = reponse(lu.niveau)
    qui = "" if lu.mien else f"{lu.par}, "
    dit = f"{niveau.nom} · {qui}{jour_relatif(lu.date, aujourd_hui)}"
    lignes = [Ligne(dit, f"{niveau.marque} ")]
    if enonce:
        lignes = [Ligne(enonce, f"{niveau.marque} "), Ligne(dit, "  ", discrete=True)]
    if mot := en_une_ligne(lu.justification):
        lignes.append(Ligne(dire("referentiel.extrait", extrait=mot), "  ", discrete=True))
    return Bloc("texte", tuple(lignes))


def _enonces(competence: CompetenceVue, aujourd_hui: date) -> Iterator[Bloc]:
    """Le dernier regard de chacun sur chaque énoncé."""
    if not competence.items:
        return
    derniers = {(lu.item, lu.par): lu for lu in competence.items}
    enonces = _items(competence)
    yield Bloc("section", (Ligne(dire("portfolio.section_enonces")),))
    for (item, _), lu in sorted(derniers.items(), key=lambda d: (d[0][0] or 0, d[0][1])):
        connu = item is not None and item < len(enonces)
        enonce = enonces[item or 0] if connu else dire("portfolio.enonce_inconnu")
        yield _regard(lu, aujourd_hui, enonce)


def _items(competence: CompetenceVue) -> list[str]:
    try:
        connue = charger(competence.referentiel).competence(competence.code)
    except ErreurDeReferentiel:
        return []
    return [i.enonce for i in connue.items] if connue else []


# --- Les preuves -------------------------------------------------------------------------------


def _preuves(
    competence: CompetenceVue,
    titres: Mapping[str, str],
    aujourd_hui: date,
    touches: Mapping[str, str],
) -> Iterator[Bloc]:
    yield Bloc("section", (Ligne(dire("portfolio.section_preuves")),), repere="preuves")
    if not competence.preuves:
        cle = "preuves_filtrees" if competence.bilan.preuves else "pas_de_preuve"
        yield Bloc("discret", (Ligne(dire(f"portfolio.{cle}", **touches)),))
    autre_edition = {p.id for p in competence.d_une_autre_edition()}
    for preuve in reversed(competence.preuves):
        detail = [_ou(preuve, titres, aujourd_hui)]
        if preuve.id in autre_edition:
            detail.append(dire("portfolio.edition", millesime=preuve.millesime))
        yield _preuve(preuve, " · ".join(detail))


def _preuve(preuve: PreuveLue, detail: str) -> Bloc:
    lignes = []
    if preuve.extrait:
        lignes.append(
            Ligne(dire("referentiel.extrait", extrait=en_une_ligne(preuve.extrait)), "› ")
        )
    if preuve.justification:
        lignes.append(Ligne(en_une_ligne(preuve.justification), "  " if lignes else "› "))
    lignes = lignes or [Ligne(dire("referentiel.sans_extrait"), "› ")]
    return Bloc("lien", (*lignes, Ligne(detail, "  ", discrete=True)), vers=preuve)


def _ou(preuve: PreuveLue, titres: Mapping[str, str], aujourd_hui: date) -> str:
    """Son jour, et d'où elle vient : la séance, ou le document et le témoin."""
    quand = jour_relatif(preuve.date, aujourd_hui)
    if preuve.journal:
        titre = titres.get(preuve.journal) or dire("accueil.sans_titre")
        return dire("referentiel.preuve_ou", quand=quand, titre=titre)
    temoin = dire("portfolio.temoin", temoin=preuve.temoin) if preuve.temoin else ""
    return en_une_ligne(" · ".join(filter(None, (quand, preuve.source, temoin))))


def _parentes(
    competence: CompetenceVue, titres: Mapping[str, str], aujourd_hui: date
) -> Iterator[Bloc]:
    trouvees = competence.par_correspondance[::-1]
    if trouvees:
        titre = dire("portfolio.section_parentes")
        yield Bloc("section", (Ligne(titre),), repere="parentes")
    for preuve, depuis in trouvees:
        detail = f"{_ou(preuve, titres, aujourd_hui)} · {_depuis(depuis)}"
        yield _preuve(preuve, detail)


def _depuis(depuis: Apparentee) -> str:
    return dire(f"portfolio.{depuis.degre}", ou=f"{depuis.referentiel}\u00a0{depuis.code}")
