"""La porte en mode texte : les mêmes décisions que l'interface, pilotables par un tube."""

from collections.abc import Callable
from pathlib import Path

from coach.carnet import Carnet
from coach.cli.texte.lignes import FinDeLEntree, Lignes
from coach.partage.apercu import lignes as apercu
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.paroles import compter, dire, formes_de
from coach.partage.porte import Porte
from coach.partage.pseudonymes import Entite

_CONTEXTES = 3
"""Phrases montrées au plus pour une entité."""


_SUITE = "/suite"
"""Garde telles quelles toutes les réserves qui restent."""


class PartageEnTexte:
    """Mène la porte d'une séance ; rien n'est écrit avant l'accord donné à la fin."""

    def __init__(self, porte: Porte, lignes: Lignes) -> None:
        self.porte = porte
        self.lignes = lignes

    def mener(
        self, carnet: Carnet, fichier: Path, enfermer: Callable[[bytes], bytes], fin: str
    ) -> bool:
        """Vrai si le fichier est écrit. `fin` : la phrase à dire une fois écrit.

        Lève `ErreurDeFichier` ; la fin de l'entrée abandonne, sans rien écrire.
        """
        try:
            self._accueillir()
            self._etapes()
            self._entites()
            self._ajouts()
            self._reserves()
            accord = self._accord()
        except FinDeLEntree:
            accord = ""
        if not accord:
            self.lignes.dire(dire("porte.rien"))
            return False
        self.porte.donner(carnet, fichier, accord, enfermer)
        noms = sum(e.remplacee for e in self.porte.entites())
        etapes = compter(len(self.porte.choisies), "etape")
        dit = dire("porte.ecrit", fichier=fichier, etapes=etapes, noms=compter(noms, "nom"))
        self.lignes.dire(dit)
        self.lignes.dire(fin)
        return True

    def _accueillir(self) -> None:
        self.lignes.dire(dire("porte.titre", titre=self.porte.etat.titre))
        self.lignes.dire(dire("porte.consigne"))
        self.lignes.dire(dire("porte.anonyme"))
        self.lignes.dire()

    def _lire(self) -> str:
        self.lignes.inviter()
        return self.lignes.lire().strip()

    def _etapes(self) -> None:
        self.lignes.dire(dire("porte.etapes"))
        for numero, etape in enumerate(self.porte.etapes, 1):
            marque = "x" if etape.id in self.porte.choisies else " "
            reponses = compter(etape.reponses, "reponse")
            self.lignes.dire(
                dire(
                    "porte.etape",
                    numero=numero,
                    marque=marque,
                    titre=etape.titre,
                    reponses=reponses,
                )
            )
        self.lignes.dire(dire("porte.etapes_invite"))
        while True:
            numeros = _numeros(self._lire(), len(self.porte.etapes))
            if numeros is None:
                self.lignes.dire(dire("porte.pas_compris"))
                continue
            if numeros:
                self.porte.choisir(self.porte.etapes[n - 1].id for n in numeros)
            if self.porte.choisies:
                return
            self.lignes.dire(dire("porte.etapes_aucune"))

    # --- Les entités -------------------------------------------------------------------------

    def _entites(self) -> None:
        entites = self.porte.entites()
        if not entites:
            self.lignes.dire(dire("porte.aucune_entite"))
        for rang, entite in enumerate(entites, 1):
            self._montrer(entite, rang, len(entites))
            if not self._decider(entite):
                self.porte.tout_accepter()
                return

    def _montrer(self, entite: Entite, rang: int, total: int) -> None:
        contextes = self.porte.contextes(entite)
        self.lignes.dire()
        dit = dire(
            "porte.entite",
            rang=rang,
            total=total,
            genre=dire(f"genre.{entite.genre}"),
            formes=formes_de(entite),
            montree=entite.montree,
        )
        self.lignes.dire(f"{dit} ({compter(len(contextes), 'occurrence')})")
        for contexte in contextes[:_CONTEXTES]:
            self.lignes.dire(dire("porte.contexte", texte=contexte.texte))
        self.lignes.dire(dire("porte.choix"))
        self.lignes.dire(dire("porte.choix_invite"))

    def _decider(self, entite: Entite) -> bool:
        """Faux quand la personne accepte d'un coup tout ce qui reste."""
        while True:
            match self._lire():
                case "" | "1":
                    self.porte.decider(entite.id, "acceptee", entite.libre)
                case "2":
                    self._changer(entite)
                case "3":
                    self.porte.decider(entite.id, "refusee")
                case "4":
                    return False
                case _:
                    self.lignes.dire(dire("porte.pas_compris"))
                    continue
            return True

    def _changer(self, entite: Entite) -> None:
        while True:
            self.lignes.dire(dire("porte.changer"))
            try:
                self.porte.decider(entite.id, "changee", self._lire())
            except ErreurDeFichier as erreur:
                self.lignes.dire(str(erreur))
            else:
                return

    def _ajouts(self) -> None:
        self.lignes.dire()
        while True:
            self.lignes.dire(dire("porte.ajouter"))
            if not (mots := self._lire()):
                return
            try:
                entite = self.porte.ajouter(mots)
            except ErreurDeFichier as erreur:
                self.lignes.dire(str(erreur))
            else:
                dit = dire("porte.ajoutee", forme=entite.formes[0], montree=entite.montree)
                self.lignes.dire(dit)

    # --- Les réserves, l'aperçu, l'accord ----------------------------------------------------

    def _reserves(self) -> None:
        reserves = self.porte.reserves()
        self.lignes.dire()
        self.lignes.dire(dire("porte.reserves_intro" if reserves else "porte.aucune_reserve"))
        reecrites: set[str] = set()
        for rang, reserve in enumerate(reserves, 1):
            if reserve.phrase in reecrites:
                continue
            self.lignes.dire()
            dit = dire(
                "porte.reserve",
                rang=rang,
                total=len(reserves),
                titre=reserve.titre,
                texte=reserve.texte,
            )
            self.lignes.dire(dit)
            self.lignes.dire(dire("porte.contexte", texte=reserve.phrase))
            self.lignes.dire(reserve.conseil)
            self.lignes.dire(dire("porte.reserve_invite"))
            neuve = self._lire()
            if neuve == _SUITE:
                return
            if neuve:
                self.porte.reformuler(reserve.phrase, neuve)
                reecrites.add(reserve.phrase)
                ecrite = self.porte.transformer(neuve).apres
                self.lignes.dire(dire("porte.reformulee", texte=ecrite))

    def _accord(self) -> str:
        self.lignes.dire()
        self.lignes.dire(dire("porte.apercu"))
        self.lignes.dire()
        titres = {e.id: e.titre for e in self.porte.etapes}
        for ligne in apercu(self.porte.apercu(), titres):
            self.lignes.dire(ligne)
        self.lignes.dire(dire("porte.anonyme"))
        self.lignes.dire()
        self.lignes.dire(dire("porte.consentement"))
        while (accord := self._lire()) == _SUITE:
            pass
        return accord


def _numeros(ligne: str, maximum: int) -> list[int] | None:
    """Les numéros d'une ligne « 1,3 » ; rien s'ils ne se lisent pas, aucun si elle est vide."""
    morceaux = [m.strip() for m in ligne.replace(";", ",").split(",") if m.strip()]
    if not all(m.isdecimal() and 1 <= int(m) <= maximum for m in morceaux):
        return None
    return [int(m) for m in morceaux]
