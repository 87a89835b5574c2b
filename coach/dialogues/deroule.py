"""Ce que le coach fait ensuite : une fonction de l'état, du protocole et de la lecture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from coach.dialogues.citation import LONGUEUR_CITEE, citer_debut, citer_mots
from coach.dialogues.competences import competences
from coach.dialogues.composees import ajustement, cloture, emotions
from coach.dialogues.contexte import Contexte
from coach.dialogues.ecriture import AEcrire, question
from coach.dialogues.estompage import Estompage
from coach.dialogues.matiere import Matiere
from coach.dialogues.paroles import dire
from coach.dialogues.periode import periode
from coach.dialogues.relances import RelanceChoisie, choisir
from coach.dialogues.repertoire import prevues
from coach.dialogues.reprises import a_lieu, poser
from coach.dialogues.script import Etape, Protocole, Question
from coach.dialogues.signes import Entendu
from coach.dialogues.suivis import ouvrir as ouvrir_les_suivis
from coach.modeles.evenements import QuestionPosee, RelancePosee, SeanceTerminee
from coach.modeles.presque_rien import presque_vide, renvoie_plus_haut
from coach.modeles.seance import Echange, EtatSeance

_COMPOSEES: dict[str, Callable[[Matiere, Etape], AEcrire | None]] = {
    "emotions": emotions,
    "ajustement": ajustement,
    "competences": competences,
    "cloture": cloture,
    "periode": periode,
}

_POSENT_TOUT = ("competences", "periode")
"""Les genres qui posent eux-mêmes leur première question."""

_PEINE = 3
"""Réponses vides de suite après lesquelles le coach rappelle que l'on peut s'arrêter."""


@dataclass
class Deroule:
    """Le fil d'une séance : relance, question composée, question suivante, ou fin.

    `graine` fait varier les formulations d'une séance à l'autre, toujours pareil dans une même.
    """

    protocole: Protocole
    contexte: Contexte
    graine: int
    matiere: Matiere = field(init=False)
    estompage: Estompage = field(init=False)

    def __post_init__(self) -> None:
        self.estompage = Estompage(self.contexte)

    def suite(self, etat: EtatSeance) -> AEcrire | None:
        """Le prochain événement du coach, ou rien s'il attend la personne."""
        if etat.terminee or etat.aide or etat.en_attente:
            return None
        self.matiere = Matiere(etat, self.protocole, self.contexte)
        if etat.etape_reprise and (reprise := self.protocole.etape(etat.etape_reprise)):
            return self._reprendre(reprise)
        if suivi := ouvrir_les_suivis(self.matiere):
            return suivi
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
        if _composee(etape, dernier):
            return None
        dernier = self._deja_raconte(etape, dernier) or dernier
        if dernier.reponse is None or dernier.reponse.choix:
            return None
        posees = [
            e.demande for e in self.matiere.etat.echanges if isinstance(e.demande, RelancePosee)
        ]
        ici = {r.relance for r in posees if r.etape == etape.id}
        if len(ici) >= self.estompage.relances_permises(etape):
            return None
        deja = {(r.relance, r.formulation) for r in posees}
        possibles = [r for r in prevues(etape) if r.id not in ici]
        for entendu in self._entendus(etape, dernier, posees):
            choisie = choisir(
                possibles, entendu, deja, self.graine, self.contexte.histoire, self.contexte.accord
            )
            if choisie:
                return _en_relance(etape, choisie)
        return None

    def _deja_raconte(self, etape: Etape, dernier: Echange) -> Echange | None:
        """Le récit fait plus haut, quand la question qui le demande n'y a rien ajouté."""
        if not _demande_la_scene(etape, dernier) or not presque_vide(_texte(dernier)):
            return None
        return self.matiere.recit_d_avance()

    def _entendus(
        self, etape: Etape, dernier: Echange, posees: Sequence[RelancePosee]
    ) -> list[Entendu]:
        """La dernière réponse, puis celle qui avait appelé la première relance."""
        echanges = [dernier]
        avant = [
            e
            for e in self.matiere.etat.de_l_etape(etape.id)
            if isinstance(e.demande, QuestionPosee) and e.reponse
        ]
        apres_relance = isinstance(dernier.demande, RelancePosee)
        if apres_relance and not presque_vide(_texte(dernier)):
            echanges += [self._deja_raconte(etape, e) or e for e in avant[-1:]]
        servie = avant[-1].demande if avant else None
        question = servie.question if isinstance(servie, QuestionPosee) else ""
        return [
            Entendu(
                e.reponse,
                self.matiere.lecture(e),
                self.contexte.horloge().date(),
                question=question,
                premiere=bool(etape.questions) and question == etape.questions[0].id,
                seule=len(etape.questions) == 1,
                apres_relance=apres_relance,
                appui=self.matiere.actes(),
                cites=[r.cite for r in posees if r.cite],
                relire=self.contexte.lire,
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
            for posee in _a_poser(etape):
                if (etape.id, posee.id) not in faites and a_lieu(self.matiere, posee):
                    return self._poser(etape, posee)
            if composee and (suite := composee(self.matiere, etape)):
                return suite
        return AEcrire(SeanceTerminee, {"etat": "non_dit"})

    def _poser(self, etape: Etape, posee: Question) -> AEcrire:
        note = self.matiere.etat.note if not self.matiere.etat.echanges else None
        avant = (self._note(note),) if note else ()
        if self._peine():
            avant = (dire("arret.offert"),)
        return poser(self.matiere, etape, posee, self.graine, avant)

    def _peine(self) -> bool:
        """Vrai, une seule fois, quand plusieurs réponses de suite n'ont rien trouvé à dire.

        Passer une question est un choix : seuls, des passages n'y suffisent pas.
        """
        offre = dire("arret.offert")
        faits = [e for e in self.matiere.etat.echanges if not e.ouvert]
        derniers = faits[-_PEINE:]
        return (
            len(derniers) == _PEINE
            and any(e.reponse for e in derniers)
            and not any(e.reponse and (e.reponse.choix or _dit(e)) for e in derniers)
            and not any(offre in e.demande.texte for e in faits)
        )

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


def _a_poser(etape: Etape) -> Sequence[Question]:
    """Les questions écrites que l'étape laisse poser telles quelles."""
    if etape.genre in _POSENT_TOUT:
        return ()
    return etape.questions if etape.genre == "texte" else etape.questions[:1]


def _texte(echange: Echange) -> str:
    return echange.reponse.texte if echange.reponse else ""


def _dit(echange: Echange) -> bool:
    """Vrai si la réponse dit quelque chose, ou renvoie à ce qui l'est déjà."""
    texte = _texte(echange)
    return not presque_vide(texte) or renvoie_plus_haut(texte)


def _demande_la_scene(etape: Etape, echange: Echange) -> bool:
    demande = echange.demande
    if not isinstance(demande, QuestionPosee):
        return False
    question = etape.question(demande.question)
    return question is not None and question.raconte == "scene"


def _composee(etape: Etape, echange: Echange) -> bool:
    """Vrai pour une question qui n'est pas du protocole, comme la roue : elle ne se relance pas."""
    demande = echange.demande
    return isinstance(demande, QuestionPosee) and etape.question(demande.question) is None


def _en_relance(etape: Etape, choisie: RelanceChoisie) -> AEcrire:
    champs = {
        "etape": etape.id,
        "relance": choisie.relance,
        "formulation": choisie.formulation,
        "texte": choisie.texte,
        "cite": choisie.cite.ancre if choisie.cite else None,
    }
    return AEcrire(RelancePosee, champs)
