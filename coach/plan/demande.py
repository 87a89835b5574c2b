"""Comprendre ce que l'on veut voir du plan : « échus », « faits en mars », des mots."""

from datetime import date

from coach.modeles.periodes import comprendre
from coach.modeles.texte import cle
from coach.plan.lecture import ETATS, EtatVoulu, Filtre


def lire_l_etat(mot: str) -> EtatVoulu | None:
    """L'état que dit ce mot, au singulier ou au pluriel, accents indifférents ; ou rien."""
    plie = cle(mot.strip()).replace(" ", "_").replace("-", "_")
    return next((e for e in ETATS if plie in (e, f"{e}s", f"{e}e", f"{e}es")), None)


def comprendre_la_demande(texte: str, aujourd_hui: date) -> Filtre:
    """Le filtre que dit le texte : des états, une période où ce fut décidé, puis des mots.

    La période est la plus longue suite de mots qui en dise une.
    """
    mots = texte.replace(",", " ").split()
    etats: set[EtatVoulu] = set()
    restes: list[str] = []
    while mots:
        for nombre in (2, 1):
            etat = lire_l_etat(" ".join(mots[:nombre]))
            if etat is not None:
                etats.add(etat)
                mots = mots[nombre:]
                break
        else:
            restes.append(mots.pop(0))
    for longueur in range(len(restes), 0, -1):
        for debut in range(len(restes) - longueur + 1):
            fin = debut + longueur
            if periode := comprendre(" ".join(restes[debut:fin]), aujourd_hui, tolerant=False):
                return Filtre(frozenset(etats), periode, " ".join(restes[:debut] + restes[fin:]))
    return Filtre(frozenset(etats), None, " ".join(restes))
