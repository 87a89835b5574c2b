"""Les thèmes de la maison. Un essai vérifie leurs contrastes (WCAG) : 4,5 au moins, et 7 pour
celui de contraste."""

from textual.theme import Theme

SOMBRE = "sombre"
CLAIR = "clair"
CONTRASTE = "contraste"


def _theme(nom: str, *, sombre: bool, couleurs: dict[str, str]) -> Theme:
    """Un thème : tout ce que Textual dérive d'ordinaire est posé, pour que rien ne pâlisse."""
    fond, texte, relief = couleurs["fond"], couleurs["texte"], couleurs["relief"]
    return Theme(
        name=nom,
        dark=sombre,
        primary=couleurs["coach"],
        secondary=couleurs["fait"],
        accent=couleurs["coach"],
        warning=couleurs["opinion"],
        error=couleurs["alerte"],
        success=couleurs["coach"],
        foreground=texte,
        background=fond,
        surface=couleurs["page"],
        panel=relief,
        variables={
            **{nom: couleurs[nom] for nom in COULEURS},
            "text-muted": couleurs["discret"],
            "block-cursor-background": relief,
            "block-cursor-foreground": texte,
            "block-cursor-blurred-background": couleurs["page"],
            "block-cursor-blurred-foreground": texte,
            "block-hover-background": couleurs["page"],
            "footer-background": fond,
            "footer-foreground": couleurs["discret"],
            "footer-description-foreground": couleurs["discret"],
            "footer-key-foreground": texte,
            "footer-key-background": fond,
            "footer-item-background": fond,
            "scrollbar": couleurs["filet"],
            "scrollbar-hover": couleurs["discret"],
            "scrollbar-active": couleurs["coach"],
            "scrollbar-background": fond,
            "scrollbar-background-hover": fond,
            "scrollbar-background-active": fond,
            "scrollbar-corner-color": fond,
            "input-selection-background": couleurs["choisi"],
            "input-selection-foreground": texte,
            "screen-selection-background": couleurs["choisi"],
            "screen-selection-foreground": texte,
            "input-cursor-background": texte,
            "input-cursor-foreground": fond,
            "border": couleurs["filet"],
            "border-blurred": couleurs["filet"],
        },
    )


FONDS = ("fond", "page", "relief", "choisi")
ENCRES = ("texte", "discret", "coach", "alerte", "fait", "opinion", "emotion")
COULEURS = (*FONDS, "filet", *ENCRES)
"""Les couleurs nommées : des fonds, un filet, puis ce qui s'écrit dessus."""

PALETTES: dict[str, dict[str, str]] = {
    SOMBRE: {
        "fond": "#15171c",
        "page": "#1c1e23",
        "relief": "#2a2d34",
        "choisi": "#363b45",
        "filet": "#3a404c",
        "texte": "#e8e4dc",
        "discret": "#a9a498",
        "coach": "#9ccbb0",
        "alerte": "#f2a08c",
        "fait": "#93bfe6",
        "opinion": "#e3b56a",
        "emotion": "#f0a0ba",
    },
    CLAIR: {
        "fond": "#fbf8f3",
        "page": "#f4efe7",
        "relief": "#e7e0d3",
        "choisi": "#cfdcec",
        "filet": "#cdc5b6",
        "texte": "#26241f",
        "discret": "#5d584e",
        "coach": "#23604a",
        "alerte": "#9a2b16",
        "fait": "#174f7d",
        "opinion": "#6f4800",
        "emotion": "#8f2650",
    },
    CONTRASTE: {
        "fond": "#000000",
        "page": "#121212",
        "relief": "#333333",
        "choisi": "#1f3352",
        "filet": "#8c8c8c",
        "texte": "#ffffff",
        "discret": "#d6d6d6",
        "coach": "#8ff0b8",
        "alerte": "#ffc2b3",
        "fait": "#a8dcff",
        "opinion": "#ffd97a",
        "emotion": "#ffc4dc",
    },
}

THEMES = tuple(
    _theme(nom, sombre=nom != CLAIR, couleurs=couleurs) for nom, couleurs in PALETTES.items()
)
