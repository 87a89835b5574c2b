"""La séance à donner, en lignes : ce que verra qui ouvrira le fichier."""

from collections.abc import Iterator, Mapping

from coach.modeles.seance import EtatSeance
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
        yield dire("porte.apercu_question", texte=echange.demande.texte)
        yield dire("porte.apercu_reponse", texte=echange.reponse.texte)
    yield ""
    if etat.emotions:
        yield dire("porte.apercu_emotion", liste=", ".join(e.mot for e in etat.emotions))
    for ajustement in etat.ajustements:
        yield dire("porte.apercu_ajustement", texte=ajustement.texte)
