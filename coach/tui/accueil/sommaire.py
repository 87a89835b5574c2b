"""Le sommaire de l'accueil : ce qui est dû, ce qui se reprend, commencer, revenir en arrière."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.text import Text
from textual.widgets.option_list import Option

from coach.carnet.resumes import Apercu, Resume
from coach.tui import lignes
from coach.tui.dates import jour_relatif
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe
from coach.tui.preferences import abrege

MONTRES = 3
"""Lignes de chaque liste ; le reste est dans les journaux."""


@dataclass(frozen=True, slots=True)
class Piste:
    """Un protocole proposé pour ce qui amène la personne ; `duree` en minutes."""

    id: str
    titre: str
    duree: int
    raison: str


@dataclass(frozen=True, slots=True)
class Ici:
    """Où et quand le sommaire se montre : l'heure, ses deux couleurs, le dossier du carnet."""

    maintenant: datetime
    discret: str
    titre: str
    dossier: Path

    def ligne(self, identifiant: str, titre: str, detail: str) -> Option:
        """Une chose à choisir."""
        return Option(lignes.ligne(titre, detail, self.discret), id=identifiant)

    def section(self, nom: str) -> Option:
        """Le titre de ce qui suit."""
        texte = Text(dire(f"accueil.{nom}"), f"bold {self.titre}")
        return Option(texte, id=f"section-{nom}", disabled=True)


def options(vu: Apercu, pistes: Sequence[Piste], ici: Ici, hauteur: int) -> list[Option]:
    """Les lignes de l'accueil, aérées si elles tiennent dans `hauteur` lignes.

    Leur identifiant dit leur sorte, puis ce qu'elles désignent : « seance-01K… ».
    """
    serrees = list(_toutes(vu, pistes, ici))
    # une chose prend deux lignes ; une section, une ligne et un blanc
    if 2 * len(serrees) <= hauteur or not vu.seances:
        return list(_aerer(serrees))
    return serrees


def _toutes(vu: Apercu, pistes: Sequence[Piste], ici: Ici) -> Iterator[Option]:
    if not vu.seances and not pistes:
        for rang, phrase in enumerate(_presentation(ici.dossier)):
            yield Option(Paragraphe(phrase), id=f"presentation-{rang}", disabled=True)
    if pistes:
        yield ici.section("pistes")
    for piste in pistes:
        titre = dire("accueil.piste", titre=piste.titre, duree=piste.duree)
        yield ici.ligne(f"piste-{piste.id}", titre, piste.raison)
    yield from _les_dus(vu, ici)
    yield from _a_reprendre(vu, ici)
    yield ici.section("commencer")
    yield ici.ligne("nouvelle", dire("accueil.nouvelle"), dire("accueil.nouvelle_detail"))
    yield ici.ligne("protocoles", dire("accueil.protocoles"), dire("accueil.protocoles_detail"))
    yield ici.section("revenir" if vu.seances else "decouvrir")
    yield from _a_relire(vu, ici)
    yield ici.ligne(
        "referentiels", dire("accueil.referentiels"), dire("accueil.referentiels_detail")
    )
    yield ici.ligne("positionner", dire("accueil.positionner"), dire("accueil.positionner_detail"))


def _les_dus(vu: Apercu, ici: Ici) -> Iterator[Option]:
    if vu.dus:
        yield ici.section("a_regarder")
    for action in vu.dus[:MONTRES]:
        ligne = lignes.ligne_d_ajustement(action, ici.maintenant, ici.discret)
        yield Option(ligne, id=f"du-{action.id}")
    yield from _autres(vu.nombre_de_dus - MONTRES, "dus", ici)


def _a_reprendre(vu: Apercu, ici: Ici) -> Iterator[Option]:
    if vu.a_reprendre:
        yield ici.section("a_reprendre")
    for resume in vu.a_reprendre[:MONTRES]:
        yield ici.ligne(f"seance-{resume.id}", lignes.titre_de(resume), _reprise(resume, ici))
    yield from _autres(vu.inachevees - MONTRES, "inachevees", ici)


def _reprise(resume: Resume, ici: Ici) -> str:
    quand = lignes.quand(resume, ici.maintenant)
    if not resume.protocole:
        return dire("accueil.ou_note", quand=quand)
    return dire("accueil.ou", quand=quand, ou=lignes.nom_du_protocole(resume.protocole))


def _a_relire(vu: Apercu, ici: Ici) -> Iterator[Option]:
    for resume in vu.finies[:MONTRES]:
        quand = jour_relatif(resume.cree_le.date(), ici.maintenant.date())
        detail = dire("accueil.ou", quand=quand, ou=lignes.nom_du_protocole(resume.protocole))
        yield ici.ligne(f"lire-{resume.id}", lignes.titre_de(resume), detail)
    if vu.seances:
        detail = dire("accueil.journaux_detail", nombre=lignes.compter(vu.seances))
        yield ici.ligne("journaux", dire("accueil.journaux"), detail)
        yield ici.ligne("plan", dire("accueil.plan"), dire("accueil.plan_detail"))
        yield ici.ligne("portfolio", dire("accueil.portfolio"), dire("accueil.portfolio_detail"))
        yield ici.ligne("livret", dire("accueil.livret"), dire("accueil.livret_detail"))


def _autres(nombre: int, quoi: str, ici: Ici) -> Iterator[Option]:
    """Ce qui ne tient pas dans la liste."""
    if nombre > 0:
        cle = f"accueil.autre_{quoi}" if nombre == 1 else f"accueil.autres_{quoi}"
        phrase = Text("  " + dire(cle, nombre=nombre), ici.discret)
        yield Option(phrase, id=f"autres-{quoi}", disabled=True)


def _ouvre(option: Option) -> bool:
    return (option.id or "").startswith(("section", "presentation"))


def _aerer(serrees: Iterable[Option]) -> Iterator[Option]:
    """Les mêmes, une ligne vide avant chaque section."""
    for rang, option in enumerate(serrees):
        if rang and _ouvre(option):
            yield Option("", disabled=True)
        yield option


def _presentation(dossier: Path) -> list[str]:
    """Ce que c'est, combien de temps, où vivent les données."""
    return [
        dire("accueil.vide_1"),
        dire("accueil.vide_2"),
        dire("accueil.vide_3", dossier=abrege(dossier)),
    ]
