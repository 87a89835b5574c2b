"""Pendant une rencontre en texte : dérouler la séance, et lire un extrait ensemble."""

from collections.abc import Sequence

from coach.cli.texte.commandes import commande_dite, nom_de_commande
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import numero_dit
from coach.cli.texte.paroles import dire
from coach.modeles.base import Ancre
from coach.modeles.lecture import Nature
from coach.supervision.animation import GesteRefuse
from coach.supervision.classement import (
    Extrait,
    LireSeul,
    bilan,
    comparer,
    deja_lus,
    en_mots,
    extraits,
)
from coach.supervision.tenue import Tenue

_NATURES = {"f": Nature.FAIT, "o": Nature.OPINION, "e": Nature.EMOTION, "é": Nature.EMOTION}
_LECTEURS_AU_PLUS = 20


class LectureEnTexte:
    """Ce que le groupe relit, à côté de ce qu'il écrit ; `lire` : la lecture du coach."""

    def __init__(self, tenue: Tenue, lignes: Lignes, lire: LireSeul) -> None:
        self.tenue = tenue
        self.lignes = lignes
        self._lire_seul = lire
        self._pas = 0

    # --- Dérouler la séance ----------------------------------------------------------------------

    def derouler(self, demande: str) -> None:
        """Un pas de plus ; « debut » revient au premier, un nombre en fait autant, « tout »."""
        relecture = self.tenue.relecture
        if relecture is None:
            self.lignes.dire(dire("groupe.sans_seance"))
            return
        total = len(relecture.moments)
        if demande == "debut":
            self._pas = 0
        combien = total if demande == "tout" else numero_dit(demande) or 1
        suite = relecture.moments[self._pas : self._pas + combien]
        for moment in suite:
            cle = moment.genre if moment.genre in ("question", "relance", "reponse") else "autre"
            texte = moment.texte or dire(f"groupe.moment_{moment.genre}")
            self.lignes.dire(dire(f"groupe.dit_{cle}", texte=texte))
        self._pas += len(suite)
        ou = "pas" if self._pas < total else "dernier_pas"
        self.lignes.dire(dire(f"groupe.{ou}", pas=self._pas, total=total))

    # --- Lire ensemble ---------------------------------------------------------------------------

    def lire_ensemble(self, demande: str) -> None:
        """Choisir un extrait, le lire chacun son tour, puis comparer ; un numéro le choisit."""
        animation = self.tenue.animation
        if animation.phase is None or not animation.phase.classement:
            titre = animation.phase.titre if animation.phase else dire("groupe.entre_deux")
            raise GesteRefuse(dire("groupe.lire_ailleurs", phase=titre))
        offerts = extraits(self.tenue.relecture, animation.rencontre)
        if not offerts:
            self.lignes.dire(dire("groupe.rien_a_lire"))
            return
        choisi = self._choisir(offerts, demande)
        if choisi is not None and self._faire_lire(choisi.phrases):
            self._comparer(choisi)

    def _choisir(self, offerts: Sequence[Extrait], demande: str) -> Extrait | None:
        if not demande:
            self.lignes.dire(dire("groupe.extraits"))
            for rang, extrait in enumerate(offerts, 1):
                cle = "extrait" if extrait.etape else "extrait_note"
                self.lignes.dire(
                    dire(f"groupe.{cle}", rang=rang, etape=extrait.etape, debut=extrait.debut)
                )
            demande = self._lire()
        if choisi := numero_dit(demande, len(offerts)):
            return offerts[choisi - 1]
        if demande:
            self.lignes.dire(dire("erreur.choix", maximum=len(offerts)))
        return None

    def _faire_lire(self, phrases: Sequence[Ancre]) -> bool:
        """Chacun lit à son tour, l'écran vidé entre deux ; faux si personne ne lit ici."""
        lecteurs = self._lecteurs()
        for rang, membre in enumerate(lecteurs, 1):
            self.lignes.vider()
            self.lignes.dire(dire("groupe.a_lire", membre=membre, nombre=len(phrases)))
            self._lire_seule(phrases, membre)
            self.lignes.vider()
            if rang < len(lecteurs):
                self.lignes.dire(dire("groupe.au_suivant"))
        return bool(lecteurs)

    def _lecteurs(self) -> list[str]:
        """Les membres nommés, sinon des numéros : combien lisent à ce clavier."""
        nommes = list(self.tenue.animation.rencontre.roles)
        self.lignes.dire(dire("groupe.combien", nommes=", ".join(nommes) or "-"))
        ligne = self._lire()
        if not ligne:
            return nommes
        combien = numero_dit(ligne, _LECTEURS_AU_PLUS)
        if combien is None:
            self.lignes.dire(dire("erreur.choix", maximum=_LECTEURS_AU_PLUS))
        return [str(n) for n in range(1, (combien or 0) + 1)]

    def _lire_seule(self, phrases: Sequence[Ancre], membre: str) -> None:
        """Une personne lit ; plusieurs lettres répondent d'un coup aux phrases qui suivent."""
        rang = 0
        while rang < len(phrases):
            self.lignes.dire(dire("groupe.phrase", rang=rang + 1, texte=_plat(phrases[rang])))
            lettres = "".join(self._lire().casefold().split())
            if lettres == "/passer":
                return
            if lettres.strip("foeé-"):
                self.lignes.dire(dire("groupe.lettres"))
                continue
            for lettre in (lettres or "-")[: len(phrases) - rang]:
                if nature := _NATURES.get(lettre):
                    self.tenue.animation.classer(phrases[rang], nature, membre)
                rang += 1

    def _lire(self) -> str:
        """La ligne tapée. Lève `Pause` à /pause, à /fin et à la fin de l'entrée."""
        self.lignes.inviter()
        ligne = self.lignes.lire().strip()
        if nom_de_commande(commande_dite(ligne) or "") in ("pause", "fin"):
            raise Pause
        return ligne

    def _comparer(self, extrait: Extrait) -> None:
        """Phrase par phrase, puis l'accord : de quoi parler."""
        lus = deja_lus(self.tenue.animation.rencontre).get(extrait.evenement, [])
        ensemble = comparer(lus, self._lire_seul, extrait.texte)
        self.lignes.dire(dire("groupe.ensemble"))
        for rang, phrase in enumerate(ensemble.phrases, 1):
            self.lignes.dire(dire("groupe.phrase", rang=rang, texte=_plat(phrase.ancre)))
            self.lignes.dire(dire("groupe.tiret", texte=en_mots(phrase)))
        for ligne in bilan(ensemble):
            self.lignes.dire(ligne)


def _plat(ancre: Ancre) -> str:
    return " ".join(ancre.texte.split())
