"""La revue des noms et des réserves en mode texte, la même pour une séance et un document."""

from typing import Generic, TypeVar

from coach.cli.texte.commandes import (
    Commandes,
    Geste,
    commande_dite,
    nom_de_commande,
    s_arreter,
    texte_dit,
)
from coach.cli.texte.lignes import Lignes
from coach.cli.texte.numeros import numero_dit
from coach.cli.texte.paroles import dire as dire_ici
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.paroles import compter, dire, formes_de
from coach.partage.pseudonymes import Entite
from coach.partage.revue import Revue

R = TypeVar("R", bound=Revue)

_CONTEXTES = 3
"""Phrases montrées au plus pour une entité."""


class RevueEnTexte(Generic[R]):
    """Mène la revue ligne à ligne ; `Pause` remonte, rien n'étant encore écrit."""

    def __init__(self, revue: R, lignes: Lignes) -> None:
        self.revue = revue
        self.lignes = lignes
        gestes: dict[str, Geste] = {
            "suite": lambda _: lignes.dire(dire_ici("revue.suite")),
            "pause": s_arreter,
            "fin": s_arreter,
            "aide": self._aide,
        }
        self._commandes = Commandes(lignes, gestes)

    def revoir(self) -> None:
        """Chaque nom, ce que la personne ajoute, chaque réserve, puis les noms qu'elle y a mis."""
        self._entites()
        self._ajouts()
        self._reserves()
        if any(e.decision == "a_voir" for e in self.revue.entites()):
            self._entites()

    def _lire(self) -> str:
        """La ligne tapée, les commandes une fois faites. Lève `Pause`."""
        while True:
            ligne = self._lire_ou_suivre()
            if ligne is not None:
                return ligne
            self._commandes.faire("suite")

    def _lire_ou_suivre(self) -> str | None:
        """De même, mais rien à /suite, là où elle vaut."""
        while True:
            self.lignes.inviter()
            ligne = self.lignes.lire().strip()
            commande = commande_dite(ligne)
            if commande is None:
                return texte_dit(ligne)
            if nom_de_commande(commande) == "suite":
                return None
            self._commandes.faire(commande)

    def _aide(self, _: str) -> None:
        self._commandes.relire("commandes_de_la_revue")

    # --- Les entités -------------------------------------------------------------------------

    def _entites(self) -> None:
        entites = [e for e in self.revue.entites() if e.decision == "a_voir"]
        if not entites:
            self.lignes.dire(dire("porte.aucune_entite"))
        for rang, entite in enumerate(entites, 1):
            self._montrer(entite, rang, len(entites))
            if not self._decider(entite):
                self.revue.tout_accepter()
                return

    def _montrer(self, entite: Entite, rang: int, total: int) -> None:
        contextes = self.revue.contextes(entite)
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
        self.lignes.dire(dire("porte.choix_separer" if len(contextes) > 1 else "porte.choix"))
        self.lignes.dire(dire("porte.choix_invite"))

    def _decider(self, entite: Entite) -> bool:
        """Faux quand la personne accepte d'un coup tout ce qui reste."""
        while True:
            match self._lire():
                case "" | "1":
                    self.revue.decider(entite.id, "acceptee", entite.libre)
                case "2":
                    self._changer(entite)
                case "3":
                    self.revue.decider(entite.id, "refusee")
                case "4":
                    return False
                case "5" if len(self.revue.contextes(entite)) > 1:
                    self._separer(entite)
                    continue
                case _:
                    self.lignes.dire(dire("porte.pas_compris"))
                    continue
            return True

    def _changer(self, entite: Entite) -> None:
        while True:
            self.lignes.dire(dire("porte.changer"))
            try:
                self.revue.decider(entite.id, "changee", self._lire())
            except ErreurDeFichier as erreur:
                self.lignes.dire(str(erreur))
            else:
                return

    def _separer(self, entite: Entite) -> None:
        """Une occurrence est quelqu'un d'autre ; puis on décide du reste."""
        contextes = self.revue.contextes(entite)
        for rang, contexte in enumerate(contextes, 1):
            self.lignes.dire(dire("porte.au_choix", rang=rang, texte=contexte.texte))
        self.lignes.dire(dire("porte.separer_invite"))
        ligne = self._lire()
        if choisi := numero_dit(ligne, len(contextes)):
            autre = self.revue.separer(entite.id, contextes[choisi - 1])
            dit = dire("porte.separee", forme=autre.formes[0], montree=autre.montree)
            self.lignes.dire(dit)
        elif ligne:
            self.lignes.dire(dire("porte.pas_compris"))
        self.lignes.dire(dire("porte.choix_invite"))

    def _ajouts(self) -> None:
        self.lignes.dire()
        while True:
            self.lignes.dire(dire("porte.ajouter"))
            if not (mots := self._lire()):
                return
            try:
                entite = self.revue.ajouter(mots)
            except ErreurDeFichier as erreur:
                self.lignes.dire(str(erreur))
            else:
                dit = dire("porte.ajoutee", forme=entite.formes[0], montree=entite.montree)
                self.lignes.dire(dit)

    def _reserves(self) -> None:
        reserves = self.revue.reserves()
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
            neuve = self._lire_ou_suivre()
            if neuve is None:
                return
            if neuve:
                self.revue.reformuler(reserve.phrase, neuve)
                reecrites.add(reserve.phrase)
                ecrite = self.revue.transformer(neuve).apres
                self.lignes.dire(dire("porte.reformulee", texte=ecrite))
