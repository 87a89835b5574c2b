"""La porte en mode texte : les mêmes décisions que l'interface, pilotables par un tube."""

from collections.abc import Callable
from pathlib import Path

from coach.carnet import Carnet
from coach.cli.texte.lignes import Pause
from coach.cli.texte.numeros import ne_dit_que_des_numeros, numeros_dits
from coach.cli.texte.revue import RevueEnTexte
from coach.partage.apercu import lignes as apercu
from coach.partage.paroles import compter, dire
from coach.partage.porte import Porte


class PartageEnTexte(RevueEnTexte[Porte]):
    """Mène la porte d'une séance ; rien n'est écrit avant l'accord donné à la fin."""

    def mener(
        self, carnet: Carnet, fichier: Path, enfermer: Callable[[bytes], bytes], fin: str
    ) -> bool:
        """Vrai si le fichier est écrit. `fin` : la phrase à dire une fois écrit.

        Lève `ErreurDeFichier` ; la fin de l'entrée abandonne, sans rien écrire.
        """
        try:
            self._accueillir()
            self._etapes()
            self.revoir()
            accord = self._accord()
        except Pause:
            accord = ""
        if not accord:
            self.lignes.dire(dire("porte.rien"))
            return False
        self.revue.donner(carnet, fichier, accord, enfermer)
        noms = sum(e.remplacee for e in self.revue.entites())
        etapes = compter(len(self.revue.choisies), "etape")
        dit = dire("porte.ecrit", fichier=fichier, etapes=etapes, noms=compter(noms, "nom"))
        self.lignes.dire(dit)
        self.lignes.dire(fin)
        return True

    def _accueillir(self) -> None:
        self.lignes.dire(dire("porte.titre", titre=self.revue.etat.titre))
        self.lignes.dire(dire("porte.consigne"))
        self.lignes.dire(dire("porte.anonyme"))
        self.lignes.dire()

    def _etapes(self) -> None:
        self.lignes.dire(dire("porte.etapes"))
        for numero, etape in enumerate(self.revue.etapes, 1):
            marque = "x" if etape.id in self.revue.choisies else " "
            reponses = compter(etape.reponses, "reponse")
            self.lignes.dire(
                dire(
                    "porte.etape",
                    numero=numero,
                    marque=marque,
                    titre=etape.titre,
                    reponses=reponses,
                )
            )
        self.lignes.dire(dire("porte.etapes_invite"))
        while True:
            numeros = _numeros(self._lire(), len(self.revue.etapes))
            if numeros is None:
                self.lignes.dire(dire("porte.pas_compris"))
                continue
            if numeros:
                self.revue.choisir(self.revue.etapes[n - 1].id for n in numeros)
            if self.revue.choisies:
                return
            self.lignes.dire(dire("porte.etapes_aucune"))

    # --- L'aperçu, l'accord ------------------------------------------------------------------

    def _accord(self) -> str:
        self.lignes.dire()
        self.lignes.dire(dire("porte.apercu"))
        self.lignes.dire()
        titres = {e.id: e.titre for e in self.revue.etapes}
        for ligne in apercu(self.revue.apercu(), titres):
            self.lignes.dire(ligne)
        self.lignes.dire(dire("porte.anonyme"))
        self.lignes.dire()
        self.lignes.dire(dire("porte.consentement"))
        return self._confirmer(self._lire())

    def _confirmer(self, accord: str) -> str:
        """L'accord, montré tel que le fichier le dira s'il y change ou nomme quelqu'un."""
        while accord:
            ecrit, noms = self.revue.accord_ecrit(accord)
            if ecrit == accord and not noms:
                break
            self.lignes.dire(dire("porte.accord_ecrit", texte=ecrit))
            if noms:
                self.lignes.dire(dire("porte.accord_noms", noms=", ".join(noms)))
            self.lignes.dire(dire("porte.accord_invite"))
            recrit = self._lire()
            if not recrit:
                break
            accord = recrit
        return accord


def _numeros(ligne: str, maximum: int) -> list[int] | None:
    """Les numéros d'une ligne « 1,3 » ; rien s'ils ne se lisent pas, aucun si elle est vide."""
    if not ligne:
        return []
    return numeros_dits(ligne, maximum) if ne_dit_que_des_numeros(ligne) else None
