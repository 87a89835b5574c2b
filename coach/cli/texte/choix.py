"""Faire choisir une ligne d'une liste, avant que l'activité commence."""

from collections.abc import Sequence

from coach.cli.texte.commandes import commande_dite, inconnue, nom_de_commande
from coach.cli.texte.lignes import Lignes, Pause
from coach.cli.texte.numeros import numero_dit
from coach.cli.texte.paroles import dire

_COMMANDES = ("passer", "pause", "fin", "aide")


def lire_un_choix(
    lignes: Lignes, maximum: int, aide: str, *, noms: Sequence[str] = (), aerees: bool = False
) -> int | None:
    """Le rang, de 1 à `maximum`, dit par un numéro ou un nom ; rien pour une ligne vide.

    `aide` : ce que répond /aide ; `aerees` : dans un tube, une ligne vide suit chaque réponse.
    Lève `Pause` à /pause, /fin et à la fin de l'entrée.
    """
    while True:
        lignes.inviter()
        ligne = lignes.lire().strip()
        if not ligne:
            return None
        if aerees:
            lignes.sauter_une_ligne_vide()
        commande = commande_dite(ligne)
        match commande and nom_de_commande(commande):
            case "passer":
                return None
            case "pause" | "fin":
                raise Pause
            case "aide":
                lignes.dire(aide)
            case str():
                lignes.dire(inconnue(str(commande), _COMMANDES))
            case None:
                rang = noms.index(ligne) + 1 if ligne in noms else numero_dit(ligne, maximum)
                if rang is not None:
                    return rang
                lignes.dire(dire("erreur.choix", maximum=maximum))
