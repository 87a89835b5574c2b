"""Répéter l'oral en mode texte : le jury demande, l'horloge dit, la personne répond."""

from collections.abc import Callable, Sequence

from coach.cli.texte.commandes import commande_dite, inconnue, nom_de_commande, texte_dit
from coach.cli.texte.lignes import FinDeLEntree, Lignes
from coach.cli.texte.livret_affichage import jour
from coach.cli.texte.paroles import dire
from coach.cli.texte.seance import Pause
from coach.livret import ErreurDeLivret
from coach.livret.oral import Repetition
from coach.modeles.texte import en_une_ligne

_PREUVES_DITES = 12


class OralEnTexte:
    """Mène une répétition ligne à ligne ; `secourir` : l'aide humaine pour un genre de danger."""

    def __init__(
        self, repetition: Repetition, lignes: Lignes, secourir: Callable[[str], Sequence[str]]
    ) -> None:
        self.repetition = repetition
        self.lignes = lignes
        self._secourir = secourir
        self._montree = ""
        self._commencee: list[str] = []
        self._commandes: dict[str, Callable[[], None]] = {
            "passer": self._passer,
            "annuler": self._annuler,
            "pourquoi": self._pourquoi,
            "temps": self._dire_le_temps,
            "effacer": self._effacer,
            "pause": self._pause,
            "fin": self._fin,
            "aide": self._aide,
        }

    def mener(self) -> None:
        """Va jusqu'à la dernière question, ou jusqu'à la pause (fin de l'entrée comprise)."""
        try:
            self._ouvrir()
            while self.repetition.question is not None:
                self._un_tour()
            self._fin()
        except (FinDeLEntree, Pause):
            self._dire_la_pause()
        except KeyboardInterrupt:
            self._dire_la_pause()
            raise
        except _Finie:
            pass

    def _ouvrir(self) -> None:
        cle = "oral.reprend" if self.repetition.reprise else "oral.ouvre"
        titre = self.repetition.livret.titre
        self.lignes.dire(dire(cle, titre=titre, minutes=self.repetition.minutes))
        self.lignes.dire(dire("oral.consigne"))

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
            if not ligne.strip():
                self._repondre()
                return
            self._commencee.append(texte_dit(ligne))
            self.repetition.commencer("\n".join(self._commencee))

    def _montrer(self) -> None:
        """La question, une seule fois, avec son rang et le temps conseillé."""
        posee = self.repetition.question
        if posee is None or posee.id == self._montree:
            return
        self._montree = posee.id
        self.lignes.dire()
        minutes = max(1, round(self.repetition.temps.conseil / 60))
        self.lignes.dire(dire("oral.rang", rang=posee.rang, total=posee.total, minutes=minutes))
        self.lignes.dire(posee.texte)
        if commencee := self.repetition.commencee:
            self._commencee = commencee.split("\n")
            self.lignes.dire(dire("seance.brouillon"))
            for ligne in self._commencee:
                self.lignes.dire(ligne)

    def _repondre(self) -> None:
        texte, self._commencee = "\n".join(self._commencee), []
        temps = self.repetition.temps
        alerte = self.repetition.repondre(texte)
        if texte.strip():
            self._dire_la_duree(temps.ici, temps.conseil)
        if temps.depasse:
            self.lignes.dire(dire("oral.depasse", minutes=self.repetition.minutes))
        if alerte is not None:
            self.lignes.dire()
            for ligne in self._secourir(alerte.aide):
                self.lignes.dire(ligne)

    def _dire_la_duree(self, secondes: int, conseil: int) -> None:
        """Le temps pris par cette réponse ; l'horloge suggère, elle ne coupe pas."""
        cle = "oral.long" if secondes > 2 * conseil else "oral.duree"
        self.lignes.dire(dire(cle, duree=_duree(secondes)))

    # --- Les commandes ---------------------------------------------------------------------------

    def _commander(self, ligne: str) -> None:
        nom = ligne.partition(" ")[0]
        commande = self._commandes.get(nom_de_commande(nom))
        if commande is None:
            self.lignes.dire(inconnue(nom, self._commandes.keys()))
            return
        try:
            commande()
        except ErreurDeLivret as refus:
            self.lignes.dire(str(refus))

    def _passer(self) -> None:
        self._effacer_le_brouillon()
        self.repetition.passer()

    def _annuler(self) -> None:
        self._effacer_le_brouillon()
        self.repetition.annuler()
        self._montree = ""
        self.lignes.dire(dire("seance.annule"))

    def _pourquoi(self) -> None:
        posee = self.repetition.question
        if posee is not None and posee.pourquoi:
            self.lignes.dire(dire("oral.pourquoi", raison=posee.pourquoi))

    def _dire_le_temps(self) -> None:
        temps = self.repetition.temps
        minutes = self.repetition.minutes
        self.lignes.dire(
            dire("oral.temps", ecoule=_duree(temps.ecoule), minutes=minutes, ici=_duree(temps.ici))
        )

    def _effacer(self) -> None:
        self._effacer_le_brouillon()
        self.lignes.dire(dire("seance.effacee"))

    def _effacer_le_brouillon(self) -> None:
        if self._commencee:
            self._commencee = []
            self.repetition.commencer("")

    def _pause(self) -> None:
        raise Pause

    def _aide(self) -> None:
        for nom in self._commandes:
            self.lignes.dire(dire(f"commandes_de_l_oral.{nom}"))
        self.lignes.dire(dire("commandes.barre"))

    # --- La fin ----------------------------------------------------------------------------------

    def _dire_la_pause(self) -> None:
        self.lignes.dire()
        cle = "oral.pause" if self.repetition.reprise else "seance.rien"
        self.lignes.dire(dire(cle))

    def _fin(self) -> None:
        """Clôt, puis dit le temps, ce qui fut passé, et les preuves qui n'ont pas servi."""
        bilan = self.repetition.terminer()
        self.lignes.dire()
        if not bilan.reponses:
            self.lignes.dire(dire("oral.sans_reponse"))
            raise _Finie
        self.lignes.dire(dire("oral.bilan", reponses=bilan.reponses, duree=_duree(bilan.secondes)))
        for texte, secondes in bilan.durees:
            self.lignes.dire(dire("oral.ligne", duree=_duree(secondes), question=texte))
        for texte in bilan.passees:
            self.lignes.dire(dire("oral.passee", question=texte))
        if bilan.sans_servir:
            self.lignes.dire(dire("oral.sans_servir", nombre=len(bilan.sans_servir)))
        for preuve in bilan.sans_servir[:_PREUVES_DITES]:
            extrait, origine = en_une_ligne(preuve.extrait), en_une_ligne(preuve.origine)
            self.lignes.dire(
                dire("oral.preuve", jour=jour(preuve.jour), origine=origine, extrait=extrait)
            )
        if (reste := len(bilan.sans_servir) - _PREUVES_DITES) > 0:
            self.lignes.dire(dire("oral.et_d_autres", nombre=reste))
        self.lignes.dire(dire("oral.gardee", id=self.repetition.flux))
        raise _Finie


class _Finie(Exception):
    """La répétition est close et son bilan dit."""


def _duree(secondes: int) -> str:
    """« 2 min 05 », ou « 40 s »."""
    minutes, reste = divmod(secondes, 60)
    if not minutes:
        return dire("oral.secondes", secondes=reste)
    return dire("oral.minutes", minutes=minutes, secondes=f"{reste:02d}")
