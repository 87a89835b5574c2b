"""Les gestes de l'atelier du livret : ses parties, un passage, les offres, la relecture, l'oral."""

from coach.tui.gestes.geste import Geste

LIVRETS = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le livret à ouvrir, ou à commencer."""

LIVRET = (
    Geste("ouvrir", "enter", palette=False),
    Geste("ecrire_passage", "n", action="ecrire", pied=True),
    Geste("recrire_passage", "e", action="recrire"),
    Geste("voir_offres", "o", action="offres", pied=True),
    Geste("citer_offres", "c", action="citer"),
    Geste("delier_preuve", "d", action="delier"),
    Geste("lire_fiche", "space", action="lire_la_fiche"),
    Geste("monter_passage", "minus", action="monter"),
    Geste("descendre_passage", "plus", action="descendre"),
    Geste("retirer_passage", "delete", action="retirer"),
    Geste("defaire_passage", "u", action="defaire"),
    Geste("retablir_passage", "r", action="retablir"),
    Geste("verifier_livret", "v", action="verifier", pied=True),
    Geste("repeter_oral", "j", action="repeter"),
    Geste("figer_version", "f", action="figer"),
    Geste("versions_du_livret", "h", action="versions"),
    Geste("remettre", "x", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""L'atelier d'un livret."""

PASSAGE = (
    Geste("garder_passage", "f2", action="garder", pied=True),
    Geste("citer_ici", "f4", action="citer", pied=True),
    Geste("delier_ici", "f5", action="delier", pied=True, secondaire=True),
    Geste("rediger_passage", "ctrl+r", action="rediger"),
    Geste("retour", "escape", pied=True),
)
"""Un passage que l'on écrit."""

OFFRES = (
    Geste("cocher_offre", "space", action="cocher", pied=True),
    Geste("retenir_offres", "enter", action="retenir", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Ce que le carnet offre à une partie."""

LIEES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""La preuve qu'un passage ne citera plus."""

LIBRES = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Le référentiel d'un dossier libre."""

PARTIES = (
    Geste("cocher_partie", "space", action="cocher", pied=True),
    Geste("commencer_dossier", "enter", action="commencer", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Ce qui fera les parties d'un dossier libre."""

VERSIONS = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Les versions figées d'un livret."""

CONSTATS = (
    Geste("ouvrir", "enter", pied=True, palette=False),
    Geste("retour", "escape,q", pied=True),
)
"""Ce qui manque au livret."""

ORAL = (
    Geste("repondre_au_jury", "f2", action="repondre", pied=True),
    Geste("passer_au_jury", "f6", action="passer", pied=True),
    Geste("question_d_avant", "f7", action="annuler"),
    Geste("finir_oral", "f9", action="terminer", pied=True, secondaire=True),
    Geste("retour", "escape", pied=True),
)
"""L'oral que l'on répète."""

REVUE = (
    Geste("don_accepter", "enter,space", action="accepter", pied=True, palette=False),
    Geste("don_changer", "c", action="changer", pied=True),
    Geste("don_refuser", "r", action="refuser", pied=True),
    Geste("don_tout_accepter", "a", action="tout_accepter"),
    Geste("don_ajouter", "n", action="ajouter", pied=True, secondaire=True),
    Geste("ecrire_document", "f2", action="ecrire", pied=True),
    Geste("retour", "escape,q", pied=True),
)
"""Ce qui se revoit avant de remettre un document."""
