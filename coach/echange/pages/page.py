"""La page d'une séance : ce qu'elle dit aujourd'hui, en Markdown."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from coach.analyse import familles
from coach.carnet import Action
from coach.dialogues.protocole import ErreurDeProtocole, charger
from coach.dialogues.suivis import etape_des_suivis
from coach.echange.journaux.notes import ORIGINE
from coach.echange.pages.markdown import echapper, en_tete, paragraphes
from coach.echange.paroles import dire
from coach.modeles.calendrier import en_chiffres
from coach.modeles.seance import Echange, EtatSeance
from coach.modeles.texte import cle

_TITRE_DU_FICHIER = 50
"""Caractères du titre gardés dans le nom du fichier."""


def page(etat: EtatSeance, actions: Sequence[Action]) -> str:
    """Le texte de la page. `actions` : les ajustements de la séance et ce qu'ils sont devenus."""
    morceaux = [
        "\n".join(_en_tete(etat)),
        f"# {echapper(etat.titre) or dire('page.sans_titre')}",
        *_note(etat),
        *_etapes(etat),
        *_liste(dire("page.emotions"), _emotions(etat)),
        *_liste(dire("page.competences"), _competences(etat)),
        *_liste(dire("page.ajustements"), map(_ajustement, actions)),
    ]
    return "\n\n".join(morceaux) + "\n"


def nom_de_fichier(etat: EtatSeance) -> str:
    """Un nom que tous les systèmes acceptent : le jour, le titre, la fin de l'identifiant."""
    jour = etat.cree_le.date().isoformat() if etat.cree_le else "sans-date"
    mots = re.findall(r"[a-z0-9]+", cle(etat.titre))
    titre = ""
    for mot in mots:
        suite = f"{titre}-{mot}" if titre else mot
        if len(suite) > _TITRE_DU_FICHIER:
            break
        titre = suite
    return "-".join(m for m in (jour, titre, etat.id[-6:].lower()) if m) + ".md"


def _en_tete(etat: EtatSeance) -> Iterator[str]:
    fin = etat.fin or "en_cours"
    return en_tete(
        {
            "titre": etat.titre,
            "date": etat.cree_le or "",
            "seance": etat.id,
            "protocole": etat.protocole,
            "etat": dire(f"etat.{fin}"),
            "tags": [_mot_cle(e) for e in etat.etiquettes],
            "competences": list(dict.fromkeys(f"{c.referentiel} {c.code}" for c in etat.liens)),
            "origine": ORIGINE,
        }
    )


def _mot_cle(etiquette: str) -> str:
    """L'étiquette telle qu'Obsidian en fait un mot-clé : sans espace ni signe."""
    return re.sub(r"[^\w/-]+", "-", etiquette).strip("-") or "-"


def _note(etat: EtatSeance) -> Iterator[str]:
    if etat.note:
        yield f"## {dire('page.note')}"
        yield paragraphes(etat.note)


def _etapes(etat: EtatSeance) -> Iterator[str]:
    titres = _titres(etat.protocole)
    ici = None
    for echange in etat.echanges:
        if echange.reponse is None and echange.passee is None:
            continue
        if echange.demande.etape != ici:
            ici = echange.demande.etape
            yield f"## {echapper(titres.get(ici, ici))}"
        yield f"**{echapper(echange.demande.texte)}**"
        yield _reponse(echange)


def _reponse(echange: Echange) -> str:
    if echange.reponse is None:
        return dire("page.passee")
    return paragraphes(echange.reponse.texte)


def _titres(protocole: str) -> dict[str, str]:
    """Le titre de chaque étape ; rien d'un protocole qui n'est pas ici."""
    suivis = etape_des_suivis()
    titres = {suivis.id: suivis.titre}
    try:
        return titres | {etape.id: etape.titre for etape in charger(protocole).etapes}
    except ErreurDeProtocole:
        return titres


def _liste(titre: str, lignes: Iterator[str]) -> Iterator[str]:
    puces = [f"- {ligne}" for ligne in lignes]
    if puces:
        yield f"## {titre}"
        yield "\n".join(puces)


def _emotions(etat: EtatSeance) -> Iterator[str]:
    noms = {famille.id: famille.nom for famille in familles()}
    return (
        dire("page.emotion", mot=echapper(e.mot), famille=echapper(noms.get(e.famille, e.famille)))
        for e in etat.emotions
    )


def _competences(etat: EtatSeance) -> Iterator[str]:
    for lien in etat.liens:
        ligne = dire(
            "page.competence",
            code=echapper(lien.code),
            referentiel=echapper(lien.referentiel),
            extrait=echapper(lien.extrait),
        )
        if lien.justification:
            pourquoi = dire("page.justification", texte=echapper(lien.justification))
            ligne += f"\n  {pourquoi}"
        yield ligne


def _ajustement(action: Action) -> str:
    etat = dire(f"ajustement.{action.etat}")
    quand = action.echeance
    cle_ = "page.ajustement_date" if quand else "page.ajustement"
    ligne = dire(cle_, texte=echapper(action.texte), etat=etat, jour=_jour(quand))
    if action.indicateur:
        ligne += f"\n  {dire('page.indicateur', texte=echapper(action.indicateur))}"
    return ligne


def _jour(quand: date | None) -> str:
    return en_chiffres(quand) if quand else ""
