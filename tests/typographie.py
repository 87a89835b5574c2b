"""Les règles de la typographie française, pour tous les textes affichés."""

import re


def fautes_de_typographie(texte: str) -> list[str]:
    fautes = {
        "apostrophe droite": "'",
        "guillemet droit": '"',
        "trois points": r"\.\.\.",
        "espace fine insécable avant ; ! ?": r"(?<!\u202f)[;!?]",
        "espace insécable avant :": r"(?<!\u00a0):",
        "guillemets français": r"«(?!\u00a0)|(?<!\u00a0)»",
        "espaces doubles": r"\s\s",
        "oe séparés": r"\b[Oo]eu",
    }
    return [nom for nom, motif in fautes.items() if re.search(motif, texte)]
