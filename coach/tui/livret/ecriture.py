"""Écrire, lier et ranger les passages depuis l'atelier."""

from collections.abc import Callable

from coach.livret import Partie
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.livret.atelier import EcranDAtelier
from coach.tui.livret.entree import choisir_des_offres, delier
from coach.tui.paroles import dire


class AvecPassages(EcranDAtelier):
    """Ses gestes sur les passages ; le dernier se défait."""

    def action_ecrire(self) -> None:
        """Commence un passage, ou reprend celui qui l'est déjà."""
        commence = self.atelier.commence
        if commence is not None:
            self._ecrire(commence.partie, commence.texte, commence.preuves, commence.passage)
        elif partie := self.partie():
            self._ecrire(partie.id)

    def action_recrire(self) -> None:
        """Récrit le passage choisi ; reprend ce qui en était commencé."""
        passage, commence = self.passage(), self.atelier.commence
        if passage is None:
            return
        if commence is not None:
            self.notify(dire("livret.d_abord"), markup=False)
            self.action_ecrire()
        else:
            self._ecrire(passage.partie, passage.texte, passage.preuves, passage.id)

    def _ecrire(
        self,
        partie: str,
        texte: str = "",
        preuves: tuple[str, ...] = (),
        passage: str | None = None,
    ) -> None:
        from coach.tui.ecrans.livret.passage import EcranPassage

        def recevoir(ecrit: str | None) -> None:
            self.lister(f"passage:{ecrit}" if ecrit else "")

        ecran = EcranPassage(self.atelier, partie, texte, preuves, passage)
        self.app.push_screen(ecran, recevoir)

    def action_offres(self) -> None:
        """Montre ce que le carnet a pour cette partie : à citer dans un passage neuf."""
        partie, commence = self.partie(), self.atelier.commence
        if partie is None:
            return
        if commence is not None:
            self._choisir(partie, self._ajouter_au_brouillon)
        else:
            self._choisir(partie, lambda preuves: self._ecrire(partie.id, preuves=preuves))

    def _ajouter_au_brouillon(self, preuves: tuple[str, ...]) -> None:
        commence = self.atelier.commence
        if commence is not None:
            toutes = tuple(dict.fromkeys((*commence.preuves, *preuves)))
            self._ecrire(commence.partie, commence.texte, toutes, commence.passage)

    def action_citer(self) -> None:
        """Lie au passage choisi ce que le carnet offre."""
        passage, partie = self.passage(), self.partie()
        if passage is None or partie is None:
            return
        identifiant = passage.id
        self._choisir(
            partie,
            lambda preuves: self.coach.tenter(lambda: self.atelier.lier(identifiant, *preuves)),
        )

    def _choisir(self, partie: Partie, ensuite: Callable[[tuple[str, ...]], object]) -> None:
        def recevoir(preuves: tuple[str, ...]) -> None:
            ensuite(preuves)
            self.lister()

        choisir_des_offres(self.coach, self.atelier, partie, recevoir)

    def action_delier(self) -> None:
        """Ôte une preuve du passage choisi ; elle reste dans le carnet."""
        passage = self.passage()
        if passage is None:
            return

        def oter(preuve: str) -> None:
            self.coach.tenter(lambda: self.atelier.delier(passage.id, preuve))
            self.lister()

        delier(self.coach, self.atelier.livret.preuves_de(passage), oter)

    # --- Ranger, revenir -------------------------------------------------------------------------

    def action_monter(self) -> None:
        """Monte le passage d'un rang."""
        self._deplacer(-1)

    def action_descendre(self) -> None:
        """Descend le passage d'un rang."""
        self._deplacer(1)

    def _deplacer(self, pas: int) -> None:
        passage = self.passage()
        if passage is None:
            return
        siens = [p.id for p in self.atelier.livret.de(passage.partie)]
        rang = siens.index(passage.id) + pas
        if 0 <= rang < len(siens):
            self.coach.tenter(lambda: self.atelier.deplacer(passage.id, rang))
            self.lister()

    def action_retirer(self) -> None:
        """Ôte le passage du livret ; défaire le remet."""
        if passage := self.passage():
            avant = len(self.atelier.livret.passages)
            self.coach.tenter(lambda: self.atelier.retirer(passage.id))
            self.lister(f"partie:{passage.partie}")
            if len(self.atelier.livret.passages) < avant:
                self.notify(dire("livret.retire", **noms_des_touches(self.app)), markup=False)

    def action_defaire(self) -> None:
        """Défait le dernier geste."""
        self.coach.tenter(self.atelier.annuler)
        self.lister()

    def action_retablir(self) -> None:
        """Refait ce qui vient d'être défait."""
        self.coach.tenter(self.atelier.retablir)
        self.lister()
