"""Ce que le coach fait ensuite : une fonction de l'état, du protocole et de la lecture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from coach.dialogues.citation import LONGUEUR_CITEE, citer_debut, citer_mots
from coach.dialogues.competences import competences
from coach.dialogues.composees import ajustement, cloture, emotions
from coach.dialogues.contexte import Contexte
from coach.dialogues.ecriture import AEcrire, question
from coach.dialogues.matiere import Matiere
from coach.dialogues.messages import dire, enumerer
from coach.dialogues.protocole import Etape, Protocole, Question
from coach.dialogues.relances import Entendu, choisir, presque_vide
from coach.modeles.evenements import QuestionPosee, RelancePosee, SeanceTerminee
from coach.modeles.seance import Echange, EtatSeance

_COMPOSEES: dict[str, Callable[[Matiere, Etape], AEcrire | None]] = {
    "emotions": emotions,
    "ajustement": ajustement,
    "competences": competences,
    "cloture": cloture,
}


@dataclass
class Deroule:
    """Le fil d'une séance : relance, question composée, question suivante, ou fin.

    `graine` fait varier les formulations d'une séance à l'autre, toujours pareil dans une même.
    """

    protocole: Protocole
    contexte: Contexte
    graine: int
    matiere: Matiere = field(init=False)

    def suite(self, etat: EtatSeance) -> AEcrire | None:
        """Le prochain événement du coach, ou rien s'il attend la personne."""
        if etat.terminee or etat.aide or etat.en_attente:
            return None
        self.matiere = Matiere(etat, self.protocole, self.contexte)
        if etat.etape_reprise and (reprise := self.protocole.etape(etat.etape_reprise)):
            return self._reprendre(reprise)
        faits = [e for e in etat.echanges if not e.ouvert]
        if faits:
            dernier = faits[-1]
            etape = self.protocole.etape(dernier.demande.etape)
            if etape and (suite := self._apres(etape, dernier)):
                return suite
        return self._question_suivante(etat)

    def _apres(self, etape: Etape, dernier: Echange) -> AEcrire | None:
        relance = self._relance(etape, dernier)
        if relance:
            return relance
        composee = _COMPOSEES.get(etape.genre)
        return composee(self.matiere, etape) if composee else None

    def _relance(self, etape: Etape, dernier: Echange) -> AEcrire | None:
        reponse = dernier.reponse
        if reponse is None or reponse.choix:
            return None
        posees = [
            e.demande for e in self.matiere.etat.echanges if isinstance(e.demande, RelancePosee)
        ]
        ici = {r.relance for r in posees if r.etape == etape.id}
        if len(ici) >= etape.relances_max:
            return None
        deja = {(r.relance, r.formulation) for r in posees}
        choisie = None
        for entendu in self._entendus(etape, dernier):
            choisie = choisie or choisir(etape, entendu, deja, self.graine, ici)
        if choisie is None:
            return None
        return AEcrire(
            RelancePosee,
            {
                "etape": etape.id,
                "relance": choisie.relance,
                "formulation": choisie.formulation,
                "texte": choisie.texte,
                "cite": choisie.cite.ancre if choisie.cite else None,
            },
        )

    def _entendus(self, etape: Etape, dernier: Echange) -> list[Entendu]:
        """La dernière réponse, puis celle qui avait appelé la première relance."""
        appui = self.matiere.actes()
        echanges = [dernier]
        if isinstance(dernier.demande, RelancePosee) and not presque_vide(_texte(dernier)):
            avant = [
                e
                for e in self.matiere.etat.de_l_etape(etape.id)
                if isinstance(e.demande, QuestionPosee) and e.reponse
            ]
            echanges += avant[-1:]
        return [
            Entendu(
                e.reponse,
                self.matiere.lecture(e),
                apres_relance=isinstance(dernier.demande, RelancePosee),
                appui=appui,
            )
            for e in echanges
            if e.reponse
        ]

    def _question_suivante(self, etat: EtatSeance) -> AEcrire:
        faites = {
            (e.demande.etape, e.demande.question)
            for e in etat.echanges
            if isinstance(e.demande, QuestionPosee) and not e.ouvert
        }
        for etape in self.protocole.etapes:
            composee = _COMPOSEES.get(etape.genre)
            for posee in etape.questions[:1] if composee else etape.questions:
                if (etape.id, posee.id) not in faites:
                    return self._poser(etape, posee)
            if composee and (suite := composee(self.matiere, etape)):
                return suite
        return AEcrire(SeanceTerminee, {"etat": "non_dit"})

    def _poser(self, etape: Etape, posee: Question) -> AEcrire:
        rappels: list[Any] = []
        phrases: list[str] = []
        premiere = posee.id == etape.questions[0].id
        if self.matiere.etat.note and not self.matiere.etat.echanges:
            phrases.append(self._note(self.matiere.etat.note))
        if etape.rappels and premiere:
            citations = self.matiere.rappels(etape.rappels, etape.id)
            if citations:
                rappels = [c.ancre for c in citations]
                cites = enumerer(c.texte for c in citations)
                phrases.append(dire(f"rappel.{etape.rappels.value}", cites=cites))
        phrases.append(posee.formulations[self.graine % len(posee.formulations)])
        return question(etape, posee.id, " ".join(phrases), rappels=tuple(rappels))

    def _note(self, note: str) -> str:
        """La note prise dans la journée, citée en entier si elle se cite bien."""
        ligne = " ".join(note.split())
        if "«" in ligne or len(ligne) > LONGUEUR_CITEE:
            return dire("note.rappel_sans_citation")
        return dire("note.rappel", cite=citer_mots(ligne))

    def _reprendre(self, etape: Etape) -> AEcrire:
        reponses = [e.reponse for e in self.matiere.etat.de_l_etape(etape.id) if e.reponse]
        if not etape.questions:
            composee = _COMPOSEES[etape.genre](self.matiere, etape)
            return composee or AEcrire(SeanceTerminee, {"etat": "non_dit"})
        if not reponses or etape.genre != "texte":
            return self._poser(etape, etape.questions[0])
        citation = citer_debut(reponses[-1])
        phrase = (
            dire("retour.ajouter", cite=citation.texte)
            if citation
            else dire("retour.ajouter_sans_citation")
        )
        rappels = (citation.ancre,) if citation else ()
        return question(etape, etape.questions[-1].id, phrase, rappels=rappels)


def _texte(echange: Echange) -> str:
    return echange.reponse.texte if echange.reponse else ""
