"""Les référentiels que l'on peut suivre : leur titre et leur pays, sans les charger en entier."""

import tomllib
from functools import cache

from coach.reglages.paroles import CATALOGUE, dire
from coach.reglages.valeurs import Choix

_PROPOSE = {"FR": ("cip",), "BE": ("cisp",), "CH": ("suisse",)}


def proposes(pays: str | None) -> tuple[str, ...]:
    """Ceux que l'on coche d'avance pour ce pays."""
    return _PROPOSE.get(pays or "", ("cip",))


def offerts(pays: str | None) -> tuple[Choix, ...]:
    """Tous ceux qui se lisent : ceux du pays d'abord, puis par pays et par identifiant."""
    from coach.referentiels import identifiants

    presentes = {r: _presenter(r) for r in identifiants()}
    ordre = sorted(presentes, key=lambda r: (presentes[r][1] != pays, _rang(presentes[r][1]), r))
    return tuple(
        Choix(r, dire("referentiels.nom", titre=presentes[r][0], pays=_pays(presentes[r][1])))
        for r in ordre
    )


def _rang(pays: str) -> int:
    """France, Belgique, Suisse, puis les autres : l'ordre du réglage."""
    return list(_PROPOSE).index(pays) if pays in _PROPOSE else len(_PROPOSE)


def _pays(code: str) -> str:
    return CATALOGUE.sections["pays"].get(code, code)


def _presenter(identifiant: str) -> tuple[str, str]:
    """Le titre et le pays."""
    from coach.referentiels.personnels import personnels

    if sien := personnels().lus.get(identifiant):
        return sien.titre, sien.pays
    return _livre(identifiant)


@cache
def _livre(identifiant: str) -> tuple[str, str]:
    """Lus dans la tête du fichier : ses compétences, longues à lire, viennent après."""
    from coach.referentiels.livres import fichier_livre

    tete, _, _ = fichier_livre(identifiant).read_text(encoding="utf-8").partition("\n[[")
    donnees = tomllib.loads(tete)
    return donnees["titre"], donnees["pays"]
