"""Les couleurs qui se voient à l'écran, et celles de chaque thème."""

from banc_tui import Banc

from coach.tui.peinture.themes import COULEURS, PALETTES

SOMBRE, CLAIR = ({PALETTES[t][nom].lower() for nom in COULEURS} for t in ("sombre", "clair"))


def couleurs(b: Banc) -> set[str]:
    """Les couleurs de tout ce qui se voit."""
    styles = [m.style for ligne in b.app.screen._compositor.render_strips() for m in ligne]
    teintes = [t for s in styles if s for t in (s.color, s.bgcolor) if t]
    return {t.get_truecolor().hex for t in teintes}
