"""Remplacer un nom dans des événements : tous les textes changent, les ancres suivent."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coach.modeles.base import Ancre
from coach.modeles.evenements import ADAPTATEUR, Evenement, ReponseDonnee, ReponseModifiee
from coach.modeles.remplacement import Coupe, Remplace
from coach.modeles.texte import nfc

CHAMPS_DE_TEXTE = frozenset(
    {
        *("texte", "libelle", "valeur", "choix", "extrait", "justification", "motif", "titre"),
        *("moment", "indicateur", "etiquette", "corps", "appris", "source", "temoin", "membre"),
        *("signature", "par", "nom"),
    }
)
"""Les champs qui portent des mots de la personne ou du coach, jamais une clé du logiciel."""

_APOSTROPHES = "'’ʼ‘"
CHAMPS_D_ANCRE = frozenset({"evenement", "debut", "fin", "texte"})
"""Les champs d'une `Ancre`, écrite ou lue."""


class RemplacementImpossible(ValueError):
    """Le nom est vide, ou le remplacement est vide, trop long, ou contient encore le nom."""


Versions = Mapping[str, list[tuple[tuple[str, int, str, str], Remplace]]]
"""Pour chaque réponse, ses textes successifs : la place de chacun, et son remplacement."""


def expurger(evenements: Iterable[Evenement], ancien: str, nouveau: str) -> list[Evenement]:
    """Les mêmes événements, `ancien` remplacé par `nouveau` dans tous leurs textes.

    `ancien` est un mot ou une suite de mots, tel qu'écrit ou tout en capitales : « Ali » ne
    touche pas « Alice ». Les identifiants ne changent pas ; les ancres prennent leur place dans
    la version du texte où elles furent posées. Lève `RemplacementImpossible`.
    """
    remplacer = remplaceur(ancien, nouveau)
    liste = list(evenements)
    versions = _versions(liste, remplacer)
    return [_expurger_un(evenement, remplacer, versions) for evenement in liste]


def remplaceur(ancien: str, nouveau: str) -> Callable[[str], Remplace]:
    """De quoi remplacer le nom dans n'importe quel texte. Lève `RemplacementImpossible`."""
    nom, initiale = nfc(ancien).strip(), nfc(nouveau).strip()
    motif = _motif(nom)
    if not nom or not initiale or motif.search(initiale):
        raise RemplacementImpossible

    def remplacer(texte: str) -> Remplace:
        return Remplace(texte, tuple(Coupe(*t.span(), initiale) for t in motif.finditer(texte)))

    return remplacer


def _motif(nom: str) -> re.Pattern[str]:
    """Le nom en mot entier ; l'apostrophe ou l'espace peuvent y être d'une autre sorte."""
    formes = sorted({nom, nom.upper()}, key=len, reverse=True)
    gauche = r"(?<!\w)" if nom[:1].isalnum() else ""
    droite = r"(?![\w\u0300-\u036f])" if nom[-1:].isalnum() else ""
    choix = "|".join("".join(map(_caractere, forme)) for forme in formes)
    return re.compile(f"{gauche}(?:{choix}){droite}")


def _caractere(caractere: str) -> str:
    if caractere in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return r"\s" if caractere.isspace() else re.escape(caractere)


def _versions(evenements: Sequence[Evenement], remplacer: Callable[[str], Remplace]) -> Versions:
    """Les textes successifs de chaque réponse, en ordre, avec leur remplacement."""
    versions: dict[str, list[tuple[tuple[str, int, str, str], Remplace]]] = {}
    for evenement in sorted(evenements, key=lambda e: e.ordre):
        match evenement:
            case ReponseDonnee():
                reponse = evenement.id
            case ReponseModifiee():
                reponse = evenement.cible
            case _:
                continue
        place = (evenement.flux, *evenement.ordre)
        versions.setdefault(reponse, []).append((place, remplacer(evenement.texte)))
    return versions


def _expurger_un(
    evenement: Evenement, remplacer: Callable[[str], Remplace], versions: Versions
) -> Evenement:
    brut = evenement.model_dump(mode="json")
    travail = _Travail(evenement, remplacer, versions)
    # Les ancres d'abord : un nom qu'elles entamaient se répare aussi dans les mots qui les citent.
    ancres_d_abord = sorted(brut.items(), key=lambda item: isinstance(item[1], str))
    change = {nom: travail.valeur(v, nom) for nom, v in ancres_d_abord}
    if change == brut:
        return evenement
    try:
        return ADAPTATEUR.validate_python(change)
    except ValidationError as erreur:
        raise RemplacementImpossible from erreur


class _Travail:
    """Le remplacement dans un événement ; retient les citations qui entamaient un nom."""

    def __init__(
        self,
        evenement: Evenement,
        remplacer: Callable[[str], Remplace],
        versions: Versions,
    ) -> None:
        self.evenement = evenement
        self.remplacer = remplacer
        self.versions = versions
        self.entamees: list[tuple[re.Pattern[str], str]] = []

    def valeur(self, brut: Any, champ: str) -> Any:
        if isinstance(brut, dict):
            if brut.keys() == CHAMPS_D_ANCRE:
                return self.ancre(Ancre.model_validate(brut))
            return {nom: self.valeur(v, nom) for nom, v in brut.items()}
        if isinstance(brut, list):
            return [self.valeur(v, champ) for v in brut]
        if isinstance(brut, str) and champ in CHAMPS_DE_TEXTE:
            return self.texte(brut)
        return brut

    def ancre(self, posee: Ancre) -> dict[str, Any]:
        debut, texte = _nouvelle_place(self.evenement, posee, self.versions, self.remplacer)
        if texte != self.remplacer(posee.texte).apres:
            cite = re.compile(rf"(?<!\w){re.escape(posee.texte)}(?!\w)")
            self.entamees.append((cite, texte))
        return {
            "evenement": posee.evenement,
            "debut": debut,
            "fin": debut + len(texte),
            "texte": texte,
        }

    def texte(self, brut: str) -> str:
        for cite, apres in self.entamees:
            brut = apres.join(cite.split(brut))
        return self.remplacer(brut).apres


def _nouvelle_place(
    evenement: Evenement,
    ancre: Ancre,
    versions: Versions,
    remplacer: Callable[[str], Remplace],
) -> tuple[int, str]:
    """Début et texte de l'ancre dans la version du texte où elle fut posée."""
    connues = versions.get(ancre.evenement, [])
    d_abord = [r for place, r in connues if place < (evenement.flux, *evenement.ordre)]
    ensuite = [r for place, r in connues if place >= (evenement.flux, *evenement.ordre)]
    for version in [*reversed(d_abord), *reversed(ensuite)]:
        if version.avant[ancre.debut : ancre.fin] == ancre.texte:
            debut, fin = version.etendue(ancre.debut, ancre.fin)
            return debut, version.apres[debut:fin]
    return ancre.debut, remplacer(ancre.texte).apres
