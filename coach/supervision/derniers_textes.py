"""Ce qu'un fichier venu d'ailleurs ne montre pas : les textes que la personne a récrits."""

from collections.abc import Iterable

from coach.modeles.ancrage import situer
from coach.modeles.base import Ancre
from coach.modeles.evenements import Evenement, ReponseDonnee, ReponseModifiee, SegmentCorrige


def sans_les_anciens_textes(vivants: Iterable[Evenement]) -> list[Evenement]:
    """Les mêmes événements, chaque réponse dans son dernier texte, comme si elle n'en eut qu'un.

    Ce qu'une personne a récrit ne se montre pas à d'autres, même si le fichier le porte encore.
    Une correction suit son passage s'il s'y trouve exactement une fois ; sinon elle s'en va.
    """
    tous = list(vivants)
    donnees = {e.id for e in tous if isinstance(e, ReponseDonnee)}
    recrites = (e for e in tous if isinstance(e, ReponseModifiee))
    derniers = {e.cible: e.texte for e in recrites if e.cible in donnees}
    if not derniers:
        return tous
    return [garde for e in tous if (garde := _dans_le_dernier_texte(e, derniers)) is not None]


def _dans_le_dernier_texte(evenement: Evenement, derniers: dict[str, str]) -> Evenement | None:
    match evenement:
        case ReponseModifiee() if evenement.cible in derniers:
            return None
        case ReponseDonnee() if evenement.id in derniers:
            return evenement.model_copy(update={"texte": derniers[evenement.id]})
        case SegmentCorrige() if evenement.ancre.evenement in derniers:
            ancre = _deplacee(evenement.ancre, derniers[evenement.ancre.evenement])
            return evenement.model_copy(update={"ancre": ancre}) if ancre else None
        case _:
            return evenement


def _deplacee(ancre: Ancre, texte: str) -> Ancre | None:
    debut = situer(ancre.debut, ancre.fin, ancre.texte, texte, inchange=False)
    if debut is None:
        return None
    return ancre.model_copy(update={"debut": debut, "fin": debut + len(ancre.texte)})
