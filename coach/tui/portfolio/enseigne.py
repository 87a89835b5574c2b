"""Ce que le portfolio dit de lui-même : son titre, ses comptes, et comment il se remplit."""

from collections.abc import Mapping

from coach.modeles.texte import sans_commandes
from coach.portfolio import Portfolio
from coach.tui.paroles import CATALOGUE, dire
from coach.tui.portfolio.angle import Angle
from coach.tui.portfolio.demande import Voulu


def neuf(vu: Portfolio) -> bool:
    """Vrai si rien n'est encore montré ni dit."""
    return not any(c.bilan.preuves or c.bilan.mien or c.bilan.tiers for c in vu.competences)


def titre(vu: Portfolio, angle: Angle) -> str:
    """Ce que l'on regarde ; d'un référentiel parmi d'autres, son rang."""
    vue = dire(f"portfolio.vue_{angle.vue}")
    if angle.vue == "competences":
        vue = dire(f"portfolio.par_{angle.rangement}")
        ids = [r.id for r in vu.referentiels]
        if angle.par_referentiel and angle.referentiel in ids:
            rang = ids.index(angle.referentiel)
            nom = sans_commandes(vu.referentiels[rang].titre)
            return dire("portfolio.titre_range", rang=rang + 1, total=len(ids), vue=nom)
    return dire("portfolio.titre", vue=vue)


def compte(vu: Portfolio, angle: Angle, combien: int) -> str:
    """Combien il y en a, et comment le lire."""
    if neuf(vu):
        return dire("portfolio.neuf")
    if angle.vue != "competences":
        nombre = CATALOGUE.compter(f"portfolio.nombre_{angle.vue}", combien)
        return dire(f"portfolio.note_{angle.vue}", nombre=nombre)
    seul = angle.rangement == "groupe"
    ici = [r for r in vu.referentiels if not seul or r.id == angle.referentiel]
    competences = [c for r in ici for c in r.competences]
    montrees = [c for c in competences if c.preuves or c.apparentees]
    dit = CATALOGUE.compter("portfolio.compte", len(montrees), total=len(competences))
    parentes = any(c.par_correspondance for c in montrees)
    return f"{dit} · {dire('portfolio.note_parentes')}" if parentes else dit


def rien(vu: Portfolio, angle: Angle, voulu: Voulu, touches: Mapping[str, str]) -> list[str]:
    """Ce qui se lit quand il n'y a rien à lister."""
    if neuf(vu):
        return [dire(f"portfolio.vide_{n}", **touches) for n in (1, 2, 3)]
    if voulu.dit or voulu.mots:
        return [dire("portfolio.rien_filtre", **touches)]
    return [dire(f"portfolio.rien_{angle.vue}", **touches)]
