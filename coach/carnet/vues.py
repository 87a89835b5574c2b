"""Ce que le carnet rend : des fiches figées, sans rien de SQL."""

from dataclasses import dataclass, field
from datetime import date, datetime

from coach.carnet.resumes import Action as Action
from coach.carnet.resumes import Apercu as Apercu
from coach.carnet.resumes import Resume as Resume


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """Un passage retrouvé.

    `debut` et `fin` (points de code de `extrait`) entourent les mots cherchés ; `mots` les donne
    un à un ; `reponse` est l'événement de la réponse, rien pour une note ou un titre.
    """

    id: str
    titre: str
    cree_le: datetime
    etape: str
    extrait: str
    debut: int
    fin: int
    mots: tuple[tuple[int, int], ...] = ()
    reponse: str | None = None


@dataclass(frozen=True, slots=True)
class Brouillon:
    """Ce qui était en train de s'écrire ; `question` nomme l'événement auquel cela répond."""

    flux: str
    question: str
    texte: str
    quand: datetime


@dataclass(frozen=True, slots=True)
class Citation:
    """Un événement d'ailleurs qui cite une séance : ses mots, ou l'un de ses événements."""

    evenement: str
    flux: str
    type: str
    extrait: str


@dataclass(frozen=True, slots=True)
class Integration:
    """Ce qu'une importation a fait ; `nouveau` : la séance n'était pas dans le carnet."""

    flux: str
    nouveau: bool
    ajoutes: int


@dataclass(frozen=True, slots=True)
class Tri:
    """Des séances qui se présentent, par ce que le carnet en sait ; chaque flux une fois."""

    nouvelles: tuple[str, ...] = ()
    connues: tuple[str, ...] = ()
    supprimees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compte:
    """Un nom par lequel les séances se rangent, et combien le portent."""

    nom: str
    nombre: int


@dataclass(frozen=True, slots=True)
class CompetenceMontree:
    """Une compétence reliée dans des séances, et combien."""

    referentiel: str
    code: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Preuve:
    """Un extrait qui montre une compétence ; `seance` est rien pour une preuve apportée."""

    id: str
    seance: str | None
    referentiel: str
    millesime: str
    code: str
    date: date
    extrait: str
    justification: str = ""
    source: str = ""
    temoin: str = ""


@dataclass(frozen=True, slots=True)
class EntetePortable:
    """Ce que l'en-tête d'un fichier reçu disait de plus ; `champs` : clés inconnues du coach."""

    pseudonymise: bool = False
    champs: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effacement:
    """Ce qu'un effacement a touché ; `sauvegardes_retirees` ne pouvaient pas être nettoyées."""

    evenements: int
    sauvegardes_nettoyees: int = 0
    sauvegardes_retirees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparaison:
    """Le carnet face à une sauvegarde : ce que restaurer perdrait, et ce qui reviendrait."""

    seances_perdues: int
    evenements_perdus: int
    seances_effacees: int
    """Séances de la sauvegarde supprimées depuis : elles ne reviennent que si on le demande."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """L'état de santé du carnet ; aucune phrase dans `problemes` quand tout va bien."""

    seances: int
    evenements: int
    problemes: tuple[str, ...] = ()
