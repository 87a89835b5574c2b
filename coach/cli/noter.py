"""`coach noter` : une note prise au vol, qui devient une séance à reprendre."""

from typing import TYPE_CHECKING

import click

from coach.cli.entree import ENTREE, lire_texte, texte_de_la_commande
from coach.cli.francais import option_json, verbe
from coach.cli.ouverture import carnet_ouvert, reglages
from coach.cli.paroles import dire
from coach.cli.refus import Refus
from coach.cli.sortie import ecrire, ecrire_json, narrer
from coach.modeles.texte import saisi

if TYPE_CHECKING:
    from coach.reglages import Reglages


@verbe("noter")
@click.argument("mots", nargs=-1, metavar=dire("argument.note"))
@option_json()
def commande(mots: tuple[str, ...], en_json: bool) -> None:
    """Garde la note, puis dit ce qu'elle appelle : une aide humaine, une initiale."""
    from coach.modeles.base import LONGUEUR_MAXIMALE

    donnee = mots and mots != (ENTREE,)
    texte = saisi(texte_de_la_commande(" ".join(mots)) if donnee else lire_texte(ENTREE)).strip()
    if not texte:
        raise Refus("note_vide")
    if len(texte) > LONGUEUR_MAXIMALE:
        raise Refus("trop_long", maximum=LONGUEUR_MAXIMALE)
    suivis = reglages()
    flux = _garder(texte, suivis.referentiels)
    if en_json:
        ecrire_json({"id": flux})
    else:
        ecrire(dire("noter.gardee", id=flux))
    _accompagner(texte, suivis)


def _garder(texte: str, referentiels: tuple[str, ...]) -> str:
    """Ouvre une séance qui ne contient que la note ; rend son identifiant."""
    from coach.assemblage import PROTOCOLE_HABITUEL, nouvel_id
    from coach.carnet.horloge import maintenant
    from coach.modeles.evenements import NoteDeposee, SeanceOuverte
    from coach.modeles.journal import Plume

    with carnet_ouvert() as carnet:
        plume = Plume(nouvel_id(), carnet.auteur, maintenant, nouvel_id)
        carnet.ajouter(
            plume.ecrire(SeanceOuverte, protocole=PROTOCOLE_HABITUEL, referentiels=referentiels),
            plume.ecrire(NoteDeposee, texte=texte),
        )
        return plume.flux


def _accompagner(texte: str, suivis: "Reglages") -> None:
    from coach.confidentialite import detecter, remarquer_chacun
    from coach.dialogues import presentation

    alerte = detecter(texte)
    if alerte is not None:
        aide = presentation.aide_humaine(
            suivis.pays, alerte.aide, en_seance=False, accord=suivis.accord
        )
        for ligne in aide:
            narrer(ligne)
    for mention in remarquer_chacun(texte):
        narrer(presentation.nom_remarque(mention))
