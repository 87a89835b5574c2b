"""Les noms à signaler pendant une séance : jamais deux fois le même prénom laissé tel quel."""

from collections.abc import Iterable

from coach.confidentialite import Mention
from coach.modeles.seance import Reponse


def neuves(
    mentions: Iterable[Mention], reponses: Iterable[Reponse], ici: str | None
) -> tuple[Mention, ...]:
    """Les mentions, chaque nom une fois, sans le prénom que porte déjà une autre réponse qu'`ici`.

    La personne l'a vu signalé et l'a gardé : y revenir à chaque phrase lasserait. Un nom complet,
    un numéro se signalent toujours.
    """
    ailleurs = [r.texte for r in reponses if r.id != ici]
    retenues = {m.texte: m for m in reversed([*mentions]) if not _deja_vue(m, ailleurs)}
    return tuple(sorted(retenues.values(), key=lambda m: m.debut))


def _deja_vue(mention: Mention, ailleurs: Iterable[str]) -> bool:
    return mention.seule and any(mention.texte in texte for texte in ailleurs)
