"""Le champ où l'on écrit : la lecture s'y peint pendant la frappe, sans jamais la gêner."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment as Morceau
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from coach.modeles.lecture import Segment
from coach.modeles.texte import nfc, saisi, sans_commandes
from coach.tui.clavier.touches import personnelles
from coach.tui.peinture.lecture import MARGE, Trait, marque, style_de

_PRISES = {"f6", "f7", "ctrl+u", "ctrl+k", "pageup", "pagedown"}
"""Touches de `TextArea` que la séance emploie autrement, ou qui effaceraient sans prévenir."""

_TABULATION = "    "


def propre(texte: str) -> str:
    """Le texte tel qu'on le garde : NFC, fins de ligne simples, rien d'invisible ni d'exécuté."""
    return sans_commandes(saisi(texte)).replace("\t", _TABULATION)


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
        self.traits: tuple[Trait, ...] = ()
        self._debuts: list[int] = []
        self._fond = Style.null()

    def on_mount(self) -> None:
        """Rend aux gestes les touches que la personne leur a données."""
        for touches in personnelles(self.app).values():
            for touche in touches.split(","):
                self._bindings.key_to_bindings.pop(touche, None)

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
        suivis: list[Trait] = []
        for t in self.traits:
            if t.fin <= debut:
                suivis.append(t)
            elif t.debut >= fin:
                suivis.append(Trait(t.debut + ecart, t.fin + ecart, t.nature, t.incertain))
            else:
                haut = max(debut, t.fin + ecart) if t.fin > fin else debut
                suivis.append(Trait(min(t.debut, debut), haut, t.nature, t.incertain))
        self._retenir(t for t in suivis if t.debut < t.fin)

    def _retenir(self, traits: Iterable[Trait]) -> None:
        self.traits = tuple(traits)
        self._debuts = [t.debut for t in self.traits]

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

    def on_resize(self) -> None:
        """Dans une autre largeur, l'endroit où l'on écrit reste sous les yeux."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Montre l'endroit où l'on écrit.

        Pendant que se défait un long collage, le curseur est encore là où le texte n'est plus ;
        Textual voudrait déjà l'y montrer.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    # --- La peinture -----------------------------------------------------------------------

    @property
    def gutter_width(self) -> int:
        """La marge des lettres."""
        return MARGE

    def peindre(self, segments: Sequence[Segment]) -> None:
        """Montre cette lecture du texte (positions en points de code)."""
        traits = tuple(Trait(s.debut, s.fin, s.nature, s.incertain) for s in segments)
        if traits != self.traits:
            self._retenir(traits)
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Les lignes visibles, sur un fond calculé une fois."""
        self._fond = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Une ligne visible : seuls ses propres segments sont peints."""
        if not self.text:
            return self._invite(y).apply_style(self._fond)
        place = self._section(self.scroll_offset.y + y)
        if place is None:
            return Strip.blank(self.size.width, self._fond)
        ligne, debut, fin = place
        texte = self.document.get_line(ligne)
        origine = self._rang((ligne, 0))
        couleurs = self.app.theme_variables
        lus = self._lus(origine + debut, origine + fin)
        visibles = [
            t
            for t in lus
            if texte[max(debut, t.debut - origine) : min(fin, t.fin - origine)].strip()
        ]
        morceaux = [*marque(visibles, couleurs).render(self.app.console)]
        morceaux += self._peints(texte, ligne, (debut, fin), origine, lus, couleurs)
        if fin == len(texte):
            morceaux += self._bout_de_ligne(ligne, len(texte))
        bande = Strip(morceaux).extend_cell_length(self.size.width).crop(0, self.size.width)
        return bande.apply_style(self._fond)

    def _section(self, rang: int) -> tuple[int, int, int] | None:
        """La ligne du texte, et les colonnes, que montre ce rang d'écran ; rien après la fin."""
        for ligne in range(self.document.line_count):
            coupes = self.wrapped_document.get_offsets(ligne)
            if rang <= len(coupes):
                debut = coupes[rang - 1] if rang else 0
                longueur = len(self.document.get_line(ligne))
                return ligne, debut, coupes[rang] if rang < len(coupes) else longueur
            rang -= len(coupes) + 1
        return None

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

    def _lus(self, debut: int, fin: int) -> Sequence[Trait]:
        """Les traits qui touchent [debut, fin[."""
        premier = max(0, bisect_right(self._debuts, debut) - 1)
        dernier = bisect_right(self._debuts, fin)
        return [t for t in self.traits[premier:dernier] if t.fin > debut and t.debut < fin]

    def _peints(
        self,
        texte: str,
        ligne: int,
        etendue: tuple[int, int],
        origine: int,
        lus: Sequence[Trait],
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
