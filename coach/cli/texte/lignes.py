"""Le dialogue ligne à ligne : le coach écrit, puis « > » ; une ligne vide finit une réponse."""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TextIO

from coach.cli.refus import Refus
from coach.modeles.insecable import rendre, tenir
from coach.modeles.texte import saisi, sans_commandes

INVITE = "> "


class Pause(Exception):
    """On s'arrête ici : la personne le demande, ou il n'y a plus rien à lire."""


@dataclass
class Lignes:
    """L'entrée et la sortie d'un dialogue en texte.

    `interactif` : une personne tape dans un terminal ; sinon l'entrée est un tube ou un fichier.
    """

    entree: TextIO
    sortie: TextIO
    interactif: bool
    _vide_a_sauter: bool = field(default=False, init=False)

    @classmethod
    def du_terminal(cls) -> "Lignes":
        """L'entrée et la sortie standard."""
        return cls(sys.stdin, sys.stdout, sys.stdin.isatty() and sys.stdout.isatty())

    def dire(self, texte: str = "") -> None:
        """Écrit un paragraphe ; dans un terminal, il se replie entre les mots."""
        propre = sans_commandes(texte)
        if self.interactif:
            largeur = max(40, shutil.get_terminal_size().columns - 1)
            propre = "\n".join(_replier(ligne, largeur) for ligne in propre.split("\n"))
        self.sortie.write(propre + "\n")
        self.sortie.flush()

    def dire_toutes(self, textes: Iterable[str]) -> None:
        """Écrit ces paragraphes l'un après l'autre."""
        for texte in textes:
            self.dire(texte)

    def vider(self) -> None:
        """Vide l'écran et ce qui a défilé : le suivant n'en lit rien ; dans un tube, une ligne."""
        self.sortie.write("\x1b[2J\x1b[3J\x1b[H" if self.interactif else "\n")
        self.sortie.flush()

    def inviter(self) -> None:
        """Montre que c'est à la personne d'écrire."""
        self.sortie.write(INVITE if self.interactif else INVITE + "\n")
        self.sortie.flush()

    def lire(self) -> str:
        """La ligne suivante, en NFC.

        Lève `Pause` quand il n'y a plus rien, `Refus` hors UTF-8.
        """
        ligne = self._lire_l_entree()
        if self._vide_a_sauter and ligne and not ligne.strip():
            ligne = self._lire_l_entree()
        self._vide_a_sauter = False
        if not ligne:
            if self.interactif:
                self.dire()  # ce qui suit ne s'écrit pas à côté de l'invite
            raise Pause
        return saisi(ligne).rstrip("\n")

    def _lire_l_entree(self) -> str:
        ligne = self.entree.readline()
        try:
            ligne.encode("utf-8")
        except UnicodeEncodeError as erreur:
            raise Refus("encodage") from erreur
        return ligne

    def sauter_une_ligne_vide(self) -> None:
        """Dans un tube, oublie la ligne vide qui suit une commande ou un choix déjà complet."""
        self._vide_a_sauter = not self.interactif


def _replier(ligne: str, largeur: int) -> str:
    """La ligne coupée entre les mots, jamais dans ce qui se tient : « Mme A. », « 14 h »."""
    retrait = " " * (len(ligne) - len(ligne.lstrip(" ")))
    return rendre(
        textwrap.fill(
            tenir(ligne),
            largeur,
            subsequent_indent=retrait,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
