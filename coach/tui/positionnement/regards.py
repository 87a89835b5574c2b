"""Ce qui se montre à côté d'une question : ce qui en fut dit, par qui, et ce qui la montre.

Tous les textes y sont des données : celui qui les peint ne les interprète jamais.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from coach.carnet import Carnet, Preuve
from coach.modeles.progression import Regard, Regards
from coach.modeles.referentiel import Competence
from coach.positionnement import Activite, Portee, Question
from coach.positionnement.echelle import reponse
from coach.positionnement.paroles import dire as dire_du_positionnement
from coach.tui.competences.fiches import Bloc, Ligne
from coach.tui.dates import jour_relatif
from coach.tui.lignes import titre_de
from coach.tui.paroles import dire

PREUVES = 12
"""Preuves montrées à côté : les plus récentes ; la fiche du référentiel a les autres."""


def titres(carnet: Carnet, preuves: Sequence[Preuve]) -> dict[str, str]:
    """Le titre de la séance de chacune de ces preuves. Lève `ErreurDeCarnet`."""
    resumes = {p.seance: carnet.resume(p.seance) for p in preuves[:PREUVES] if p.seance}
    return {seance: titre_de(resume) for seance, resume in resumes.items() if resume}


def a_cote(activite: Activite, question: Question, noms: Mapping[str, str]) -> list[Bloc]:
    """Ce qui fut dit de la question, les autres regards, les énoncés, les preuves.

    `noms` : le titre de chaque séance.
    """
    aujourd_hui = activite.aujourd_hui
    siens = activite.regards.de(question.cible, activite.par)
    return [
        *_section(
            "deja_dit" if activite.mien else "deja_dit_tiers",
            (_regard(r, aujourd_hui) for r in reversed(siens)),
        ),
        *_section("autres", (_regard(r, aujourd_hui) for r in question.autres)),
        *_section(
            "enonces",
            (
                Bloc("texte", (Ligne(item.enonce, f"{reponse(r.niveau).marque} "),))
                for item, r in question.enonces
            ),
        ),
        *_les_preuves(question.preuves, noms, aujourd_hui),
    ]


def histoire(
    portee: Portee, competence: Competence, regards: Regards, aujourd_hui: date
) -> list[Bloc]:
    """Toute l'histoire d'une compétence : son niveau, puis chacun de ses énoncés regardés."""
    siens = regards.historique(portee.niveau(competence))
    vide = [Bloc("texte", (Ligne(dire_du_positionnement("historique.vide")),))]
    blocs = [
        Bloc("titre", (Ligne(f"{competence.code} · {competence.titre}"),)),
        Bloc("section", (Ligne(dire("regards.niveau")),)),
        *([_regard(r, aujourd_hui) for r in reversed(siens)] or vide),
    ]
    for item, cible in zip(competence.items, portee.enonces(competence), strict=True):
        if dits_ici := regards.historique(cible):
            blocs.append(Bloc("section", (Ligne(item.enonce),)))
            blocs += [_regard(r, aujourd_hui) for r in reversed(dits_ici)]
    return blocs


def _section(nom: str, blocs: Iterator[Bloc]) -> Iterator[Bloc]:
    """Les blocs sous leur titre ; rien s'il n'y en a pas."""
    siens = list(blocs)
    if siens:
        yield Bloc("section", (Ligne(dire(f"regards.{nom}")),))
        yield from siens


def _regard(regard: Regard, aujourd_hui: date) -> Bloc:
    quand = jour_relatif(regard.quand.date(), aujourd_hui)
    niveau = reponse(regard.niveau)
    qui = "" if regard.mien else f"{regard.par}, "
    tete = Ligne(f"{niveau.nom} · {qui}{quand}", f"{niveau.marque} ")
    mot = (Ligne(f"«\u00a0{regard.justification}\u00a0»", "  ", discrete=True),)
    return Bloc("texte", (tete, *(mot if regard.justification else ())))


def _les_preuves(
    preuves: Sequence[Preuve], noms: Mapping[str, str], aujourd_hui: date
) -> Iterator[Bloc]:
    titre = dire("regards.preuves") if preuves else dire("regards.sans_preuve")
    yield Bloc("section", (Ligne(titre),))
    for preuve in preuves[:PREUVES]:
        quand = jour_relatif(preuve.date, aujourd_hui)
        texte = preuve.extrait or preuve.justification or dire("referentiel.sans_extrait")
        cite = dire("referentiel.extrait", extrait=texte) if preuve.extrait else texte
        if preuve.seance is None:
            ou = " · ".join(filter(None, (quand, preuve.source, preuve.temoin)))
            yield Bloc("texte", (Ligne(cite, "– "), Ligne(ou, "  ", discrete=True)))
        else:
            titre = noms.get(preuve.seance) or dire("accueil.sans_titre")
            ou = dire("referentiel.preuve_ou", quand=quand, titre=titre)
            lignes = (Ligne(cite, "› "), Ligne(ou, "  ", discrete=True))
            yield Bloc("lien", lignes, vers=preuve)
    if len(preuves) > PREUVES:
        reste = dire("regards.autres_preuves", nombre=len(preuves) - PREUVES)
        yield Bloc("discret", (Ligne(reste),))
