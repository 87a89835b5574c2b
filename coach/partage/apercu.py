"""La séance à donner, en lignes : tout ce que dira le fichier à qui l'ouvrira, et rien d'autre."""

from collections.abc import Iterator, Mapping

from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import EmotionChoisie, QuestionPosee
from coach.modeles.seance import Ajustement, Echange, EtatSeance, LienFait
from coach.partage.paroles import dire


def lignes(etat: EtatSeance, titres: Mapping[str, str]) -> Iterator[str]:
    """Les étapes, leurs questions et réponses, puis ce qui en est sorti.

    `titres` : le titre de chaque étape, par identifiant.
    """
    if etat.titre:
        yield etat.titre
    if etat.note:
        yield dire("porte.apercu_reponse", texte=etat.note)
    etape = ""
    for echange in etat.echanges:
        if echange.reponse is None:
            continue
        if echange.demande.etape != etape:
            etape = echange.demande.etape
            yield ""
            yield dire("porte.apercu_etape", titre=titres.get(etape, etape))
        yield from _echange(echange)
    yield ""
    if etat.emotions:
        yield dire("porte.apercu_emotion", liste=", ".join(map(_emotion, etat.emotions)))
    for lien in etat.liens:
        yield from _lien(lien)
    for ajustement in etat.ajustements:
        yield from _ajustement(ajustement)
    yield from _le_reste(etat)


def _echange(echange: Echange) -> Iterator[str]:
    """La demande, ce qu'elle cite à choisir, et la réponse."""
    yield dire("porte.apercu_question", texte=echange.demande.texte)
    if isinstance(echange.demande, QuestionPosee):
        for option in echange.demande.options:
            if option.ancre is not None:
                yield dire("porte.apercu_option", texte=option.libelle)
    if echange.reponse is not None:
        yield dire("porte.apercu_reponse", texte=echange.reponse.texte)


def _emotion(emotion: EmotionChoisie) -> str:
    details = ", ".join(d for d in (emotion.intensite, emotion.corps) if d)
    return f"{emotion.mot} ({details})" if details else emotion.mot


def _lien(lien: LienFait) -> Iterator[str]:
    yield dire("porte.apercu_lien", code=lien.code, referentiel=lien.referentiel)
    if lien.extrait:
        yield dire("porte.apercu_extrait", texte=lien.extrait)
    if lien.justification:
        yield dire("porte.apercu_justification", texte=lien.justification)


def _ajustement(ajustement: Ajustement) -> Iterator[str]:
    yield dire("porte.apercu_ajustement", texte=ajustement.texte)
    if ajustement.moment:
        yield dire("porte.apercu_moment", texte=ajustement.moment)
    if ajustement.echeance is not None:
        yield dire("porte.apercu_echeance", jour=en_clair(ajustement.echeance))
    if ajustement.indicateur:
        yield dire("porte.apercu_indicateur", texte=ajustement.indicateur)


def _le_reste(etat: EtatSeance) -> Iterator[str]:
    """Ce que le fichier dit sans qu'on l'ait écrit : le jour, le cadre, la fin."""
    corrections = sum(map(len, etat.decisions.values()))
    if corrections:
        yield dire("porte.apercu_corrections", nombre=corrections)
    if etat.fin in ("refermee", "vive"):
        yield dire(f"porte.apercu_fin_{etat.fin}")
    jour = en_clair(etat.cree_le.date()) if etat.cree_le else ""
    referentiels = ", ".join(etat.referentiels) or dire("porte.apercu_aucun_referentiel")
    yield dire("porte.apercu_cadre", jour=jour, protocole=etat.protocole, referentiels=referentiels)
