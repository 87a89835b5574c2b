"""Ce que l'environnement dit du terminal ; seules quelques variables sont lues."""

import locale
import os
import shutil
import sys

from coach.diagnostic.paroles import dire


def terminal() -> dict[str, str]:
    """TERM, programme, taille, couleurs, encodage, langue, tmux, distance, clavier."""
    taille = shutil.get_terminal_size()
    return {
        "term": os.environ.get("TERM") or dire("dire.absent"),
        "programme": os.environ.get("TERM_PROGRAM") or dire("dire.inconnu"),
        "couleurs": _couleurs(),
        "taille": dire("dire.taille", colonnes=taille.columns, lignes=taille.lines),
        "encodage": getattr(sys.stdout, "encoding", None) or dire("dire.inconnu"),
        "langue": _langue(),
        "tmux": _oui("TMUX", "STY"),
        "distance": _oui("SSH_CONNECTION", "SSH_TTY"),
        "no_color": _oui("NO_COLOR"),
        "clavier": dire(
            "dire.renonce" if os.environ.get("TEXTUAL_DISABLE_KITTY_KEY") else "dire.demande"
        ),
        "variables": ", ".join(sorted(v for v in os.environ if v.startswith("TEXTUAL_")))
        or dire("dire.aucun"),
    }


def _oui(*variables: str) -> str:
    return dire("dire.oui" if any(os.environ.get(v) for v in variables) else "dire.non")


def _couleurs() -> str:
    if os.environ.get("NO_COLOR"):
        return dire("dire.sans_couleur")
    if os.environ.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return dire("dire.millions")
    nom = os.environ.get("TERM", "")
    return dire("dire.deux_cents" if "256" in nom else "dire.seize")


def _langue() -> str:
    choisie = next((v for n in ("LC_ALL", "LC_CTYPE", "LANG") if (v := os.environ.get(n))), "")
    try:
        lue = locale.getlocale()[0]
    except ValueError:
        lue = None
    return choisie or lue or dire("dire.inconnu")
