"""Ce que le carnet offre à une partie : des extraits, des niveaux, des essais ; rien d'inventé.

Dans l'ordre : où la personne en est et son chemin, les extraits reliés aux compétences de la
partie, ceux de leurs parentes puis du même thème, les essais et leur suite, ce qu'elle a répondu
aux étapes utiles, les éléments de réflexion. À rang égal, du plus ancien au plus récent.
"""

from collections.abc import Iterable
from dataclasses import replace

from coach.livret.fonds import Fonds
from coach.livret.genre import Partie
from coach.livret.rayons import RAYONS, toutes
from coach.livret.rayons import Offre as Offre
from coach.livret.repli import Livret


def offres(partie: Partie, livret: Livret, fonds: Fonds) -> tuple[Offre, ...]:
    """Tout ce que le carnet a pour cette partie, chaque chose une fois, rangée et datée.

    Lève les erreurs du carnet et `ErreurDeReferentiel`.
    """
    return ranger(toutes(partie, fonds), partie, livret)


def ranger(lues: Iterable[Offre], partie: Partie, livret: Livret) -> tuple[Offre, ...]:
    """Ces offres d'une partie : chacune une fois, rangée, dite déjà citée ou non."""
    brutes = [o for o in lues if o.extrait.strip()]
    par_competence = "*" in partie.offres.competences
    trouvees: dict[tuple[str, str], Offre] = {}
    for offre in sorted(brutes, key=lambda o: _ordre(o, par_competence=par_competence)):
        trouvees.setdefault(offre.meme, offre)
    citees = {q.meme for p in livret.passages for q in livret.preuves_de(p)}
    return tuple(replace(o, utilisee=o.meme in citees) for o in trouvees.values())


def _ordre(offre: Offre, *, par_competence: bool) -> tuple[int, tuple[str, ...], str, str]:
    codes = offre.competences if par_competence else ()
    return RAYONS.index(offre.rayon), codes, offre.jour, offre.source
