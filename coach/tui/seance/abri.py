"""Ce qui est tapé et pas encore envoyé : mis à l'abri au fil de la frappe, rendu à la reprise."""

from coach.modeles.texte import nfc
from coach.tui.seance.conduite import Conduite, nature_a_lire
from coach.tui.widgets.seance.champ import Champ


class Abri:
    """Relie le champ à ce qu'il écrit : la réponse attendue, ou celle que l'on modifie."""

    def __init__(self, conduite: Conduite, champ: Champ) -> None:
        self._conduite = conduite
        self._champ = champ
        self._garde = ""
        self._rendu = ""
        self.modifiee: str | None = None

    @property
    def cible(self) -> str | None:
        """L'événement auquel le texte du champ répond, ou qu'il récrit."""
        attendu = self._conduite.attendu()
        return self.modifiee or (attendu.demande.id if attendu else None)

    @property
    def en_cours(self) -> bool:
        """Vrai tant que la dernière frappe n'est pas gardée."""
        return self._champ.text != self._garde

    @property
    def recrite(self) -> str:
        """Le champ, s'il diffère de la réponse que l'on modifie ; vide sinon."""
        echange = self._conduite.echange(self.modifiee) if self.modifiee else None
        if echange is None or echange.reponse is None:
            return ""
        texte = self._champ.text
        return "" if texte.strip() == echange.reponse.texte.strip() else texte

    @property
    def libre(self) -> bool:
        """Vrai si le champ peut changer d'objet sans rien perdre : vide, ou ce qu'on y a remis."""
        texte = self._champ.text
        return self.modifiee is None and (not texte.strip() or texte == self._rendu)

    def garder(self) -> bool:
        """Garde ce qui a changé ; vrai si quelque chose l'a été. Lève `Refus`."""
        texte = nfc(self._champ.text)
        if self.cible is None or texte == self._garde:
            return False
        self._conduite.garder(self.cible, texte)
        self._garde = texte
        return True

    def rendre(self) -> bool:
        """Remet dans le champ la phrase commencée la dernière fois ; faux s'il n'y en a pas.

        Lève `Refus` si le carnet ne se lit pas.
        """
        brouillon = self._conduite.brouillon()
        if brouillon is None:
            return False
        if self._conduite.echange(brouillon.question):
            self.modifier(brouillon.question)
        if brouillon.question != self.cible:
            return False
        self._mettre(brouillon.texte)
        self._garde, self._rendu = self._champ.text, ""
        return True

    def remettre(self, texte: str) -> None:
        """Met dans le champ une réponse annulée : elle est encore au journal."""
        self._mettre(texte)
        self._rendu = self._champ.text

    def recevoir(self, texte: str) -> None:
        """Met dans le champ un texte écrit ailleurs : à garder, comme s'il venait d'y être tapé."""
        self._mettre(texte)

    def modifier(self, reponse: str) -> bool:
        """Ouvre une réponse déjà donnée ; faux si elle n'est plus là."""
        echange = self._conduite.echange(reponse)
        if echange is None or echange.reponse is None:
            return False
        self.modifiee = reponse
        self._champ.lit, self._champ.attendue = nature_a_lire(self._conduite.moteur, echange)
        self._mettre(echange.reponse.texte)
        self._garde = self._champ.text
        return True

    def vider(self) -> None:
        """Vide le champ : ce qu'il portait est dans le carnet."""
        self.modifiee = None
        self._garde = self._rendu = ""
        with self._champ.prevent(Champ.Changed):
            self._champ.load_text("")
        self._champ.oublier()

    def renoncer(self) -> bool:
        """Vide le champ et retire le brouillon : la personne n'en veut plus. Lève `Refus`."""
        if self._garde and self.cible is not None:
            self._conduite.garder(self.cible, "")
        self.vider()
        return True

    def _mettre(self, texte: str) -> None:
        with self._champ.prevent(Champ.Changed):
            self._champ.ecrire(texte)
        self._champ.on_text_area_changed()
