"""Les gestes de l'atelier du livret : ses parties, un passage, les offres, la relecture, l'oral."""

from coach.tui.gestes.geste import Geste

LIVRETS = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le livret à ouvrir, ou à commencer."""

LIVRET = (
    Geste("ouvrir", "", pied=False, palette=False),
    Geste("ecrire_passage", "n", action="ecrire", pied=True),
    Geste("recrire_passage", "e", action="recrire"),
    Geste("voir_offres", "o", action="offres", pied=True),
    Geste("citer_offres", "c", action="citer", pied=True, secondaire=True),
    Geste("lire_fiche", "space", action="lire_la_fiche"),
    Geste("monter_passage", "minus", action="monter"),
    Geste("descendre_passage", "plus", action="descendre"),
    Geste("retirer_passage", "delete", action="retirer"),
    Geste("defaire", "u"),
    Geste("retablir_passage", "r", action="retablir"),
    Geste("retour", "escape,q", pied=True),
)
"""L'atelier d'un livret."""

PASSAGE = (
    Geste("garder_passage", "f2", action="garder", pied=True),
    Geste("retour", "escape", pied=True),
)
"""Un passage que l'on écrit."""

OFFRES = (
    Geste("cocher_offre", "space", action="cocher", pied=True),
    Geste("retenir_offres", "enter", action="retenir", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Ce que le carnet offre à une partie."""
