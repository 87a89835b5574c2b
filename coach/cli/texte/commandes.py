"""Ce qu'une ligne veut dire : une commande, ou du texte ; et faire la commande."""

from collections.abc import Callable, Collection, Mapping
from typing import NoReturn

from coach.cli.francais import plus_proche
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.paroles import dire
from coach.modeles.texte import cle

Geste = Callable[[str], object]
"""Ce que fait une commande, de ce qui la suit sur sa ligne."""


def commande_dite(ligne: str, *, commencee: bool = False) -> str | None:
    """La commande de cette ligne, sans sa barre ; rien si c'est du texte.

    « ? » seul demande l'aide, sauf au milieu d'une réponse (`commencee`).
    """
    if ligne.strip() == "?" and not commencee:
        return "aide"
    if ligne.startswith("/") and not ligne.startswith("//"):
        return ligne[1:].strip()
    return None


def texte_dit(ligne: str) -> str:
    """La ligne telle qu'elle s'écrit : une barre doublée en vaut une."""
    return ligne[1:] if ligne.startswith("//") else ligne


def nom_de_commande(dite: str) -> str:
    """Le nom sous lequel une commande se range : « Récrire 2 » vaut « recrire »."""
    return cle(dite.partition(" ")[0])


def inconnue(nom: str, connues: Collection[str], *, section: str = "erreur") -> str:
    """Ce qui se dit d'une commande inconnue, avec la plus proche s'il y en a une.

    `section` : celle du catalogue.
    """
    if proche := plus_proche(nom, connues):
        return dire(f"{section}.commande_proche", commande=f"/{nom}", proche=f"/{proche}")
    return dire(f"{section}.commande", commande=f"/{nom}")


def s_arreter(_: str) -> NoReturn:
    """Ce que font /pause et /fin là où tout est déjà gardé. Lève `Pause`."""
    raise Pause


class Commandes:
    """Les commandes d'une activité, sous leur nom sans accents : « /Récrire » vaut « recrire ».

    `refus` : ce qu'un geste peut lever, et qui se dit tel quel ; `erreurs` : la section du
    catalogue où se dit qu'une commande n'existe pas.
    """

    def __init__(
        self,
        lignes: Lignes,
        gestes: Mapping[str, Geste],
        *,
        refus: tuple[type[Exception], ...] = (),
        erreurs: str = "erreur",
    ) -> None:
        self._lignes = lignes
        self._gestes = gestes
        self._refus = refus
        self._erreurs = erreurs

    def faire(self, dite: str) -> None:
        """Fait la commande dite, « nom reste » ; une inconnue et un refus se disent."""
        nom, _, reste = dite.partition(" ")
        geste = self._gestes.get(nom_de_commande(nom))
        if geste is None:
            self._lignes.dire(inconnue(nom, self._gestes.keys(), section=self._erreurs))
            return
        self.tenter(lambda: geste(reste.strip()))

    def tenter(self, geste: Callable[[], object]) -> None:
        """Fait le geste ; ce qui le refuse se dit."""
        try:
            geste()
        except self._refus as refus:
            self._lignes.dire(str(refus))

    def relire(self, section: str, *, barre: bool = True) -> None:
        """Dit chaque commande, dans l'ordre ; `section` : celle du catalogue qui les explique.

        `barre` : dire aussi comment une réponse peut commencer par une barre.
        """
        self._lignes.dire_toutes(dire(f"{section}.{nom}") for nom in self._gestes)
        if barre:
            self._lignes.dire(dire("commandes.barre"))
