"""Le livret de la démonstration : écrit après tout le reste, à ses propres dates."""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from pathlib import Path

from pydantic import Field

from coach.carnet import Carnet
from coach.demonstration.scenario import Moment
from coach.demonstration.temps import Temps
from coach.livret.fonds import Fonds
from coach.livret.grille import Partie, Sources
from coach.livret.rayons import Offre, toutes
from coach.modeles.evenements import (
    PARTIE_DES_PREUVES,
    LivretOuvert,
    PassageRedige,
    QuestionPosee,
    VersionFigee,
)

_PARTIE = Partie(
    id="tout",
    titre="",
    aide="",
    consigne="",
    demande="",
    mots=(0, 0),
    offres=Sources(competences=("*",), positionnements=True, ajustements="tous"),
)
"""De quoi demander à l'atelier tout ce que le carnet offre."""


class PassageEcrit(Moment):
    """Un passage et ce qu'il cite ; `preuves` : voir l'en-tête de `livret.toml`."""

    heure: time = time(9, 40)
    partie: str
    texte: str
    preuves: tuple[str, ...] = ()


class Reprise(Moment):
    """Un passage récrit après la version ; `rang` : sa place dans la partie, dès 0."""

    heure: time = time(10, 15)
    partie: str
    rang: int = Field(ge=0)
    texte: str


class Gardee(Moment):
    """La version que la personne a gardée."""

    nom: str


class LivretEcrit(Moment):
    """Le livret entier."""

    genre: str
    titre: str
    version: Gardee
    passages: tuple[PassageEcrit, ...]
    reprises: tuple[Reprise, ...] = ()


class PreuveIntrouvable(Exception):
    """Le livret cite ce que le carnet n'a pas ; le message dit quoi."""


@cache
def livret() -> LivretEcrit:
    """Le livret, tel que la personne l'a écrit."""
    fichier = Path(__file__).with_name("livret.toml")
    return LivretEcrit.model_validate(tomllib.loads(fichier.read_text("utf-8")))


def ecrire_le_livret(
    carnet: Carnet, temps: Temps, flux: Mapping[int, str], aujourd_hui: date
) -> None:
    """Écrit le livret dans le carnet ; `flux` : la séance de chaque rang du récit, dès 0.

    Lève `PreuveIntrouvable` s'il cite ce que le carnet n'a pas, et les erreurs du carnet.
    """
    _Plume(carnet, temps, flux, Fonds(carnet, aujourd_hui)).ecrire(livret())


class _Plume:
    """Écrit le livret à ses dates ; retient ce qui est déjà figé."""

    def __init__(self, carnet: Carnet, temps: Temps, flux: Mapping[int, str], fonds: Fonds) -> None:
        self._carnet = carnet
        self._temps = temps
        self._flux = flux
        self._fonds = fonds
        self._figees: dict[tuple[str, str], str] = {}
        self._offres = self._par_nom(list(toutes(_PARTIE, fonds)))

    def ecrire(self, livret: LivretEcrit) -> None:
        self._placer(livret)
        ouvert = self._carnet.consigner(LivretOuvert, genre=livret.genre, titre=livret.titre)
        tenus: dict[str, list[str]] = {}
        for passage in livret.passages:
            self._placer(passage)
            preuves = tuple(self._figer(ouvert.id, nom) for nom in passage.preuves)
            siens = tenus.setdefault(passage.partie, [])
            ecrit = self._carnet.consigner(
                PassageRedige,
                livret=ouvert.id,
                partie=passage.partie,
                place=len(siens) * 10,
                texte=passage.texte.strip(),
                preuves=preuves,
            )
            siens.append(ecrit.id)
        self._placer(livret.version)
        gardes = tuple(i for siens in tenus.values() for i in siens)
        nom = livret.version.nom
        self._carnet.consigner(VersionFigee, livret=ouvert.id, nom=nom, passages=gardes)
        for reprise in livret.reprises:
            self._reprendre(ouvert.id, reprise, tenus[reprise.partie][reprise.rang])

    def _reprendre(self, livret: str, reprise: Reprise, passage: str) -> None:
        self._placer(reprise)
        journal = self._carnet.evenements("carnet")
        avant = next(e for e in journal if isinstance(e, PassageRedige) and e.id == passage)
        self._carnet.consigner(
            PassageRedige,
            livret=livret,
            partie=avant.partie,
            place=avant.place,
            texte=reprise.texte.strip(),
            preuves=avant.preuves,
            remplace=passage,
        )

    def _placer(self, moment: Moment) -> None:
        self._temps.placer(moment.jours_avant, moment.heure)

    # --- Les preuves -----------------------------------------------------------------------------

    def _figer(self, livret: str, nom: str) -> str:
        offre = self._offres.get(nom) or self._reponse(nom)
        if offre is None:
            raise PreuveIntrouvable(f"le livret cite « {nom} », que le carnet n’a pas")
        if offre.meme not in self._figees:
            ecrit = self._carnet.consigner(
                PassageRedige,
                livret=livret,
                partie=PARTIE_DES_PREUVES,
                place=0,
                texte=offre.figee(),
                preuves=(offre.source,),
            )
            self._figees[offre.meme] = ecrit.id
        return self._figees[offre.meme]

    def _par_nom(self, offres: list[Offre]) -> dict[str, Offre]:
        """Chaque offre sous le nom que lui donne `livret.toml`."""
        rangs = {flux: rang + 1 for rang, flux in self._flux.items()}
        nommees: dict[str, Offre] = {}
        for offre in offres:
            code = offre.competences[0] if offre.competences else ""
            seance = f"{rangs.get(offre.journal, 0):02d}"
            nom = {
                "preuve": f"seance {seance} {code}",
                "apport": f"apport {code}",
                "ajustement": f"essai {seance}",
                "positionnement": f"{'niveau' if offre.rayon == 'niveaux' else 'regard'} {code}",
            }.get(offre.sorte, "")
            nommees.setdefault(nom, offre)
        return nommees

    def _reponse(self, nom: str) -> Offre | None:
        """« reponse 08 cloture.retenir » : ce qu'elle y a répondu."""
        sorte, _, reste = nom.partition(" ")
        rang, _, ou = reste.partition(" ")
        if sorte != "reponse" or not rang.isdecimal():
            return None
        journal = self._flux.get(int(rang) - 1, "")
        etape, _, question = ou.partition(".")
        for echange in self._fonds.etat(journal).de_l_etape(etape):
            demande = echange.demande
            posee = isinstance(demande, QuestionPosee) and demande.question == question
            if posee and echange.reponse:
                return Offre(
                    rayon="reponses",
                    sorte="passage",
                    source=echange.reponse.id,
                    jour=self._fonds.jour(journal),
                    journal=journal,
                    origine=self._fonds.titre(journal),
                    extrait=echange.reponse.texte,
                )
        return None
