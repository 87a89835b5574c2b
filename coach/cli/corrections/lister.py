"""`coach corrections lister` : les passages corrigés que le coach retient, le dernier d'abord."""

from coach.cli.francais import option_json, verbe
from coach.cli.journal.designation import raccourcir
from coach.cli.ouverture import lire_si_carnet
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour


@verbe("lister", "corrections")
@option_json()
def commande(en_json: bool) -> None:
    """Une correction et, dessous, sa séance d'origine ; aucune tant que rien n'est corrigé."""
    corrections = lire_si_carnet(lambda carnet: carnet.corrections())
    if en_json:
        ecrire_json(
            [
                {
                    "id": c.id,
                    "texte": c.texte,
                    "nature": c.nature.value,
                    "sous_type": c.sous_type,
                    "date": c.quand.isoformat(),
                    "journal": c.seance or None,
                }
                for c in corrections
            ]
        )
        return
    courts = raccourcir(c.id for c in corrections)
    for c in corrections:
        texte = en_une_ligne(c.texte)
        ecrire(dire("corrections.ligne", id=courts[c.id], texte=texte, nature=c.nature.nom))
        titre = c.titre or dire("journal.sans_titre")
        cle = "corrections.origine" if c.seance else "corrections.sans_seance"
        ecrire("  " + dire(cle, titre=titre, jour=jour(c.quand)))
    if not corrections:
        ecrire(dire("corrections.aucune"))
