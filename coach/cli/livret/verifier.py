"""`coach livret verifier` : ce que chaque critère attend encore, et ce qui est à regarder."""

from typing import TYPE_CHECKING

import click

from coach.cli.francais import option_json, verbe
from coach.cli.livret.designation import atelier
from coach.cli.livret.paroles import dire as dire_du_livret
from coach.cli.paroles import dire
from coach.cli.sortie import ecrire, ecrire_json, en_une_ligne
from coach.modeles.texte import d_une_traite

if TYPE_CHECKING:
    from coach.livret.constats import Constat, EtatDeCritere
    from coach.livret.genre import Genre


@verbe("verifier", "livret")
@click.argument("identifiant", required=False, metavar=dire("argument.livret"))
@option_json()
def commande(identifiant: str | None, en_json: bool) -> None:
    """La grille critère par critère, puis partie par partie ; jamais de note."""
    from coach.assemblage.lecture import LectureApprise
    from coach.livret.verification import verifier

    with atelier(identifiant) as ouvert:
        lecture = LectureApprise(ouvert.carnet)
        trouve = verifier(ouvert.livret, ouvert.genre, ouvert.fonds, lecture.lire)
        livret, genre = ouvert.livret, ouvert.genre
    if en_json:
        ecrire_json(trouve.document(livret.id))
        return
    ecrire(en_une_ligne(livret.titre))
    ecrire()
    ecrire(dire_du_livret("verifier.grille"))
    for critere in trouve.criteres:
        _dire_le_critere(critere, genre)
    autres = [c for c in trouve.constats if c.sorte != "critere"]
    ecrire()
    if not autres:
        ecrire(dire_du_livret("verifier.rien"))
        return
    ecrire(dire_du_livret("verifier.a_regarder"))
    for partie in ("", *(p.id for p in genre.parties)):
        siens = [c for c in autres if c.partie == partie]
        if siens:
            _dire_la_partie(partie, siens, genre)


def _dire_le_critere(critere: "EtatDeCritere", genre: "Genre") -> None:
    cle = "verifier.critere_manque" if critere.manques else "verifier.critere"
    numeros = ", ".join(genre.numero(p) for p in critere.parties)
    ecrire("  " + dire_du_livret(cle, titre=critere.titre, numeros=numeros))
    for manque in critere.manques:
        ecrire("      " + dire_du_livret("verifier.manque", manque=manque))
    if critere.manques:
        for enonce in critere.enonces:
            ecrire("      " + dire_du_livret("verifier.enonce", enonce=enonce))


def _dire_la_partie(partie: str, constats: "list[Constat]", genre: "Genre") -> None:
    connue = genre.partie(partie)
    ecrire()
    if connue is None:
        ecrire("  " + dire_du_livret("verifier.ensemble"))
    else:
        titre = dire_du_livret("partie.titre", numero=genre.numero(partie), titre=connue.titre)
        ecrire("  " + titre)
    for constat in constats:
        ecrire("    " + dire_du_livret("verifier.constat", phrase=constat.phrase))
        if constat.extrait:
            extrait = d_une_traite(constat.extrait)
            ecrire("        " + dire_du_livret("verifier.extrait", extrait=extrait))
