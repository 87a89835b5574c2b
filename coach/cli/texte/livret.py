"""L'atelier du livret en mode texte : le même que l'interface, en lignes."""

from collections.abc import Callable, Sequence

from coach.cli.texte import livret_affichage as dits
from coach.cli.texte.commandes import Commandes, Geste, s_arreter
from coach.cli.texte.conversation import Saisie, interruptible
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import numeros_dits
from coach.cli.texte.paroles import dire
from coach.livret import Atelier, ErreurDeLivret, Partie, Passage
from coach.livret.longueurs import mots_dits


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
        self._saisie = Saisie(lignes, lambda _: self._garder())
        self._preuves: list[str] = []
        self._recrit: str | None = None
        gestes: dict[str, Geste] = {
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
            "pause": s_arreter,
            "fin": s_arreter,
            "aide": self._aide,
        }
        self._commandes = Commandes(lignes, gestes, refus=(ErreurDeLivret,))

    def mener(self, partie: str | None = None) -> None:
        """Va de partie en partie, jusqu'à la dernière ou jusqu'à la pause."""
        with interruptible(self._fermer):
            self._ouvrir(partie)
            while True:
                self._un_tour()

    def _ouvrir(self, partie: str | None) -> None:
        self.lignes.dire(dire("livret.ouvre", titre=self.atelier.livret.titre))
        self._dire_les_parties()
        self.lignes.dire(dire("livret.consigne"))
        commence = self.atelier.commence
        if commence is not None and partie in (None, commence.partie):
            self._partie = self.atelier.partie(commence.partie)
        elif partie is not None:
            self._partie = self.atelier.partie(partie)
            if commence is not None and commence.texte:
                numero = self.atelier.genre.numero(commence.partie)
                self.lignes.dire(dire("livret.ailleurs", numero=numero))
        else:
            vides = (e.partie for e in self.atelier.etats() if e.vide and e.partie.mots[0])
            self._partie = next(vides, self._partie)

    def _fermer(self) -> None:
        self.lignes.dire()
        livret = self.atelier.livret
        self.lignes.dire(dire("livret.ferme", mots=mots_dits(livret.mots), id=livret.id))

    # --- Un tour ---------------------------------------------------------------------------------

    def _un_tour(self) -> None:
        self._montrer()
        dit = self._saisie.lire(numeros=True)
        match dit.sorte:
            case "commande":
                self._commandes.faire(dit.texte)
            case "numeros":
                self._commandes.tenter(lambda: self._choisir(dit.texte))
            case "reponse":
                self._commandes.tenter(lambda: self._envoyer(dit.texte))

    def _montrer(self) -> None:
        """La partie, une seule fois, avec ce qui y est, ce que le carnet offre, ce qui s'écrit."""
        if self._montree == self._partie.id:
            return
        self._montree, self._depuis = self._partie.id, 0
        commence = self.atelier.commence
        if commence is not None and commence.partie != self._partie.id:
            commence = None
        if commence is not None:
            self._preuves, self._recrit = list(commence.preuves), commence.passage
        self.lignes.dire()
        self.lignes.dire_toutes(dits.tete(self.atelier, self._partie))
        self._dire_les_passages()
        self._dire_les_offres("debut")
        if commence is not None:
            self._saisie.reprendre(commence.texte, "livret.brouillon")

    def _envoyer(self, texte: str) -> None:
        """Une ligne vide : le passage est écrit ; rien de commencé, la partie suivante vient."""
        if not texte:
            self._suivante(1)
            return
        if self._recrit is not None:
            passage = self.atelier.recrire(self._recrit, texte)
            if self._preuves:
                passage = self.atelier.lier(passage.id, *self._preuves)
        else:
            passage = self.atelier.ecrire(self._partie.id, texte, self._preuves)
        self._oublier()
        etat = self.atelier.etat(self._partie)
        self.lignes.dire(dire("livret.ecrit", mots=passage.mots, total=etat.mots))
        self.lignes.dire_toutes(self._secourir(texte))

    def _garder(self) -> None:
        self.atelier.commencer(self._partie.id, self._saisie.texte, self._preuves, self._recrit)

    def _oublier(self) -> None:
        self._saisie.oublier()
        self._preuves, self._recrit = [], None

    # --- Les commandes ---------------------------------------------------------------------------

    def _geste(self, geste: Callable[[], None], cle: str) -> None:
        geste()
        self.lignes.dire(dire(cle))

    def _choisir(self, reste: str) -> None:
        """« 1,3 » : les offres que le passage à venir citera."""
        toutes = self.atelier.offres(self._partie.id)
        rangs = numeros_dits(reste, len(toutes))
        if not rangs:
            self.lignes.dire(dire("erreur.choix", maximum=len(toutes)))
            return
        for offre in [toutes[r - 1] for r in dict.fromkeys(rangs)]:
            figee = self.atelier.citer(offre)
            if figee.id not in self._preuves:
                self._preuves.append(figee.id)
            self.lignes.dire(dire("livret.choisie", jour=dits.jour(offre.jour)))
            self.lignes.dire_toutes(offre.extrait.split("\n"))
        self._garder()

    def _passage(self, reste: str) -> tuple[Passage, list[int]] | None:
        """Le passage de ce numéro, et les numéros qui suivent."""
        siens = self.atelier.livret.de(self._partie.id)
        numeros = numeros_dits(reste)
        if not numeros or numeros[0] > len(siens):
            self.lignes.dire(dire("livret.numero"))
            return None
        return siens[numeros[0] - 1], numeros[1:]

    def _recrire(self, reste: str) -> None:
        if self._saisie.retient("livret.commence"):
            return
        if trouve := self._passage(reste):
            self._oublier()
            self._recrit = trouve[0].id
            self.lignes.dire(dire("livret.recrire"))
            self.lignes.dire_toutes(trouve[0].texte.split("\n"))

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
        self.lignes.dire_toutes(dits.preuves(self.atelier, passage))

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
        self.lignes.dire_toutes(dits.constats(self.atelier, self._partie.id))

    # --- Aller et montrer ------------------------------------------------------------------------

    def _aller(self, reste: str) -> None:
        partie = self.atelier.partie(reste)
        if self._saisie.retient("livret.commence"):
            return
        self._partie, self._montree = partie, ""

    def _suivante(self, pas: int) -> None:
        """La partie d'à côté ; après la dernière, l'atelier se ferme."""
        if self._saisie.retient("livret.commence"):
            return
        toutes = self.atelier.genre.parties
        rang = toutes.index(self._partie) + pas
        if rang >= len(toutes):
            raise Pause
        self._partie, self._montree = toutes[max(0, rang)], ""

    def _dire_les_parties(self) -> None:
        self.lignes.dire_toutes(dits.parties(self.atelier))

    def _dire_les_passages(self) -> None:
        self.lignes.dire_toutes(dits.passages(self.atelier, self._partie.id))

    def _dire_les_offres(self, reste: str) -> None:
        """Les offres suivantes ; « /offres 1 » reprend au début."""
        toutes = self.atelier.offres(self._partie.id)
        if reste in ("debut", "1") or self._depuis >= len(toutes):
            self._depuis = 0
        if not toutes:
            self.lignes.dire(dire("livret.sans_offre"))
            return
        choisies = {self.atelier.livret.preuves[i].meme for i in self._preuves}
        self.lignes.dire_toutes(dits.offres(toutes, self._depuis, choisies))
        self._depuis += dits.OFFRES_MONTREES

    def _aide(self, _: str) -> None:
        self.lignes.dire(dire("livret.aide", demande=self._partie.demande))
        self._commandes.relire("commandes_du_livret")
