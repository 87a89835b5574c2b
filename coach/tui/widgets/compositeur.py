"""Le champ où l'on écrit : la lecture s'y peint pendant la frappe, sans jamais la gêner."""

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment as Morceau
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from coach.modeles.lecture import Segment
from coach.modeles.texte import nfc, sans_commandes
from coach.tui.peinture import MARGE, marque, style_de

_PRISES = {"f6", "f7", "ctrl+u", "ctrl+k", "pageup", "pagedown"}
"""Touches de `TextArea` que la séance emploie autrement, ou qui effaceraient sans prévenir."""

_TABULATION = "    "


def propre(texte: str) -> str:
    """Le texte tel qu'on le garde : NFC, fins de ligne simples, rien qu'un terminal exécute."""
    return sans_commandes(nfc(texte)).replace("\t", _TABULATION)


class Compositeur(TextArea, inherit_bindings=False):
    """Un champ de texte qui grandit, peint sa lecture et n'accepte que du texte propre.

    `courte` : Entrée envoie. Sinon, Entrée va à la ligne, et envoie sur une ligne vide à la fin.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        liaison
        for liaison in TextArea.BINDINGS
        if isinstance(liaison, Binding) and not _PRISES & set(liaison.key.split(","))
    ]

    @dataclass
    class Envoye(Message):
        """La personne envoie ce qui est écrit."""

        texte: str

    @dataclass
    class Defile(Message):
        """La personne veut voir plus haut ou plus bas ; `sens` : -1 ou 1."""

        sens: int

    class Remonte(Message):
        """La personne quitte le champ par le haut."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (nom de Textual)
        super().__init__(id=id, soft_wrap=True, highlight_cursor_line=False)
        self.courte = False
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._segments: tuple[Segment, ...] = ()
        self._debuts: list[int] = []

    # --- Ce qui s'écrit --------------------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        """Applique une modification, nettoyée : un accent combinant rejoint sa lettre."""
        texte = propre(edit.text)
        (ligne, colonne), bas = edit.top, edit.bottom
        if texte and colonne and unicodedata.combining(texte[0]):
            avant = self.document.get_line(ligne)[colonne - 1]
            compose = nfc(avant + texte)
            if len(compose) <= len(texte):
                texte, colonne = compose, colonne - 1
        corrige = replace(edit, text=texte, from_location=(ligne, colonne), to_location=bas)
        debut, fin = self._rang((ligne, colonne)), self._rang(bas)
        self._decaler(debut, fin, len(texte))
        return super().edit(corrige)

    def ecrire(self, texte: str) -> None:
        """Met ce texte à la place de tout, curseur à la fin ; Ctrl+Z peut y revenir."""
        fin = self.document.end
        self.replace(texte, (0, 0), fin)
        self.move_cursor(self.document.end)

    def remplacer_partout(self, ancien: str, nouveau: str) -> None:
        """Remplace un passage à chaque endroit où il se trouve, le curseur restant où il est."""
        if ancien not in self.text:
            return
        lieu = self.cursor_location
        self.replace(self.text.replace(ancien, nouveau), (0, 0), self.document.end)
        self.move_cursor(self.clamp_visitable(lieu))

    def _rang(self, lieu: tuple[int, int]) -> int:
        """Le rang, en points de code depuis le début du texte, de (ligne, colonne)."""
        ligne, colonne = lieu
        lignes = self.document.lines
        return sum(len(precedente) + 1 for precedente in lignes[:ligne]) + colonne

    def _decaler(self, debut: int, fin: int, longueur: int) -> None:
        """Fait suivre la lecture d'avant, en attendant la nouvelle."""
        ecart = longueur - (fin - debut)
        suivis: list[Segment] = []
        for s in self._segments:
            if s.fin <= debut:
                suivis.append(s)
            elif s.debut >= fin:
                suivis.append(s.model_copy(update=_bornes(s.debut + ecart, s.fin + ecart)))
            elif s.debut < debut or s.fin > fin:
                haut = max(debut, s.fin + ecart) if s.fin > fin else debut
                suivis.append(s.model_copy(update=_bornes(min(s.debut, debut), haut)))
        self._segments = tuple(s for s in suivis if s.debut < s.fin)
        self._debuts = [s.debut for s in self._segments]

    # --- Les touches -----------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        """Entrée envoie ou va à la ligne ; les pages et le haut mènent à la conversation."""
        if event.key == "enter" and self._entree_envoie():
            self.post_message(self.Envoye(self.text))
        elif event.key in ("pageup", "pagedown"):
            self.post_message(self.Defile(-1 if event.key == "pageup" else 1))
        elif event.key == "up" and not self.text:
            self.post_message(self.Remonte())
        else:
            return
        event.stop()
        event.prevent_default()

    def _entree_envoie(self) -> bool:
        if self.courte:
            return True
        ligne, _ = self.cursor_location
        fini = ligne == self.document.line_count - 1 and not self.document.get_line(ligne).strip()
        return fini and (bool(self.text.strip()) or not self.text)

    # --- La peinture -----------------------------------------------------------------------

    @property
    def gutter_width(self) -> int:
        """La marge des lettres."""
        return MARGE

    @property
    def segments(self) -> tuple[Segment, ...]:
        """La lecture affichée."""
        return self._segments

    def peindre(self, segments: Sequence[Segment]) -> None:
        """Montre cette lecture du texte (positions en points de code)."""
        if tuple(segments) != self._segments:
            self._segments = tuple(segments)
            self._debuts = [s.debut for s in self._segments]
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Une ligne visible : seuls ses propres segments sont peints."""
        rang = self.scroll_offset.y + y
        fond = self.rich_style
        if not self.text:
            return self._invite(y).apply_style(fond)
        if rang >= self.wrapped_document.height:
            return Strip.blank(self.size.width, fond)
        ligne, debut = self.wrapped_document.offset_to_location(Offset(0, rang))
        coupes = self.wrapped_document.get_offsets(ligne)
        derniere = debut >= (coupes[-1] if coupes else 0)
        texte = self.document.get_line(ligne)
        fin = len(texte) if derniere else coupes[bisect_right(coupes, debut)]
        origine = self._rang((ligne, 0))
        couleurs = self.app.theme_variables
        lus = self._lus(origine + debut, origine + fin)
        visibles = [
            s
            for s in lus
            if texte[max(debut, s.debut - origine) : min(fin, s.fin - origine)].strip()
        ]
        morceaux = [*marque(visibles, couleurs).render(self.app.console)]
        morceaux += self._peints(texte, ligne, (debut, fin), origine, lus, couleurs)
        if derniere:
            morceaux += self._bout_de_ligne(ligne, len(texte))
        bande = Strip(morceaux).extend_cell_length(self.size.width).crop(0, self.size.width)
        return bande.apply_style(fond)

    def _invite(self, y: int) -> Strip:
        """Le champ vide : la marge, le curseur, et de quoi inviter à écrire."""
        if y:
            return Strip.blank(self.size.width)
        morceaux = [Morceau(" " * MARGE)]
        invite = self.placeholder if isinstance(self.placeholder, str) else ""
        if self.has_focus:
            morceaux.append(Morceau(" ", Style(reverse=True)))
        style = self.get_component_rich_style("text-area--placeholder")
        morceaux.append(Morceau(invite, style))
        return Strip(morceaux).extend_cell_length(self.size.width).crop(0, self.size.width)

    def _lus(self, debut: int, fin: int) -> Sequence[Segment]:
        """Les segments qui touchent [debut, fin[."""
        premier = max(0, bisect_right(self._debuts, debut) - 1)
        dernier = bisect_right(self._debuts, fin)
        return [s for s in self._segments[premier:dernier] if s.fin > debut and s.debut < fin]

    def _peints(
        self,
        texte: str,
        ligne: int,
        etendue: tuple[int, int],
        origine: int,
        lus: Sequence[Segment],
        couleurs: Mapping[str, str],
    ) -> list[Morceau]:
        """Le texte visible, coupé où le style change : nature, sélection, curseur."""
        debut, fin = etendue
        choisi = self._selection_sur(ligne, len(texte))
        curseur = self._curseur_sur(ligne)
        bornes = {debut, fin}
        for s in lus:
            bornes |= {s.debut - origine, s.fin - origine}
        bornes |= {*choisi, curseur, curseur + 1}
        coupes = sorted(b for b in bornes if debut <= b <= fin)
        morceaux: list[Morceau] = []
        for gauche, droite in pairwise(coupes):
            style = Style.null()
            for s in lus:
                if s.debut <= origine + gauche < s.fin:
                    style = style_de(s.nature, couleurs)
            if choisi[0] <= gauche < choisi[1]:
                style += self.get_component_rich_style("text-area--selection")
            if gauche == curseur:
                style += Style(reverse=True)
            morceaux.append(Morceau(texte[gauche:droite], style))
        return morceaux

    def _bout_de_ligne(self, ligne: int, longueur: int) -> list[Morceau]:
        """Le curseur posé après le dernier caractère, ou une ligne vide sélectionnée."""
        if self._curseur_sur(ligne) == longueur:
            return [Morceau(" ", Style(reverse=True))]
        return []

    def _selection_sur(self, ligne: int, longueur: int) -> tuple[int, int]:
        """Les colonnes sélectionnées de cette ligne (vides si elle n'en a pas)."""
        (haut, gauche), (bas, droite) = sorted(self.selection)
        if not haut <= ligne <= bas:
            return 0, 0
        return (gauche if ligne == haut else 0, droite if ligne == bas else longueur)

    def _curseur_sur(self, ligne: int) -> int:
        """La colonne du curseur s'il est sur cette ligne et se montre ; sinon, hors du texte."""
        ici, colonne = self.cursor_location
        return colonne if self.has_focus and ici == ligne else -2


def _bornes(debut: int, fin: int) -> dict[str, int]:
    return {"debut": debut, "fin": fin}
