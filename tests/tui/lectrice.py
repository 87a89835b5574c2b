"""Une lectrice devant l'écran des référentiels."""

from banc_tui import Banc
from textual.widgets import Input

from coach.referentiels import charger, identifiants
from coach.tui.ecrans.referentiel import EcranReferentiel
from coach.tui.widgets.competences.arbre import Arbre
from coach.tui.widgets.fiche import Fiche, Morceau


def sur_une_ligne(vu: str) -> str:
    """L'écran, replié en une suite de mots."""
    return " ".join(vu.replace("│", " ").replace("\u00a0", " ").split())


class Lectrice:
    """Une personne devant les référentiels."""

    def __init__(self, b: Banc) -> None:
        self.b = b

    @property
    def ecran(self) -> EcranReferentiel:
        assert isinstance(self.b.app.screen, EcranReferentiel)
        return self.b.app.screen

    @property
    def arbre(self) -> Arbre:
        return self.ecran.query_one(Arbre)

    @property
    def fiche(self) -> Fiche:
        return self.ecran.query_one(Fiche)

    @property
    def code(self) -> str:
        """Le code de la compétence choisie."""
        noeud = self.arbre.noeud
        assert noeud is not None
        return noeud.competence.code if noeud.competence else ""

    def vu(self) -> str:
        return sur_une_ligne(self.b.a_l_ecran())

    def toute_la_fiche(self) -> str:
        """Le texte de la fiche, ce qui ne se voit pas compris."""
        return " ".join(li.texte for m in self.fiche.query(Morceau) for li in m.bloc.lignes)

    async def entrer(self, referentiel: str = "cip") -> None:
        """Ouvre l'écran, et va à ce référentiel."""
        await self.b.touches("c")
        await self.b.jusque(lambda: isinstance(self.b.app.screen, EcranReferentiel))
        titre = charger(referentiel).titre[:40].replace("\u00a0", " ")
        for _ in identifiants():
            if titre in self.vu():
                return
            await self.b.touches("r")
        raise AssertionError(referentiel)

    async def chercher(self, mots: str) -> None:
        """Cherche, et attend que la recherche ait suivi."""
        await self.b.touches("slash")
        self.ecran.query_one(Input).value = ""
        await self.b.jusque(lambda: "trouvée" not in self.vu() and "Aucune" not in self.vu())
        await self.b.coller(mots)
        await self.b.jusque(lambda: "trouvée" in self.vu() or "Aucune compétence" in self.vu())

    async def ouvrir(self, code: str) -> None:
        """Ouvre la fiche de la compétence de ce code."""
        await self.chercher(code)
        await self.b.touches("enter", "enter")
        await self.b.jusque(lambda: self.fiche.has_focus and self.code == code)
        await self.b.jusque(lambda: f"{code} · " in self.toute_la_fiche())
