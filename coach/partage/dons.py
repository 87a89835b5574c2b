"""Les séances données à lire : ouvrir la porte de l'une, lister les partages, en retirer un."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from coach.carnet import Carnet
from coach.dialogues.erreurs import ErreurDeProtocole
from coach.dialogues.protocole import charger, identifiants
from coach.modeles.base import FLUX_DU_CARNET
from coach.modeles.calendrier import en_clair
from coach.modeles.evenements import PartageFait, PartageRetire
from coach.modeles.journal import vivants
from coach.modeles.lecture import Nature
from coach.modeles.repli import plier
from coach.partage.erreurs import ErreurDeFichier
from coach.partage.porte import Porte
from coach.partage.revue import Lire


@dataclass(frozen=True)
class Partage:
    """Un fichier donné à lire, d'après le carnet ; `retire` : la personne l'a retiré."""

    fichier: str
    seance: str
    jour: str
    etapes: tuple[str, ...]
    retire: bool


def ouvrir(carnet: Carnet, flux: str, lire: Lire | None = None) -> Porte:
    """La porte d'une séance du carnet. Lève `ErreurDeFichier` si elle n'a rien à donner."""
    evenements = carnet.evenements(flux)
    tus = [t for a in carnet.actions() for t in (a.texte, a.indicateur) if t]
    siens = {t for e in plier(flux, evenements).ajustements for t in (e.texte, e.indicateur)}
    porte = Porte(
        flux,
        evenements,
        etapes=_titres_des_etapes(plier(flux, evenements).protocole),
        connus=carnet.pseudonymes,
        coach=phrases_du_coach(),
        tus=[t for t in tus if t not in siens],
        lire=lire,
    )
    if not porte.etapes:
        raise ErreurDeFichier("rien_a_donner")
    return porte


@lru_cache(maxsize=1)
def phrases_du_coach() -> tuple[str, ...]:
    """Ce que disent les protocoles, livrés ou non, et les relances : ce n'est à personne."""
    livres = files("coach.dialogues")
    sources = [livres / "relances.toml", livres / "messages.toml"]
    textes = [source.read_text("utf-8") for source in sources]
    for identifiant in identifiants():
        with suppress(ErreurDeProtocole):
            textes.append(charger(identifiant).model_dump_json())
    return tuple(textes)


def partages(carnet: Carnet, seance: str | None = None) -> list[Partage]:
    """Ce qui fut donné à lire, le plus récent d'abord ; d'une séance, ou de toutes."""
    tenus = vivants(carnet.evenements(FLUX_DU_CARNET))
    retires = {e.fichier for e in tenus if isinstance(e, PartageRetire)}
    return [
        Partage(e.fichier, e.seance, e.quand.date().isoformat(), e.etapes, e.fichier in retires)
        for e in reversed(tenus)
        if isinstance(e, PartageFait) and seance in (None, e.seance)
    ]


def verifier_qu_il_tient(carnet: Carnet, fichier: str) -> None:
    """Lève `ErreurDeFichier` si ce fichier vient de ce carnet, et que la personne l'a retiré."""
    fait = next((p for p in partages(carnet) if p.fichier == fichier), None)
    if fait is not None and fait.retire:
        jour = en_clair(date.fromisoformat(fait.jour))
        raise ErreurDeFichier("partage_retire", jour=jour, seance=fait.seance)


def retirer(carnet: Carnet, partage: Partage, motif: str = "") -> None:
    """Retire un partage : le carnet le dit. Lève `ErreurDeFichier` s'il l'est déjà.

    Une copie déjà donnée ne se rattrape pas.
    """
    if partage.retire:
        raise ErreurDeFichier("deja_retire")
    carnet.consigner(PartageRetire, fichier=partage.fichier, motif=motif)


def _titres_des_etapes(protocole: str) -> dict[str, tuple[str, bool]]:
    """Le titre de chaque étape, et si elle attend des émotions ; rien d'un protocole disparu."""
    try:
        etapes = charger(protocole).etapes
    except ErreurDeProtocole:
        return {}
    return {e.id: (e.titre, e.genre == "emotions" or e.attendue is Nature.EMOTION) for e in etapes}
