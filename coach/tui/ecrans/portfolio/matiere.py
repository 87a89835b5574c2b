"""Ce dont un chiffre est fait : ses preuves, ses séances, ses compétences, où l'on peut aller."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from coach.exposition.points import Piece, Point
from coach.tui import gestes
from coach.tui.competences.fiches import Adresse, Bloc, Ligne, Vers
from coach.tui.competences.preuves import Endroit, relire
from coach.tui.ecran import Ecran
from coach.tui.paroles import dire
from coach.tui.styles import feuilles
from coach.tui.widgets.fiche import Fiche
from coach.tui.widgets.peint import texte_montre
from coach.tui.widgets.pied import Pied


class EcranMatiere(Ecran[None]):
    """Les pièces de ce point ; Entrée mène à chacune."""

    CSS_PATH = feuilles("journaux", "portfolio")
    GESTES = gestes.MATIERE
    BINDINGS: ClassVar[list[BindingType]] = gestes.liaisons(GESTES)

    def __init__(self, titre: str, point: Point) -> None:
        super().__init__()
        self._titre = titre
        self._point = point

    def compose(self) -> ComposeResult:
        """Une fiche à lire."""
        yield Fiche(id="matiere")
        yield Pied()

    def on_mount(self) -> None:
        """La première pièce est choisie."""
        fiche = self.query_one(Fiche)
        fiche.montrer(list(self._blocs()))
        fiche.lire()

    def _blocs(self) -> Iterator[Bloc]:
        yield Bloc("titre", (Ligne(self._titre),))
        yield Bloc("texte", (Ligne(self._point.phrase),))
        yield Bloc("section", (Ligne(dire("graphes.matiere")),))
        for piece in self._point.pieces:
            lignes = [Ligne(piece.texte or dire("referentiel.sans_extrait"), "› ")]
            if piece.detail:
                lignes.append(Ligne(piece.detail, "  ", discrete=True))
            yield Bloc("lien", tuple(lignes), vers=_vers(piece))

    @on(Fiche.Suivi)
    def suivre(self, suivi: Fiche.Suivi) -> None:
        """Ouvre la fiche de la compétence, ou la séance à son passage."""
        from coach.tui.ecrans.portfolio.ensemble import EcranPortfolio

        if isinstance(suivi.vers, Adresse):
            self.app.push_screen(EcranPortfolio(suivi.vers))
        else:
            relire(self.coach, suivi.vers)

    def action_copier(self) -> None:
        """Copie ces pièces, en texte."""
        self.app.copy_to_clipboard(texte_montre(self.query_one(Fiche)))

    def action_retour(self) -> None:
        """Revient au graphe."""
        self.dismiss()


def _vers(piece: Piece) -> Vers:
    """Où mène une pièce ; un document apporté mène à sa compétence."""
    if piece.preuve is not None:
        preuve = piece.preuve
        return preuve if preuve.journal else Adresse(preuve.referentiel, preuve.code)
    if piece.competence is not None:
        return Adresse(*piece.competence)
    return Endroit(piece.journal, piece.reponse, piece.debut, piece.fin)
