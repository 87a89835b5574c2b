"""Les pièces d'une rencontre : la phase en grand, l'heure, ce qui s'est dit, la séance à côté."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Digits, Static

from coach.modeles.evenements import AnnotationPosee
from coach.supervision.animation import Animation, Heure
from coach.supervision.methode import Phase
from coach.supervision.presentation import en_minutes, ou_en_est, par_genre
from coach.supervision.relecture import Relecture
from coach.tui.clavier.touches import noms_des_touches
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe


class LaPhase(Horizontal):
    """Où en est le groupe, en grand : la phase, son but, la phrase à dire, l'heure."""

    def compose(self) -> ComposeResult:
        """La phase, et l'heure à droite."""
        with Vertical(id="dire"):
            yield Static(id="ou", markup=False)
            yield Static(id="but", markup=False)
            yield Static(id="rituel", markup=False)
        with Vertical(id="temps"):
            yield Digits(id="chiffres")
            yield Static(id="heure", markup=False)

    def montrer(self, animation: Animation, close: Phase | None) -> None:
        """La phase ouverte ; entre deux, la phrase qui a refermé celle d'avant, et la suivante."""
        phase, suivante = animation.phase, animation.rencontre.a_venir(animation.methode)
        if phase is not None:
            self._ecrire(ou_en_est(animation.methode, phase), phase.but, phase.ouverture)
        elif suivante is not None:
            regles = " ".join(animation.methode.regles)
            rituel = close.fermeture if close else dire("groupe.regles", regles=regles)
            a_venir = dire("groupe.a_venir", phase=suivante.titre)
            self._ecrire(animation.methode.titre, a_venir, rituel)
        else:
            rituel = animation.methode.phases[-1].fermeture
            but = dire("groupe.finie", **noms_des_touches(self.app))
            self._ecrire(animation.methode.titre, but, rituel)

    def battre(self, heure: Heure | None) -> None:
        """Met l'heure à jour."""
        self.query_one("#temps").display = heure is not None
        if heure is None:
            return
        secondes = int(heure.passe.total_seconds())
        chiffres = f"{min(secondes // 60, 999):02}:{secondes % 60:02}"
        self.query_one(Digits).update(chiffres)
        self.query_one("#heure", Static).update(Paragraphe(en_minutes(heure)))
        self.set_class(heure.depassee, "-depassee")

    def _ecrire(self, ou: str, but: str, rituel: str) -> None:
        self.query_one("#ou", Static).update(Paragraphe(ou))
        self.query_one("#but", Static).update(Paragraphe(but))
        self.query_one("#rituel", Static).update(Paragraphe(rituel))


class Dites(VerticalScroll, can_focus=True):
    """Ce qui s'est dit, genre par genre ; la dernière contribution reste visible."""

    AIDE = "dites"

    def compose(self) -> ComposeResult:
        """Une seule pièce de texte."""
        yield Static(id="dites_texte", markup=False)

    def montrer(self, animation: Animation, couleurs: tuple[str, str]) -> None:
        """Refait la liste : la phase ouverte d'abord, puis ce qui s'est dit avant elle.

        `couleurs` : celle du coach, la discrète.
        """
        phase = animation.phase
        toutes = animation.rencontre.contributions
        d_ici = [c for c in toutes if phase and c.phase == phase.id]
        d_avant = [c for c in toutes if not phase or c.phase != phase.id]
        lignes: list[RenderableType] = list(_rangees(d_ici, couleurs[0]))
        if d_avant and phase is not None:
            lignes += [*([Text()] if lignes else []), Text(dire("groupe.d_avant"), couleurs[1])]
        lignes += _rangees(d_avant, couleurs[0])
        rien = [Paragraphe(dire("groupe.rien_encore"))]
        self.query_one("#dites_texte", Static).update(Group(*(lignes or rien)))


def _rangees(contributions: Iterable[AnnotationPosee], couleur: str) -> Iterator[RenderableType]:
    """Genre par genre, une ligne par contribution."""
    for titre, textes in par_genre(contributions):
        yield Text(titre, f"bold {couleur}")
        for texte in textes:
            yield Paragraphe(texte, tete="  – ")


class Deroule(VerticalScroll, can_focus=True):
    """La séance qui se déroule, un pas à la fois ; ce qui suit reste caché."""

    AIDE = "deroule"

    def compose(self) -> ComposeResult:
        """Une seule pièce de texte."""
        yield Static(id="deroule_texte", markup=False)

    def montrer(self, relecture: Relecture, pas: int, couleurs: tuple[str, str]) -> None:
        """Les `pas` premiers moments, le dernier en vue ; `couleurs` : celle du coach, la discrète.

        Rien au départ : la séance attend d'être déroulée.
        """
        ou = dire("groupe.pas", pas=pas, total=len(relecture.moments))
        lignes: list[RenderableType] = [Text(ou, couleurs[1])]
        if not pas:
            comment = dire("groupe.premier_pas", **noms_des_touches(self.app))
            lignes.append(Paragraphe(Text(comment, couleurs[1])))
        lignes += self._moments(relecture, pas, couleurs)
        self.query_one("#deroule_texte", Static).update(Group(*lignes))
        self.call_after_refresh(self.scroll_end, animate=False)

    @staticmethod
    def _moments(
        relecture: Relecture, pas: int, couleurs: tuple[str, str]
    ) -> Iterator[RenderableType]:
        for moment in relecture.moments[:pas]:
            if moment.genre in ("question", "relance"):
                yield Text()
                yield Paragraphe(Text(moment.texte, couleurs[0]))
            elif moment.genre in ("reponse", "reprise", "note"):
                yield Paragraphe(moment.texte, tete="  ")
            else:
                texte = moment.texte or dire(f"groupe.moment_{moment.genre}")
                yield Paragraphe(Text(texte, couleurs[1]), tete="  · ")
