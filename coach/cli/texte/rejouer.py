"""Rejouer une séance en mode texte : Entrée avance, le reste se demande par une barre."""

from collections.abc import Callable, Sequence

from coach.cli.texte.commandes import Commandes, Geste, commande_dite, s_arreter
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import numero_dit
from coach.cli.texte.paroles import dire
from coach.modeles.lecture import Segment
from coach.supervision import dits
from coach.supervision.relecture import Moment
from coach.supervision.serie import Place, Serie

_ETAPES_AU_PLUS = 200


class RejeuEnTexte:
    """Déroule une série ligne à ligne ; `expliquer` dit pourquoi un passage est lu ainsi.

    Rien ne s'écrit nulle part : on lit, on avance, on revient.
    """

    def __init__(self, serie: Serie, lignes: Lignes, expliquer: Callable[[Segment], str]) -> None:
        self.serie = serie
        self.lignes = lignes
        self.place = Place()
        self._expliquer = expliquer
        self._natures = True
        self._passages: tuple[Segment, ...] = ()
        self._etape = ""
        gestes: dict[str, Geste] = {
            "suite": lambda _: self._avancer(),
            "retour": lambda _: self._reculer(),
            "etape": self._sauter,
            "etapes": lambda _: self._lister(),
            "seance": self._changer,
            "natures": lambda _: self._basculer(),
            "pourquoi": self._pourquoi,
            "tout": lambda _: self._tout(),
            "debut": lambda _: self._recommencer(),
            "pause": s_arreter,
            "fin": s_arreter,
            "aide": lambda _: self._aider(),
        }
        self._commandes = Commandes(lignes, gestes, erreurs="rejouer")

    def mener(self) -> None:
        """Va jusqu'au bout, ou jusqu'à la fin de l'entrée."""
        self.lignes.dire(dire("rejouer.consigne"))
        self._montrer()
        try:
            while True:
                self._un_tour()
        except Pause:
            return

    def _un_tour(self) -> None:
        self.lignes.inviter()
        ligne = self.lignes.lire().strip()
        if not ligne:
            if self.place == self.serie.derniere:
                raise Pause
            self._avancer()
        elif (commande := commande_dite(ligne)) is not None:
            self._commandes.faire(commande)
        else:
            self.lignes.dire(dire("rejouer.rien_ne_s_ecrit"))

    # --- Montrer ---------------------------------------------------------------------------------

    def _montrer(self) -> None:
        """Le moment où l'on est ; l'étape, quand on y entre."""
        if self.place.pas == 0:
            self._annoncer()
        else:
            relecture = self.serie.relecture(self.place)
            self._dire_l_etape()
            self._dire_le_moment(relecture.moments[self.place.pas - 1])
        if self.place == self.serie.derniere:
            self.lignes.dire()
            self.lignes.dire(dire("rejouer.bout"))

    def _annoncer(self) -> None:
        relecture = self.serie.relecture(self.place)
        titre, quand = dits.annonce(relecture)
        self._etape, self._passages = "", ()
        self.lignes.dire()
        if len(self.serie.relectures) > 1:
            rang, total = self.place.seance + 1, len(self.serie.relectures)
            self.lignes.dire(dire("rejouer.seance", rang=rang, total=total))
        for ligne in (titre, quand, dits.reserve(relecture)):
            if ligne:
                self.lignes.dire(ligne)

    def _dire_l_etape(self) -> None:
        etape = self.serie.relecture(self.place).etape(self.place.pas)
        if etape is None or etape.id == self._etape:
            return
        self._etape = etape.id
        etapes = self.serie.relecture(self.place).etapes
        self.lignes.dire()
        rang, total = etapes.index(etape) + 1, len(etapes)
        self.lignes.dire(dire("rejouer.etape", rang=rang, total=total, titre=etape.titre))

    def _dire_le_moment(self, moment: Moment) -> None:
        self.lignes.dire()
        premiere, *suite = dits.corps(moment).split("\n")
        self.lignes.dire(dire("rejouer.moment", tete=dits.tete(moment), corps=premiere))
        self.lignes.dire_toutes(suite)
        for rang, option in enumerate(moment.options, 1):
            self.lignes.dire(dire("seance.option", rang=rang, libelle=option))
        if moment.reponse and moment.genre in ("reponse", "reprise"):
            self._lire(moment.reponse)

    def _lire(self, reponse: str) -> None:
        """Les passages numérotés, leur nature en un mot."""
        lecture = self.serie.relecture(self.place).lecture(reponse, self.place.pas)
        if not lecture.segments:
            return
        self._passages = lecture.segments
        if not self._natures:
            return
        self.lignes.dire(dire("rejouer.lecture"))
        for rang, segment in enumerate(self._passages, 1):
            nature = dits.nature_en_mots(segment)
            texte = segment.texte.replace("\n", " ")
            self.lignes.dire(dire("rejouer.passage", rang=rang, nature=nature, texte=texte))

    # --- Aller -----------------------------------------------------------------------------------

    def _aller(self, place: Place) -> None:
        self.place = place
        self._montrer()

    def _avancer(self) -> None:
        if self.place == self.serie.derniere:
            self.lignes.dire(dire("rejouer.bout"))
        else:
            self._aller(self.serie.apres(self.place))

    def _reculer(self) -> None:
        avant = self.serie.avant(self.place)
        if avant == self.place:
            self.lignes.dire(dire("rejouer.au_debut"))
            return
        self._etape = ""
        self._aller(avant)

    def _recommencer(self) -> None:
        self._aller(Place())

    def _tout(self) -> None:
        while self.place != self.serie.derniere:
            self._avancer()

    def _sauter(self, reste: str) -> None:
        """« /etape 3 » : la troisième de cette séance."""
        etapes = self.serie.relecture(self.place).etapes
        numero = numero_dit(reste, len(etapes))
        if numero is None:
            self.lignes.dire(dire("rejouer.sauter", maximum=len(etapes)))
            return
        self._etape = ""
        self._aller(Place(self.place.seance, etapes[numero - 1].debut + 1))

    def _changer(self, reste: str) -> None:
        """« /seance 2 » : la deuxième de la série."""
        numero = numero_dit(reste, len(self.serie.relectures))
        if numero is None:
            self.lignes.dire(dire("rejouer.changer", maximum=len(self.serie.relectures)))
            return
        self._aller(Place(numero - 1))

    def _lister(self) -> None:
        """Les séances, s'il y en a plusieurs, et les étapes de celle-ci, par leur numéro."""
        relecture = self.serie.relecture(self.place)
        if len(self.serie.relectures) > 1:
            self.lignes.dire(dire("rejouer.seances"))
            titres = [" · ".join(dits.annonce(r)) for r in self.serie.relectures]
            self._numeroter(titres, self.place.seance)
            self.lignes.dire(dire("rejouer.etapes"))
        ici = relecture.etape(self.place.pas)
        rang = relecture.etapes.index(ici) if ici else None
        self._numeroter([e.titre for e in relecture.etapes[:_ETAPES_AU_PLUS]], rang)
        reste = len(relecture.etapes) - _ETAPES_AU_PLUS
        if reste > 0:
            self.lignes.dire(dire("rejouer.autres_etapes", nombre=reste))

    def _numeroter(self, titres: Sequence[str], ici: int | None) -> None:
        for rang, titre in enumerate(titres):
            cle = "repere_ici" if rang == ici else "repere"
            self.lignes.dire(dire(f"rejouer.{cle}", rang=rang + 1, titre=titre))

    # --- Regarder --------------------------------------------------------------------------------

    def _basculer(self) -> None:
        self._natures = not self._natures
        self.lignes.dire(dire("rejouer.montrees" if self._natures else "rejouer.cachees"))
        if self._natures and self.place.pas:
            self._montrer()

    def _pourquoi(self, reste: str) -> None:
        numero = numero_dit(reste, len(self._passages))
        if not self._passages:
            self.lignes.dire(dire("rejouer.sans_passage"))
        elif numero is None:
            self.lignes.dire(dire("rejouer.pourquoi", maximum=len(self._passages)))
        else:
            self.lignes.dire(self._expliquer(self._passages[numero - 1]))

    def _aider(self) -> None:
        self.lignes.dire(dire("commandes_du_rejeu.entree"))
        self._commandes.relire("commandes_du_rejeu", barre=False)
