"""`coach livret lister` : les livrets du carnet, le dernier touché d'abord."""

from coach.cli.francais import option_json, verbe
from coach.cli.journal.designation import raccourcir
from coach.cli.livret.designation import resume
from coach.cli.livret.paroles import dire
from coach.cli.ouverture import lire_si_carnet
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne, jour


@verbe("lister", "livret")
@option_json()
def commande(en_json: bool) -> None:
    """Un livret par ligne ; un carnet sans livret en donne zéro."""
    from coach.livret import livrets
    from coach.livret.longueurs import mots_dits

    lus = lire_si_carnet(lambda carnet: list(livrets(carnet)))
    if en_json:
        ecrire_json([resume(livret) for livret in lus])
        return
    courts = raccourcir(livret.id for livret in lus)
    for livret in lus:
        ecrire(
            dire(
                "lister.ligne",
                id=courts[livret.id],
                titre=en_une_ligne(livret.titre),
                mots=mots_dits(livret.mots),
                jour=jour(livret.modifie_le),
            )
        )
    if not lus:
        ecrire(dire("lister.aucun"))
