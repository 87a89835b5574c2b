"""Une rencontre de groupe en mode texte : les phases, l'heure, une contribution par ligne."""

import re
from collections.abc import Callable, Sequence

from coach.cli.texte.commandes import (
    Commandes,
    Geste,
    commande_dite,
    nom_de_commande,
    s_arreter,
    texte_dit,
)
from coach.cli.texte.conversation import interruptible
from coach.cli.texte.groupe_lecture import LectureEnTexte
from coach.cli.texte.lignes import Lignes
from coach.cli.texte.paroles import dire
from coach.modeles.texte import cle
from coach.partage.erreurs import ErreurDeFichier
from coach.supervision.animation import GesteRefuse
from coach.supervision.classement import LireSeul
from coach.supervision.methode import Contribution, Phase
from coach.supervision.paroles import dire as dire_du_groupe
from coach.supervision.presentation import en_minutes, noms_donnes, ou_en_est, par_genre
from coach.supervision.tenue import Tenue

_GENRES: dict[str, Contribution] = {
    "question": "question",
    "resonance": "resonance",
    "hypothese": "hypothese",
    "piste": "piste",
    "note": "note",
    "decision": "decision",
    "appris": "apprentissage",
}
"""La commande de chaque genre de contribution."""

_OUI = re.compile(r"o(ui)?", re.IGNORECASE)


class GroupeEnTexte:
    """Mène une rencontre ligne à ligne.

    `lire` : la lecture du coach ; `secourir` : les lignes d'aide humaine que demande un texte.
    """

    def __init__(
        self,
        tenue: Tenue,
        lignes: Lignes,
        lire: LireSeul,
        secourir: Callable[[str], Sequence[str]],
    ) -> None:
        self.tenue = tenue
        self.animation = tenue.animation
        self.lignes = lignes
        self._secourir = secourir
        self._lecture = LectureEnTexte(tenue, lignes, lire)
        self._signe = self.animation.rencontre.signee
        self._qui: str | None = None
        self._prevenu = ""
        gestes: dict[str, Geste] = {
            **{nom: self._par_genre(genre) for nom, genre in _GENRES.items()},
            "qui": self._donner_la_parole,
            "noms": self._signer,
            "suivante": self._suivante,
            "clore": lambda _: self._clore(),
            "heure": lambda _: self._dire_l_heure(),
            "tout": lambda _: self._dire_tout(),
            "lire": self._lecture.lire_ensemble,
            "seance": self._lecture.derouler,
            "annuler": self._annuler,
            "pause": s_arreter,
            "fin": s_arreter,
            "aide": self._aide,
        }
        self._commandes = Commandes(lignes, gestes, refus=(GesteRefuse, ErreurDeFichier))

    def mener(self) -> None:
        """Va jusqu'à la dernière phase, ou jusqu'à la pause (fin de l'entrée comprise)."""
        with interruptible(self._fermer):
            self._ouvrir()
            while not self.animation.rencontre.finie(self.animation.methode):
                self._un_tour(self._lire())
            self._fermer()

    # --- Au début, à la fin ----------------------------------------------------------------------

    def _ouvrir(self) -> None:
        methode = self.animation.methode
        self.lignes.dire(dire("groupe.ouvre", methode=methode.titre, resume=methode.resume))
        if self.tenue.titre:
            self.lignes.dire(dire("groupe.titre", titre=self.tenue.titre))
        if self.tenue.reprise:
            self._reprendre()
            return
        self.lignes.dire()
        self.lignes.dire(dire("groupe.regles"))
        for regle in methode.regles:
            self.lignes.dire(dire("groupe.tiret", texte=regle))
        self._placer()
        self.lignes.dire()
        self.lignes.dire(dire("groupe.consigne"))
        self._dire_ou_l_on_en_est()

    def _reprendre(self) -> None:
        self.lignes.dire(dire("groupe.reprise", nombre=len(self.animation.rencontre.contributions)))
        if self.animation.phase is not None:
            self._dire_la_phase(self.animation.phase)
        else:
            self._dire_ou_l_on_en_est()

    def _placer(self) -> None:
        """Qui tient quel rôle ; une ligne vide ne nomme personne, une commande passe la suite."""
        self.lignes.dire()
        self.lignes.dire(dire("groupe.roles"))
        for role in ("exposant", "animateur", "gardien", "participant"):
            reponse = self._demander(dire(f"groupe.role_{role}"))
            if reponse is None:
                return
            for nom in noms_donnes(reponse):
                self._commandes.tenter(lambda nom=nom, role=role: self.animation.placer(nom, role))  # type: ignore[misc]
        if self.animation.rencontre.roles:
            reponse = self._demander(dire("groupe.signer"))
            self._signe = bool(_OUI.fullmatch((reponse or "").strip()))

    def _demander(self, question: str) -> str | None:
        """La réponse à cette question, redite après l'aide ; rien si une commande la passe."""
        while True:
            self.lignes.dire(question)
            ligne = self._lire()
            commande = commande_dite(ligne)
            if commande is None:
                return texte_dit(ligne)
            if nom_de_commande(commande) != "aide":
                if nom_de_commande(commande) != "passer":
                    self._un_tour(ligne)
                return None
            self._commandes.faire(commande)

    def _fermer(self) -> None:
        self.lignes.dire()
        fichier = self.tenue.cahier.chemin
        phrase = "pause" if self.tenue.relecture else "pause_orale"
        if self.animation.rencontre.finie(self.animation.methode):
            phrase = "finie"
        self.lignes.dire(dire(f"groupe.{phrase}", fichier=fichier))

    # --- Un tour -----------------------------------------------------------------------------

    def _lire(self) -> str:
        self.lignes.inviter()
        return self.lignes.lire()

    def _un_tour(self, ligne: str) -> None:
        commande = commande_dite(ligne)
        if commande is not None:
            self._commandes.faire(commande)
        elif ligne.strip():
            self._commandes.tenter(lambda: self._ecrire(None, texte_dit(ligne)))
        self._commandes.tenter(self._tenir_l_heure)

    # --- Les contributions -----------------------------------------------------------------------

    def _par_genre(self, genre: Contribution) -> Callable[[str], None]:
        return lambda texte: self._ecrire(genre, texte)

    def _ecrire(self, genre: Contribution | None, texte: str) -> None:
        """Écrit la contribution ; sans genre dit, le premier que la phase attend."""
        permis = self.animation.permis(self._qui)
        choisi: Contribution = genre or (permis[0] if permis else "note")
        self.animation.contribuer(choisi, texte, membre=self._qui, signe=self._signature_voulue)
        self.lignes.dire(dire("groupe.note", genre=dire_du_groupe(f"genre.{choisi}")))
        self.lignes.dire_toutes(self._secourir(texte))

    @property
    def _signature_voulue(self) -> bool:
        """Vrai si le groupe signe et que la personne qui parle a un nom."""
        return self._signe and self._qui in self.animation.rencontre.roles

    def _donner_la_parole(self, nom: str) -> None:
        connus = self.animation.rencontre.roles
        proche = next((c for c in connus if cle(c) == cle(nom)), None)
        if not nom:
            self._qui = None
        elif proche or cle(nom) in ("exposant", "participant"):
            self._qui = proche or cle(nom)
        else:
            self.animation.placer(nom, "participant")
            self._qui = nom
        parle = self._qui or dire("groupe.quelqu_un")
        self.lignes.dire(dire("groupe.parole", nom=parle))

    def _signer(self, reponse: str) -> None:
        self._signe = bool(_OUI.fullmatch(reponse)) if reponse else not self._signe
        self.lignes.dire(dire("groupe.avec_noms" if self._signe else "groupe.sans_noms"))

    def _annuler(self, _: str) -> None:
        self.animation.annuler()
        self.lignes.dire(dire("groupe.annule"))

    # --- Les phases, l'heure ---------------------------------------------------------------------

    def _suivante(self, _: str) -> None:
        if self.animation.phase is not None:
            self._clore()
        if self.animation.rencontre.a_venir(self.animation.methode) is not None:
            self._qui = None
            self._dire_la_phase(self.animation.ouvrir())

    def _clore(self) -> None:
        phase = self.animation.clore()
        self.lignes.dire()
        self.lignes.dire(phase.fermeture)

    def _dire_la_phase(self, phase: Phase) -> None:
        methode = self.animation.methode
        self.lignes.dire()
        self.lignes.dire(ou_en_est(methode, phase))
        self.lignes.dire(phase.but)
        self.lignes.dire(phase.ouverture)
        genres = ", ".join(f"/{nom}" for nom, g in _GENRES.items() if g in self.animation.permis())
        self.lignes.dire(dire("groupe.ici", genres=genres, minutes=phase.minutes))
        if phase.deroule and self.tenue.relecture is not None:
            self.lignes.dire(dire("groupe.deroule"))
        if phase.classement:
            self.lignes.dire(dire("groupe.classement"))

    def _dire_ou_l_on_en_est(self) -> None:
        suivante = self.animation.rencontre.a_venir(self.animation.methode)
        if suivante is not None:
            self.lignes.dire(dire("groupe.a_venir", phase=suivante.titre))

    def _dire_l_heure(self) -> None:
        heure = self.animation.heure(self.tenue.horloge())
        if heure is None:
            self._dire_ou_l_on_en_est()
        else:
            self.lignes.dire(en_minutes(heure))

    def _tenir_l_heure(self) -> None:
        """Le temps passé se dit une fois ; là où la méthode le tient, la phase se ferme."""
        maintenant, phase = self.tenue.horloge(), self.animation.phase
        heure = self.animation.heure(maintenant)
        if heure is None or phase is None or not heure.depassee:
            return
        if heure.ferme:
            self.lignes.dire(dire("groupe.temps_tenu", phase=phase.titre))
            self.animation.tenir_l_heure(maintenant)
            self.lignes.dire(phase.fermeture)
            self._dire_ou_l_on_en_est()
        elif self._prevenu != phase.id:
            self._prevenu = phase.id
            self.lignes.dire(dire("groupe.temps_suggere", phase=phase.titre))

    # --- Le reste --------------------------------------------------------------------------------

    def _dire_tout(self) -> None:
        ecrites = par_genre(self.animation.rencontre.contributions)
        if not ecrites:
            self.lignes.dire(dire("groupe.rien_encore"))
        for titre, dites in ecrites:
            self.lignes.dire(titre)
            for dite in dites:
                self.lignes.dire(dire("groupe.tiret", texte=dite))

    def _aide(self, _: str) -> None:
        self._commandes.relire("commandes_du_groupe")
