"""Les réglages question par question, en lignes : une réponse vide laisse tel quel."""

import re

from coach import dossiers
from coach.cli.ouverture import dossier_du_carnet, reglages
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.texte.commandes import commande_dite, inconnue, nom_de_commande, texte_dit
from coach.cli.texte.lignes import EntreeIllisible, FinDeLEntree, Lignes
from coach.reglages.champs import Champ, ErreurDeReglages, champs
from coach.reglages.ecriture import enregistrer
from coach.reglages.modele import Reglages
from coach.reglages.paroles import donnees

_COMMANDES = ("passer", "retour", "effacer", "pause", "fin", "aide")


def mener() -> None:
    """Demande chaque réglage, les touches à part ; la fin de l'entrée arrête là.

    Lève `Refus` hors UTF-8, et `ErreurDeReglages` si le fichier ne peut pas s'écrire.
    """
    guide = _Guide(Lignes.du_terminal(), reglages())
    try:
        guide.mener()
    except EntreeIllisible as erreur:
        raise Refus("encodage") from erreur
    except FinDeLEntree:
        guide.lignes.dire()
    guide.lignes.dire(dire("guide.fin"))


class _Guide:
    def __init__(self, lignes: Lignes, actuels: Reglages) -> None:
        self.lignes = lignes
        self.actuels = actuels
        self._demandes = [c for c in champs() if c.sorte != "touches"]

    def mener(self) -> None:
        for phrase in donnees(str(dossier_du_carnet().absolute())):
            self.lignes.dire(phrase)
        self.lignes.dire(dire("guide.consigne"))
        rang, demande = 0, -1
        while rang < len(self._demandes):
            if rang != demande:
                self._demander(self._demandes[rang])
            demande, ligne = rang, self._lire()
            commande = commande_dite(ligne, commencee=False)
            if commande in ("pause", "fin"):
                return
            if commande == "retour":
                rang, demande = max(0, rang - 1), -1
            elif commande not in (None, "passer", "effacer"):
                self._repondre(commande)
            elif not ligne or commande == "passer" or self._prendre(self._demandes[rang], ligne):
                rang += 1

    def _repondre(self, commande: str) -> None:
        """Dit les commandes, ou que celle-ci n'en est pas une."""
        if nom_de_commande(commande) != "aide":
            self.lignes.dire(inconnue(commande, _COMMANDES))
            return
        for nom in _COMMANDES:
            self.lignes.dire(dire(f"guide.aide_{nom}"))

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

    def _prendre(self, champ: Champ, reponse: str) -> bool:
        """Garde la réponse ; faux, et une phrase, si elle ne convient pas."""
        try:
            mots = [] if reponse == "/effacer" else self._mots(champ, texte_dit(reponse))
            valeur = champ.lire(mots)
        except ErreurDeReglages as erreur:
            self.lignes.dire(str(erreur))
            return False
        faits = enregistrer(dossiers.configuration(), {champ.nom: valeur})
        self.actuels = faits.lus.reglages
        for phrase in faits.avertissements:
            self.lignes.dire(phrase)
        dite = champ.en_mots(self.actuels)
        self.lignes.dire(dire("reglages.change", titre=champ.titre, valeur=dite))
        return True

    def _mots(self, champ: Champ, reponse: str) -> list[str]:
        """Ce que disent des numéros de la liste ; des mots se prennent tels quels."""
        valeurs = [valeur for valeur, _ in self._choix(champ)]
        if not valeurs or not re.fullmatch(r"[\d\s,;.]+", reponse):
            return [reponse]
        rangs = [int(n) for n in re.findall(r"\d+", reponse)]
        if any(not 1 <= rang <= len(valeurs) for rang in rangs):
            raise ErreurDeReglages(dire("guide.hors_liste", maximum=len(valeurs)))
        if champ.sorte != "plusieurs" and len(rangs) > 1:
            raise ErreurDeReglages(dire("guide.un_seul", maximum=len(valeurs)))
        return [valeurs[rang - 1] for rang in rangs]
