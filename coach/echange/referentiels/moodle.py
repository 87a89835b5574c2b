"""Un référentiel pour Moodle : le CSV que lit « Importer un référentiel de compétences ».

Quatorze colonnes, dans l'ordre et sous les intitulés de `tool_lpimportcsv`. Les groupes et les
compétences deviennent l'arbre ; les énoncés d'une compétence sont dans sa description.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from coach.echange.paroles import dire
from coach.echange.referentiels.description import description, paragraphes
from coach.echange.textes import abrege
from coach.modeles.referentiel import Groupe, Referentiel

COLONNES = (
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
)

LONGUEUR = 100
"""Points de code d'un nom ou d'un identifiant : Moodle coupe au-delà."""

_HTML = "1"
_NIVEAUX = 4
"""Moodle nomme quatre niveaux de l'arbre ; les suivants prennent le nom du dernier."""

_ATTEINT = 3
"""Rang, dans l'échelle, du premier niveau qui vaut acquis."""

_FORMULES = "=+-@\t\r＝＋－＠"


def ecrire_moodle(referentiel: Referentiel) -> bytes:
    """Les octets du CSV (UTF-8, virgules, fins de ligne CRLF)."""
    sortie = io.StringIO()
    plume = csv.writer(sortie, lineterminator="\r\n")
    plume.writerow(COLONNES)
    for ligne in _lignes(referentiel):
        plume.writerow([neutre(case) for case in ligne])
    return sortie.getvalue().encode("utf-8")


def neutre(case: str) -> str:
    """La case telle qu'un tableur la prend pour du texte : jamais une formule.

    Une puce précède ce qui en commencerait une ; le reste ne change pas, et Moodle l'affiche.
    """
    return f"· {case}" if case.lstrip()[:1] in tuple(_FORMULES) else case


def _lignes(referentiel: Referentiel) -> Iterator[tuple[str, ...]]:
    numeros = _Numeros(referentiel)
    yield _ligne(
        "",
        numeros.racine,
        referentiel.titre,
        paragraphes((referentiel.avertissement, referentiel.source)),
        echelle=dire("moodle.echelle"),
        reglage=_reglage_de_l_echelle(),
        racine=True,
        taxonomie=_taxonomie(referentiel),
    )
    for groupe in referentiel.groupes:
        parent = numeros.groupe(groupe.parent) if groupe.parent else ""
        titre = f"{groupe.code} · {groupe.titre}"
        corps = paragraphes((groupe.titre, *groupe.modalites))
        yield _ligne(parent, numeros.groupe(groupe.code), titre, corps)
    for competence in referentiel.competences:
        yield _ligne(
            numeros.groupe(competence.groupe),
            numeros.competence(competence.code),
            f"{competence.code} · {competence.titre}",
            description(competence),
        )


def _ligne(
    parent: str,
    numero: str,
    nom: str,
    description: str,
    *,
    echelle: str = "",
    reglage: str = "",
    racine: bool = False,
    taxonomie: str = "",
) -> tuple[str, ...]:
    regle = ("", "", "" if racine else "null")
    suite = ("", "", "1" if racine else "", taxonomie)
    court = abrege(" ".join(nom.split()), LONGUEUR - 2)
    return (parent, numero, court, description, _HTML, echelle, reglage, *regle, *suite)


class _Numeros:
    """Les identifiants : jamais un nombre (Moodle tiendrait 1.1 et 1.10 pour égaux), jamais deux
    fois le même."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.racine = abrege(f"coach-{referentiel.id}", LONGUEUR)
        self._groupes = self._distincts("g", (g.code for g in referentiel.groupes))
        self._competences = self._distincts("c", (c.code for c in referentiel.competences))

    def groupe(self, code: str) -> str:
        return self._groupes[code]

    def competence(self, code: str) -> str:
        return self._competences[code]

    def _distincts(self, sorte: str, codes: Iterable[str]) -> dict[str, str]:
        trouves: dict[str, str] = {}
        pris: set[str] = set()
        for rang, code in enumerate(codes, 1):
            numero = f"{self.racine}-{sorte}-{' '.join(code.split())}"
            if len(numero) > LONGUEUR or numero.casefold() in pris:
                numero = f"{self.racine[: LONGUEUR - 12]}-{sorte}-{rang}"
            pris.add(numero.casefold())
            trouves[code] = numero
        return trouves


def _reglage_de_l_echelle() -> str:
    """La configuration de l'échelle : les niveaux qui valent acquis, et celui d'une règle."""
    nombre = len(dire("moodle.echelle").split(","))
    niveaux = [
        {"id": rang, "scaledefault": int(rang == _ATTEINT), "proficient": int(rang >= _ATTEINT)}
        for rang in range(1, nombre + 1)
    ]
    return json.dumps([{"scaleid": "1"}, *niveaux], separators=(",", ":"))


def _taxonomie(referentiel: Referentiel) -> str:
    """Le nom de chaque niveau de l'arbre : des domaines, puis des compétences."""
    profondeur = max((_niveau(referentiel, g) for g in referentiel.groupes), default=0)
    noms = ["domain"] * min(profondeur, _NIVEAUX - 1)
    return ",".join(noms + ["competency"] * (_NIVEAUX - len(noms)))


def _niveau(referentiel: Referentiel, groupe: Groupe) -> int:
    niveau, ici = 1, groupe
    while ici.parent and (parent := referentiel.groupe(ici.parent)):
        niveau, ici = niveau + 1, parent
    return niveau
