"""Les lignes de l'atelier : une partie et où elle en est, ses passages ; une offre du carnet."""

from collections.abc import Iterator
from datetime import date

from rich.text import Text
from textual.widgets.option_list import Option

from coach.livret import Atelier, Offre, Passage
from coach.livret.etabli import EtatDePartie
from coach.modeles.texte import en_une_ligne, sans_commandes
from coach.tui.dates import jour_relatif
from coach.tui.lignes import ligne
from coach.tui.messages import dire
from coach.tui.paragraphe import Paragraphe, Pile

DEBUT = 70
"""Points de code du début d'un passage, dans la liste."""

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
    bas, haut = etat.partie.mots
    vises = dire("livret.vises" if bas else "livret.vises_au_plus", bas=bas, haut=haut)
    if etat.vide:
        return f"{dire('livret.rien_encore')} · {vises}"
    mots = dire("livret.un_mot" if etat.mots == 1 else "livret.mots", nombre=etat.mots)
    return f"{mots}, {vises} · {preuves(etat.preuves)}"


def preuves(nombre: int) -> str:
    """« aucune preuve », « 1 preuve », « 3 preuves »."""
    cle = {0: "livret.aucune_preuve", 1: "livret.une_preuve"}.get(nombre, "livret.des_preuves")
    return dire(cle, nombre=nombre)


def _debut(atelier: Atelier, passage: Passage, discret: str) -> Text:
    texte = en_une_ligne(sans_commandes(passage.texte))
    coupe = texte if len(texte) <= DEBUT else texte[:DEBUT].rsplit(" ", 1)[0] + "\u00a0…"
    nombre = len(atelier.livret.preuves_de(passage))
    return Text.assemble(coupe, (f" ({preuves(nombre)})", discret))


def d_une_offre(offre: Offre, retenue: bool, aujourd_hui: date, discret: str) -> Pile:
    """Ce que le carnet offre : ses mots, puis d'où, de quand et pourquoi ici."""
    marque = "[x]" if retenue else "[ ]"
    quand = jour_relatif(date.fromisoformat(offre.jour), aujourd_hui) if offre.jour else ""
    deja = dire("livret.deja_citee") if offre.utilisee else ""
    detail = " · ".join(filter(None, (quand, offre.origine, offre.pourquoi, deja)))
    extrait = en_une_ligne(sans_commandes(offre.extrait))
    return ligne(f"{marque} {extrait}", en_une_ligne(sans_commandes(detail)), discret)
