"""Le contraste de deux couleurs, tel que le mesurent les règles d'accessibilité (WCAG 2)."""


def luminance(couleur: str) -> float:
    """La luminance relative d'une couleur « #rrggbb », de 0 à 1."""
    canaux = (int(couleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    rouge, vert, bleu = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux
    )
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def contraste(une: str, autre: str) -> float:
    """Le rapport de contraste de deux couleurs, de 1 à 21."""
    claire, foncee = sorted((luminance(une), luminance(autre)), reverse=True)
    return (claire + 0.05) / (foncee + 0.05)
