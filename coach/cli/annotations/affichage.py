"""Ce que des groupes ont dit d'une séance, en lignes : genre par genre, pistes désignables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coach.cli.journal.designation import raccourcir
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, en_une_ligne

if TYPE_CHECKING:
    from coach.supervision.retour import Recue


def en_fiche(recue: "Recue") -> dict[str, Any]:
    """Une contribution, dans la forme que les commandes rendent en JSON."""
    dite = recue.contribution
    return {
        "id": dite.id,
        "genre": dite.genre,
        "texte": dite.texte,
        "signature": dite.signature,
        "reponse": dite.cible,
        "ajustement": recue.ajustement,
    }


def dire_les_recues(donnees: "Sequence[Recue]") -> None:
    """Chaque contribution ; une piste ou une décision avec de quoi la retenir."""
    from coach.supervision.paroles import dire as dire_du_groupe
    from coach.supervision.presentation import en_mots
    from coach.supervision.retour import RETENABLES

    retenables = [r for r in donnees if r.contribution.genre in RETENABLES]
    courts = raccourcir(r.contribution.id for r in retenables)
    genres = dict.fromkeys(r.contribution.genre for r in donnees)
    for genre in genres:
        ecrire()
        ecrire(dire_du_groupe(f"titre.{genre}"))
        for recue in (r for r in donnees if r.contribution.genre == genre):
            texte = en_une_ligne(en_mots(recue.contribution))
            cle = "retenue" if recue.ajustement else "retenable" if recue in retenables else "dite"
            ecrire(
                dire(f"annotations.{cle}", id=courts.get(recue.contribution.id, ""), texte=texte)
            )
    if any(r.ajustement is None for r in retenables):
        ecrire()
        ecrire(dire("annotations.retenir"))
