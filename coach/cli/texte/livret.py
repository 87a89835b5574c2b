"""L'atelier du livret en mode texte : le même que l'interface, en lignes."""

import re
from collections.abc import Callable, Iterable, Sequence

from coach.cli.texte import livret_affichage as dits
from coach.cli.texte.commandes import commande_dite, inconnue, nom_de_commande, texte_dit
from coach.cli.texte.lignes import FinDeLEntree, Lignes
from coach.cli.texte.paroles import dire
from coach.cli.texte.seance import Pause
from coach.livret import Atelier, ErreurDeLivret, Partie, Passage

_NUMEROS = re.compile(r"\s*\d+(?:[\s,;]+\d+)*\s*")


class AtelierEnTexte:
    """Mène l'atelier ligne à ligne ; `secourir` : l'aide humaine qu'un texte appelle, ou rien."""

    def __init__(
        self, atelier: Atelier, lignes: Lignes, secourir: Callable[[str], Sequence[str]]
    ) -> None:
        self.atelier = atelier
        self.lignes = lignes
        self._secourir = secourir
        self._partie: Partie = atelier.genre.parties[0]
        self._montree = ""
        self._depuis = 0
        self._commencee: list[str] = []
        self._preuves: list[str] = []
        self._recrit: str | None = None
        self._commandes: dict[str, Callable[[str], None]] = {
            "offres": self._dire_les_offres,
            "choisir": self._choisir,
            "passages": lambda _: self._dire_les_passages(),
            "recrire": self._recrire,
            "lier": self._lier,
            "delier": self._delier,
            "deplacer": self._deplacer,
            "retirer": self._retirer,
            "annuler": lambda _: self._geste(self.atelier.annuler, "seance.annule"),
            "retablir": lambda _: self._geste(self.atelier.retablir, "seance.retabli"),
            "effacer": lambda _: self._effacer(),
            "parties": lambda _: self._dire_les_parties(),
            "partie": self._aller,
            "passer": lambda _: self._suivante(1),
            "retour": lambda _: self._suivante(-1),
            "verifier": lambda _: self._verifier(),
            "figer": self._figer,
            "pause": self._arreter,
            "fin": self._arreter,
            "aide": self._aide,
        }

    def mener(self, partie: str | None = None) -> None:
        """Va de partie en partie, jusqu'à la dernière ou jusqu'à la pause."""
        try:
            self._ouvrir(partie)
            while True:
                self._un_tour()
        except (FinDeLEntree, Pause):
            self._fermer()
        except KeyboardInterrupt:
            self._fermer()
            raise

    def _ouvrir(self, partie: str | None) -> None:
        self.lignes.dire(dire("livret.ouvre", titre=self.atelier.livret.titre))
        self._dire_les_parties()
        self.lignes.dire(dire("livret.consigne"))
        commence = self.atelier.commence
        if commence is not None and partie in (None, commence.partie):
            self._partie = self.atelier.partie(commence.partie)
            self._commencee = commence.texte.split("\n") if commence.texte else []
            self._preuves, self._recrit = list(commence.preuves), commence.passage
        elif partie is not None:
            self._partie = self.atelier.partie(partie)
        else:
            vides = (e.partie for e in self.atelier.etats() if e.vide and e.partie.mots[0])
            self._partie = next(vides, self._partie)

    def _fermer(self) -> None:
        self.lignes.dire()
        livret = self.atelier.livret
        self.lignes.dire(dire("livret.ferme", mots=livret.mots, id=livret.id))

    # --- Un tour ---------------------------------------------------------------------------------

    def _un_tour(self) -> None:
        self._montrer()
        self.lignes.inviter()
        while True:
            ligne = self.lignes.lire()
            commande = commande_dite(ligne, commencee=bool(self._commencee))
            if commande is not None:
                self._commander(commande)
                self.lignes.sauter_une_ligne_vide()
                return
            if not self._commencee and _NUMEROS.fullmatch(ligne) and ligne.strip():
                self._choisir(ligne)
                self.lignes.sauter_une_ligne_vide()
                return
            if not ligne.strip():
                self._envoyer()
                return
            self._commencee.append(texte_dit(ligne))
            self._garder()

    def _montrer(self) -> None:
        """La partie, une seule fois, avec ce qui y est et ce que le carnet offre."""
        if self._montree == self._partie.id:
            return
        self._montree, self._depuis = self._partie.id, 0
        self.lignes.dire()
        self._dire(dits.tete(self.atelier, self._partie))
        self._dire_les_passages()
        self._dire_les_offres("debut")
        if self._commencee:
            self.lignes.dire(dire("livret.brouillon"))
            self._dire(self._commencee)

    def _envoyer(self) -> None:
        """Une ligne vide : le passage est écrit ; rien de commencé, la partie suivante vient."""
        if not self._commencee:
            self._suivante(1)
            return
        texte = "\n".join(self._commencee)
        try:
            if self._recrit is not None:
                passage = self.atelier.recrire(self._recrit, texte)
                if self._preuves:
                    passage = self.atelier.lier(passage.id, *self._preuves)
            else:
                passage = self.atelier.ecrire(self._partie.id, texte, self._preuves)
        except ErreurDeLivret as refus:
            self.lignes.dire(str(refus))
            return
        self._oublier()
        etat = self.atelier.etat(self._partie)
        self.lignes.dire(dire("livret.ecrit", mots=passage.mots, total=etat.mots))
        for ligne in self._secourir(texte):
            self.lignes.dire(ligne)

    def _garder(self) -> None:
        self.atelier.commencer(
            self._partie.id, "\n".join(self._commencee), self._preuves, self._recrit
        )

    def _oublier(self) -> None:
        self._commencee, self._preuves, self._recrit = [], [], None

    # --- Les commandes ---------------------------------------------------------------------------

    def _commander(self, ligne: str) -> None:
        nom, _, reste = ligne.partition(" ")
        commande = self._commandes.get(nom_de_commande(nom))
        if commande is None:
            self.lignes.dire(inconnue(nom, self._commandes.keys()))
            return
        try:
            commande(reste.strip())
        except ErreurDeLivret as refus:
            self.lignes.dire(str(refus))

    def _geste(self, geste: Callable[[], None], cle: str) -> None:
        geste()
        self.lignes.dire(dire(cle))

    def _choisir(self, reste: str) -> None:
        """« 1,3 » : les offres que le passage à venir citera."""
        toutes = self.atelier.offres(self._partie.id)
        rangs = [int(n) for n in re.findall(r"\d+", reste)]
        if not rangs or any(not 1 <= r <= len(toutes) for r in rangs):
            self.lignes.dire(dire("erreur.choix", maximum=len(toutes)))
            return
        for offre in [toutes[r - 1] for r in dict.fromkeys(rangs)]:
            figee = self.atelier.citer(offre)
            if figee.id not in self._preuves:
                self._preuves.append(figee.id)
            self.lignes.dire(dire("livret.choisie", jour=dits.jour(offre.jour)))
            self._dire(offre.extrait.split("\n"))
        self._garder()

    def _passage(self, reste: str) -> tuple[Passage, list[int]] | None:
        """Le passage de ce numéro, et les numéros qui suivent."""
        numeros = [int(n) for n in re.findall(r"\d+", reste)]
        siens = self.atelier.livret.de(self._partie.id)
        if not numeros or not 1 <= numeros[0] <= len(siens):
            self.lignes.dire(dire("livret.numero"))
            return None
        return siens[numeros[0] - 1], numeros[1:]

    def _recrire(self, reste: str) -> None:
        if trouve := self._passage(reste):
            self._oublier()
            self._recrit = trouve[0].id
            self.lignes.dire(dire("livret.recrire"))
            self._dire(trouve[0].texte.split("\n"))

    def _lier(self, reste: str) -> None:
        trouve = self._passage(reste)
        toutes = self.atelier.offres(self._partie.id)
        if trouve is None:
            return
        passage, rangs = trouve
        if not rangs or any(not 1 <= r <= len(toutes) for r in rangs):
            self.lignes.dire(dire("livret.lier"))
            return
        voulues = [toutes[r - 1] for r in rangs]
        passage = self.atelier.lier(passage.id, *(self.atelier.citer(o).id for o in voulues))
        self._dire(dits.preuves(self.atelier, passage))

    def _delier(self, reste: str) -> None:
        trouve = self._passage(reste)
        siennes = self.atelier.livret.preuves_de(trouve[0]) if trouve else ()
        if trouve is None or len(trouve[1]) != 1 or not 1 <= trouve[1][0] <= len(siennes):
            self.lignes.dire(dire("livret.delier"))
            return
        self.atelier.delier(trouve[0].id, siennes[trouve[1][0] - 1].id)
        self.lignes.dire(dire("livret.deliee"))

    def _deplacer(self, reste: str) -> None:
        trouve = self._passage(reste)
        if trouve is None or len(trouve[1]) != 1:
            self.lignes.dire(dire("livret.deplacer"))
            return
        self.atelier.deplacer(trouve[0].id, trouve[1][0] - 1)
        self._dire_les_passages()

    def _retirer(self, reste: str) -> None:
        if trouve := self._passage(reste):
            self.atelier.retirer(trouve[0].id)
            self.lignes.dire(dire("livret.retire"))

    def _effacer(self) -> None:
        self._oublier()
        self.atelier.oublier_le_brouillon()
        self.lignes.dire(dire("livret.efface"))

    def _figer(self, nom: str) -> None:
        self.atelier.figer(nom)
        self.lignes.dire(dire("livret.fige", nom=self.atelier.livret.versions[-1].nom))

    def _verifier(self) -> None:
        self._dire(dits.constats(self.atelier, self._partie.id))

    # --- Aller et montrer ------------------------------------------------------------------------

    def _aller(self, reste: str) -> None:
        partie = self.atelier.partie(reste)
        if self._commencee:
            self.lignes.dire(dire("livret.commence"))
            return
        self._partie, self._montree = partie, ""

    def _suivante(self, pas: int) -> None:
        """La partie d'à côté ; après la dernière, l'atelier se ferme."""
        if self._commencee:
            self.lignes.dire(dire("livret.commence"))
            return
        toutes = self.atelier.genre.parties
        rang = toutes.index(self._partie) + pas
        if rang >= len(toutes):
            raise Pause
        self._partie, self._montree = toutes[max(0, rang)], ""

    def _dire_les_parties(self) -> None:
        self._dire(dits.parties(self.atelier))

    def _dire_les_passages(self) -> None:
        self._dire(dits.passages(self.atelier, self._partie.id))

    def _dire_les_offres(self, reste: str) -> None:
        """Les offres suivantes ; « /offres 1 » reprend au début."""
        toutes = self.atelier.offres(self._partie.id)
        if reste in ("debut", "1") or self._depuis >= len(toutes):
            self._depuis = 0
        if not toutes:
            self.lignes.dire(dire("livret.sans_offre"))
            return
        choisies = {self.atelier.livret.preuves[i].meme for i in self._preuves}
        self._dire(dits.offres(toutes, self._depuis, choisies))
        self._depuis += dits.OFFRES_MONTREES

    def _dire(self, lignes: Iterable[str]) -> None:
        for ligne in lignes:
            self.lignes.dire(ligne)

    def _arreter(self, _: str) -> None:
        raise Pause

    def _aide(self, _: str) -> None:
        self.lignes.dire(dire("livret.aide", demande=self._partie.demande))
        for nom in self._commandes:
            self.lignes.dire(dire(f"commandes_du_livret.{nom}"))
        self.lignes.dire(dire("commandes.barre"))
