"""Les titres d'un texte en Markdown (« ## Le bilan »)."""

_RETRAIT = 3
_RANGS = range(1, 7)


def rubrique(ligne: str) -> str | None:
    """Le texte de ce titre, sans ses dièses ; rien si la ligne n'en est pas un."""
    nue = ligne.lstrip(" ")
    if len(ligne) - len(nue) > _RETRAIT:
        return None
    reste = nue.lstrip("#")
    if len(nue) - len(reste) not in _RANGS or reste[:1] not in ("", " ", "\t"):
        return None
    titre = reste.strip()
    sans_fin = titre.rstrip("#")
    return sans_fin.rstrip() if sans_fin[-1:] in ("", " ", "\t") else titre
