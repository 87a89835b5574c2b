"""Répéter l'oral en mode texte : le jury demande, l'horloge dit, la personne répond."""

from collections.abc import Callable, Sequence

from coach.cli.texte.commandes import Commandes, Geste, s_arreter
from coach.cli.texte.conversation import Saisie, interruptible
from coach.cli.texte.lignes import Lignes
from coach.cli.texte.livret_affichage import jour
from coach.cli.texte.paroles import dire
from coach.livret import ErreurDeLivret
from coach.livret.oral import Repetition
from coach.modeles.texte import d_une_traite, en_une_ligne

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
        self._close = False
        self._saisie = Saisie(lignes, repetition.commencer)
        gestes: dict[str, Geste] = {
            "passer": lambda _: self._geste(self.repetition.passer),
            "annuler": lambda _: self._geste(self._annuler),
            "pourquoi": self._pourquoi,
            "temps": self._dire_le_temps,
            "effacer": self._effacer,
            "pause": s_arreter,
            "fin": lambda _: self._geste(self._fin),
            "aide": self._aide,
        }
        self._commandes = Commandes(lignes, gestes, refus=(ErreurDeLivret,))

    def mener(self) -> None:
        """Va jusqu'à la dernière question, ou jusqu'à la pause (fin de l'entrée comprise)."""
        with interruptible(self._dire_la_pause):
            self._ouvrir()
            while not self._close:
                self._un_tour()

    def _ouvrir(self) -> None:
        cle = "oral.reprend" if self.repetition.reprise else "oral.ouvre"
        titre = self.repetition.livret.titre
        self.lignes.dire(dire(cle, titre=titre, minutes=self.repetition.minutes))
        self.lignes.dire(dire("oral.consigne"))

    # --- Un tour ---------------------------------------------------------------------------------

    def _un_tour(self) -> None:
        if self.repetition.question is None:
            self._fin()
            return
        self._montrer()
        dit = self._saisie.lire()
        if dit.sorte == "commande":
            self._commandes.faire(dit.texte)
        else:
            self._repondre(dit.texte)

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
        self._saisie.reprendre(self.repetition.commencee)

    def _repondre(self, texte: str) -> None:
        self._saisie.oublier()
        temps = self.repetition.temps
        alerte = self.repetition.repondre(texte)
        if texte.strip():
            self._dire_la_duree(temps.ici, temps.conseil)
        if temps.depasse:
            self.lignes.dire(dire("oral.depasse", minutes=self.repetition.minutes))
        if alerte is not None:
            self.lignes.dire()
            self.lignes.dire_toutes(self._secourir(alerte.aide))

    def _dire_la_duree(self, secondes: int, conseil: int) -> None:
        """Le temps pris par cette réponse ; l'horloge suggère, elle ne coupe pas."""
        cle = "oral.long" if secondes > 2 * conseil else "oral.duree"
        self.lignes.dire(dire(cle, duree=_duree(secondes)))

    # --- Les commandes ---------------------------------------------------------------------------

    def _geste(self, geste: Callable[[], object]) -> None:
        if not self._saisie.retient():
            geste()

    def _annuler(self) -> None:
        self.repetition.annuler()
        self._montree = ""
        self.lignes.dire(dire("seance.annule"))

    def _pourquoi(self, _: str) -> None:
        posee = self.repetition.question
        if posee is not None and posee.pourquoi:
            self.lignes.dire(dire("oral.pourquoi", raison=posee.pourquoi))

    def _dire_le_temps(self, _: str) -> None:
        temps = self.repetition.temps
        minutes = self.repetition.minutes
        self.lignes.dire(
            dire("oral.temps", ecoule=_duree(temps.ecoule), minutes=minutes, ici=_duree(temps.ici))
        )

    def _effacer(self, _: str) -> None:
        if not self._saisie.commencee:
            self.lignes.dire(dire("seance.rien_a_effacer"))
            return
        self._saisie.oublier()
        self.repetition.commencer("")
        self.lignes.dire(dire("seance.effacee"))

    def _aide(self, _: str) -> None:
        self._commandes.relire("commandes_de_l_oral")

    # --- La fin ----------------------------------------------------------------------------------

    def _dire_la_pause(self) -> None:
        self.lignes.dire()
        cle = "oral.pause" if self.repetition.reprise else "seance.rien"
        self.lignes.dire(dire(cle))

    def _fin(self) -> None:
        """Clôt, puis dit le temps, ce qui fut passé, et les preuves qui n'ont pas servi."""
        bilan = self.repetition.terminer()
        self._close = True
        self.lignes.dire()
        if not bilan.reponses:
            self.lignes.dire(dire("oral.sans_reponse"))
            return
        self.lignes.dire(dire("oral.bilan", reponses=bilan.reponses, duree=_duree(bilan.secondes)))
        for texte, secondes in bilan.durees:
            self.lignes.dire(dire("oral.ligne", duree=_duree(secondes), question=texte))
        for texte in bilan.passees:
            self.lignes.dire(dire("oral.passee", question=texte))
        if bilan.sans_servir:
            self.lignes.dire(dire("oral.sans_servir", nombre=len(bilan.sans_servir)))
        for preuve in bilan.sans_servir[:_PREUVES_DITES]:
            extrait, origine = d_une_traite(preuve.extrait), en_une_ligne(preuve.origine)
            self.lignes.dire(
                dire("oral.preuve", jour=jour(preuve.jour), origine=origine, extrait=extrait)
            )
        if (reste := len(bilan.sans_servir) - _PREUVES_DITES) > 0:
            self.lignes.dire(dire("oral.et_d_autres", nombre=reste))
        self.lignes.dire(dire("oral.gardee", id=self.repetition.flux))


def _duree(secondes: int) -> str:
    """« 2 min 05 », ou « 40 s »."""
    minutes, reste = divmod(secondes, 60)
    if not minutes:
        return dire("oral.secondes", secondes=reste)
    return dire("oral.minutes", minutes=minutes, secondes=f"{reste:02d}")
