"""Les mots d'anglais que Textual laisserait passer à l'écran."""

import re

ANGLAIS = re.compile(
    r"\b(the|and|your|you|please|press|loading|delete|save|cancel|this|that|what|with|from|error|"
    r"warning|yes|settings|search|unknown|invalid|missing|found|quit|theme|screenshot|keys|show|"
    r"hide|help|select|command|commands|toggle|down|up|page down|esc|space|del|pgup|pgdn|enter|"
    r"maximize|minimize)\b",
    re.IGNORECASE,
)


def anglais(vu: str) -> list[str]:
    """Les mots d'anglais de ce texte."""
    return ANGLAIS.findall(vu)
