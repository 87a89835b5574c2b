"""Mener une séance racontée : répondre au moteur comme la personne l'aurait fait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coach.demonstration.scenario import Lien, SeanceRacontee, Suivi
from coach.dialogues.moteur import Moteur
from coach.modeles.evenements import QuestionPosee, RelancePosee
from coach.modeles.texte import nfc


class RecitRompu(Exception):
    """Le récit ne colle plus à ce que le coach demande ; le message dit où."""


@dataclass
class Meneur:
    """Répond à chaque demande d'après le récit ; ce qui n'y est pas se passe.

    `nouvelles` : ce qu'elle a à dire d'ajustements d'avant, par identifiant ; `donnees` : ceux que
    le coach a demandés. Une relance qui ne vient pas ne rompt rien.
    """

    moteur: Moteur
    seance: SeanceRacontee
    nouvelles: Mapping[str, Suivi] = field(default_factory=dict)
    donnees: set[str] = field(default_factory=set)
    _relances: dict[str, list[str]] = field(init=False)
    _dites: set[str] = field(default_factory=set)
    _ailleurs: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._relances = {etape: list(dites) for etape, dites in self.seance.relances.items()}

    def mener(self) -> None:
        """Mène la séance jusqu'à sa fin, ou jusqu'à l'étape où la personne s'arrête.

        Lève `RecitRompu` si un choix n'est pas offert, si un passage cité n'existe pas, ou si
        quelque chose du récit n'a pas trouvé sa question.
        """
        self.moteur.demarrer()
        while attendu := self.moteur.etat.en_attente:
            demande = attendu.demande
            if demande.etape == self.seance.jusqu_a:
                break
            if self._il_en_reste(demande.etape):
                continue
            if isinstance(demande, RelancePosee):
                self._dire(next(iter(self._relances.get(demande.etape, ())), ""))
                self._relances.get(demande.etape, [])[:1] = []
            else:
                self._repondre(demande)
            if self.moteur.etat.aide is not None:
                self.moteur.acquitter("continuer")
        self._corriger()
        self._verifier()

    def _repondre(self, demande: QuestionPosee) -> None:
        nom, _, valeur = demande.question.partition(":")
        ou = f"{demande.etape}.{demande.question}"
        self._dites.add(ou)
        offerts = [option.valeur for option in demande.options]
        match nom:
            case "suivi" | "suivi_appris":
                self._dire_ce_que_c_est_devenu(nom, valeur)
            case "competences":
                self._choisir_les_competences(offerts)
            case "extrait":
                self._dire(self._lien(valeur).extrait)
            case "justification":
                self._dire(self._lien(valeur).justification)
            case "parentes":
                self._ailleurs |= set(self.seance.ailleurs) & set(offerts)
                self._choisir([v for v in self.seance.ailleurs if v in offerts])
            case _ if ou in self.seance.choix:
                absents = set(self.seance.choix[ou]) - set(offerts)
                self._exiger(not absents, f"« {ou} » n'offre pas {sorted(absents)}")
                self._choisir(self.seance.choix[ou])
            case _:
                self._dire(self.seance.reponses.get(ou, ""))

    # --- Ce qui vient d'avant ------------------------------------------------------------------

    def _dire_ce_que_c_est_devenu(self, nom: str, ajustement: str) -> None:
        suivi = self.nouvelles.get(ajustement)
        if suivi is None:
            self.moteur.passer()
        elif nom == "suivi":
            self.donnees.add(ajustement)
            self._choisir([suivi.etat])
        else:
            self._dire(suivi.appris)

    # --- Les compétences -----------------------------------------------------------------------

    def _manquantes(self) -> list[str]:
        deja = {f"{lien.referentiel}:{lien.code}" for lien in self.moteur.etat.liens}
        return [lien.competence for lien in self.seance.liens if lien.competence not in deja]

    def _il_en_reste(self, etape: str) -> bool:
        """Revient aux compétences tant qu'il en manque ; elle les a cochées en plusieurs fois."""
        reliees = next((e.id for e in self.moteur.protocole.etapes if e.genre == "competences"), "")
        if (
            etape == reliees
            or f"{reliees}.competences" not in self._dites
            or not self._manquantes()
        ):
            return False
        self.moteur.aller(reliees)
        return True

    def _choisir_les_competences(self, offerts: list[str]) -> None:
        """Coche celles du récit ; si aucune n'est offerte, en cherche une par son code."""
        reste = self._manquantes()
        if not reste:
            self.moteur.passer()
        elif offertes := [v for v in reste if v in offerts]:
            self._choisir(offertes)
        else:
            self._dire(reste[0].partition(":")[2])

    def _lien(self, competence: str) -> Lien:
        return next(lien for lien in self.seance.liens if lien.competence == competence)

    # --- Les gestes ----------------------------------------------------------------------------

    def _dire(self, texte: str) -> None:
        if texte:
            self.moteur.repondre(nfc(texte.strip()))
        else:
            self.moteur.passer()

    def _choisir(self, valeurs: Sequence[str]) -> None:
        if valeurs:
            self.moteur.repondre("", valeurs)
        else:
            self.moteur.passer()

    def _corriger(self) -> None:
        for correction in self.seance.corrections:
            passage = nfc(correction.passage)
            reponse = next((r for r in self.moteur.etat.reponses if passage in r.texte), None)
            if reponse is None:
                raise RecitRompu(f"« {passage} » ne se trouve dans aucune réponse")
            debut = reponse.texte.index(passage)
            self.moteur.corriger(reponse.id, debut, debut + len(passage), correction.nature)

    # --- Ce que le récit promettait ------------------------------------------------------------

    def _verifier(self) -> None:
        prevues = {*self.seance.reponses, *self.seance.choix}
        sans_question = sorted(prevues - self._dites)
        self._exiger(not sans_question, f"sans question : {sans_question}")
        self._exiger(not self._manquantes(), f"non reliées : {self._manquantes()}")
        ignorees = sorted(set(self.seance.ailleurs) - self._ailleurs)
        self._exiger(not ignorees, f"parentes non offertes : {ignorees}")
        sans_place = [lien.extrait for lien in self.moteur.etat.liens if lien.ancre is None]
        self._exiger(not sans_place, f"introuvable dans les réponses : {sans_place}")

    def _exiger(self, vrai: bool, manque: str) -> None:
        if not vrai:
            raise RecitRompu(manque)
