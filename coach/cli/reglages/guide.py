"""Les réglages question par question, en lignes : une réponse vide laisse tel quel."""

from coach import dossiers
from coach.cli.ouverture import dossier_du_carnet, reglages
from coach.cli.paroles import dire
from coach.cli.texte.commandes import Commandes, Geste, commande_dite, s_arreter, texte_dit
from coach.cli.texte.conversation import interruptible
from coach.cli.texte.lignes import Lignes
from coach.cli.texte.numeros import ne_dit_que_des_numeros, numeros_dits
from coach.reglages.champs import Champ, ErreurDeReglages, champs
from coach.reglages.ecriture import enregistrer
from coach.reglages.modele import Reglages
from coach.reglages.paroles import donnees


def mener() -> None:
    """Demande chaque réglage, les touches à part ; la fin de l'entrée arrête là.

    Lève `Refus` hors UTF-8, et `ErreurDeReglages` si le fichier ne peut pas s'écrire.
    """
    guide = _Guide(Lignes.du_terminal(), reglages())
    with interruptible(guide.lignes.dire):
        guide.mener()
    guide.lignes.dire(dire("guide.fin"))


class _Guide:
    def __init__(self, lignes: Lignes, actuels: Reglages) -> None:
        self.lignes = lignes
        self.actuels = actuels
        self._demandes = [c for c in champs() if c.sorte != "touches"]
        self._rang, self._demande = 0, -1
        gestes: dict[str, Geste] = {
            "passer": lambda _: self._aller(self._rang + 1),
            "retour": lambda _: self._aller(max(0, self._rang - 1)),
            "effacer": lambda _: self._prendre(None),
            "pause": s_arreter,
            "fin": s_arreter,
            "aide": lambda _: self._commandes.relire("commandes_du_guide", barre=False),
        }
        self._commandes = Commandes(lignes, gestes)

    def mener(self) -> None:
        self.lignes.dire_toutes(donnees(str(dossier_du_carnet().absolute())))
        self.lignes.dire(dire("guide.consigne"))
        while self._rang < len(self._demandes):
            if self._rang != self._demande:
                self._demander(self._demandes[self._rang])
            self._demande, ligne = self._rang, self._lire()
            commande = commande_dite(ligne) if ligne else "passer"
            if commande is not None:
                self._commandes.faire(commande)
            else:
                self._prendre(texte_dit(ligne))

    def _aller(self, rang: int) -> None:
        """À ce réglage, dont la question se dit, même si c'est le même."""
        self._rang, self._demande = rang, -1

    def _demander(self, champ: Champ) -> None:
        self.lignes.dire()
        self.lignes.dire(dire("guide.question", titre=champ.titre, aide=champ.aide))
        for numero, choix in enumerate(self._choix(champ), 1):
            self.lignes.dire(dire("guide.option", rang=numero, libelle=choix[1]))
        self.lignes.dire(dire("guide.aujourd_hui", valeur=champ.en_mots(self.actuels)))
        sorte = "choix" if champ.sorte == "oui_non" else champ.sorte
        self.lignes.dire(dire(f"guide.{sorte}"))

    def _choix(self, champ: Champ) -> list[tuple[str, str]]:
        """Les valeurs offertes et leur libellé, dans l'ordre où elles se numérotent."""
        return [(c.valeur, c.libelle) for c in champ.choix(self.actuels.pays)]

    def _lire(self) -> str:
        """Une ligne ; dans un tube, la ligne vide qui la suit est oubliée."""
        self.lignes.inviter()
        ligne = self.lignes.lire().strip()
        if ligne:
            self.lignes.sauter_une_ligne_vide()
        return ligne

    def _prendre(self, reponse: str | None) -> None:
        """Garde la réponse (rien : la valeur d'origine) et va plus loin ; un refus se dit."""
        champ = self._demandes[self._rang]
        try:
            valeur = champ.lire([] if reponse is None else self._mots(champ, reponse))
        except ErreurDeReglages as erreur:
            self.lignes.dire(str(erreur))
            return
        faits = enregistrer(dossiers.configuration(), {champ.nom: valeur})
        self.actuels = faits.lus.reglages
        self.lignes.dire_toutes(faits.avertissements)
        dite = champ.en_mots(self.actuels)
        self.lignes.dire(dire("reglages.change", titre=champ.titre, valeur=dite))
        self._aller(self._rang + 1)

    def _mots(self, champ: Champ, reponse: str) -> list[str]:
        """Ce que disent des numéros de la liste ; des mots se prennent tels quels."""
        valeurs = [valeur for valeur, _ in self._choix(champ)]
        if not valeurs or not ne_dit_que_des_numeros(reponse):
            return [reponse]
        rangs = numeros_dits(reponse, len(valeurs))
        if rangs is None:
            raise ErreurDeReglages(dire("guide.hors_liste", maximum=len(valeurs)))
        if champ.sorte != "plusieurs" and len(rangs) > 1:
            raise ErreurDeReglages(dire("guide.un_seul", maximum=len(valeurs)))
        return [valeurs[rang - 1] for rang in rangs]
