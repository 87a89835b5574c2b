"""Dire un filtre de journaux : ce qui est compris, et ce qui ne l'est pas."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.carnet.demande import Connus, Demande
from coach.carnet.filtres import Filtre
from coach.dialogues.livres import identifiants_livres
from coach.modeles.texte import sans_commandes
from coach.tui.lignes import nom_du_protocole
from coach.tui.paroles import dire

if TYPE_CHECKING:
    from coach.carnet import Carnet


def connus(carnet: "Carnet") -> Connus:
    """Ce que le carnet contient, pour comprendre ce que l'on en demande. Lève `ErreurDeCarnet`."""
    menes = {c.nom: nom_du_protocole(c.nom) for c in carnet.protocoles() if c.nom}
    return Connus(
        protocoles={i: nom_du_protocole(i) for i in identifiants_livres()} | menes,
        etiquettes=tuple(e.nom for e in carnet.etiquettes()),
        competences=tuple((c.referentiel, c.code) for c in carnet.competences()),
    )


def decrire(filtre: Filtre) -> str:
    """« mars 2026 · étiquette #équipe » ; vide si rien n'est filtré."""
    return " · ".join(_morceaux(filtre))


def _morceaux(filtre: Filtre) -> Iterator[str]:
    if filtre.periode:
        yield filtre.periode.libelle
    for protocole in filtre.protocoles:
        nom = nom_du_protocole(protocole)
        yield dire("filtre.protocole", nom=nom) if protocole else dire("filtre.note")
    for etiquette in filtre.etiquettes:
        yield dire("filtre.etiquette", nom=sans_commandes(etiquette))
    for referentiel, code in filtre.competences:
        nom = "/".join(filter(None, (referentiel, code)))
        yield dire("filtre.competence", nom=sans_commandes(nom))
    if filtre.terminees is not None:
        yield dire("filtre.terminees" if filtre.terminees else "filtre.inachevees")


def avis(demande: Demande) -> list[str]:
    """Ce qui n'est pas compris, et comment chercher un mot pris pour une période."""
    phrases = [
        dire(f"filtre.inconnu_{m.sorte}", mot=sans_commandes(m.valeur)) for m in demande.inconnus
    ]
    seuls = [m.ecrit for m in demande.morceaux if m.sorte == "periode" and m.connu]
    if demande.filtre.mots and seuls and " " not in seuls[0] and ":" not in seuls[0]:
        phrases.append(dire("journaux.mots_entre_guillemets", mot=sans_commandes(seuls[0])))
    return phrases
