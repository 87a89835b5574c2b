"""La porte : étapes, noms et réserves d'une séance à donner, revus un à un."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets.option_list import Option

from coach.modeles.texte import sans_commandes
from coach.partage.coffre import Serrure
from coach.partage.paroles import compter
from coach.partage.paroles import dire as dire_de_la_porte
from coach.partage.porte import EtapeOfferte, Porte
from coach.partage.reserves import Reserve
from coach.tui import gestes
from coach.tui.attente import Avance
from coach.tui.paroles import dire
from coach.tui.partage.revue import EcranDeRevue
from coach.tui.styles import feuilles


class EcranPartager(EcranDeRevue[Porte, None]):
    """Ce qui se décide avant de donner la séance de ce titre.

    `fichier` : où écrire, s'il fut dit d'avance. Voir `EcranDeRevue` pour le reste.
    """

    CSS_PATH = feuilles("journaux", "partager")
    GESTES = gestes.PARTAGER
    PAROLES = "partager"
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(
        self,
        seance: str,
        avance: Avance,
        ouvrir: Callable[[], Porte],
        fichier: Path | None = None,
        serrure: Serrure | None = None,
    ) -> None:
        titre = dire_de_la_porte(
            "porte.titre", titre=sans_commandes(seance) or dire("accueil.sans_titre")
        )
        super().__init__(titre, dire("partager.relit"), avance, ouvrir)
        self._fichier = fichier
        self._serrure = serrure or Serrure()

    @property
    def porte(self) -> Porte:
        """Ce que la personne décide."""
        return self.revue

    def options_d_avant(self) -> Iterator[Option]:
        """Les étapes à donner."""
        yield self._section("etapes")
        for etape in self.porte.etapes:
            marque = "[x]" if self._donnee(etape) else "[ ]"
            compte = compter(etape.reponses, "reponse")
            yield self._ligne(f"etape:{etape.id}", etape, f"{marque} {etape.titre}", compte)

    def nommer(self, action: str) -> str:
        """Ce que fait Entrée sur la ligne choisie : une étape se coche, un passage se récrit."""
        if action != "accepter":
            return ""
        match self._choisie:
            case EtapeOfferte() as etape:
                return dire(f"geste_ici.{'decocher' if self._donnee(etape) else 'cocher'}")
            case Reserve():
                return dire("geste_ici.recrire")
        return ""

    def _donnee(self, etape: EtapeOfferte) -> bool:
        return etape.id in self.porte.choisies

    def action_accepter(self) -> None:
        """Accepte le remplacement ; coche ou décoche l'étape ; récrit le passage."""
        if isinstance(self._choisie, EtapeOfferte):
            self.porte.choisir(self.porte.choisies ^ {self._choisie.id})
            self._lister()
        else:
            super().action_accepter()

    def action_apercu(self) -> None:
        """Montre le fichier tel qu'on le lira ; c'est de là qu'il s'écrit."""
        from coach.tui.ecrans.partage.apercu import EcranApercu

        if any(e.decision == "a_voir" for e in self.porte.entites()):
            self.notify(self._etat(), markup=False, severity="warning")
        elif not self.porte.choisies:
            self.notify(dire_de_la_porte("porte.etapes_aucune"), markup=False, severity="warning")
        else:
            apercu = EcranApercu(self.porte, self._fichier, self._serrure)
            self.app.push_screen(apercu, self._apres_l_apercu)

    def _apres_l_apercu(self, ecrit: bool | None) -> None:
        if ecrit:
            self.dismiss()

    def action_retour(self) -> None:
        """Laisse tout : rien n'est écrit."""
        self.notify(dire_de_la_porte("porte.rien"), markup=False)
        self.dismiss()
