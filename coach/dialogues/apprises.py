"""Ce que la personne apprend au coach en corrigeant un passage : gardé au carnet.

La correction l'emporte dans sa séance (`segment_corrige`) ; la leçon qu'en tire le coach est du
carnet (`correction_apprise`), et incline la lecture de ce qui ressemble. Une réponse récrite ne
fait pas oublier la leçon : ses mots d'alors restent bien lus.
"""

from collections.abc import Sequence

from coach.dialogues.concordance import Dit
from coach.modeles.base import Ancre
from coach.modeles.evenements import CorrectionApprise, Evenement, SegmentCorrige
from coach.modeles.journal import vivants
from coach.modeles.seance import EtatSeance


def corrections_dites(
    etat: EtatSeance, journal: Sequence[Evenement], auteur: str
) -> dict[str, Dit]:
    """Les corrections de la séance qui tiennent, signées `auteur` : celles d'autrui n'y sont pas.

    Corriger à nouveau le même passage remplace.
    """
    if not any(isinstance(e, SegmentCorrige) for e in journal):
        return {}
    tenues: list[SegmentCorrige] = []
    for evenement in vivants(journal):
        if isinstance(evenement, SegmentCorrige) and etat.reponse(evenement.ancre.evenement):
            tenues = [t for t in tenues if not _remplace(evenement.ancre, t.ancre)]
            tenues.append(evenement)
    return {t.id: _lecon(t) for t in tenues if t.auteur == auteur and t.ancre.texte.strip()}


def _lecon(corrige: SegmentCorrige) -> Dit:
    champs = {
        "texte": corrige.ancre.texte,
        "nature": corrige.nature,
        "sous_type": corrige.sous_type,
    }
    return Dit(CorrectionApprise, champs)


def _remplace(neuve: Ancre, ancienne: Ancre) -> bool:
    """Vrai si la correction neuve porte sur tout le passage de l'ancienne."""
    if neuve.evenement != ancienne.evenement:
        return False
    couvre = neuve.debut <= ancienne.debut and ancienne.fin <= neuve.fin
    return neuve.texte == ancienne.texte or (couvre and ancienne.texte in neuve.texte)
