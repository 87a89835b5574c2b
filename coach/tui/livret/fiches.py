"""Ce que dit la fiche d'une partie, ou d'un passage et de ses preuves."""

from collections.abc import Iterator, Mapping
from datetime import date

from coach.livret import Atelier, Partie, Passage, PreuveFigee, Version
from coach.livret.etabli import nom_de_la_source
from coach.livret.longueurs import mots_dits
from coach.livret.versions import Changement
from coach.modeles.calendrier import en_clair
from coach.modeles.texte import en_une_ligne, sans_commandes
from coach.tui.competences.fiches import Bloc, Ligne
from coach.tui.competences.preuves import Endroit
from coach.tui.dates import jour_relatif
from coach.tui.paroles import dire


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


def du_passage(
    atelier: Atelier, passage: Passage, aujourd_hui: date, touches: Mapping[str, str]
) -> list[Bloc]:
    """Le passage entier, puis chaque preuve : ses mots, sa date, ce qu'est devenue sa source.

    Lève les erreurs du carnet.
    """
    partie = atelier.genre.partie(passage.partie)
    quand = jour_relatif(passage.modifie_le.date(), aujourd_hui)
    blocs = [
        Bloc("titre", (Ligne(partie.titre if partie else passage.partie),)),
        Bloc("discret", (Ligne(dire("livret.ecrit", quand=quand, mots=mots_dits(passage.mots))),)),
        Bloc("texte", tuple(map(Ligne, _paragraphes(passage)))),
        Bloc("section", (Ligne(dire("livret.ses_preuves")),)),
    ]
    blocs += _preuves(atelier, passage, touches)
    return blocs


def _preuves(atelier: Atelier, passage: Passage, touches: Mapping[str, str]) -> Iterator[Bloc]:
    siennes = atelier.livret.preuves_de(passage)
    for preuve in siennes:
        yield _preuve(atelier, preuve)
    if perdues := atelier.livret.perdues(passage):
        cle = "livret.perdue" if perdues == 1 else "livret.perdues"
        yield Bloc("discret", (Ligne(dire(cle, nombre=perdues)),))
    if not siennes:
        partie = atelier.genre.partie(passage.partie)
        cle = "livret.a_prouver" if partie is None or partie.preuves else "livret.sans_preuve"
        yield Bloc("discret", (Ligne(dire(cle, **touches)),))


def _preuve(atelier: Atelier, preuve: PreuveFigee) -> Bloc:
    ou = " · ".join(filter(None, (en_clair(preuve.date) if preuve.date else "", preuve.origine)))
    lignes = [Ligne(preuve.extrait, "› "), Ligne(ou, "  ", discrete=True)]
    if avis := nom_de_la_source(atelier.source(preuve)):
        lignes.append(Ligne(avis, "  ", discrete=True))
    if preuve.journal in atelier.fonds.seances:
        return Bloc("lien", tuple(lignes), vers=Endroit(preuve.journal))
    return Bloc("texte", tuple(lignes))


def de_la_version(atelier: Atelier, version: Version) -> list[Bloc]:
    """Ce qui a changé depuis cette version, puis son texte, partie par partie.

    Lève `ErreurDeLivret`.
    """
    changes = atelier.comparer(version.nom)
    blocs = [Bloc("titre", (Ligne(version.nom),))]
    if version.manquants:
        cle = "versions.manquant" if version.manquants == 1 else "versions.manquants"
        blocs.append(Bloc("discret", (Ligne(dire(cle, nombre=version.manquants)),)))
    if changes:
        blocs.append(Bloc("section", (Ligne(dire("versions.depuis")),)))
        blocs += [Bloc("texte", tuple(_change(c))) for c in changes]
    else:
        blocs.append(Bloc("discret", (Ligne(dire("versions.pareil")),)))
    for partie in atelier.genre.parties:
        siens = [p for p in version.passages if p.partie == partie.id]
        if siens:
            blocs.append(Bloc("section", (Ligne(partie.titre),)))
        blocs += [Bloc("texte", tuple(map(Ligne, _paragraphes(p)))) for p in siens]
    return blocs


def _change(change: Changement) -> Iterator[Ligne]:
    """Ce qui est arrivé au passage ; récrit, son texte d'avant puis celui d'aujourd'hui."""
    yield Ligne(dire(f"versions.{change.sens}"), "– ")
    montres = (change.avant, change.apres) if change.sens == "recrit" else (change.apres,)
    for passage, tete in zip(montres, ("  − ", "  + ")[-len(montres) :], strict=True):
        if montre := passage or change.avant:
            yield Ligne(en_une_ligne(sans_commandes(montre.texte)), tete, discrete=True)


def _paragraphes(passage: Passage) -> list[str]:
    return sans_commandes(passage.texte).split("\n")
