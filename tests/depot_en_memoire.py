"""Un carnet de mémoire et un contexte fixe, pour mener le moteur sans disque ni hasard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import TypeVar

from coach.dialogues.contexte import Contexte
from coach.modeles.base import FLUX_DU_CARNET, Entete
from coach.modeles.evenements import Evenement
from coach.modeles.journal import Plume, en_ordre
from coach.modeles.lecture import Decision, Lecture, Nature, Segment

E = TypeVar("E", bound=Entete)

PARIS = timezone(timedelta(hours=1))
DEBUT = datetime(2026, 3, 3, 20, 30, tzinfo=PARIS)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(n: int) -> str:
    """Le n-ième identifiant, lisible et triable."""
    chiffres = ""
    while n:
        n, reste = divmod(n, 32)
        chiffres = _ALPHABET[reste] + chiffres
    return "01" + chiffres.rjust(24, "0")


class DepotEnMemoire:
    """Garde les événements ; `en_panne` fait échouer le prochain ajout."""

    def __init__(self) -> None:
        self.journal: list[Evenement] = []
        self.en_panne: Exception | None = None

    def ajouter(self, evenement: Evenement) -> None:
        if self.en_panne:
            raise self.en_panne
        self.journal.append(evenement)

    def consigner(self, sorte: type[E], **champs: object) -> E:
        """Au flux du carnet, au rang suivant ; identifiants à part de ceux de la séance."""
        if self.en_panne:
            raise self.en_panne
        rang = len(self.evenements(FLUX_DU_CARNET)) + 1
        plume = Plume(
            FLUX_DU_CARNET, "moi", lambda: DEBUT, lambda: ulid(20_000_000 + rang), rang - 1
        )
        evenement = plume.ecrire(sorte, **champs)
        self.journal.append(evenement)  # type: ignore[arg-type]
        return evenement

    def evenements(self, flux: str) -> list[Evenement]:
        return en_ordre(e for e in self.journal if e.flux == flux)

    def expurger(self, flux: str, ancien: str, nouveau: str) -> int:
        from coach.modeles.expurgation import expurger

        ici = self.evenements(flux)
        apres = expurger(ici, ancien, nouveau)
        self.journal = [e for e in self.journal if e.flux != flux] + list(apres)
        return sum(a != b for a, b in zip(ici, apres, strict=True))


def lire_par_prefixe(
    texte: str, decisions: Sequence[Decision] = (), attendue: Nature | None = None
) -> Lecture:
    """Lecture transparente : « O/jugement: … » en tête de ligne dit nature et sous-type."""
    segments = []
    debut = 0
    noms = {"F": Nature.FAIT, "O": Nature.OPINION, "E": Nature.EMOTION}
    for ligne in texte.split("\n"):
        nature, sous_type = attendue or Nature.FAIT, "observation"
        marque, deux_points, _ = ligne.partition(": ")
        if deux_points and marque[:1] in noms:
            nature = noms[marque[:1]]
            sous_type = marque.partition("/")[2] or "observation"
        fin = debut + len(ligne)
        voulue = next((d for d in decisions if d.debut <= debut and fin <= d.fin), None)
        if ligne.strip():
            segments.append(
                Segment(
                    debut=debut,
                    fin=fin,
                    texte=ligne,
                    nature=voulue.nature if voulue else nature,
                    sous_type=sous_type,
                    confiance=1.0,
                    corrige=voulue is not None,
                )
            )
        debut = fin + 1
    return Lecture(segments=tuple(segments))


def contexte_fixe(**champs: object) -> Contexte:
    """Un contexte sans hasard : une minute passe à chaque événement."""
    compteur = iter(range(1, 10_000))
    minutes = iter(range(10_000))
    base: dict[str, object] = {
        "auteur": "moi",
        "horloge": lambda: DEBUT + timedelta(minutes=next(minutes)),
        "nouvel_id": lambda: ulid(next(compteur)),
        "lire": lire_par_prefixe,
        "relier": lambda texte, referentiel, n: (),
        "remarquer": lambda texte: (),
        "detecter": lambda texte: SimpleNamespace(genre="detresse") if "mourir" in texte else None,
    }
    return Contexte(**{**base, **champs})  # type: ignore[arg-type]
