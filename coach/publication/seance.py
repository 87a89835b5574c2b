"""Une séance en document : ce qui fut demandé et répondu, ce qui s'y lit, ce qui s'y décide."""

from collections.abc import Iterator, Sequence

from coach.assemblage.matiere import matiere_de
from coach.carnet import Action, Carnet
from coach.dialogues.contexte import Contexte
from coach.dialogues.matiere import Matiere
from coach.dialogues.suivis import etape_des_suivis
from coach.documents.modele import (
    Bloc,
    Colonne,
    Document,
    Fiche,
    Identite,
    Paragraphe,
    Partie,
    Preuve,
    Tableau,
    TableDesPreuves,
)
from coach.modeles.calendrier import en_clair
from coach.modeles.lecture import Nature
from coach.modeles.seance import Echange
from coach.publication.competences import competence_dite
from coach.publication.graphiques import natures
from coach.publication.paroles import dire


def document(
    matiere: Matiere, actions: Sequence[Action], etiquettes: Sequence[str], identite: Identite = ()
) -> Document:
    """Le document d'une séance ; `actions` : ses ajustements et ce qu'ils sont devenus."""
    etat = matiere.etat
    quand = en_clair(etat.cree_le.date()) if etat.cree_le else ""
    parties = [
        Partie(dire("seance.fiche"), (_fiche(matiere, quand, etiquettes),)),
        *_note(matiere),
        *_etapes(matiere),
    ]
    if graphe := natures(list(_poids(matiere))):
        parties.append(Partie(dire("seance.lecture"), (graphe,)))
    if etat.liens:
        parties.append(Partie(dire("seance.competences"), (_liens(matiere, quand),)))
    if actions:
        parties.append(Partie(dire("seance.decisions"), (_decisions(actions),)))
    return Document(
        genre="journal",
        titre=etat.titre or dire("seance.sans_titre"),
        sous_titre=matiere.protocole.titre,
        parties=tuple(parties),
        identite=identite,
        date=quand,
        mention=dire("seance.mention"),
    )


def du_carnet(carnet: Carnet, flux: str, contexte: Contexte, identite: Identite = ()) -> Document:
    """Le document de cette séance du carnet. Lève les erreurs du carnet."""
    resume = carnet.resume(flux)
    etiquettes = resume.etiquettes if resume else ()
    matiere = matiere_de(carnet, flux, contexte)
    return document(matiere, carnet.actions(flux), etiquettes, identite)


def _fiche(matiere: Matiere, quand: str, etiquettes: Sequence[str]) -> Fiche:
    etat = matiere.etat
    lignes = [
        (dire("seance.jour"), quand),
        (dire("seance.protocole"), matiere.protocole.titre),
        (dire("seance.etat"), dire("seance.terminee" if etat.terminee else "seance.en_cours")),
        (dire("seance.etiquettes"), ", ".join(etiquettes)),
    ]
    return Fiche(tuple((terme, dit) for terme, dit in lignes if dit))


def _note(matiere: Matiere) -> Iterator[Partie]:
    if matiere.etat.note:
        yield Partie(dire("seance.note"), (Paragraphe(matiere.etat.note),))


def _etapes(matiere: Matiere) -> Iterator[Partie]:
    for titre, echanges in _par_etape(matiere):
        blocs = tuple(bloc for e in echanges for bloc in _echange(e))
        yield Partie(titre, blocs)


def _par_etape(matiere: Matiere) -> Iterator[tuple[str, list[Echange]]]:
    """Chaque étape où la personne a répondu, et ses échanges répondus."""
    for etape in (etape_des_suivis(), *matiere.protocole.etapes):
        repondus = [e for e in matiere.etat.de_l_etape(etape.id) if e.reponse]
        if repondus:
            yield etape.titre, repondus


def _echange(echange: Echange) -> Iterator[Bloc]:
    yield Paragraphe(echange.demande.texte, note=True)
    if echange.reponse:
        yield Paragraphe(echange.reponse.texte)


def _poids(matiere: Matiere) -> Iterator[tuple[str, dict[Nature, int]]]:
    for titre, echanges in _par_etape(matiere):
        poids: dict[Nature, int] = {}
        for echange in echanges:
            if echange.reponse and not echange.reponse.choix:
                for segment in matiere.lecture(echange).segments:
                    signes = len("".join(segment.texte.split()))
                    poids[segment.nature] = poids.get(segment.nature, 0) + signes
        yield titre, poids


def _liens(matiere: Matiere, quand: str) -> TableDesPreuves:
    return TableDesPreuves(
        tuple(
            Preuve(
                numero,
                quand,
                lien.extrait,
                lien.justification,
                (competence_dite(lien.referentiel, lien.code),),
            )
            for numero, lien in enumerate(matiere.etat.liens, 1)
        )
    )


def _decisions(actions: Sequence[Action]) -> Tableau:
    colonnes = (
        Colonne(dire("decisions.texte"), 4),
        Colonne(dire("decisions.echeance"), 2),
        Colonne(dire("decisions.indicateur"), 3),
        Colonne(dire("decisions.etat"), 2),
    )
    lignes = tuple(
        (
            a.texte,
            en_clair(a.echeance) if a.echeance else dire("decisions.sans_date"),
            a.indicateur,
            dire(f"decisions.{a.etat}"),
        )
        for a in actions
    )
    return Tableau(dire("decisions.titre"), colonnes, lignes)
