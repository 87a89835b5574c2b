"""Les lignes de l'atelier : une partie et où elle en est, ses passages ; une offre du carnet."""

from collections.abc import Iterator
from datetime import date

from rich.text import Text
from textual.widgets.option_list import Option

from coach.livret import Atelier, Offre, Passage
from coach.livret.etabli import EtatDePartie
from coach.livret.longueurs import mots_dits, visee
from coach.modeles.texte import d_une_traite, en_une_ligne, sans_commandes
from coach.tui.dates import jour_relatif
from coach.tui.paroles import dire
from coach.tui.peinture.paragraphe import Paragraphe, Pile

DEBUT = 70
"""Points de code du début d'un passage, dans la liste."""

EXTRAIT = 150
"""Points de code du début d'une offre, dans la liste ; ses mots entiers sont dessous."""

_DITS_PAR_LEUR_RAYON = ("niveaux", "regards", "ajustements")
"""Les rayons dont le titre dit déjà pourquoi chaque offre est là."""

_RETRAIT = "  "


def des_parties(atelier: Atelier, discret: str) -> Iterator[Option]:
    """Chaque partie, puis ses passages ; l'identifiant dit ce que c'est, et lequel."""
    for etat in atelier.etats():
        partie = etat.partie
        retrait = _RETRAIT if partie.dans else ""
        titre = partie.titre if partie.dans else f"{etat.numero}. {partie.titre}"
        tete = Pile(
            Paragraphe(Text(titre, "bold"), tete=retrait),
            Paragraphe(Text(compte(etat), discret), tete=retrait + _RETRAIT),
        )
        yield Option(tete, id=f"partie:{partie.id}")
        for passage in atelier.livret.de(partie.id):
            yield Option(
                Paragraphe(_debut(atelier, passage, discret), tete=retrait + _RETRAIT + "· "),
                id=f"passage:{passage.id}",
            )


def compte(etat: EtatDePartie) -> str:
    """« 320 mots, de 250 à 550 visés · 3 preuves », ou que rien n'y est encore."""
    vises = visee(etat.partie.mots)
    if etat.vide:
        return f"{dire('livret.rien_encore')} · {vises}"
    liees = preuves(etat.preuves) if etat.preuves or etat.partie.preuves else ""
    return " · ".join(filter(None, (f"{mots_dits(etat.mots)}, {vises}", liees)))


def preuves(nombre: int) -> str:
    """« aucune preuve », « 1 preuve », « 3 preuves »."""
    cle = {0: "livret.aucune_preuve", 1: "livret.une_preuve"}.get(nombre, "livret.des_preuves")
    return dire(cle, nombre=nombre)


def _debut(atelier: Atelier, passage: Passage, discret: str) -> Text:
    texte = en_une_ligne(sans_commandes(passage.texte))
    nombre, partie = len(atelier.livret.preuves_de(passage)), atelier.genre.partie(passage.partie)
    if not nombre and partie is not None and not partie.preuves:
        return Text(court(texte, DEBUT))
    return Text.assemble(court(texte, DEBUT), (f" ({preuves(nombre)})", discret))


def d_une_offre(offre: Offre, retenue: bool, aujourd_hui: date, discret: str) -> Pile:
    """Ce que le carnet offre : ses mots, puis de quand, d'où, et si le livret le cite déjà."""
    marque = "[x]" if retenue else "[ ]"
    quand = jour_relatif(date.fromisoformat(offre.jour), aujourd_hui) if offre.jour else ""
    deja = dire("livret.deja_citee") if offre.utilisee else ""
    dits = (quand, en_une_ligne(sans_commandes(offre.origine)), deja)
    extrait = d_une_traite(offre.extrait)
    tete = f"{marque} "
    return Pile(
        Paragraphe(court(extrait, EXTRAIT), tete=tete),
        Paragraphe(Text(" · ".join(filter(None, dits)), discret), tete=" " * len(tete)),
    )


def detail_d_une_offre(offre: Offre) -> str:
    """Pourquoi elle est là, si son rayon ne le dit pas ; ce qui l'éclaire ; ses mots entiers."""
    pourquoi = "" if offre.rayon in _DITS_PAR_LEUR_RAYON else offre.pourquoi
    dits = [pourquoi, offre.detail]
    entier = d_une_traite(offre.extrait)
    if len(entier) > EXTRAIT:
        dits.append(dire("livret.entier", extrait=entier))
    return "\n".join(capitale(sans_commandes(d)) for d in dits if d)


def court(texte: str, longueur: int) -> str:
    """Le début du texte, coupé entre deux mots s'il le faut."""
    return texte if len(texte) <= longueur else texte[:longueur].rsplit(" ", 1)[0] + "\u00a0…"


def capitale(phrase: str) -> str:
    """La phrase, sa première lettre en capitale."""
    return phrase[:1].upper() + phrase[1:]
