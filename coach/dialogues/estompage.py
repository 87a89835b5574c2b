"""L'estompage : l'aide et les relances s'effacent à mesure que l'étape est tenue, et reviennent.

Une étape est tenue quand, ses trois dernières fois, elle a reçu une vraie réponse, sans qu'il
faille la relancer, et dont les deux tiers au moins sont de la nature attendue (quand l'étape en
attend une). Une seule fois moins aisée suffit à tout faire revenir. Un script qui ne s'efface pas
lasse : on y réfléchit moins à la huitième séance qu'à la première (Wolfbauer et al., 2022).
"""

from typing import Literal, get_args

from coach.dialogues.contexte import Contexte
from coach.dialogues.histoire import Passage
from coach.dialogues.script import Etape
from coach.modeles.lecture import Lecture, Nature
from coach.modeles.presque_rien import presque_vide

Appui = Literal["accompagne", "allege", "libre"]
"""Du plus soutenu au plus discret ; le réglage de la personne est un plancher."""

FOIS_TENUES = 3
PART_ATTENDUE = 2 / 3
RELANCES_ALLEGEES = 1


class Estompage:
    """Ce qui reste d'appui à chaque étape, pour une séance ; chaque étape n'est jugée qu'une fois.

    Le réglage à la main l'emporte : `libre` n'aide ni ne relance jamais, `allege` jamais plus d'une
    fois par étape. `accompagne` s'allège de lui-même où l'étape est tenue.
    """

    def __init__(self, contexte: Contexte) -> None:
        self._contexte = contexte
        self._tenues: dict[str, bool] = {}

    def appui(self, etape: Etape) -> Appui:
        """L'appui de cette étape, maintenant."""
        regle = self._contexte.appui
        if regle == "accompagne" and self.tenue(etape):
            return "allege"
        connus: tuple[Appui, ...] = get_args(Appui)
        return next((a for a in connus if a == regle), "accompagne")

    def tenue(self, etape: Etape) -> bool:
        """Vrai si la personne tient cette étape d'elle-même, depuis trois fois."""
        if etape.id not in self._tenues:
            passages = list(self._contexte.histoire.passages_de(etape.id))[:FOIS_TENUES]
            self._tenues[etape.id] = len(passages) == FOIS_TENUES and all(
                self._aisee(etape, passage) for passage in passages
            )
        return self._tenues[etape.id]

    def montre_l_aide(self, etape: Etape) -> bool:
        """Vrai si l'aide d'une question se montre sans qu'on la demande."""
        return self.appui(etape) == "accompagne"

    def relances_permises(self, etape: Etape) -> int:
        """Le nombre de relances que l'étape permet encore d'espérer, d'après l'appui."""
        plafond = etape.relances_max
        return {"accompagne": plafond, "allege": min(plafond, RELANCES_ALLEGEES), "libre": 0}[
            self.appui(etape)
        ]

    def _aisee(self, etape: Etape, passage: Passage) -> bool:
        if passage.relances or presque_vide(passage.texte):
            return False
        if etape.attendue is None:
            return True
        lecture = self._contexte.lire(passage.texte, passage.decisions, etape.attendue)
        return part(lecture, etape.attendue) >= PART_ATTENDUE


def part(lecture: Lecture, nature: Nature) -> float:
    """La part du texte lue de cette nature, en caractères non blancs, dans [0, 1]."""
    tailles = [(s.nature, len("".join(s.texte.split()))) for s in lecture.segments]
    total = sum(taille for _, taille in tailles)
    return sum(taille for n, taille in tailles if n == nature) / total if total else 0.0
