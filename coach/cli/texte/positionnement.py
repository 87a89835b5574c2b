"""Se positionner en mode texte : la même activité que l'interface, en lignes."""

import re
from collections.abc import Callable, Sequence

from coach.cli.texte.commandes import (
    Commandes,
    Geste,
    commande_dite,
    inconnue,
    nom_de_commande,
    s_arreter,
    texte_dit,
)
from coach.cli.texte.conversation import Saisie, interruptible
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import numero_dit
from coach.cli.texte.paroles import dire
from coach.modeles.base import Niveau
from coach.modeles.progression import MOI, Cible, meme_personne
from coach.modeles.referentiel import NOMS_DES_CATEGORIES
from coach.positionnement import Activite, Fait, MotRequis, Question, RienAFaire
from coach.positionnement import presentation as dits
from coach.positionnement.echelle import niveau_de, reponse, reponses
from coach.positionnement.paroles import dire as dire_du_positionnement

_REPONSE = re.compile(r"\s*(\d)\s*[.):,]?(?:\s+(\S.*))?\s*")
"""Un chiffre, et parfois un mot à sa suite : « 3 », « 3 à deux reprises, sans aide »."""

_COMMANDES_DU_MOT = ("passer", "retour", "annuler", "effacer", "pause", "fin", "aide")


class PositionnementEnTexte:
    """Mène une activité ligne à ligne ; `secourir` : l'aide humaine pour un genre de danger."""

    def __init__(
        self, activite: Activite, lignes: Lignes, secourir: Callable[[str], Sequence[str]]
    ) -> None:
        self.activite = activite
        self.lignes = lignes
        self._secourir = secourir
        self._montree: tuple[Cible, str] | None = None
        self._competence = ""
        self._raison = ""
        gestes: dict[str, Geste] = {
            "passer": lambda _: self.activite.passer(),
            "retour": lambda _: self.activite.revenir(),
            "annuler": self._annuler,
            "retablir": self._retablir,
            "choisir": self._choisir,
            "liste": self._lister,
            "preuves": self._dire_les_preuves,
            "historique": self._dire_l_historique,
            "echelle": lambda _: self._dire_l_echelle(),
            "pause": s_arreter,
            "fin": s_arreter,
            "aide": self._aide,
        }
        self._commandes = Commandes(lignes, gestes, refus=(RienAFaire,))

    def mener(self) -> None:
        """Va jusqu'à la dernière question, ou jusqu'à la pause (fin de l'entrée comprise)."""
        with interruptible(self._fermer):
            self._ouvrir()
            while self.activite.question is not None:
                self._un_tour(self.activite.question)
            self._fermer()

    def _ouvrir(self) -> None:
        portee = self.activite.portee
        self.lignes.dire(dire("positionner.ouvre", titre=portee.titre))
        if not self.activite.mien:
            self.lignes.dire(dire("positionner.ouvre_tiers", par=self.activite.par))
        fait, total = self.activite.avancement
        self.lignes.dire(dire("positionner.avancement", fait=fait, total=total))
        self.lignes.dire(dire("positionner.consigne"))
        self.lignes.dire()
        self._dire_l_echelle()

    def _fermer(self) -> None:
        self.lignes.dire()
        self.lignes.dire_toutes(dits.bilan(self.activite))
        self.lignes.dire(dits.reste(self.activite))
        self.lignes.dire(dire("positionner.reprendre", commande=self._commande()))

    def _commande(self) -> str:
        portee, par = self.activite.portee, self.activite.par
        mots = ["coach positionner", portee.referentiel.id]
        if portee.genre == "competence":
            mots.append(portee.code)
        elif portee.genre == "groupe":
            mots.append(f"--groupe {portee.code}")
        if not meme_personne(par, MOI):
            mots.append(f'--par "{par}"')
        return " ".join([*mots, "--texte"])

    # --- Un tour ---------------------------------------------------------------------------------

    def _un_tour(self, question: Question) -> None:
        self._montrer(question)
        self.lignes.inviter()
        ligne = self.lignes.lire()
        if not ligne.strip():
            self._commandes.faire("passer")
            return
        self.lignes.sauter_une_ligne_vide()
        if (commande := commande_dite(ligne)) is not None:
            self._commandes.faire(commande)
            return
        trouvee = _REPONSE.fullmatch(texte_dit(ligne))
        niveau = niveau_de(trouvee[1]) if trouvee else None
        if trouvee is None or niveau is None:
            self.lignes.dire(dire("positionner.chiffre"))
            return
        self._repondre(niveau, trouvee[2] or "")

    def _montrer(self, question: Question) -> None:
        """La question, une seule fois."""
        if self._montree == (question.cible, question.raison):
            return
        self._montree = (question.cible, question.raison)
        mien, aujourd_hui = self.activite.mien, self.activite.aujourd_hui
        self.lignes.dire()
        fait, total = self.activite.avancement
        competence = question.competence
        titre = dire_du_positionnement("portee.nomme", code=competence.code, titre=competence.titre)
        neuve = self._competence != competence.code
        if neuve:
            self._competence = competence.code
            self.lignes.dire(titre)
        if question.item is not None:
            categorie = NOMS_DES_CATEGORIES.get(question.item.categorie, "")
            rang = (question.cible.item or 0) + 1
            self.lignes.dire(
                dire("positionner.enonce", rang=rang, categorie=categorie, code=competence.code)
            )
        self.lignes.dire(dits.enonce(question, mien=mien))
        avancement = dire("positionner.avancement", fait=fait, total=total)
        if question.raison != self._raison:
            self._raison = question.raison
            avancement = f"{dits.pourquoi(question, mien=mien)} {avancement}"
        self.lignes.dire(f"({avancement})")
        for item, regard in question.enonces:
            niveau = reponse(regard.niveau).dite
            self.lignes.dire(
                "  - " + dire_du_positionnement("avant.enonce", niveau=niveau, enonce=item.enonce)
            )
        if dit := dits.deja_dit(question, aujourd_hui):
            self.lignes.dire(dit)
        for regard in question.autres:
            self.lignes.dire(dits.autre_regard(regard, aujourd_hui))
        if neuve and question.preuves:
            nombre = len(question.preuves)
            cle = "positionner.une_preuve" if nombre == 1 else "positionner.preuves"
            self.lignes.dire(dire(cle, nombre=nombre))
        self.lignes.dire(" · ".join(f"{r.touche}\u00a0{r.nom}" for r in reponses()))

    def _repondre(self, niveau: Niveau, mot: str) -> None:
        try:
            fait = self.activite.repondre(niveau, mot)
        except MotRequis as requis:
            mot = self._lire_le_mot(str(requis))
            if not mot:
                cle = "mot.sans" if requis.raison == "change" else "mot.sans_tiers"
                self.lignes.dire(dire_du_positionnement(cle))
                self._montree = None
                return
            fait = self.activite.repondre(niveau, mot)
        self._dire_le_fait(fait)

    def _lire_le_mot(self, demande: str) -> str:
        """Le mot demandé, gardé à chaque ligne ; vide si la personne y renonce."""
        saisie = Saisie(self.lignes, self.activite.commencer_un_mot)
        self.lignes.dire(demande)
        saisie.reprendre(self.activite.mot_commence)
        while (dit := saisie.lire()).sorte == "commande":
            match nom_de_commande(dit.texte):
                case "pause" | "fin":
                    raise Pause
                case "passer" | "annuler" | "retour" | "effacer":
                    self.activite.commencer_un_mot("")
                    return ""
                case "aide":
                    self.lignes.dire(demande)
                case _:
                    self.lignes.dire(inconnue(dit.texte, _COMMANDES_DU_MOT))
        return dit.texte.strip()

    def _dire_le_fait(self, fait: Fait) -> None:
        self.lignes.dire(dits.garde(fait))
        self.lignes.dire_toutes(dits.etonnement(fait, self.activite.aujourd_hui))
        if not self.activite.mien:
            self.lignes.dire_toutes(dits.cote_a_cote(fait))
        if fait.alerte is not None:
            self.lignes.dire()
            self.lignes.dire_toutes(self._secourir(fait.alerte.aide))

    # --- Les commandes ---------------------------------------------------------------------------

    def _annuler(self, _: str) -> None:
        self.activite.annuler()
        self.lignes.dire(dire("seance.annule"))

    def _retablir(self, _: str) -> None:
        self.activite.retablir()
        self.lignes.dire(dire("seance.retabli"))

    def _choisir(self, reste: str) -> None:
        """« /choisir CP5 » : la compétence ; « /choisir CP5 3 » : son troisième énoncé."""
        code, _, rang = reste.partition(" ")
        competence = self.activite.portee.referentiel.competence(code)
        numero = numero_dit(rang)
        if competence is None or (rang and numero is None):
            self.lignes.dire(dire("positionner.choisir"))
            return
        item = numero - 1 if numero else None
        referentiel = self.activite.portee.referentiel.id
        self.activite.choisir(Cible(referentiel, competence.code, item))

    def _lister(self, _: str) -> None:
        """Les compétences de la portée, ou les énoncés de la seule qu'elle ait."""
        portee, par = self.activite.portee, self.activite.par
        lignes: list[tuple[str, str, Cible]] = []
        for une in portee.competences:
            lignes.append((une.code, une.titre, portee.niveau(une)))
            if portee.genre == "competence":
                cibles = zip(une.items, portee.enonces(une), strict=True)
                lignes += [(f"{une.code} {n}", i.enonce, c) for n, (i, c) in enumerate(cibles, 1)]
        for code, titre, cible in lignes:
            dernier = self.activite.regards.dernier(cible, par)
            niveau = reponse(dernier.niveau).dite if dernier else dire("positionner.non_dit")
            self.lignes.dire(dire("positionner.ligne", code=code, titre=titre, niveau=niveau))

    def _dire_les_preuves(self, _: str) -> None:
        question = self.activite.question
        preuves = question.preuves if question else ()
        for preuve in preuves:
            texte = preuve.extrait or preuve.justification
            self.lignes.dire(dits.extrait(texte, preuve.date, self.activite.aujourd_hui))
        if not preuves:
            self.lignes.dire(dire("positionner.sans_preuve"))

    def _dire_l_historique(self, _: str) -> None:
        question = self.activite.question
        if question is None:
            return
        regards = self.activite.regards.historique(question.cible)
        if not self.activite.mien and question.dernier is None:
            self.lignes.dire(dire("positionner.d_abord"))
            return
        self.lignes.dire_toutes(dits.historique(regards, self.activite.aujourd_hui))

    def _dire_l_echelle(self) -> None:
        for une in reponses():
            self.lignes.dire(
                dire(
                    "positionner.reponse",
                    rang=une.touche,
                    nom=une.dite,
                    description=une.description,
                )
            )

    def _aide(self, _: str) -> None:
        self._commandes.relire("commandes_du_positionnement")
