"""L'étape des compétences : choisir, montrer, justifier, et compter ailleurs la même preuve."""

from collections import Counter
from collections.abc import Iterator, Sequence

from coach.dialogues.ecriture import AEcrire, choix_de, depuis, faits_de, question, texte_de
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire
from coach.dialogues.protocole import Etape
from coach.modeles.base import Ancre
from coach.modeles.evenements import CompetenceLiee, OptionProposee, QuestionPosee
from coach.modeles.referentiel import Competence, Referentiel
from coach.modeles.seance import Echange, LienFait
from coach.referentiels import ErreurDeReferentiel, charger
from coach.referentiels.recherche import chercher

COMPETENCES_MAX = 3
_SUGGESTIONS = 5
_SUGGESTIONS_CHACUN = 3
"""Par référentiel, quand la personne en suit plusieurs."""

_PARENTES_PAR_REFERENTIEL = 2
"""Offertes au plus par référentiel, équivalentes d'abord : la liste reste courte et variée."""

_PARCOURIR = "parcourir:"
_GROUPE = "groupe:"
PAS_DANS_LE_REFERENTIEL = (_PARCOURIR, _GROUPE)
"""Ce par quoi commence un choix qui avance dans un référentiel au lieu de relier."""


def competences(matiere: Matiere, etape: Etape) -> AEcrire | None:
    """Suggère, cherche, puis demande l'extrait et la justification de chaque compétence."""
    if not matiere.contexte.referentiels:
        return None
    faits = faits_de(depuis(matiere, etape, "competences"))
    choix = faits.get("competences")
    if choix is None or matiere.etat.etape_reprise == etape.id:
        return _suggerer(matiere, etape)
    if choix.reponse is None:
        return None
    if not choix.reponse.choix:
        return _chercher(matiere, etape, choix.reponse.texte)
    if pas := next((c for c in choix.reponse.choix if c.startswith(PAS_DANS_LE_REFERENTIEL)), None):
        return _parcourir(matiere, etape, pas)
    for valeur in choix.reponse.choix[:COMPETENCES_MAX]:
        suite = _relier(matiere, etape, valeur, faits)
        if suite:
            return suite
    return _compter_ailleurs(matiere, etape, choix.reponse.choix, faits)


_SIGLE = 4
"""Lettres d'un identifiant qui est un sigle."""


def trouver(
    referentiels: Sequence[Referentiel], valeur: str
) -> tuple[Referentiel, Competence] | None:
    """Le référentiel et la compétence de « cip:CP11 », ou rien."""
    identifiant, _, code = valeur.partition(":")
    for referentiel in referentiels:
        if referentiel.id == identifiant and (competence := referentiel.competence(code)):
            return referentiel, competence
    return None


def nom_de(referentiel: str, code: str, suivis: Sequence[Referentiel]) -> str:
    """Le code, précédé du référentiel quand ce n'est pas le seul que suit la personne."""
    seul = [r.id for r in suivis] == [referentiel]
    return code if seul else f"{sigle(referentiel)}\u00a0{code}"


def sigle(referentiel: str) -> str:
    """Le nom court d'un référentiel : « CIP », « Suisse »."""
    return referentiel.upper() if len(referentiel) <= _SIGLE else referentiel.capitalize()


def _option(
    matiere: Matiere, referentiel: Referentiel, competence: Competence, mots: str = ""
) -> OptionProposee:
    cle = "competences.option_avec_mots" if mots else "competences.option"
    code = nom_de(referentiel.id, competence.code, matiere.contexte.referentiels)
    return OptionProposee(
        valeur=f"{referentiel.id}:{competence.code}",
        libelle=dire(cle, code=code, titre=competence.titre, cites=mots),
    )


def _suggerer(matiere: Matiere, etape: Etape) -> AEcrire:
    suivis = matiere.contexte.referentiels
    nombre = _SUGGESTIONS if len(suivis) == 1 else _SUGGESTIONS_CHACUN
    options = [
        _option(matiere, referentiel, competence, mots)
        for referentiel in suivis
        for suggestion, mots in matiere.suggestions(referentiel, nombre)
        if (competence := referentiel.competence(suggestion.code))
    ]
    texte = dire("competences.question" if options else "competences.sans_suggestion")
    options += [
        OptionProposee(
            valeur=f"{_PARCOURIR}{referentiel.id}",
            libelle=dire("competences.parcourir", referentiel=referentiel.titre),
        )
        for referentiel in suivis
    ]
    return question(etape, "competences", texte, saisie="choix_multiple", options=options)


def _chercher(matiere: Matiere, etape: Etape, demande: str) -> AEcrire:
    options = [
        _option(matiere, referentiel, competence)
        for referentiel in matiere.contexte.referentiels
        for competence in chercher(referentiel, demande)
    ]
    texte = dire("competences.trouvees" if options else "competences.introuvable")
    return question(etape, "competences", texte, saisie="choix_multiple", options=options)


def _parcourir(matiere: Matiere, etape: Etape, pas: str) -> AEcrire:
    """Les groupes d'un référentiel, puis les compétences du groupe choisi."""
    genre, _, reste = pas.partition(":")
    identifiant, _, code = reste.partition(":")
    referentiel = next(r for r in matiere.contexte.referentiels if r.id == identifiant)
    if f"{genre}:" == _PARCOURIR:
        habites = {c.groupe for c in referentiel.competences}
        options = [
            OptionProposee(
                valeur=f"{_GROUPE}{identifiant}:{groupe.code}",
                libelle=dire("competences.option", code=groupe.code, titre=groupe.titre),
            )
            for groupe in referentiel.groupes
            if groupe.code in habites
        ]
        phrase = dire("competences.groupes")
        return question(etape, "competences", phrase, saisie="choix", options=options)
    options = [
        _option(matiere, referentiel, c) for c in referentiel.competences if c.groupe == code
    ]
    phrase = dire("competences.du_groupe")
    return question(etape, "competences", phrase, saisie="choix_multiple", options=options)


def _relier(
    matiere: Matiere, etape: Etape, valeur: str, faits: dict[str, Echange]
) -> AEcrire | None:
    trouvee = trouver(matiere.contexte.referentiels, valeur)
    if trouvee is None:
        return None
    referentiel, competence = trouvee
    extrait, justification = faits.get(f"extrait:{valeur}"), faits.get(f"justification:{valeur}")
    if extrait is None:
        return _demander_extrait(matiere, etape, valeur, referentiel, competence)
    if justification is None:
        cle = "justification" if extrait.reponse else "justification_sans_passage"
        return question(etape, f"justification:{valeur}", dire(f"competences.{cle}"))
    if justification.acte in matiere.etat.traites:
        return None
    ancre, texte = _extrait_choisi(matiere, extrait)
    champs = {
        "referentiel": referentiel.id,
        "code": competence.code,
        "millesime": referentiel.millesime,
        "ancre": ancre,
        "extrait": texte,
        "justification": texte_de(justification),
    }
    return AEcrire(CompetenceLiee, champs, justification.acte)


def _demander_extrait(
    matiere: Matiere, etape: Etape, valeur: str, referentiel: Referentiel, competence: Competence
) -> AEcrire:
    suggestions = {s.code: s for s, _ in matiere.suggestions(referentiel, _SUGGESTIONS)}
    texte = matiere.texte()
    suggestion = suggestions.get(competence.code)
    mots = [texte[r.debut : r.fin] for r in suggestion.raisons] if suggestion else []
    options = [
        OptionProposee(valeur=str(rang), libelle=c.texte, ancre=c.ancre)
        for rang, c in enumerate(matiere.extraits(mots), 1)
    ]
    phrase = dire("competences.extrait", code=competence.code, titre=competence.titre)
    return question(etape, f"extrait:{valeur}", phrase, saisie="choix", options=options)


def _extrait_choisi(matiere: Matiere, echange: Echange) -> tuple[Ancre | None, str]:
    reponse = echange.reponse
    if reponse is None:
        return None, ""
    assert isinstance(echange.demande, QuestionPosee)
    for option in echange.demande.options:
        if option.valeur in reponse.choix and option.ancre:
            return option.ancre, option.ancre.texte
    texte = reponse.texte.strip()
    retrouvee = matiere.retrouver(texte)
    return (retrouvee.ancre if retrouvee else None), texte


# --- Une preuve, plusieurs référentiels ------------------------------------------------------


def _compter_ailleurs(
    matiere: Matiere, etape: Etape, choisies: Sequence[str], faits: dict[str, Echange]
) -> AEcrire | None:
    """Offre les parentes de ce qui vient d'être relié, puis relie celles que la personne garde."""
    parentes: dict[str, tuple[str, LienFait]] = {}
    for valeur, parente in _parentes(matiere, choisies):
        parentes.setdefault(valeur, parente)
    reponse = faits.get("parentes")
    if reponse is None:
        if not parentes:
            return None
        par_referentiel: Counter[str] = Counter()
        options = []
        for valeur, (libelle, _) in parentes.items():
            par_referentiel[valeur.partition(":")[0]] += 1
            if par_referentiel[valeur.partition(":")[0]] <= _PARENTES_PAR_REFERENTIEL:
                options.append(OptionProposee(valeur=valeur, libelle=libelle))
        phrase = dire("competences.parentes")
        return question(etape, "parentes", phrase, saisie="choix_multiple", options=options)
    for valeur in choix_de(reponse):
        if valeur in parentes:
            return _relier_aussi(valeur, parentes[valeur][1], reponse.acte)
    return None


def _parentes(
    matiere: Matiere, choisies: Sequence[str]
) -> Iterator[tuple[str, tuple[str, LienFait]]]:
    """Les compétences d'ailleurs que montre aussi un lien de cette étape, et pas encore reliées."""
    reliees = {f"{lien.referentiel}:{lien.code}": lien for lien in matiere.etat.liens}
    for degre in ("equivalente", "proche"):
        for valeur in choisies:
            trouvee = trouver(matiere.contexte.referentiels, valeur)
            lien = reliees.get(valeur)
            if trouvee is None or lien is None:
                continue
            for parente in trouvee[1].correspondances:
                ailleurs = f"{parente.referentiel}:{parente.code}"
                titre = titre_de(parente.referentiel, parente.code)
                if parente.degre != degre or ailleurs in reliees or not titre:
                    continue
                nom = f"{sigle(parente.referentiel)}\u00a0{parente.code}"
                cle = f"competences.{degre}"
                yield ailleurs, (dire(cle, nom=nom, titre=titre, code=lien.code), lien)


def titre_de(referentiel: str, code: str) -> str:
    """Le titre officiel d'une compétence, ou rien si le coach ne la connaît pas."""
    try:
        competence = charger(referentiel).competence(code)
    except ErreurDeReferentiel:
        return ""
    return competence.titre if competence else ""


def _relier_aussi(valeur: str, lien: LienFait, acte: str | None) -> AEcrire:
    identifiant, _, code = valeur.partition(":")
    champs = {
        "referentiel": identifiant,
        "code": code,
        "millesime": charger(identifiant).millesime,
        "ancre": lien.ancre,
        "extrait": lien.extrait,
        "justification": lien.justification,
    }
    return AEcrire(CompetenceLiee, champs, acte)
