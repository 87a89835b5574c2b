"""`coach livret oral` : répéter devant un jury qui a lu le livret."""

import click

from coach.cli.francais import verbe
from coach.cli.livret.designation import atelier, dans_l_interface
from coach.cli.paroles import dire
from coach.cli.secours import secours
from coach.cli.valeurs import au_moins


@verbe("oral", "livret")
@click.argument("identifiant", required=False, metavar=dire("argument.livret"))
@click.option(
    "--minutes",
    callback=lambda c, p, v: 0 if v is None else au_moins(1)(c, p, v),
    metavar=dire("option.metavar_minutes"),
    help=dire("option.minutes_de_l_oral"),
)
@click.option("--texte", is_flag=True, help=dire("option.texte"))
def commande(identifiant: str | None, minutes: int, texte: bool) -> None:
    """Mène la répétition, à l'écran ou en texte ; les réponses se gardent comme une séance."""
    if not texte:
        dans_l_interface(identifiant, oral=True, minutes=minutes)
        return
    from coach.assemblage import nouvel_id
    from coach.assemblage.lecture import LectureApprise
    from coach.carnet.horloge import maintenant
    from coach.cli.texte.lignes import Lignes
    from coach.cli.texte.oral import OralEnTexte
    from coach.confidentialite import detecter
    from coach.livret.oral import Repetition

    with atelier(identifiant) as ouvert:
        repetition = Repetition(
            carnet=ouvert.carnet,
            livret=ouvert.livret,
            genre=ouvert.genre,
            fonds=ouvert.fonds,
            lire=LectureApprise(ouvert.carnet).lire,
            horloge=maintenant,
            nouvel_id=nouvel_id,
            minutes=minutes,
            detecter=detecter,
        )
        OralEnTexte(repetition, Lignes.du_terminal(), secours()).mener()
