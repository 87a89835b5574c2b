"""Ce qu'une séance en texte montre : questions, lectures, aide, bilan."""

from dataclasses import dataclass, field

from coach.cli.texte.lignes import Lignes
from coach.cli.texte.paroles import dire
from coach.confidentialite import Mention
from coach.dialogues import presentation, suivis
from coach.dialogues.citation import citer_mots
from coach.dialogues.competences import nom_de
from coach.dialogues.moteur import Moteur
from coach.dialogues.paroles import dire as dire_du_coach
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import (
    AjustementDecide,
    CompetenceLiee,
    EmotionChoisie,
    Evenement,
    QuestionPosee,
    SeanceTerminee,
)
from coach.modeles.lecture import Segment
from coach.modeles.seance import Echange


@dataclass
class Affichage:
    """Dit en lignes ce qui se passe ; retient ce qui est déjà à l'écran."""

    moteur: Moteur
    lignes: Lignes
    gardee: bool = True
    _etape: str = field(default="", init=False)
    _demande: str = field(default="", init=False)
    _legende: bool = field(default=False, init=False)

    def oublier_la_demande(self) -> None:
        """La question sera redite, même si elle est déjà à l'écran."""
        self._demande = ""

    def mentions(self, mentions: tuple[Mention, ...]) -> None:
        """Les noms remarqués, et l'initiale offerte."""
        for mention in mentions:
            self.lignes.dire(presentation.nom_remarque(mention))
        if mentions:
            self.lignes.dire(dire("seance.mention"))

    def fait(self, evenement: Evenement) -> None:
        """Ce que le coach vient de noter : un lien, un ajustement, une émotion, la fin."""
        if isinstance(evenement, CompetenceLiee):
            extrait = citer_mots(evenement.extrait)
            cle = "seance.lien" if evenement.extrait else "seance.lien_sans_extrait"
            code = nom_de(evenement.referentiel, evenement.code, self.moteur.contexte.referentiels)
            self.lignes.dire(dire(cle, code=code, extrait=extrait))
        elif isinstance(evenement, AjustementDecide):
            self.lignes.dire(_dire_l_ajustement(evenement))
        elif isinstance(evenement, EmotionChoisie):
            self.lignes.dire(dire("seance.emotion", mot=evenement.mot))
        elif isinstance(evenement, SeanceTerminee):
            fin = presentation.fin(evenement) if self.gardee else dire("seance.essai")
            for ligne in ["", *presentation.bilan(self.moteur), "", fin]:
                self.lignes.dire(ligne)

    def demande(self, echange: Echange) -> None:
        """La question, ses choix et son aide, une seule fois."""
        demande = echange.demande
        if demande.id == self._demande:
            return
        self._demande = demande.id
        self.lignes.dire()
        if demande.etape != self._etape:
            self._etape = demande.etape
            self._dire_l_etape(demande.etape)
        self.lignes.dire(demande.texte)
        if not isinstance(demande, QuestionPosee):
            return
        for rang, option in enumerate(demande.options, 1):
            self.lignes.dire(dire("seance.option", rang=rang, libelle=option.libelle))
        if demande.options:
            self.lignes.dire(dire(f"seance.{demande.saisie}"))
        aide = presentation.aide_a_montrer(self.moteur, demande)
        if aide:
            self.lignes.dire(dire("seance.aide", aide=aide))

    def _dire_l_etape(self, identifiant: str) -> None:
        protocole = self.moteur.protocole
        etape = protocole.etape(identifiant)
        if identifiant == suivis.ETAPE:
            self.lignes.dire(suivis.etape_des_suivis().titre)
        elif etape:
            numero, total = protocole.numero(identifiant), len(protocole.etapes)
            self.lignes.dire(dire("seance.etape", numero=numero, total=total, titre=etape.titre))
            self.lignes.dire(dire("seance.but", but=etape.but))

    def lecture(self, segments: tuple[Segment, ...]) -> None:
        """Les passages lus, numérotés, avec leur marque ; la légende, la première fois."""
        if segments:
            self.lignes.dire(dire("seance.lecture_encore" if self._legende else "seance.lecture"))
            self._legende = True
        for rang, segment in enumerate(segments, 1):
            cle = "segment"
            if segment.corrige:
                cle = "segment_corrige"
            elif segment.incertain:
                cle = "segment_incertain"
            texte = " ".join(segment.texte.split())
            self.lignes.dire(
                dire(f"seance.{cle}", rang=rang, marque=segment.nature.marque, texte=texte)
            )

    def aide(self, genre: str) -> None:
        """L'aide humaine, et les deux suites possibles."""
        self.lignes.dire()
        contexte = self.moteur.contexte
        for ligne in presentation.aide_humaine(contexte.pays, genre, accord=contexte.accord):
            self.lignes.dire(ligne)
        for rang, suite in enumerate(("continuer", "arreter"), 1):
            libelle = dire_du_coach(f"aide.{suite}")
            self.lignes.dire(dire("seance.option", rang=rang, libelle=libelle))

    def pause(self) -> None:
        """Où la séance est gardée, et comment la reprendre."""
        self.lignes.dire()
        if not self.gardee:
            self.lignes.dire(dire("seance.essai"))
        elif self.moteur.en_reserve:
            self.lignes.dire(dire("seance.rien"))
        else:
            self.lignes.dire(dire("seance.pause", id=self.moteur.flux))


def _dire_l_ajustement(ajustement: AjustementDecide) -> str:
    texte = presentation.decide(ajustement.texte)
    if ajustement.echeance is None:
        return dire("seance.ajustement", texte=texte)
    date = en_clair(ajustement.echeance)
    return dire("seance.ajustement_date", texte=texte, date=date)
