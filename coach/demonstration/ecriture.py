"""Écrire le carnet de démonstration : tout ce qui s'est passé, dans l'ordre où cela s'est passé."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from coach import assemblage, referentiels
from coach.carnet import Carnet
from coach.demonstration.d_un_trait import LiensRetenus, SeanceEnAttente
from coach.demonstration.livret import ecrire_le_livret
from coach.demonstration.meneur import Meneur
from coach.demonstration.scenario import (
    Moment,
    Note,
    Positionnement,
    PreuveApportee,
    SeanceRacontee,
    Suivi,
    personne,
    seances,
    suites,
)
from coach.demonstration.temps import Temps
from coach.dialogues.moteur import Moteur
from coach.dialogues.protocole import charger
from coach.modeles.evenements import (
    AjustementSuivi,
    EtiquettePosee,
    PositionnementFait,
    PreuveAjoutee,
)
from coach.modeles.journal import Plume
from coach.reglages import Reglages


def ecrire(
    dossier: Path, aujourd_hui: date, dire_le_mois: Callable[[date], None] | None = None
) -> None:
    """Écrit dans ce dossier le carnet de démonstration tel qu'il serait ce jour-là.

    Les mêmes octets pour la même date. `dire_le_mois` reçoit le premier jour de chaque mois qui
    commence à s'écrire. Lève les erreurs du carnet.
    """
    temps = Temps(aujourd_hui)
    temps.placer(seances()[0].jours_avant, seances()[0].heure)
    with Carnet.ouvrir(dossier, horloge=temps.horloge, nouvel_id=temps.nouvel_id) as carnet:
        scene, mois = _Scene(carnet, temps), date.min
        for moment, geste in sorted(scene.faits(), key=lambda fait: fait[0].ordre):
            temps.placer(moment.jours_avant, moment.heure)
            ici = (aujourd_hui - timedelta(days=moment.jours_avant)).replace(day=1)
            if dire_le_mois is not None and ici != mois:
                dire_le_mois(ici)
            mois = ici
            geste()
        scene.ecrire_le_livret(aujourd_hui)
        carnet.reconstruire()


class _Scene:
    """Le carnet qui s'écrit.

    `_ajustements` : le dernier de chaque séance, une fois menée ; `_dits` : les suivis déjà dits en
    répondant au coach, par séance et jour ; `_flux` : chaque séance menée.
    """

    def __init__(self, carnet: Carnet, temps: Temps) -> None:
        self._carnet = carnet
        self._temps = temps
        self._ajustements: dict[int, str] = {}
        self._dits: set[tuple[str, int]] = set()
        self._flux: dict[int, str] = {}
        elle = personne()
        reglages = Reglages(pays=elle.pays, referentiels=elle.referentiels, accord=elle.accord)
        self._contexte = replace(
            assemblage.contexte(carnet, reglages),
            horloge=temps.horloge,
            nouvel_id=temps.nouvel_id,
            relier=LiensRetenus(),
        )

    def faits(self) -> Iterator[tuple[Moment, Callable[[], None]]]:
        """Tout ce qui s'est passé, avec le geste qui l'écrit."""
        for rang, seance in enumerate(seances()):
            yield seance, partial(self._mener, rang, seance)
            for suivi in seance.suivis:
                yield suivi, partial(self._suivre, rang, suivi)
        for note in suites().notes:
            yield note, partial(self._noter, note)
        for positionnement in suites().positionnements:
            yield positionnement, partial(self._positionner, positionnement)
        for preuve in suites().preuves:
            yield preuve, partial(self._apporter, preuve)

    def ecrire_le_livret(self, aujourd_hui: date) -> None:
        """Écrit le livret, une fois tout le reste passé."""
        ecrire_le_livret(self._carnet, self._temps, self._flux, aujourd_hui)

    def _moteur(self, protocole: str, depot: SeanceEnAttente) -> Moteur:
        """Le moteur d'une séance neuve, qui sait tout ce qui s'est passé jusque-là."""
        flux = self._temps.nouvel_id()
        contexte = replace(self._contexte, histoire=assemblage.histoire(self._carnet, flux))
        return Moteur(flux, charger(protocole), depot, contexte)

    def _mener(self, rang: int, seance: SeanceRacontee) -> None:
        depot = SeanceEnAttente(self._carnet)
        moteur = self._moteur(seance.protocole, depot)
        nouvelles = self._nouvelles(seance)
        self._flux[rang] = moteur.flux
        meneur = Meneur(moteur, seance, nouvelles)
        meneur.mener()
        self._dits |= {(ajustement, seance.jours_avant) for ajustement in meneur.donnees}
        plume = Plume(
            moteur.flux,
            self._carnet.auteur,
            self._temps.horloge,
            self._temps.nouvel_id,
            moteur.evenements[-1].rang,
        )
        for etiquette in seance.etiquettes:
            depot.ajouter(plume.ecrire(EtiquettePosee, etiquette=etiquette))
        depot.poser()
        if seance.brouillon and (attendu := moteur.etat.en_attente):
            self._carnet.garder_brouillon(moteur.flux, attendu.demande.id, seance.brouillon)
        if moteur.etat.ajustements:
            self._ajustements[rang] = moteur.etat.ajustements[-1].id

    def _nouvelles(self, seance: SeanceRacontee) -> dict[str, Suivi]:
        """Ce qu'elle a, ce jour-là, à dire de ses ajustements d'avant, par identifiant."""
        return {
            self._ajustements[rang]: suivi
            for rang, autre in enumerate(seances())
            for suivi in autre.suivis
            if rang in self._ajustements and suivi.jours_avant == seance.jours_avant
        }

    def _noter(self, note: Note) -> None:
        depot = SeanceEnAttente(self._carnet)
        self._moteur(assemblage.PROTOCOLE_HABITUEL, depot).demarrer(note.texte)
        depot.poser()

    def _suivre(self, rang: int, suivi: Suivi) -> None:
        if (self._ajustements[rang], suivi.jours_avant) in self._dits:
            return
        self._carnet.consigner(
            AjustementSuivi,
            ajustement=self._ajustements[rang],
            etat=suivi.etat,
            appris=suivi.appris,
        )

    def _positionner(self, fait: Positionnement) -> None:
        self._carnet.consigner(
            PositionnementFait,
            **_adresse(fait.competence),
            item=fait.item,
            niveau=fait.niveau,
            justification=fait.justification,
            par=fait.par,
        )

    def _apporter(self, preuve: PreuveApportee) -> None:
        self._carnet.consigner(
            PreuveAjoutee,
            **_adresse(preuve.competence),
            extrait=preuve.extrait,
            source=preuve.source,
            temoin=preuve.temoin,
            date=self._temps.horloge().date(),
        )


def _adresse(competence: str) -> dict[str, str]:
    """« cip:CP11 », avec le millésime du référentiel."""
    referentiel, _, code = competence.partition(":")
    millesime = referentiels.charger(referentiel).millesime
    return {"referentiel": referentiel, "code": code, "millesime": millesime}
