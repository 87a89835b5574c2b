"""Ce que l'atelier du livret montre en lignes : parties, offres, passages, preuves, constats."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from coach.cli.texte.paroles import dire
from coach.livret import Atelier, Partie, Passage
from coach.livret.etabli import nom_de_la_source
from coach.livret.longueurs import mots_dits, visee
from coach.livret.offres import Offre
from coach.livret.paroles import dire as dire_du_livret
from coach.livret.verification import verifier
from coach.modeles.texte import d_une_traite, en_une_ligne

OFFRES_MONTREES = 8
"""Offres dites d'un coup ; /offres dit les suivantes."""

_EXTRAIT = 160


def parties(atelier: Atelier) -> Iterator[str]:
    """Chaque partie, et où elle en est."""
    for etat in atelier.etats():
        cle = "livret.partie_vide" if etat.vide else "livret.partie"
        yield dire(
            cle,
            numero=etat.numero,
            titre=etat.partie.titre,
            mots=mots_dits(etat.mots),
            vises=visee(etat.partie.mots),
            preuves=etat.preuves,
        )


def tete(atelier: Atelier, partie: Partie) -> Iterator[str]:
    """Le titre d'une partie, ce qu'elle demande, et sa longueur visée."""
    numero = atelier.genre.numero(partie.id)
    yield dire("livret.titre", numero=numero, titre=partie.titre)
    yield partie.aide
    yield partie.consigne
    yield dire("livret.demande", demande=partie.demande)
    ecrits = mots_dits(atelier.etat(partie).mots)
    yield dire("livret.longueur", vises=visee(partie.mots), mots=ecrits)


def passages(atelier: Atelier, partie: str) -> Iterator[str]:
    """Les passages d'une partie, numérotés, avec leurs preuves."""
    for rang, passage in enumerate(atelier.livret.de(partie), 1):
        yield dire("livret.passage", rang=rang, texte=passage.texte)
        yield from preuves(atelier, passage)


def preuves(atelier: Atelier, passage: Passage) -> Iterator[str]:
    """Les preuves d'un passage, numérotées, et ce qui en a changé."""
    for rang, preuve in enumerate(atelier.livret.preuves_de(passage), 1):
        ligne = dire(
            "livret.preuve",
            rang=rang,
            jour=jour(preuve.jour),
            origine=en_une_ligne(preuve.origine),
            extrait=_court(preuve.extrait),
        )
        dit = nom_de_la_source(atelier.source(preuve))
        yield dire("livret.preuve_changee", ligne=ligne, dit=dit) if dit else ligne


def offres(
    toutes: Sequence[Offre], depuis: int, choisies: Collection[tuple[str, str]]
) -> Iterator[str]:
    """Les offres à partir de ce rang, sous le nom de leur rayon ; une offre choisie le dit."""
    rayon = ""
    for rang, offre in enumerate(toutes[depuis : depuis + OFFRES_MONTREES], depuis + 1):
        if offre.rayon != rayon:
            rayon = offre.rayon
            yield dire_du_livret(f"rayon.{rayon}")
        cle = "livret.offre_choisie" if offre.meme in choisies else _cle_de_l_offre(offre)
        yield dire(
            cle,
            rang=rang,
            jour=jour(offre.jour),
            origine=en_une_ligne(offre.origine),
            extrait=_court(offre.extrait),
        )
        if offre.detail:
            yield dire("livret.detail", detail=en_une_ligne(offre.detail))
    restent = len(toutes) - depuis - OFFRES_MONTREES
    if restent > 0:
        yield dire("livret.offres_suite", restent=restent)


def constats(atelier: Atelier, partie: str) -> Iterator[str]:
    """Ce qui est à regarder dans une partie, ou qu'il n'y a rien."""
    trouves = verifier(atelier.livret, atelier.genre, atelier.fonds).de_la_partie(partie)
    if not trouves:
        yield dire("livret.rien")
    for constat in trouves:
        yield dire("livret.constat", phrase=constat.phrase)
        if constat.extrait:
            yield dire("livret.detail", detail=_court(constat.extrait))


def jour(iso: str) -> str:
    """« 12/03/2026 », ou « jour effacé »."""
    try:
        return date.fromisoformat(iso).strftime("%d/%m/%Y")
    except ValueError:
        return dire("livret.sans_jour")


def _cle_de_l_offre(offre: Offre) -> str:
    return "livret.offre_utilisee" if offre.utilisee else "livret.offre"


def _court(texte: str) -> str:
    ligne = d_une_traite(texte)
    return ligne if len(ligne) <= _EXTRAIT else ligne[: _EXTRAIT - 1].rstrip() + "…"
