"""Ce que dit la fiche d'une partie, ou d'un passage et de ses preuves."""

from collections.abc import Iterator
from datetime import date

from coach.livret import Atelier, Partie, Passage, PreuveFigee
from coach.livret.etabli import nom_de_la_source
from coach.modeles.calendrier import en_clair
from coach.modeles.texte import sans_commandes
from coach.tui.dates import jour_relatif
from coach.tui.fiches import Bloc, Ligne
from coach.tui.messages import dire
from coach.tui.preuves import Endroit


def de_la_partie(atelier: Atelier, partie: Partie) -> list[Bloc]:
    """Ce que la partie est, par où commencer, ce que le jury y cherche, ses critères."""
    blocs = [
        Bloc("titre", (Ligne(partie.titre),)),
        Bloc("discret", (Ligne(partie.aide),)),
        Bloc("section", (Ligne(dire("livret.consigne")),)),
        Bloc("texte", (Ligne(partie.consigne),)),
        Bloc("section", (Ligne(dire("livret.demande")),)),
        Bloc("texte", (Ligne(partie.demande),)),
    ]
    if criteres := atelier.genre.criteres_de(partie.id):
        blocs.append(Bloc("section", (Ligne(dire("livret.criteres")),)))
        blocs.append(Bloc("texte", tuple(Ligne(c.titre, "– ") for c in criteres)))
    return blocs


def du_passage(atelier: Atelier, passage: Passage, aujourd_hui: date) -> list[Bloc]:
    """Le passage entier, puis chaque preuve : ses mots, sa date, ce qu'est devenue sa source."""
    partie = atelier.genre.partie(passage.partie)
    quand = jour_relatif(passage.modifie_le.date(), aujourd_hui)
    blocs = [
        Bloc("titre", (Ligne(partie.titre if partie else passage.partie),)),
        Bloc("discret", (Ligne(dire("livret.ecrit", quand=quand, mots=passage.mots)),)),
        Bloc("texte", tuple(Ligne(p) for p in sans_commandes(passage.texte).split("\n"))),
        Bloc("section", (Ligne(dire("livret.ses_preuves")),)),
    ]
    blocs += _preuves(atelier, passage)
    return blocs


def _preuves(atelier: Atelier, passage: Passage) -> Iterator[Bloc]:
    siennes = atelier.livret.preuves_de(passage)
    for preuve in siennes:
        yield _preuve(atelier, preuve)
    if perdues := atelier.livret.perdues(passage):
        cle = "livret.perdue" if perdues == 1 else "livret.perdues"
        yield Bloc("discret", (Ligne(dire(cle, nombre=perdues)),))
    if not siennes:
        partie = atelier.genre.partie(passage.partie)
        cle = "livret.a_prouver" if partie is None or partie.preuves else "livret.sans_preuve"
        yield Bloc("discret", (Ligne(dire(cle)),))


def _preuve(atelier: Atelier, preuve: PreuveFigee) -> Bloc:
    ou = " · ".join(filter(None, (en_clair(preuve.date) if preuve.date else "", preuve.origine)))
    lignes = [Ligne(preuve.extrait, "› "), Ligne(ou, "  ", discrete=True)]
    if avis := nom_de_la_source(atelier.source(preuve)):
        lignes.append(Ligne(avis, "  ", discrete=True))
    if preuve.journal in atelier.fonds.seances:
        return Bloc("lien", tuple(lignes), vers=Endroit(preuve.journal))
    return Bloc("texte", tuple(lignes))
