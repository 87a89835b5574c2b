"""Dire un écart avec bonté : ce que l'on en dit, ce qui s'en voit, et rien à corriger."""

from collections.abc import Callable
from datetime import date

from coach.exposition.paroles import dire
from coach.modeles.texte import en_une_ligne
from coach.portfolio.vues import CompetenceVue
from coach.positionnement.echelle import reponse
from coach.scoring.ecarts import Ecart


def phrase(
    ecart: Ecart,
    competence: CompetenceVue,
    jour: Callable[[date], str],
    dire: Callable[..., str] = dire,
) -> str:
    """La phrase d'un écart de cette compétence ; `jour` : comment une date s'y dit.

    `dire` : d'autres mots que ceux de l'écran, sous les mêmes clés.
    """
    autre = ecart.autre
    mot = en_une_ligne(autre.justification).rstrip(".") if autre else ""
    return dire(
        f"ecarts.{ecart.sorte}",
        niveau=reponse(ecart.mien.niveau).nom,
        jour=jour(ecart.mien.date),
        nombre=competence.bilan.nombre,
        par=autre.par if autre else "",
        autre_niveau=reponse(autre.niveau).nom if autre else "",
        autre_jour=jour(autre.date) if autre else "",
        mot=_mot(mot),
    )


def _mot(mot: str) -> str:
    return dire("ecarts.mot", mot=mot) if mot else ""
