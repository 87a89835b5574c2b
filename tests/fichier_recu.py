"""Le fichier d'une séance, tel qu'il se reçoit, et ce qu'une main hostile y mettrait."""

from fabriques import Seance

from coach.partage.fichier import exporter

POISONS = (
    "\x1b[2J\x1b]0;titre\x07",
    "\x1b]8;;http://ailleurs.example\x1b\\ici\x1b]8;;\x1b\\",
    "[red]rouge[/red] [@click=app.quit]partir[/]",
    "[link=file:///etc/passwd]là[/link]",
    "\u202e renversé \u2066 isolé",
    "{texte} {0} {self.__class__}",
    "%s %(nom)s ${HOME} `id` $(id)",
    "\ue0a0\ue0af\ufeff\u200b\u0301" * 5,
    "🙂" * 200,
    "x" * 30_000,
    "a\n" * 3_000,
    "\r\n\t\v\f\x85\u2028",
    "../../../etc/passwd",
    "",
)


def octets_de(s: Seance) -> bytes:
    """Le fichier portable de cette séance."""
    return exporter(s.flux, s.evenements)
